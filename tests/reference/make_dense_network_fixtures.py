"""Writes dense_network.json: 40 steps of Adam on all rows by scikit-learn's MLPRegressor from given
weights. Needs python3-sklearn (1.2); run from the project's root."""
import json
import pathlib
import warnings

import numpy as np
from sklearn.neural_network import MLPRegressor

warnings.filterwarnings("ignore")
STEPS, RATE, SIZES = 40, 0.01, [4, 7, 3, 2]
rng = np.random.default_rng(3)
x = rng.normal(size=(30, SIZES[0])).round(3)
y = np.stack([np.sin(x[:, 0]) + x[:, 1], x[:, 2] * x[:, 3]], axis=1).round(3)
start = [rng.normal(size=(a, b)).round(3) * 0.5 for a, b in zip(SIZES, SIZES[1:])]


class FromGivenWeights(MLPRegressor):
    def _init_coef(self, fan_in, fan_out, dtype):
        layer = SIZES.index(fan_in)
        return start[layer].copy(), np.full(fan_out, 0.1)


net = FromGivenWeights(SIZES[1:-1], activation="tanh", alpha=0, batch_size=len(x), shuffle=False,
                       learning_rate_init=RATE, max_iter=STEPS, tol=0, n_iter_no_change=10 ** 6)
net.fit(x, y)
fixture = {
    "sizes": SIZES, "steps": STEPS, "rate": RATE, "bias": 0.1,
    "x": x.ravel().tolist(), "y": y.ravel().tolist(),
    "start": [w.ravel().tolist() for w in start],
    "weights": [w.ravel().round(7).tolist() for w in net.coefs_],
    "biases": [b.round(7).tolist() for b in net.intercepts_],
    "predicted": net.predict(x).ravel().round(7).tolist(),
}
target = pathlib.Path("tests/reference/dense_network.json")
target.write_text(json.dumps(fixture) + "\n")
