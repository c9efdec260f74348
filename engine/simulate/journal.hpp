// Finished pieces of a long run, kept on disk so that a killed run goes on where it was. A piece
// comes back only as it was recorded, or not at all: each record carries a checksum, and what
// follows a torn or damaged record is cut off and computed again. Memory: about 80 bytes a piece,
// and one payload while it is checked.
//
// The file: a header ("careshed run journal 1", the fingerprint, their checksum), then records of
// {piece, length, checksum, payload}, numbers in 64 bits, lowest byte first. Records of a killed
// process are whole or last; they are not forced to disk one by one, so a power cut may cost some.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "engine/simulate/locked_file.hpp"

namespace careshed {

class RunJournal {
  public:
    /// Opens `file` or makes it, for its owner alone; the folder must exist. `fingerprint` is the
    /// SHA-256 (hexadecimal) of everything that decides the results. Throws a usage Error, and
    /// leaves the file as it is, if that is another run's journal, none at all, or in use by
    /// another process; a resource Error if it cannot be read or written.
    RunJournal(std::filesystem::path file, std::string_view fingerprint);

    /// Payload of a finished piece. Pieces are numbered by the caller.
    [[nodiscard]] std::optional<std::string> find(std::uint64_t piece) const;
    [[nodiscard]] std::size_t pieces() const;
    /// Keeps a finished piece, in one write; of a piece recorded twice the later counts. If it
    /// throws, the pieces before are still kept. May be called from any thread, as find() may.
    void record(std::uint64_t piece, std::string_view payload);
    /// The run is complete: deletes the file.
    void remove();

  private:
    /// Where a payload is, and what it must be.
    struct Place {
        std::uint64_t offset = 0;
        std::uint64_t length = 0;
        std::uint64_t checksum = 0;
    };

    void check_header() const;
    void read_records();
    [[nodiscard]] std::uint64_t checksum_of(std::uint64_t piece, std::string_view payload) const;
    [[nodiscard]] std::optional<std::string> payload_of(std::uint64_t piece,
                                                        const Place& place) const;

    std::string header_;
    LockedFile file_;
    mutable std::mutex mutex_; ///< over what follows
    std::map<std::uint64_t, Place> places_;
    std::uint64_t end_; ///< of the last whole record
};

} // namespace careshed
