#!/usr/bin/env python3
"""How far one feature alone finds what the simulated world hides; writes world_hardness.md.

    MOPS_CLI=build/release/bin/merchantops-cli /usr/bin/python3 tests/reference/world_hardness.py

Needs python3-sklearn. A problem is a set of rows, a planted label and the features that a person could
look at. The feature, its direction and its threshold are chosen on one half of the rows and measured on
the other, both ways round. A problem that one feature tells better than MOST_AUC stops the script.
"""
import csv
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
from collections import namedtuple

# Threads that wait for each other on a busy machine cost more than they win.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

HERE = pathlib.Path(__file__).resolve().parent
CLI = os.environ.get("MOPS_CLI", "build/release/bin/merchantops-cli")
SEED, MERCHANTS, DAYS = "1", "2000", "540"
MOST_AUC = 0.9
PRECISION = 0.9
FAILS_WITHIN = 30  # days
LEAST_FOUND = 10  # rows that a threshold must call, or it is luck
LEAST_ORDERS = 3  # of a buyer whose shares are asked for
LEAST_TRADE = 15  # orders in 90 days of a merchant that is asked whether it fades

# `features`: name → values. `words`: a text per row, of which every word is a feature as well.
Problem = namedtuple("Problem", "name rows label features words", defaults=(None,))


def auc(label, value):
    """Mann–Whitney, ties counted half; unknown values stand in the middle."""
    value = np.where(np.isnan(value), np.nanmedian(value) if np.isfinite(value).any() else 0, value)
    order = np.argsort(value, kind="stable")
    _, first, counts = np.unique(value[order], return_index=True, return_counts=True)
    rank = np.empty(len(value))
    rank[order] = np.repeat(first + (counts + 1) / 2, counts)
    good = label.sum()
    bad = len(label) - good
    return (rank[label].sum() - good * (good + 1) / 2) / (good * bad) if good and bad else 0.5


def threshold(label, value):
    """The lowest value from which on PRECISION of the rows are what is looked for; its recall. Infinite
    where there is none."""
    known = ~np.isnan(value)
    order = np.argsort(-value[known], kind="stable")
    sorted_value, hit = value[known][order], label[known][order]
    found = hit.cumsum()
    last_of_tie = np.r_[sorted_value[1:] != sorted_value[:-1], True]
    enough = last_of_tie & (found >= PRECISION * np.arange(1, len(found) + 1))
    enough[: LEAST_FOUND - 1] = False
    if not enough.any():
        return np.inf, 0.0
    at = np.flatnonzero(enough)[-1]
    return sorted_value[at], found[at] / label.sum()


def chosen_and_measured(problem, columns, choose, measure):
    """The feature that does best on the rows `choose`, as it does on the rows `measure`."""
    label = problem.label
    best_auc, best_recall = (0.5, None, 1), (-1.0, None, 1, np.inf)
    for name, value in columns.items():
        area = auc(label[choose], value[choose])
        if abs(area - 0.5) >= abs(best_auc[0] - 0.5):
            best_auc = area, name, 1 if area >= 0.5 else -1
        for sign in (1, -1):
            limit, recall = threshold(label[choose], sign * value[choose])
            if recall > best_recall[0]:
                best_recall = recall, name, sign, limit
    area = auc(label[measure], best_auc[2] * columns[best_auc[1]][measure])
    _, name, sign, limit = best_recall
    called = sign * columns[name][measure] >= limit
    recall = (called & label[measure]).sum() / max(1, label[measure].sum())
    precision = (called & label[measure]).sum() / max(1, called.sum())
    return area, best_auc[1], recall, precision, name


def halves(label, rng):
    """Two halves with as many of each kind."""
    side = np.empty(len(label), dtype=int)
    for kind in (False, True):
        at = rng.permutation(np.flatnonzero(label == kind))
        side[at] = np.arange(len(at)) % 2
    return side


def words_of(texts, chinese, least):
    """Chinese: pairs of characters; English: words."""
    counter = (CountVectorizer(analyzer="char", ngram_range=(2, 2), binary=True, min_df=least) if chinese
               else CountVectorizer(token_pattern=r"(?u)\b\w+\b", binary=True, min_df=least))
    table = counter.fit_transform(texts).tocsc()
    return list(counter.get_feature_names_out()), table


def rank_of(value):
    """To 0 … 1 by rank; unknown ones to the middle."""
    known = ~np.isnan(value)
    rank = np.full(len(value), 0.5)
    places = np.unique(value[known])
    rank[known] = np.searchsorted(places, value[known]) / max(1, len(places) - 1)
    return rank


def together(problem, word_table, side):
    """AUC of all features at once, fitted on one half and measured on the other."""
    table = np.column_stack(list(problem.features.values())) if problem.features else np.zeros((len(problem.label), 0))
    even = np.column_stack([np.zeros(len(table)), *(rank_of(table[:, k]) for k in range(table.shape[1]))])
    areas = []
    for part in (0, 1):
        fit, seen = side != part, side == part
        if word_table is None:
            model = HistGradientBoostingClassifier(max_iter=100, min_samples_leaf=10, random_state=1)
            model.fit(table[fit], problem.label[fit])
            score = model.predict_proba(table[seen])[:, 1]
        else:
            model = LogisticRegression(C=1, max_iter=300, solver="liblinear")
            rows = hstack([word_table, csr_matrix(even)]).tocsr()
            model.fit(rows[fit], problem.label[fit])
            score = model.decision_function(rows[seen])
        areas.append(auc(problem.label[seen], score))
    return np.mean(areas)


def examine(problem, chinese):
    rng = np.random.default_rng(1)
    side = halves(problem.label, rng)
    columns = dict(problem.features)
    table = None
    if problem.words is not None:
        names, table = words_of(problem.words, chinese, max(3, len(problem.label) // 2000))
        # Only words that could matter: the others cost time and win nothing.
        label = problem.label
        share = np.asarray(table[label].mean(axis=0)).ravel() - np.asarray(table[~label].mean(axis=0)).ravel()
        for k in np.argsort(-np.abs(share))[:200]:
            columns[f"“{names[k].strip()}”"] = table[:, k].toarray().ravel().astype(float)
        columns["length of the text"] = np.array([len(text) for text in problem.words], dtype=float)
    found = [chosen_and_measured(problem, columns, side != part, side == part) for part in (0, 1)]
    area, recall = np.mean([f[0] for f in found]), np.mean([f[2] for f in found])
    precision = np.mean([f[3] for f in found])
    return {"name": problem.name, "rows": problem.rows, "cases": len(problem.label), "planted": int(problem.label.sum()),
            "auc": area, "auc feature": found[0][1], "recall": recall, "precision": precision,
            "recall feature": found[0][4] if recall > 0 else "none", "together": together(problem, table, side)}


class Mart:
    """A simulated mart with the truth attached."""

    def __init__(self, folder, locale):
        self.path, truth = pathlib.Path(folder, f"{locale}.db"), pathlib.Path(folder, f"{locale}_truth.db")
        self.run("--seed", SEED, "simulate", "--merchants", MERCHANTS, "--days", DAYS, "--locale", locale, "--truth", str(truth))
        self.sql = sqlite3.connect(self.path)
        self.sql.execute("ATTACH ? AS truth", (str(truth),))
        self.end = self.sql.execute("SELECT max(ordered_at) FROM fact_order").fetchone()[0]

    def run(self, *arguments):
        subprocess.run([CLI, "--quiet", "--mart", str(self.path), *arguments], check=True, stdout=subprocess.DEVNULL)

    def table(self, sql, *values):
        """Column name → values; texts stay lists."""
        cursor = self.sql.execute(sql, values)
        names = [d[0] for d in cursor.description]
        columns = dict(zip(names, zip(*cursor.fetchall())))
        return {name: list(values) if any(isinstance(v, str) for v in values)
                else np.array([np.nan if v is None else v for v in values], dtype=float)
                for name, values in columns.items()}

    def catalogue(self, day=None):
        """The program's own features of the merchants: id → name → value."""
        target = self.path.with_suffix(".csv")
        self.run("features", *(["--as-of", day] if day else []), "--out", str(target))
        with open(target, encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        names = [name for name in rows[0] if name not in ("merchant_id", "data")]
        return [row["merchant_id"] for row in rows], {
            name: np.array([float(row[name] or "nan") for row in rows]) for name in names}


def of_table(name, rows, columns, texts=()):
    """A problem of a query with a column `label`; columns of text named in `texts` are read as words."""
    label = columns.pop("label").astype(bool)
    words = [" ".join(str(columns[t][i] or "") for t in texts) for i in range(len(label))] if texts else None
    features = {}
    for feature, value in columns.items():
        if isinstance(value, np.ndarray):
            features[feature.replace("_", " ")] = value
        elif feature not in texts:
            for choice in sorted({v for v in value if v is not None}):
                features[f"{feature.replace('_', ' ')} = {choice}"] = np.array([v == choice for v in value], dtype=float)
    return Problem(name, rows, label, features, words)


def merchant_types(mart):
    ids, features = mart.catalogue()
    kind = dict(mart.sql.execute("SELECT merchant_id, type FROM truth.merchant_truth"))
    failed = {row[0] for row in mart.sql.execute("SELECT merchant_id FROM truth.failure_truth WHERE fails_on IS NOT NULL")}
    alive = np.array([i not in failed for i in ids])
    for name in ("steady", "growing", "slipping", "bad_service", "new", "sleepy"):
        yield Problem(f"merchant type: {name}", "merchants that did not fail",
                      np.array([kind[i] == name for i in ids])[alive], {n: v[alive] for n, v in features.items()})


def failures(mart):
    """At the ends of some months: who sells nothing more from a day within FAILS_WITHIN on?"""
    fails = dict(mart.sql.execute("SELECT merchant_id, fails_on FROM truth.failure_truth WHERE fails_on IS NOT NULL"))
    labels, tables = [], []
    for day in ("2025-07-31", "2025-08-31", "2025-09-30", "2025-10-31", "2025-11-30", "2025-12-31", "2026-01-31",
                "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"):
        until = mart.sql.execute("SELECT date(?, ?)", (day, f"+{FAILS_WITHIN} days")).fetchone()[0]
        ids, features = mart.catalogue(day)
        alive = np.array([fails.get(i, "9999") > day for i in ids]) & (features["orders_90"] >= LEAST_TRADE)
        features["orders_30 / orders_90"] = features["orders_30"] / np.maximum(features["orders_90"], 1)
        labels.append(np.array([fails.get(i, "9999") <= until for i in ids])[alive])
        tables.append({n: v[alive] for n, v in features.items()})
    yield Problem(f"fails within {FAILS_WITHIN} days", f"merchants with {LEAST_TRADE} orders in 90 days, at eleven month ends", np.concatenate(labels),
                  {n: np.concatenate([t[n] for t in tables]) for n in tables[0]})


def rings(mart):
    ids, features = mart.catalogue()
    members = {row[0] for row in mart.sql.execute("SELECT merchant_id FROM truth.ring_merchant_truth")}
    extra = {row[0]: row[1:] for row in mart.sql.execute(
        "WITH o AS (SELECT i.merchant_key, o.buyer_key, o.ordered_at, r.score, r.created_at - o.delivered_at AS wait FROM fact_item i "
        "JOIN fact_order o USING (order_key) LEFT JOIN fact_review r USING (order_key) WHERE i.item_no = 1), "
        "d AS (SELECT merchant_key, max(n) AS busiest FROM (SELECT merchant_key, count(*) AS n FROM o GROUP BY merchant_key, ordered_at / 86400) GROUP BY 1), "
        "b AS (SELECT merchant_key, max(n) AS often FROM (SELECT merchant_key, count(*) AS n FROM o GROUP BY merchant_key, buyer_key) GROUP BY 1) "
        "SELECT m.merchant_id, avg(score = 5), avg(wait) / 86400, 1.0 * busiest / count(*), busiest, often FROM o JOIN dim_merchant m USING (merchant_key) "
        "JOIN d USING (merchant_key) JOIN b USING (merchant_key) GROUP BY merchant_key")}
    for k, name in enumerate(("share of five stars", "days to review", "busiest day's share", "orders on the busiest day", "orders of one buyer")):
        features[name] = np.array([np.nan if extra[i][k] is None else extra[i][k] for i in ids], dtype=float)
    yield Problem("ring: merchant", "merchants", np.array([i in members for i in ids]), features)
    yield of_table("ring: buyer", "buyers with three orders or more", mart.table(
        "SELECT b.buyer_id IN (SELECT buyer_id FROM truth.ring_buyer_truth) AS label, count(*) AS orders, "
        "count(DISTINCT i.merchant_key) AS merchants, count(*) * 1.0 / count(DISTINCT i.merchant_key) AS orders_per_merchant, "
        "avg(i.price_minor) AS price, avg(r.score) AS mean_score, avg(r.score = 5) AS five_stars, "
        "avg(r.created_at - o.delivered_at) AS wait_for_review, max(o.ordered_at) - min(o.ordered_at) AS days_between, "
        "count(*) * 1.0 / count(DISTINCT o.ordered_at / 86400) AS orders_a_day, avg(r.comment IS NOT NULL) AS commented, "
        "avg(s.order_key IS NOT NULL) AS claims FROM fact_order o JOIN dim_buyer b USING (buyer_key) "
        "JOIN fact_item i ON i.order_key = o.order_key AND i.item_no = 1 LEFT JOIN fact_review r ON r.order_key = o.order_key "
        f"LEFT JOIN fact_after_sale s ON s.order_key = o.order_key GROUP BY o.buyer_key HAVING count(*) >= {LEAST_ORDERS}"))
    yield of_table("ring: brushed order", "orders", mart.table(
        "WITH level AS (SELECT merchant_key, avg(price_minor) AS price FROM fact_item GROUP BY 1), "
        "buyers AS (SELECT buyer_key, count(*) AS orders FROM fact_order GROUP BY 1), "
        "pairs AS (SELECT i.merchant_key, o.buyer_key, count(*) AS orders FROM fact_order o JOIN fact_item i ON i.order_key = o.order_key AND i.item_no = 1 GROUP BY 1, 2), "
        "days AS (SELECT merchant_key, ordered_at / 86400 AS day, count(*) AS orders FROM fact_item WHERE item_no = 1 GROUP BY 1, 2) "
        "SELECT coalesce(t.role = 'brushed', 0) AS label, i.price_minor / l.price AS price_against_mean, i.price_minor AS price, r.score, "
        "r.created_at - o.delivered_at AS wait_for_review, r.comment IS NOT NULL AS commented, b.orders AS orders_of_buyer, p.orders AS orders_of_pair, "
        "d.orders AS merchants_orders_that_day, o.shipped_at - o.ordered_at AS time_to_hand_over, (o.ordered_at / 3600 + 8) % 24 AS hour, "
        "o.status = 'canceled' AS cancelled FROM fact_order o JOIN fact_item i ON i.order_key = o.order_key AND i.item_no = 1 "
        "JOIN level l USING (merchant_key) JOIN buyers b USING (buyer_key) JOIN pairs p ON p.merchant_key = i.merchant_key AND p.buyer_key = o.buyer_key "
        "JOIN days d ON d.merchant_key = i.merchant_key AND d.day = o.ordered_at / 86400 LEFT JOIN fact_review r ON r.order_key = o.order_key "
        "LEFT JOIN truth.ring_order_truth t USING (order_id)"))


def refunds(mart):
    yield of_table("refund abuser", "buyers with three orders or more", mart.table(
        "SELECT t.abuser AS label, count(*) AS orders, count(s.order_key) AS claims, avg(s.order_key IS NOT NULL) AS claim_share, "
        "sum(s.amount_minor) * 1.0 / sum(p.paid) AS money_back, avg(s.kind = 'refund_only') AS keeps_goods, "
        "avg(s.reason = 'not_received') AS not_received, avg(s.reason = 'counterfeit') AS counterfeit, avg(s.reason = 'changed_mind') AS changed_mind, "
        "count(DISTINCT s.buyer_text) * 1.0 / count(s.buyer_text) AS different_words, avg(r.score) AS mean_score "
        "FROM fact_order o JOIN dim_buyer USING (buyer_key) JOIN truth.buyer_truth t USING (buyer_id) "
        "JOIN (SELECT order_key, sum(amount_minor) AS paid FROM fact_payment GROUP BY 1) p USING (order_key) "
        "LEFT JOIN fact_after_sale s USING (order_key) LEFT JOIN fact_review r USING (order_key) "
        f"WHERE o.status = 'delivered' GROUP BY buyer_key HAVING count(*) >= {LEAST_ORDERS}"))
    yield of_table("invented claim", "claims", mart.table(
        "WITH history AS (SELECT o.buyer_key, count(*) AS orders, count(s.order_key) AS claims FROM fact_order o "
        "LEFT JOIN fact_after_sale s USING (order_key) GROUP BY 1), "
        "said AS (SELECT o.buyer_key, s.buyer_text, count(*) AS times FROM fact_after_sale s JOIN fact_order o USING (order_key) GROUP BY 1, 2) "
        "SELECT 1 - t.genuine AS label, s.reason, s.kind, s.amount_minor, s.item_no IS NULL AS whole_order, "
        "(s.opened_at - o.delivered_at) / 86400.0 AS days_since_delivery, o.delivered_at > o.promised_at AS was_late, r.score, "
        "h.claims AS claims_of_buyer, h.claims * 1.0 / h.orders AS claim_share_of_buyer, d.times AS same_words_of_buyer, s.buyer_text IS NULL AS silent "
        "FROM fact_after_sale s JOIN truth.after_sale_truth t USING (after_sale_id) JOIN fact_order o USING (order_key) "
        "JOIN history h USING (buyer_key) LEFT JOIN said d ON d.buyer_key = o.buyer_key AND d.buyer_text IS s.buyer_text "
        "LEFT JOIN fact_review r USING (order_key)"))


def late(mart):
    yield of_table("late by the merchant", "orders that came late", mart.table(
        "WITH pace AS (SELECT i.merchant_key, avg(o.shipped_at - o.ordered_at) AS mean FROM fact_order o JOIN fact_item i "
        "ON i.order_key = o.order_key AND i.item_no = 1 GROUP BY 1) "
        "SELECT t.cause = 'merchant' AS label, (o.shipped_at - o.ordered_at) / 86400.0 AS days_to_hand_over, "
        "(o.delivered_at - o.shipped_at) / 86400.0 AS days_under_way, (o.delivered_at - o.promised_at) / 86400.0 AS days_late, "
        "(o.promised_at - o.ordered_at) / 86400.0 AS days_promised, o.shipped_at > i.ship_by AS missed_hand_over, o.courier, p.mean AS merchants_mean_to_hand_over "
        "FROM fact_order o JOIN truth.late_truth t USING (order_id) JOIN fact_item i ON i.order_key = o.order_key AND i.item_no = 1 "
        "JOIN pace p USING (merchant_key) WHERE o.delivered_at IS NOT NULL"))


# Of the merchant's other texts; `f` is asked for, less the row's own.
REFUSED = ("refused AS (SELECT merchant_key, sum(refused) AS refused, count(*) AS texts FROM (SELECT merchant_key, status = 'refused' AS refused "
           "FROM dim_listing UNION ALL SELECT merchant_key, max(status = 'refused') FROM fact_listing_change GROUP BY change_id) GROUP BY 1)")


def listings(mart, locale):
    yield of_table(f"violating listing ({locale})", "listings never changed", mart.table(
        f"WITH {REFUSED}, usual AS (SELECT product_key, avg(price_minor) AS price FROM fact_item GROUP BY 1) "
        "SELECT coalesce(t.clause IS NOT NULL, 0) AS label, l.title, l.description, l.price_minor / u.price AS price_against_usual, l.price_minor AS price, "
        "l.photo_count, length(l.title) AS title_length, length(l.title) - length(replace(l.title, ' ', '')) AS blanks_in_title, "
        "l.category_key <> p.category_key AS other_category, l.brand IS NULL AS no_brand, (f.refused - (l.status = 'refused')) * 1.0 / nullif(f.texts - 1, 0) AS refused_of_merchant "
        "FROM dim_listing l JOIN dim_product p USING (product_key) JOIN refused f USING (merchant_key) LEFT JOIN usual u USING (product_key) "
        "LEFT JOIN truth.listing_truth t USING (listing_id) WHERE l.listing_key NOT IN (SELECT listing_key FROM fact_listing_change)"), texts=("title", "description"))


def jaccard(one, other):
    a, b = {one[i:i + 2] for i in range(len(one) - 1)}, {other[i:i + 2] for i in range(len(other) - 1)}
    return len(a & b) / max(1, len(a | b))


def changes(mart, locale):
    columns = mart.table(
        f"WITH {REFUSED} SELECT x.change_id, max(coalesce(t.clause IS NOT NULL, 0)) AS label, count(*) AS fields, max(field = 'title') AS changes_title, "
        "max(field = 'description') AS changes_description, max(field = 'category') AS changes_category, max(field = 'brand') AS changes_brand, "
        "max(field = 'photos') AS changes_photos, max(field = 'price') AS changes_price, "
        "max(CASE WHEN field = 'price' THEN CAST(value_after AS REAL) / CAST(value_before AS REAL) END) AS price_ratio, "
        "max(CASE WHEN field = 'title' THEN value_before END) AS title_before, max(CASE WHEN field = 'title' THEN value_after END) AS title_after, "
        "max(CASE WHEN field = 'description' THEN value_after END) AS description_after, (max(f.refused) - max(x.status = 'refused')) * 1.0 / nullif(max(f.texts) - 1, 0) AS refused_of_merchant "
        "FROM fact_listing_change x JOIN refused f USING (merchant_key) LEFT JOIN truth.change_truth t USING (change_id) GROUP BY x.change_id")
    columns.pop("change_id")
    before, after = columns.pop("title_before"), columns["title_after"]
    columns["title_kept"] = np.array([jaccard(b, a) if a else 1.0 for b, a in zip(before, after)])
    columns["blanks_in_title"] = np.array([(a or "").count(" ") for a in after], dtype=float)
    columns["price_moved"] = np.abs(np.log(np.where(np.isnan(columns["price_ratio"]), 1, columns["price_ratio"])))
    yield of_table(f"violating change ({locale})", "changes", columns, texts=("title_after", "description_after"))


def tickets(mart, locale):
    rows = mart.table("SELECT t.topic, k.subject || ' ' || x.text AS text FROM fact_ticket k JOIN fact_message x ON x.ticket_key = k.ticket_key "
                      "AND x.message_no = 1 JOIN truth.ticket_truth t USING (ticket_id)")
    for topic in sorted(set(rows["topic"])):
        yield Problem(f"ticket topic: {topic} ({locale})", "tickets", np.array([t == topic for t in rows["topic"]]), {}, rows["text"])


def applications(mart):
    others = "(SELECT count(*) FROM fact_application_detail e WHERE e.{0} = d.{0})"
    yield of_table("application fraud", "applications", mart.table(
        "SELECT coalesce(t.fraud IS NOT NULL, 0) AS label, a.applied_at - d.founded_at AS age_of_company, d.capital_minor, d.staff, "
        "a.declared_monthly_minor AS monthly, a.declared_monthly_minor * 1.0 / d.staff AS monthly_per_head, d.capital_minor * 1.0 / d.staff AS capital_per_head, "
        "a.declared_catalog_size AS catalogue_size, a.has_company, a.origin, n.device AS same_device, b.bank AS same_bank, c.contact AS same_contact, "
        "i.image AS same_picture, p.expired, p.papers, p.other_holder, p.youngest "
        "FROM fact_application a JOIN fact_application_detail d USING (application_key) "
        "JOIN (SELECT device_hash, count(*) AS device FROM fact_application_detail GROUP BY 1) n ON n.device_hash = d.device_hash "
        "JOIN (SELECT bank_hash, count(*) AS bank FROM fact_application_detail GROUP BY 1) b ON b.bank_hash = d.bank_hash "
        "JOIN (SELECT contact_hash, count(*) AS contact FROM fact_application_detail GROUP BY 1) c ON c.contact_hash = d.contact_hash "
        "JOIN (SELECT application_key, max(n) AS image FROM fact_document JOIN (SELECT image_hash, count(*) AS n FROM fact_document GROUP BY 1) USING (image_hash) GROUP BY 1) i USING (application_key) "
        "JOIN (SELECT x.application_key, max(x.expires_at < y.applied_at) AS expired, count(*) AS papers, max(x.holder NOT IN (z.company_name, z.legal_person)) AS other_holder, "
        "min(y.applied_at - x.issued_at) AS youngest FROM fact_document x JOIN fact_application y USING (application_key) JOIN fact_application_detail z USING (application_key) "
        "GROUP BY 1) p USING (application_key) LEFT JOIN truth.application_truth t USING (application_id)"))


def campaigns(mart):
    """Which campaigns raise the orders of a typical buyer by more than a tenth?"""
    yield of_table("campaign that moves buyers", "campaigns", mart.table(
        "WITH bought AS (SELECT x.campaign_key, x.arm, count(*) AS buyers, sum(EXISTS (SELECT 1 FROM fact_order o JOIN fact_item i ON i.order_key = o.order_key AND i.item_no = 1 "
        "JOIN dim_product p USING (product_key) WHERE o.buyer_key = x.buyer_key AND o.ordered_at BETWEEN g.starts_at AND g.ends_at "
        "AND (g.category_key IS NULL OR p.category_key = g.category_key))) AS orderers FROM fact_exposure x JOIN dim_campaign g USING (campaign_key) GROUP BY 1, 2), "
        "spend AS (SELECT campaign_key, sum(spend_minor) AS spend, sum(clicks) * 1.0 / sum(impressions) AS click_rate FROM fact_ad_spend GROUP BY 1), "
        "used AS (SELECT campaign_key, count(*) AS coupons FROM fact_coupon_use GROUP BY 1) "
        "SELECT t.uplift > 0.1 AS label, b.orderers * 1.0 / b.buyers AS share_that_bought, b.buyers, u.coupons * 1.0 / b.buyers AS coupons_used, s.spend * 1.0 / b.orderers AS cost_per_buyer, "
        "s.click_rate, g.channel, g.coupon_minor * 1.0 / g.minimum_minor AS coupon_share, b.orderers * 1.0 / b.buyers - h.orderers * 1.0 / h.buyers AS against_hold_out "
        "FROM dim_campaign g JOIN truth.campaign_truth t USING (campaign_id) JOIN bought b ON b.campaign_key = g.campaign_key AND b.arm = 'treated' "
        "JOIN bought h ON h.campaign_key = g.campaign_key AND h.arm = 'held_out' LEFT JOIN spend s ON s.campaign_key = g.campaign_key LEFT JOIN used u ON u.campaign_key = g.campaign_key"))


def pairs(mart):
    yield of_table("products that go together", "pairs of a merchant bought together once or more", mart.table(
        "WITH sold AS (SELECT product_key, count(*) AS items FROM fact_item GROUP BY 1), range AS (SELECT merchant_key, count(DISTINCT product_key) AS products FROM fact_item GROUP BY 1), "
        "both AS (SELECT a.merchant_key, a.product_key AS one, b.product_key AS other, count(*) AS times FROM fact_item a JOIN fact_item b "
        "ON b.order_key = a.order_key AND b.product_key > a.product_key GROUP BY 1, 2, 3) "
        "SELECT coalesce(t.goes_with = q.product_id, 0) AS label, times, s.items + r.items AS items_of_both, 1.0 * times / min(s.items, r.items) AS confidence, "
        "1.0 * times / (1.0 * s.items * r.items) AS times_against_chance, g.products AS products_of_merchant, p.category_key = q.category_key AS same_category "
        "FROM both JOIN sold s ON s.product_key = one JOIN sold r ON r.product_key = other JOIN range g USING (merchant_key) "
        "JOIN dim_product p ON p.product_key = one JOIN dim_product q ON q.product_key = other JOIN truth.product_truth t ON t.product_id = p.product_id"))


def line(found):
    name = found["recall feature"]
    reach = f"{found['recall']:.2f} ({name}, precision {found['precision']:.2f})" if found["recall"] > 0 else "none"
    return (f"| {found['name']} | {found['rows']} | {found['cases']} | {found['planted']} | {found['auc']:.3f} | {found['auc feature']} | "
            f"{reach} | {found['together']:.3f} |")


def report(rows):
    lines = ["# How hard the world's problems are", "",
             "Made by `tests/reference/world_hardness.py`; do not edit. The world is "
             f"`merchantops-cli --seed {SEED} simulate --merchants {MERCHANTS} --days {DAYS}`, in Chinese and, for texts, in English.", "",
             "One feature: chosen with its direction (and, for the recall, its threshold) on one half of the rows, measured on the "
             "other, both ways round, the mean of the two. A word in “…” is the feature “this word is in the text” (Chinese: this pair of "
             f"characters). Recall: the share of the planted ones that a threshold finds at which {PRECISION:.0%} of the found ones are right on the half it "
             "was chosen on; the precision on the other half stands beside it. All: boosted trees on all the features of the row "
             "(texts: a logistic regression on the words and the ranks of the figures), fitted on one half, AUC on the other. It sees this world's planted "
             "truth, as no program does, and of texts it learns the sentences by heart of which the generator has a few dozen.", "",
             "| problem | rows | cases | planted | AUC, one feature | which | recall, one feature | AUC, all |",
             "|---|---|---|---|---|---|---|---|"]
    lines += [line(found) for found in rows]
    lines += ["", "Of campaigns a world has few, and the hold-out group of one is too small to show most uplifts: "
              "`tests/contract/tst_planted_truth.cpp` measures them over many."]
    lines += ["", f"No problem may be told by one feature with an AUC above {MOST_AUC}."]
    return "\n".join(lines) + "\n", [found["name"] for found in rows if found["auc"] > MOST_AUC]


def main():
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for locale in ("zh", "en"):
            mart = Mart(folder, locale)
            texts = [lambda m: listings(m, locale), lambda m: changes(m, locale), lambda m: tickets(m, locale)]
            figures = [merchant_types, failures, rings, refunds, late, applications, campaigns, pairs]
            for room in (figures if locale == "zh" else []) + texts:
                for problem in room(mart):
                    rows.append(examine(problem, locale == "zh"))
                    print(line(rows[-1]), flush=True)
            mart.sql.close()
    text, too_easy = report(rows)
    (HERE / "world_hardness.md").write_text(text, encoding="utf-8")
    if too_easy:
        sys.exit("one feature tells: " + "; ".join(too_easy))


if __name__ == "__main__":
    main()
