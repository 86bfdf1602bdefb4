#!/usr/bin/env python3
"""Compares the simulated world with Olist, distribution by distribution, and writes world_vs_olist.md.

    MOPS_CLI=build/release/bin/merchantops-cli MOPS_SHARED_DATA=FOLDER \
        /usr/bin/python3 tests/reference/world_vs_olist.py

FOLDER holds `olist/`. Needs python3-sklearn. Both sides go through the program's own mart, so the same
SQL reads both. Every figure in the report is computed here; the words for a difference are in REASONS. A
difference without a reason, or a reason without a difference, stops the script.
"""
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

# Threads that wait for each other on a busy machine cost more than they win.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score

HERE = pathlib.Path(__file__).resolve().parent
CLI = os.environ.get("MOPS_CLI", "build/release/bin/merchantops-cli")
DATA = pathlib.Path(os.environ["MOPS_SHARED_DATA"])
SEED = "1"
MERCHANTS, DAYS = "2000", "540"
FAR = 0.25  # a ratio of medians beyond 1 ± this, or a share off by more, must be named

# Why the world differs where it does; what no longer differs must not stand here.
REASONS = {
    "orders per merchant, median": "Three in ten of Olist's merchants sold once or twice. The world has few of them: features, "
    "segments and risk need a past to look at.",
    "orders per merchant, mean": "The same.",
    "merchants with one or two orders": "The same.",
    "price, median (currency units)": "Yuan and reais, and other goods. The spread of the logarithm agrees.",
    "freight as share of price, median": "Parcels are cheap in China, and a quarter of the world's items go free; in Olist the buyer pays.",
    "free freight": "The same.",
    "days from order to hand-over, median": "Chinese platforms ask for hand-over within one to three days.",
    "days under way, median": "China's parcels take days, Brazil's one and a half weeks.",
    "days from order to delivery, median": "The same.",
    "deviation of the log of the days to delivery": "The world has 24 cities and four couriers of about the same speed, Olist a "
    "country with few roads into half of it.",
    "days promised, median": "Olist promises three weeks and delivers in half of that; the world promises a week. As many parcels miss it.",
    "days early (promise − delivery), median": "The same.",
    "share of score 1": "Olist also asks those whose order never came, and seven in ten of them give 1: every sixth of its ones. "
    "The world's claims take some of this anger.",
    "days from delivery to review, median": "Olist's date is that of its question, at the midnight after the delivery; the world's is that of the answer.",
    "canceled orders": "Cancelling is one of the planted signs of bad and failing merchants; Olist's merchants hardly do it.",
    "buyers with more than one order": "Olist sells in the windows of other shops and sees few buyers twice. Loyalty, taste, rings and "
    "campaigns need buyers who come back.",
    "largest category's share of items": "The world has 16 categories, Olist 73.",
    "weekend share": "Olist's buyers order on weekdays, the world's a little more at the weekend.",
    "orders on the busiest day, against the median day": "Olist's busiest day is one Black Friday in a market that was growing; the world's "
    "market stands still and has several festivals.",
    "merchants still selling 180 days after their first order": "Olist's triers again. The world's merchants go by planted failing and falling asleep.",
    "merchants still selling 360 days after their first order": "The same.",
}


def run(*arguments):
    subprocess.run([CLI, "--quiet", *arguments], check=True, stdout=subprocess.DEVNULL)


def column(mart, sql):
    return np.array([row[0] for row in mart.execute(sql)], dtype=float)


def one(mart, sql):
    return float(mart.execute(sql).fetchone()[0] or 0)


DAY = 86400.0


def measure(mart):
    """Name → value. Plain numbers only; distributions are given by their quantiles."""
    m = {}
    orders = column(mart, "SELECT count(DISTINCT order_key) FROM fact_item GROUP BY merchant_key")
    sales = np.sort(column(mart, "SELECT sum(price_minor) FROM fact_item GROUP BY merchant_key"))[::-1]
    m["orders per merchant, median"] = np.median(orders)
    m["orders per merchant, mean"] = orders.mean()
    m["deviation of the log of orders per merchant"] = np.log(orders).std()
    m["merchants with one or two orders"] = (orders <= 2).mean()
    m["sales of the largest 20 % of merchants"] = sales[: round(len(sales) * 0.2)].sum() / sales.sum()
    m["sales of the largest 1 % of merchants"] = sales[: max(1, round(len(sales) * 0.01))].sum() / sales.sum()
    items = column(mart, "SELECT count(*) FROM fact_item GROUP BY order_key")
    m["items per order"] = items.mean()
    m["orders with more than one item"] = (items > 1).mean()
    price = column(mart, "SELECT price_minor FROM fact_item") / 100
    m["price, median (currency units)"] = np.median(price)
    m["deviation of the log price"] = np.log(price[price > 0]).std()
    share = column(mart, "SELECT 1.0 * freight_minor / price_minor FROM fact_item WHERE price_minor > 0")
    m["freight as share of price, median"] = np.median(share)
    m["free freight"] = (share == 0).mean()
    times = np.array(list(mart.execute(
        "SELECT ordered_at, shipped_at, delivered_at, promised_at FROM fact_order WHERE status = 'delivered' "
        "AND shipped_at IS NOT NULL AND delivered_at IS NOT NULL AND promised_at IS NOT NULL")), dtype=float)
    ordered, shipped, delivered, promised = times.T
    m["days from order to hand-over, median"] = np.median(shipped - ordered) / DAY
    m["days under way, median"] = np.median(delivered - shipped) / DAY
    m["days from order to delivery, median"] = np.median(delivered - ordered) / DAY
    m["deviation of the log of the days to delivery"] = np.log(np.maximum(delivered - ordered, 3600)).std()
    m["days promised, median"] = np.median(promised - ordered) / DAY
    m["days early (promise − delivery), median"] = np.median(promised - delivered) / DAY
    m["late deliveries"] = (delivered > promised).mean()
    late = one(mart, "SELECT avg(r.score) FROM fact_review r JOIN fact_order o USING (order_key) "
                     "WHERE o.delivered_at > o.promised_at")
    in_time = one(mart, "SELECT avg(r.score) FROM fact_review r JOIN fact_order o USING (order_key) "
                        "WHERE o.delivered_at <= o.promised_at")
    m["mean score"] = one(mart, "SELECT avg(score) FROM fact_review")
    for score in (5, 4, 3, 2, 1):
        m[f"share of score {score}"] = one(mart, f"SELECT avg(score = {score}) FROM fact_review")
    m["mean score of orders in time"] = in_time
    m["mean score of late orders"] = late
    m["reviews per delivered order"] = one(mart, "SELECT 1.0 * (SELECT count(DISTINCT order_key) FROM fact_review) / count(*) "
                                                 "FROM fact_order WHERE status = 'delivered'")
    m["reviews with a comment"] = one(mart, "SELECT avg(coalesce(comment, '') <> '') FROM fact_review")
    m["days from delivery to review, median"] = np.median(column(
        mart, "SELECT (r.created_at - o.delivered_at) / 86400.0 FROM fact_review r JOIN fact_order o USING (order_key) "
              "WHERE r.created_at IS NOT NULL AND o.delivered_at IS NOT NULL"))
    m["canceled orders"] = one(mart, "SELECT avg(status = 'canceled') FROM fact_order")
    per_buyer = column(mart, "SELECT count(*) FROM fact_order GROUP BY buyer_key")
    m["buyers with more than one order"] = (per_buyer > 1).mean()
    m["largest category's share of items"], m["the five largest categories' share"] = categories(mart)
    days = column(mart, "SELECT ordered_at / 86400 FROM fact_order")
    m["weekend share"] = np.isin((days.astype(int) + 3) % 7, (5, 6)).mean()
    counts = np.unique(days.astype(int), return_counts=True)[1]
    m["orders on the busiest day, against the median day"] = counts.max() / np.median(counts)
    for horizon in (180, 360):
        m[f"merchants still selling {horizon} days after their first order"] = survival(mart, horizon)
    return m


def categories(mart):
    counts = np.sort(column(mart, "SELECT count(*) FROM fact_item i JOIN dim_product p USING (product_key) "
                                  "WHERE p.category_key IS NOT NULL GROUP BY p.category_key"))[::-1]
    return counts[0] / counts.sum(), counts[:5].sum() / counts.sum()


def survival(mart, horizon):
    """Share of the merchants with a first order early enough who sell on the day `horizon` or later."""
    end = one(mart, "SELECT max(ordered_at) FROM fact_item")
    return one(mart, f"SELECT avg(last - first >= {horizon} * 86400) FROM (SELECT min(ordered_at) AS first, "
                     f"max(ordered_at) AS last FROM fact_item GROUP BY merchant_key) "
                     f"WHERE first <= {end} - {horizon + 30} * 86400")


# What a row looks like to the classifier: an order with all its lines. Promises are of whole days, so what
# lies between them and a moment is asked in days: the rest would only say the hour again.
ORDERS = """
SELECT sum(i.price_minor) / 100.0, sum(i.freight_minor) / 100.0, count(*), count(DISTINCT i.product_key),
       o.approved_at - o.ordered_at, o.shipped_at - o.approved_at, o.delivered_at - o.shipped_at,
       (o.promised_at - :zone) / 86400 - (o.delivered_at - :zone) / 86400,
       (o.promised_at - :zone) / 86400 - (o.ordered_at - :zone) / 86400,
       (o.ordered_at - :zone) / 3600 % 24, ((o.ordered_at - :zone) / 86400 + 3) % 7,
       r.score, r.created_at - o.delivered_at, r.answered_at - r.created_at,
       p.weight_g, p.photo_count, p.name_length, p.description_length,
       pay.installments, pay.parts
FROM fact_order o JOIN fact_item i USING (order_key) JOIN dim_product p USING (product_key)
LEFT JOIN (SELECT order_key, min(score) AS score, min(created_at) AS created_at, min(answered_at) AS answered_at
           FROM fact_review GROUP BY order_key) r USING (order_key)
LEFT JOIN (SELECT order_key, max(installments) AS installments, count(*) AS parts
           FROM fact_payment GROUP BY order_key) pay USING (order_key)
WHERE o.status = 'delivered' AND abs((o.order_key * 2654435761) % 1000) < :keep
GROUP BY o.order_key
"""
NAMES = ["price", "freight", "items", "products", "ordered → approved", "approved → handed over",
         "handed over → delivered", "delivered → promised", "ordered → promised", "hour", "weekday", "score",
         "delivered → reviewed", "reviewed → answered", "weight", "photos", "name length", "description length",
         "instalments", "payments"]


def sample(mart, zone, size):
    total = one(mart, "SELECT count(*) FROM fact_order WHERE status = 'delivered'")
    keep = max(1, min(1000, round(1000 * size * 1.1 / total)))
    rows = mart.execute(ORDERS, {"zone": zone, "keep": keep}).fetchall()
    return np.array(rows, dtype=float)


def ranks(values, rng):
    """Each column to its own quantiles, ties drawn apart and unknown values drawn at random: scale, currency
    and custom are taken out, how the columns hang together stays."""
    result = rng.random(values.shape)
    for k in range(values.shape[1]):
        known = ~np.isnan(values[:, k])
        order = np.lexsort((rng.random(known.sum()), values[known, k]))
        place = np.empty(known.sum())
        place[order] = (np.arange(known.sum()) + 0.5) / known.sum()
        result[known, k] = place
    return result


# What the two countries do differently by rule: who pays the freight, and how early a parcel is promised.
CUSTOMS = {"freight", "delivered → promised", "ordered → promised"}


def telling(world, olist, rng, without=frozenset()):
    """AUC on held-out rows of a classifier that tells the two apart, and the columns it leans on."""
    kept = [k for k, name in enumerate(NAMES) if name not in without]
    rows = np.vstack([world, olist])[:, kept]
    label = np.r_[np.ones(len(world)), np.zeros(len(olist))]
    order = rng.permutation(len(rows))
    rows, label = rows[order], label[order]
    half = len(rows) // 2
    model = HistGradientBoostingClassifier(max_iter=100, random_state=1).fit(rows[:half], label[:half])
    auc = roc_auc_score(label[half:], model.predict_proba(rows[half:])[:, 1])
    losses = []
    for k, name in enumerate(NAMES[k] for k in kept):
        mixed = rows[half:].copy()
        mixed[:, k] = rng.permutation(mixed[:, k])
        losses.append((auc - roc_auc_score(label[half:], model.predict_proba(mixed)[:, 1]), name))
    return auc, sorted(losses, reverse=True)[:5]


ACCIDENTS = [
    ("orders handed over before they were placed",
     "SELECT avg(shipped_at < ordered_at) FROM fact_order WHERE shipped_at IS NOT NULL"),
    ("orders delivered before they were handed over",
     "SELECT avg(delivered_at < shipped_at) FROM fact_order WHERE shipped_at IS NOT NULL AND delivered_at IS NOT NULL"),
    ("reviews written before the order was placed",
     "SELECT avg(r.created_at < o.ordered_at) FROM fact_review r JOIN fact_order o USING (order_key) WHERE r.created_at IS NOT NULL"),
    ("orders that share their second with another order",
     "SELECT 1 - 1.0 * count(DISTINCT ordered_at) / count(*) FROM fact_order WHERE ordered_at BETWEEN "
     "(SELECT avg(ordered_at) FROM fact_order) - 86400 AND (SELECT avg(ordered_at) FROM fact_order) + 86400"),
    ("orders placed at a full minute", "SELECT avg(ordered_at % 60 = 0) FROM fact_order"),
    ("deliveries at a full minute", "SELECT avg(delivered_at % 60 = 0) FROM fact_order WHERE delivered_at IS NOT NULL"),
    ("payments that differ from price and freight by more than 0.02",
     "SELECT avg(abs(paid - due) > 2) FROM (SELECT order_key, sum(amount_minor) AS paid FROM fact_payment GROUP BY order_key) "
     "JOIN (SELECT order_key, sum(price_minor + freight_minor) AS due FROM fact_item GROUP BY order_key) USING (order_key)"),
    ("the most frequent ending of a price (last two digits)",
     "SELECT max(n) / sum(n) FROM (SELECT 1.0 * count(*) AS n FROM fact_item GROUP BY price_minor % 100)"),
    ("the most frequent price", "SELECT max(n) / sum(n) FROM (SELECT 1.0 * count(*) AS n FROM fact_item GROUP BY price_minor)"),
    ("the most frequent product weight",
     "SELECT max(n) / sum(n) FROM (SELECT 1.0 * count(*) AS n FROM dim_product WHERE weight_g IS NOT NULL GROUP BY weight_g)"),
]


def figure(value):
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def report(world, olist, world_mart, olist_mart):
    rng = np.random.default_rng(1)
    lines = ["# The simulated world beside Olist", "",
             "Made by `tests/reference/world_vs_olist.py`; do not edit. The world is "
             f"`merchantops-cli --seed {SEED} simulate --merchants {MERCHANTS} --days {DAYS}`, Olist the preset's import.",
             "", "## Distributions", "", "| measure | world | Olist | ratio | |", "|---|---|---|---|---|"]
    differences = []
    for name, there in olist.items():
        here = world[name]
        ratio = here / there if there else float("inf")
        far = abs(ratio - 1) > FAR
        if far:
            differences.append(name)
        lines.append(f"| {name} | {figure(here)} | {figure(there)} | {figure(ratio)} | {'differs' if far else ''} |")
    lines += ["", "## Named differences", "",
              f"Everything beyond a ratio of 1 ± {FAR} is here with its reason.", ""]
    unnamed = [f"no reason for: {name}" for name in differences if name not in REASONS]
    unnamed += [f"a reason, but no difference: {name}" for name in REASONS if name not in differences]
    lines += [f"- **{name}**: {REASONS.get(name, '?')}" for name in differences]
    size = 10000
    apart = sample(world_mart, -8 * 3600, size)[:size], sample(olist_mart, 0, size)[:size]
    raw, raw_columns = telling(*apart, rng)
    ranked = ranks(apart[0], rng), ranks(apart[1], rng)
    even, even_columns = telling(*ranked, rng)
    rest, rest_columns = telling(*ranked, rng, CUSTOMS)
    lines += ["", "## Can a classifier tell them apart?", "",
              f"Boosted trees on {len(apart[0])} and {len(apart[1])} delivered orders with {len(NAMES)} columns, AUC on the held-out half; "
              "0.5 = cannot tell. As they are, currency, custom and distances give the world away, as they "
              "must. With every column turned into its own quantiles only the ties between the columns are left. Freight and "
              "promise are rules of the platform: the world waives the one by the price and makes the other from the distance.", "",
              "| rows | AUC | columns it leans on (loss of AUC when mixed up) |", "|---|---|---|",
              f"| as they are | {raw:.3f} | {', '.join(f'{n} {loss:.3f}' for loss, n in raw_columns)} |",
              f"| as quantiles | {even:.3f} | {', '.join(f'{n} {loss:.3f}' for loss, n in even_columns)} |",
              f"| as quantiles, without freight and promise | {rest:.3f} | {', '.join(f'{n} {loss:.3f}' for loss, n in rest_columns)} |",
              "", "## Accidents of a generator", "", "Shares of rows. Two orders of a day share their second by chance in as many cases as a day has orders in "
              "86,400 seconds; the world has more orders a day.", "",
              "| what | world | Olist |", "|---|---|---|"]
    lines += [f"| {name} | {one(world_mart, sql):.4f} | {one(olist_mart, sql):.4f} |" for name, sql in ACCIDENTS]
    lines += ["", "Columns with a single value (world / Olist): " + constant(world_mart) + " / " + constant(olist_mart) + ".", ""]
    return "\n".join(lines), unnamed


def constant(mart):
    """Columns of the trade that say nothing: one value in every row."""
    found = []
    for table in ("fact_order", "fact_item", "fact_payment", "fact_review", "dim_product", "dim_merchant", "dim_buyer"):
        for name in [row[1] for row in mart.execute(f"PRAGMA table_info({table})")]:
            if name in ("batch_id", "currency"):
                continue
            low, high, rows, known = mart.execute(
                f'SELECT min("{name}"), max("{name}"), count(*), count("{name}") FROM {table}').fetchone()
            if rows and known and low == high:
                found.append(f"{table}.{name}")
    return ", ".join(found) or "none"


def main():
    with tempfile.TemporaryDirectory() as folder:
        world_path, olist_path = pathlib.Path(folder, "world.db"), pathlib.Path(folder, "olist.db")
        run("--mart", str(world_path), "--seed", SEED, "simulate", "--merchants", MERCHANTS, "--days", DAYS)
        run("--mart", str(olist_path), "import", "--preset", "olist", str(DATA / "olist"))
        with sqlite3.connect(world_path) as world_mart, sqlite3.connect(olist_path) as olist_mart:
            text, unnamed = report(measure(world_mart), measure(olist_mart), world_mart, olist_mart)
    (HERE / "world_vs_olist.md").write_text(text + "\n", encoding="utf-8")
    if unnamed:
        sys.exit("\n".join(unnamed))


if __name__ == "__main__":
    main()
