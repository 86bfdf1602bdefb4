#include "core/db/part_transaction.h"
#include "core/db/statement.h"
#include "core/sources/csv_reader.h"
#include "core/sources/import_batch.h"
#include "core/sources/merge.h"
#include "core/sources/quarantine.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <map>
#include <set>

namespace mops::sources {
namespace {

/// Rows of one file under one header that go through the import together.
struct Portion {
    InputFile input;
    std::vector<std::int64_t> quarantineIds; ///< by row number − 1
};

/// Remembers which rows were refused again; they stay where they are.
class StillRefused final : public RefusedRows {
public:
    void add(const InputFile&, const RefusedRow& row) override { m_numbers.insert(row.number); }
    bool has(std::int64_t number) const { return m_numbers.count(number) > 0; }
    void clear() { m_numbers.clear(); }

private:
    std::set<std::int64_t> m_numbers;
};

/// The bytes of such a row are shown as \xNN: as it is, it would become another row.
bool isShownEscaped(const std::string& reason) {
    return reason == "bad_encoding" || reason == "nul_byte";
}

/// A row that breaks the rules of CSV could swallow the row behind it.
bool standsAlone(const std::string& reason) {
    return reason == "unterminated_quote" || reason == "stray_quote" || reason == "field_too_large";
}

/// A correction must be exactly one record.
Result<> checkRecord(const std::string& record, char delimiter) {
    const auto input = textFromMemory(record);
    CsvReader reader(*input, CsvOptions{.delimiter = delimiter});
    int rows = 0;
    for (;;) {
        const auto more = reader.next();
        if (!more)
            return failAs(more);
        if (!*more)
            break;
        ++rows;
    }
    if (rows != 1)
        return fail(ErrorCode::Usage, "record: " + std::to_string(rows), "1");
    return {};
}

const FileMapping* findFileMapping(const Mapping& mapping, const QuarantineRow& row) {
    for (const FileMapping& file : mapping.files)
        if (file.target->name == row.target && matchesPattern(row.file, file.match))
            return &file;
    return nullptr;
}

Result<std::vector<Portion>> makePortions(const Mapping& mapping,
                                          const std::vector<QuarantineRow>& rows) {
    std::vector<Portion> portions;
    std::map<std::pair<std::string, std::string>, std::size_t> shared;
    for (const QuarantineRow& row : rows) {
        const FileMapping* file = findFileMapping(mapping, row);
        if (file == nullptr)
            return fail(ErrorCode::MappingInvalid,
                        mapping.name + ": " + row.file + " → " + row.target);
        std::size_t at = portions.size();
        const bool alone = standsAlone(row.reason);
        if (!alone)
            at = shared.try_emplace({row.file + '\0' + row.target, row.header}, at).first->second;
        if (at == portions.size()) {
            Portion portion;
            portion.input.name = row.file;
            portion.input.mapping = file;
            portion.input.facts.encoding = "UTF-8";
            portion.input.facts.delimiter =
                file->delimiter != '\0' ? file->delimiter : detectDelimiter(row.header);
            portion.input.text = row.header + "\n";
            portions.push_back(std::move(portion));
        }
        portions[at].input.text += row.record + "\n";
        portions[at].quarantineIds.push_back(row.quarantineId);
    }
    for (Portion& portion : portions)
        portion.input.facts.bytes = static_cast<std::int64_t>(portion.input.text.size());
    std::stable_sort(portions.begin(), portions.end(),
                     [](const Portion& left, const Portion& right) {
                         return left.input.mapping->target < right.input.mapping->target;
                     });
    return portions;
}

void addReport(ImportReport& report, FileReport loaded) {
    for (FileReport& file : report.files) {
        if (file.file != loaded.file || file.target != loaded.target)
            continue;
        file.read += loaded.read;
        file.taken += loaded.taken;
        file.inserted += loaded.inserted;
        file.updated += loaded.updated;
        file.duplicate += loaded.duplicate;
        for (const auto& [reason, rows] : loaded.quarantined)
            file.quarantined[reason] += rows;
        for (const auto& [code, values] : loaded.repaired)
            file.repaired[code] += values;
        return;
    }
    report.files.push_back(std::move(loaded));
}

/// All rows that came with one mapping, as one batch.
Result<> retakeRows(db::Database& mart, const std::string& mappingText,
                    const std::vector<QuarantineRow>& rows, const Clock& clock,
                    TaskContext& context, ImportReport& report) {
    const auto mapping = parseMapping(mappingText, "mapping");
    if (!mapping)
        return failAs(mapping);
    auto portions = makePortions(*mapping, rows);
    if (!portions)
        return failAs(portions);
    const std::int64_t batchId = beginBatch(mart, "retake", *mapping, rows.front().file, clock);
    report.batchId = std::max(report.batchId, batchId);
    StillRefused refused;
    LoadJob job{mart, *mapping, batchId, refused, context, 0, 0};
    for (const Portion& portion : *portions)
        job.bytesTotal += portion.input.facts.bytes;
    db::Statement mark(mart, "UPDATE quarantined_row SET status = 'retaken', retaken_by = ? "
                             "WHERE quarantine_id = ?");
    for (const Portion& portion : *portions) {
        refused.clear();
        auto loaded = loadFile(job, portion.input);
        if (!loaded)
            return failAs(loaded);
        for (std::size_t k = 0; k < portion.quarantineIds.size(); ++k)
            if (!refused.has(static_cast<std::int64_t>(k) + 1))
                mark.run(batchId, portion.quarantineIds[k]);
        addReport(report, std::move(*loaded));
    }
    deriveFacts(mart);
    endBatch(mart, batchId, clock);
    return {};
}

/// The rows of each mapping, the oldest batch's first.
std::map<std::int64_t, std::vector<QuarantineRow>> byMapping(db::Database& mart,
                                                             std::vector<QuarantineRow> rows) {
    std::map<std::int64_t, std::vector<QuarantineRow>> groups;
    db::Statement find(mart, "SELECT min(batch_id) FROM import_batch WHERE mapping = "
                             "(SELECT mapping FROM import_batch WHERE batch_id = ?)");
    for (QuarantineRow& row : rows) {
        find.bind(1, row.batchId);
        find.step();
        const std::int64_t batchId = find.integer(0);
        find.reset();
        groups[batchId].push_back(std::move(row));
    }
    return groups;
}

Result<ImportReport> retakeInOneGo(db::Database& mart, std::vector<QuarantineRow> rows,
                                   const Clock& clock, TaskContext& context) {
    const auto begin = std::chrono::steady_clock::now();
    db::PartTransaction transaction(mart);
    const CancelScope cancel(mart, context);
    ImportReport report;
    for (const auto& [batchId, group] : byMapping(mart, std::move(rows))) {
        const std::string mapping = mart.text("SELECT mapping FROM import_batch WHERE batch_id = " +
                                              std::to_string(batchId));
        if (const auto taken = retakeRows(mart, mapping, group, clock, context, report); !taken)
            return failAs(taken);
    }
    if (context.cancelled())
        return fail(ErrorCode::Cancelled);
    transaction.commit();
    report.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return report;
}

} // namespace

Result<ImportReport> retake(db::Database& mart, std::int64_t quarantineId,
                            const std::string& record, const Clock& clock, TaskContext& context) {
    auto row = readQuarantineRow(mart, quarantineId);
    if (!row)
        return failAs(row);
    if (row->status == "retaken")
        return fail(ErrorCode::Conflict,
                    "quarantine " + std::to_string(quarantineId) + ": retaken");
    if (!record.empty()) {
        if (const auto usable = checkRecord(record, detectDelimiter(row->header)); !usable)
            return failAs(usable);
        row->record = record;
        row->reason = "corrected";
    } else if (isShownEscaped(row->reason)) {
        return fail(ErrorCode::Conflict,
                    row->file + ":" + std::to_string(row->line) + ": " + row->reason,
                    "quarantine retake " + std::to_string(quarantineId) + " --record …");
    }
    return db::guarded([&]() -> Result<ImportReport> {
        return retakeInOneGo(mart, {std::move(*row)}, clock, context);
    });
}

Result<ImportReport> retakeAll(db::Database& mart, const QuarantineQuery& query, const Clock& clock,
                               TaskContext& context) {
    QuarantineQuery open = query;
    open.openOnly = true;
    auto rows = readQuarantine(mart, open);
    if (!rows)
        return failAs(rows);
    rows->erase(std::remove_if(rows->begin(), rows->end(),
                               [](const QuarantineRow& row) { return isShownEscaped(row.reason); }),
                rows->end());
    if (rows->empty())
        return ImportReport();
    return db::guarded([&]() -> Result<ImportReport> {
        return retakeInOneGo(mart, std::move(*rows), clock, context);
    });
}

Result<ImportReport> retakeThese(db::Database& mart, const std::vector<std::int64_t>& quarantineIds,
                                 const Clock& clock, TaskContext& context) {
    std::vector<QuarantineRow> rows;
    for (const std::int64_t quarantineId : quarantineIds) {
        auto row = readQuarantineRow(mart, quarantineId);
        if (!row)
            return failAs(row);
        rows.push_back(std::move(*row));
    }
    if (rows.empty())
        return ImportReport();
    return db::guarded([&]() -> Result<ImportReport> {
        return retakeInOneGo(mart, std::move(rows), clock, context);
    });
}

} // namespace mops::sources
