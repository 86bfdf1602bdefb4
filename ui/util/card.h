#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace mops::ui {

/// A framed surface with an optional title, a place for controls at the right of it, and a body.
class Card final : public QFrame {
    Q_OBJECT
public:
    explicit Card(QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setSubtitle(const QString& subtitle);
    /// Beside the title, right.
    void addHeaderWidget(QWidget* widget);
    QVBoxLayout* body() { return m_body; }

private:
    QWidget* m_header;
    QLabel* m_title;
    QLabel* m_subtitle;
    QHBoxLayout* m_headerRow;
    QVBoxLayout* m_body;
};

} // namespace mops::ui
