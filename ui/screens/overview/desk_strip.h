#pragma once

#include "core/desk/desk_day.h"
#include "ui/shell/screen.h"
#include "ui/theme/theme.h"

#include <array>
#include <optional>
#include <QAbstractButton>
#include <QFrame>

namespace mops::ui {

/// One figure of the desk's day. A button: goes to the cases, or the operations, behind it.
class DeskFigure final : public QAbstractButton {
    Q_OBJECT
public:
    explicit DeskFigure(const QString& name, QWidget* parent);
    void setFigure(const QString& title, const QString& value, const QString& remark,
                   theme::Tone tone);
    QString value() const { return m_value; }
    QString remark() const { return m_remark; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_value;
    QString m_remark;
    theme::Tone m_tone = theme::Tone::Neutral;
};

/// The desk's day in a line: what waits and is late, what was decided against the same time
/// yesterday, what was undone, what the automation did, and whether people agree.
class DeskStrip final : public QFrame {
    Q_OBJECT
public:
    explicit DeskStrip(QWidget* parent = nullptr);
    void show(const desk::DeskDay& day);
    /// The figures are dashes, and why they are is said.
    void showFailed(const Error& error);
    void retranslate();
    const std::optional<desk::DeskDay>& day() const { return m_day; }

signals:
    void wanted(const mops::ui::Jump& jump);

private:
    enum Figure { Waiting, Late, DueToday, Breaches, Decided, Undone, Automatic, Agreement, Count };
    void fill();
    void go(Figure figure);
    void goToCases(Figure figure);

    std::optional<desk::DeskDay> m_day;
    std::optional<Error> m_error;
    std::array<DeskFigure*, Count> m_figures{};
};

} // namespace mops::ui
