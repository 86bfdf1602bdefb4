"""scikit-learn on the data of `bench_logistic --data DIR`.

    /usr/bin/python3 tests/bench/peer_logistic.py --data DIR [--quick]
"""
import argparse
import time
import warnings

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from threadpoolctl import threadpool_limits

warnings.simplefilter("ignore")
parser = argparse.ArgumentParser()
parser.add_argument("--data", required=True)
parser.add_argument("--quick", action="store_true", help="without saga, which takes minutes")
arguments = parser.parse_args()
folder = arguments.data
x = np.fromfile(f"{folder}/logistic_x.f64").reshape(-1, 30)
y = np.fromfile(f"{folder}/logistic_y.u8", dtype=np.uint8)
score = np.fromfile(f"{folder}/logistic_score.f64")


def note(model):
    p = model.predict_proba(x)[:, 1]
    gradient = np.append(x.T @ (p - y) + model.coef_[0] * (1 if model.penalty == "l2" else 0),
                         (p - y).sum()) / len(y)
    loss = -np.where(y == 1, np.log(p), np.log1p(-p)).mean()
    size = np.sqrt((model.coef_ ** 2).sum())
    largest = "" if model.penalty == "l1" else f"gradient a row {abs(gradient).max() * 1e9:.3f}e-9, "
    return f"{largest}log loss {loss:.9f}, slopes' length {size:.9f}, steps {model.n_iter_[0]}"


def line(task, who, threads, work):
    begin = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - begin
    print(task, who, threads, f"{seconds:.4f}",
          result if isinstance(result, str) else note(result), sep="\t", flush=True)


for threads in (1, 2):
    with threadpool_limits(threads):
        for solver in ("newton-cholesky", "lbfgs"):
            line("logistic 1M x 30", f"scikit-learn {solver}", threads,
                 lambda: LogisticRegression(C=1, solver=solver, tol=1e-6, max_iter=1000).fit(x, y))
        if not arguments.quick:
            line("logistic l1 1M x 30", "scikit-learn saga", threads,
                 lambda: LogisticRegression(C=1e-3, penalty="l1", solver="saga", tol=1e-6,
                                            max_iter=1000).fit(x, y))
line("roc auc 1M", "scikit-learn", 1, lambda: f"{roc_auc_score(y, score):.12f}")
