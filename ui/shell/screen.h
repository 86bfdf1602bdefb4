#pragma once

#include <functional>
#include <QKeySequence>
#include <QString>
#include <QVariantMap>
#include <QVector>
#include <QWidget>

namespace mops::ui {

class MartSession;

/// Something that can be done now on a page: shown in the palette, on the sheet of keys and, if a
/// key is given, done by that key while a list or a case has the focus.
struct ScreenAction {
    QString name;
    QKeySequence key;
    std::function<void()> run;
    bool enabled = true;
};

/// Where to go: a page and what to show there.
struct Jump {
    QString screen; ///< id in screenTable()
    QString merchantId;
    QVariantMap more; ///< page-specific, e.g. {"category": "…"}
};

/// A page of the console. Made when it is first shown; knows its session, its tables and charts
/// and the commands it may send, and no other page.
class Screen : public QWidget {
    Q_OBJECT
public:
    explicit Screen(MartSession& session, QWidget* parent = nullptr);

    /// Reads anew what is shown. Called when the page is shown and stale, after changed().
    virtual void refresh() = 0;
    /// Texts made by hand; called on a change of language. Models follow through refreshTexts().
    virtual void retranslate() = 0;
    /// Colours made by hand; called on a change of palette.
    virtual void restyle() {}
    /// Words in the filter field for this page; empty = the page has no filter.
    virtual QString filterHint() const { return {}; }
    virtual void setFilterText(const QString&) {}
    virtual QVector<ScreenAction> actions() { return {}; }
    virtual void jumpTo(const Jump&) {}
    /// Place and selection over a restart.
    virtual QVariantMap saveState() const { return {}; }
    virtual void restoreState(const QVariantMap&) {}
    /// The widget that gets the focus when the page is shown.
    virtual QWidget* mainFocus() { return this; }

    MartSession& session() const { return m_session; }

signals:
    void jumpRequested(const mops::ui::Jump& jump);

protected:
    void changeEvent(QEvent* event) override;

private:
    MartSession& m_session;
};

} // namespace mops::ui
