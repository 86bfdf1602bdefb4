#include "ui/screens/data/import_choices.h"

#include "ui/theme/theme.h"
#include "ui/util/dialogs.h"
#include "ui/util/format.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

QHBoxLayout* row(std::initializer_list<QWidget*> widgets) {
    auto* layout = new QHBoxLayout;
    layout->setSpacing(theme::unit());
    for (QWidget* widget : widgets)
        layout->addWidget(widget);
    layout->addStretch(1);
    return layout;
}

std::filesystem::path nativePath(const QString& path) {
    return std::filesystem::path(format::toStd(path));
}

} // namespace

ImportChoices::ImportChoices(QWidget* parent)
    : QWidget(parent)
    , m_mapping(new QComboBox(this))
    , m_mappingButton(new QPushButton(this))
    , m_mappingName(new QLabel(this))
    , m_folderButton(new QPushButton(this))
    , m_filesButton(new QPushButton(this))
    , m_pathsName(new QLabel(this))
    , m_encoding(new QComboBox(this))
    , m_dryRun(new QCheckBox(this))
    , m_mappingLabel(new QLabel(this))
    , m_pathsLabel(new QLabel(this))
    , m_encodingLabel(new QLabel(this)) {
    setProperty("plain", true);
    m_mapping->setObjectName(u"importMapping"_s);
    m_mappingButton->setObjectName(u"importMappingFile"_s);
    m_folderButton->setObjectName(u"importFolder"_s);
    m_filesButton->setObjectName(u"importFiles"_s);
    m_encoding->setObjectName(u"importEncoding"_s);
    m_dryRun->setObjectName(u"importDryRun"_s);
    theme::setTextRole(m_mappingName, theme::TextRole::Muted);
    theme::setTextRole(m_pathsName, theme::TextRole::Muted);
    for (const std::string& preset : sources::presetNames())
        m_mapping->addItem(format::text(preset), format::text(preset));
    m_mapping->addItem(QString(), QString());
    m_encoding->addItem(QString(), QString());
    for (const auto& encoding : {u"UTF-8"_s, u"GB18030"_s, u"ISO-8859-1"_s})
        m_encoding->addItem(encoding, encoding);
    auto* form = new QFormLayout(this);
    buildRows(form);
    connect(m_mapping, &QComboBox::activated, this, &ImportChoices::mappingPicked);
    connect(m_mappingButton, &QPushButton::clicked, this, &ImportChoices::chooseMapping);
    connect(m_folderButton, &QPushButton::clicked, this, &ImportChoices::chooseFolder);
    connect(m_filesButton, &QPushButton::clicked, this, &ImportChoices::chooseFiles);
    connect(m_encoding, &QComboBox::activated, this, &ImportChoices::changed);
    connect(m_dryRun, &QCheckBox::toggled, this, &ImportChoices::dryRunChanged);
    m_mappingButton->hide();
    m_mappingName->hide();
    retranslate();
}

void ImportChoices::buildRows(QFormLayout* form) {
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(theme::unit(2));
    form->setVerticalSpacing(theme::unit());
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    form->addRow(m_mappingLabel, row({m_mapping, m_mappingButton, m_mappingName}));
    form->addRow(m_pathsLabel, row({m_folderButton, m_filesButton, m_pathsName}));
    form->addRow(m_encodingLabel, row({m_encoding, m_dryRun}));
    m_mappingLabel->setBuddy(m_mapping);
    m_pathsLabel->setBuddy(m_folderButton);
    m_encodingLabel->setBuddy(m_encoding);
}

bool ImportChoices::isComplete() const {
    return !m_paths.isEmpty() &&
           (!m_mapping->currentData().toString().isEmpty() || !m_mappingFile.isEmpty());
}

sources::ImportParams ImportChoices::params() const {
    sources::ImportParams params;
    params.preset = format::toStd(m_mapping->currentData().toString());
    if (params.preset.empty())
        params.mappingFile = nativePath(m_mappingFile);
    for (const QString& path : m_paths)
        params.paths.push_back(nativePath(path));
    params.encoding = format::toStd(m_encoding->currentData().toString());
    params.dryRun = m_dryRun->isChecked();
    return params;
}

void ImportChoices::setDryRun(bool dryRun) {
    m_dryRun->setChecked(dryRun);
}

void ImportChoices::retranslate() {
    m_mappingLabel->setText(tr("&Mapping"));
    m_pathsLabel->setText(tr("&Files"));
    m_encodingLabel->setText(tr("&Encoding"));
    m_mapping->setItemText(m_mapping->count() - 1, tr("A mapping of my own"));
    m_mapping->setAccessibleName(tr("Mapping"));
    m_mappingButton->setText(tr("Choose a mapping…"));
    m_folderButton->setText(tr("Choose a folder…"));
    m_filesButton->setText(tr("Choose files…"));
    m_encoding->setItemText(0, tr("Found out by itself"));
    m_encoding->setAccessibleName(tr("Encoding"));
    m_dryRun->setText(tr("&Dry run: do everything, then take it back"));
    showPaths();
    restyle();
}

void ImportChoices::restyle() {
    m_folderButton->setIcon(theme::icon(u"folder-open"_s));
    m_filesButton->setIcon(theme::icon(u"document-open"_s));
    m_mappingButton->setIcon(theme::icon(u"document-open"_s));
}

QWidget* ImportChoices::mainFocus() {
    return m_folderButton;
}

void ImportChoices::mappingPicked() {
    const bool own = m_mapping->currentData().toString().isEmpty();
    m_mappingButton->setVisible(own);
    m_mappingName->setVisible(own);
    if (own && m_mappingFile.isEmpty())
        chooseMapping();
    emit changed();
}

void ImportChoices::chooseMapping() {
    dialogs::chooseFiles(this, tr("Choose a mapping"), tr("Mappings (*.toml)"),
                         [this](const QStringList& files) {
                             m_mappingFile = files.first();
                             showPaths();
                             emit changed();
                         });
}

void ImportChoices::chooseFolder() {
    dialogs::chooseFolder(this, tr("Choose the folder with the files"),
                          [this](const QString& folder) { setPaths({folder}); });
}

void ImportChoices::chooseFiles() {
    dialogs::chooseFiles(this, tr("Choose files"),
                         tr("Text files (*.csv *.tsv *.txt);;All files (*)"),
                         [this](const QStringList& files) { setPaths(files); });
}

void ImportChoices::setPaths(const QStringList& paths) {
    m_paths = paths;
    showPaths();
    emit changed();
}

void ImportChoices::showPaths() {
    QString shown = tr("nothing chosen yet");
    if (m_paths.size() == 1)
        shown = QDir::toNativeSeparators(m_paths.first());
    else if (!m_paths.isEmpty())
        shown = tr("%n file(s)", nullptr, static_cast<int>(m_paths.size()));
    m_pathsName->setText(fontMetrics().elidedText(shown, Qt::ElideMiddle, theme::unit(56)));
    m_pathsName->setToolTip(m_paths.join(u'\n'));
    m_mappingName->setText(m_mappingFile.isEmpty() ? tr("nothing chosen yet")
                                                   : QFileInfo(m_mappingFile).fileName());
    m_mappingName->setToolTip(m_mappingFile);
}

} // namespace mops::ui
