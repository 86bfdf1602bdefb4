#include "ui/screens/rules/band_words.h"
#include "ui/screens/rules/bands_section.h"
#include "ui/shell/mart_session.h"
#include "ui/text/language.h"
#include "ui/text/merchant_message.h"
#include "ui/text/queue_text.h"
#include "ui/util/format.h"
#include "ui/util/key_button.h"
#include "ui/util/notice_bar.h"

#include <QDoubleSpinBox>

using namespace Qt::StringLiterals;

// What the automation page does: learn, save, switch, stop, run.
namespace mops::ui {
namespace {

constexpr double kConfidence = 0.95;

} // namespace

void BandsSection::learn() {
    const Line* line = selected();
    if (line == nullptr)
        return;
    m_notice->dismiss();
    session().read<desk::Band>(
        {u"band-learn"_s, tr("Learning the limits"), Lane::Read},
        [kind = line->kind, promise = m_promise->value() / 100](db::Database& mart,
                                                                TaskContext& task) {
            return desk::learnBand(mart, kind, promise, kConfidence, task);
        },
        this,
        [this, kind = line->kind](const Result<desk::Band>& band) {
            if (!band) {
                m_notice->showError(band.error());
                return;
            }
            if (selected() == nullptr || selected()->kind != kind)
                return; // another kind is looked at by now
            m_learned = *band;
            m_learned->kind = kind;
            showBand();
        });
}

void BandsSection::saveLearned() {
    if (!m_learned)
        return;
    session().write<desk::Receipt>(
        {u"band-save"_s, tr("Saving the limits"), Lane::Write}, Change::Desk,
        [band = *m_learned, name = session().operatorName()](db::Database& mart, TaskContext&) {
            const SystemClock clock;
            return desk::saveBand(mart, band, {name, clock});
        },
        this,
        [this](const Result<desk::Receipt>& receipt) {
            if (!receipt) {
                m_notice->showError(receipt.error());
                return;
            }
            m_learned.reset();
            m_notice->showNotice(theme::Tone::Good, [] {
                return tr("The limits are saved, switched off. Switching them on may need a second "
                          "person.");
            });
            refresh();
        });
}

void BandsSection::switchTo(const char* state) {
    const Line* line = selected();
    if (line == nullptr || !line->band)
        return;
    m_notice->dismiss();
    session().write<desk::Receipt>(
        {u"band-switch"_s, tr("Switching the automation"), Lane::Write}, Change::Desk,
        [kind = line->kind, wanted = std::string(state),
         name = session().operatorName()](db::Database& mart, TaskContext&) {
            const SystemClock clock;
            return desk::switchBand(mart, kind, wanted, {name, clock});
        },
        this,
        [this, kind = line->kind,
         wanted = std::string(state)](const Result<desk::Receipt>& receipt) {
            if (!receipt) {
                m_notice->showError(receipt.error());
                return;
            }
            const bool asked = receipt->kind == "approval.ask";
            m_notice->showNotice(asked ? theme::Tone::Watch : theme::Tone::Good, [asked, kind,
                                                                                  wanted] {
                return asked ? tr("A second person is asked (Audit, Second "
                                  "person).")
                             : tr("%1: automation is %2.")
                                   .arg(text::caseKindText(kind), band_words::stateText(wanted));
            });
        });
}

void BandsSection::stopAll() {
    if (!anyOn())
        return;
    m_notice->dismiss();
    // A run that is going on must not go on deciding.
    session().jobs().cancelKind(u"band-run"_s);
    std::vector<std::string> kinds;
    for (const Line& line : m_lines)
        if (line.band && line.band->state == "on")
            kinds.push_back(line.kind);
    session().write<int>(
        {u"band-stop"_s, tr("Stopping the automation"), Lane::Write}, Change::Desk,
        [kinds, name = session().operatorName()](db::Database& mart, TaskContext&) -> Result<int> {
            const SystemClock clock;
            for (const std::string& kind : kinds)
                if (const auto stopped = desk::switchBand(mart, kind, "stopped", {name, clock});
                    !stopped)
                    return failAs(stopped);
            return static_cast<int>(kinds.size());
        },
        this,
        [this](const Result<int>& stopped) {
            if (!stopped) {
                m_notice->showError(stopped.error());
                return;
            }
            m_notice->showNotice(theme::Tone::Bad, [count = *stopped] {
                return tr("Stopped: automation of %n kind(s) of case.", nullptr, count);
            });
        });
}

void BandsSection::run() {
    if (!m_run->isEnabled())
        return;
    m_notice->dismiss();
    session().write<desk::BandRun>(
        {u"band-run"_s, tr("Running the automation"), Lane::Write}, Change::Desk,
        // What merchants are told begins in the language of the screen, as everywhere.
        [name = session().operatorName(), language = text::languageOfScreen()](db::Database& mart,
                                                                               TaskContext& task) {
            const SystemClock clock;
            return desk::runBands(mart, {name, clock}, task,
                                  text::bandMessages(language, toSeconds(clock.now())));
        },
        this,
        [this](const Result<desk::BandRun>& run) {
            if (!run) {
                m_notice->showError(run.error());
                return;
            }
            m_notice->showNotice(theme::Tone::Good, [run = *run] {
                const QString done =
                    tr("%1 approved and %2 refused alone, %3 drafted, %4 left to people, %5 "
                       "drawn for today's audit. Ctrl+Z takes all of it back.")
                        .arg(format::integer(run.approved), format::integer(run.refused),
                             format::integer(run.drafted), format::integer(run.asked),
                             format::integer(run.audited));
                return run.messages == 0
                           ? done
                           : done + u' ' + tr("The refused are told when their messages leave.");
            });
        });
}

} // namespace mops::ui
