#include "core/learn/measure/binomial.h"

#include "core/learn/measure/distributions.h"

namespace mops::learn {
namespace {

/// The x with incompleteBeta(a, b, x) = p: bisection, which cannot miss, down to the last bits.
double betaQuantile(double a, double b, double p) {
    double low = 0;
    double high = 1;
    while (true) {
        const double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high)
            return middle;
        (incompleteBeta(a, b, middle) < p ? low : high) = middle;
    }
}

} // namespace

// The upper bound solves P(X ≤ k | share) = alpha; P(X ≤ k) = 1 − I_share(k + 1, n − k).
double binomialUpper(std::int64_t successes, std::int64_t trials, double alpha) {
    if (successes >= trials)
        return 1;
    return betaQuantile(static_cast<double>(successes) + 1, static_cast<double>(trials - successes),
                        1 - alpha);
}

double binomialLower(std::int64_t successes, std::int64_t trials, double alpha) {
    if (successes <= 0)
        return 0;
    return betaQuantile(static_cast<double>(successes), static_cast<double>(trials - successes) + 1,
                        alpha);
}

} // namespace mops::learn
