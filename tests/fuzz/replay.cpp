// Feeds a fuzz target with its corpus: each file as it is, cut at evenly spread bytes, and with one
// byte changed, the same ones in every run.
//
// usage: fuzz_NAME FOLDER CHANGED   CHANGED: how many cut or changed inputs, in all
#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include <unistd.h>

#include "engine/core/hash.hpp"
#include "engine/core/safe_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace careshed::fuzz {

namespace {

namespace fs = std::filesystem;

std::string now; ///< the input that is read

/// Says which input it was; the signal then does what it would have done.
void say_input(int number) {
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, now.data(), now.size());
    std::signal(number, SIG_DFL);
    std::raise(number);
}

/// As long as the bytes and no longer, so that a sanitizer sees what reads beyond them.
void feed(const std::string& bytes, const std::string& title) {
    now = title + "\n";
    const std::vector<std::uint8_t> exact(bytes.begin(), bytes.end());
    (void)LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

void feed_changed(const std::string& whole, const std::string& name, std::size_t times) {
    for (std::size_t i = 0; i < times && !whole.empty(); ++i) {
        const std::size_t cut = i * whole.size() / times;
        feed(whole.substr(0, cut), name + " cut to " + std::to_string(cut) + " bytes");
        std::string changed = whole;
        const std::uint64_t key = stable_id(whole, i);
        const std::size_t at = key % whole.size();
        changed[at] = static_cast<char>(key >> 56U);
        feed(changed, name + " with another byte " + std::to_string(at));
    }
}

int replay(const fs::path& folder, std::size_t changed) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder))
        files.push_back(entry.path());
    std::ranges::sort(files);
    for (const fs::path& file : files) {
        const std::string whole = read_file(file), name = file.filename().string();
        feed(whole, name);
        feed_changed(whole, name, changed / (2 * files.size()));
    }
    std::printf("%zu files\n", files.size());
    return files.empty() ? 1 : 0;
}

} // namespace

} // namespace careshed::fuzz

int main(int argc, char** argv) {
    if (argc != 3)
        return 2;
    for (const int number : {SIGABRT, SIGSEGV, SIGFPE, SIGBUS, SIGILL})
        std::signal(number, careshed::fuzz::say_input);
    return careshed::fuzz::replay(argv[1], std::stoul(argv[2]));
}
