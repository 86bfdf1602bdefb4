#pragma once

#include "core/desk/audit.h"

#include <QVariantMap>
#include <QWidget>

class QComboBox;
class QDateEdit;
class QLabel;
class QLineEdit;
class QTimer;

namespace mops::ui {

/// Who, what, when, and which case or merchant.
class LedgerFilter final : public QWidget {
    Q_OBJECT
public:
    explicit LedgerFilter(QWidget* parent = nullptr);

    desk::OperationFilter filter() const;
    bool isEmpty() const;
    void clear();
    void setText(const QString& text);
    void setKind(const QString& kind);
    /// What there is to choose from; the choice stays.
    void setFacets(std::vector<desk::OperationFacet> facets);
    QWidget* textField() const;
    void retranslate();
    QVariantMap saveState() const;
    void restoreState(const QVariantMap& state);

signals:
    void changed();

private:
    enum Period { Always, Today, Yesterday, Week, Month, Between };
    void fillChoices();
    void setChoice(QComboBox* box, const QString& value);

    std::vector<desk::OperationFacet> m_facets;
    QComboBox* m_who;
    QComboBox* m_what;
    QComboBox* m_when;
    QDateEdit* m_from;
    QLabel* m_dash;
    QDateEdit* m_to;
    QLineEdit* m_text;
    QTimer* m_pause;
};

} // namespace mops::ui
