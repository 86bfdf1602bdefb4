"""Dense blocks by the definition, for tests/core/learn/tst_dense_blocks.cpp. Writes
dense_blocks.json beside itself.

The whole weight matrix is summed anew at every step (Hooi et al., FRAUDAR, KDD 2016, algorithm 1):
slow, but nothing is kept up to date that could go wrong. Sums are rounded to 10 digits before they
are compared, so that equals are equals; a row goes before a column, the lower number first.
"""
import json
import pathlib

import numpy as np

rng = np.random.default_rng(20240518)


def densest(matrix, offset):
    present = matrix.sum(axis=0)
    weights = matrix / np.log(present + offset)
    rows = matrix.sum(axis=1) > 0
    columns = present > 0
    best = None
    while rows.any() or columns.any():
        inside = weights[np.ix_(rows, columns)]
        density = inside.sum() / (rows.sum() + columns.sum())
        if best is None or density > best[0] + 1e-12:
            best = (density, inside.sum(), np.flatnonzero(rows), np.flatnonzero(columns))
        row_sums = np.where(rows, (weights * columns).sum(axis=1).round(10), np.inf)
        column_sums = np.where(columns, (weights * rows[:, None]).sum(axis=0).round(10), np.inf)
        if row_sums.min() <= column_sums.min():
            rows[row_sums.argmin()] = False
        else:
            columns[column_sums.argmin()] = False
    return best


def blocks(matrix, count, offset=5):
    found = []
    for _ in range(count):
        if matrix.sum() == 0:
            break
        density, suspiciousness, rows, columns = densest(matrix, offset)
        edges = int((matrix[np.ix_(rows, columns)] > 0).sum())
        found.append({"rows": rows.tolist(), "columns": columns.tolist(), "edges": edges,
                      "density": float(density), "suspiciousness": float(suspiciousness)})
        matrix[np.ix_(rows, columns)] = 0
    return found


def graph(rows, columns, background, planted):
    matrix = rng.random((rows, columns)) < background
    for first_row, first_column, height, width, fill in planted:
        part = matrix[first_row:first_row + height, first_column:first_column + width]
        part |= rng.random(part.shape) < fill
    return matrix


plain = graph(60, 45, 0.04, [(5, 3, 12, 8, 0.9), (30, 20, 9, 11, 0.8), (45, 35, 5, 5, 1.0)])
row, column = np.nonzero(plain)
order = rng.permutation(len(row))
row, column = row[order], column[order]
repeated = rng.integers(0, len(row), 40)  # pairs that stand twice
heavy = graph(40, 30, 0.1, [(3, 2, 8, 6, 0.9)])
heavy_row, heavy_column = np.nonzero(heavy)
weight = np.round(rng.exponential(2, len(heavy_row)), 2)
weighted = np.zeros(heavy.shape)
weighted[heavy_row, heavy_column] = weight

fixture = {
    "plain": {"rows": 60, "columns": 45,
              "row": np.concatenate([row, row[repeated]]).tolist(),
              "column": np.concatenate([column, column[repeated]]).tolist(),
              "duplicates": 40, "blocks": blocks(plain.astype(float), 4)},
    "weighted": {"rows": 40, "columns": 30,
                 # The first edge in two halves: weights of equal pairs add up.
                 "row": heavy_row.tolist() + [int(heavy_row[0])],
                 "column": heavy_column.tolist() + [int(heavy_column[0])],
                 "weight": [weight[0] / 2] + weight[1:].tolist() + [weight[0] / 2],
                 "blocks": blocks(weighted, 3)},
}
path = pathlib.Path(__file__).with_name("dense_blocks.json")
path.write_text(json.dumps(fixture, separators=(",", ":")) + "\n", encoding="utf-8")
