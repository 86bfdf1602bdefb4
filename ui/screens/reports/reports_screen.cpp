#include "ui/screens/reports/reports_screen.h"

#include "core/risk/outcome.h"
#include "ui/screens/reports/document_language.h"
#include "ui/shell/mart_session.h"
#include "ui/tables/table_view.h"
#include "ui/text/error_text.h"
#include "ui/text/reason_text.h"
#include "ui/theme/theme.h"
#include "ui/util/card.h"
#include "ui/util/dialogs.h"
#include "ui/util/format.h"
#include "ui/util/state_pane.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QStandardPaths>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

const char* const kWriteKind = "report-write";

QString reportText(const char* text) {
    return QCoreApplication::translate("Report", text);
}

const report::Recipe* findRecipe(const std::string& name) {
    for (const report::Recipe& each : report::recipeTable())
        if (name == each.name)
            return &each;
    return nullptr;
}

} // namespace

ReportsScreen::ReportsScreen(MartSession& session, QWidget* parent)
    : Screen(session, parent)
    , m_made(madeColumns())
    , m_state(new StatePane(this)) {
    m_made.setId([](const MadeReport& row) { return row.file; });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::unit(2), theme::unit(1.5), theme::unit(2), theme::unit(1));
    layout->setSpacing(theme::unit(1));
    auto* upper = new QSplitter(Qt::Horizontal);
    upper->setChildrenCollapsible(false);
    upper->addWidget(buildRecipes());
    upper->addWidget(buildForm());
    upper->setSizes({theme::unit(40), theme::unit(100)});
    upper->setStretchFactor(0, 0);
    upper->setStretchFactor(1, 1);
    auto* whole = new QSplitter(Qt::Vertical);
    whole->setChildrenCollapsible(false);
    whole->addWidget(upper);
    whole->addWidget(buildMade());
    whole->setStretchFactor(0, 3);
    whole->setStretchFactor(1, 2);
    m_state->setContent(whole);
    layout->addWidget(m_state, 1);
    retranslate();
    m_state->showLoading();
}

QWidget* ReportsScreen::buildRecipes() {
    m_recipes = new QListWidget;
    m_recipes->setObjectName(u"reportRecipes"_s);
    m_recipes->setMinimumWidth(theme::unit(28));
    m_recipes->setUniformItemSizes(true);
    for (const report::Recipe& each : report::recipeTable()) {
        auto* item = new QListWidgetItem(theme::icon(u"document-multiple"_s), QString(), m_recipes);
        item->setData(Qt::UserRole, QString::fromUtf8(each.name));
        item->setSizeHint({0, theme::rowHeight()});
    }
    connect(m_recipes, &QListWidget::currentRowChanged, this, [this] { showRecipe(); });
    auto* card = new Card;
    card->body()->addWidget(m_recipes);
    return card;
}

QWidget* ReportsScreen::buildForm() {
    auto* card = new Card;
    m_recipeTitle = new QLabel(card);
    theme::setTextRole(m_recipeTitle, theme::TextRole::Section);
    m_form = new QFormLayout;
    m_form->setSpacing(theme::unit(1));
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignLeft);
    m_format = new QComboBox(card);
    m_format->setObjectName(u"reportFormat"_s);
    m_format->addItem(QString(), u"pdf"_s);
    m_format->addItem(QString(), u"xlsx"_s);
    m_format->addItem(QString(), u"html"_s);
    m_format->addItem(QString(), u"csv"_s);
    m_language = new QComboBox(card);
    m_language->setObjectName(u"reportLanguage"_s);
    m_language->addItem(u"中文"_s, u"zh"_s);
    m_language->addItem(u"English"_s, u"en"_s);
    m_language->setCurrentIndex(QLocale().language() == QLocale::Chinese ? 0 : 1);
    m_formatLabel = new QLabel(card);
    m_formatLabel->setBuddy(m_format);
    m_languageLabel = new QLabel(card);
    m_languageLabel->setBuddy(m_language);
    m_form->addRow(m_formatLabel, m_format);
    m_form->addRow(m_languageLabel, m_language);
    m_write = new QPushButton(card);
    m_write->setObjectName(u"reportWrite"_s);
    theme::setButtonRole(m_write, theme::ButtonRole::Primary);
    m_progress = new QProgressBar(card);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->hide();
    m_cancel = new QPushButton(card);
    m_cancel->setObjectName(u"reportCancel"_s);
    m_cancel->hide();
    m_result = new QLabel(card);
    m_result->setObjectName(u"reportResult"_s);
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* row = new QHBoxLayout;
    row->addWidget(m_write);
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    row->addStretch();
    card->body()->setSpacing(theme::unit(1.5));
    card->body()->addWidget(m_recipeTitle);
    card->body()->addLayout(m_form);
    card->body()->addLayout(row);
    card->body()->addWidget(m_result);
    card->body()->addStretch();
    connect(m_write, &QPushButton::clicked, this, &ReportsScreen::askFile);
    connect(m_cancel, &QPushButton::clicked, this,
            [this] { session().jobs().cancelKind(QString::fromLatin1(kWriteKind)); });
    return card;
}

QWidget* ReportsScreen::buildMade() {
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, theme::unit(1), 0, 0);
    layout->setSpacing(theme::unit(0.5));
    auto* row = new QHBoxLayout;
    m_madeTitle = new QLabel(box);
    theme::setTextRole(m_madeTitle, theme::TextRole::Section);
    row->addWidget(m_madeTitle, 1);
    const auto button = [&](const QString& name, void (ReportsScreen::*act)(int)) {
        auto* made = new QPushButton(box);
        made->setObjectName(name);
        row->addWidget(made);
        connect(made, &QPushButton::clicked, this, [this, act] {
            if (const int at = m_madeView->currentRow(); at >= 0)
                (this->*act)(at);
        });
        return made;
    };
    m_openFile = button(u"reportOpenFile"_s, &ReportsScreen::openFile);
    m_openFolder = button(u"reportOpenFolder"_s, &ReportsScreen::openFolder);
    m_again = button(u"reportAgain"_s, &ReportsScreen::makeAgain);
    m_madeView = new TableView;
    m_madeView->setObjectName(u"madeReports"_s);
    m_madeView->setStateName(u"made-reports"_s);
    m_madeView->setModel(&m_made);
    m_madeView->setColumnWidths({12, 17, 17, 7, 6, 17});
    m_madeState = new StatePane(box);
    m_madeState->setContent(m_madeView);
    layout->addLayout(row);
    layout->addWidget(m_madeState, 1);
    connect(m_madeView, &TableView::opened, this, &ReportsScreen::openFile);
    return box;
}

std::vector<TableColumn<MadeReport>> ReportsScreen::madeColumns() {
    using Column = TableColumn<MadeReport>;
    Column when{[] { return tr("Made"); },
                [](const MadeReport& row) { return format::dateTime(row.madeAt); },
                [](const MadeReport& row) { return QVariant(static_cast<qlonglong>(row.madeAt)); },
                CellKind::Text,
                {},
                {},
                {}};
    Column name{[] { return tr("Report"); },
                [](const MadeReport& row) {
                    const report::Recipe* found = findRecipe(row.recipe);
                    return found == nullptr ? format::text(row.recipe) : reportText(found->title);
                },
                {},
                CellKind::Text,
                {},
                {},
                {}};
    Column file{[] { return tr("File"); },
                [](const MadeReport& row) { return QFileInfo(row.file).fileName(); },
                {},
                CellKind::Text,
                {},
                {},
                [](const MadeReport& row) { return QDir::toNativeSeparators(row.file); }};
    Column there{[] { return tr("State"); },
                 [](const MadeReport& row) {
                     return QFileInfo::exists(row.file) ? tr("there") : tr("gone");
                 },
                 {},
                 CellKind::Badge,
                 [](const MadeReport& row) {
                     return QFileInfo::exists(row.file) ? theme::Tone::Good : theme::Tone::Watch;
                 },
                 {},
                 {}};
    Column rows{[] { return tr("Rows"); },
                [](const MadeReport& row) { return format::integer(row.rows); },
                [](const MadeReport& row) { return QVariant(static_cast<qlonglong>(row.rows)); },
                CellKind::Number,
                {},
                {},
                {}};
    Column sum{[] { return tr("SHA-256"); },
               [](const MadeReport& row) { return row.sha256; },
               {},
               CellKind::Mono,
               {},
               {},
               [](const MadeReport& row) { return row.sha256; }};
    return {when, name, file, there, rows, sum};
}

const report::Recipe* ReportsScreen::recipe() const {
    const QListWidgetItem* item = m_recipes->currentItem();
    return item == nullptr ? nullptr
                           : findRecipe(item->data(Qt::UserRole).toString().toStdString());
}

void ReportsScreen::keepTyped() {
    for (const Field& field : m_fields)
        m_typed[m_shown->name][field.parameter->name] = field.value();
}

void ReportsScreen::showRecipe() {
    keepTyped();
    for (const Field& field : m_fields)
        m_form->removeRow(field.edit);
    m_fields.clear();
    const report::Recipe* chosen = recipe();
    m_shown = chosen;
    m_recipeTitle->setText(chosen == nullptr ? QString() : reportText(chosen->title));
    m_write->setEnabled(chosen != nullptr && !m_writing);
    if (chosen == nullptr)
        return;
    int row = 0;
    for (const report::RecipeParameter& parameter : chosen->parameters) {
        QWidget* edit = newField(parameter);
        edit->setObjectName(u"parameter_%1"_s.arg(QString::fromUtf8(parameter.name)));
        edit->setToolTip(reportText(parameter.description));
        edit->setAccessibleName(reportText(parameter.description));
        m_form->insertRow(row++, reportText(parameter.description), edit);
        m_fields.push_back({&parameter, edit});
    }
    if (const auto typed = m_typed.find(chosen->name); typed != m_typed.end())
        for (const Field& field : m_fields)
            field.setValue(typed->second[field.parameter->name]);
}

QWidget* ReportsScreen::newField(const report::RecipeParameter& parameter) const {
    const QString standard = QString::fromUtf8(parameter.defaultValue);
    if (std::string_view(parameter.name) == "outcome") {
        auto* box = new QComboBox;
        for (const risk::Outcome& outcome : risk::outcomeTable())
            box->addItem(text::outcomeName(outcome.id), QString::fromUtf8(outcome.id));
        box->setCurrentIndex(std::max(0, box->findData(standard)));
        return box;
    }
    auto* edit = new QLineEdit(standard);
    edit->setPlaceholderText(standard.isEmpty() ? tr("newest") : QString());
    return edit;
}

QString ReportsScreen::Field::value() const {
    if (const auto* box = qobject_cast<const QComboBox*>(edit))
        return box->currentData().toString();
    return qobject_cast<const QLineEdit*>(edit)->text().trimmed();
}

void ReportsScreen::Field::setValue(const QString& value) const {
    if (auto* box = qobject_cast<QComboBox*>(edit))
        box->setCurrentIndex(std::max(0, box->findData(value)));
    else
        qobject_cast<QLineEdit*>(edit)->setText(value);
}

void ReportsScreen::refresh() {
    showState();
    showMade();
}

void ReportsScreen::showState() {
    switch (session().state()) {
    case MartSession::State::Failed:
        m_state->showFailed(session().error(), [this] { session().open(); });
        return;
    case MartSession::State::Missing:
    case MartSession::State::Empty:
        m_state->showEmpty(u"document-multiple"_s, tr("Nothing to report on"),
                           tr("Reports are made from the mart. Import orders, or simulate a "
                              "marketplace."),
                           {{tr("Go to Data"), [this] {
                                 emit jumpRequested({u"data"_s, {}, {}});
                             }}});
        return;
    case MartSession::State::Opening: m_state->showLoading(); return;
    case MartSession::State::Ready: break;
    }
    if (m_recipes->currentRow() < 0 && m_recipes->count() > 0)
        m_recipes->setCurrentRow(0);
    m_state->showContent();
}

void ReportsScreen::showMade() {
    const QString chosen =
        m_madeView->currentRow() >= 0 && m_madeView->currentRow() < m_made.rowCount()
            ? m_made.row(m_madeView->currentRow()).file
            : QString();
    m_made.setRows(readMadeReports());
    const bool none = m_made.rowCount() == 0;
    for (QPushButton* button : {m_openFile, m_openFolder, m_again}) {
        button->setEnabled(!none);
        button->setToolTip(none ? tr("No report was made yet") : QString());
    }
    if (none) {
        m_madeState->showEmpty(
            u"document-save-as"_s, tr("No report was made yet"),
            tr("Reports you write stand here, to open them or make them again."));
        return;
    }
    m_madeState->showContent();
    m_madeView->selectRow(std::max(0, m_made.rowOfId(chosen)));
}

QString ReportsScreen::suggestedName() const {
    const report::Recipe* chosen = recipe();
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QDir(folder).filePath(
        u"%1.%2"_s.arg(QString::fromUtf8(chosen->name), m_format->currentData().toString()));
}

void ReportsScreen::askFile() {
    if (recipe() == nullptr || m_writing)
        return;
    const QString ending = m_format->currentData().toString();
    dialogs::chooseNewFile(this, tr("Write the report to"), suggestedName(),
                           tr("%1 files (*.%2)").arg(ending.toUpper(), ending),
                           [this](const QString& file) { write(file); });
}

void ReportsScreen::write(const QString& file) {
    const report::Recipe* chosen = recipe();
    if (chosen == nullptr || m_writing)
        return;
    MadeReport plan;
    plan.recipe = chosen->name;
    plan.file = file;
    if (QFileInfo(file).suffix().isEmpty())
        plan.file += u'.' + m_format->currentData().toString();
    plan.language = m_language->currentData().toString();
    for (const Field& field : m_fields)
        if (const QString value = field.value(); !value.isEmpty())
            plan.parameters[field.parameter->name] = value.toStdString();
    m_writing = true;
    m_write->setEnabled(false);
    m_progress->show();
    m_cancel->show();
    setProblem({});
    const Clock* clock = &session().clock();
    session().read<report::ReportFile>(
        {QString::fromLatin1(kWriteKind), tr("Writing the report")},
        [plan, clock](db::Database& mart, TaskContext& task) {
            report::ReportRequest request;
            request.recipe = plan.recipe;
            request.parameters = plan.parameters;
            request.out = std::filesystem::path(plan.file.toStdU16String());
            request.language = plan.language.toStdString();
            request.translate = documentTranslate(plan.language);
            return report::writeReport(mart, request, *clock, task);
        },
        this,
        [this, plan](const Result<report::ReportFile>& written) { onWritten(plan, written); });
}

void ReportsScreen::onWritten(const MadeReport& plan, const Result<report::ReportFile>& file) {
    m_writing = false;
    m_progress->hide();
    m_cancel->hide();
    m_write->setEnabled(true);
    if (!file) {
        const QString hint = text::errorHint(file.error());
        setProblem(hint.isEmpty() ? text::errorText(file.error())
                                  : text::errorText(file.error()) + u'\n' + hint);
        return;
    }
    MadeReport made = plan;
    made.file = QString::fromStdU16String(file->file.u16string());
    made.rows = file->rows;
    made.sha256 = QString::fromStdString(file->sha256);
    made.madeAt = toSeconds(session().clock().now());
    rememberMadeReport(made);
    theme::setTone(m_result, theme::Tone::Good);
    m_result->setText(tr("Written: %1 · rows: %2 · SHA-256: %3")
                          .arg(QDir::toNativeSeparators(made.file), format::integer(made.rows),
                               made.sha256.left(16)));
    emit session().news(tr("Report written: %1").arg(QFileInfo(made.file).fileName()));
    showMade();
    m_madeView->selectRow(m_made.rowOfId(made.file));
}

void ReportsScreen::setProblem(const QString& problem) {
    theme::setTone(m_result, problem.isEmpty() ? theme::Tone::Neutral : theme::Tone::Bad);
    m_result->setText(problem);
}

void ReportsScreen::makeAgain(int row) {
    const MadeReport made = m_made.row(row);
    for (int at = 0; at < m_recipes->count(); ++at)
        if (m_recipes->item(at)->data(Qt::UserRole).toString().toStdString() == made.recipe)
            m_recipes->setCurrentRow(at);
    for (const Field& field : m_fields) {
        const auto value = made.parameters.find(field.parameter->name);
        field.setValue(value == made.parameters.end() ? QString() : format::text(value->second));
    }
    m_language->setCurrentIndex(std::max(0, m_language->findData(made.language)));
    m_format->setCurrentIndex(std::max(0, m_format->findData(QFileInfo(made.file).suffix())));
    write(made.file);
}

void ReportsScreen::openFile(int row) {
    QDesktopServices::openUrl(QUrl::fromLocalFile(m_made.row(row).file));
}

void ReportsScreen::openFolder(int row) {
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_made.row(row).file).absolutePath()));
}

void ReportsScreen::retranslate() {
    m_recipes->setAccessibleName(tr("Report recipes"));
    for (int at = 0; at < m_recipes->count(); ++at)
        if (const report::Recipe* each =
                findRecipe(m_recipes->item(at)->data(Qt::UserRole).toString().toStdString()))
            m_recipes->item(at)->setText(reportText(each->title));
    m_format->setItemText(0, tr("PDF document"));
    m_format->setItemText(1, tr("Excel workbook"));
    m_format->setItemText(2, tr("Web page"));
    m_format->setItemText(3, tr("CSV table"));
    m_formatLabel->setText(tr("Format"));
    m_format->setAccessibleName(m_formatLabel->text());
    m_languageLabel->setText(tr("Language of the document"));
    m_language->setAccessibleName(m_languageLabel->text());
    m_write->setText(tr("Write the report…"));
    m_cancel->setText(tr("Cancel"));
    m_progress->setAccessibleName(tr("Writing the report"));
    m_madeTitle->setText(tr("Made before"));
    m_madeView->setAccessibleName(m_madeTitle->text());
    m_openFile->setText(tr("Open"));
    m_openFolder->setText(tr("Open folder"));
    m_again->setText(tr("Make again"));
    m_made.refreshTexts();
    showRecipe();
    showMade();
    if (session().state() != MartSession::State::Opening)
        showState();
}

void ReportsScreen::restyle() {
    for (int at = 0; at < m_recipes->count(); ++at)
        m_recipes->item(at)->setIcon(theme::icon(u"document-multiple"_s));
    m_made.refreshTexts();
}

QVector<ScreenAction> ReportsScreen::actions() {
    const bool ready = session().state() == MartSession::State::Ready && !m_writing;
    return {{tr("Write the report…"), {}, [this] { askFile(); }, ready && recipe() != nullptr}};
}

void ReportsScreen::jumpTo(const Jump& jump) {
    const QString name = jump.more.value(u"recipe"_s).toString();
    for (int at = 0; at < m_recipes->count(); ++at)
        if (m_recipes->item(at)->data(Qt::UserRole).toString() == name)
            m_recipes->setCurrentRow(at);
}

QVariantMap ReportsScreen::saveState() const {
    const report::Recipe* chosen = recipe();
    return {{u"recipe"_s, chosen == nullptr ? QString() : QString::fromUtf8(chosen->name)},
            {u"format"_s, m_format->currentData()},
            {u"language"_s, m_language->currentData()}};
}

void ReportsScreen::restoreState(const QVariantMap& state) {
    jumpTo({u"reports"_s, {}, state});
    m_format->setCurrentIndex(std::max(0, m_format->findData(state.value(u"format"_s))));
    m_language->setCurrentIndex(std::max(0, m_language->findData(state.value(u"language"_s))));
}

QWidget* ReportsScreen::mainFocus() {
    return m_recipes;
}

} // namespace mops::ui
