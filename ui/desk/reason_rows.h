#pragma once

#include "core/desk/cases.h"

#include <QAbstractButton>
#include <QWidget>
#include <vector>

class QVBoxLayout;

namespace mops::ui {

/// One reason: name, value, what others have, and how strongly it speaks. Pressing opens its rows.
class ReasonRow final : public QAbstractButton {
    Q_OBJECT
public:
    explicit ReasonRow(QWidget* parent = nullptr);
    /// `largest`: the contribution that fills the bar.
    void setReason(const desk::CaseReason& reason, double largest, const std::string& currency);
    const desk::CaseReason& reason() const { return m_reason; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    desk::CaseReason m_reason;
    double m_largest = 1;
    std::string m_currency;
};

/// The three strongest reasons of a case.
class ReasonRows final : public QWidget {
    Q_OBJECT
public:
    explicit ReasonRows(QWidget* parent = nullptr);
    void setReasons(const std::vector<desk::CaseReason>& reasons, const std::string& currency);
    int count() const;

signals:
    void opened(const std::string& feature);

private:
    std::vector<ReasonRow*> m_rows;
};

} // namespace mops::ui
