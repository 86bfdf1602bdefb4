#pragma once

#include "ui/text/language.h"
#include "ui/theme/theme.h"

#include <memory>
#include <QString>

namespace mops::ui {

/// How the console speaks and looks; remembered between starts.
struct LookSettings {
    QString language = QStringLiteral("zh"); ///< "zh" or "en"
    theme::Appearance appearance = theme::Appearance::System;
    theme::Density density = theme::Density::Comfortable;

    /// What was saved; the environment's language when nothing was.
    static LookSettings load();
    void save() const;
};

/// Applies the settings to the running application: translator, number and date forms, palette,
/// fonts. Widgets follow through LanguageChange and PaletteChange.
class Look final {
public:
    explicit Look(LookSettings settings);
    const LookSettings& settings() const { return m_settings; }
    void set(const LookSettings& settings);

private:
    LookSettings m_settings;
    std::unique_ptr<text::LanguageScope> m_language;
};

} // namespace mops::ui
