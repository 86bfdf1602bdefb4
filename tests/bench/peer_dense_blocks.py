"""The greedy search of FRAUDAR (Hooi et al., KDD 2016) as its published Python does it: lists of
neighbours, a binary tree of least degrees per side, doubles; run by compare.py on bench_dense_blocks'
data. Written anew from the paper. Ten million edges would take it minutes and gigabytes: it is run
up to a million, and its time for the largest graph is ten times that (its cost rises faster).
"""
import argparse
import math
import pathlib
import time

import numpy as np
import scipy.sparse as sparse

parser = argparse.ArgumentParser()
parser.add_argument("--data", type=pathlib.Path, required=True)
parser.add_argument("--largest", default="1M", help="largest graph that is really searched")
arguments = parser.parse_args()


class LeastTree:
    """The least of a list of numbers that change, by a binary tree over them."""

    def __init__(self, values):
        self.leaves = 1 << max(1, math.ceil(math.log2(len(values))))
        self.tree = [math.inf] * (2 * self.leaves)
        self.tree[self.leaves:self.leaves + len(values)] = [float(v) for v in values]
        for node in range(self.leaves - 1, 0, -1):
            self.tree[node] = min(self.tree[2 * node], self.tree[2 * node + 1])

    def least(self):
        node = 1
        while node < self.leaves:
            node = 2 * node if self.tree[2 * node] <= self.tree[2 * node + 1] else 2 * node + 1
        return node - self.leaves, self.tree[node]

    def change(self, position, by):
        node = position + self.leaves
        self.tree[node] += by
        node >>= 1
        while node:
            self.tree[node] = min(self.tree[2 * node], self.tree[2 * node + 1])
            node >>= 1


def densest(matrix):
    """The block of the highest average weight; as (density, rows, columns)."""
    weights = 1 / np.log(np.asarray(matrix.sum(axis=0)).ravel() + 5)
    row_lists = matrix.tolil().rows
    column_lists = matrix.T.tolil().rows
    row_tree = LeastTree(np.asarray(matrix @ weights).ravel())
    column_tree = LeastTree(np.asarray(matrix.sum(axis=0)).ravel() * weights)
    weights = weights.tolist()
    rows, columns = set(range(matrix.shape[0])), set(range(matrix.shape[1]))
    held = float((matrix @ np.asarray(weights)).sum())
    best, best_removed, removed = held / (len(rows) + len(columns)), 0, []
    while rows and columns:
        row, row_weight = row_tree.least()
        column, column_weight = column_tree.least()
        if row_weight <= column_weight:
            held -= row_weight
            for other in row_lists[row]:
                column_tree.change(other, -weights[other])
            rows.remove(row)
            row_tree.change(row, math.inf)
            removed.append((0, row))
        else:
            held -= column_weight
            for other in column_lists[column]:
                row_tree.change(other, -weights[column])
            columns.remove(column)
            column_tree.change(column, math.inf)
            removed.append((1, column))
        left = len(rows) + len(columns)
        if left and held / left > best:
            best, best_removed = held / left, len(removed)
    gone = removed[:best_removed]
    return (best, matrix.shape[0] - sum(1 for side, _ in gone if side == 0),
            matrix.shape[1] - sum(1 for side, _ in gone if side == 1))


taken = None
for name, rows, columns in (("30k", 3_000, 3_000), ("1M", 100_000, 50_000),
                            ("10M", 1_000_000, 500_000)):
    if taken is None or taken[0] != arguments.largest:
        row = np.fromfile(arguments.data / f"row_{name}.i32", dtype=np.int32)
        column = np.fromfile(arguments.data / f"column_{name}.i32", dtype=np.int32)
        matrix = sparse.csr_matrix((np.ones(len(row)), (row, column)), shape=(rows, columns))
        matrix.data[:] = 1
        begin = time.perf_counter()
        density, found_rows, found_columns = densest(matrix)
        taken = (name, time.perf_counter() - begin)
        print(f"dense blocks {name}\tPython\t1\t{taken[1]:.4f}\tdensity {density:.6f}, "
              f"rows {found_rows}, columns {found_columns}", flush=True)
    else:
        print(f"dense blocks {name}\tPython\t1\t{taken[1] * 10:.4f}\tten times {taken[0]}",
              flush=True)
