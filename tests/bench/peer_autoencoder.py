"""scikit-learn's MLPRegressor on the rows of bench_autoencoder; see compare.py."""
import sys
import time
import warnings

import numpy as np
from sklearn.decomposition import PCA
from sklearn.neural_network import MLPRegressor
from threadpoolctl import threadpool_limits

EPOCHS = 10
warnings.filterwarnings("ignore")
x = np.fromfile(sys.argv[2] + "/autoencoder_x.f64").reshape(-1, 64)
x = ((x - x.mean(0)) / x.std(0)).astype(np.float32)
task = "autoencoder 100k x 64-32-8-32-64 an epoch"
begin = time.perf_counter()
pca = PCA(8).fit(x)
pca_seconds = time.perf_counter() - begin
error = np.mean((pca.inverse_transform(pca.transform(x)) - x) ** 2)
print(f"{task}\tscikit-learn PCA(8)\t1\t{pca_seconds:.4f}\tmse {error:.4f}", flush=True)
train, held = x[:90_000], x[90_000:]
for threads in (1, 2):
    with threadpool_limits(threads):
        net = MLPRegressor((32, 8, 32), batch_size=256, max_iter=EPOCHS, tol=0, random_state=1)
        begin = time.perf_counter()
        net.fit(train, train)
        seconds = (time.perf_counter() - begin) / EPOCHS
    error = np.mean((net.predict(held) - held) ** 2)
    print(f"{task}\tscikit-learn MLPRegressor\t{threads}\t{seconds:.4f}\t"
          f"hold-out mse {error:.4f} after {EPOCHS} epochs", flush=True)
