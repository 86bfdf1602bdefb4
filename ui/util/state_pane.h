#pragma once

#include "core/base/error.h"

#include <functional>
#include <QStackedWidget>
#include <QVector>

class QLabel;
class QProgressBar;
class QPushButton;
class QTimer;
class QVBoxLayout;

namespace mops::ui {

class JobRunner;

/// A button that an empty or failed state offers.
struct StateAction {
    QString name;
    std::function<void()> run;
    bool primary = true;
};

/// The designed states of a page or panel: content, loading (skeleton at once; progress and cancel
/// after 300 ms), empty (what data it wants, and the action), failed (what, why, what to do).
class StatePane final : public QStackedWidget {
    Q_OBJECT
public:
    explicit StatePane(QWidget* parent = nullptr);

    /// Takes ownership.
    void setContent(QWidget* content);
    void showContent();
    /// `jobs`, `kind`: whose progress to show and what the cancel button stops; null = skeleton
    /// only.
    void showLoading(JobRunner* jobs = nullptr, const QString& kind = {});
    void showEmpty(const QString& iconName, const QString& title, const QString& explanation,
                   const QVector<StateAction>& actions = {});
    void showFailed(const Error& error, std::function<void()> retry);
    enum class State { Content, Loading, Empty, Failed };
    State state() const { return m_state; }

private:
    QWidget* buildLoading();
    void buildMessage();
    void showMessage(const QString& iconName, const QString& title, const QString& explanation,
                     const QVector<StateAction>& actions);
    void refreshProgress();

    State m_state = State::Loading;
    QWidget* m_content = nullptr;
    QWidget* m_loading = nullptr;
    QWidget* m_progressBox = nullptr;
    QProgressBar* m_progress = nullptr;
    QLabel* m_stage = nullptr;
    QPushButton* m_cancel = nullptr;
    QTimer* m_delay = nullptr;
    QTimer* m_poll = nullptr;
    JobRunner* m_jobs = nullptr;
    QString m_kind;
    QWidget* m_message = nullptr;
    QLabel* m_messageIcon = nullptr;
    QLabel* m_messageTitle = nullptr;
    QLabel* m_messageText = nullptr;
    QVBoxLayout* m_messageActions = nullptr;
};

} // namespace mops::ui
