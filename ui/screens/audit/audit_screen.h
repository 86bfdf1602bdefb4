#pragma once

#include "ui/shell/sectioned_screen.h"

namespace mops::ui {

/// 审计 Audit: who did what, what merchants were told, whether reviewers agree, what waits for a
/// second person, and who may do what.
class AuditScreen final : public SectionedScreen {
    Q_OBJECT
public:
    explicit AuditScreen(MartSession& session, QWidget* parent = nullptr);
    void retranslate() override;
};

} // namespace mops::ui
