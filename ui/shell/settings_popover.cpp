#include "ui/shell/settings_popover.h"

#include "ui/shell/key_map_dialog.h"
#include "ui/util/segmented.h"

#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace mops::ui {

SettingsPopover::SettingsPopover(Look& look, QWidget* parent)
    : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint)
    , m_look(look) {
    setObjectName(u"settingsPopover"_s);
    setProperty("popover", true);
    setAttribute(Qt::WA_TranslucentBackground); // behind its round corners
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(theme::unit(2), theme::unit(2), theme::unit(2), theme::unit(2));
    grid->setHorizontalSpacing(theme::unit(3));
    grid->setVerticalSpacing(theme::unit(1.5));
    for (int row = 0; row < 3; ++row) {
        auto* label = new QLabel(this);
        label->setObjectName(u"label%1"_s.arg(row));
        auto* choice = new Segmented(this);
        choice->setObjectName(u"choice%1"_s.arg(row));
        grid->addWidget(label, row, 0);
        grid->addWidget(choice, row, 1, Qt::AlignRight);
        connect(choice, &Segmented::chosen, this, [this, row](int index) {
            LookSettings settings = m_look.settings();
            if (row == 0)
                settings.language = index == 0 ? u"zh"_s : u"en"_s;
            else if (row == 1)
                settings.appearance = static_cast<theme::Appearance>(index);
            else
                settings.density = static_cast<theme::Density>(index);
            settings.save();
            m_look.set(settings);
        });
    }
    m_keysLabel = new QLabel(this);
    m_keys = new QPushButton(this);
    m_keys->setObjectName(u"changeKeys"_s);
    grid->addWidget(m_keysLabel, 3, 0);
    grid->addWidget(m_keys, 3, 1, Qt::AlignRight);
    connect(m_keys, &QPushButton::clicked, this, [this] {
        close();
        (new KeyMapDialog(KeyMap::shared(), parentWidget()))->open();
    });
    build();
}

void SettingsPopover::popUp(const QPoint& topRight) {
    build();
    adjustSize();
    move(topRight - QPoint(width(), 0));
    show();
}

void SettingsPopover::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        build();
}

void SettingsPopover::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

void SettingsPopover::build() {
    setAccessibleName(tr("Settings"));
    m_keysLabel->setText(tr("Keys"));
    m_keys->setText(tr("Change …"));
    m_keys->setAccessibleName(tr("Keys") + u' ' + m_keys->text());
    const LookSettings& now = m_look.settings();
    const auto fill = [this](int row, const QString& name, const QStringList& choices,
                             int current) {
        auto* label = findChild<QLabel*>(u"label%1"_s.arg(row));
        auto* choice = findChild<Segmented*>(u"choice%1"_s.arg(row));
        label->setText(name);
        choice->setAccessibleName(name);
        choice->setChoices(choices);
        choice->setCurrent(current);
    };
    fill(0, tr("Language"), {u"中文"_s, u"English"_s}, now.language == u"zh"_s ? 0 : 1);
    fill(1, tr("Appearance"), {tr("System"), tr("Light"), tr("Dark")},
         static_cast<int>(now.appearance));
    fill(2, tr("Rows"), {tr("Comfortable"), tr("Compact")}, static_cast<int>(now.density));
}

} // namespace mops::ui
