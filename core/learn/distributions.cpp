#include "core/learn/distributions.h"

#include <cmath>
#include <limits>
#include <numbers>

namespace mops::learn {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
/// From here on Student's distribution is the normal one to the last digits.
constexpr double kNearlyNormal = 1e10;

/// The continued fraction of the incomplete beta function by Lentz's method
/// (Abramowitz & Stegun 1964, 26.5.8).
double betaFraction(double x, double a, double b) {
    constexpr double kTiny = 1e-300;
    constexpr int kMostTerms = 10'000;
    const auto unlikeZero = [](double v) { return std::abs(v) < kTiny ? kTiny : v; };
    double c = 1;
    double d = 1 / unlikeZero(1 - (a + b) * x / (a + 1));
    double result = d;
    for (int m = 1; m <= kMostTerms; ++m) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / unlikeZero(1 + even * d);
        c = unlikeZero(1 + even / c);
        result *= d * c;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / unlikeZero(1 + odd * d);
        c = unlikeZero(1 + odd / c);
        result *= d * c;
        if (std::abs(d * c - 1) < 1e-16)
            break;
    }
    return result;
}

/// log Γ(a + ½) / Γ(a); for large a by its series (Abramowitz & Stegun 1964, 6.1.47), since the
/// difference of two large logarithms loses digits.
double logGammaStep(double a) {
    if (a < 300)
        return std::lgamma(a + 0.5) - std::lgamma(a);
    const double r = 1 / a;
    return 0.5 * std::log(a) +
           std::log1p(r * (-1.0 / 8 + r * (1.0 / 128 + r * (5.0 / 1024 - r * 21.0 / 32768))));
}

/// I_x(a, ½) of the incomplete beta function, given x and 1 − x; Γ(½) = √π.
double incompleteBeta(double x, double rest, double a) {
    constexpr double b = 0.5;
    const double front =
        std::exp(logGammaStep(a) + a * std::log(x) + b * std::log(rest)) * std::numbers::inv_sqrtpi;
    if (x < (a + 1) / (a + b + 2))
        return front * betaFraction(x, a, b) / a;
    return 1 - front * betaFraction(rest, b, a) / b;
}

/// Half-way between, but by the exponent where the two are far apart.
double between(double low, double high) {
    return low > 0 && high > 4 * low ? std::sqrt(low) * std::sqrt(high) : low + (high - low) / 2;
}

/// The t ≥ 0 with P(T > t) = tail ≤ ½, by bisection: 2000 steps reach any double.
double upperStudent(double tail, double df) {
    double low = 0;
    double high = 1;
    while (studentCdf(-high, df) > tail && high < 1e300) {
        low = high;
        high *= 4;
    }
    for (int step = 0; step < 2000; ++step) {
        const double middle = between(low, high);
        if (middle <= low || middle >= high)
            break;
        (studentCdf(-middle, df) > tail ? low : high) = middle;
    }
    return high;
}

} // namespace

double normalCdf(double z) {
    return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

// Bisection's safety with Newton's speed: a rough start (Abramowitz & Stegun 1964, 26.2.23, error
// below 4.5e-4), then Halley's steps, each of which triples the right digits.
double normalQuantile(double p) {
    if (!(p >= 0 && p <= 1))
        return kNaN;
    if (p == 0 || p == 1)
        return p == 0 ? -kInfinity : kInfinity;
    if (p == 0.5)
        return 0;
    const double tail = p < 0.5 ? p : 1 - p;
    const double t = std::sqrt(-2 * std::log(tail));
    double z = t - (2.515517 + t * (0.802853 + t * 0.010328)) /
                       (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
    for (int step = 0; step < 3; ++step) {
        const double density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
        if (density == 0)
            break;
        const double newton = (normalCdf(-z) - tail) / density;
        z += newton / (1 + z * newton / 2);
    }
    return p < 0.5 ? -z : z;
}

// With x = df / (df + t²): P(|T| > t) = I_x(df / 2, ½).
double studentCdf(double t, double df) {
    if (std::isnan(t) || !(df > 0))
        return kNaN;
    if (df > kNearlyNormal || std::isinf(t))
        return normalCdf(t);
    if (t == 0)
        return 0.5;
    const double squared = t / df * t;
    const double x = 1 / (1 + squared);
    const double rest = std::isinf(squared) ? 1.0 : squared / (1 + squared);
    const double tail = x == 0 ? 0.0 : incompleteBeta(x, rest, df / 2) / 2;
    return t < 0 ? tail : 1 - tail;
}

double studentQuantile(double p, double df) {
    if (!(p >= 0 && p <= 1) || !(df > 0))
        return kNaN;
    if (p == 0 || p == 1)
        return p == 0 ? -kInfinity : kInfinity;
    if (df > kNearlyNormal)
        return normalQuantile(p);
    if (p == 0.5)
        return 0;
    return p < 0.5 ? -upperStudent(p, df) : upperStudent(1 - p, df);
}

} // namespace mops::learn
