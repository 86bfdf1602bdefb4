#include "core/report/report.h"

#include "core/base/text.h"
#include "core/base/whole_file.h"
#include "core/report/recipe.h"
#include "core/report/writers.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sodium.h>
#include <utility>
#include <vector>

namespace mops::report {
namespace {

constexpr std::array<std::pair<std::string_view, Writer>, 4> kWriters{{
    {".pdf", writePdf},
    {".xlsx", writeXlsx},
    {".csv", writeCsv},
    {".html", writeHtml},
}};
constexpr const char* kEndings = ".pdf .xlsx .csv .html";

Result<Writer> writerOf(const std::filesystem::path& file) {
    const std::string ending = asciiLower(file.extension().string());
    for (const auto& [known, writer] : kWriters)
        if (known == ending)
            return writer;
    return fail(ErrorCode::Usage, file.filename().string(), kEndings);
}

Result<const Recipe*> recipeOf(const std::string& name) {
    if (const Recipe* recipe = findRecipe(name))
        return recipe;
    std::string names;
    for (const Recipe& recipe : recipeTable())
        names += (names.empty() ? "" : " ") + std::string(recipe.name);
    return fail(ErrorCode::NotFound, "report " + name, names);
}

Result<std::map<std::string, std::string>> parametersOf(const Recipe& recipe,
                                                        const ReportRequest& request) {
    std::map<std::string, std::string> parameters;
    std::string names;
    for (const RecipeParameter& parameter : recipe.parameters) {
        parameters.emplace(parameter.name, parameter.defaultValue);
        names += (names.empty() ? "" : " ") + std::string(parameter.name);
    }
    for (const auto& [name, value] : request.parameters) {
        const auto known = parameters.find(name);
        if (known == parameters.end())
            return fail(ErrorCode::Usage, "parameter " + name, names);
        if (!value.empty())
            known->second = value;
    }
    return parameters;
}

/// Everything that can be refused before the mart is read.
Result<> checkTarget(const ReportRequest& request) {
    if (request.language != "zh" && request.language != "en")
        return fail(ErrorCode::Usage, "language " + request.language, "zh en");
    std::error_code ignored;
    const auto folder = request.out.parent_path();
    if (!folder.empty() && !std::filesystem::is_directory(folder, ignored))
        return fail(ErrorCode::FileNotWritable, request.out.string());
    return {};
}

Result<std::string> sha256Of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    std::vector<char> buffer(1 << 16);
    while (stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) ||
           stream.gcount() > 0)
        crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(buffer.data()),
                                  static_cast<unsigned long long>(stream.gcount()));
    if (!stream.eof())
        return fail(ErrorCode::FileUnreadable, file.string());
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256_final(&state, reinterpret_cast<unsigned char*>(digest.data()));
    return hex(digest);
}

} // namespace

Result<> writeBytes(const std::filesystem::path& file, std::string_view bytes) {
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    stream.close();
    if (!stream)
        return fail(ErrorCode::FileNotWritable, file.string());
    return {};
}

// The clock is not asked: a file that carried the moment of its writing would never be the same
// bytes again. Document::stateAsOf, the mart's newest change, takes its place.
Result<ReportFile> writeReport(db::Database& mart, const ReportRequest& request, const Clock&,
                               TaskContext& context) {
    const auto recipe = recipeOf(request.recipe);
    if (!recipe)
        return failAs(recipe);
    const auto writer = writerOf(request.out);
    if (!writer)
        return failAs(writer);
    const auto parameters = parametersOf(**recipe, request);
    if (!parameters)
        return failAs(parameters);
    if (const auto target = checkTarget(request); !target)
        return failAs(target);
    const Translate asWritten = [](const char*, const char* text) { return std::string(text); };
    const RecipeInput input{mart, *parameters, request.language,
                            request.translate ? request.translate : asWritten, context};
    const auto document = db::guarded([&]() -> Result<Document> {
        const db::ReadSnapshot moment(mart);
        return builderOf(**recipe)(input);
    });
    if (!document)
        return failAs(document);
    if (context.cancelled())
        return fail(ErrorCode::Cancelled);
    auto whole = WholeFile::begin(request.out);
    if (!whole)
        return failAs(whole);
    const auto rows = (*writer)(*document, whole->temporary());
    if (!rows)
        return rows.error().code == ErrorCode::FileNotWritable ? Failure(whole->trouble())
                                                               : failAs(rows);
    if (context.cancelled())
        return fail(ErrorCode::Cancelled);
    const auto digest = sha256Of(whole->temporary());
    if (!digest)
        return failAs(digest);
    if (const auto committed = whole->commit(); !committed)
        return failAs(committed);
    context.report({"report", 1, *rows, *rows, {}});
    return ReportFile{request.out, *rows, *digest};
}

} // namespace mops::report
