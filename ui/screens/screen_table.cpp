#include "ui/shell/screen_table.h"

#include "ui/screens/audit/audit_screen.h"
#include "ui/screens/data/data_screen.h"
#include "ui/screens/merchants/merchants_screen.h"
#include "ui/screens/overview/overview_screen.h"
#include "ui/screens/profiles/profiles_screen.h"
#include "ui/screens/recommend/recommend_screen.h"
#include "ui/screens/reports/reports_screen.h"
#include "ui/screens/review/review_screen.h"
#include "ui/screens/risk/risk_screen.h"
#include "ui/screens/rules/rules_screen.h"
#include "ui/shell/mart_session.h"

#include <array>
#include <QCoreApplication>

namespace mops::ui {
namespace {

template <class Page>
Screen* make(MartSession& session, QWidget* parent) {
    return new Page(session, parent);
}

int waitingRisks(const MartSession& session) {
    return session.waitingCases("risk");
}

int waitingReviews(const MartSession& session) {
    return session.waitingCases("review");
}

const std::array kScreens{
    ScreenEntry{"overview", QT_TRANSLATE_NOOP("Screen", "Overview"), "view-statistics", 'o',
                make<OverviewScreen>, nullptr},
    ScreenEntry{"merchants", QT_TRANSLATE_NOOP("Screen", "Merchants"), "user-group-properties", 'm',
                make<MerchantsScreen>, nullptr},
    ScreenEntry{"profiles", QT_TRANSLATE_NOOP("Screen", "Profiles"), "office-chart-scatter", 'p',
                make<ProfilesScreen>, nullptr},
    ScreenEntry{"risk", QT_TRANSLATE_NOOP("Screen", "Risk"), "flag", 'r', make<RiskScreen>,
                waitingRisks},
    ScreenEntry{"review", QT_TRANSLATE_NOOP("Screen", "Reviews"), "task-complete", 'v',
                make<ReviewScreen>, waitingReviews},
    ScreenEntry{"recommend", QT_TRANSLATE_NOOP("Screen", "Recommendations"), "rating", 'c',
                make<RecommendScreen>, nullptr},
    ScreenEntry{"rules", QT_TRANSLATE_NOOP("Screen", "Rules"), "view-filter", 'u',
                make<RulesScreen>, nullptr},
    ScreenEntry{"data", QT_TRANSLATE_NOOP("Screen", "Data"), "server-database", 'd',
                make<DataScreen>, nullptr},
    ScreenEntry{"reports", QT_TRANSLATE_NOOP("Screen", "Reports"), "document-multiple", 'b',
                make<ReportsScreen>, nullptr},
    ScreenEntry{"audit", QT_TRANSLATE_NOOP("Screen", "Audit"), "appointment-new", 'a',
                make<AuditScreen>, nullptr},
};

} // namespace

std::span<const ScreenEntry> screenTable() {
    return kScreens;
}

QString screenTitle(const ScreenEntry& entry) {
    return QCoreApplication::translate("Screen", entry.title);
}

} // namespace mops::ui
