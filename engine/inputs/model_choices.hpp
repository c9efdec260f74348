// The switches of a scenario, each a type of its own, and the words for their values: the only
// place that knows them. A word is read once, where a scenario or the command line is; every output
// prints it again by name_of. The documents list the values in the order given here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/enum_array.hpp"

namespace careshed {

/// The words for an enum's values, in their order.
template <class Choice> using ChoiceNames = EnumArray<Choice, const char*>;
template <class Choice> inline constexpr ChoiceNames<Choice> kChoiceNames{};

/// model.structure: how the headline counts the deaths that a site averts. All but `calibrated` are
/// alternative structures.
enum class Structure : std::uint8_t { calibrated, mechanistic, mechanistic_phi, reach, ecological };
template <> inline constexpr std::size_t kCountOf<Structure> = 5;
template <>
inline constexpr ChoiceNames<Structure> kChoiceNames<Structure>{
    "calibrated", "mechanistic", "mechanistic_phi", "reach", "ecological"};

/// model.fatality: parameter set for what an overdose without help leads to.
enum class FatalitySet : std::uint8_t { profound, canberra };
template <> inline constexpr std::size_t kCountOf<FatalitySet> = 2;
template <>
inline constexpr ChoiceNames<FatalitySet> kChoiceNames<FatalitySet>{"profound", "canberra"};

/// model.decay: how use falls with walking distance, by what people said or by what they did.
enum class DecaySet : std::uint8_t { stated, revealed };
template <> inline constexpr std::size_t kCountOf<DecaySet> = 2;
template <> inline constexpr ChoiceNames<DecaySet> kChoiceNames<DecaySet>{"stated", "revealed"};

/// model.inversion: whose published volume sets the intensity of use; `both` are drawn evenly.
enum class Inversion : std::uint8_t { insite, new_york, both };
template <> inline constexpr std::size_t kCountOf<Inversion> = 3;
template <>
inline constexpr ChoiceNames<Inversion> kChoiceNames<Inversion>{"insite", "new_york", "both"};

/// model.history: whether individual histories carry windows of raised risk, a first overdose and
/// death forward in time.
enum class History : std::uint8_t { on, off };
template <> inline constexpr std::size_t kCountOf<History> = 2;
template <> inline constexpr ChoiceNames<History> kChoiceNames<History>{"on", "off"};

/// model.queue: waiting for a booth, simulated from arrivals or the steady state of each hour.
enum class QueueKind : std::uint8_t { simulated, steady };
template <> inline constexpr std::size_t kCountOf<QueueKind> = 2;
template <> inline constexpr ChoiceNames<QueueKind> kChoiceNames<QueueKind>{"simulated", "steady"};

/// model.pace: how fast people walk.
enum class PaceKind : std::uint8_t { usual, impaired };
template <> inline constexpr std::size_t kCountOf<PaceKind> = 2;
template <> inline constexpr ChoiceNames<PaceKind> kChoiceNames<PaceKind>{"usual", "impaired"};

/// run.allocation: histories are simulated for all sites in all draws, or sites that are surely
/// behind are eliminated sequentially.
enum class Allocation : std::uint8_t { even, sequential };
template <> inline constexpr std::size_t kCountOf<Allocation> = 2;
template <> inline constexpr ChoiceNames<Allocation> kChoiceNames<Allocation>{"even", "sequential"};

/// run.stop_on: what ends draws early when it is known well enough; nothing does for `draws`.
enum class StopOn : std::uint8_t { draws, p_best, p_top, interval };
template <> inline constexpr std::size_t kCountOf<StopOn> = 4;
template <>
inline constexpr ChoiceNames<StopOn> kChoiceNames<StopOn>{"draws", "p_best", "p_top", "interval"};

/// The word for a value.
template <class Choice> [[nodiscard]] constexpr const char* name_of(Choice value) {
    static_assert(kChoiceNames<Choice>.values.back() != nullptr, "a value without a word");
    return kChoiceNames<Choice>[value];
}
/// Every word for a switch, in the documents' order.
template <class Choice> [[nodiscard]] std::vector<std::string> choice_names() {
    return {kChoiceNames<Choice>.begin(), kChoiceNames<Choice>.end()};
}
/// The value of a word; nothing for a word that is none of the switch's.
template <class Choice> [[nodiscard]] std::optional<Choice> parse_choice(std::string_view word) {
    for (std::size_t k = 0; k < kCountOf<Choice>; ++k)
        if (word == kChoiceNames<Choice>[k])
            return static_cast<Choice>(k);
    return std::nullopt;
}

} // namespace careshed
