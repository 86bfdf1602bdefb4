"""scikit-learn on the data of bench_isolation_forest --data DIR."""
import pathlib
import sys
import threading
import time

import numpy as np
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score

folder = pathlib.Path(sys.argv[sys.argv.index("--data") + 1])
x = np.fromfile(folder / "x.f64").reshape(-1, 30)
unusual = np.fromfile(folder / "unusual.u8", dtype=np.uint8)


def fitted(seed, threads=1):
    return IsolationForest(n_estimators=100, max_samples=256, random_state=seed,
                           n_jobs=threads).fit(x)


def scored(forest, threads):
    """scikit-learn 1.2 scores on one thread; two threads take half of the rows each."""
    parts = np.array_split(x, threads)
    results = [None] * threads

    def work(part):
        results[part] = forest.score_samples(parts[part])

    pool = [threading.Thread(target=work, args=(part,)) for part in range(threads)]
    for thread in pool:
        thread.start()
    for thread in pool:
        thread.join()
    return np.concatenate(results)


def best(work, repeats=3):
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


for threads in (1, 2):
    fit = best(lambda: fitted(1, threads))
    print(f"isolation forest 100k x 30 fit\tscikit-learn\t{threads}\t{fit:.4f}\t")
    both = best(lambda: scored(fitted(1, threads), threads))
    print(f"isolation forest 100k x 30 fit + score\tscikit-learn\t{threads}\t{both:.4f}\t",
          flush=True)
begin = time.perf_counter()
auc = [roc_auc_score(unusual, -scored(fitted(seed, 2), 2)) for seed in range(5)]
print(f"isolation forest 100k x 30, 5 seeds\tscikit-learn\t2\t{time.perf_counter() - begin:.4f}\t"
      f"mean auc {np.mean(auc):.4f}, deviation {np.std(auc, ddof=1):.4f}")
