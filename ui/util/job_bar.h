#pragma once

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;

namespace mops::ui {

class JobRunner;

/// Progress and cancel of the jobs of one kind, beside what they work for. Shown while one runs.
class JobBar final : public QFrame {
    Q_OBJECT
public:
    JobBar(JobRunner& jobs, const QString& kind, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void retranslate();

    JobRunner& m_jobs;
    QString m_kind;
    QLabel* m_stage;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
};

} // namespace mops::ui
