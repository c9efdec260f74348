// Disclosure control, the one gate for everything published: files, columns and fields that a
// result may have, and the protection of small counts in each. A table or file that has no entry
// here is not written, by whatever front end.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/outcomes/summary.hpp"
#include "engine/report/sheet.hpp"

namespace careshed {

/// Why a field may be published.
enum class Reason {
    open,       ///< names, streets, residents, minutes, rules, parameters: no secret
    estimate,   ///< effect of a site or arm, over draws: no cell of a record
    order,      ///< ranks, shares of draws and words that follow from estimates
    model,      ///< of the whole city's fit, or pooled over many people: no cell
    suppressed, ///< recorded, or fitted to records: hidden where few, with complementary cells
    rounded,    ///< people at risk, who follow from records: rounded, and hidden where few are
};
/// A sentence for the documents.
[[nodiscard]] const char* reason_text(Reason reason);

struct GateEntry {
    /// "ranking.csv"; "simulate/outcomes.csv": of that verb alone; "groups_*.csv": of every group
    /// column.
    std::string file;
    std::string field; ///< column, JSON field or map layer's field; "" for a text or a drawing
    Reason reason = Reason::open;
};
/// By file, in the order of their fields.
[[nodiscard]] const std::vector<GateEntry>& gate_entries();

/// Passes content with entries. Everything a verb writes passes here.
class Gate {
  public:
    /// `verb`: whose files pass. Internal, small counts pass too.
    Gate(std::string verb, bool is_internal) : verb_(std::move(verb)), is_internal_(is_internal) {}
    /// The table as it may be published: estimates in few digits. Throws an internal Error when a
    /// column has no entry, or a recorded count below the smallest that may be shown stands in a
    /// public table.
    [[nodiscard]] Sheet pass(Sheet sheet) const;
    [[nodiscard]] std::vector<Sheet> pass(std::vector<Sheet> sheets) const;
    /// An estimate of a site or arm as a release, a screen or a document may hold it.
    [[nodiscard]] double figure(double estimate) const;
    [[nodiscard]] Summary figure(const Summary& estimate) const;
    /// Fields of a JSON document or a map's layer. Throws an internal Error for one without entry.
    void require_fields(std::string_view file, std::span<const std::string> fields) const;

    void write(const std::filesystem::path& folder, const Sheet& sheet) const;
    /// Throws an internal Error when the file has no entry.
    void write(const std::filesystem::path& folder, const std::string& file,
               std::string_view text) const;
    /// Where a file may be written that has an entry.
    [[nodiscard]] std::filesystem::path place(const std::filesystem::path& folder,
                                              const std::string& file) const;

  private:
    std::string verb_;
    bool is_internal_;
};

} // namespace careshed
