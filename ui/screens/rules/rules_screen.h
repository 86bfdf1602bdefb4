#pragma once

#include "ui/shell/sectioned_screen.h"

namespace mops::ui {

/// 规则 Rules: what our rules do, what a new one would have done, and what is done alone.
class RulesScreen final : public SectionedScreen {
    Q_OBJECT
public:
    explicit RulesScreen(MartSession& session, QWidget* parent = nullptr);
    void retranslate() override;
};

} // namespace mops::ui
