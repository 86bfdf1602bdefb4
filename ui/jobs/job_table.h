#pragma once

#include <QAbstractListModel>
#include <QString>
#include <vector>

namespace mops::ui {

struct RunningJob {
    qint64 id = 0;
    QString kind;
    QString title;
    QString stage;        ///< translated
    double fraction = -1; ///< negative = unknown
    bool cancelling = false;
};

/// The running jobs, oldest first.
class JobTable final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { TitleRole = Qt::UserRole + 1, StageRole, FractionRole, IdRole };

    using QAbstractListModel::QAbstractListModel;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    const std::vector<RunningJob>& jobs() const { return m_jobs; }

    void add(const RunningJob& job);
    void remove(qint64 id);
    void setProgress(qint64 id, const QString& stage, double fraction);
    void setCancelling(qint64 id);

private:
    int rowOf(qint64 id) const;

    std::vector<RunningJob> m_jobs;
};

} // namespace mops::ui
