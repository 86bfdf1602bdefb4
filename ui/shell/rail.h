#pragma once

#include <QAbstractButton>
#include <QFrame>
#include <QVector>

class QButtonGroup;

namespace mops::ui {

class MartSession;

/// One page in the rail: icon, word and what waits there.
class RailButton final : public QAbstractButton {
    Q_OBJECT
public:
    explicit RailButton(QWidget* parent = nullptr);
    void setIconName(const QString& name);
    void setBadge(int waiting);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    QString m_iconName;
    int m_badge = 0;
};

/// The list of pages at the left edge.
class Rail final : public QFrame {
    Q_OBJECT
public:
    explicit Rail(QWidget* parent = nullptr);
    void setCurrent(int index);
    void refreshBadges(const MartSession& session);
    void retranslate();

signals:
    void chosen(int index);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QButtonGroup* m_group;
    QVector<RailButton*> m_buttons;
};

} // namespace mops::ui
