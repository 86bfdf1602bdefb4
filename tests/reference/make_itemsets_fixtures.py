"""Frequent sets and rules by two plain methods, for tests/core/learn/tst_itemsets.cpp and
tst_rules.cpp. Writes itemsets.json beside itself.

Small tables: every subset of the items is counted (brute force). The groceries set, when
MOPS_SHARED_DATA names its folder: level-wise Apriori with the pruning of the paper (Agrawal &
Srikant 1994) over sets of basket numbers kept as Python integers. Only counts are written.
"""
import itertools
import json
import os
import pathlib
import random

random.seed(20240517)


def brute_force(baskets, items, least):
    """{set: count} of every subset of `items` in at least `least` baskets."""
    found = {}
    sets = [frozenset(b) for b in baskets]
    for length in range(1, len(items) + 1):
        for chosen in itertools.combinations(items, length):
            wanted = frozenset(chosen)
            count = sum(1 for basket in sets if wanted <= basket)
            if count >= least:
                found[chosen] = count
    return found


def apriori(baskets, least):
    """{sorted tuple: count}, level by level."""
    holders = {}
    for number, basket in enumerate(baskets):
        for item in set(basket):
            holders[item] = holders.get(item, 0) | (1 << number)
    level = {(item,): bits for item, bits in holders.items() if bits.bit_count() >= least}
    found = {}
    while level:
        found.update({chosen: bits.bit_count() for chosen, bits in level.items()})
        following = {}
        groups = {}
        for chosen in sorted(level):
            groups.setdefault(chosen[:-1], []).append(chosen[-1])
        for prefix, lasts in groups.items():
            for first, second in itertools.combinations(lasts, 2):
                candidate = prefix + (first, second)
                if all(candidate[:k] + candidate[k + 1:] in level for k in range(len(candidate))):
                    bits = level[prefix + (first,)] & holders[second]
                    if bits.bit_count() >= least:
                        following[candidate] = bits
        level = following
    return found


def single_consequent_rules(found, baskets, confidence):
    rules = []
    for chosen, count in found.items():
        for item in chosen:
            if len(chosen) < 2:
                continue
            antecedent = tuple(x for x in chosen if x != item)
            if count / found[antecedent] >= confidence:
                share = found[(item,)] / baskets
                conf = count / found[antecedent]
                rules.append((antecedent, item, count / baskets, conf, conf / share,
                              None if count == found[antecedent]
                              else (1 - share) / (1 - conf)))
    return rules


def by_length(found):
    lengths = [len(chosen) for chosen in found]
    return [lengths.count(n) for n in range(1, max(lengths, default=0) + 1)]


def small_tables():
    for baskets, items, density, least in ((40, 9, 0.45, 6), (70, 11, 0.3, 4), (25, 8, 0.8, 3)):
        # Some items are named twice in a basket, and some baskets are empty.
        table = [[i for i in range(items) for _ in range(random.choice((1, 1, 2)))
                  if random.random() < density * (1 - 0.06 * i)] for _ in range(baskets)]
        found = brute_force(table, range(items), least)
        rules = single_consequent_rules(found, baskets, 0.6)
        yield {"items": items, "least": least, "baskets": table,
               "sets": [[list(chosen), count] for chosen, count in sorted(found.items())],
               "rules": [[list(a), c, s, conf, lift, conviction]
                         for a, c, s, conf, lift, conviction in sorted(
                             rules, key=lambda rule: (rule[0], rule[1]))]}


def groceries():
    folder = os.environ.get("MOPS_SHARED_DATA")
    if folder is None:
        raise SystemExit("set MOPS_SHARED_DATA to the folder of the data sets")
    text = (pathlib.Path(folder) / "groceries" / "groceries.csv").read_text(encoding="utf-8")
    baskets = [[item.strip() for item in line.split(",") if item.strip()]
               for line in text.splitlines() if line.strip()]
    for least in (98, 30, 10, 5):
        found = apriori(baskets, least)
        rules = single_consequent_rules(found, len(baskets), 0.5)
        finite = [rule for rule in rules if rule[5] is not None]
        yield {"least": least, "baskets": len(baskets), "by_length": by_length(found),
               "sum_of_counts": sum(found.values()), "rules": len(rules),
               "certain_rules": len(rules) - len(finite),
               "sum_of_confidence": sum(rule[3] for rule in rules),
               "sum_of_lift": sum(rule[4] for rule in rules),
               "sum_of_finite_conviction": sum(rule[5] for rule in finite)}


fixture = {"small": list(small_tables()), "groceries": list(groceries())}
path = pathlib.Path(__file__).with_name("itemsets.json")
path.write_text(json.dumps(fixture, separators=(",", ":")) + "\n", encoding="utf-8")
