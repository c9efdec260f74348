#include "engine/population/sparse_factor.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "engine/core/distributions.hpp"
#include "engine/core/error.hpp"

namespace careshed::sparse_factor_test {

namespace {

using Dense = std::vector<std::vector<double>>;

/// Sums of outer products of few-membered vectors, and something of its own for each row.
SparseSymmetric random_matrix(std::uint32_t size, std::uint32_t seed) {
    DrawStream draws({seed, Purpose::test, 3, 0});
    SparseSymmetric matrix{size, {}};
    for (std::uint32_t row = 0; row < size; ++row) {
        matrix.add(row, row, 0.5 + draws.uniform());
        const std::uint32_t other = draws.below(size);
        const double value = sample_normal(draws);
        matrix.add(row, row, value * value);
        if (other != row) {
            matrix.add(other, other, 1);
            matrix.add(row, other, value);
        }
    }
    return matrix;
}

Dense dense_of(const SparseSymmetric& matrix) {
    Dense dense(matrix.size, std::vector<double>(matrix.size, 0.0));
    for (const SparseSymmetric::Entry& entry : matrix.entries) {
        dense[entry.row][entry.column] += entry.value;
        if (entry.row != entry.column)
            dense[entry.column][entry.row] += entry.value;
    }
    return dense;
}

/// Inverse and determinant by Gauss and Jordan.
struct Inverted {
    Dense inverse;
    double log_determinant = 0;
    explicit Inverted(Dense a) : inverse(a.size(), std::vector<double>(a.size(), 0.0)) {
        const std::size_t n = a.size();
        for (std::size_t k = 0; k < n; ++k)
            inverse[k][k] = 1;
        for (std::size_t k = 0; k < n; ++k) {
            const double pivot = a[k][k];
            log_determinant += std::log(pivot);
            for (std::size_t j = 0; j < n; ++j) {
                a[k][j] /= pivot;
                inverse[k][j] /= pivot;
            }
            for (std::size_t i = 0; i < n; ++i) {
                const double factor = a[i][k];
                for (std::size_t j = 0; j < n && i != k; ++j) {
                    a[i][j] -= factor * a[k][j];
                    inverse[i][j] -= factor * inverse[k][j];
                }
            }
        }
    }
};

} // namespace

TEST_CASE("Solves, determinant and variances are those of a dense inverse", "[sparse]") {
    for (std::uint32_t seed = 1; seed <= 40; ++seed) {
        const std::uint32_t size = 1 + seed;
        const SparseSymmetric matrix = random_matrix(size, seed);
        const SparseFactor factor(matrix);
        const Inverted dense(dense_of(matrix));
        CHECK(factor.log_determinant() == Approx(dense.log_determinant).margin(1e-10));
        const std::vector<double> variances = factor.variances();
        for (std::uint32_t k = 0; k < size; ++k) {
            CHECK(variances[k] == Approx(dense.inverse[k][k]).epsilon(1e-10));
            std::vector<double> unit(size, 0.0);
            unit[k] = 1;
            const std::vector<double> column = factor.solved(unit);
            for (std::uint32_t j = 0; j < size; ++j)
                CHECK(column[j] == Approx(dense.inverse[j][k]).margin(1e-10));
        }
    }
}

TEST_CASE("Summed entries are the same matrix", "[sparse]") {
    const SparseSymmetric matrix = random_matrix(30, 7);
    const SparseSymmetric summed = matrix.summed();
    CHECK(summed.entries.size() < matrix.entries.size());
    const Dense one = dense_of(matrix), other = dense_of(summed);
    for (std::size_t k = 0; k < 30; ++k)
        for (std::size_t j = 0; j < 30; ++j)
            CHECK(one[k][j] == Approx(other[k][j]).margin(1e-14));
}

TEST_CASE("Scattered normals have the matrix as their precision", "[sparse]") {
    // The columns of S, with S z the scattered normals, make S S' the inverse.
    const SparseSymmetric matrix = random_matrix(25, 11);
    const SparseFactor factor(matrix);
    const Inverted dense(dense_of(matrix));
    Dense product(25, std::vector<double>(25, 0.0));
    for (std::size_t k = 0; k < 25; ++k) {
        std::vector<double> unit(25, 0.0);
        unit[k] = 1;
        const std::vector<double> column = factor.scattered(unit);
        for (std::size_t i = 0; i < 25; ++i)
            for (std::size_t j = 0; j < 25; ++j)
                product[i][j] += column[i] * column[j];
    }
    for (std::size_t i = 0; i < 25; ++i)
        for (std::size_t j = 0; j < 25; ++j)
            CHECK(product[i][j] == Approx(dense.inverse[i][j]).margin(1e-10));
}

TEST_CASE("A matrix that is not positive definite is refused", "[sparse]") {
    SparseSymmetric matrix{2, {}};
    matrix.add(0, 0, 1);
    matrix.add(1, 1, 1);
    matrix.add(1, 0, 2);
    CHECK_THROWS_AS(SparseFactor(matrix), Error);
}

} // namespace careshed::sparse_factor_test
