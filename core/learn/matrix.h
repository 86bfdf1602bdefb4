#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace mops::learn {

/// Numbers in rows, each row contiguous. Does not own them.
struct MatrixView {
    const double* data = nullptr;
    std::size_t rows = 0;
    std::size_t columns = 0;

    std::span<const double> row(std::size_t r) const { return {data + r * columns, columns}; }
    double at(std::size_t r, std::size_t c) const { return data[r * columns + c]; }
};

/// An owning row-major matrix.
struct Matrix {
    Matrix() = default;
    Matrix(std::size_t rowCount, std::size_t columnCount, double value = 0)
        : values(rowCount * columnCount, value)
        , rows(rowCount)
        , columns(columnCount) {}

    std::vector<double> values;
    std::size_t rows = 0;
    std::size_t columns = 0;

    double& at(std::size_t r, std::size_t c) { return values[r * columns + c]; }
    double at(std::size_t r, std::size_t c) const { return values[r * columns + c]; }
    std::span<double> row(std::size_t r) { return {values.data() + r * columns, columns}; }
    std::span<const double> row(std::size_t r) const {
        return {values.data() + r * columns, columns};
    }
    operator MatrixView() const { return {values.data(), rows, columns}; }
};

} // namespace mops::learn
