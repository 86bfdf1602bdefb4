#include "core/learn/kernels/column_moments.h"
#include "core/learn/kernels/vector_math.h"

namespace mops::learn::kernels {

double addColumnMoments(const double* x, std::size_t rows, std::size_t columns, const double* shift,
                        double most, double* sums, double* squares) {
    Vector4 bad = {};
    double badRest = 0;
    for (std::size_t r = 0; r < rows; ++r) {
        const double* row = x + r * columns;
        std::size_t c = 0;
        for (; c + kLanes <= columns; c += kLanes) {
            const Vector4 value = load(row + c);
            bad += choose(magnitude(value) <= splat(most), splat(0.0), splat(1.0));
            const Vector4 difference = value - load(shift + c);
            store(sums + c, load(sums + c) + difference);
            store(squares + c, load(squares + c) + difference * difference);
        }
        for (; c < columns; ++c) {
            const double value = row[c];
            badRest += (value < 0 ? -value : value) <= most ? 0.0 : 1.0;
            const double difference = value - shift[c];
            sums[c] += difference;
            squares[c] += difference * difference;
        }
    }
    return sum(bad) + badRest;
}

} // namespace mops::learn::kernels
