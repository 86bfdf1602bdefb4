#include "core/db/statement.h"
#include "core/mart/mart.h"
#include "core/profile/segments.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

namespace mops::profile {
namespace {

using Json = nlohmann::ordered_json;

/// JSON has no NaN; it is written as null and read back as NaN.
double numberFrom(const Json& json) {
    return json.is_null() ? std::numeric_limits<double>::quiet_NaN() : json.get<double>();
}

/// Everything of a run that no column holds.
Json paramsJson(const Segmentation& run) {
    Json criteria = Json::array();
    for (const KCriterion& criterion : run.criteria)
        criteria.push_back({{"k", criterion.k},
                            {"silhouette", criterion.silhouette},
                            {"calinski_harabasz", criterion.calinskiHarabasz},
                            {"inertia", criterion.inertia},
                            {"stability", criterion.stability}});
    Json overall = Json::object();
    Json segments = Json::array();
    for (const Segment& segment : run.segments) {
        Json order = Json::array();
        Json strength = Json::array();
        for (const SegmentTrait& trait : segment.traits) {
            overall[trait.feature] = trait.overall;
            order.push_back(trait.feature);
            strength.push_back(trait.zScore);
        }
        segments.push_back({{"segment_id", segment.segmentId},
                            {"turnover_minor", segment.turnoverMinor},
                            {"traits", order},
                            {"z_scores", strength}});
    }
    return {{"features", run.features},      {"criteria", criteria},
            {"stability", run.stability},    {"explained_x", run.explainedX},
            {"explained_y", run.explainedY}, {"overall", overall},
            {"segments", segments}};
}

Json centreJson(const Segment& segment) {
    Json centre = Json::object();
    for (const SegmentTrait& trait : segment.traits)
        centre[trait.feature] = trait.mean;
    return centre;
}

void readParams(const Json& json, Segmentation& run) {
    json.at("features").get_to(run.features);
    json.at("stability").get_to(run.stability);
    json.at("explained_x").get_to(run.explainedX);
    json.at("explained_y").get_to(run.explainedY);
    for (const Json& criterion : json.at("criteria"))
        run.criteria.push_back(
            {criterion.at("k").get<int>(), numberFrom(criterion.at("silhouette")),
             numberFrom(criterion.at("calinski_harabasz")), numberFrom(criterion.at("inertia")),
             numberFrom(criterion.at("stability"))});
}

void readTraits(const Json& params, const Json& centre, Segment& segment) {
    for (const Json& entry : params.at("segments")) {
        if (entry.at("segment_id").get<int>() != segment.segmentId)
            continue;
        entry.at("turnover_minor").get_to(segment.turnoverMinor);
        const Json& order = entry.at("traits");
        const Json& strength = entry.at("z_scores");
        for (std::size_t t = 0; t < order.size(); ++t) {
            const auto feature = order.at(t).get<std::string>();
            segment.traits.push_back({feature, numberFrom(centre.at(feature)),
                                      numberFrom(params.at("overall").at(feature)),
                                      numberFrom(strength.at(t))});
        }
    }
}

Segmentation readRun(db::Database& mart, db::Statement& select) {
    Segmentation run;
    run.runId = select.integer(0);
    run.asOf = select.integer(1);
    run.method = select.text(2);
    run.k = static_cast<int>(select.integer(3));
    run.seed = static_cast<std::uint64_t>(select.integer(4));
    run.fingerprint = select.text(6);
    const Json params = Json::parse(select.text(5));
    readParams(params, run);
    db::Statement segments(mart, "SELECT segment_id, name_code, size, centre FROM segment "
                                 "WHERE run_id = ? ORDER BY segment_id");
    segments.bind(1, run.runId);
    while (segments.step()) {
        Segment& segment = run.segments.emplace_back();
        segment.segmentId = static_cast<int>(segments.integer(0));
        segment.nameCode = segments.text(1);
        segment.size = segments.integer(2);
        readTraits(params, Json::parse(segments.text(3)), segment);
    }
    db::Statement members(
        mart, "SELECT s.merchant_key, d.merchant_id, s.segment_id, s.distance, s.x, s.y "
              "FROM segment_member s "
              "JOIN dim_merchant d ON d.merchant_key = s.merchant_key "
              "WHERE s.run_id = ? ORDER BY s.merchant_key");
    members.bind(1, run.runId);
    while (members.step())
        run.members.push_back({members.integer(0), std::string(members.text(1)),
                               static_cast<std::int32_t>(members.integer(2)), members.real(3),
                               members.real(4), members.real(5)});
    return run;
}

} // namespace

Result<std::int64_t> storeSegmentation(db::Database& mart, const Segmentation& segmentation,
                                       const Clock& clock) {
    return db::guarded([&]() -> Result<std::int64_t> {
        const auto facts = mart::readFacts(mart);
        if (!facts)
            return failAs(facts);
        db::Transaction transaction(mart);
        db::Statement run(mart, "INSERT INTO segment_run (as_of, method, k, seed, made_at, params, "
                                "fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?)");
        run.run(segmentation.asOf, segmentation.method, segmentation.k,
                static_cast<std::int64_t>(segmentation.seed), toSeconds(clock.now()),
                paramsJson(segmentation).dump(), facts->fingerprint);
        const std::int64_t runId = mart.lastInsertRowId();
        db::Statement segment(mart,
                              "INSERT INTO segment (run_id, segment_id, name_code, size, centre) "
                              "VALUES (?, ?, ?, ?, ?)");
        for (const Segment& one : segmentation.segments)
            segment.run(runId, one.segmentId, one.nameCode, one.size, centreJson(one).dump());
        db::Statement member(mart, "INSERT INTO segment_member (run_id, merchant_key, segment_id, "
                                   "distance, x, y) VALUES (?, ?, ?, ?, ?, ?)");
        for (const SegmentMember& one : segmentation.members)
            member.run(runId, one.merchantKey, static_cast<std::int64_t>(one.segmentId),
                       one.distance, one.x, one.y);
        transaction.commit();
        return runId;
    });
}

Result<Segmentation> readLatestSegmentation(db::Database& mart) {
    return db::guarded([&]() -> Result<Segmentation> {
        db::Statement select(
            mart, "SELECT run_id, as_of, method, k, seed, params, fingerprint FROM segment_run "
                  "ORDER BY run_id DESC LIMIT 1");
        if (!select.step())
            return fail(ErrorCode::NotFound, "segments", "segment");
        try {
            return readRun(mart, select);
        } catch (const nlohmann::json::exception&) {
            // Somebody edited the mart by hand; a new run mends it.
            return fail(ErrorCode::IntegrityFault,
                        "segment_run " + std::to_string(select.integer(0)), "segment");
        }
    });
}

} // namespace mops::profile
