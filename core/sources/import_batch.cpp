#include "core/sources/import_batch.h"

#include "core/db/statement.h"

#include <algorithm>
#include <array>
#include <sodium.h>

namespace mops::sources {

namespace {

/// The files in a folder, or the files named one by one.
Result<std::vector<std::filesystem::path>>
listFiles(const std::vector<std::filesystem::path>& paths) {
    if (paths.empty())
        return fail(ErrorCode::Usage, "PATH");
    std::vector<std::filesystem::path> files;
    std::error_code problem;
    for (const auto& path : paths) {
        if (!std::filesystem::exists(path, problem))
            return fail(ErrorCode::FileNotFound, path.string());
        if (!std::filesystem::is_directory(path, problem)) {
            files.push_back(path);
            continue;
        }
        if (paths.size() > 1)
            return fail(ErrorCode::FileIsDirectory, path.string());
        std::filesystem::directory_iterator entries(path, problem);
        if (problem)
            return fail(ErrorCode::FileUnreadable, path.string());
        for (const auto& entry : entries)
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string expectedNames(const Mapping& mapping) {
    std::string names;
    for (const FileMapping& file : mapping.files)
        if (names.find(file.match) == std::string::npos)
            names += (names.empty() ? "" : ", ") + file.match;
    return names;
}

} // namespace

Result<std::vector<InputFile>> findInputs(const Mapping& mapping,
                                          const std::vector<std::filesystem::path>& paths,
                                          const std::string& encoding, std::int64_t inspectBytes,
                                          std::vector<std::string>* missing, TaskContext& context) {
    const auto files = listFiles(paths);
    if (!files)
        return failAs(files);
    std::error_code ignored;
    const bool isFolder =
        paths.size() == 1 && std::filesystem::is_directory(paths.front(), ignored);
    std::vector<InputFile> inputs;
    std::vector<bool> isUsed(files->size(), false);
    for (const FileMapping& wanted : mapping.files) {
        bool isThere = false;
        for (std::size_t k = 0; k < files->size(); ++k) {
            const auto name = (*files)[k].filename().string();
            if (!matchesPattern(name, wanted.match))
                continue;
            isThere = true;
            isUsed[k] = true;
            inputs.push_back({name, &wanted, {}, (*files)[k], {}});
        }
        if (!isThere && missing != nullptr &&
            std::find(missing->begin(), missing->end(), wanted.match) == missing->end())
            missing->push_back(wanted.match);
    }
    for (std::size_t k = 0; k < files->size(); ++k)
        if (!isFolder && !isUsed[k])
            return fail(ErrorCode::FilesMissing, (*files)[k].string(), expectedNames(mapping));
    if (inputs.empty())
        return fail(ErrorCode::FilesMissing, paths.front().string(), expectedNames(mapping));
    for (std::size_t k = 0; k < inputs.size(); ++k) {
        InputFile& input = inputs[k];
        const auto same =
            std::find_if(inputs.begin(), inputs.begin() + static_cast<std::ptrdiff_t>(k),
                         [&](const auto& earlier) { return earlier.path == input.path; });
        if (same != inputs.begin() + static_cast<std::ptrdiff_t>(k)) {
            input.facts = same->facts;
        } else {
            auto facts = inspectFile(input.path, encoding, context, inspectBytes);
            if (!facts)
                return failAs(facts);
            input.facts = *facts;
        }
        if (input.mapping->delimiter != '\0')
            input.facts.delimiter = input.mapping->delimiter;
    }
    std::stable_sort(
        inputs.begin(), inputs.end(), [](const InputFile& left, const InputFile& right) {
            return left.mapping->target < right.mapping->target; // both point into targetTable()
        });
    return inputs;
}

std::int64_t beginBatch(db::Database& mart, std::string_view kind, const Mapping& mapping,
                        const std::string& location, const Clock& clock) {
    db::Statement insert(mart,
                         "INSERT INTO import_batch (kind, source, location, mapping, started_at, "
                         "finished_at) VALUES (?, ?, ?, ?, ?, ?)");
    const std::int64_t now = toSeconds(clock.now());
    insert.run(kind, mapping.name, location, mapping.source, now, now);
    return mart.lastInsertRowId();
}

void endBatch(db::Database& mart, std::int64_t batchId, const Clock& clock) {
    db::Statement update(
        mart,
        "UPDATE import_batch SET finished_at = ?2, "
        "rows_read = (SELECT coalesce(sum(rows_read), 0) FROM import_file WHERE batch_id = ?1), "
        "rows_taken = (SELECT coalesce(sum(rows_taken), 0) FROM import_file WHERE batch_id = ?1) "
        "WHERE batch_id = ?1");
    update.run(batchId, toSeconds(clock.now()));
}

Result<Mapping> chooseMapping(const ImportParams& params) {
    if (params.preset.empty() == params.mappingFile.empty())
        return fail(ErrorCode::Usage, "--preset, --mapping");
    return params.preset.empty() ? readMappingFile(params.mappingFile)
                                 : presetMapping(params.preset);
}

std::string recordHash(std::string_view file, std::string_view target, std::string_view record) {
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, crypto_generichash_BYTES);
    for (const std::string_view part : {file, target, record}) {
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.data()),
                                  part.size());
        const unsigned char separator = 0;
        crypto_generichash_update(&state, &separator, 1);
    }
    std::array<unsigned char, crypto_generichash_BYTES> digest{};
    crypto_generichash_final(&state, digest.data(), digest.size());
    return std::string(digest.begin(), digest.end());
}

} // namespace mops::sources
