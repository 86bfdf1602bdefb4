#pragma once

#include "ui/shell/section.h"

namespace mops::ui {

class OutboxView;

/// Every message to merchants: what they were told, by whom, and whether it left, was withdrawn or
/// corrected.
class MessagesSection final : public Section {
    Q_OBJECT
public:
    explicit MessagesSection(MartSession& session, QWidget* parent = nullptr);

    void refresh() override;
    void retranslate() override;
    QVector<ScreenAction> actions() override;
    QWidget* mainFocus() override;

private:
    OutboxView* m_view;
};

} // namespace mops::ui
