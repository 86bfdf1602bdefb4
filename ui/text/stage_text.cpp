#include "ui/text/stage_text.h"

#include <array>
#include <QCoreApplication>
#include <string_view>
#include <utility>

namespace mops::text {
namespace {

constexpr std::array<std::pair<std::string_view, const char*>, 24> kStages{{
    {"read", QT_TRANSLATE_NOOP("Stage", "Reading")},
    {"merge", QT_TRANSLATE_NOOP("Stage", "Merging into the mart")},
    {"derive", QT_TRANSLATE_NOOP("Stage", "Deriving")},
    {"index", QT_TRANSLATE_NOOP("Stage", "Indexing")},
    {"commit", QT_TRANSLATE_NOOP("Stage", "Saving")},
    {"simulate", QT_TRANSLATE_NOOP("Stage", "Simulating")},
    {"load", QT_TRANSLATE_NOOP("Stage", "Loading the facts")},
    {"features", QT_TRANSLATE_NOOP("Stage", "Computing features")},
    {"cluster", QT_TRANSLATE_NOOP("Stage", "Finding segments")},
    {"train", QT_TRANSLATE_NOOP("Stage", "Training")},
    {"evaluate", QT_TRANSLATE_NOOP("Stage", "Evaluating")},
    {"score", QT_TRANSLATE_NOOP("Stage", "Scoring")},
    {"neighbours", QT_TRANSLATE_NOOP("Stage", "Finding neighbours")},
    {"forecast", QT_TRANSLATE_NOOP("Stage", "Forecasting")},
    {"search", QT_TRANSLATE_NOOP("Stage", "Searching")},
    {"mine", QT_TRANSLATE_NOOP("Stage", "Finding what is taken together")},
    {"rules", QT_TRANSLATE_NOOP("Stage", "Making rules")},
    {"blocks", QT_TRANSLATE_NOOP("Stage", "Finding dense blocks")},
    {"report", QT_TRANSLATE_NOOP("Stage", "Writing the report")},
    {"verify", QT_TRANSLATE_NOOP("Stage", "Verifying")},
    {"choose", QT_TRANSLATE_NOOP("Stage", "Looking at the cases")},
    {"decide", QT_TRANSLATE_NOOP("Stage", "Deciding")},
    {"undo", QT_TRANSLATE_NOOP("Stage", "Taking back")},
    {"quality", QT_TRANSLATE_NOOP("Stage", "Measuring data quality")},
}};

} // namespace

QString stageText(const std::string& stage) {
    for (const auto& [code, text] : kStages)
        if (code == stage)
            return QCoreApplication::translate("Stage", text);
    return QString::fromStdString(stage);
}

} // namespace mops::text
