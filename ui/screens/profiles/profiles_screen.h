#pragma once

#include "core/profile/segments.h"
#include "ui/shell/mart_session.h"
#include "ui/shell/screen.h"
#include "ui/tables/rows_table.h"

#include <memory>
#include <vector>

class QCheckBox;
class QComboBox;
class QDateEdit;
class QLabel;
class QPushButton;
class QTabWidget;
class QScrollArea;
class QVBoxLayout;

namespace mops::ui {

class ChartPanel;
class SegmentCard;
class StatePane;
class TableView;

/// 画像: which kinds of merchants there are, on a map and in words, and who they are.
class ProfilesScreen final : public Screen {
    Q_OBJECT
public:
    explicit ProfilesScreen(MartSession& session, QWidget* parent = nullptr);

    void refresh() override;
    void retranslate() override;
    void restyle() override;
    QString filterHint() const override;
    void setFilterText(const QString& text) override;
    QVector<ScreenAction> actions() override;
    void jumpTo(const Jump& jump) override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap& state) override;
    QWidget* mainFocus() override;

    /// −1 = all segments.
    void choose(int segmentId);
    int chosen() const { return m_chosen; }

private:
    using SegmentationPtr = std::shared_ptr<const profile::Segmentation>;
    struct Member {
        const profile::SegmentMember* member = nullptr;
        QString name;
        double turnover = 0; ///< NaN until the merchants are loaded
        double risk = 0;     ///< NaN when not scored
    };
    QWidget* buildTop();
    QWidget* buildMaps();
    QWidget* buildMembers();
    QWidget* buildEvidence();
    QWidget* buildCards();
    std::vector<TableColumn<Member>> memberColumns();
    void onSegmentation(const Result<SegmentationPtr>& segmentation);
    void onMerchants(const MartSession::MerchantsPtr& merchants);
    void run();
    void store(const SegmentationPtr& segmentation);
    void showState();
    void showFacts();
    void showMap();
    void showEvidence();
    void showCards();
    void showMembers();
    profile::Segment ofUsedFeatures(profile::Segment segment) const;
    /// "31 % of all turnover · mean risk 12 %".
    QString weightLine(const profile::Segment& segment) const;
    void openMember(int row);
    void openInMerchants();
    const profile::Segment* segment(int segmentId) const;

    SegmentationPtr m_segmentation;
    MartSession::MerchantsPtr m_merchants;
    RowsTable<Member> m_members;
    bool m_known = false;
    bool m_stale = true;
    bool m_running = false;
    int m_chosen = -1;

    QWidget* m_top = nullptr;
    QLabel* m_freshness = nullptr;
    QLabel* m_kLabel = nullptr;
    QComboBox* m_k = nullptr;
    QCheckBox* m_asOfOn = nullptr;
    QDateEdit* m_asOf = nullptr;
    QPushButton* m_run = nullptr;
    StatePane* m_state;
    QTabWidget* m_tabs = nullptr;
    ChartPanel* m_map = nullptr;
    QLabel* m_mapNote = nullptr;
    ChartPanel* m_silhouette = nullptr;
    QLabel* m_evidenceNote = nullptr;
    TableView* m_memberView = nullptr;
    QLabel* m_memberTitle = nullptr;
    QPushButton* m_showAll = nullptr;
    QPushButton* m_openMerchants = nullptr;
    QScrollArea* m_cardScroll = nullptr;
    QVBoxLayout* m_cardColumn = nullptr;
    std::vector<SegmentCard*> m_cards;
};

} // namespace mops::ui
