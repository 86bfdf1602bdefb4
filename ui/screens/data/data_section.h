#pragma once

#include "ui/shell/mart_session.h"
#include "ui/shell/screen.h"

#include <QWidget>

namespace mops::ui {

/// One tab of the data page. The page tells it when to read, translate and restyle.
class DataSection : public QWidget {
    Q_OBJECT
public:
    explicit DataSection(MartSession& session, QWidget* parent = nullptr);

    virtual void refresh() = 0;
    virtual void retranslate() = 0;
    virtual void restyle() {}
    virtual void setFilterText(const QString&) {}
    virtual QVector<ScreenAction> actions() { return {}; }
    virtual QWidget* mainFocus() = 0;

protected:
    MartSession& session() const { return m_session; }

private:
    MartSession& m_session;
};

} // namespace mops::ui
