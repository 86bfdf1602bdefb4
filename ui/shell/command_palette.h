#pragma once

#include "ui/shell/merchant_index.h"
#include "ui/shell/screen.h"

#include <QFrame>
#include <QPointer>
#include <QVector>

class QLineEdit;
class QListWidget;

namespace mops::ui {

/// One line of the palette.
struct PaletteEntry {
    QString title;
    QString detail; ///< kind or id, at the right
    QString iconName;
    std::function<void()> run;
};

/// Entries whose title holds the words, those that begin with them first. Case is ignored.
QVector<PaletteEntry> matchEntries(const QVector<PaletteEntry>& entries, const QString& words);

/// Ctrl+K: go to any page, any merchant (id, name, pinyin), run any action valid here.
class CommandPalette final : public QFrame {
    Q_OBJECT
public:
    explicit CommandPalette(MartSession& session, QWidget* parent);

    /// Opens over the window with the entries valid now.
    void popUp(const QVector<PaletteEntry>& entries);

signals:
    void merchantChosen(const QString& merchantId);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void wantIndex();
    void refreshList();
    void runCurrent();
    void leave();
    void addLine(const PaletteEntry& entry);

    MartSession& m_session;
    QLineEdit* m_field;
    QListWidget* m_list;
    QPointer<QWidget> m_before; ///< had the focus
    QVector<PaletteEntry> m_entries;
    QVector<PaletteEntry> m_shown;
    std::shared_ptr<const MerchantIndex> m_index;
    std::shared_ptr<const mart::MerchantTable> m_indexed;
};

} // namespace mops::ui
