#pragma once

#include "core/base/rng.h"
#include "core/learn/matrix.h"

#include <vector>

namespace mops::bench {

/// Rows of `clusters` overlapping normal clouds, each stretched along its own directions.
inline learn::Matrix mixtureRows(std::size_t rows, std::size_t columns, std::size_t clusters) {
    Rng rng(1);
    learn::Matrix centres(clusters, columns);
    for (double& value : centres.values)
        value = 0.4 * rng.normal();
    std::vector<learn::Matrix> shapes(clusters, learn::Matrix(columns, columns));
    for (learn::Matrix& shape : shapes)
        for (std::size_t i = 0; i < columns; ++i)
            for (std::size_t j = 0; j <= i; ++j)
                shape.at(i, j) = i == j ? rng.uniform(0.3, 1.0) : 0.15 * rng.normal();
    learn::Matrix x(rows, columns);
    std::vector<double> noise(columns);
    for (std::size_t r = 0; r < rows; ++r) {
        const auto k = static_cast<std::size_t>(rng.below(clusters));
        for (double& value : noise)
            value = rng.normal();
        for (std::size_t i = 0; i < columns; ++i) {
            double value = centres.at(k, i);
            for (std::size_t j = 0; j <= i; ++j)
                value += shapes[k].at(i, j) * noise[j];
            x.at(r, i) = value;
        }
    }
    return x;
}

} // namespace mops::bench
