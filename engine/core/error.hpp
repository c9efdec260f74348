// What went wrong, where, and what the person reading can do about it.
// An Error is thrown at the boundary where the cause is known and caught once, in main.
// Asserts are for our own mistakes only and are never reached by input.
#pragma once

#include <exception>
#include <string>
#include <vector>

namespace careshed {

/// Who must act. Each kind has one exit code (docs/reference: exit codes).
enum class ErrorKind { run, usage, input, resource, internal, interrupted };

/// One complaint. `where` is "file:line:column", a layer and feature, or an option; it may be
/// empty.
struct Complaint {
    std::string where;
    std::string message;
    std::string hint;

    /// "where: error: message (hint: hint)", leaving out the parts that are empty, each fit for a
    /// screen (engine/core/visible_text).
    [[nodiscard]] std::string text() const;
};

/// One or more complaints of one kind. Semantic errors of a file are gathered and thrown together.
class Error : public std::exception {
  public:
    Error(ErrorKind kind, std::string where, std::string message, std::string hint = {});
    Error(ErrorKind kind, std::vector<Complaint> complaints);

    [[nodiscard]] ErrorKind kind() const { return kind_; }
    [[nodiscard]] const std::vector<Complaint>& complaints() const { return complaints_; }
    /// Every complaint on its own line.
    [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }

  private:
    ErrorKind kind_;
    std::vector<Complaint> complaints_;
    std::string text_;
};

/// 0 is success; run 1, usage 2, input 3, resource 4, internal 70, interrupted 130.
[[nodiscard]] int exit_code(ErrorKind kind);

/// Gathers the semantic errors of one input so that a person sees them all at once.
class ComplaintList {
  public:
    void add(std::string where, std::string message, std::string hint = {});
    [[nodiscard]] bool empty() const { return complaints_.empty(); }
    /// Throws one input Error holding every complaint, if there is any.
    void throw_if_any() const;

  private:
    std::vector<Complaint> complaints_;
};

} // namespace careshed
