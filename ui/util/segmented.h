#pragma once

#include <QFrame>
#include <QStringList>

class QButtonGroup;
class QHBoxLayout;

namespace mops::ui {

/// A few exclusive choices side by side.
class Segmented final : public QFrame {
    Q_OBJECT
public:
    explicit Segmented(QWidget* parent = nullptr);
    /// The accessible name of the group is put before each choice's own.
    void setChoices(const QStringList& choices);
    void setCurrent(int index);
    int current() const;

signals:
    /// By the operator, not by setCurrent().
    void chosen(int index);

private:
    QHBoxLayout* m_layout;
    QButtonGroup* m_group;
};

} // namespace mops::ui
