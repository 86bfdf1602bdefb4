#pragma once

#include <array>
#include <QColor>
#include <QIcon>
#include <QString>

class QApplication;
class QLabel;
class QWidget;

/// How the console looks: one palette by meaning, light and dark, and font-relative sizes.
/// Everything is derived from the application's palette and font, so that a widget asks when it
/// paints and answers QEvent::PaletteChange by asking again.
namespace mops::theme {

enum class Appearance { System, Light, Dark };
enum class Density { Comfortable, Compact };

/// What a colour means. Never shown alone: an icon or a word is beside it.
enum class Tone { Neutral, Good, Watch, Bad, Info };

/// Every colour of the console. The two instances stand in palette.cpp and nowhere else.
struct Colours {
    QColor window;  ///< behind cards
    QColor surface; ///< cards, tables, inputs
    QColor raised;  ///< popovers, the row under the pointer
    QColor rail;    ///< the page list at the left
    QColor border;  ///< of cards and inputs
    QColor grid;    ///< lines in tables and charts
    QColor text;
    QColor mutedText;
    QColor accent;                                 ///< the one accent
    QColor onAccent;                               ///< text on it
    QColor selection;                              ///< selected row
    QColor good, watch, bad, info;                 ///< text and marks
    QColor goodSoft, watchSoft, badSoft, infoSoft; ///< backgrounds of badges
    QColor neutralSoft;
    std::array<QColor, 8> series; ///< told apart by colour-blind people (Okabe–Ito family)
};

const Colours& lightColours();
const Colours& darkColours();
/// Those of the palette now on the application.
const Colours& colours();
bool isDark();
QColor toneColour(Tone tone);
QColor toneSoft(Tone tone);
/// Standard icon that goes with a tone ("emblem-…"), in the tone's colour.
QIcon toneIcon(Tone tone);
QColor seriesColour(int index);

/// Sets style, palette, style sheet, icon theme and fonts on the application.
void apply(Appearance appearance, Density density, const QString& language);
Appearance appearance();
Density density();

/// One eighth-grid step (8 px at the usual font): every margin and gap is a multiple of it.
int unit(double steps = 1);
int rowHeight();
/// Freedesktop icon from Breeze, tinted to the text colour of the theme.
QIcon icon(const QString& name);
QIcon icon(const QString& name, const QColor& colour);

/// Typographic roles; the style sheet gives size, weight and colour.
enum class TextRole { Body, Muted, Caption, Section, Title, Figure };
void setTextRole(QWidget* label, TextRole role);
/// Marks a push button as the one main action, or as quiet (no frame until hovered).
enum class ButtonRole { Plain, Primary, Quiet, Danger };
void setButtonRole(QWidget* button, ButtonRole role);
/// Colours a label by meaning (its text must carry the meaning too).
void setTone(QWidget* label, Tone tone);

} // namespace mops::theme
