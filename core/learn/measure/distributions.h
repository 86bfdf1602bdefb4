#pragma once

namespace mops::learn {

/// P(Z ≤ z) of the standard normal distribution.
double normalCdf(double z);
/// The z with normalCdf(z) = p, to 1e-15 relative; ∓∞ at 0 and 1, NaN outside.
double normalQuantile(double p);

/// P(T ≤ t) of Student's distribution; degrees > 0, not necessarily whole.
double studentCdf(double t, double degrees);
double studentQuantile(double p, double degrees);

/// P(X > x) of the chi-square distribution; degrees > 0.
double chiSquareTail(double x, double degrees);

/// Regularised incomplete beta function I_x(a, b); a, b > 0, x in [0, 1].
double incompleteBeta(double a, double b, double x);

} // namespace mops::learn
