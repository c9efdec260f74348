// Where is the file that a scenario names? As given if absolute or a database, else in the data
// folder, else beside the scenario. What is not found or not allowed is gathered, so that a person
// hears of every file at once.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/inputs/layer_source.hpp"

namespace careshed {

class SourceSearch {
  public:
    SourceSearch(std::filesystem::path scenario, std::filesystem::path data)
        : scenario_(std::move(scenario)), data_(std::move(data)) {}

    /// The file, or an empty path after a complaint. `place` is where the scenario names it.
    [[nodiscard]] std::filesystem::path find(const std::string& source, const std::string& place,
                                             SourceKind kind = SourceKind::layer);

    [[nodiscard]] const std::vector<Complaint>& refused() const { return refused_; }
    [[nodiscard]] const std::vector<Complaint>& missing() const { return missing_; }

  private:
    void complain_missing(const std::string& source, const std::string& place,
                          const std::vector<std::filesystem::path>& tried);

    std::filesystem::path scenario_, data_;
    std::vector<Complaint> refused_, missing_;
};

} // namespace careshed
