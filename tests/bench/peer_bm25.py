"""The articles and queries of bench_bm25 with SQLite's FTS5 and scikit-learn's TF-IDF.

    bench_bm25 --data DIR && /usr/bin/python3 peer_bm25.py --data DIR
"""
import sqlite3
import sys
import time

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

folder = sys.argv[2]
most = 100  # of the thousand queries; the full-text search takes its time
with open(f"{folder}/articles.txt", encoding="utf-8") as file:
    articles = file.read().splitlines()
kinds = {}
for kind in ("5 words", "30 words"):
    with open(f"{folder}/queries {kind}.txt", encoding="utf-8") as file:
        kinds[kind] = [(int(row.split()[0]), row.split()[1:]) for row in file][:most]


def line(task, who, seconds, note=""):
    print(f"{task}\t{who}\t1\t{seconds:.4f}\t{note}", flush=True)


def ask(kind, who, search):
    times, reciprocal = [], 0.0
    for article, words in kinds[kind]:
        best = float("inf")
        for _ in range(2):
            begin = time.perf_counter()
            hits = search(words)
            best = min(best, time.perf_counter() - begin)
        times.append(best)
        if article in hits:
            reciprocal += 1 / (hits.index(article) + 1)
    times.sort()
    line(f"bm25 {kind}, 1000 × median", who, 1000 * times[len(times) // 2],
         f"mrr10 {reciprocal / len(times):.4f} over {len(times)} queries")
    line(f"bm25 {kind}, 1000 × p99", who, 1000 * times[len(times) * 99 // 100])
    line(f"bm25 {kind}, 1000 × mean", who, 1000 * sum(times) / len(times))


begin = time.perf_counter()
database = sqlite3.connect(":memory:")
database.execute("CREATE VIRTUAL TABLE texts USING fts5(text)")
database.executemany("INSERT INTO texts (rowid, text) VALUES (?, ?)", enumerate(articles))
database.commit()
line("bm25 build", "FTS5", time.perf_counter() - begin, sqlite3.sqlite_version)


def full_text(words):
    match = " OR ".join(f'"{word}"' for word in words)
    return [row[0] for row in database.execute(
        "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 10", (match,))]


begin = time.perf_counter()
vectorizer = TfidfVectorizer()
matrix = vectorizer.fit_transform(articles).T.tocsr()
line("bm25 build", "TF-IDF", time.perf_counter() - begin, "scikit-learn")


def cosine(words):
    query = vectorizer.transform([" ".join(words)])
    score = np.asarray((query @ matrix).todense()).ravel()
    best = np.argpartition(-score, 10)[:10]
    return list(best[np.argsort(-score[best])])


for kind in kinds:
    ask(kind, "FTS5", full_text)
    ask(kind, "TF-IDF", cosine)
