#pragma once

#include <QPushButton>

namespace mops::ui {

/// A push button that shows the key that does the same, as a cap beside its words. A click leaves
/// the focus where it was, so that the next key goes on working; Tab reaches it.
class KeyButton final : public QPushButton {
    Q_OBJECT
public:
    explicit KeyButton(const QString& keyCap, QWidget* parent = nullptr);

    QString keyCap() const { return m_keyCap; }
    void setKeyCap(const QString& keyCap);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int capWidth() const;

    QString m_keyCap;
};

} // namespace mops::ui
