#pragma once

#include <QString>
#include <vector>

namespace mops::ui {

/// A run of words that two texts share, or that one of them alone has.
struct DiffPart {
    enum class Kind { Same, Removed, Added };
    Kind kind{};
    QString text;
};

/// Word by word, by the longest common subsequence. O(words²): for conditions, not for books.
std::vector<DiffPart> diffWords(const QString& before, const QString& after);
/// As rich text: removed struck through in red, added underlined in green.
QString diffHtml(const QString& before, const QString& after);

} // namespace mops::ui
