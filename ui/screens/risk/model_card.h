#pragma once

#include "core/risk/risk_model.h"
#include "ui/tables/rows_table.h"

#include <memory>
#include <QDialog>

namespace mops::ui {

/// Can the score be trusted: data window, split, and metrics beside the baselines.
class ModelCard final : public QDialog {
    Q_OBJECT
public:
    ModelCard(std::shared_ptr<const risk::RiskModel> model, QWidget* parent);

private:
    struct MetricRow {
        QString name;
        double model = 0;
        double ownPast = 0;
        double baseline = 0;
        bool higherIsBetter = true;
    };
    static std::vector<TableColumn<MetricRow>> columns();
    std::vector<MetricRow> metricRows() const;
    QString splitSentence() const;
    using Weight = std::pair<std::string, double>;
    static std::vector<TableColumn<Weight>> weightColumns();
    QWidget* buildCurves();
    QWidget* buildWeights();

    std::shared_ptr<const risk::RiskModel> m_model;
    RowsTable<MetricRow> m_metrics;
    RowsTable<Weight> m_weights;
};

} // namespace mops::ui
