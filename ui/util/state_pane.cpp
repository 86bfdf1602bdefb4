#include "ui/util/state_pane.h"

#include "ui/jobs/job_runner.h"
#include "ui/text/error_text.h"
#include "ui/theme/theme.h"
#include "ui/util/skeleton.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

/// Shorter waits need no words.
constexpr int kProgressDelayMilliseconds = 300;
constexpr int kProgressPollMilliseconds = 100;

/// An icon that follows the palette.
class MessageIcon final : public QLabel {
public:
    using QLabel::QLabel;
    void setIconName(const QString& name) {
        m_name = name;
        setPixmap(theme::icon(name, theme::colours().mutedText)
                      .pixmap(QSize(theme::unit(5), theme::unit(5)), devicePixelRatioF()));
    }

protected:
    void changeEvent(QEvent* event) override {
        QLabel::changeEvent(event);
        if (event->type() == QEvent::PaletteChange && !m_name.isEmpty())
            setIconName(m_name);
    }

private:
    QString m_name;
};

} // namespace

StatePane::StatePane(QWidget* parent)
    : QStackedWidget(parent)
    , m_delay(new QTimer(this))
    , m_poll(new QTimer(this)) {
    setProperty("plain", true);
    m_loading = buildLoading();
    addWidget(m_loading);
    buildMessage();
    addWidget(m_message);
    m_delay->setSingleShot(true);
    m_delay->setInterval(kProgressDelayMilliseconds);
    m_poll->setInterval(kProgressPollMilliseconds);
    connect(m_delay, &QTimer::timeout, this, [this] {
        refreshProgress();
        m_progressBox->setVisible(true);
        m_poll->start();
    });
    connect(m_poll, &QTimer::timeout, this, &StatePane::refreshProgress);
}

void StatePane::setContent(QWidget* content) {
    m_content = content;
    addWidget(content);
}

void StatePane::showContent() {
    m_state = State::Content;
    m_delay->stop();
    m_poll->stop();
    if (m_content == nullptr || currentWidget() == m_content)
        return;
    // Who waited here, or on the page around, goes on in what has come.
    const QWidget* focus = QApplication::focusWidget();
    const bool waits =
        focus == nullptr || focus == this || isAncestorOf(focus) || focus->isAncestorOf(this);
    setCurrentWidget(m_content);
    if (!waits || !isActiveWindow())
        return;
    // Where the content says nothing, its list: the keys of the page act there.
    QWidget* target = m_content;
    const auto lists = m_content->findChildren<QAbstractItemView*>();
    for (QAbstractItemView* list : lists)
        if (target == m_content && m_content->focusProxy() == nullptr &&
            m_content->focusPolicy() == Qt::NoFocus && list->isVisible())
            target = list;
    target->setFocus(Qt::OtherFocusReason);
}

void StatePane::showLoading(JobRunner* jobs, const QString& kind) {
    m_jobs = jobs;
    m_kind = kind;
    if (m_state == State::Loading && m_delay->isActive())
        return;
    m_state = State::Loading;
    m_progressBox->setVisible(false);
    m_poll->stop();
    if (jobs != nullptr)
        m_delay->start();
    setCurrentWidget(m_loading);
}

void StatePane::showEmpty(const QString& iconName, const QString& title, const QString& explanation,
                          const QVector<StateAction>& actions) {
    m_state = State::Empty;
    showMessage(iconName, title, explanation, actions);
}

void StatePane::showFailed(const Error& error, std::function<void()> retry) {
    m_state = State::Failed;
    const bool cancelled = error.code == ErrorCode::Cancelled;
    showMessage(cancelled ? u"dialog-cancel"_s : u"dialog-warning"_s,
                cancelled ? tr("Cancelled") : tr("This did not work"),
                (text::errorText(error) + u"\n"_s + text::errorHint(error)).trimmed(),
                retry ? QVector<StateAction>{{tr("Try again"), std::move(retry), true}}
                      : QVector<StateAction>{});
}

QWidget* StatePane::buildLoading() {
    auto* page = new QWidget(this);
    page->setProperty("plain", true);
    m_progressBox = new QWidget(page);
    m_progressBox->setProperty("plain", true);
    m_stage = new QLabel(m_progressBox);
    theme::setTextRole(m_stage, theme::TextRole::Muted);
    m_progress = new QProgressBar(m_progressBox);
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 1000);
    m_progress->setAccessibleName(tr("Progress"));
    m_cancel = new QPushButton(tr("Cancel"), m_progressBox);
    theme::setButtonRole(m_cancel, theme::ButtonRole::Quiet);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_jobs != nullptr)
            m_jobs->cancelKind(m_kind);
    });
    auto* row = new QHBoxLayout(m_progressBox);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::unit());
    row->addWidget(m_stage);
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(theme::unit(2), theme::unit(2), theme::unit(2), theme::unit(2));
    layout->setSpacing(theme::unit(2));
    layout->addWidget(m_progressBox);
    layout->addWidget(new Skeleton(page), 1);
    m_progressBox->setVisible(false);
    return page;
}

void StatePane::buildMessage() {
    m_message = new QWidget(this);
    m_message->setProperty("plain", true);
    m_messageIcon = new MessageIcon(m_message);
    m_messageTitle = new QLabel(m_message);
    m_messageText = new QLabel(m_message);
    theme::setTextRole(m_messageTitle, theme::TextRole::Section);
    theme::setTextRole(m_messageText, theme::TextRole::Muted);
    m_messageText->setWordWrap(true);
    m_messageText->setAlignment(Qt::AlignHCenter);
    m_messageText->setMaximumWidth(theme::unit(64));
    auto* text = new QHBoxLayout;
    text->addStretch(1);
    text->addWidget(m_messageText, 100);
    text->addStretch(1);
    m_messageText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_messageActions = new QVBoxLayout;
    m_messageActions->setSpacing(theme::unit());
    auto* layout = new QVBoxLayout(m_message);
    layout->setSpacing(theme::unit());
    layout->addStretch(2);
    layout->addWidget(m_messageIcon, 0, Qt::AlignHCenter);
    layout->addWidget(m_messageTitle, 0, Qt::AlignHCenter);
    layout->addLayout(text);
    layout->addSpacing(theme::unit());
    layout->addLayout(m_messageActions);
    layout->addStretch(3);
}

void StatePane::showMessage(const QString& iconName, const QString& title,
                            const QString& explanation, const QVector<StateAction>& actions) {
    m_delay->stop();
    m_poll->stop();
    static_cast<MessageIcon*>(m_messageIcon)->setIconName(iconName);
    m_messageTitle->setText(title);
    m_messageText->setText(explanation);
    m_messageText->setVisible(!explanation.isEmpty());
    while (QLayoutItem* item = m_messageActions->takeAt(0)) {
        if (item->widget() != nullptr)
            item->widget()->deleteLater();
        delete item;
    }
    for (const StateAction& action : actions) {
        auto* button = new QPushButton(action.name, m_message);
        theme::setButtonRole(button, action.primary ? theme::ButtonRole::Primary
                                                    : theme::ButtonRole::Plain);
        connect(button, &QPushButton::clicked, this, [run = action.run] { run(); });
        m_messageActions->addWidget(button, 0, Qt::AlignHCenter);
    }
    setCurrentWidget(m_message);
}

void StatePane::refreshProgress() {
    m_cancel->setText(tr("Cancel"));
    if (m_jobs == nullptr)
        return;
    for (const RunningJob& job : m_jobs->table()->jobs()) {
        if (job.kind != m_kind)
            continue;
        m_stage->setText(job.stage.isEmpty() ? job.title : job.stage);
        m_progress->setRange(0, job.fraction < 0 ? 0 : 1000);
        m_progress->setValue(qRound(job.fraction * 1000));
        return;
    }
}

} // namespace mops::ui
