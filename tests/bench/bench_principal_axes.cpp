// Principal axes beside scikit-learn's PCA (peer_principal_axes.py).
#include "core/base/rng.h"
#include "core/learn/cluster/principal_axes.h"
#include "tests/bench/bench.h"

using namespace mops;
using namespace mops::learn;

int main(int argc, char** argv) {
    Rng rng(5);
    Matrix x(200'000, 32);
    for (std::size_t r = 0; r < x.rows; ++r) {
        const double common = rng.normal();
        for (double& value : x.row(r))
            value = common + rng.normal();
    }
    bench::writeRaw<double>(bench::dataFolder(argc, argv), "x.f64", x.values);
    bench::run("principal axes 200k x 32, two", 1, [&] {
        const auto found = principalAxes(x, 2);
        return "variance " + formatFixed(found->variance[0], 6);
    });
}
