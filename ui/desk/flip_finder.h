#pragma once

#include "core/risk/merchant_scene.h"
#include "ui/shell/mart_session.h"

#include <memory>
#include <QObject>
#include <string>

namespace mops::ui {

/// Finds what would turn the verdict on a merchant round, by scoring it again. The features of all
/// merchants are made once, when they are first asked for, off the GUI thread.
class FlipFinder final : public QObject {
    Q_OBJECT
public:
    explicit FlipFinder(MartSession& session, QObject* parent = nullptr);

    /// The model that gave the scores, and the second up to which it knew; null = none.
    void setModel(std::shared_ptr<const risk::RiskModel> model, std::int64_t asOf);
    bool canFind() const { return m_model != nullptr; }
    /// Ends with found() or failed(); a merchant asked for later takes its place.
    void find(const std::string& merchantId);

signals:
    void found(const std::string& merchantId, const mops::risk::MerchantWhy& why);
    void failed(const std::string& merchantId, const mops::Error& error);

private:
    using ScenePtr = std::shared_ptr<const risk::MerchantScene>;
    void ask(const std::string& merchantId);

    MartSession& m_session;
    std::shared_ptr<const risk::RiskModel> m_model;
    std::int64_t m_asOf = 0;
    ScenePtr m_scene;
};

/// "Would be 41 % if Late share, 90 days went from 38 % to 12 % (scored again)."
QString flipSentence(const risk::Flip& flip, const std::string& currency);
/// Where the merchant is among the worst tenth of its peers, and who they are.
QString peersSentence(const risk::MerchantWhy& why, const std::string& currency);

} // namespace mops::ui
