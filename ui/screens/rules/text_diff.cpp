#include "ui/screens/rules/text_diff.h"

#include "ui/theme/theme.h"

#include <algorithm>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

/// Beyond it the texts are shown as wholly different: the table would not fit.
constexpr qsizetype kMostWords = 2'000;

void add(std::vector<DiffPart>& parts, DiffPart::Kind kind, const QString& word) {
    if (!parts.empty() && parts.back().kind == kind)
        parts.back().text += u' ' + word;
    else
        parts.push_back({kind, word});
}

} // namespace

std::vector<DiffPart> diffWords(const QString& before, const QString& after) {
    const QStringList old = before.simplified().split(u' ', Qt::SkipEmptyParts);
    const QStringList now = after.simplified().split(u' ', Qt::SkipEmptyParts);
    std::vector<DiffPart> parts;
    if (old.size() > kMostWords || now.size() > kMostWords) {
        parts.push_back({DiffPart::Kind::Removed, before});
        parts.push_back({DiffPart::Kind::Added, after});
        return parts;
    }
    const auto rows = static_cast<std::size_t>(old.size());
    const auto columns = static_cast<std::size_t>(now.size());
    // length[i][j]: of the longest common subsequence of old[i…] and now[j…].
    std::vector<std::vector<int>> length(rows + 1, std::vector<int>(columns + 1, 0));
    for (std::size_t i = rows; i-- > 0;)
        for (std::size_t j = columns; j-- > 0;)
            length[i][j] = old[static_cast<qsizetype>(i)] == now[static_cast<qsizetype>(j)]
                               ? length[i + 1][j + 1] + 1
                               : std::max(length[i + 1][j], length[i][j + 1]);
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < rows || j < columns) {
        if (i < rows && j < columns &&
            old[static_cast<qsizetype>(i)] == now[static_cast<qsizetype>(j)]) {
            add(parts, DiffPart::Kind::Same, old[static_cast<qsizetype>(i++)]);
            ++j;
        } else if (i < rows && (j == columns || length[i + 1][j] >= length[i][j + 1])) {
            add(parts, DiffPart::Kind::Removed, old[static_cast<qsizetype>(i++)]);
        } else {
            add(parts, DiffPart::Kind::Added, now[static_cast<qsizetype>(j++)]);
        }
    }
    return parts;
}

QString diffHtml(const QString& before, const QString& after) {
    QStringList html;
    for (const DiffPart& part : diffWords(before, after)) {
        const QString text = part.text.toHtmlEscaped();
        if (part.kind == DiffPart::Kind::Same)
            html << text;
        else if (part.kind == DiffPart::Kind::Removed)
            html << u"<span style=\"color:%1\"><s>%2</s></span>"_s.arg(
                theme::toneColour(theme::Tone::Bad).name(), text);
        else
            html << u"<span style=\"color:%1\"><u>%2</u></span>"_s.arg(
                theme::toneColour(theme::Tone::Good).name(), text);
    }
    return html.join(u' ');
}

} // namespace mops::ui
