#include "ui/util/dialogs.h"

#include <optional>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

namespace mops::ui::dialogs {
namespace {

std::optional<QStringList>& nextAnswer() {
    static std::optional<QStringList> answer;
    return answer;
}

using Answered = std::function<void(const QStringList&)>;

void openFileDialog(QFileDialog* dialog, Answered answered) {
    if (nextAnswer()) {
        const QStringList answer = *std::exchange(nextAnswer(), std::nullopt);
        delete dialog;
        if (!answer.isEmpty())
            answered(answer);
        return;
    }
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::filesSelected, dialog,
                     [answered = std::move(answered)](const QStringList& files) {
                         if (!files.isEmpty())
                             answered(files);
                     });
    dialog->open();
}

} // namespace

void chooseFolder(QWidget* parent, const QString& title, Chosen chosen) {
    auto* dialog = new QFileDialog(parent, title);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    openFileDialog(
        dialog, [chosen = std::move(chosen)](const QStringList& files) { chosen(files.first()); });
}

void chooseFiles(QWidget* parent, const QString& title, const QString& filter,
                 std::function<void(const QStringList&)> chosen) {
    auto* dialog = new QFileDialog(parent, title, QString(), filter);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    openFileDialog(dialog, std::move(chosen));
}

void chooseNewFile(QWidget* parent, const QString& title, const QString& suggestion,
                   const QString& filter, Chosen chosen) {
    auto* dialog = new QFileDialog(parent, title, QString(), filter);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(suggestion);
    openFileDialog(
        dialog, [chosen = std::move(chosen)](const QStringList& files) { chosen(files.first()); });
}

void confirm(QWidget* parent, const QString& question, const QString& effect, const QString& verb,
             std::function<void()> confirmed) {
    auto* box =
        new QMessageBox(QMessageBox::Question, question, question, QMessageBox::Cancel, parent);
    box->setInformativeText(effect);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* doIt = box->addButton(verb, QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(doIt, &QPushButton::clicked, box,
                     [confirmed = std::move(confirmed)] { confirmed(); });
    box->open();
}

void tell(QWidget* parent, const QString& what, const QString& wayOut) {
    auto* box = new QMessageBox(QMessageBox::Warning, what, what, QMessageBox::Close, parent);
    box->setInformativeText(wayOut);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void answerNextWith(const QStringList& paths) {
    nextAnswer() = paths;
}

} // namespace mops::ui::dialogs
