#include "ui/screens/rules/band_words.h"

#include "ui/screens/rules/bands_section.h"
#include "ui/util/format.h"

using namespace Qt::StringLiterals;

namespace mops::ui::band_words {
namespace {

QString limitText(const std::optional<double>& limit) {
    return limit ? format::decimal(*limit, 3) : format::missing();
}

} // namespace

QString stateText(const std::string& state) {
    if (state == "on")
        return BandsSection::tr("on");
    return state == "stopped" ? BandsSection::tr("stopped") : BandsSection::tr("off");
}

theme::Tone stateTone(const std::string& state) {
    if (state == "on")
        return theme::Tone::Good;
    return state == "stopped" ? theme::Tone::Bad : theme::Tone::Neutral;
}

QString sentence(const desk::Band& band) {
    QStringList parts;
    if (band.approveBelow)
        parts << BandsSection::tr("approves alone below %1").arg(limitText(band.approveBelow));
    if (band.refuseAbove)
        parts << BandsSection::tr("refuses alone above %1").arg(limitText(band.refuseAbove));
    if (band.draftBelow)
        parts << BandsSection::tr("drafts an approval up to %1").arg(limitText(band.draftBelow));
    if (band.draftAbove)
        parts << BandsSection::tr("drafts a refusal from %1").arg(limitText(band.draftAbove));
    const QString does = parts.isEmpty()
                             ? BandsSection::tr("no limit keeps the promise: a person is asked "
                                                "about every case")
                             : parts.join(u"; "_s);
    return BandsSection::tr("At most %1 wrong, promised with %2 confidence: %3. %4 of what is done "
                            "alone is looked at by a person.")
        .arg(format::percent(band.promisedError), format::percent(band.confidence, 0), does,
             format::percent(band.auditShare, 0));
}

} // namespace mops::ui::band_words
