#include "core/risk/model_columns.h"

#include "core/risk/risk_features.h"

#include <limits>

namespace mops::risk {

Result<ModelColumns> columnsOf(const RiskModel& model) {
    ModelColumns columns;
    for (const std::string& id : model.features) {
        const auto index = columnIndex(id);
        if (!index)
            return fail(ErrorCode::Conflict, "feature " + id, "risk train");
        columns.index.push_back(*index);
        columns.unit.push_back(columnUnit(id));
    }
    for (const std::string& id : model.evidence) {
        const auto index = columnIndex(id);
        if (!id.empty() && !index)
            return fail(ErrorCode::Conflict, "feature " + id, "risk train");
        columns.evidence.push_back(index);
    }
    const std::size_t count = model.features.size();
    if (columns.evidence.size() != count)
        return fail(ErrorCode::IntegrityFault, "model " + std::to_string(model.modelId),
                    "risk train");
    for (const auto* part : {&model.fill, &model.low, &model.high, &model.means, &model.deviations,
                             &model.coefficients}) {
        if (part->size() != count)
            return fail(ErrorCode::IntegrityFault, "model " + std::to_string(model.modelId),
                        "risk train");
    }
    columns.scaling = {model.fill, model.low, model.high, model.means, model.deviations};
    return columns;
}

Result<features::FeatureFrame> readRiskFrame(const RiskModel& model,
                                             const mart::TradeColumns& trade, Day asOf,
                                             TaskContext& context) {
    const Outcome* outcome = findOutcome(model.outcome);
    if (outcome == nullptr)
        return fail(ErrorCode::Conflict, "outcome " + model.outcome, "risk train");
    auto frame = features::buildFeatures(trade, asOf, context);
    if (frame)
        addOwnPast(*frame, *outcome, trade);
    return frame;
}

double contributionOf(const RiskModel& model, const ModelColumns& columns, std::size_t column,
                      double value, double observations) {
    return model.coefficients[column] *
           columns.scaling.scaled(column, columns.unit[column],
                                  settled(value, observations, model.fill[column]));
}

double rawValue(const ModelColumns& columns, const features::FeatureFrame& frame,
                std::size_t column, std::size_t row) {
    return frame.columns[columns.index[column]][row];
}

double observationsOf(const ModelColumns& columns, const features::FeatureFrame& frame,
                      std::size_t column, std::size_t row) {
    const auto evidence = columns.evidence[column];
    return evidence ? frame.columns[*evidence][row] : std::numeric_limits<double>::quiet_NaN();
}

} // namespace mops::risk
