#include "core/report/dossier_document.h"

#include "core/base/text.h"
#include "core/base/whole_file.h"
#include "core/report/number_text.h"
#include "core/report/pdf_attachment.h"
#include "core/report/writers.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace mops::report {
namespace {

constexpr std::size_t kLongestPayload = 6'000; ///< bytes of one on paper
constexpr std::size_t kLongestParagraph = 1'500;

struct Scene {
    const desk::Dossier& dossier;
    const Translate& translate;
    Document document;

    std::string say(const char* text) const { return translate("Dossier", text); }
};

std::string timeText(std::int64_t seconds) {
    return formatInstant(fromSeconds(seconds));
}

/// A place to cut that does not split a character.
std::size_t cutBefore(std::string_view text, std::size_t end) {
    if (end >= text.size())
        return text.size();
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return end;
}

void addRow(Table& table, std::string name, std::string value) {
    table.rows.push_back({std::move(name), cleanText(value)});
}

Table facts(const Scene& scene, std::string title) {
    Table table;
    table.title = std::move(title);
    table.columns = {{"name", scene.say(MOPS_TEXT("Dossier", "Fact")), CellKind::Text, 1},
                     {"value", scene.say(MOPS_TEXT("Dossier", "Value")), CellKind::Text, 3}};
    return table;
}

Table caseTable(const Scene& scene) {
    const desk::Case& item = scene.dossier.item;
    Table table = facts(scene, scene.say(MOPS_TEXT("Dossier", "The case")));
    addRow(table, scene.say(MOPS_TEXT("Dossier", "Case")), item.caseId);
    addRow(table, scene.say(MOPS_TEXT("Dossier", "Kind")), item.kind);
    addRow(table, scene.say(MOPS_TEXT("Dossier", "Subject")), item.subjectId);
    addRow(table, scene.say(MOPS_TEXT("Dossier", "Merchant")),
           item.merchantName + " (" + item.merchantId + ")");
    addRow(table, scene.say(MOPS_TEXT("Dossier", "Opened")), timeText(item.openedAt));
    addRow(table, scene.say(MOPS_TEXT("Dossier", "Due")), timeText(item.dueAt));
    addRow(table, scene.say(MOPS_TEXT("Dossier", "Status")), desk::statusName(item.status));
    addRow(table, scene.say(MOPS_TEXT("Dossier", "Reason")), item.reasonCode);
    if (item.decidedAt)
        addRow(table, scene.say(MOPS_TEXT("Dossier", "Decided")),
               timeText(*item.decidedAt) + ", " + item.decidedBy);
    for (const desk::CaseReason& reason : item.why)
        addRow(table, scene.say(MOPS_TEXT("Dossier", "Why it was opened")),
               reason.feature + " = " + formatDouble(reason.value) + " (" +
                   formatDouble(reason.peerMedian) + ")");
    return table;
}

/// The members that a refused ring leaves out stand beside the decision.
void addExcept(const Scene& scene, Table& table) {
    std::string names;
    for (const std::string& merchantId : scene.dossier.except)
        names += (names.empty() ? "" : ", ") + merchantId;
    if (!names.empty())
        addRow(table, scene.say(MOPS_TEXT("Dossier", "Left out as innocent")), names);
}

Table messagesTable(const Scene& scene) {
    Table table;
    table.title = scene.say(MOPS_TEXT("Dossier", "Messages to the merchant"));
    table.whenEmpty = scene.say(MOPS_TEXT("Dossier", "The merchant was told nothing."));
    table.columns = {
        {"written", scene.say(MOPS_TEXT("Dossier", "When (UTC)")), CellKind::Text, 1.2},
        {"status", scene.say(MOPS_TEXT("Dossier", "State")), CellKind::Text, 1},
        {"left", scene.say(MOPS_TEXT("Dossier", "Left (UTC)")), CellKind::Text, 1.2},
        {"text", scene.say(MOPS_TEXT("Dossier", "Words")), CellKind::Text, 4}};
    for (const desk::OutboxMessage& message : scene.dossier.messages)
        table.rows.push_back(
            {timeText(message.writtenAt), message.kind + ", " + desk::statusName(message.status),
             message.sentAt ? timeText(*message.sentAt) : std::string(), cleanText(message.text)});
    return table;
}

Table ledgerTable(const Scene& scene) {
    Table table = facts(scene, scene.say(MOPS_TEXT("Dossier", "The ledger")));
    addRow(table, scene.say(MOPS_TEXT("Dossier", "Operations in the ledger")),
           std::to_string(scene.dossier.ledgerOperations));
    addRow(table, scene.say(MOPS_TEXT("Dossier", "Head of the chain")), scene.dossier.ledgerHead);
    addRow(table, scene.say(MOPS_TEXT("Dossier", "BLAKE2b-256 of the attached JSON")),
           scene.dossier.jsonDigest);
    return table;
}

Table notesTable(const Scene& scene) {
    Table table;
    table.title = scene.say(MOPS_TEXT("Dossier", "Notes"));
    table.whenEmpty = scene.say(MOPS_TEXT("Dossier", "Nobody wrote a note."));
    table.columns = {{"at", scene.say(MOPS_TEXT("Dossier", "When (UTC)")), CellKind::Text, 1.2},
                     {"operator", scene.say(MOPS_TEXT("Dossier", "Who")), CellKind::Text, 1},
                     {"note", scene.say(MOPS_TEXT("Dossier", "Note")), CellKind::Text, 4}};
    for (const desk::CaseNote& note : scene.dossier.notes)
        table.rows.push_back(
            {timeText(note.at), cleanText(note.operatorName), cleanText(note.note)});
    return table;
}

Table operationsTable(const Scene& scene) {
    Table table;
    table.title = scene.say(MOPS_TEXT("Dossier", "Operations"));
    table.columns = {{"operation", scene.say(MOPS_TEXT("Dossier", "No.")), CellKind::Text, 0.7},
                     {"at", scene.say(MOPS_TEXT("Dossier", "When (UTC)")), CellKind::Text, 1.5},
                     {"operator", scene.say(MOPS_TEXT("Dossier", "Who")), CellKind::Text, 1},
                     {"kind", scene.say(MOPS_TEXT("Dossier", "What")), CellKind::Text, 1.2},
                     {"undoes", scene.say(MOPS_TEXT("Dossier", "Undoes")), CellKind::Text, 0.7},
                     {"hash", scene.say(MOPS_TEXT("Dossier", "Hash")), CellKind::Text, 3.6}};
    for (const desk::Operation& operation : scene.dossier.operations)
        table.rows.push_back({std::to_string(operation.operationId), timeText(operation.at),
                              cleanText(operation.operatorName), operation.kind,
                              operation.undoes ? std::to_string(*operation.undoes) : std::string(),
                              operation.hash});
    return table;
}

void addPayloads(Scene& scene) {
    scene.document.blocks.emplace_back(
        Heading{scene.say(MOPS_TEXT("Dossier", "What the operations say"))});
    for (const desk::Operation& operation : scene.dossier.operations) {
        std::string_view rest = operation.payload;
        rest = rest.substr(0, cutBefore(rest, kLongestPayload));
        std::string lead = std::to_string(operation.operationId) + "  " + operation.kind + "  ";
        while (!rest.empty()) {
            const std::size_t end = cutBefore(rest, kLongestParagraph);
            scene.document.blocks.emplace_back(Paragraph{lead + cleanText(rest.substr(0, end))});
            lead.clear();
            rest.remove_prefix(end);
        }
        if (operation.payload.size() > kLongestPayload)
            scene.document.blocks.emplace_back(Paragraph{
                fillIn(scene.say(MOPS_TEXT("Dossier", "… %1 bytes; all of them are in the JSON.")),
                       {std::to_string(operation.payload.size())})});
    }
}

void addProcedure(Scene& scene) {
    scene.document.blocks.emplace_back(
        Heading{scene.say(MOPS_TEXT("Dossier", "How this is verified"))});
    for (const char* text :
         {MOPS_TEXT("Dossier", "Each operation has a hash that stands on what it says and on the "
                               "hash before it, so nothing before a known hash can have been "
                               "changed, removed, added or moved."),
          MOPS_TEXT("Dossier", "The attached JSON holds the case's operations in full and, for "
                               "every other operation since, the digest of what it says. The "
                               "documented procedure walks from the first to the head of the chain "
                               "with BLAKE2b-256 alone; it needs nothing of this program."),
          MOPS_TEXT("Dossier", "Compare the head with one from elsewhere: an older dossier, a "
                               "report, a note somebody kept.")})
        scene.document.blocks.emplace_back(Paragraph{scene.say(text)});
}

Result<std::string> readBack(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    if (bytes.empty())
        return fail(ErrorCode::FileUnreadable, file.string());
    return bytes;
}

Result<> writeWhole(const std::filesystem::path& file, std::string_view bytes) {
    auto whole = WholeFile::begin(file);
    if (!whole)
        return failAs(whole);
    whole->write(bytes);
    return whole->commit();
}

Result<bool> writePdfWithJson(const Document& document, const desk::Dossier& dossier,
                              const std::filesystem::path& file) {
    auto whole = WholeFile::begin(file);
    if (!whole)
        return failAs(whole);
    if (const auto pages = writePdf(document, whole->temporary()); !pages)
        return failAs(pages);
    const auto pdf = readBack(whole->temporary());
    if (!pdf)
        return failAs(pdf);
    const auto withJson = attachFile(*pdf, "dossier.json", dossier.json);
    if (withJson)
        if (const auto written = writeBytes(whole->temporary(), *withJson); !written)
            return failAs(written);
    if (const auto committed = whole->commit(); !committed)
        return failAs(committed);
    return withJson.has_value();
}

} // namespace

Document dossierDocument(const desk::Dossier& dossier, const std::string& language,
                         const Translate& translate) {
    Scene scene{dossier, translate, {}};
    Document& document = scene.document;
    document.title = scene.say(MOPS_TEXT("Dossier", "Evidence dossier"));
    document.subtitle = dossier.item.caseId;
    document.language = language;
    if (dossier.simulated)
        document.notice = scene.say(MOPS_TEXT("Dossier", "Simulated data"));
    document.stateAsOf = fromSeconds(dossier.operations.back().at);
    document.blocks.emplace_back(Heading{scene.say(MOPS_TEXT("Dossier", "The case"))});
    Table whatItIs = caseTable(scene);
    addExcept(scene, whatItIs);
    document.blocks.emplace_back(std::move(whatItIs));
    document.blocks.emplace_back(Heading{scene.say(MOPS_TEXT("Dossier", "Notes"))});
    document.blocks.emplace_back(notesTable(scene));
    document.blocks.emplace_back(
        Heading{scene.say(MOPS_TEXT("Dossier", "Messages to the merchant"))});
    document.blocks.emplace_back(messagesTable(scene));
    document.blocks.emplace_back(Heading{scene.say(MOPS_TEXT("Dossier", "Operations"))});
    document.blocks.emplace_back(operationsTable(scene));
    addPayloads(scene);
    addProcedure(scene);
    document.data = operationsTable(scene);
    document.about = ledgerTable(scene);
    return std::move(scene.document);
}

Result<DossierFiles> writeDossier(db::Database& mart, const std::string& caseId,
                                  const std::filesystem::path& out, const std::string& language,
                                  const Translate& translate, TaskContext& context) {
    const std::string ending = asciiLower(out.extension().string());
    if (ending != ".pdf" && ending != ".json")
        return fail(ErrorCode::Usage, out.filename().string(), ".pdf .json");
    const auto dossier = desk::makeDossier(mart, caseId, context);
    if (!dossier)
        return failAs(dossier);
    DossierFiles files;
    files.operations = static_cast<std::int64_t>(dossier->operations.size());
    files.ledgerHead = dossier->ledgerHead;
    files.jsonDigest = dossier->jsonDigest;
    files.json = out;
    if (ending == ".pdf") {
        const Translate asWritten = [](const char*, const char* text) { return std::string(text); };
        const auto attached = writePdfWithJson(
            dossierDocument(*dossier, language, translate ? translate : asWritten), *dossier, out);
        if (!attached)
            return failAs(attached);
        files.attached = *attached;
        files.pdf = out;
        files.json.replace_extension(".json");
    }
    if (const auto written = writeWhole(files.json, dossier->json); !written)
        return failAs(written);
    return files;
}

} // namespace mops::report
