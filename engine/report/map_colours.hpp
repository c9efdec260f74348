// Colours shared by the page's drawings and the map layers. Classes darken evenly (ColorBrewer
// Blues, safe for every kind of colour vision) and lines also thin out, so that colour is never the
// only sign.
#pragma once

#include <array>

namespace careshed {

/// By class of kWalkClasses: 5, 10, 15, 20 minutes.
inline constexpr std::array<const char*, 4> kWalkColours = {"#08306b", "#2171b5", "#4f9bcb",
                                                            "#8fc1e3"};
/// Classes of ambulance response, then what takes longer (ColorBrewer YlOrRd).
inline constexpr std::array<const char*, 6> kResponseColours = {"#fed976", "#feb24c", "#fd8d3c",
                                                                "#fc4e2a", "#e31a1c", "#800026"};
inline constexpr const char* kMapStreetColour = "#7f7f7f"; ///< over coloured areas
inline constexpr const char* kStreetColour = "#c9c9c9";
inline constexpr const char* kBestColour = "#a50026";  ///< white text on it: contrast 8.5
inline constexpr const char* kTiedColour = "#b35806";  ///< indistinguishable; contrast 5.1
inline constexpr const char* kEqualColour = "#6a3d9a"; ///< worse by too little to matter; 7.6
inline constexpr const char* kSiteColour = "#444444";
inline constexpr const char* kStationColour = "#1b7837";

} // namespace careshed
