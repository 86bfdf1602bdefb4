#include "core/learn/kernels/products.h"

#define EIGEN_DONT_PARALLELIZE
#include <Eigen/Core>

namespace mops::learn::kernels {
namespace {

template <class Number>
using RowMajor = Eigen::Matrix<Number, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

template <class Number>
void add(const Number* a, As asA, const Number* b, As asB, std::size_t rows, std::size_t inner,
         std::size_t columns, Number scale, Number* c) {
    const auto m = static_cast<Eigen::Index>(rows);
    const auto k = static_cast<Eigen::Index>(inner);
    const auto n = static_cast<Eigen::Index>(columns);
    using Read = Eigen::Map<const RowMajor<Number>>;
    Eigen::Map<RowMajor<Number>> out(c, m, n);
    const Read left(a, asA == As::Itself ? m : k, asA == As::Itself ? k : m);
    const Read right(b, asB == As::Itself ? k : n, asB == As::Itself ? n : k);
    if (asA == As::Itself && asB == As::Itself)
        out.noalias() += scale * left * right;
    else if (asA == As::Itself)
        out.noalias() += scale * left * right.transpose();
    else if (asB == As::Itself)
        out.noalias() += scale * left.transpose() * right;
    else
        out.noalias() += scale * left.transpose() * right.transpose();
}

} // namespace

void addProduct(const double* a, As asA, const double* b, As asB, std::size_t rows,
                std::size_t inner, std::size_t columns, double scale, double* c) {
    add(a, asA, b, asB, rows, inner, columns, scale, c);
}

void addProduct(const float* a, As asA, const float* b, As asB, std::size_t rows, std::size_t inner,
                std::size_t columns, float scale, float* c) {
    add(a, asA, b, asB, rows, inner, columns, scale, c);
}

} // namespace mops::learn::kernels
