// A sparse, symmetric, positive definite matrix split into a triangle and its mirror image, in
// plain columns: solves, the determinant, normal draws of which it is the precision, and their
// variances.
#pragma once

#include <cstdint>
#include <vector>

namespace careshed {

/// Its lower triangle and diagonal; entries of the same place add up.
struct SparseSymmetric {
    struct Entry {
        std::uint32_t row = 0, column = 0; ///< row >= column
        double value = 0;
    };
    std::size_t size = 0;
    std::vector<Entry> entries;

    void add(std::uint32_t row, std::uint32_t column, double value) {
        entries.push_back(row >= column ? Entry{row, column, value} : Entry{column, row, value});
    }
    [[nodiscard]] std::vector<double> times(const std::vector<double>& x) const;
    /// The same with one entry a place, column by column.
    [[nodiscard]] SparseSymmetric summed() const;
};

/// L of P A P' = L L', rows and columns reordered so that L stays sparse.
class SparseFactor {
  public:
    /// Throws Error::internal when the matrix is not positive definite.
    explicit SparseFactor(const SparseSymmetric& matrix);

    [[nodiscard]] double log_determinant() const;
    /// x of A x = b.
    [[nodiscard]] std::vector<double> solved(std::vector<double> b) const;
    /// From independent standard normals to normals with precision A.
    [[nodiscard]] std::vector<double> scattered(const std::vector<double>& normals) const;
    /// Diagonal of the inverse, by the recursion of Takahashi (Rue and Martino 2007, Journal of
    /// Statistical Planning and Inference 137:3177), which stays within L's own places.
    [[nodiscard]] std::vector<double> variances() const;

  private:
    void backward(std::vector<double>& x) const;

    std::vector<std::uint32_t> place_; ///< in the factor, by index
    std::vector<std::uint32_t> first_; ///< of each column in rows_, and their end
    std::vector<std::uint32_t> rows_;  ///< ascending in a column, the diagonal first
    std::vector<double> values_;
};

} // namespace careshed
