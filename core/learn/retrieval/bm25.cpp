#include "core/learn/retrieval/bm25.h"

#include "core/learn/parallel.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <mutex>
#include <string>

namespace mops::learn {
namespace {

constexpr std::uint32_t kMostTerm = 1U << 28;
/// Bounds are made anew when the mean length has moved this far from the one they were made for.
constexpr double kBoundDrift = 1.1;
constexpr std::size_t kLeastSweep = 10'000;

float roundedUp(double value) {
    return std::nextafter(static_cast<float>(value), std::numeric_limits<float>::infinity());
}

} // namespace

Result<> Bm25Params::validate() const {
    if (!(k1 >= 0 && k1 <= 100))
        return fail(ErrorCode::Usage, "k1", "from 0 to 100");
    if (!(b >= 0 && b <= 1))
        return fail(ErrorCode::Usage, "b", "from 0 to 1");
    return {};
}

Result<Bm25Index> Bm25Index::make(const Bm25Params& params) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    return Bm25Index(params);
}

double Bm25Index::meanLength() const {
    if (m_totalLength == 0)
        return 1;
    return static_cast<double>(m_totalLength) / static_cast<double>(m_documents);
}

double Bm25Index::rarity(const Term& term) const {
    const auto all = static_cast<double>(m_documents);
    const auto with = static_cast<double>(term.documents);
    const double odds = (all - with + 0.5) / (with + 0.5);
    if (m_params.rarity == TermRarity::NonNegative)
        return std::log1p(odds);
    const double rarity = std::log(odds);
    return rarity > 0 ? rarity : 1e-6;
}

double Bm25Index::saturation(std::uint32_t count, std::uint32_t length, double meanLength) const {
    const auto f = static_cast<double>(count);
    const double share = static_cast<double>(length) / meanLength;
    return f * (m_params.k1 + 1) / (f + m_params.k1 * (1 - m_params.b + m_params.b * share));
}

void Bm25Index::append(Term& term, Posting posting, std::uint32_t length) {
    const float bound = roundedUp(saturation(posting.count, length, m_boundLength));
    if (term.postings.size() % kBlock == 0)
        term.blocks.push_back({posting.document, bound});
    term.postings.push_back(posting);
    Block& block = term.blocks.back();
    block.last = posting.document;
    block.bound = std::max(block.bound, bound);
    term.bound = std::max(term.bound, bound);
}

// The saturation at another mean length is at most (other / this) times as large where the other is
// larger, and not larger where it is smaller; search() multiplies the bounds by that.
void Bm25Index::makeBounds() {
    m_boundLength = meanLength();
    for (Term& term : m_terms) {
        term.bound = 0;
        for (std::size_t i = 0; i < term.blocks.size(); ++i) {
            Block& block = term.blocks[i];
            block.bound = 0;
            const std::size_t end = std::min((i + 1) * kBlock, term.postings.size());
            for (std::size_t p = i * kBlock; p < end; ++p) {
                const Posting& posting = term.postings[p];
                const double value =
                    saturation(posting.count, m_length[posting.document], m_boundLength);
                block.bound = std::max(block.bound, roundedUp(value));
            }
            term.bound = std::max(term.bound, block.bound);
        }
    }
}

Result<std::uint32_t> Bm25Index::add(std::span<const std::uint32_t> terms) {
    if (m_length.size() >= std::numeric_limits<std::uint32_t>::max() ||
        terms.size() >= std::numeric_limits<std::uint32_t>::max())
        return fail(ErrorCode::MemoryLimit, "documents=" + std::to_string(m_length.size()),
                    "at most 2^32 - 1 documents and terms of one");
    std::vector<std::uint32_t> sorted(terms.begin(), terms.end());
    std::ranges::sort(sorted);
    if (!sorted.empty() && sorted.back() >= kMostTerm)
        return fail(ErrorCode::MemoryLimit, "term=" + std::to_string(sorted.back()),
                    "below " + std::to_string(kMostTerm) + ", numbered without holes");
    if (!sorted.empty() && sorted.back() >= m_terms.size())
        m_terms.resize(std::size_t{sorted.back()} + 1);
    const auto document = static_cast<std::uint32_t>(m_length.size());
    const auto length = static_cast<std::uint32_t>(sorted.size());
    m_length.push_back(length);
    m_live.push_back(1);
    ++m_documents;
    m_totalLength += length;
    if (const double mean = meanLength();
        mean > m_boundLength * kBoundDrift || mean * kBoundDrift < m_boundLength)
        makeBounds();
    for (std::size_t begin = 0; begin < sorted.size();) {
        std::size_t end = begin + 1;
        while (end < sorted.size() && sorted[end] == sorted[begin])
            ++end;
        Term& term = m_terms[sorted[begin]];
        append(term, {document, static_cast<std::uint32_t>(end - begin)}, length);
        ++term.documents;
        ++m_postings;
        m_documentTerms.push_back(sorted[begin]);
        begin = end;
    }
    m_termBegin.push_back(m_documentTerms.size());
    return document;
}

Result<> Bm25Index::remove(std::uint32_t document) {
    if (document >= m_length.size() || !isLive(document))
        return fail(ErrorCode::NotFound, "document=" + std::to_string(document));
    m_live[document] = 0;
    --m_documents;
    m_totalLength -= m_length[document];
    for (std::uint64_t t = m_termBegin[document]; t < m_termBegin[document + 1]; ++t)
        --m_terms[m_documentTerms[t]].documents;
    m_deadPostings += m_termBegin[document + 1] - m_termBegin[document];
    if (m_deadPostings >= kLeastSweep && m_deadPostings * 4 >= m_postings)
        sweep();
    return {};
}

void Bm25Index::sweep() {
    for (Term& term : m_terms) {
        std::erase_if(term.postings, [&](const Posting& p) { return !isLive(p.document); });
        term.postings.shrink_to_fit();
        term.blocks.clear();
        for (std::size_t end = 0; end < term.postings.size();) {
            end = std::min(end + kBlock, term.postings.size());
            term.blocks.push_back({term.postings[end - 1].document, 0});
        }
        term.blocks.shrink_to_fit();
    }
    std::uint64_t kept = 0;
    for (std::size_t d = 0; d < m_length.size(); ++d) {
        const std::uint64_t begin = m_termBegin[d];
        const std::uint64_t end = m_termBegin[d + 1];
        m_termBegin[d] = kept;
        if (!isLive(static_cast<std::uint32_t>(d)))
            continue;
        for (std::uint64_t t = begin; t < end; ++t)
            m_documentTerms[kept++] = m_documentTerms[t];
    }
    m_termBegin.back() = kept;
    m_documentTerms.resize(kept);
    m_postings -= m_deadPostings;
    m_deadPostings = 0;
    makeBounds();
}

Bm25Statistics Bm25Index::statistics() const {
    Bm25Statistics result;
    result.documents = m_documents;
    result.postings = m_postings;
    result.meanLength = m_documents > 0 ? meanLength() : 0;
    result.bytes = m_length.capacity() * sizeof(std::uint32_t) + m_live.capacity() +
                   m_termBegin.capacity() * sizeof(std::uint64_t) +
                   m_documentTerms.capacity() * sizeof(std::uint32_t) +
                   m_terms.capacity() * sizeof(Term);
    for (const Term& term : m_terms) {
        result.terms += term.documents > 0 ? 1U : 0U;
        result.bytes +=
            term.postings.capacity() * sizeof(Posting) + term.blocks.capacity() * sizeof(Block);
    }
    return result;
}

Result<std::vector<std::vector<Bm25Hit>>>
searchMany(const Bm25Index& index, std::span<const std::vector<std::uint32_t>> queries, int top,
           int threads, TaskContext& context) {
    if (const auto valid = checkThreads(threads); !valid)
        return failAs(valid);
    constexpr std::size_t kQueriesPerPart = 16;
    std::vector<std::vector<Bm25Hit>> answers(queries.size());
    std::vector<std::pair<std::size_t, Error>> refused;
    std::mutex refusedMutex;
    std::atomic<std::size_t> doneQueries = 0;
    const std::size_t parts = (queries.size() + kQueriesPerPart - 1) / kQueriesPerPart;
    const auto done = forEachPart(parts, threads, context, [&](std::size_t part, StopSign& stop) {
        const std::size_t begin = part * kQueriesPerPart;
        const std::size_t end = std::min(begin + kQueriesPerPart, queries.size());
        for (std::size_t q = begin; q < end && !stop.raised(); ++q) {
            auto hits = index.search(queries[q], top);
            if (hits) {
                answers[q] = *std::move(hits);
            } else {
                const std::scoped_lock lock(refusedMutex);
                refused.emplace_back(q, hits.error());
            }
        }
        const std::size_t now = doneQueries += end - begin;
        context.report({.stage = "search",
                        .fraction = static_cast<double>(now) / static_cast<double>(queries.size()),
                        .done = static_cast<std::int64_t>(now),
                        .total = static_cast<std::int64_t>(queries.size()),
                        .object = {}});
    });
    if (!done)
        return failAs(done);
    if (!refused.empty()) {
        const auto& [query, error] =
            *std::ranges::min_element(refused, {}, [](const auto& entry) { return entry.first; });
        return fail(error.code, "query " + std::to_string(query + 1) + ": " + error.detail,
                    error.hint);
    }
    return answers;
}

} // namespace mops::learn
