#include "ui/util/segmented.h"

#include "ui/theme/theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

namespace mops::ui {

Segmented::Segmented(QWidget* parent)
    : QFrame(parent)
    , m_layout(new QHBoxLayout(this))
    , m_group(new QButtonGroup(this)) {
    setProperty("segmented", true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_layout->setContentsMargins(2, 2, 2, 2);
    m_layout->setSpacing(2);
    m_group->setExclusive(true);
    connect(m_group, &QButtonGroup::idClicked, this, &Segmented::chosen);
}

void Segmented::setChoices(const QStringList& choices) {
    const auto present = m_group->buttons();
    if (present.size() != choices.size()) {
        qDeleteAll(present);
        for (int at = 0; at < choices.size(); ++at) {
            auto* button = new QPushButton(this);
            button->setCheckable(true);
            m_group->addButton(button, at);
            m_layout->addWidget(button);
        }
    }
    for (int at = 0; at < choices.size(); ++at) {
        QAbstractButton* button = m_group->button(at);
        button->setText(choices[at]);
        // The chosen word is bold: room for it is kept beforehand, so nothing moves or is cut.
        QFont bold = button->font();
        bold.setWeight(QFont::DemiBold);
        button->setMinimumWidth(QFontMetrics(bold).horizontalAdvance(choices[at]) + theme::unit(3));
        button->setAccessibleName(accessibleName().isEmpty()
                                      ? choices[at]
                                      : accessibleName() + QStringLiteral(": ") + choices[at]);
    }
    if (m_group->checkedId() < 0)
        setCurrent(0);
}

void Segmented::setCurrent(int index) {
    if (QAbstractButton* button = m_group->button(index))
        button->setChecked(true);
}

int Segmented::current() const {
    return m_group->checkedId();
}

} // namespace mops::ui
