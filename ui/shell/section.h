#pragma once

#include "ui/shell/screen.h"

namespace mops::ui {

/// A tab of a sectioned page.
class Section : public QWidget {
    Q_OBJECT
public:
    explicit Section(MartSession& session, QWidget* parent = nullptr)
        : QWidget(parent)
        , m_session(session) {}

    virtual void refresh() = 0;
    virtual void retranslate() = 0;
    virtual void restyle() {}
    virtual QVector<ScreenAction> actions() { return {}; }
    virtual void jumpTo(const Jump&) {}
    virtual QVariantMap saveState() const { return {}; }
    virtual void restoreState(const QVariantMap&) {}
    virtual QWidget* mainFocus() = 0;

signals:
    void jumpRequested(const mops::ui::Jump& jump);
    /// Another tab of the same page is wanted; jumpTo() gets `jump` there.
    void sectionWanted(const QString& id, const mops::ui::Jump& jump);

protected:
    MartSession& session() const { return m_session; }

private:
    MartSession& m_session;
};

} // namespace mops::ui
