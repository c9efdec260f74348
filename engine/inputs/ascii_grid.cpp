#include "engine/inputs/ascii_grid.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/interrupt.hpp"
#include "engine/core/text.hpp"
#include "engine/inputs/number_text.hpp"

namespace careshed {

namespace {

constexpr std::array<std::string_view, 9> kFirstKeys = {
    "ncols", "nrows", "xllcorner", "yllcorner", "xllcenter", "yllcenter", "dx", "dy", "cellsize"};
constexpr std::size_t kLongestHeader = 1000; // bytes; GDAL looks no further
constexpr std::size_t kLongestNumber = 400;  // bytes; "%f" of the largest float has 47
constexpr std::size_t kPiece = 65536;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_line_end(char c) { return c == '\n' || c == '\r'; }
bool is_white(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// As GDAL reads cells: a comma may stand for the point, "null" for a missing height, and what
/// compilers for Windows wrote for not a number ("-1.#IND") is one.
bool is_cell(std::string_view text) {
    if (parse_number(text))
        return true;
    if (text.starts_with("1.#") || text.starts_with("-1.#") || lower_case(text) == "null")
        return true;
    std::string pointed(text);
    std::ranges::replace(pointed, ',', '.');
    return parse_number(pointed).has_value();
}

struct GridSize {
    std::int64_t columns = 0, rows = 0;
    std::size_t header_bytes = 0;
};

/// Checks one grid from its first byte to its last.
class GridCheck {
  public:
    GridCheck(const std::filesystem::path& path, const std::string& where)
        : file_(path, std::ios::binary), where_(where) {
        std::error_code failed;
        const auto bytes = std::filesystem::file_size(path, failed);
        bytes_ = failed ? 0 : static_cast<std::int64_t>(bytes);
    }

    void run() {
        size_ = read_header();
        file_.clear();
        file_.seekg(static_cast<std::streamoff>(size_.header_bytes));
        read_cells();
        if (seen_ != size_.columns * size_.rows)
            fail(fmt::format("it breaks off at {}", cell_place()));
    }

  private:
    [[noreturn]] void fail(const std::string& message) const {
        throw Error(ErrorKind::resource, where_, message,
                    "the file is damaged; export it again, best as a GeoTIFF");
    }

    /// Of the cell that comes next.
    [[nodiscard]] std::string cell_place() const {
        return fmt::format("row {}, column {}", seen_ / size_.columns + 1,
                           seen_ % size_.columns + 1);
    }

    /// Lines that begin with a letter, each a key and its value.
    GridSize read_header() {
        std::string start(kLongestHeader, '\0');
        file_.read(start.data(), static_cast<std::streamsize>(start.size()));
        start.resize(static_cast<std::size_t>(file_.gcount()));
        GridSize size;
        int line = 0;
        for (std::size_t at = 0; at < start.size();) {
            if (is_line_end(start[at])) {
                ++at;
                continue;
            }
            if (!is_letter(start[at])) {
                size.header_bytes = at;
                break;
            }
            const std::size_t end = std::min(start.find_first_of("\r\n", at), start.size());
            take_line(std::string_view(start).substr(at, end - at), ++line, size);
            at = end;
        }
        // A cell takes two bytes at least, the last one of them perhaps only one.
        const bool fits =
            size.columns > 0 && size.rows > 0 && size.rows <= (bytes_ / 2 + 1) / size.columns;
        if (size.header_bytes == 0 || !fits)
            fail(size.columns > 0 && size.rows > 0
                     ? fmt::format("its header says {} columns and {} rows, which the file is too "
                                   "short for",
                                   size.columns, size.rows)
                     : "its header does not say how many columns and rows it has");
        return size;
    }

    void take_line(std::string_view text, int line, GridSize& size) const {
        const std::size_t gap = std::min(text.find_first_of(" \t"), text.size());
        const std::string key = lower_case(text.substr(0, gap));
        std::string_view value = text.substr(gap);
        while (!value.empty() && is_white(value.front()))
            value.remove_prefix(1);
        while (!value.empty() && is_white(value.back()))
            value.remove_suffix(1);
        const bool is_pair = key.size() > 1 && is_letter(key[1]) && !value.empty() &&
                             value.find_first_of(" \t") == std::string_view::npos;
        if (!is_pair)
            fail(fmt::format("line {} of its header is no key with one value", line));
        if (key == "ncols" || key == "nrows")
            take_count(value, line, key == "ncols" ? size.columns : size.rows);
    }

    void take_count(std::string_view text, int line, std::int64_t& count) const {
        constexpr double kMost = 2'147'483'647;
        const bool is_plain = text.find_first_not_of("0123456789.") == std::string_view::npos;
        const auto value = is_plain ? parse_number(text) : std::nullopt;
        if (!value || *value < 1 || *value > kMost || count != 0)
            fail(fmt::format("line {} of its header holds no number of cells", line));
        count = static_cast<std::int64_t>(*value);
    }

    /// A cell may lie across two pieces: what a piece ends with is put before the next.
    void read_cells() {
        std::vector<char> piece(kPiece + kLongestNumber);
        std::size_t kept = 0;
        for (bool more = true; more;) {
            stop_if_interrupted();
            file_.read(piece.data() + kept, static_cast<std::streamsize>(kPiece));
            more = file_.good();
            const std::string_view text(piece.data(),
                                        kept + static_cast<std::size_t>(file_.gcount()));
            const std::string_view rest = take_cells(text, !more);
            kept = rest.size();
            std::ranges::copy(rest, piece.begin());
        }
    }

    /// Takes whole cells and returns what may go on in the next piece.
    std::string_view take_cells(std::string_view text, bool is_last) {
        std::size_t at = 0;
        while (true) {
            while (at < text.size() && is_white(text[at]))
                ++at;
            std::size_t end = at;
            while (end < text.size() && !is_white(text[end]) && end - at <= kLongestNumber)
                ++end;
            if (at == text.size())
                return {};
            const bool may_go_on = end == text.size() && !is_last;
            if (may_go_on && end - at < kLongestNumber)
                return text.substr(at);
            take_cell(text.substr(at, end - at));
            at = end;
        }
    }

    void take_cell(std::string_view text) {
        if (seen_ == size_.columns * size_.rows)
            fail(fmt::format("it holds more than its {} rows of {} cells", size_.rows,
                             size_.columns));
        if (text.size() >= kLongestNumber || !is_cell(text))
            fail(fmt::format("{} holds no number", cell_place()));
        ++seen_;
    }

    std::ifstream file_;
    const std::string& where_;
    std::int64_t bytes_ = 0;
    GridSize size_;
    std::int64_t seen_ = 0; ///< cells so far
};

} // namespace

bool is_ascii_grid(const std::filesystem::path& file) {
    std::array<char, 16> start{};
    std::ifstream(file, std::ios::binary).read(start.data(), start.size());
    const std::string lowered = lower_case({start.data(), start.size()});
    return std::ranges::any_of(kFirstKeys,
                               [&](std::string_view key) { return lowered.starts_with(key); });
}

void check_ascii_grid(const std::filesystem::path& file, const std::string& where) {
    GridCheck(file, where).run();
}

} // namespace careshed
