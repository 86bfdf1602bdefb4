#include "ui/util/card.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace mops::ui {

Card::Card(QWidget* parent)
    : QFrame(parent)
    , m_header(new QWidget(this))
    , m_title(new QLabel(this))
    , m_subtitle(new QLabel(this))
    , m_headerRow(new QHBoxLayout(m_header))
    , m_body(new QVBoxLayout) {
    setProperty("card", true);
    m_header->setProperty("plain", true);
    theme::setTextRole(m_title, theme::TextRole::Section);
    theme::setTextRole(m_subtitle, theme::TextRole::Muted);
    m_headerRow->setContentsMargins(0, 0, 0, 0);
    m_headerRow->setSpacing(theme::unit());
    m_headerRow->addWidget(m_title);
    m_headerRow->addWidget(m_subtitle, 1);
    m_header->hide();
    m_subtitle->hide();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::unit(2), theme::unit(1.5), theme::unit(2), theme::unit(1.5));
    layout->setSpacing(theme::unit());
    layout->addWidget(m_header);
    layout->addLayout(m_body, 1);
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(theme::unit());
}

void Card::setTitle(const QString& title) {
    m_title->setText(title);
    m_header->setVisible(true);
}

void Card::setSubtitle(const QString& subtitle) {
    m_subtitle->setText(subtitle);
    m_subtitle->setVisible(!subtitle.isEmpty());
}

void Card::addHeaderWidget(QWidget* widget) {
    if (m_headerRow->count() == 2)
        m_headerRow->addStretch();
    m_headerRow->addWidget(widget);
    m_header->setVisible(true);
}

} // namespace mops::ui
