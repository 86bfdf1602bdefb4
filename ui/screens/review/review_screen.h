#pragma once

#include "ui/desk/desk_screen.h"

namespace mops::ui {

/// 审核: applications, listings, changes of listings and after-sales, one desk for all.
class ReviewScreen final : public DeskScreen {
    Q_OBJECT
public:
    explicit ReviewScreen(MartSession& session, QWidget* parent = nullptr);

    QString filterHint() const override;
    QVector<ScreenAction> actions() override;

protected:
    void readFacts() override;
    void showState() override;
    void askOpenCases() override;

private:
    QPushButton* m_open;
};

} // namespace mops::ui
