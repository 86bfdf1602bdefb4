#include "core/learn/measure/distributions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace mops::learn {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kTiny = 1e-300;
constexpr int kMostTerms = 10'000;
constexpr double kEnough = 1e-16;

/// Continued fraction of the incomplete beta function by Lentz's method (DLMF 8.17.22).
double betaFraction(double a, double b, double x) {
    const auto kept = [](double value) { return std::abs(value) < kTiny ? kTiny : value; };
    double c = 1;
    double d = 1 / kept(1 - (a + b) * x / (a + 1));
    double fraction = d;
    for (int m = 1; m <= kMostTerms; ++m) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / kept(1 + even * d);
        c = kept(1 + even / c);
        fraction *= d * c;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / kept(1 + odd * d);
        c = kept(1 + odd / c);
        fraction *= d * c;
        if (std::abs(d * c - 1) < kEnough)
            break;
    }
    return fraction;
}

/// log Γ(a + b) / Γ(a). For large a and b = ½ (Student's distribution of many degrees) by its
/// series (DLMF 5.11.13): the difference of two large logarithms loses digits.
double logGammaStep(double a, double b) {
    if (a < 300 || b != 0.5)
        return std::lgamma(a + b) - std::lgamma(a);
    const double r = 1 / a;
    return 0.5 * std::log(a) +
           std::log1p(r * (-1.0 / 8 + r * (1.0 / 128 + r * (5.0 / 1024 - r * 21.0 / 32768))));
}

/// A first guess within 4.5e-4 (Abramowitz and Stegun 26.2.23), for p ≤ ½.
double roughQuantile(double p) {
    const double t = std::sqrt(-2 * std::log(p));
    return (2.515517 + t * (0.802853 + t * 0.010328)) /
               (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) -
           t;
}

/// P(X ≤ x) of the gamma distribution with shape a by its series (DLMF 8.7.1), for x < a + 1.
double gammaSeries(double a, double x) {
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n <= kMostTerms && term > sum * kEnough; ++n) {
        term *= x / (a + n);
        sum += term;
    }
    return sum * std::exp(-x + a * std::log(x) - std::lgamma(a));
}

/// P(X > x) by the continued fraction (DLMF 8.9.2), for x ≥ a + 1.
double gammaFraction(double a, double x) {
    double b = x + 1 - a;
    double c = 1 / kTiny;
    double d = 1 / b;
    double fraction = d;
    for (int i = 1; i <= kMostTerms; ++i) {
        const double an = -i * (i - a);
        b += 2;
        d = 1 / (an * d + b);
        c = b + an / c;
        fraction *= d * c;
        if (std::abs(d * c - 1) < kEnough)
            break;
    }
    return fraction * std::exp(-x + a * std::log(x) - std::lgamma(a));
}

} // namespace

double normalCdf(double z) {
    return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

// Halley's iteration on normalCdf from a rough start: each step triples the digits.
double normalQuantile(double p) {
    if (!(p >= 0 && p <= 1))
        return kNaN;
    if (p >= 0.5)
        return p == 0.5 ? 0.0 : -normalQuantile(1 - p);
    if (p == 0)
        return -kInfinity;
    double z = roughQuantile(p);
    for (int step = 0; step < 3; ++step) {
        const double density = std::exp(-0.5 * z * z) / std::sqrt(2 * std::numbers::pi);
        const double newton = (normalCdf(z) - p) / density;
        z -= newton / (1 + 0.5 * z * newton);
    }
    return z;
}

double incompleteBeta(double a, double b, double x) {
    if (!(a > 0 && b > 0 && x >= 0 && x <= 1))
        return kNaN;
    if (x == 0 || x == 1)
        return x;
    const double front =
        std::exp(a * std::log(x) + b * std::log1p(-x) + logGammaStep(a, b) - std::lgamma(b));
    // The fraction converges quickly on the side of the mean.
    if (x < (a + 1) / (a + b + 2))
        return front * betaFraction(a, b, x) / a;
    return 1 - front * betaFraction(b, a, 1 - x) / b;
}

double studentCdf(double t, double degrees) {
    if (!(degrees > 0) || std::isnan(t))
        return kNaN;
    const double tail = 0.5 * incompleteBeta(degrees / 2, 0.5, degrees / (degrees + t * t));
    return t > 0 ? 1 - tail : tail;
}

// Bisection: the distribution function is monotone, and 200 halvings exhaust a double.
double studentQuantile(double p, double degrees) {
    if (!(p >= 0 && p <= 1) || !(degrees > 0))
        return kNaN;
    if (p == 0 || p == 1)
        return p == 0 ? -kInfinity : kInfinity;
    if (p == 0.5)
        return 0;
    if (p > 0.5)
        return -studentQuantile(1 - p, degrees);
    double low = -1;
    while (studentCdf(low, degrees) > p && low > -1e300)
        low *= 2;
    double high = 0;
    for (int step = 0; step < 200 && low < high; ++step) {
        const double middle = 0.5 * (low + high);
        if (middle == low || middle == high)
            break;
        (studentCdf(middle, degrees) < p ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

double chiSquareTail(double x, double degrees) {
    if (!(degrees > 0) || std::isnan(x))
        return kNaN;
    if (x <= 0)
        return 1;
    if (std::isinf(x))
        return 0;
    const double a = degrees / 2;
    return x / 2 < a + 1 ? 1 - gammaSeries(a, x / 2) : gammaFraction(a, x / 2);
}

} // namespace mops::learn
