#include "engine/core/error.hpp"

#include <utility>

#include "engine/core/visible_text.hpp"

namespace careshed {

std::string Complaint::text() const {
    std::string line = where.empty() ? "" : message_text(where) + ": ";
    line += "error: " + message_text(message);
    if (!hint.empty())
        line += " (hint: " + message_text(hint) + ")";
    return line;
}

Error::Error(ErrorKind kind, std::string where, std::string message, std::string hint)
    : Error(kind, std::vector<Complaint>{{std::move(where), std::move(message), std::move(hint)}}) {
}

Error::Error(ErrorKind kind, std::vector<Complaint> complaints)
    : kind_(kind), complaints_(std::move(complaints)) {
    for (const Complaint& complaint : complaints_) {
        if (!text_.empty())
            text_ += '\n';
        text_ += complaint.text();
    }
}

int exit_code(ErrorKind kind) {
    switch (kind) {
    case ErrorKind::run:
        return 1;
    case ErrorKind::usage:
        return 2;
    case ErrorKind::input:
        return 3;
    case ErrorKind::resource:
        return 4;
    case ErrorKind::internal:
        return 70;
    case ErrorKind::interrupted:
        return 130;
    }
    return 70;
}

void ComplaintList::add(std::string where, std::string message, std::string hint) {
    complaints_.push_back({std::move(where), std::move(message), std::move(hint)});
}

void ComplaintList::throw_if_any() const {
    if (!complaints_.empty())
        throw Error(ErrorKind::input, complaints_);
}

} // namespace careshed
