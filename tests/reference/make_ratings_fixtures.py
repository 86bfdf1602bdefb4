"""Ratings predicted by the definitions of the Surprise library (Hug 2020), which no distribution
packages, written out in NumPy for tests/core/learn/tst_neighbourhood.cpp.

Writes ratings.json beside itself. With --check TRAIN TEST it reads two rating files instead and
prints the errors that `merchantops-cli learn knn` has to reach.
"""
import argparse
import heapq
import json
import os

import numpy as np


def baselines(train, users, items, epochs=10, reg_u=15, reg_i=10):
    """Alternating least squares, the items first."""
    mean = np.mean([r for _, _, r in train])
    of_item = [[] for _ in range(items)]
    of_user = [[] for _ in range(users)]
    for u, i, r in train:
        of_item[i].append((u, r))
        of_user[u].append((i, r))
    b_u, b_i = np.zeros(users), np.zeros(items)
    for _ in range(epochs):
        for i, entries in enumerate(of_item):
            b_i[i] = sum(r - mean - b_u[u] for u, r in entries) / (reg_i + len(entries))
        for u, entries in enumerate(of_user):
            b_u[u] = sum(r - mean - b_i[i] for i, r in entries) / (reg_u + len(entries))
    return mean, b_u, b_i, of_user, of_item


def similarities(kind, x, known, residual, min_support, shrinkage):
    """x, residual: rows compared × columns, 0 where `known` is 0."""
    n = known @ known.T
    with np.errstate(divide="ignore", invalid="ignore"):
        if kind == "pearson_baseline":
            s = residual @ residual.T / np.sqrt((residual**2 @ known.T) * (known @ (residual**2).T))
            s = s * (n - 1) / (n - 1 + shrinkage)
        elif kind == "cosine":
            s = x @ x.T / np.sqrt((x**2 @ known.T) * (known @ (x**2).T))
        elif kind == "msd":
            squares = x**2 @ known.T + known @ (x**2).T - 2 * x @ x.T
            s = 1 / (squares / n + 1)
        else:  # pearson
            own, other = x @ known.T, known @ x.T
            left = n * (x**2 @ known.T) - own**2
            right = n * (known @ (x**2).T) - other**2
            s = (n * (x @ x.T) - own * other) / np.sqrt(left * right)
    s[(n < min_support) | ~np.isfinite(s)] = 0
    np.fill_diagonal(s, 1)
    return s


def predict(train, test, users, items, kind, user_based, k=40, min_k=1, min_support=1,
            shrinkage=100, normalise=True):
    mean, b_u, b_i, of_user, of_item = baselines(train, users, items)
    ratings, known = np.zeros((users, items)), np.zeros((users, items))
    residual = np.zeros((users, items))
    for u, i, r in train:
        ratings[u, i], known[u, i] = r, 1
        residual[u, i] = r - (mean + b_u[u] + b_i[i])
    if not user_based:
        ratings, known, residual = ratings.T, known.T, residual.T
    s = similarities(kind, ratings, known, residual, min_support, shrinkage)
    low, high = min(r for _, _, r in train), max(r for _, _, r in train)
    estimates, plain = [], []
    for u, i, _ in test:
        knows_user = 0 <= u < users and len(of_user[u]) > 0
        knows_item = 0 <= i < items and len(of_item[i]) > 0
        estimate = mean + (b_u[u] if knows_user else 0) + (b_i[i] if knows_item else 0)
        plain.append(min(max(estimate, low), high))
        if knows_user and knows_item:
            row, entries, b_x, b_y = (u, of_item[i], b_u, b_i[i]) if user_based else \
                                     (i, of_user[u], b_i, b_u[u])
            nearest = heapq.nlargest(k, ((s[row, x], x, r) for x, r in entries),
                                     key=lambda t: t[0])
            total = weighted = used = 0
            for similarity, x, r in nearest:
                if similarity > 0:
                    total += similarity
                    weighted += similarity * (r - (mean + b_x[x] + b_y))
                    used += 1
            if used >= min_k and total > 0:
                estimate += weighted / total if normalise else weighted
        estimates.append(min(max(estimate, low), high))
    return np.array(estimates), np.array(plain), mean


def errors(predicted, test):
    off = predicted - np.array([r for _, _, r in test])
    return float(np.sqrt(np.mean(off**2))), float(np.mean(np.abs(off)))


KINDS = ["pearson_baseline", "pearson", "cosine", "msd"]


def read(path, ids):
    rows = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            u, i, r = line.rstrip("\n").split("\t")[:3]
            rows.append((ids[0].setdefault(u, len(ids[0])), ids[1].setdefault(i, len(ids[1])),
                         float(r)))
    return rows


def check(train_path, test_path):
    ids = ({}, {})
    train, test = read(train_path, ids), read(test_path, ids)
    for user_based in (True, False):
        for kind in KINDS:
            for normalise in (True, False):
                predicted, plain, mean = predict(train, test, len(ids[0]), len(ids[1]), kind,
                                                 user_based, normalise=normalise)
                rmse, mae = errors(predicted, test)
                print("user" if user_based else "item", kind.replace("_", "-"),
                      "normalize" if normalise else "no-normalize",
                      f"{rmse:.9f} {mae:.9f} {errors(plain, test)[0]:.9f} {mean:.9f}", flush=True)


def make():
    rng = np.random.default_rng(20240601)
    users, items = 30, 25
    taste = rng.normal(size=(users, 2)) @ rng.normal(size=(2, items))
    rows = []
    for u in range(users):
        for i in rng.permutation(items)[:rng.integers(5, 15)]:
            value = 3 + rng.normal() * 0.5 + taste[u, i] * 0.7
            rows.append((u, int(i), float(min(max(round(2 * value) / 2, 1), 5))))
    order = rng.permutation(len(rows))
    rows = [rows[o] for o in order]
    train, test = rows[60:], rows[:60]
    # One user and one item that the training ratings do not have, and one that nobody has at all.
    train = [t for t in train if t[0] != 7 and t[1] != 11]
    test += [(7, 3, 4.0), (2, 11, 3.0), (7, 11, 3.5), (-1, 4, 3.0)]
    mean, b_u, b_i, _, _ = baselines(train, users, items)
    cases = []
    for kind in KINDS:
        for user_based in (True, False):
            for options in ({}, {"k": 3, "normalise": False}, {"k": 4, "min_k": 3, "min_support": 2,
                                                               "shrinkage": 10}):
                predicted, _, _ = predict(train, test, users, items, kind, user_based, **options)
                cases.append({"similarity": kind, "user_based": user_based,
                              "k": options.get("k", 40), "min_k": options.get("min_k", 1),
                              "min_support": options.get("min_support", 1),
                              "shrinkage": options.get("shrinkage", 100),
                              "normalise": options.get("normalise", True),
                              "predicted": [float(f"{p:.12g}") for p in predicted]})
    fixture = {"users": users, "items": items, "train": train, "test": test, "mean": float(mean),
               "user_bias": [float(f"{b:.12g}") for b in b_u],
               "item_bias": [float(f"{b:.12g}") for b in b_i], "cases": cases}
    with open(os.path.join(os.path.dirname(__file__), "ratings.json"), "w",
              encoding="utf-8") as file:
        json.dump(fixture, file, separators=(",", ":"))
        file.write("\n")


parser = argparse.ArgumentParser()
parser.add_argument("--check", nargs=2, metavar=("TRAIN", "TEST"))
arguments = parser.parse_args()
if arguments.check:
    check(*arguments.check)
else:
    make()
