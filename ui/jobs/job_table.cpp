#include "ui/jobs/job_table.h"

namespace mops::ui {

int JobTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_jobs.size());
}

QVariant JobTable::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RunningJob& job = m_jobs[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole: return job.title;
    case StageRole: return job.stage;
    case FractionRole: return job.fraction;
    case IdRole: return job.id;
    default: return {};
    }
}

void JobTable::add(const RunningJob& job) {
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_jobs.push_back(job);
    endInsertRows();
}

void JobTable::remove(qint64 id) {
    const int row = rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_jobs.erase(m_jobs.begin() + row);
    endRemoveRows();
}

void JobTable::setProgress(qint64 id, const QString& stage, double fraction) {
    const int row = rowOf(id);
    if (row < 0)
        return;
    RunningJob& job = m_jobs[static_cast<std::size_t>(row)];
    job.stage = stage;
    job.fraction = fraction;
    emit dataChanged(index(row), index(row), {StageRole, FractionRole});
}

void JobTable::setCancelling(qint64 id) {
    const int row = rowOf(id);
    if (row >= 0)
        m_jobs[static_cast<std::size_t>(row)].cancelling = true;
}

int JobTable::rowOf(qint64 id) const {
    for (std::size_t row = 0; row < m_jobs.size(); ++row)
        if (m_jobs[row].id == id)
            return static_cast<int>(row);
    return -1;
}

} // namespace mops::ui
