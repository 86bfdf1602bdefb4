#pragma once

namespace mops::learn {

/// P(Z ≤ z) of the standard normal distribution, to full precision in both tails.
double normalCdf(double z);
/// The z with normalCdf(z) = p; −∞ and ∞ at 0 and 1, NaN outside [0, 1].
double normalQuantile(double p);
/// P(T ≤ t) of Student's distribution with df > 0 degrees of freedom (not necessarily whole).
double studentCdf(double t, double df);
/// The t with studentCdf(t, df) = p; −∞ and ∞ at 0 and 1, NaN outside [0, 1] or for df ≤ 0.
double studentQuantile(double p, double df);

} // namespace mops::learn
