#pragma once

#include <QFrame>

class QLabel;
class QProgressBar;
class QTimer;
class QToolButton;

namespace mops::ui {

class JobRunner;
class MartSession;

/// The bottom line: how fresh the data is, whether it is simulated, the latest news, and what runs.
class StatusStrip final : public QFrame {
    Q_OBJECT
public:
    StatusStrip(MartSession& session, QWidget* parent = nullptr);
    void say(const QString& sentence);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void refreshJobs();

    MartSession& m_session;
    QLabel* m_freshness;
    QLabel* m_simulated;
    QLabel* m_news;
    QLabel* m_job;
    QProgressBar* m_progress;
    QToolButton* m_cancel;
    QTimer* m_newsTimer;
};

} // namespace mops::ui
