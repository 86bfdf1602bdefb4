#pragma once

#include "ui/shell/mart_session.h"

#include <QWidget>

class QComboBox;
class QCompleter;
class QLineEdit;
class QStandardItemModel;

namespace mops::ui {

enum class SubjectKind { Merchant, Buyer };

/// Chooses a merchant (by name or id) or a buyer (by id) with suggestions while typing.
class SubjectPicker final : public QWidget {
    Q_OBJECT
public:
    explicit SubjectPicker(QWidget* parent = nullptr);

    void setMerchants(MartSession::MerchantsPtr merchants);
    void setTrade(MartSession::TradePtr trade);
    void setSubject(SubjectKind kind, const QString& id);
    SubjectKind kind() const;
    QString id() const { return m_id; }
    QLineEdit* edit() { return m_edit; }
    void retranslate();

signals:
    /// A subject was chosen from the suggestions or typed in full.
    void chosen();
    void kindChanged();

private:
    void suggest(const QString& typed);
    void accept(const QString& id);
    void acceptTyped();

    MartSession::MerchantsPtr m_merchants;
    MartSession::TradePtr m_trade;
    QComboBox* m_kind;
    QLineEdit* m_edit;
    QCompleter* m_completer;
    QStandardItemModel* m_suggestions;
    QString m_id;
};

} // namespace mops::ui
