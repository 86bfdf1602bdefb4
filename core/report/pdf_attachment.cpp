#include "core/report/pdf_attachment.h"

#include "core/base/text.h"

#include <array>
#include <cstdio>

namespace mops::report {
namespace {

/// The number behind a word such as "/Size"; empty when it is not there.
std::optional<std::int64_t> numberAfter(std::string_view text, std::string_view word) {
    const auto at = text.find(word);
    if (at == std::string_view::npos)
        return std::nullopt;
    std::string_view rest = text.substr(at + word.size());
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\n' || rest.front() == '\r'))
        rest.remove_prefix(1);
    std::size_t digits = 0;
    while (digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9')
        ++digits;
    return parseInteger(rest.substr(0, digits));
}

struct Trailer {
    std::int64_t references = 0; ///< where the table of references begins
    std::int64_t size = 0;       ///< objects
    std::int64_t root = 0;       ///< the catalogue's number
    std::string_view rest;       ///< what else it says
};

std::optional<Trailer> readTrailer(std::string_view pdf) {
    const auto start = pdf.rfind("startxref");
    const auto begin = pdf.rfind("trailer");
    if (start == std::string_view::npos || begin == std::string_view::npos || begin > start)
        return std::nullopt;
    const std::string_view text = pdf.substr(begin, start - begin);
    const auto references = numberAfter(pdf.substr(start), "startxref");
    const auto size = numberAfter(text, "/Size");
    const auto root = numberAfter(text, "/Root");
    if (!references || !size || !root ||
        pdf.substr(static_cast<std::size_t>(*references), 4) != "xref")
        return std::nullopt;
    return Trailer{*references, *size, *root, text};
}

/// The inner of the catalogue's dictionary, between its outer brackets.
std::optional<std::string_view> catalogueOf(std::string_view pdf, std::int64_t root) {
    const std::string head = "\n" + std::to_string(root) + " 0 obj";
    const auto at = pdf.rfind(head);
    if (at == std::string_view::npos)
        return std::nullopt;
    const auto end = pdf.find("endobj", at);
    const auto open = pdf.find("<<", at);
    const auto close = pdf.rfind(">>", end);
    if (end == std::string_view::npos || open >= close || close == std::string_view::npos)
        return std::nullopt;
    return pdf.substr(open + 2, close - open - 2);
}

std::string referenceLine(std::size_t offset) {
    std::array<char, 32> line{};
    std::snprintf(line.data(), line.size(), "%010zu 00000 n \n", offset);
    return line.data();
}

} // namespace

std::optional<std::string> attachFile(const std::string& pdf, const std::string& name,
                                      std::string_view content) {
    const auto trailer = readTrailer(pdf);
    const auto catalogue = trailer ? catalogueOf(pdf, trailer->root) : std::nullopt;
    if (!catalogue)
        return std::nullopt;
    const std::string stream = std::to_string(trailer->size);
    const std::string file = std::to_string(trailer->size + 1);
    std::string out = pdf;
    if (!out.empty() && out.back() != '\n')
        out += '\n';
    const std::size_t streamAt = out.size();
    out += stream + " 0 obj\n<< /Type /EmbeddedFile /Length " + std::to_string(content.size()) +
           " >>\nstream\n";
    out += content;
    out += "\nendstream\nendobj\n";
    const std::size_t fileAt = out.size();
    out += file + " 0 obj\n<< /Type /Filespec /F (" + name + ") /UF (" + name + ") /EF << /F " +
           stream + " 0 R >> /AFRelationship /Data >>\nendobj\n";
    const std::size_t rootAt = out.size();
    out += std::to_string(trailer->root) + " 0 obj\n<<" + std::string(*catalogue) +
           " /Names << /EmbeddedFiles << /Names [ (" + name + ") " + file +
           " 0 R ] >> >>\n>>\nendobj\n";
    const std::size_t referencesAt = out.size();
    out += "xref\n" + std::to_string(trailer->root) + " 1\n" + referenceLine(rootAt) + stream +
           " 2\n" + referenceLine(streamAt) + referenceLine(fileAt);
    const auto information = numberAfter(trailer->rest, "/Info");
    out += "trailer\n<< /Size " + std::to_string(trailer->size + 2) + " /Root " +
           std::to_string(trailer->root) + " 0 R" +
           (information ? " /Info " + std::to_string(*information) + " 0 R" : std::string()) +
           " /Prev " + std::to_string(trailer->references) + " >>\nstartxref\n" +
           std::to_string(referencesAt) + "\n%%EOF\n";
    return out;
}

} // namespace mops::report
