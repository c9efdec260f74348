#include "engine/population/sparse_factor.hpp"

#include <Eigen/SparseCholesky>

#include "engine/core/error.hpp"
#include "engine/core/interrupt.hpp"
#include "engine/core/portable_math.hpp"

namespace careshed {

namespace {

using EigenMatrix = Eigen::SparseMatrix<double>;

EigenMatrix lower_triangle(const SparseSymmetric& matrix) {
    if (matrix.size == 0)
        throw Error(ErrorKind::internal, "", "a matrix without rows was asked for");
    std::vector<Eigen::Triplet<double>> entries;
    for (const SparseSymmetric::Entry& entry : matrix.entries)
        entries.emplace_back(static_cast<int>(entry.row), static_cast<int>(entry.column),
                             entry.value);
    const auto size = static_cast<Eigen::Index>(matrix.size);
    EigenMatrix lower(size, size);
    lower.setFromTriplets(entries.begin(), entries.end());
    return lower;
}

} // namespace

std::vector<double> SparseSymmetric::times(const std::vector<double>& x) const {
    std::vector<double> product(size, 0.0);
    for (const Entry& entry : entries) {
        product[entry.row] += entry.value * x[entry.column];
        if (entry.row != entry.column)
            product[entry.column] += entry.value * x[entry.row];
    }
    return product;
}

SparseSymmetric SparseSymmetric::summed() const {
    SparseSymmetric sums{size, {}};
    const EigenMatrix lower = lower_triangle(*this);
    for (Eigen::Index column = 0; column < lower.outerSize(); ++column)
        for (EigenMatrix::InnerIterator entry(lower, column); entry; ++entry)
            sums.add(static_cast<std::uint32_t>(entry.row()),
                     static_cast<std::uint32_t>(entry.col()), entry.value());
    return sums;
}

SparseFactor::SparseFactor(const SparseSymmetric& matrix) : place_(matrix.size) {
    const Eigen::SimplicialLLT<EigenMatrix> factor(lower_triangle(matrix));
    if (factor.info() != Eigen::Success)
        throw Error(ErrorKind::internal, "", "a matrix is not positive definite");
    for (std::size_t k = 0; k < matrix.size; ++k)
        place_[k] = static_cast<std::uint32_t>(
            factor.permutationP().indices()[static_cast<Eigen::Index>(k)]);
    const EigenMatrix columns = factor.matrixL();
    for (Eigen::Index column = 0; column < columns.outerSize(); ++column) {
        first_.push_back(static_cast<std::uint32_t>(rows_.size()));
        for (EigenMatrix::InnerIterator entry(columns, column); entry; ++entry) {
            rows_.push_back(static_cast<std::uint32_t>(entry.row()));
            values_.push_back(entry.value());
        }
    }
    first_.push_back(static_cast<std::uint32_t>(rows_.size()));
}

double SparseFactor::log_determinant() const {
    double sum = 0;
    for (std::size_t column = 0; column < place_.size(); ++column)
        sum += 2 * portable::log(values_[first_[column]]);
    return sum;
}

/// L' x = b, in the factor's order.
void SparseFactor::backward(std::vector<double>& x) const {
    for (std::size_t column = place_.size(); column-- > 0;) {
        for (std::uint32_t k = first_[column] + 1; k < first_[column + 1]; ++k)
            x[column] -= values_[k] * x[rows_[k]];
        x[column] /= values_[first_[column]];
    }
}

std::vector<double> SparseFactor::solved(std::vector<double> b) const {
    std::vector<double> x(b.size());
    for (std::size_t k = 0; k < b.size(); ++k)
        x[place_[k]] = b[k];
    for (std::size_t column = 0; column < place_.size(); ++column) {
        x[column] /= values_[first_[column]];
        for (std::uint32_t k = first_[column] + 1; k < first_[column + 1]; ++k)
            x[rows_[k]] -= values_[k] * x[column];
    }
    backward(x);
    for (std::size_t k = 0; k < b.size(); ++k)
        b[k] = x[place_[k]];
    return b;
}

std::vector<double> SparseFactor::scattered(const std::vector<double>& normals) const {
    std::vector<double> x(normals.size()), scattered(normals.size());
    for (std::size_t k = 0; k < x.size(); ++k)
        x[place_[k]] = normals[k];
    backward(x);
    for (std::size_t k = 0; k < x.size(); ++k)
        scattered[k] = x[place_[k]];
    return scattered;
}

std::vector<double> SparseFactor::variances() const {
    std::vector<double> inverse(values_.size()); // in the places of L
    std::vector<double> sums;
    for (std::size_t column = place_.size(); column-- > 0;) {
        stop_if_interrupted();
        const std::uint32_t below = first_[column] + 1, end = first_[column + 1];
        sums.assign(end - below, 0.0);
        // Rows below this column's diagonal are all in the column of the first of them.
        for (std::uint32_t k = below; k < end; ++k) {
            std::uint32_t at = first_[rows_[k]];
            for (std::uint32_t j = k; j < end; ++j) {
                while (rows_[at] != rows_[j])
                    ++at;
                sums[j - below] += values_[k] * inverse[at];
                if (j > k)
                    sums[k - below] += values_[j] * inverse[at];
            }
        }
        const double diagonal = values_[first_[column]];
        double own = 1 / diagonal;
        for (std::uint32_t k = below; k < end; ++k) {
            inverse[k] = -sums[k - below] / diagonal;
            own -= values_[k] * inverse[k];
        }
        inverse[first_[column]] = own / diagonal;
    }
    std::vector<double> variances;
    for (const std::uint32_t place : place_)
        variances.push_back(inverse[first_[place]]);
    return variances;
}

} // namespace careshed
