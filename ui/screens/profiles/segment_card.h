#pragma once

#include "core/profile/segments.h"

#include <QFrame>
#include <string>

namespace mops::ui {

/// One segment: colour, name, size, a line about it and its three strongest traits. A press chooses
/// it; the arrow keys go to the cards beside it.
class SegmentCard final : public QFrame {
    Q_OBJECT
public:
    explicit SegmentCard(QWidget* parent = nullptr);

    /// `line`: what else is known of the segment, one sentence; may be empty.
    void setSegment(const profile::Segment& segment, std::int64_t merchants,
                    const std::string& currency, const QString& line);
    int segmentId() const { return m_segment.segmentId; }
    void setChosen(bool chosen);
    bool isChosen() const { return m_chosen; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void chosen(int segmentId);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    profile::Segment m_segment;
    std::int64_t m_merchants = 0;
    std::string m_currency;
    QString m_line;
    bool m_chosen = false;
};

} // namespace mops::ui
