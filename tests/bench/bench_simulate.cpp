// How fast the world is written beside how fast its rows can be inserted at all; README.md here.
//
//     bench_simulate [--merchants N] [--days D] [--threads T] [--orders N] [--without-peer]
//
// The peer takes the rows out of the finished mart, some at a time, and its clock runs only while
// it binds and inserts them, makes the same indexes at the end and commits: same schema, same
// settings, one transaction. What the system writes to the disk while the clock stands is in its
// favour. Each side runs in a process of its own, so that its peak memory is its own.
#include "core/base/text.h"
#include "core/db/statement.h"
#include "core/mart/mart.h"
#include "core/world/initial_load.h"
#include "core/world/simulate.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <sqlite3.h>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace mops;

namespace {

struct Outcome {
    double seconds = 0;
    std::int64_t rows = 0;
    double peakMib = 0;
};

/// Runs `work` in a child; its peak memory is what the system counted for it.
template <class Work>
Outcome apart(const Work& work) {
    int ends[2];
    if (pipe(ends) != 0)
        std::exit(1);
    const pid_t child = fork();
    if (child == 0) {
        const Outcome outcome = work();
        const auto sent = write(ends[1], &outcome, sizeof outcome);
        _exit(sent == sizeof outcome ? 0 : 1);
    }
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    Outcome outcome;
    if (status != 0 || read(ends[0], &outcome, sizeof outcome) != sizeof outcome)
        std::exit(1);
    close(ends[0]);
    close(ends[1]);
    outcome.peakMib = static_cast<double>(usage.ru_maxrss) / 1024;
    return outcome;
}

db::Database openOrExit(const std::filesystem::path& path) {
    auto mart = mart::openWriter(path);
    if (!mart) {
        std::cerr << mart.error().detail << std::endl;
        _exit(1);
    }
    return std::move(*mart);
}

Outcome ours(const std::filesystem::path& path, const world::WorldParams& params) {
    db::Database mart = openOrExit(path);
    NoTaskContext context;
    const auto report = world::simulate(mart, params, SystemClock(), context);
    if (!report) {
        std::cerr << report.error().detail << std::endl;
        _exit(1);
    }
    Outcome outcome{report->seconds, 0, 0};
    for (const auto& [table, rows] : report->rows)
        outcome.rows += rows;
    return outcome;
}

/// Rows of one table, a chunk at a time.
class Chunk {
public:
    Chunk(db::Database& mart, const std::string& table)
        : m_row(mart, "SELECT * FROM " + table)
        , m_columns(static_cast<std::size_t>(m_row.columnCount())) {
        std::string places;
        for (std::size_t column = 0; column < m_columns; ++column)
            places += column == 0 ? "?" : ", ?";
        m_sql = "INSERT INTO " + table + " VALUES (" + places + ")";
    }

    /// The next rows into memory; false when there are none left.
    bool read() {
        m_cells.clear();
        m_texts.clear();
        m_texts.reserve(kMostTextBytes + kLongestRow);
        while (!m_ended && m_cells.size() < kMostCells && m_texts.size() < kMostTextBytes) {
            m_ended = !m_row.step(); // once more, and SQLite would begin anew
            for (std::size_t column = 0; !m_ended && column < m_columns; ++column)
                m_cells.push_back(cellAt(static_cast<int>(column)));
        }
        return !m_cells.empty();
    }

    std::int64_t insertInto(db::Database& mart) const {
        db::Statement insert(mart, m_sql);
        std::int64_t count = 0;
        for (std::size_t i = 0; i < m_cells.size(); i += m_columns, ++count) {
            for (std::size_t k = 0; k < m_columns; ++k)
                bind(insert, static_cast<int>(k) + 1, m_cells[i + k]);
            insert.step();
            insert.reset();
        }
        return count;
    }

private:
    static constexpr std::size_t kMostCells = 4'000'000;
    static constexpr std::size_t kMostTextBytes = 64'000'000;
    static constexpr std::size_t kLongestRow = 1'000'000;

    struct Cell {
        int type;
        std::int64_t integer;
        double real;
        std::string_view text;
    };

    Cell cellAt(int column) {
        Cell cell{sqlite3_column_type(m_row.handle(), column), 0, 0, {}};
        if (cell.type == SQLITE_INTEGER)
            cell.integer = m_row.integer(column);
        else if (cell.type == SQLITE_FLOAT)
            cell.real = m_row.real(column);
        else if (cell.type == SQLITE_TEXT)
            cell.text = kept(m_row.text(column));
        return cell;
    }
    std::string_view kept(std::string_view text) {
        if (m_texts.size() + text.size() > m_texts.capacity()) {
            std::cerr << "a row is longer than " << kLongestRow << " bytes" << std::endl;
            _exit(1); // views into the texts would dangle
        }
        const std::size_t begin = m_texts.size();
        m_texts += text;
        return std::string_view(m_texts).substr(begin);
    }
    static void bind(db::Statement& insert, int place, const Cell& cell) {
        switch (cell.type) {
        case SQLITE_INTEGER: insert.bind(place, cell.integer); break;
        case SQLITE_FLOAT: insert.bind(place, cell.real); break;
        case SQLITE_TEXT: insert.bind(place, cell.text); break;
        default: insert.bind(place, nullptr); break;
        }
    }

    db::Statement m_row;
    std::size_t m_columns;
    std::string m_sql;
    std::vector<Cell> m_cells;
    std::string m_texts;
    bool m_ended = false;
};

/// Runs while the peer does what is measured.
class StopWatch {
public:
    void start() { m_begin = std::chrono::steady_clock::now(); }
    void stop() { m_seconds += std::chrono::steady_clock::now() - m_begin; }
    double seconds() const { return m_seconds.count(); }

private:
    std::chrono::steady_clock::time_point m_begin;
    std::chrono::duration<double> m_seconds{0};
};

Outcome peer(const std::filesystem::path& from, const std::filesystem::path& to) {
    db::Database finished = openOrExit(from);
    std::vector<std::string> tables;
    {
        db::Statement name(finished, "SELECT name FROM sqlite_schema WHERE type = 'table' AND "
                                     "(name GLOB 'dim_*' OR name GLOB 'fact_*' OR "
                                     "name = 'zip_point') ORDER BY name");
        while (name.step())
            tables.emplace_back(name.text(0));
    }
    db::Database mart = openOrExit(to);
    StopWatch watch;
    watch.start();
    const world::LoadSettings settings(mart);
    db::Transaction transaction(mart);
    world::DeferredIndexes indexes(mart);
    watch.stop();
    std::int64_t rows = 0;
    for (const std::string& table : tables) {
        Chunk chunk(finished, table);
        while (chunk.read()) {
            watch.start();
            rows += chunk.insertInto(mart);
            watch.stop();
        }
    }
    watch.start();
    indexes.finish();
    transaction.commit();
    watch.stop();
    return {watch.seconds(), rows, 0};
}

void removeMart(const std::filesystem::path& path) {
    for (const char* ending : {"", "-wal", "-shm", "-journal"})
        std::filesystem::remove(path.string() + ending);
}

void line(const std::string& who, const Outcome& outcome, const std::string& ratio) {
    const double speed = static_cast<double>(outcome.rows) / outcome.seconds;
    std::cout << who << '\t' << outcome.rows << '\t' << formatFixed(outcome.seconds, 2) << '\t'
              << formatFixed(speed / 1'000, 0) << '\t' << formatFixed(outcome.peakMib, 0) << '\t'
              << ratio << std::endl;
}

} // namespace

int main(int argc, char** argv) {
    world::WorldParams params;
    params.threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    bool withPeer = true;
    for (int k = 1; k < argc; ++k) {
        const std::string option = argv[k];
        const std::string value = k + 1 < argc ? argv[k + 1] : "0";
        if (option == "--merchants")
            params.merchants = std::stoll(value);
        else if (option == "--days")
            params.days = std::stoi(value);
        else if (option == "--threads")
            params.threads = std::stoi(value);
        else if (option == "--orders")
            params.trade.ordersPerMerchant = std::stod(value);
        else if (option == "--without-peer")
            withPeer = false;
    }
    const auto folder =
        std::filesystem::temp_directory_path() / ("bench_simulate." + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    const auto mart = folder / "ours.db";
    std::cout
        << params.merchants << " merchants, " << params.days << " days, " << params.threads
        << " threads\nwho\trows\tseconds\tthousand rows/s\tpeak MiB\tspeed against the peer\n";
    const Outcome world = apart([&] { return ours(mart, params); });
    line("simulate", world, withPeer ? "" : "-");
    if (withPeer) {
        const Outcome insert = apart([&] { return peer(mart, folder / "peer.db"); });
        const double ratio = static_cast<double>(world.rows) / world.seconds /
                             (static_cast<double>(insert.rows) / insert.seconds);
        line("insert only", insert, formatFixed(ratio, 2));
    }
    std::cout << "file\t" << std::filesystem::file_size(mart) / (1 << 20) << " MiB" << std::endl;
    removeMart(mart);
    removeMart(folder / "peer.db");
    std::filesystem::remove(folder);
}
