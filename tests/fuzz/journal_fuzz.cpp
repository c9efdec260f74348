// The journal of a run that was stopped: any file in its place, any bytes behind its header, and a
// sound one that is cut anywhere.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/hash.hpp"
#include "engine/simulate/journal.hpp"
#include "tests/fuzz/fuzzed_file.hpp"
#include "tests/fuzz/verdict.hpp"

namespace careshed::fuzz {

namespace {

const std::string kRun = sha256("a run");

/// Opened twice: what the first left is whole, and a file that is refused stays as it is.
void open_twice(const FuzzedFile& file, std::string_view bytes) {
    const auto pieces = [&] { return RunJournal(file.path(), kRun).pieces(); };
    file.holding(bytes);
    const auto one = verdict_of(pieces);
    const std::string left = file.bytes();
    const auto other = verdict_of(pieces);
    claim(one.value == other.value && one.words == other.words, "a journal opens twice alike");
    claim(file.bytes() == left && (one.value || left == bytes), "opening changes no whole record");
}

/// A byte says how long the payload that follows is.
std::vector<std::string> payloads_of(std::string_view bytes) {
    std::vector<std::string> payloads;
    while (!bytes.empty()) {
        const std::size_t length = static_cast<unsigned char>(bytes.front());
        payloads.emplace_back(bytes.substr(1, length));
        bytes.remove_prefix(std::min(bytes.size(), 1 + length));
    }
    return payloads;
}

/// Records what is missing, in order.
void go_on(const FuzzedFile& file, const std::vector<std::string>& payloads) {
    RunJournal journal(file.path(), kRun);
    for (std::uint64_t piece = 0; piece < payloads.size(); ++piece)
        if (const auto found = journal.find(piece))
            claim(*found == payloads[piece], "a piece comes back as it was recorded");
        else
            journal.record(piece, payloads[piece]);
}

} // namespace

} // namespace careshed::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace careshed::fuzz;
    static const FuzzedFile file("journal");
    static const std::string header = (go_on(file, {}), file.bytes());
    const std::string bytes(text_of(data, size));
    open_twice(file, bytes);
    open_twice(file, header + bytes);
    file.holding(header);
    go_on(file, payloads_of(bytes));
    const std::string whole = file.bytes();
    file.holding(whole.substr(0, careshed::stable_id(bytes) % (whole.size() + 1)));
    go_on(file, payloads_of(bytes));
    claim(file.bytes() == whole, "a journal that was cut and gone on from is the same");
    return 0;
}
