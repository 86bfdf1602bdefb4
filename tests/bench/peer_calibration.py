"""scikit-learn's IsotonicRegression on the data of bench_calibration --data DIR."""
import pathlib
import sys
import time

import numpy as np
from sklearn.isotonic import IsotonicRegression

folder = pathlib.Path(sys.argv[sys.argv.index("--data") + 1])
score = np.fromfile(folder / "score.f64")
y = np.fromfile(folder / "y.u8", dtype=np.uint8)
best = float("inf")
for _ in range(3):
    begin = time.perf_counter()
    model = IsotonicRegression(out_of_bounds="clip").fit(score, y)
    best = min(best, time.perf_counter() - begin)
print("isotonic 1M", "scikit-learn", 1, f"{best:.4f}", f"at 0.5: {model.predict([0.5])[0]:.6f}",
      sep="\t")
