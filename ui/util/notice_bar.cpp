#include "ui/util/notice_bar.h"

#include "ui/text/error_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace mops::ui {

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_close(new QToolButton(this)) {
    setProperty("inset", true);
    m_text->setObjectName(u"noticeText"_s);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    connect(m_close, &QToolButton::clicked, this, &NoticeBar::dismiss);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::unit(1.5), theme::unit(0.75), theme::unit(0.75),
                               theme::unit(0.75));
    layout->setSpacing(theme::unit());
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_close);
    hide();
}

void NoticeBar::showNotice(theme::Tone tone, std::function<QString()> sentence) {
    m_tone = tone;
    m_sentence = std::move(sentence);
    render();
    show();
}

void NoticeBar::showError(const Error& error) {
    const bool cancelled = error.code == ErrorCode::Cancelled;
    showNotice(cancelled ? theme::Tone::Info : theme::Tone::Bad, [error] {
        return (text::errorText(error) + u"\n"_s + text::errorHint(error)).trimmed();
    });
}

void NoticeBar::dismiss() {
    m_sentence = {};
    m_text->clear();
    hide();
}

QString NoticeBar::text() const {
    return m_text->text();
}

void NoticeBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        render();
}

void NoticeBar::render() {
    if (!m_sentence)
        return;
    const QSize size(theme::unit(2), theme::unit(2));
    m_icon->setPixmap(theme::toneIcon(m_tone).pixmap(size, devicePixelRatioF()));
    m_text->setText(m_sentence());
    m_text->setAccessibleName(m_text->text());
    m_close->setIcon(theme::icon(u"window-close"_s));
    m_close->setAccessibleName(tr("Put this message away"));
    m_close->setToolTip(m_close->accessibleName());
}

} // namespace mops::ui
