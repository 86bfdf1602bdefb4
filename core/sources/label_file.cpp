#include "core/sources/label_file.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

namespace mops::sources {
namespace {

using Lines = std::unordered_map<std::int64_t, std::string>;

constexpr std::array<std::string_view, 3> kLabelHeaders{"label", "cluster", "component"};

/// Where labels and lines stand, as the header says.
struct Layout {
    std::optional<std::size_t> label;
    std::optional<std::size_t> line;
};

Layout layoutOf(std::span<const std::string_view> header) {
    Layout layout;
    for (std::size_t c = 0; c < header.size(); ++c) {
        const std::string name = asciiLower(header[c]);
        if (!layout.label && std::ranges::find(kLabelHeaders, name) != kLabelHeaders.end())
            layout.label = c;
        if (!layout.line && name == "line")
            layout.line = c;
    }
    return layout;
}

/// The label of the record read last.
Result<std::string> labelOf(const RecordFile& file, const Layout& layout) {
    const auto fields = file.fields();
    const std::size_t column = layout.label.value_or(fields.size() - 1);
    if (column >= fields.size() || fields[column].empty())
        return fail(ErrorCode::InvalidNumber, file.where() + ": label");
    return std::string(fields[column]);
}

/// Labels in the order of the file; the first is the header's when there may be one.
Result<std::vector<std::string>> inOrder(RecordFile& file, const Layout& layout, bool headed,
                                         std::size_t rows) {
    std::vector<std::string> labels;
    bool more = true;
    if (headed) {
        const auto next = file.next();
        if (!next)
            return failAs(next);
        more = *next;
    }
    while (more) {
        auto label = labelOf(file, layout);
        if (!label)
            return failAs(label);
        labels.push_back(std::move(*label));
        const auto next = file.next();
        if (!next)
            return failAs(next);
        more = *next;
    }
    if (!headed && labels.size() == rows + 1)
        labels.erase(labels.begin());
    if (labels.size() != rows)
        return fail(ErrorCode::NotEnoughData, std::to_string(labels.size()) + " labels",
                    std::to_string(rows) + " rows");
    return labels;
}

Result<Lines> byLine(RecordFile& file, const Layout& layout) {
    Lines found;
    for (;;) {
        const auto next = file.next();
        if (!next)
            return failAs(next);
        if (!*next)
            return found;
        const auto fields = file.fields();
        const auto line =
            *layout.line < fields.size() ? parseInteger(fields[*layout.line]) : std::nullopt;
        auto label = labelOf(file, layout);
        if (!label)
            return failAs(label);
        if (!line || !found.emplace(*line, std::move(*label)).second)
            return fail(ErrorCode::InvalidNumber, file.where() + ": line");
    }
}

} // namespace

Result<std::vector<std::string>> readRowLabels(const std::filesystem::path& path,
                                               const RecordFileOptions& options,
                                               std::span<const std::int64_t> lines,
                                               TaskContext& context) {
    auto file = RecordFile::open(path, options, context);
    if (!file)
        return failAs(file);
    const auto any = file->next();
    if (!any)
        return failAs(any);
    if (!*any)
        return fail(ErrorCode::FileIsEmpty, path.string());
    const Layout layout = layoutOf(file->fields());
    if (!layout.line)
        return inOrder(*file, layout, layout.label.has_value(), lines.size());
    auto found = byLine(*file, layout);
    if (!found)
        return failAs(found);
    std::vector<std::string> labels;
    labels.reserve(lines.size());
    for (const std::int64_t line : lines) {
        const auto at = found->find(line);
        if (at == found->end())
            return fail(ErrorCode::NotEnoughData,
                        path.filename().string() + ": line " + std::to_string(line));
        labels.push_back(at->second);
    }
    return labels;
}

} // namespace mops::sources
