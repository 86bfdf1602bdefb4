#include "ui/screens/recommend/subject_picker.h"

#include "ui/theme/theme.h"
#include "ui/util/format.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QStandardItemModel>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr int kSuggestions = 40;
constexpr int kId = Qt::UserRole + 1;

} // namespace

SubjectPicker::SubjectPicker(QWidget* parent)
    : QWidget(parent)
    , m_kind(new QComboBox(this))
    , m_edit(new QLineEdit(this))
    , m_completer(new QCompleter(this))
    , m_suggestions(new QStandardItemModel(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::unit(1));
    m_kind->setObjectName(u"subjectKind"_s);
    m_kind->addItems({QString(), QString()});
    m_edit->setObjectName(u"subjectEdit"_s);
    m_edit->setClearButtonEnabled(true);
    m_completer->setModel(m_suggestions);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(12);
    m_edit->setCompleter(m_completer);
    row->addWidget(m_kind);
    row->addWidget(m_edit, 1);
    connect(m_edit, &QLineEdit::textEdited, this, &SubjectPicker::suggest);
    connect(m_edit, &QLineEdit::returnPressed, this, &SubjectPicker::acceptTyped);
    connect(m_completer, qOverload<const QModelIndex&>(&QCompleter::activated), this,
            [this](const QModelIndex& index) { accept(index.data(kId).toString()); });
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        m_id.clear();
        m_edit->clear();
        retranslate();
        emit kindChanged();
    });
    retranslate();
}

void SubjectPicker::retranslate() {
    m_kind->setItemText(0, tr("Merchant"));
    m_kind->setItemText(1, tr("Buyer"));
    m_kind->setAccessibleName(tr("Recommend for"));
    const bool merchant = kind() == SubjectKind::Merchant;
    m_edit->setPlaceholderText(merchant ? tr("Name or id of a merchant") : tr("Id of a buyer"));
    m_edit->setAccessibleName(m_edit->placeholderText());
}

void SubjectPicker::setMerchants(MartSession::MerchantsPtr merchants) {
    m_merchants = std::move(merchants);
}

void SubjectPicker::setTrade(MartSession::TradePtr trade) {
    m_trade = std::move(trade);
}

SubjectKind SubjectPicker::kind() const {
    return m_kind->currentIndex() == 0 ? SubjectKind::Merchant : SubjectKind::Buyer;
}

void SubjectPicker::setSubject(SubjectKind kind, const QString& id) {
    {
        const QSignalBlocker quiet(m_kind);
        m_kind->setCurrentIndex(kind == SubjectKind::Merchant ? 0 : 1);
    }
    retranslate();
    m_id = id;
    m_edit->setText(id);
}

void SubjectPicker::suggest(const QString& typed) {
    m_suggestions->clear();
    const std::string text = typed.trimmed().toStdString();
    if (text.empty())
        return;
    const auto add = [this](const QString& label, const QString& id) {
        auto* item = new QStandardItem(label);
        item->setData(id, kId);
        m_suggestions->appendRow(item);
    };
    if (kind() == SubjectKind::Merchant && m_merchants) {
        mart::MerchantFilter filter;
        filter.text = text;
        auto rows = mart::filterMerchants(*m_merchants, filter);
        mart::sortMerchants(*m_merchants, mart::MerchantColumn::Orders, true, rows);
        for (std::size_t at = 0; at < rows.size() && at < kSuggestions; ++at) {
            const QString id = format::text(m_merchants->id(rows[at]));
            const QString name = format::text(m_merchants->name(rows[at]));
            add(name.isEmpty() || name == id ? id : tr("%1 · %2").arg(name, id), id);
        }
    } else if (kind() == SubjectKind::Buyer && m_trade) {
        for (const std::string& buyer : m_trade->buyerId) {
            if (buyer.find(text) == std::string::npos)
                continue;
            add(format::text(buyer), format::text(buyer));
            if (m_suggestions->rowCount() == kSuggestions)
                break;
        }
    }
    m_completer->complete();
}

void SubjectPicker::accept(const QString& id) {
    if (id.isEmpty())
        return;
    m_id = id;
    m_edit->setText(id);
    emit chosen();
}

void SubjectPicker::acceptTyped() {
    if (m_completer->popup()->isVisible() && m_completer->popup()->currentIndex().isValid())
        return; // the completer answers
    const QString typed = m_edit->text().trimmed();
    // one suggestion only: that is what was meant
    if (m_suggestions->rowCount() == 1)
        accept(m_suggestions->index(0, 0).data(kId).toString());
    else
        accept(typed);
}

} // namespace mops::ui
