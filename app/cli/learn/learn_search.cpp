#include "app/cli/csv_file.h"
#include "app/cli/learn/learn_table.h"
#include "app/cli/stopwatch.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/learn/retrieval/bm25.h"
#include "core/learn/retrieval/tokens.h"
#include "core/sources/text_columns.h"

#include <algorithm>
#include <CLI/CLI.hpp>
#include <memory>
#include <unordered_map>

namespace mops::cli {
namespace {

using Json = nlohmann::ordered_json;
using Terms = std::vector<std::uint32_t>;

/// Queries listed in the answer; all are in --out.
constexpr std::size_t kListedQueries = 100;
constexpr std::size_t kDocumentsPerQuestion = 256;

struct Options {
    std::string path;
    std::string text;
    std::string id;
    std::string separator;
    std::string encoding;
    std::string header = "yes";
    std::string query;
    std::string queryFile;
    std::string rarity = "nonnegative";
    std::string out;
    int top = 10;
    bool singleCharacters = false;
    learn::Bm25Params bm25;
};

struct Library {
    sources::TextColumns documents;
    learn::Vocabulary words;
    std::vector<std::string> spelling; ///< by term
    learn::Bm25Index index;
};

sources::RecordFileOptions fileOptions(const Options& options) {
    return {options.separator == "\\t" ? "\t" : options.separator, options.encoding};
}

Result<> fill(Library& library, const Options& options, Session& session) {
    const auto& texts = library.documents.columns.front().values;
    for (std::size_t d = 0; d < texts.size(); ++d) {
        if (d % kDocumentsPerQuestion == 0) {
            if (session.context->cancelled())
                return fail(ErrorCode::Cancelled);
            session.context->report(
                {.stage = "index",
                 .fraction = static_cast<double>(d) / static_cast<double>(texts.size()),
                 .done = static_cast<std::int64_t>(d),
                 .total = static_cast<std::int64_t>(texts.size()),
                 .object = {}});
        }
        Terms terms;
        for (const std::string& token :
             learn::tokens(texts[d], {.singleCharacters = options.singleCharacters})) {
            terms.push_back(library.words.add(token));
            if (library.spelling.size() < library.words.size())
                library.spelling.push_back(token);
        }
        if (const auto added = library.index.add(terms); !added)
            return failAs(added);
    }
    return {};
}

/// The query's words that some document has.
Terms termsOf(const Library& library, const std::string& query, const Options& options) {
    Terms terms;
    for (const std::string& token :
         learn::tokens(query, {.singleCharacters = options.singleCharacters}))
        if (const auto term = library.words.find(token))
            terms.push_back(*term);
    return terms;
}

Result<std::vector<std::string>> queriesOf(const Options& options, Session& session) {
    if (options.queryFile.empty())
        return std::vector<std::string>{options.query};
    // One query a line: a separator that the text may well hold must not cut it.
    auto file =
        sources::RecordFile::open(options.queryFile, {"\t", options.encoding}, *session.context);
    if (!file)
        return failAs(file);
    std::vector<std::string> queries;
    auto more = file->next();
    for (; more && *more; more = file->next()) {
        std::string query;
        for (const std::string_view field : file->fields())
            query += (query.empty() ? "" : " ") + std::string(field);
        queries.push_back(std::move(query));
    }
    if (!more)
        return failAs(more);
    return queries;
}

std::string nameOf(const Library& library, std::uint32_t document) {
    return library.documents.columns.back().values[document];
}

struct Answers {
    std::vector<std::string> queries;
    std::vector<Terms> terms;
    std::vector<std::vector<learn::Bm25Hit>> hits;
};

Result<> write(const std::string& path, const Library& library, const Options& options,
               const Answers& answers) {
    auto file = CsvFile::begin(path);
    if (!file)
        return failAs(file);
    for (const char* name : {"query", "rank", "line", "score"})
        file->add(name);
    if (!options.id.empty())
        file->add("id");
    file->endRow();
    for (std::size_t q = 0; q < answers.hits.size(); ++q)
        for (std::size_t rank = 0; rank < answers.hits[q].size(); ++rank) {
            const learn::Bm25Hit& hit = answers.hits[q][rank];
            file->add(answers.queries[q]).add(static_cast<std::int64_t>(rank) + 1);
            file->add(library.documents.line[hit.document]).add(hit.score);
            if (!options.id.empty())
                file->add(nameOf(library, hit.document));
            file->endRow();
        }
    return file->commit();
}

Result<Json> hitJson(const Library& library, const Options& options, const learn::Bm25Hit& hit,
                     const Terms& query) {
    Json json = {{"line", library.documents.line[hit.document]}, {"score", hit.score}};
    if (!options.id.empty())
        json["id"] = nameOf(library, hit.document);
    const auto shares = library.index.explain(hit.document, query);
    if (!shares)
        return failAs(shares);
    json["terms"] = Json::array();
    for (const learn::Bm25Share& share : *shares)
        json["terms"].push_back({{"term", library.spelling[share.term]},
                                 {"count", share.inDocument},
                                 {"score", share.score}});
    return json;
}

/// The beginning of a text on one line of the terminal.
std::string excerpt(const std::string& text) {
    constexpr std::size_t kBytes = 60;
    std::size_t end = std::min(text.size(), kBytes);
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end; // not within a character
    std::string line = text.substr(0, end) + (end < text.size() ? "…" : "");
    std::ranges::replace_if(
        line, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return line;
}

Result<Answer> answerOf(const Library& library, const Options& options, const Answers& answers) {
    const auto statistics = library.index.statistics();
    Answer answer;
    answer.json = {{"documents", statistics.documents}, {"terms", statistics.terms},
                   {"postings", statistics.postings},   {"mean_length", statistics.meanLength},
                   {"queries", answers.queries.size()}, {"results", Json::array()}};
    TextTable text({"query", "line", "score", "text"});
    for (std::size_t q = 0; q < std::min(answers.queries.size(), kListedQueries); ++q) {
        Json result = {{"query", answers.queries[q]}, {"hits", Json::array()}};
        for (const learn::Bm25Hit& hit : answers.hits[q]) {
            auto json = hitJson(library, options, hit, answers.terms[q]);
            if (!json)
                return failAs(json);
            result["hits"].push_back(std::move(*json));
            text.add({excerpt(answers.queries[q]),
                      std::to_string(library.documents.line[hit.document]),
                      formatFixed(hit.score, 4),
                      excerpt(library.documents.columns.front().values[hit.document])});
        }
        answer.json["results"].push_back(std::move(result));
    }
    answer.text = text.render();
    return answer;
}

Result<Answer> run(Options options, Session& session) {
    if (options.query.empty() == options.queryFile.empty())
        return fail(ErrorCode::Usage, "--query, --queries", "--query | --queries");
    options.bm25.rarity = options.rarity == "robertson" ? learn::TermRarity::Robertson
                                                        : learn::TermRarity::NonNegative;
    auto index = learn::Bm25Index::make(options.bm25);
    if (!index)
        return failAs(index);
    const Stopwatch reading;
    std::vector<std::string> columns{options.text};
    if (!options.id.empty())
        columns.push_back(options.id);
    auto documents = sources::readTextColumns(
        options.path, {fileOptions(options), columns, options.header == "yes"}, *session.context);
    if (!documents)
        return failAs(documents);
    Answers answers;
    auto queries = queriesOf(options, session);
    if (!queries)
        return failAs(queries);
    answers.queries = std::move(*queries);
    const double readSeconds = reading.seconds();

    Library library{std::move(*documents), {}, {}, std::move(*index)};
    const Stopwatch building;
    if (const auto filled = fill(library, options, session); !filled)
        return failAs(filled);
    const double buildSeconds = building.seconds();
    for (const std::string& query : answers.queries)
        answers.terms.push_back(termsOf(library, query, options));
    const Stopwatch searching;
    auto hits = learn::searchMany(library.index, answers.terms, options.top, session.threads,
                                  *session.context);
    if (!hits)
        return failAs(hits);
    const double seconds = searching.seconds();
    answers.hits = std::move(*hits);
    if (!options.out.empty())
        if (const auto written = write(options.out, library, options, answers); !written)
            return failAs(written);
    auto answer = answerOf(library, options, answers);
    if (answer) {
        answer->json["seconds"] = seconds;
        answer->json["build_seconds"] = buildSeconds;
        answer->json["read_seconds"] = readSeconds;
    }
    return answer;
}

} // namespace

Action defineLearnSearch(CLI::App& call) {
    const auto options = std::make_shared<Options>();
    call.add_option("FILE", options->path, "Separated text file, one row a text")->required();
    call.add_option("--text", options->text, "The column of the texts, by name or position")
        ->required();
    call.add_option("--id", options->id, "A column to name the rows by in the answer");
    call.add_option("--query", options->query, "What is looked for: texts with any of its words");
    call.add_option("--queries", options->queryFile, "A text file with a query on every line");
    call.add_option("--top", options->top, "Texts a query")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    call.add_option("--k1", options->bm25.k1, "How fast repetitions stop to count")
        ->capture_default_str();
    call.add_option("--b", options->bm25.b, "How much length is held against a text")
        ->capture_default_str();
    call.add_option("--rarity", options->rarity, "Weight of a word: robertson is that of FTS5")
        ->check(CLI::IsMember({"nonnegative", "robertson"}))
        ->capture_default_str();
    call.add_flag("--single-characters", options->singleCharacters,
                  "Also find single Chinese characters within longer runs");
    call.add_option("--separator", options->separator,
                    "Between fields: , ; \\t | :: or a blank (default: found out)");
    call.add_option("--encoding", options->encoding, "UTF-8, GB18030, … (default: found out)");
    call.add_option("--header", options->header, "Whether the first row holds names")
        ->check(CLI::IsMember({"yes", "no"}))
        ->capture_default_str();
    call.add_option("--out", options->out, "CSV file for every hit of every query");
    return [=](Session& session) { return run(*options, session); };
}

} // namespace mops::cli
