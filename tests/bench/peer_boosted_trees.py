"""XGBoost's Python package on the data of bench_boosted_trees --data DIR."""
import pathlib
import sys
import time

import numpy as np
import xgboost
from sklearn.metrics import log_loss, roc_auc_score

folder = pathlib.Path(sys.argv[sys.argv.index("--data") + 1])
x = np.fromfile(folder / "x.f64").reshape(-1, 30)
y = np.fromfile(folder / "y.u8", dtype=np.uint8)
test_x = np.fromfile(folder / "test_x.f64").reshape(-1, 30)
test_y = np.fromfile(folder / "test_y.u8", dtype=np.uint8)


def line(task, threads, work, repeats=3):
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        note = work()
        times.append(time.perf_counter() - begin)
    print(f"{task}\txgboost\t{threads}\t{min(times):.4f}\t{note}", flush=True)


for threads in (1, 2):
    parameters = {"objective": "binary:logistic", "tree_method": "hist", "base_score": 0.5,
                  "max_depth": 6, "eta": 0.1, "nthread": threads, "verbosity": 0}

    def train():
        return xgboost.train(parameters, xgboost.DMatrix(x, y, nthread=threads), 100)

    def quality():
        p = train().predict(xgboost.DMatrix(test_x, nthread=threads))
        return f"auc {roc_auc_score(test_y, p):.5f}, log loss {log_loss(test_y, p):.5f}"

    line("boosted trees 100k x 30, 100 rounds, depth 6", threads, quality)
    model = train()
    line("boosted trees 100k x 30 predict", threads,
         lambda: f"first {model.predict(xgboost.DMatrix(x, nthread=threads))[0]:.6f}")
    some = xgboost.DMatrix(x[:100])
    line("boosted trees 100 rows explained", threads,
         lambda: f"first {model.predict(some, pred_contribs=True)[0, 0]:.6f}", 1)
