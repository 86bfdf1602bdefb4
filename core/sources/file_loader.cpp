#include "core/sources/file_loader.h"

#include "core/base/text.h"
#include "core/db/statement.h"
#include "core/sources/csv_reader.h"
#include "core/sources/merge.h"
#include "core/sources/row_cleaner.h"

#include <algorithm>

namespace mops::sources {
namespace {

constexpr std::int64_t kRowsBetweenQuestions = 1'000;

void bindValue(db::Statement& statement, int parameter, const Value& value) {
    switch (value.kind) {
    case Value::Kind::Null: statement.bind(parameter, nullptr); break;
    case Value::Kind::Integer: statement.bind(parameter, value.integer); break;
    case Value::Kind::Real: statement.bind(parameter, value.real); break;
    case Value::Kind::Text: statement.bind(parameter, value.text); break;
    }
}

void bindRow(db::Statement& statement, const std::vector<Value>& values) {
    for (std::size_t k = 0; k < values.size(); ++k)
        bindValue(statement, static_cast<int>(k) + 1, values[k]);
}

std::string stageColumns(const std::vector<std::string>& columns, const std::string& between) {
    std::string sql;
    for (const auto& column : columns)
        sql += (sql.empty() ? "" : between) + column;
    return sql;
}

void createStage(db::Database& mart, const std::vector<std::string>& columns,
                 const Target& target) {
    mart.execute("CREATE TABLE temp.stage (" + stageColumns(columns, ", ") + ", PRIMARY KEY (" +
                 std::string(target.key) + ")) WITHOUT ROWID");
}

/// The rows of one file that will be merged, unique by the target's key.
class Stage {
public:
    enum class Outcome { New, Duplicate, Refused };

    Stage(db::Database& mart, const std::vector<std::string>& columns, const FileMapping& file)
        : m_mart(mart)
        , m_file(file)
        , m_insert(mart, insertSql(columns, "ON CONFLICT DO NOTHING"))
        , m_same(mart, sameSql(columns))
        , m_replace(mart, "REPLACE" + insertSql(columns, {}).substr(6)) {}

    Outcome add(const std::vector<Value>& values) {
        bindRow(m_insert, values);
        m_insert.run();
        if (m_mart.changes() > 0)
            return Outcome::New;
        bindRow(m_same, values);
        const bool isSame = m_same.step();
        m_same.reset();
        if (isSame)
            return Outcome::Duplicate;
        if (m_file.sameKey == SameKey::Quarantine)
            return Outcome::Refused;
        if (m_file.sameKey == SameKey::Last) {
            bindRow(m_replace, values);
            m_replace.run();
        }
        return Outcome::Duplicate;
    }

private:
    static std::string insertSql(const std::vector<std::string>& columns,
                                 const std::string& conflict) {
        std::string sql = "INSERT INTO temp.stage (" + stageColumns(columns, ", ") + ") VALUES (?";
        for (std::size_t k = 1; k < columns.size(); ++k)
            sql += ", ?";
        return sql + ") " + conflict;
    }
    static std::string sameSql(const std::vector<std::string>& columns) {
        std::string sql = "SELECT 1 FROM temp.stage WHERE ";
        for (std::size_t k = 0; k < columns.size(); ++k)
            sql += (k == 0 ? "" : " AND ") + columns[k] + " IS ?" + std::to_string(k + 1);
        return sql;
    }

    db::Database& m_mart;
    const FileMapping& m_file;
    db::Statement m_insert;
    db::Statement m_same;
    db::Statement m_replace;
};

/// Whether the mart has the row that an update-only file adds to.
class KnownRows {
public:
    KnownRows(db::Database& mart, const Target& target, const std::vector<std::string>& columns)
        : m_find(mart, findSql(target)) {
        for (const auto key : splitList(target.key))
            m_slots.push_back(static_cast<std::size_t>(
                std::distance(columns.begin(), std::find(columns.begin(), columns.end(), key))));
    }
    bool has(const std::vector<Value>& values) {
        for (std::size_t k = 0; k < m_slots.size(); ++k)
            bindValue(m_find, static_cast<int>(k) + 1, values[m_slots[k]]);
        const bool isKnown = m_find.step();
        m_find.reset();
        return isKnown;
    }

private:
    static std::string findSql(const Target& target) {
        std::string sql = "SELECT 1 FROM " + std::string(target.table) + " WHERE ";
        bool isFirst = true;
        for (const auto key : splitList(target.key)) {
            sql += (isFirst ? "" : " AND ") + std::string(key) + " = ?";
            isFirst = false;
        }
        return sql;
    }

    db::Statement m_find;
    std::vector<std::size_t> m_slots;
};

void reportProgress(LoadJob& job, const InputFile& file, std::string_view stage, std::int64_t bytes,
                    std::int64_t rows) {
    // Reading takes about two thirds of a file's time, merging the rest.
    const double total = static_cast<double>(std::max<std::int64_t>(job.bytesTotal, 1));
    const double share = stage == "read" ? 0.66 * static_cast<double>(bytes)
                                         : 0.66 * static_cast<double>(file.facts.bytes);
    job.context.report(
        {stage, (static_cast<double>(job.bytesDone) + share) / total, rows, 0, file.name});
}

Result<> stageRows(LoadJob& job, const InputFile& file, TextInput& input, CsvReader& reader,
                   std::string_view header, RowCleaner& cleaner, FileReport& report) {
    Stage stage(job.mart, cleaner.columns(), *file.mapping);
    std::unique_ptr<KnownRows> known;
    std::string keyColumn;
    if (file.mapping->updateOnly) {
        known = std::make_unique<KnownRows>(job.mart, *file.mapping->target, cleaner.columns());
        for (const ColumnMapping& column : file.mapping->columns)
            if (column.field->column == splitList(file.mapping->target->key).front())
                keyColumn = column.from;
    }
    for (;;) {
        if (report.read % kRowsBetweenQuestions == 0) {
            if (job.context.cancelled())
                return fail(ErrorCode::Cancelled);
            reportProgress(job, file, "read", input.bytesRead(), report.read);
        }
        const auto more = reader.next();
        if (!more)
            return failAs(more);
        if (!*more)
            return {};
        const CsvRow& row = reader.row();
        ++report.read;
        Refusal refusal = cleaner.clean(row);
        if (!refusal && known && !known->has(cleaner.values()))
            refusal = {"broken_reference", keyColumn};
        if (!refusal) {
            const auto outcome = stage.add(cleaner.values());
            if (outcome == Stage::Outcome::Refused)
                refusal = {"duplicate_key", {}};
            else if (outcome == Stage::Outcome::Duplicate)
                ++report.duplicate;
        }
        if (refusal) {
            ++report.quarantined[std::string(refusal.reason)];
            job.refused.add(file, {report.read, row.line, refusal.column, refusal.reason, header,
                                   row.record, refusal.isDismissed});
        }
    }
}

void recordFile(LoadJob& job, const InputFile& file, const FileReport& report,
                const std::string& hash) {
    db::Statement insert(
        job.mart,
        "INSERT INTO import_file (batch_id, file, target, bytes, encoding, delimiter, blake2b, "
        "rows_read, rows_taken, duplicates, quarantined, repaired) VALUES "
        "(?,?,?,?,?,?,?,?,?,?,?,?) "
        "ON CONFLICT DO UPDATE SET bytes = bytes + excluded.bytes, "
        "rows_read = rows_read + excluded.rows_read, rows_taken = rows_taken + "
        "excluded.rows_taken, "
        "duplicates = duplicates + excluded.duplicates, "
        "quarantined = quarantined + excluded.quarantined, "
        "repaired = repaired + excluded.repaired");
    insert.bindAll(job.batchId, file.name, report.target, file.facts.bytes, report.encoding,
                   std::string_view(&file.facts.delimiter, 1));
    insert.bindBlob(7, hash);
    insert.bind(8, report.read);
    insert.bind(9, report.taken);
    insert.bind(10, report.duplicate);
    insert.bind(11, report.quarantinedRows());
    insert.bind(12, report.repairedValues());
    insert.run();
}

} // namespace

Result<std::vector<std::string>> checkHeader(const InputFile& file,
                                             const std::vector<std::string_view>& fields) {
    std::vector<std::string> header;
    std::string names;
    for (const auto field : fields) {
        header.emplace_back(trim(field));
        names += (names.empty() ? "" : ", ") + header.back();
    }
    std::string missing;
    for (const ColumnMapping& column : file.mapping->columns) {
        if (column.constant)
            continue;
        if (std::count(header.begin(), header.end(), column.from) != 1)
            missing += (missing.empty() ? "" : ", ") + column.from;
    }
    if (!missing.empty())
        return fail(ErrorCode::ColumnMissing, file.name + ": " + missing,
                    printable(names).substr(0, 1000));
    return header;
}

std::string printable(std::string_view bytes) {
    if (isValidUtf8(bytes) && bytes.find('\0') == std::string_view::npos)
        return std::string(bytes);
    std::string text;
    while (!bytes.empty()) {
        std::size_t length = 1;
        while (length <= 4 && length <= bytes.size() && !isValidUtf8(bytes.substr(0, length)))
            ++length;
        const bool isText = length <= 4 && length <= bytes.size() && bytes[0] != '\0';
        if (isText)
            text += bytes.substr(0, length);
        else
            text += "\\x" + hex(bytes.substr(0, 1));
        bytes.remove_prefix(isText ? length : 1);
    }
    return text;
}

Result<FileReport> loadFile(LoadJob& job, const InputFile& file) {
    FileReport report;
    report.file = file.name;
    report.target = file.mapping->target->name;
    report.encoding = file.facts.encoding;
    std::unique_ptr<TextInput> input;
    if (file.path.empty()) {
        input = textFromMemory(file.text);
    } else {
        auto opened = openTextFile(file.path, file.facts.encoding);
        if (!opened)
            return failAs(opened);
        input = std::move(*opened);
    }
    CsvReader reader(*input, CsvOptions{.delimiter = file.facts.delimiter});
    const auto first = reader.next();
    if (!first)
        return failAs(first);
    if (!*first)
        return fail(ErrorCode::FileIsEmpty, file.name);
    const auto header = checkHeader(file, reader.row().fields);
    if (!header)
        return failAs(header);
    const std::string headerRecord = printable(reader.row().record);
    std::vector<std::string> columns;
    {
        RowCleaner cleaner(job.mart, job.mapping, *file.mapping,
                           locateColumns(*file.mapping, *header), header->size(), job.batchId);
        columns = cleaner.columns();
        createStage(job.mart, columns, *file.mapping->target);
        const auto staged = stageRows(job, file, *input, reader, headerRecord, cleaner, report);
        for (const auto& [code, values] : cleaner.repaired())
            report.repaired[code] = values;
        if (!staged)
            return failAs(staged);
    }
    reportProgress(job, file, "merge", 0, report.read);
    const MergeCounts counts = mergeStage(job.mart, *file.mapping->target, columns, job.batchId);
    if (file.mapping->target->table == "fact_order" && counts.updated > 0)
        followOrderTimes(job.mart, job.batchId);
    job.mart.execute("DROP TABLE temp.stage");
    report.inserted = counts.inserted;
    report.updated = counts.updated;
    report.taken = counts.inserted + counts.updated;
    report.duplicate += counts.identical;
    recordFile(job, file, report, input->hash());
    job.bytesDone += file.facts.bytes;
    return report;
}

} // namespace mops::sources
