#include "engine/inputs/osm_blocks.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <protozero/pbf_reader.hpp>
#include <zlib.h>

#include "engine/core/interrupt.hpp"

namespace careshed {

namespace {

constexpr std::size_t kLongestBlobHeader = 64 << 10, kLongestBlob = 32 << 20; // as the format says
constexpr std::size_t kMostTexts = 1 << 20;
constexpr std::uint64_t kMostOfBlock = 64 << 20, kMostAnyway = 64 << 20, kMostAByte = 100;
// What the reader makes of an object, a node that a way names and a text, in bytes.
constexpr std::uint64_t kObject = 64, kNodeOfWay = 16, kEndOfText = 1;

using Bytes = protozero::data_view;
using Message = protozero::pbf_reader;
constexpr auto kBytes = protozero::pbf_wire_type::length_delimited;
constexpr auto kNumber = protozero::pbf_wire_type::varint;

/// A field as the reader knows it: one of another type is skipped there, and so it is here.
constexpr std::uint32_t field(std::uint32_t number, protozero::pbf_wire_type type) {
    return protozero::tag_and_type(number, type);
}

/// A block's texts by their number, as sizes.
std::vector<std::uint64_t> text_sizes(Message table) {
    std::vector<std::uint64_t> sizes;
    while (table.next(1, kBytes)) {
        const Bytes text = table.get_view();
        if (!text.empty() && std::char_traits<char>::find(text.data(), text.size(), '\0'))
            throw std::runtime_error("a text holds a zero byte");
        sizes.push_back(text.size() + kEndOfText);
        if (sizes.size() > kMostTexts)
            throw std::runtime_error("a block holds more than a million texts");
    }
    return sizes;
}

/// Objects of one block as bytes in memory.
class BlockCount {
  public:
    explicit BlockCount(std::vector<std::uint64_t> texts) : texts_(std::move(texts)) {}

    void add_group(Message group) {
        while (group.next())
            switch (group.tag_and_type()) {
            case field(1, kBytes): // nodes
            case field(3, kBytes): // ways
                add_object(group.get_message());
                break;
            case field(2, kBytes):
                add_dense_nodes(group.get_message());
                break;
            default:
                group.skip();
            }
    }
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

  private:
    void add(std::uint64_t bytes) {
        bytes_ += bytes;
        if (bytes_ > kMostOfBlock)
            throw std::runtime_error("the objects of one block take more than 64 MB");
    }

    void add_texts(protozero::iterator_range<Message::const_uint32_iterator> numbers) {
        for (const std::uint32_t number : numbers)
            add(number < texts_.size() ? texts_[number] : 0);
    }

    /// A way or a node: keys and values of its tags, and nodes that it names.
    void add_object(Message object) {
        add(kObject);
        while (object.next())
            switch (object.tag_and_type()) {
            case field(2, kBytes):
            case field(3, kBytes):
                add_texts(object.get_packed_uint32());
                break;
            case field(8, kBytes): // the nodes of a way
                add(kNodeOfWay * object.get_packed_sint64().size());
                break;
            default:
                object.skip();
            }
    }

    void add_dense_nodes(Message nodes) {
        while (nodes.next())
            switch (nodes.tag_and_type()) {
            case field(1, kBytes):
                add(kObject * nodes.get_packed_sint64().size());
                break;
            case field(10, kBytes):
                add_texts(nodes.get_packed_uint32());
                break;
            default:
                nodes.skip();
            }
    }

    std::vector<std::uint64_t> texts_;
    std::uint64_t bytes_ = 0;
};

/// The texts stand before the groups in no promised order: two walks.
std::uint64_t bytes_of_block(Bytes block) {
    std::vector<std::uint64_t> texts;
    for (Message message(block); message.next(1, kBytes);) {
        if (!texts.empty())
            throw std::runtime_error("a block holds two tables of texts");
        texts = text_sizes(message.get_message());
    }
    BlockCount count(std::move(texts));
    for (Message message(block); message.next(2, kBytes);)
        count.add_group(message.get_message());
    return count.bytes();
}

/// The block of a blob, in `unpacked` where it was compressed.
Bytes block_of(const std::string& blob, std::string& unpacked) {
    Bytes packed;
    std::size_t size = 0;
    for (Message message(blob); message.next();)
        switch (message.tag_and_type()) {
        case field(1, kBytes):
            return message.get_view();
        case field(2, kNumber):
            size = static_cast<std::size_t>(std::max(0, message.get_int32()));
            break;
        case field(3, kBytes):
            packed = message.get_view();
            break;
        default:
            throw std::runtime_error("a block is compressed otherwise than by zlib");
        }
    if (size > kLongestBlob)
        throw std::runtime_error("a block unpacks to more than 32 MB");
    unpacked.resize(size);
    uLongf length = size;
    if (::uncompress(reinterpret_cast<Bytef*>(unpacked.data()), &length,
                     reinterpret_cast<const Bytef*>(packed.data()), packed.size()) != Z_OK)
        throw std::runtime_error("a block cannot be unpacked");
    return {unpacked.data(), length};
}

/// Reads blobs from the start of the file to its end.
class BlobReader {
  public:
    explicit BlobReader(const std::filesystem::path& file) : file_(file, std::ios::binary) {}

    /// False at the end.
    bool next(std::string& blob) {
        std::array<unsigned char, 4> size{};
        file_.read(reinterpret_cast<char*>(size.data()), size.size());
        if (file_.gcount() == 0)
            return false;
        const std::size_t length = size[0] << 24U | size[1] << 16U | size[2] << 8U | size[3];
        take(blob, file_.gcount() == 4 ? length : 0, kLongestBlobHeader);
        std::size_t blob_length = 0;
        for (Message message(blob); message.next();)
            if (message.tag_and_type() == field(3, kNumber))
                blob_length = static_cast<std::size_t>(std::max(0, message.get_int32()));
            else
                message.skip();
        take(blob, blob_length, kLongestBlob);
        bytes_ += 4 + length + blob_length;
        return true;
    }
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

  private:
    void take(std::string& to, std::size_t length, std::size_t most) {
        if (length == 0 || length > most)
            throw std::runtime_error("it is no list of blocks");
        to.resize(length);
        if (!file_.read(to.data(), static_cast<std::streamsize>(length)))
            throw std::runtime_error("it breaks off");
    }

    std::ifstream file_;
    std::uint64_t bytes_ = 0;
};

} // namespace

void check_osm_blocks(const std::filesystem::path& file) {
    BlobReader blobs(file);
    std::string blob, unpacked;
    std::uint64_t bytes = 0;
    try {
        for (bool is_header = true; blobs.next(blob); is_header = false) {
            stop_if_interrupted();
            const Bytes block = block_of(blob, unpacked);
            bytes += is_header ? 0 : bytes_of_block(block);
            if (bytes > kMostAnyway + kMostAByte * blobs.bytes())
                throw std::runtime_error(
                    fmt::format("its objects take more than {} times its size", kMostAByte));
        }
    } catch (const protozero::exception&) {
        throw std::runtime_error("a block of it is damaged");
    }
}

} // namespace careshed
