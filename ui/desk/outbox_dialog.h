#pragma once

#include <QDialog>

namespace mops::ui {

class MartSession;
class OutboxView;

/// The outbox beside the desk's cases.
class OutboxDialog final : public QDialog {
    Q_OBJECT
public:
    explicit OutboxDialog(MartSession& session, QWidget* parent = nullptr);

    OutboxView* view() const { return m_view; }

private:
    OutboxView* m_view;
};

} // namespace mops::ui
