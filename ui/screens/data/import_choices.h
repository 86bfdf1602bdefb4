#pragma once

#include "core/sources/import_run.h"

#include <QStringList>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;

namespace mops::ui {

/// What to import and how to read it: mapping, files, encoding, dry run.
class ImportChoices final : public QWidget {
    Q_OBJECT
public:
    explicit ImportChoices(QWidget* parent = nullptr);

    bool isComplete() const;
    sources::ImportParams params() const;
    void setDryRun(bool dryRun);
    void retranslate();
    void restyle();
    void chooseFolder();
    QWidget* mainFocus();

signals:
    /// Mapping, files or encoding: a preview is out of date.
    void changed();
    void dryRunChanged();

private:
    void buildRows(QFormLayout* form);
    void chooseFiles();
    void chooseMapping();
    void mappingPicked();
    void setPaths(const QStringList& paths);
    void showPaths();

    QStringList m_paths;
    QString m_mappingFile;
    QComboBox* m_mapping;
    QPushButton* m_mappingButton;
    QLabel* m_mappingName;
    QPushButton* m_folderButton;
    QPushButton* m_filesButton;
    QLabel* m_pathsName;
    QComboBox* m_encoding;
    QCheckBox* m_dryRun;
    QLabel* m_mappingLabel;
    QLabel* m_pathsLabel;
    QLabel* m_encodingLabel;
};

} // namespace mops::ui
