#include "ui/theme/theme.h"

#include "ui/theme/style_sheet.h"

#include <QApplication>
#include <QFontInfo>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>
#include <QStyleHints>
#include <QWidget>

using namespace Qt::StringLiterals;

// Q_INIT_RESOURCE must stand outside of any namespace: a static library's resources are not
// registered by themselves.
static void registerImages() {
    Q_INIT_RESOURCE(mops_ui_theme);
}

namespace mops::theme {
namespace {

constexpr auto kAppearanceProperty = "mopsAppearance";
constexpr auto kDensityProperty = "mopsDensity";
constexpr auto kStyledProperty = "mopsStyled";
constexpr auto kSystemDarkProperty = "mopsSystemIsDark";
/// Smaller system fonts are hard to read in tables for hours.
constexpr double kLeastPointSize = 10.0;

bool systemIsDark() {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#else
    // Asked once, before our own palette is set.
    if (!qApp->property(kSystemDarkProperty).isValid()) {
        const QPalette palette = QGuiApplication::palette();
        qApp->setProperty(kSystemDarkProperty, palette.color(QPalette::Window).lightness() <
                                                   palette.color(QPalette::WindowText).lightness());
    }
    return qApp->property(kSystemDarkProperty).toBool();
#endif
}

QPalette makePalette(const Colours& c) {
    QPalette palette;
    palette.setColor(QPalette::Window, c.window);
    palette.setColor(QPalette::WindowText, c.text);
    palette.setColor(QPalette::Base, c.surface);
    palette.setColor(QPalette::AlternateBase, c.raised);
    palette.setColor(QPalette::Text, c.text);
    palette.setColor(QPalette::Button, c.surface);
    palette.setColor(QPalette::ButtonText, c.text);
    palette.setColor(QPalette::BrightText, c.onAccent);
    palette.setColor(QPalette::ToolTipBase, c.raised);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::PlaceholderText, c.mutedText);
    palette.setColor(QPalette::Highlight, c.selection);
    palette.setColor(QPalette::HighlightedText, c.text);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::LinkVisited, c.accent);
    palette.setColor(QPalette::Light, c.surface);
    palette.setColor(QPalette::Midlight, c.raised);
    palette.setColor(QPalette::Mid, c.border);
    palette.setColor(QPalette::Dark, c.mutedText);
    palette.setColor(QPalette::Shadow, c.border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.mutedText);
    return palette;
}

/// Draws a themed icon in one colour, so that icons follow the palette and never fight with it.
class TintedIconEngine final : public QIconEngine {
public:
    TintedIconEngine(QIcon source, QColor colour)
        : m_source(std::move(source))
        , m_colour(std::move(colour)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode,
               QIcon::State state) override {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, tinted(rect.size(), ratio, mode, state));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        return tinted(size, 1.0, mode, state);
    }
    QIconEngine* clone() const override { return new TintedIconEngine(*this); }
    bool isNull() override { return m_source.isNull(); }

private:
    QPixmap tinted(const QSize& size, qreal ratio, QIcon::Mode mode, QIcon::State state) const {
        QPixmap pixmap(size * ratio);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        const QRect rect(QPoint(), size);
        // Not paint(): on a display of 200 % it would fill a quarter of the rectangle.
        painter.drawPixmap(rect, m_source.pixmap(size, ratio, QIcon::Normal, state));
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        QColor colour = m_colour;
        if (mode == QIcon::Disabled)
            colour.setAlphaF(0.4F);
        painter.fillRect(rect, colour);
        return pixmap;
    }

    QIcon m_source;
    QColor m_colour;
};

const char* toneName(Tone tone) {
    switch (tone) {
    case Tone::Good: return "good";
    case Tone::Watch: return "watch";
    case Tone::Bad: return "bad";
    case Tone::Info: return "info";
    case Tone::Neutral: break;
    }
    return "";
}

/// Dynamic properties take effect in style sheets only after polishing again.
void setStyleProperty(QWidget* widget, const char* name, const QVariant& value) {
    if (widget->property(name) == value)
        return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

void applyFont(const QString& language) {
    QFont font = QApplication::font();
    // The fallback would pick Japanese forms of Chinese characters.
    QStringList families{u"Noto Sans"_s, u"Noto Sans CJK SC"_s};
    if (!language.startsWith(u"zh"_s))
        families << font.family();
    font.setFamilies(families);
    font.setPointSizeF(qMax(font.pointSizeF(), kLeastPointSize));
    QApplication::setFont(font);
}

} // namespace

bool isDark() {
    return QGuiApplication::palette().color(QPalette::Window) == darkColours().window;
}

const Colours& colours() {
    return isDark() ? darkColours() : lightColours();
}

QColor toneColour(Tone tone) {
    const Colours& c = colours();
    switch (tone) {
    case Tone::Good: return c.good;
    case Tone::Watch: return c.watch;
    case Tone::Bad: return c.bad;
    case Tone::Info: return c.info;
    case Tone::Neutral: break;
    }
    return c.mutedText;
}

QColor toneSoft(Tone tone) {
    const Colours& c = colours();
    switch (tone) {
    case Tone::Good: return c.goodSoft;
    case Tone::Watch: return c.watchSoft;
    case Tone::Bad: return c.badSoft;
    case Tone::Info: return c.infoSoft;
    case Tone::Neutral: break;
    }
    return c.neutralSoft;
}

QIcon toneIcon(Tone tone) {
    switch (tone) {
    case Tone::Good: return icon(u"dialog-ok-apply"_s, toneColour(tone));
    case Tone::Watch: return icon(u"flag"_s, toneColour(tone));
    case Tone::Bad: return icon(u"data-warning"_s, toneColour(tone));
    // "help-about" is a coloured picture when large: one colour would make it a full disc.
    case Tone::Info: return icon(u"documentinfo"_s, toneColour(tone));
    case Tone::Neutral: break;
    }
    return icon(u"list-remove"_s, toneColour(tone));
}

QColor seriesColour(int index) {
    const auto& series = colours().series;
    return series[static_cast<std::size_t>(qAbs(index)) % series.size()];
}

void apply(Appearance appearance, Density density, const QString& language) {
    registerImages();
    const bool dark =
        appearance == Appearance::Dark || (appearance == Appearance::System && systemIsDark());
    qApp->setProperty(kAppearanceProperty, static_cast<int>(appearance));
    qApp->setProperty(kDensityProperty, static_cast<int>(density));
    // Offscreen and minimal platforms do not tell where icons are.
    QStringList paths = QIcon::themeSearchPaths();
    if (!paths.contains(u"/usr/share/icons"_s))
        QIcon::setThemeSearchPaths(paths << u"/usr/share/icons"_s);
    QIcon::setThemeName(dark ? u"breeze-dark"_s : u"breeze"_s);
    applyFont(language);
    const Colours& c = dark ? darkColours() : lightColours();
    QApplication::setPalette(makePalette(c));
    // Once: with a style sheet the style in force has another name, and a change of style asks
    // every widget.
    if (!qApp->property(kStyledProperty).toBool()) {
        QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
        qApp->setProperty(kStyledProperty, true);
    }
    qApp->setStyleSheet(styleSheet(c, dark));
}

Appearance appearance() {
    return static_cast<Appearance>(qApp->property(kAppearanceProperty).toInt());
}

Density density() {
    return static_cast<Density>(qApp->property(kDensityProperty).toInt());
}

int unit(double steps) {
    constexpr double kStepInEms = 0.6; // 8 px at 13 px
    return qRound(QFontInfo(QApplication::font()).pixelSize() * kStepInEms * steps);
}

int rowHeight() {
    const double ems = density() == Density::Compact ? 2.0 : 2.7;
    return qRound(QFontInfo(QApplication::font()).pixelSize() * ems);
}

QIcon icon(const QString& name) {
    return icon(name, colours().text);
}

QIcon icon(const QString& name, const QColor& colour) {
    // Breeze has an emblem of that name, too: a full square, of which one colour leaves no mark.
    const bool isMark = name == u"checkmark"_s;
    const QIcon source = QIcon::fromTheme(isMark ? u"dialog-ok-apply"_s : name);
    return source.isNull() ? source : QIcon(new TintedIconEngine(source, colour));
}

void setTextRole(QWidget* label, TextRole role) {
    const char* name = "";
    switch (role) {
    case TextRole::Body: break;
    case TextRole::Muted: name = "muted"; break;
    case TextRole::Caption: name = "caption"; break;
    case TextRole::Section: name = "section"; break;
    case TextRole::Title: name = "title"; break;
    case TextRole::Figure: name = "figure"; break;
    }
    setStyleProperty(label, "textRole", QString::fromLatin1(name));
}

void setButtonRole(QWidget* button, ButtonRole role) {
    const char* name = "";
    switch (role) {
    case ButtonRole::Plain: break;
    case ButtonRole::Primary: name = "primary"; break;
    case ButtonRole::Quiet: name = "quiet"; break;
    case ButtonRole::Danger: name = "danger"; break;
    }
    setStyleProperty(button, "buttonRole", QString::fromLatin1(name));
}

void setTone(QWidget* label, Tone tone) {
    setStyleProperty(label, "tone", QString::fromLatin1(toneName(tone)));
}

} // namespace mops::theme
