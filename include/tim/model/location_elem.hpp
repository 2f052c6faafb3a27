#pragma once

#include "tim/model/unknown.hpp"

#include <string>
#include <utility>

namespace tim {

/// A place.
struct LocationElem {
    std::string desc;
    double longitude = 0;  ///< decimal degrees
    double latitude = 0;   ///< decimal degrees
    Unknown unknown;

    LocationElem() = default;
    LocationElem(std::string description, double degrees_east, double degrees_north)
        : desc(std::move(description)), longitude(degrees_east), latitude(degrees_north) {}

    friend bool operator==(const LocationElem&, const LocationElem&) = default;
};

}  // namespace tim
