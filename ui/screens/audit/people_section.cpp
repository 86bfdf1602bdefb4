#include "ui/screens/audit/people_section.h"

#include "ui/screens/audit/people_words.h"
#include "ui/shell/mart_session.h"
#include "ui/tables/table_view.h"
#include "ui/util/card.h"
#include "ui/util/format.h"
#include "ui/util/key_button.h"
#include "ui/util/notice_bar.h"
#include "ui/util/state_pane.h"

#include <array>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr std::array kRoles{desk::Role::Reviewer, desk::Role::Analyst, desk::Role::Lead,
                            desk::Role::Compliance};

TableColumn<desk::Permission> roleColumn(desk::Role role, bool desk::Permission::*allowed) {
    return {[role] { return people_words::roleText(role); },
            [allowed](const desk::Permission& row) { return row.*allowed ? u"✓"_s : u"–"_s; },
            {},
            CellKind::Text,
            {},
            {},
            [role, allowed](const desk::Permission& row) {
                return row.*allowed
                           ? PeopleSection::tr("%1 may").arg(people_words::roleText(role))
                           : PeopleSection::tr("%1 may not").arg(people_words::roleText(role));
            }};
}

} // namespace

std::vector<TableColumn<desk::DeskOperator>> PeopleSection::peopleColumns() {
    using Row = desk::DeskOperator;
    return {{[] { return tr("Name"); },
             [](const Row& row) { return format::text(row.name); },
             {},
             CellKind::Text,
             {},
             {},
             {}},
            {[] { return tr("Role"); },
             [](const Row& row) { return people_words::roleText(row.role); },
             {},
             CellKind::Text,
             {},
             {},
             {}},
            {[] { return tr("State"); },
             [](const Row& row) { return row.active ? tr("active") : tr("inactive"); },
             {},
             CellKind::Badge,
             [](const Row& row) { return row.active ? theme::Tone::Good : theme::Tone::Neutral; },
             {},
             {}}};
}

std::vector<TableColumn<desk::Permission>> PeopleSection::permissionColumns() {
    using Row = desk::Permission;
    return {{[] { return tr("Action"); },
             [](const Row& row) { return people_words::actionText(row.action); },
             {},
             CellKind::Text,
             {},
             {},
             [](const Row& row) { return people_words::actionText(row.action); }},
            roleColumn(desk::Role::Reviewer, &Row::reviewer),
            roleColumn(desk::Role::Analyst, &Row::analyst),
            roleColumn(desk::Role::Lead, &Row::lead),
            roleColumn(desk::Role::Compliance, &Row::compliance),
            {[] { return tr("Second person"); },
             [](const Row& row) { return row.secondPerson ? tr("needed") : format::missing(); },
             {},
             CellKind::Text,
             {},
             {},
             {}}};
}

PeopleSection::PeopleSection(MartSession& session, QWidget* parent)
    : Section(session, parent)
    , m_people(peopleColumns())
    , m_permissions(permissionColumns())
    , m_notice(new NoticeBar(this))
    , m_pane(new StatePane(this)) {
    m_people.setId([](const desk::DeskOperator& row) { return format::text(row.name); });
    const auto permissions = desk::permissions();
    m_permissions.setRows(std::vector<desk::Permission>(permissions.begin(), permissions.end()));
    auto* content = new QWidget(this);
    content->setProperty("plain", true);
    auto* columns = new QHBoxLayout(content);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(theme::unit(1.5));
    columns->addWidget(buildPeople(), 1);
    columns->addWidget(buildPermissions(), 2);
    m_pane->setObjectName(u"peoplePane"_s);
    m_pane->setContent(content);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(theme::unit());
    layout->addWidget(m_notice);
    layout->addWidget(m_pane, 1);
    retranslate();
}

QWidget* PeopleSection::buildPeople() {
    m_peopleCard = new Card(this);
    m_alone = new QLabel(m_peopleCard);
    m_alone->setObjectName(u"alone"_s);
    m_alone->setWordWrap(true);
    theme::setTextRole(m_alone, theme::TextRole::Muted);
    m_peopleView = new TableView(m_peopleCard);
    m_peopleView->setObjectName(u"people"_s);
    m_peopleView->setModel(&m_people);
    m_peopleView->setColumnWidths({12, 9, 8});
    m_nameLabel = new QLabel(m_peopleCard);
    m_name = new QLineEdit(m_peopleCard);
    m_name->setObjectName(u"personName"_s);
    m_nameLabel->setBuddy(m_name);
    m_roleLabel = new QLabel(m_peopleCard);
    m_role = new QComboBox(m_peopleCard);
    m_role->setObjectName(u"personRole"_s);
    m_roleLabel->setBuddy(m_role);
    for (const desk::Role role : kRoles)
        m_role->addItem(QString(), static_cast<int>(role));
    m_active = new QCheckBox(m_peopleCard);
    m_active->setObjectName(u"personActive"_s);
    m_active->setChecked(true);
    m_new = new KeyButton(u"N"_s, m_peopleCard);
    m_new->setObjectName(u"personNew"_s);
    m_save = new KeyButton(u"S"_s, m_peopleCard);
    m_save->setObjectName(u"personSave"_s);
    theme::setButtonRole(m_save, theme::ButtonRole::Primary);
    auto* form = new QGridLayout;
    form->setSpacing(theme::unit());
    form->addWidget(m_nameLabel, 0, 0);
    form->addWidget(m_name, 0, 1);
    form->addWidget(m_roleLabel, 1, 0);
    form->addWidget(m_role, 1, 1);
    form->addWidget(m_active, 2, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(theme::unit());
    buttons->addWidget(m_new);
    buttons->addStretch(1);
    buttons->addWidget(m_save);
    m_peopleCard->body()->addWidget(m_alone);
    m_peopleCard->body()->addWidget(m_peopleView, 1);
    m_peopleCard->body()->addLayout(form);
    m_peopleCard->body()->addLayout(buttons);
    connect(m_peopleView, &TableView::currentRowChanged, this, &PeopleSection::showPerson);
    connect(m_name, &QLineEdit::returnPressed, this, &PeopleSection::save);
    connect(m_name, &QLineEdit::textChanged, this, &PeopleSection::refreshSave);
    connect(m_new, &QPushButton::clicked, this, &PeopleSection::startNew);
    connect(m_save, &QPushButton::clicked, this, &PeopleSection::save);
    return m_peopleCard;
}

void PeopleSection::refreshSave() {
    const bool named = !m_name->text().trimmed().isEmpty();
    m_save->setEnabled(named);
    m_save->setToolTip(named ? QString() : tr("Whoever is saved has a name."));
}

QWidget* PeopleSection::buildPermissions() {
    m_permissionsCard = new Card(this);
    m_permissionsView = new TableView(m_permissionsCard);
    m_permissionsView->setObjectName(u"permissions"_s);
    m_permissionsView->setSortingEnabled(false); // the order is that of the work
    m_permissionsView->setTwoLines();
    m_permissionsView->setModel(&m_permissions);
    m_permissionsView->setColumnWidths({18, 4, 4, 4, 5, 6});
    m_permissionsCard->body()->addWidget(m_permissionsView, 1);
    return m_permissionsCard;
}

void PeopleSection::refresh() {
    if (m_people.rowCount() == 0)
        m_pane->showLoading(&session().jobs(), u"people"_s);
    session().read<std::vector<desk::DeskOperator>>(
        {u"people"_s, tr("Reading people and roles"), Lane::Read},
        [](db::Database& mart, TaskContext&) { return desk::readOperators(mart); }, this,
        [this](const Result<std::vector<desk::DeskOperator>>& people) {
            if (people)
                show(*people);
            else
                m_pane->showFailed(people.error(), [this] { refresh(); });
        });
}

void PeopleSection::show(const std::vector<desk::DeskOperator>& people) {
    m_people.setRows(people);
    m_alone->setVisible(people.empty());
    m_peopleView->setVisible(!people.empty());
    m_pane->showContent();
    if (people.empty()) {
        // The first person of a mart has to be a lead; most often it is who sits here.
        m_name->setText(format::text(session().operatorName()));
        m_role->setCurrentIndex(m_role->findData(static_cast<int>(desk::Role::Lead)));
        return;
    }
    m_peopleView->selectRow(std::max(0, m_people.rowOfId(m_name->text().trimmed())));
}

void PeopleSection::showPerson(int row) {
    if (row < 0 || row >= m_people.rowCount())
        return;
    const desk::DeskOperator& person = m_people.row(row);
    m_name->setText(format::text(person.name));
    m_role->setCurrentIndex(m_role->findData(static_cast<int>(person.role)));
    m_active->setChecked(person.active);
}

void PeopleSection::startNew() {
    m_peopleView->selectRow(-1);
    m_name->clear();
    m_role->setCurrentIndex(0);
    m_active->setChecked(true);
    m_name->setFocus(Qt::ShortcutFocusReason);
}

void PeopleSection::save() {
    const desk::DeskOperator person{format::toStd(m_name->text().trimmed()),
                                    static_cast<desk::Role>(m_role->currentData().toInt()),
                                    m_active->isChecked()};
    if (person.name.empty())
        return;
    m_notice->dismiss();
    session().write<desk::Receipt>(
        {u"person"_s, tr("Saving a person"), Lane::Write}, Change::Desk,
        [person, name = session().operatorName()](db::Database& mart, TaskContext&) {
            const SystemClock clock;
            return desk::saveOperator(mart, person, {name, clock});
        },
        this,
        [this, person](const Result<desk::Receipt>& receipt) {
            if (!receipt) {
                m_notice->showError(receipt.error());
                return;
            }
            m_notice->showNotice(theme::Tone::Good, [person] {
                return tr("%1 is saved as: %2.")
                    .arg(format::text(person.name), people_words::roleText(person.role));
            });
        });
}

QVector<ScreenAction> PeopleSection::actions() {
    return {
        {tr("Add a person"), QKeySequence(Qt::Key_N), [this] { startNew(); }},
        {tr("Save the person"), QKeySequence(Qt::Key_S), [this] { save(); }, m_save->isEnabled()}};
}

QWidget* PeopleSection::mainFocus() {
    return m_peopleView->isVisibleTo(this) ? static_cast<QWidget*>(m_peopleView) : m_name;
}

void PeopleSection::fillRoles() {
    for (int at = 0; at < m_role->count(); ++at)
        m_role->setItemText(
            at, people_words::roleText(static_cast<desk::Role>(m_role->itemData(at).toInt())));
}

void PeopleSection::retranslate() {
    m_peopleCard->setTitle(tr("People"));
    m_permissionsCard->setTitle(tr("What each role may do"));
    m_alone->setText(tr("Nobody is entered yet: this mart is worked by one person alone. "
                        "Everything is allowed, nothing needs a second person, and the ledger says "
                        "so. The first person entered becomes a lead."));
    m_peopleView->setAccessibleName(tr("People"));
    m_permissionsView->setAccessibleName(tr("What each role may do"));
    m_nameLabel->setText(tr("Name"));
    m_name->setAccessibleName(tr("Name"));
    m_roleLabel->setText(tr("Role"));
    m_role->setAccessibleName(tr("Role"));
    m_active->setText(tr("Active"));
    m_new->setText(tr("New person"));
    m_save->setText(tr("Save"));
    fillRoles();
    m_people.refreshTexts();
    m_permissions.refreshTexts();
    refreshSave();
}

} // namespace mops::ui
