#include "engine/simulate/journal.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/interrupt.hpp"
#include "engine/core/safe_file.hpp"

namespace careshed {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kTitle = "careshed run journal ";
constexpr std::string_view kTitleAndVersion = "careshed run journal 1\n";
constexpr std::size_t kNumberBytes = 8;
constexpr std::size_t kRecordHeadBytes = 3 * kNumberBytes;

std::string bytes_of(std::uint64_t number) {
    std::string bytes;
    for (unsigned shift = 0; shift < 64; shift += 8)
        bytes += static_cast<char>(number >> shift);
    return bytes;
}

std::uint64_t number_at(std::string_view bytes, std::size_t at) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < kNumberBytes; ++i)
        number |= std::uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
    return number;
}

std::string header_of(std::string_view fingerprint) {
    assert(fingerprint.size() == 64);
    std::string header(kTitleAndVersion);
    header += fingerprint;
    header += '\n';
    return header + bytes_of(stable_id(header));
}

bool is_cut_header(const LockedFile& file, std::size_t header_bytes) {
    std::string start(std::min<std::uint64_t>(file.size(), kTitleAndVersion.size()), '\0');
    return file.size() < header_bytes && file.read_at(0, start) &&
           kTitleAndVersion.starts_with(start);
}

/// The file, which holds a whole header unless it is foreign. The header comes by a rename under
/// the lock of the file that it replaces; a process waiting for that one sees that it is gone.
fs::path with_header(fs::path path, std::string_view header) {
    LockedFile file(path);
    try {
        if (is_cut_header(file, header.size()))
            write_file(path, header, FileReaders::owner);
    } catch (const Error&) {
        if (file.size() == 0)
            file.remove();
        throw;
    }
    return path;
}

} // namespace

RunJournal::RunJournal(fs::path file, std::string_view fingerprint)
    : header_(header_of(fingerprint)), file_(with_header(std::move(file), header_)),
      end_(header_.size()) {
    check_header();
    read_records();
}

void RunJournal::check_header() const {
    const auto refuse = [&](const char* message, const char* hint) {
        throw Error(ErrorKind::usage, file_.path().string(), message, hint);
    };
    std::string found(header_.size(), '\0');
    if (!file_.read_at(0, found) || !found.starts_with(kTitle))
        refuse("is not a journal of careshed", "move it away or choose another folder (-o)");
    if (!found.starts_with(kTitleAndVersion))
        refuse("is a journal of another version of careshed",
               "delete it to start the run anew or choose another folder (-o)");
    const std::size_t checksum_at = found.size() - kNumberBytes;
    if (number_at(found, checksum_at) != stable_id(found.substr(0, checksum_at)))
        refuse("is a journal whose header is damaged", "delete it to start the run anew");
    if (found != header_)
        refuse("is the journal of a run with other inputs or options",
               "delete it to give that run up or choose another folder (-o)");
}

void RunJournal::read_records() {
    const std::uint64_t size = file_.size();
    std::string head(kRecordHeadBytes, '\0');
    while (size - end_ >= kRecordHeadBytes && file_.read_at(end_, head)) {
        stop_if_interrupted(); // a city's journal may hold gigabytes
        const std::uint64_t piece = number_at(head, 0);
        const Place place{end_ + kRecordHeadBytes, number_at(head, kNumberBytes),
                          number_at(head, 2 * kNumberBytes)};
        if (place.length > size - place.offset || !payload_of(piece, place))
            break;
        places_.insert_or_assign(piece, place);
        end_ = place.offset + place.length;
    }
    if (end_ < size)
        file_.truncate(end_);
}

/// Salted by the header: bytes left on the disk by another run's journal are no record of this one.
std::uint64_t RunJournal::checksum_of(std::uint64_t piece, std::string_view payload) const {
    const std::string salted = header_ + bytes_of(piece) + bytes_of(payload.size());
    return stable_id(payload, stable_id(salted));
}

std::optional<std::string> RunJournal::payload_of(std::uint64_t piece, const Place& place) const {
    std::string payload(place.length, '\0');
    if (!file_.read_at(place.offset, payload) || checksum_of(piece, payload) != place.checksum)
        return std::nullopt;
    return payload;
}

std::optional<std::string> RunJournal::find(std::uint64_t piece) const {
    Place place;
    {
        const std::scoped_lock lock(mutex_);
        const auto found = places_.find(piece);
        if (found == places_.end())
            return std::nullopt;
        place = found->second;
    }
    return payload_of(piece, place);
}

std::size_t RunJournal::pieces() const {
    const std::scoped_lock lock(mutex_);
    return places_.size();
}

void RunJournal::record(std::uint64_t piece, std::string_view payload) {
    const std::uint64_t checksum = checksum_of(piece, payload);
    std::string bytes = bytes_of(piece) + bytes_of(payload.size()) + bytes_of(checksum);
    bytes += payload;
    const std::scoped_lock lock(mutex_);
    file_.write_at(end_, bytes);
    places_.insert_or_assign(piece, Place{end_ + kRecordHeadBytes, payload.size(), checksum});
    end_ += bytes.size();
}

void RunJournal::remove() { file_.remove(); }

} // namespace careshed
