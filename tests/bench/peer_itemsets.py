"""Frequent sets and rules as plain Python and SciPy make them; run by compare.py on bench_itemsets'
data. None of the usual miners (Borgelt's, arules, mlxtend) is packaged for Debian, so this stands in:
SciPy's sparse product counts the pairs, sets of basket numbers kept as Python integers the rest. It
is no rival; its time relates the seconds of one machine to those of another.
"""
import argparse
import itertools
import pathlib
import time

import numpy as np
import scipy.sparse as sparse

parser = argparse.ArgumentParser()
parser.add_argument("--data", type=pathlib.Path, required=True)
arguments = parser.parse_args()

begin = np.fromfile(arguments.data / "begin.i64", dtype=np.int64)
item = np.fromfile(arguments.data / "item.i32", dtype=np.int32)
matrix = sparse.csr_matrix((np.ones(len(item), dtype=np.int32), item, begin))
matrix.sum_duplicates()
matrix.data[:] = 1


def mine(least):
    counts = np.asarray(matrix.sum(axis=0)).ravel()
    frequent = np.flatnonzero(counts >= least)
    kept = matrix[:, frequent]
    found = {(k,): int(counts[i]) for k, i in enumerate(frequent)}
    pairs = sparse.triu(kept.T @ kept, k=1).tocoo()
    wanted = pairs.data >= least
    columns = kept.tocsc()
    bits = []
    for k in range(len(frequent)):
        held = np.zeros(matrix.shape[0], dtype=np.uint8)
        held[columns.indices[columns.indptr[k]:columns.indptr[k + 1]]] = 1
        bits.append(int.from_bytes(np.packbits(held).tobytes(), "big"))
    level = {}
    for a, b, count in zip(pairs.row[wanted].tolist(), pairs.col[wanted].tolist(),
                           pairs.data[wanted].tolist()):
        level[(a, b)] = bits[a] & bits[b]
        found[(a, b)] = count
    while level:
        groups, following = {}, {}
        for chosen in sorted(level):
            groups.setdefault(chosen[:-1], []).append(chosen[-1])
        for prefix, lasts in groups.items():
            for first, second in itertools.combinations(lasts, 2):
                if prefix[1:] + (first, second) not in level:
                    continue
                both = level[prefix + (first,)] & bits[second]
                count = both.bit_count()
                if count >= least:
                    following[prefix + (first, second)] = both
                    found[prefix + (first, second)] = count
        level = following
    return found


def rules(found, confidence):
    made = 0
    for chosen, count in found.items():
        if len(chosen) > 1:
            for k in range(len(chosen)):
                made += count / found[chosen[:k] + chosen[k + 1:]] >= confidence
    return made


def line(task, work):
    started = time.perf_counter()
    result = work()
    print(f"{task}\tPython, SciPy\t1\t{time.perf_counter() - started:.4f}\t{result}", flush=True)


for least in (441, 88, 44):
    sets = {}

    def search():
        sets.update(mine(least))
        return f"{len(sets)} sets"

    line(f"itemsets {least}", search)
    line(f"rules {least}", lambda: f"{rules(sets, 0.7)} rules")
