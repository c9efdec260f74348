// GDAL as this program uses it: started once, without plug-ins and network, its messages kept for
// our errors instead of printed, and CRS codes that cannot name a file or a web address.
#pragma once

#include <memory>
#include <string>

namespace careshed {

/// Before any other call of GDAL; later calls cost nothing.
void start_gdal();

/// A driver that may open sources, and whether this GDAL has it.
struct DriverStatus {
    std::string name;
    bool is_present = false;
};
/// By GDAL's own short name, "GPKG".
[[nodiscard]] DriverStatus driver_status(const char* name);

/// Keeps GDAL's first failure of this thread for our message; nothing reaches stderr.
class QuietErrors {
  public:
    QuietErrors();
    ~QuietErrors();
    QuietErrors(const QuietErrors&) = delete;
    QuietErrors& operator=(const QuietErrors&) = delete;
    /// One line without a full stop; "" when nothing failed.
    [[nodiscard]] const std::string& first() const { return first_; }

  private:
    std::string first_;
};

struct ReleaseCrs {
    void operator()(void* crs) const;
};
/// An OGRSpatialReferenceH; coordinates are longitude or x first.
using CrsHandle = std::unique_ptr<void, ReleaseCrs>;

/// The CRS of a code such as "EPSG:26916". Throws an input Error at `where` when it is unknown or
/// no code.
[[nodiscard]] CrsHandle crs_of_code(const std::string& code, const std::string& where);

} // namespace careshed
