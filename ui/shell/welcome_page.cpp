#include "ui/shell/welcome_page.h"

#include "core/world/simulate.h"
#include "ui/text/error_text.h"
#include "ui/text/language.h"
#include "ui/theme/theme.h"
#include "ui/util/card.h"
#include "ui/util/format.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {

WelcomePage::WelcomePage(MartSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_title(new QLabel(this))
    , m_intro(new QLabel(this)) {
    setProperty("page", true);
    setAttribute(Qt::WA_StyledBackground);
    theme::setTextRole(m_title, theme::TextRole::Figure);
    theme::setTextRole(m_intro, theme::TextRole::Muted);
    m_intro->setWordWrap(true);
    m_simulateCard = buildSimulateCard();
    m_importCard = buildImportCard();
    m_answer = new QLabel(this);
    m_answer->setWordWrap(true);
    m_answer->hide();
    m_place = new QLabel(this);
    theme::setTextRole(m_place, theme::TextRole::Caption);
    m_place->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto* cards = new QHBoxLayout;
    cards->setSpacing(theme::unit(2));
    cards->addWidget(m_simulateCard, 1);
    cards->addWidget(m_importCard, 1);
    auto* column = new QVBoxLayout;
    column->setSpacing(theme::unit(1.5));
    column->addStretch(2);
    column->addWidget(m_title);
    column->addWidget(m_intro);
    column->addSpacing(theme::unit(2));
    column->addLayout(cards);
    column->addWidget(m_answer);
    column->addWidget(m_place);
    column->addStretch(3);
    auto* layout = new QHBoxLayout(this);
    layout->addStretch(1);
    layout->addLayout(column, 6);
    layout->addStretch(1);
    retranslate();
}

Card* WelcomePage::buildSimulateCard() {
    auto* card = new Card(this);
    m_simulateText = new QLabel(card);
    m_simulateText->setWordWrap(true);
    theme::setTextRole(m_simulateText, theme::TextRole::Muted);
    m_merchants = new QSpinBox(card);
    m_merchants->setRange(50, 20'000);
    m_merchants->setSingleStep(50);
    m_merchants->setValue(static_cast<int>(world::WorldParams().merchants));
    m_days = new QSpinBox(card);
    m_days->setRange(180, 1'500);
    m_days->setSingleStep(30);
    m_days->setValue(world::WorldParams().days);
    m_merchantsLabel = new QLabel(card);
    m_merchantsLabel->setBuddy(m_merchants);
    m_daysLabel = new QLabel(card);
    m_daysLabel->setBuddy(m_days);
    m_simulate = new QPushButton(card);
    m_simulate->setObjectName(u"simulate"_s);
    theme::setButtonRole(m_simulate, theme::ButtonRole::Primary);
    connect(m_simulate, &QPushButton::clicked, this, &WelcomePage::simulate);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(theme::unit(2));
    grid->addWidget(m_merchantsLabel, 0, 0);
    grid->addWidget(m_merchants, 0, 1, Qt::AlignRight);
    grid->addWidget(m_daysLabel, 1, 0);
    grid->addWidget(m_days, 1, 1, Qt::AlignRight);
    card->body()->addWidget(m_simulateText);
    card->body()->addStretch(1);
    card->body()->addLayout(grid);
    card->body()->addWidget(m_simulate);
    return card;
}

Card* WelcomePage::buildImportCard() {
    auto* card = new Card(this);
    m_importText = new QLabel(card);
    m_importText->setWordWrap(true);
    theme::setTextRole(m_importText, theme::TextRole::Muted);
    m_import = new QPushButton(card);
    m_import->setObjectName(u"goToImport"_s);
    connect(m_import, &QPushButton::clicked, this, &WelcomePage::importWanted);
    card->body()->addWidget(m_importText);
    card->body()->addStretch(1);
    card->body()->addWidget(m_import);
    return card;
}

void WelcomePage::simulate() {
    world::WorldParams params;
    params.merchants = m_merchants->value();
    params.days = m_days->value();
    params.locale = text::languageOfScreen();
    setBusy(true);
    m_session.write<world::WorldReport>(
        {u"simulate"_s, tr("Simulating a marketplace"), Lane::Write}, Change::Facts,
        [params](db::Database& mart, TaskContext& task) {
            return world::simulate(mart, params, SystemClock(), task);
        },
        this,
        [this](const Result<world::WorldReport>& report) {
            setBusy(false);
            if (report) {
                emit simulated();
                return;
            }
            theme::setTone(m_answer, theme::Tone::Bad);
            m_answer->setText(
                (text::errorText(report.error()) + u"\n"_s + text::errorHint(report.error()))
                    .trimmed());
            m_answer->show();
        });
}

void WelcomePage::setBusy(bool busy) {
    m_simulate->setEnabled(!busy);
    m_import->setEnabled(!busy);
    theme::setTone(m_answer, theme::Tone::Neutral);
    m_answer->setText(
        tr("Making merchants, buyers and orders; the line at the bottom shows how far it is."));
    m_answer->setVisible(busy);
}

void WelcomePage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void WelcomePage::retranslate() {
    setAccessibleName(tr("Welcome"));
    m_title->setText(tr("Start with data"));
    m_intro->setText(
        tr("The console works on a data mart: one file on this computer. It holds no "
           "orders yet. Look around in a simulated marketplace, or bring your own files."));
    m_simulateCard->setTitle(tr("Simulate a marketplace"));
    m_simulateText->setText(tr("Invented merchants, buyers and orders, with bad service, rings and "
                               "seasons planted in them. Always marked as simulated."));
    m_merchantsLabel->setText(tr("Merchants"));
    m_merchants->setAccessibleName(m_merchantsLabel->text());
    m_daysLabel->setText(tr("Days"));
    m_days->setAccessibleName(m_daysLabel->text());
    m_simulate->setText(tr("Simulate"));
    m_importCard->setTitle(tr("Import files"));
    m_importText->setText(tr("CSV or TSV files of merchants, orders, items, payments and reviews. "
                             "You see a preview first; an import can be taken back as a whole."));
    m_import->setText(tr("Choose files…"));
    m_place->setText(tr("The mart: %1").arg(QString::fromStdString(m_session.path().string())));
}

} // namespace mops::ui
