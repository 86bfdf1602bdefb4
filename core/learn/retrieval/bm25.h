#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace mops::learn {

/// How much a term says by how few documents hold it: N documents, n of them with the term.
enum class TermRarity {
    NonNegative, ///< ln(1 + (N − n + ½) / (n + ½)): above 0 for every term
    Robertson, ///< ln((N − n + ½) / (n + ½)), 1e-6 where that is not above 0: as SQLite's FTS5
};

struct Bm25Params {
    double k1 = 1.2; ///< how fast repetitions of a term stop to count, 0 … 100
    double b = 0.75; ///< how much long documents are held against themselves, 0 … 1
    TermRarity rarity = TermRarity::NonNegative;

    Result<> validate() const;
};

struct Bm25Hit {
    std::uint32_t document = 0;
    double score = 0;
    bool operator==(const Bm25Hit&) const = default;
};

/// One query term's share of a document's score.
struct Bm25Share {
    std::uint32_t term = 0;
    std::uint32_t inDocument = 0; ///< occurrences
    double score = 0;             ///< the shares add up to the document's score
};

struct Bm25Statistics {
    std::size_t documents = 0; ///< live ones
    std::size_t terms = 0;     ///< with a live document
    std::size_t postings = 0;  ///< those of removed documents included until they are swept
    double meanLength = 0;
    std::size_t bytes = 0; ///< of the index's arrays
};

/// What a search did: how much of the index the bounds spared it.
struct Bm25Work {
    std::size_t postings = 0; ///< of the query's terms
    std::size_t scored = 0;   ///< of them looked at
    std::size_t windows = 0;  ///< ranges of documents
    std::size_t skipped = 0;  ///< of them left out whole
};

/// An inverted index in memory that ranks documents for a query of any of its terms (OR):
///   score(d) = Σ over query terms t, repetitions counted:
///              rarity(t) · f(t,d) (k1 + 1) / (f(t,d) + k1 (1 − b + b · length(d) / mean length))
/// (Robertson & Zaragoza, The Probabilistic Relevance Framework, 2009.) Documents are bags of term
/// numbers (see Vocabulary in tokens.h) and get numbers 0, 1, 2, … as they come; the number of a
/// removed one is not given again.
///
/// Answers are exact: the same as scoring every document, ties by document number. Each share is
/// rounded to a multiple of 2^-36, so that a sum does not depend on its order. Found by MaxScore
/// (Turtle & Flood 1995) over ranges of documents with bounds per block of postings (Ding & Suel
/// 2011): terms that together cannot lift a document over the k-th best so far are only looked up
/// in documents that the other terms propose.
///
/// Memory: 8.2 bytes a posting and 4 more to be able to remove, 12 a document, about 100 a term.
/// Threads: searches may run at the same time; adding and removing may not run beside anything.
class Bm25Index {
public:
    /// Errors: Usage (params).
    static Result<Bm25Index> make(const Bm25Params& params);

    /// O(terms log terms). Terms in any order, repetitions counted; may be empty.
    /// Errors: MemoryLimit (2^32 − 1 documents; a term number of 2^28 or more: terms are numbered
    /// densely).
    Result<std::uint32_t> add(std::span<const std::uint32_t> terms);

    /// The document is no longer found and counts in no statistic; its postings are swept once a
    /// quarter of all are dead (O(postings), so O(terms) a removal in the mean).
    /// Errors: NotFound (never given, or removed before).
    Result<> remove(std::uint32_t document);

    /// The `top` best documents with at least one term of the query, best first, ties by number;
    /// fewer when fewer match. Unknown terms are ignored. `work` may be null.
    /// Errors: Usage (top < 1; more than kLongestQuery terms).
    Result<std::vector<Bm25Hit>> search(std::span<const std::uint32_t> query, int top,
                                        Bm25Work* work = nullptr) const;
    static constexpr std::size_t kLongestQuery = 4096;

    /// The same answer by scoring every posting: to check search() and to measure it against.
    Result<std::vector<Bm25Hit>> searchAll(std::span<const std::uint32_t> query, int top) const;

    /// Why a document scores: the shares of the query's terms, largest first; those it does not
    /// hold are left out. Errors: NotFound.
    Result<std::vector<Bm25Share>> explain(std::uint32_t document,
                                           std::span<const std::uint32_t> query) const;

    Bm25Statistics statistics() const;

private:
    friend class Bm25Search;

    static constexpr std::size_t kBlock = 64;

    struct Posting {
        std::uint32_t document;
        std::uint32_t count;
    };
    /// Bounds of kBlock postings in a row.
    struct Block {
        std::uint32_t last; ///< document
        float bound;        ///< of f (k1 + 1) / (f + …) at m_boundLength, rounded up
    };
    struct Term {
        std::vector<Posting> postings; ///< by document, dead ones among them
        std::vector<Block> blocks;
        float bound = 0;             ///< of all blocks
        std::uint32_t documents = 0; ///< live ones
    };

    explicit Bm25Index(const Bm25Params& params)
        : m_params(params) {}

    bool isLive(std::uint32_t document) const { return m_live[document] != 0; }
    double meanLength() const;
    double rarity(const Term& term) const;
    double saturation(std::uint32_t count, std::uint32_t length, double meanLength) const;
    void append(Term& term, Posting posting, std::uint32_t length);
    void makeBounds();
    void sweep();

    Bm25Params m_params;
    std::vector<Term> m_terms;
    std::vector<std::uint32_t> m_length;          ///< per document
    std::vector<std::uint8_t> m_live;             ///< per document
    std::vector<std::uint64_t> m_termBegin = {0}; ///< documents + 1, into m_documentTerms
    std::vector<std::uint32_t> m_documentTerms;   ///< different terms of each document
    std::size_t m_documents = 0;
    std::uint64_t m_totalLength = 0; ///< of live documents
    double m_boundLength = 1;        ///< the mean length at which bounds were made
    std::size_t m_postings = 0;
    std::size_t m_deadPostings = 0;
};

/// The answers to many queries, in their order, the same for any number of threads; progress as
/// stage "search". Errors: as search(), with the query's number counted from 1; Cancelled.
Result<std::vector<std::vector<Bm25Hit>>>
searchMany(const Bm25Index& index, std::span<const std::vector<std::uint32_t>> queries, int top,
           int threads, TaskContext& context);

} // namespace mops::learn
