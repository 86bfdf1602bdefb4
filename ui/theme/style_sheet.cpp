#include "ui/theme/style_sheet.h"

#include <QApplication>
#include <QFontInfo>
#include <QHash>

using namespace Qt::StringLiterals;

namespace mops::theme {
namespace {

// Item views are left to Fusion and our delegates: style sheet rules on items cost at every cell.
constexpr auto kTemplate = R"(
QMainWindow, QDialog, QWidget[page="true"] { background: @window; }
QWidget[plain="true"] { background: transparent; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[plain="true"] { background: transparent; }
QFrame[card="true"] { background: @surface; border: 1px solid @border; border-radius: @radiusLargepx; }
QFrame[inset="true"] { background: @raised; border: none; border-radius: @radiuspx; }
QFrame[line="true"] { background: @border; border: none; max-height: 1px; min-height: 1px; }
QFrame[popover="true"] { background: @surface; border: 1px solid @border; border-radius: @radiusLargepx; }

QLabel { background: transparent; }
QLabel[textRole="muted"] { color: @mutedText; }
QLabel[textRole="caption"] { color: @mutedText; font-size: @captionpx; }
QLabel[textRole="section"] { font-size: @sectionpx; font-weight: 600; }
QLabel[textRole="title"] { font-size: @titlepx; font-weight: 600; }
QLabel[textRole="figure"] { font-size: @figurepx; font-weight: 600; }
QLabel[tone="good"] { color: @good; }
QLabel[tone="watch"] { color: @watch; }
QLabel[tone="bad"] { color: @bad; }
QLabel[tone="info"] { color: @info; }
QLabel[badge="true"] { border-radius: @radiuspx; padding: 1px @halfpx; background: @neutralSoft; }
QLabel[badge="true"][tone="good"] { background: @goodSoft; }
QLabel[badge="true"][tone="watch"] { background: @watchSoft; }
QLabel[badge="true"][tone="bad"] { background: @badSoft; }
QLabel[badge="true"][tone="info"] { background: @infoSoft; }
QLabel[keycap="true"] { border: 1px solid @border; border-radius: 4px; background: @raised;
    color: @mutedText; font-size: @captionpx; padding: 0px 5px; }

QPushButton, QToolButton[framed="true"] { background: @surface; color: @text; border: 1px solid @border;
    border-radius: @radiuspx; padding: @padYpx @padXpx; outline: none; }
QPushButton:hover, QToolButton[framed="true"]:hover { background: @raised; }
QPushButton:pressed, QToolButton[framed="true"]:pressed { background: @neutralSoft; }
QPushButton:focus, QToolButton[framed="true"]:focus { border: 1px solid @accent; }
QPushButton:disabled, QToolButton:disabled { color: @disabledText; background: @raised; }
QPushButton:checked, QToolButton[framed="true"]:checked { background: @selection; border-color: @accent; color: @accent; }
QPushButton[buttonRole="primary"] { background: @accent; color: @onAccent; border: 1px solid @accent; font-weight: 600; }
QPushButton[buttonRole="primary"]:hover { background: @accentHover; }
QPushButton[buttonRole="primary"]:focus { border: 1px solid @text; }
QPushButton[buttonRole="primary"]:disabled { background: @neutralSoft; border-color: @neutralSoft; color: @disabledText; }
QPushButton[buttonRole="danger"] { color: @bad; }
QPushButton[buttonRole="danger"]:hover { background: @badSoft; border-color: @bad; }
QPushButton[buttonRole="quiet"] { background: transparent; border: 1px solid transparent; color: @mutedText; padding: @padYpx @halfpx; }
QPushButton[buttonRole="quiet"]:hover { background: @raised; color: @text; }
QPushButton[buttonRole="quiet"]:checked { background: @selection; color: @accent; }
QPushButton[buttonRole="quiet"]:focus { border: 1px solid @accent; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: @radiuspx; padding: 4px; color: @text; }
QToolButton:hover { background: @raised; }
QToolButton:focus { border: 1px solid @accent; }
QToolButton::menu-indicator { image: none; }

QFrame[segmented="true"] { background: @neutralSoft; border: none; border-radius: @radiuspx; }
QFrame[segmented="true"] QPushButton { border: 1px solid transparent; background: transparent; color: @mutedText;
    padding: @padYSmallpx @padXSmallpx; border-radius: @radiuspx; }
QFrame[segmented="true"] QPushButton:hover { color: @text; }
QFrame[segmented="true"] QPushButton:checked { background: @surface; color: @text; font-weight: 600; border: 1px solid @border; }
QFrame[segmented="true"] QPushButton:focus { border: 1px solid @accent; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QComboBox {
    background: @surface; color: @text; border: 1px solid @border; border-radius: @radiuspx;
    padding: @padYpx @halfpx; selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QDateEdit:focus, QComboBox:focus { border: 1px solid @accent; }
QLineEdit:disabled, QComboBox:disabled { background: @raised; color: @disabledText; }
QLineEdit[search="true"] { background: @raised; }
QComboBox::drop-down { border: none; width: @doublepx; }
QComboBox::down-arrow { image: url(:/theme/chevron_down_@mode.svg); width: @arrowpx; height: @arrowpx; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @border; outline: none;
    selection-background-color: @selection; selection-color: @text; padding: 4px; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button { border: none; background: transparent; width: @doublepx; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url(:/theme/chevron_up_@mode.svg); width: @arrowpx; height: @arrowpx; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url(:/theme/chevron_down_@mode.svg); width: @arrowpx; height: @arrowpx; }

QTableView, QListView, QTreeView { background: @surface; alternate-background-color: @surface; border: none;
    outline: none; gridline-color: @grid; selection-background-color: @selection; selection-color: @text; }
QListView { show-decoration-selected: 1; }
QListView::item { padding: @halfpx; border: none; color: @text; }
QListView::item:selected { background: @selection; color: @text; }
QHeaderView { background: @surface; border: none; }
QHeaderView::section { background: @surface; color: @mutedText; border: none; border-bottom: 1px solid @border;
    padding: @padYpx @halfpx; font-size: @captionpx; font-weight: 600; }
QHeaderView::section:hover { color: @text; }
QHeaderView::up-arrow { image: url(:/theme/chevron_up_@mode.svg); width: @arrowpx; height: @arrowpx;
    subcontrol-origin: padding; subcontrol-position: center right; }
QHeaderView::down-arrow { image: url(:/theme/chevron_down_@mode.svg); width: @arrowpx; height: @arrowpx;
    subcontrol-origin: padding; subcontrol-position: center right; }
QTableCornerButton::section { background: @surface; border: none; }

QTabWidget::pane { border: none; border-top: 1px solid @border; }
QTabBar { qproperty-drawBase: 0; background: transparent; }
QTabBar::tab { background: transparent; color: @mutedText; border: none; border-bottom: 2px solid transparent;
    padding: @padYpx @unitpx; margin-right: @halfpx; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; font-weight: 600; border-bottom: 2px solid @accent; }
QTabBar::tab:focus { color: @accent; }

QMenu { background: @surface; color: @text; border: 1px solid @border; border-radius: @radiuspx; padding: 4px; }
QMenu::item { padding: @padYpx @padXpx; border-radius: 4px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @disabledText; }
QMenu::separator { height: 1px; background: @border; margin: 4px; }
QMenu::indicator { width: @arrowpx; height: @arrowpx; margin-left: 6px; }
QMenu::indicator:checked { image: url(:/theme/check_@mode.svg); }
QCheckBox::indicator { width: @arrowpx; height: @arrowpx; border: 1px solid @mutedText; border-radius: 3px;
    background: @surface; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: @accent; }
QCheckBox::indicator:checked { border-color: @accent; image: url(:/theme/check_@mode.svg); }
QCheckBox::indicator:disabled { border-color: @border; }
QToolTip { background: @raised; color: @text; border: 1px solid @border; padding: 4px 6px; }

QProgressBar { background: @neutralSoft; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; text-align: center; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @scroll; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @mutedText; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: @border; }

QFrame#rail { background: @rail; border: none; border-right: 1px solid @border; }
QFrame#topBar { background: @surface; border: none; border-bottom: 1px solid @border; }
QFrame#statusStrip { background: @rail; border: none; border-top: 1px solid @border; }
QFrame#rail QToolButton { border: 1px solid transparent; border-radius: @radiuspx; padding: @halfpx; color: @mutedText; text-align: left; }
QFrame#rail QToolButton:hover { background: @raised; color: @text; }
QFrame#rail QToolButton:checked { background: @selection; color: @accent; font-weight: 600; }
QFrame#rail QToolButton:focus { border: 1px solid @accent; }
)";

QColor mix(const QColor& a, const QColor& b, double share) {
    return QColor::fromRgbF(static_cast<float>(a.redF() * (1 - share) + b.redF() * share),
                            static_cast<float>(a.greenF() * (1 - share) + b.greenF() * share),
                            static_cast<float>(a.blueF() * (1 - share) + b.blueF() * share));
}

QHash<QString, QString> values(const Colours& c, bool dark) {
    const double em = QFontInfo(QApplication::font()).pixelSize();
    const auto px = [em](double ems) { return QString::number(qRound(em * ems)); };
    return {{u"window"_s, c.window.name()},
            {u"surface"_s, c.surface.name()},
            {u"raised"_s, c.raised.name()},
            {u"rail"_s, c.rail.name()},
            {u"border"_s, c.border.name()},
            {u"grid"_s, c.grid.name()},
            {u"text"_s, c.text.name()},
            {u"mutedText"_s, c.mutedText.name()},
            {u"disabledText"_s, mix(c.mutedText, c.surface, 0.45).name()},
            {u"accent"_s, c.accent.name()},
            {u"accentHover"_s, mix(c.accent, c.text, 0.15).name()},
            {u"onAccent"_s, c.onAccent.name()},
            {u"selection"_s, c.selection.name()},
            {u"scroll"_s, mix(c.border, c.mutedText, 0.3).name()},
            {u"good"_s, c.good.name()},
            {u"watch"_s, c.watch.name()},
            {u"bad"_s, c.bad.name()},
            {u"info"_s, c.info.name()},
            {u"goodSoft"_s, c.goodSoft.name()},
            {u"watchSoft"_s, c.watchSoft.name()},
            {u"badSoft"_s, c.badSoft.name()},
            {u"infoSoft"_s, c.infoSoft.name()},
            {u"neutralSoft"_s, c.neutralSoft.name()},
            {u"mode"_s, dark ? u"dark"_s : u"light"_s},
            {u"caption"_s, px(0.88)},
            {u"section"_s, px(1.08)},
            {u"title"_s, px(1.4)},
            {u"figure"_s, px(1.75)},
            {u"radius"_s, px(0.45)},
            {u"radiusLarge"_s, px(0.75)},
            {u"half"_s, px(0.6)},
            {u"unit"_s, px(0.6)},
            {u"double"_s, px(1.5)},
            {u"arrow"_s, px(0.85)},
            {u"padY"_s, px(0.38)},
            {u"padX"_s, px(0.95)},
            {u"padYSmall"_s, px(0.22)},
            {u"padXSmall"_s, px(0.75)}};
}

} // namespace

QString styleSheet(const Colours& colours, bool dark) {
    const auto known = values(colours, dark);
    const QString source = QString::fromLatin1(kTemplate);
    QString result;
    result.reserve(source.size() * 2);
    for (qsizetype at = 0; at < source.size();) {
        if (source[at] != u'@') {
            result += source[at++];
            continue;
        }
        qsizetype end = at + 1;
        while (end < source.size() && source[end].isLetter())
            ++end;
        QString name = source.mid(at + 1, end - at - 1);
        // Sizes are written "@unitpx": the unit belongs to the style sheet, not to the name.
        QString tail;
        if (!known.contains(name) && name.endsWith(u"px"_s)) {
            name.chop(2);
            tail = u"px"_s;
        }
        Q_ASSERT_X(known.contains(name), "styleSheet", qPrintable(name));
        result += known.value(name) + tail;
        at = end;
    }
    return result;
}

} // namespace mops::theme
