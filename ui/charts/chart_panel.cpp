#include "ui/charts/chart_panel.h"

#include "ui/charts/chart_parts.h"
#include "ui/charts/density_map.h"
#include "ui/charts/twin_rows.h"
#include "ui/tables/table_view.h"
#include "ui/theme/theme.h"

#include <QChart>
#include <QChartView>
#include <QEvent>
#include <QGraphicsLineItem>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTimer>
#include <QToolButton>
#include <QToolTip>
#include <variant>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

/// The chart library's view, with our own hover and click.
class HoverView final : public QChartView {
public:
    using Clicked = std::function<void(int)>;

    HoverView(QWidget* parent, Clicked clicked)
        : QChartView(parent)
        , m_clicked(std::move(clicked)) {
        setRenderHint(QPainter::Antialiasing);
        setFrameShape(NoFrame);
        setBackgroundBrush(Qt::NoBrush);
        setStyleSheet(u"background: transparent"_s);
        setMouseTracking(true);
        setFocusPolicy(Qt::NoFocus);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    }

    void show(std::unique_ptr<BuiltChart> built) {
        QChart* old = chart();
        m_marker = nullptr;
        m_built = std::move(built);
        setChart(m_built->chart());
        delete old;
    }

protected:
    void mouseMoveEvent(QMouseEvent* event) override {
        QChartView::mouseMoveEvent(event);
        if (!m_built)
            return;
        const ChartHit hit =
            m_built->hit(chart()->mapFromScene(mapToScene(event->position().toPoint())));
        setCursor(hit.index >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
        mark(hit);
        if (hit.index < 0)
            QToolTip::hideText();
        else
            QToolTip::showText(event->globalPosition().toPoint(), hit.text, this);
    }
    void leaveEvent(QEvent* event) override {
        QChartView::leaveEvent(event);
        mark({});
    }
    void mousePressEvent(QMouseEvent* event) override {
        if (!m_built || event->button() != Qt::LeftButton)
            return;
        const ChartHit hit =
            m_built->hit(chart()->mapFromScene(mapToScene(event->position().toPoint())));
        if (hit.index >= 0)
            m_clicked(hit.index);
    }

private:
    void mark(const ChartHit& hit) {
        if (hit.index < 0) {
            if (m_marker != nullptr)
                m_marker->hide();
            return;
        }
        const QRectF plot = chart()->plotArea();
        if (m_marker == nullptr)
            m_marker = new QGraphicsLineItem(chart());
        m_marker->setPen(QPen(theme::colours().mutedText, 1, Qt::DotLine));
        m_marker->setLine(hit.place.x(), plot.top(), hit.place.x(), plot.bottom());
        m_marker->show();
    }

    Clicked m_clicked;
    std::unique_ptr<BuiltChart> m_built;
    QGraphicsLineItem* m_marker = nullptr;
};

} // namespace

struct ChartPanel::Impl {
    std::variant<std::monostate, LineSpec, BarSpec, MapSpec> spec;
    HoverView* view = nullptr;
    DensityMap* density = nullptr;
    TableView* twin = nullptr;
    TwinTable* rows = nullptr;
    QToolButton* button = nullptr;
    QTimer rebuildSoon;
};

ChartPanel::ChartPanel(QWidget* parent)
    : QStackedWidget(parent)
    , m_impl(std::make_unique<Impl>()) {
    setProperty("plain", true);
    setFocusPolicy(Qt::StrongFocus);
    m_impl->view = new HoverView(this, [this](int index) { emit clicked(index); });
    m_impl->twin = new TableView(this);
    m_impl->rows = new TwinTable(this);
    m_impl->twin->setModel(m_impl->rows);
    addWidget(m_impl->view);
    addWidget(m_impl->twin);
    m_impl->button = new QToolButton(this);
    m_impl->button->setFocusPolicy(Qt::TabFocus);
    connect(m_impl->button, &QToolButton::clicked, this,
            [this] { setTwinVisible(currentWidget() != m_impl->twin); });
    m_impl->rebuildSoon.setSingleShot(true);
    m_impl->rebuildSoon.setInterval(0);
    connect(&m_impl->rebuildSoon, &QTimer::timeout, this, &ChartPanel::rebuild);
    setMinimumHeight(theme::unit(16));
}

ChartPanel::~ChartPanel() = default;

void ChartPanel::setChartName(const QString& name) {
    setAccessibleName(name);
    m_impl->view->setAccessibleName(name);
    m_impl->twin->setAccessibleName(tr("%1 (table)").arg(name));
    m_impl->button->setAccessibleName(tr("%1: chart or table").arg(name));
}

void ChartPanel::setLines(LineSpec spec) {
    m_impl->spec = std::move(spec);
    rebuild();
}

void ChartPanel::setBars(BarSpec spec) {
    m_impl->spec = std::move(spec);
    rebuild();
}

void ChartPanel::setMap(MapSpec spec) {
    m_impl->spec = std::move(spec);
    rebuild();
}

void ChartPanel::setTwinVisible(bool visible) {
    if (visible)
        setCurrentWidget(m_impl->twin);
    else if (m_impl->density != nullptr)
        setCurrentWidget(m_impl->density);
    else
        setCurrentWidget(m_impl->view);
    placeButton();
}

void ChartPanel::changeEvent(QEvent* event) {
    QStackedWidget::changeEvent(event);
    switch (event->type()) {
    case QEvent::PaletteChange:
    case QEvent::LanguageChange:
    case QEvent::FontChange: m_impl->rebuildSoon.start(); break;
    default: break;
    }
}

void ChartPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_T && event->modifiers() == Qt::ControlModifier) {
        setTwinVisible(currentWidget() != m_impl->twin);
        return;
    }
    QStackedWidget::keyPressEvent(event);
}

void ChartPanel::resizeEvent(QResizeEvent* event) {
    QStackedWidget::resizeEvent(event);
    placeButton();
    // How many labels fit depends on the size.
    m_impl->rebuildSoon.start();
}

void ChartPanel::rebuild() {
    const QSizeF size = QSizeF(this->size());
    const bool twinShown = currentWidget() == m_impl->twin;
    if (const auto* lines = std::get_if<LineSpec>(&m_impl->spec)) {
        m_impl->view->show(buildLines(*lines, size));
        m_impl->rows->setRows(twinOf(*lines));
    } else if (const auto* bars = std::get_if<BarSpec>(&m_impl->spec)) {
        m_impl->view->show(buildBars(*bars, size));
        m_impl->rows->setRows(twinOf(*bars));
    } else if (const auto* map = std::get_if<MapSpec>(&m_impl->spec)) {
        m_impl->rows->setRows(twinOf(*map));
        const bool dense = map->points.size() > kMostScatterPoints;
        if (dense && m_impl->density == nullptr) {
            m_impl->density = new DensityMap(this);
            m_impl->density->setAccessibleName(accessibleName());
            addWidget(m_impl->density);
            connect(m_impl->density, &DensityMap::clicked, this, &ChartPanel::clicked);
        } else if (!dense && m_impl->density != nullptr) {
            removeWidget(m_impl->density);
            delete m_impl->density;
            m_impl->density = nullptr;
        }
        if (dense)
            m_impl->density->setSpec(*map);
        else
            m_impl->view->show(buildMap(*map, size));
    }
    setTwinVisible(twinShown);
}

void ChartPanel::placeButton() {
    const bool twinShown = currentWidget() == m_impl->twin;
    m_impl->button->setIcon(
        theme::icon(twinShown ? u"office-chart-line"_s : u"table"_s, theme::colours().mutedText));
    m_impl->button->setToolTip(twinShown ? tr("Show the chart (Ctrl+T)")
                                         : tr("Show as a table (Ctrl+T)"));
    m_impl->button->adjustSize();
    m_impl->button->move(width() - m_impl->button->width(), 0);
    m_impl->button->setVisible(!std::holds_alternative<std::monostate>(m_impl->spec));
    m_impl->button->raise();
}

} // namespace mops::ui
