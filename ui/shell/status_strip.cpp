#include "ui/shell/status_strip.h"

#include "ui/shell/mart_session.h"
#include "ui/theme/theme.h"
#include "ui/util/format.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr int kNewsMilliseconds = 8'000;

} // namespace

StatusStrip::StatusStrip(MartSession& session, QWidget* parent)
    : QFrame(parent)
    , m_session(session)
    , m_freshness(new QLabel(this))
    , m_simulated(new QLabel(this))
    , m_news(new QLabel(this))
    , m_job(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QToolButton(this))
    , m_newsTimer(new QTimer(this)) {
    setObjectName(u"statusStrip"_s);
    theme::setTextRole(m_freshness, theme::TextRole::Caption);
    theme::setTextRole(m_news, theme::TextRole::Caption);
    theme::setTextRole(m_job, theme::TextRole::Caption);
    m_simulated->setProperty("badge", true);
    theme::setTone(m_simulated, theme::Tone::Watch);
    m_news->setObjectName(u"news"_s);
    m_news->setTextFormat(Qt::PlainText);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(theme::unit(14));
    m_newsTimer->setSingleShot(true);
    m_newsTimer->setInterval(kNewsMilliseconds);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::unit(1.5), theme::unit(0.25), theme::unit(), theme::unit(0.25));
    layout->setSpacing(theme::unit(1.5));
    layout->addWidget(m_simulated);
    layout->addWidget(m_freshness);
    layout->addWidget(m_news, 1);
    layout->addWidget(m_job);
    layout->addWidget(m_progress);
    layout->addWidget(m_cancel);
    setMinimumHeight(theme::unit(4));

    connect(m_newsTimer, &QTimer::timeout, m_news, &QLabel::clear);
    connect(&session, &MartSession::stateChanged, this, &StatusStrip::refresh);
    connect(&session, &MartSession::news, this, &StatusStrip::say);
    JobTable* jobs = session.jobs().table();
    connect(jobs, &QAbstractItemModel::rowsInserted, this, &StatusStrip::refreshJobs);
    connect(jobs, &QAbstractItemModel::rowsRemoved, this, &StatusStrip::refreshJobs);
    connect(jobs, &QAbstractItemModel::dataChanged, this, &StatusStrip::refreshJobs);
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        const auto& running = m_session.jobs().table()->jobs();
        if (!running.empty())
            m_session.jobs().cancel(running.front().id);
    });
    refresh();
    refreshJobs();
}

void StatusStrip::say(const QString& sentence) {
    m_news->setText(sentence);
    m_newsTimer->start();
}

void StatusStrip::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        refresh();
        refreshJobs();
    }
}

void StatusStrip::refresh() {
    const mart::MartFacts& facts = m_session.facts();
    m_simulated->setText(tr("Simulated data"));
    m_simulated->setToolTip(tr("These merchants, buyers and orders are invented."));
    m_simulated->setVisible(facts.simulated);
    m_freshness->setText(facts.dataAsOf ? tr("Data as of %1").arg(format::date(toSeconds(*facts.dataAsOf)))
                                        : QString());
    m_freshness->setToolTip(QString::fromStdString(m_session.path().string()));
    m_progress->setAccessibleName(tr("Progress of the running job"));
    m_cancel->setAccessibleName(tr("Cancel the running job"));
    m_cancel->setToolTip(m_cancel->accessibleName());
    m_cancel->setIcon(theme::icon(u"window-close"_s, theme::colours().mutedText));
}

void StatusStrip::refreshJobs() {
    const auto& running = m_session.jobs().table()->jobs();
    const bool any = !running.empty();
    m_job->setVisible(any);
    m_progress->setVisible(any);
    m_cancel->setVisible(any);
    if (!any)
        return;
    const RunningJob& job = running.front();
    QString words = job.title;
    if (!job.stage.isEmpty() && job.stage != job.title)
        words = tr("%1: %2", "job title: its present stage").arg(job.title, job.stage);
    if (job.cancelling)
        words = tr("Cancelling…");
    if (running.size() > 1)
        words += u"  "_s + tr("+%n more", nullptr, static_cast<int>(running.size()) - 1);
    m_job->setText(words);
    m_progress->setRange(0, job.fraction < 0 ? 0 : 1000);
    m_progress->setValue(qRound(job.fraction * 1000));
}

} // namespace mops::ui
