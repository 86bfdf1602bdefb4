#include "ui/util/job_bar.h"

#include "ui/jobs/job_runner.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace mops::ui {

JobBar::JobBar(JobRunner& jobs, const QString& kind, QWidget* parent)
    : QFrame(parent)
    , m_jobs(jobs)
    , m_kind(kind)
    , m_stage(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QPushButton(this)) {
    setProperty("inset", true);
    theme::setTextRole(m_stage, theme::TextRole::Muted);
    m_progress->setTextVisible(false);
    m_cancel->setObjectName(u"cancel-"_s + kind);
    theme::setButtonRole(m_cancel, theme::ButtonRole::Quiet);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme::unit(1.5), theme::unit(0.5), theme::unit(0.75),
                            theme::unit(0.5));
    row->setSpacing(theme::unit());
    row->addWidget(m_stage);
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_jobs.cancelKind(m_kind); });
    JobTable* table = jobs.table();
    connect(table, &QAbstractItemModel::rowsInserted, this, &JobBar::refresh);
    connect(table, &QAbstractItemModel::rowsRemoved, this, &JobBar::refresh);
    connect(table, &QAbstractItemModel::dataChanged, this, &JobBar::refresh);
    retranslate();
    refresh();
}

void JobBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void JobBar::retranslate() {
    m_progress->setAccessibleName(tr("Progress"));
    m_cancel->setText(tr("Cancel"));
}

void JobBar::refresh() {
    for (const RunningJob& job : m_jobs.table()->jobs()) {
        if (job.kind != m_kind)
            continue;
        m_stage->setText(job.cancelling        ? tr("Cancelling…")
                         : job.stage.isEmpty() ? job.title
                                               : job.stage);
        m_progress->setRange(0, job.fraction < 0 ? 0 : 1000);
        m_progress->setValue(qRound(job.fraction * 1000));
        show();
        return;
    }
    hide();
}

} // namespace mops::ui
