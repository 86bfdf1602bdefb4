#include "core/sources/csv_reader.h"
#include "core/sources/import_batch.h"
#include "core/sources/row_cleaner.h"

namespace mops::sources {
namespace {

constexpr std::int64_t kPreviewBytes = 256 * 1024;

Result<FilePreview> previewFile(const InputFile& input, int rows) {
    FilePreview preview;
    preview.file = input.name;
    preview.target = input.mapping->target->name;
    preview.encoding = input.facts.encoding;
    preview.delimiter = std::string(1, input.facts.delimiter);
    preview.bytes = input.facts.bytes;
    const auto text = openTextFile(input.path, input.facts.encoding);
    if (!text)
        return failAs(text);
    CsvReader reader(**text, CsvOptions{.delimiter = input.facts.delimiter});
    for (int k = 0; k <= rows; ++k) {
        const auto more = reader.next();
        if (!more)
            return failAs(more);
        if (!*more)
            break;
        std::vector<std::string> fields;
        if (!reader.row().problem.empty())
            fields.push_back(printable(reader.row().record));
        else
            for (const auto field : reader.row().fields)
                fields.push_back(printable(field));
        if (k == 0)
            preview.header = std::move(fields);
        else
            preview.rows.push_back(std::move(fields));
    }
    preview.mappedTo.resize(preview.header.size());
    const auto places = locateColumns(*input.mapping, preview.header);
    for (std::size_t k = 0; k < places.size(); ++k) {
        const ColumnMapping& column = input.mapping->columns[k];
        if (column.constant)
            continue;
        if (places[k] < 0)
            preview.missingColumns.push_back(column.from);
        else
            preview.mappedTo[static_cast<std::size_t>(places[k])] =
                preview.target + "." + std::string(column.field->name);
    }
    return preview;
}

} // namespace

Result<ImportPreview> previewImport(const ImportParams& params, int rowsPerFile) {
    return db::guarded([&]() -> Result<ImportPreview> {
        const auto mapping = chooseMapping(params);
        if (!mapping)
            return failAs(mapping);
        ImportPreview preview;
        NoTaskContext context; // only the begin of each file is read
        const auto inputs = findInputs(*mapping, params.paths, params.encoding, kPreviewBytes,
                                       &preview.missingFiles, context);
        if (!inputs)
            return failAs(inputs);
        for (const InputFile& input : *inputs) {
            auto file = previewFile(input, rowsPerFile);
            if (!file)
                return failAs(file);
            preview.files.push_back(std::move(*file));
        }
        return preview;
    });
}

} // namespace mops::sources
