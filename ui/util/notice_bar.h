#pragma once

#include "core/base/error.h"
#include "ui/theme/theme.h"

#include <functional>
#include <QFrame>

class QLabel;
class QToolButton;

namespace mops::ui {

/// What became of the operator's latest action, above the list it belongs to, until it is put away.
class NoticeBar final : public QFrame {
    Q_OBJECT
public:
    explicit NoticeBar(QWidget* parent = nullptr);

    /// `sentence` is asked again when the language changes.
    void showNotice(theme::Tone tone, std::function<QString()> sentence);
    /// What happened, with the facts, and what to do.
    void showError(const Error& error);
    void dismiss();
    QString text() const;
    theme::Tone tone() const { return m_tone; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void render();

    theme::Tone m_tone = theme::Tone::Neutral;
    std::function<QString()> m_sentence;
    QLabel* m_icon;
    QLabel* m_text;
    QToolButton* m_close;
};

} // namespace mops::ui
