#include "models/mechanisms/rescue.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "models/mechanisms/registry.hpp"

namespace careshed::rescue_test {

namespace {

/// Mean of witnessed() over people, whose marks are uniform.
double mean_witnessed(const Surroundings& place) {
    constexpr int kPeople = 200000;
    double sum = 0;
    for (int k = 0; k < kPeople; ++k)
        sum += witnessed(place, (k + 0.5) / kPeople);
    return sum / kPeople;
}

RescueParameters defaults() { return default_parameters({}).rescue; }

} // namespace

TEST_CASE("Over all people as many overdoses are seen as the parameters say", "[rescue]") {
    for (std::uint32_t draw = 0; draw < 10; ++draw) {
        const RescueParameters p = drawn_parameters({}, 3, draw).rescue;
        CHECK(mean_witnessed(surroundings(p, Setting::public_place)) ==
              Approx(p.witnessed_public).margin(1e-5));
        CHECK(mean_witnessed(surroundings(p, Setting::private_place)) ==
              Approx(p.witnessed_public * p.witnessed_private_ratio).margin(1e-5));
    }
}

TEST_CASE("People who use more alone are seen less, in private least", "[rescue]") {
    const Surroundings in_private = surroundings(defaults(), Setting::private_place);
    const Surroundings in_public = surroundings(defaults(), Setting::public_place);
    double last = 1;
    for (double mark = 0.01; mark < 1; mark += 0.01) {
        CHECK(witnessed(in_private, mark) < last);
        CHECK(witnessed(in_private, mark) < witnessed(in_public, mark));
        last = witnessed(in_private, mark);
    }
}

TEST_CASE("The fatality curve runs from help at once to no help", "[rescue]") {
    for (const FatalitySet set : {FatalitySet::profound, FatalitySet::canberra}) {
        const FatalityCurve curve = fatality_curve(defaults(), set);
        CHECK(curve.after(0) == Approx(curve.helped_at_once).epsilon(1e-12));
        CHECK(curve.after(1e6) == Approx(curve.no_help).epsilon(1e-12));
        const double middle = 0.5 * (curve.no_help + curve.helped_at_once);
        CHECK(curve.after(curve.half_time_minutes) == Approx(middle).epsilon(1e-12));
        for (double minutes = 0; minutes < 60; minutes += 0.5)
            CHECK(curve.after(minutes + 0.5) > curve.after(minutes));
    }
    const RescueParameters p = defaults();
    CHECK(fatality_curve(p, FatalitySet::profound).no_help == p.fatality_no_help);
    CHECK(fatality_curve(p, FatalitySet::canberra).no_help == p.canberra_fatality_no_help);
}

TEST_CASE("EMS alone after eight minutes leaves Canberra's 1.61 %", "[rescue]") {
    const FatalityCurve curve = fatality_curve(defaults(), FatalitySet::canberra);
    CHECK(std::round(curve.after(8) * 1e4) == 161);
}

TEST_CASE("Fatality has its published limits", "[rescue]") {
    const FatalityCurve curve = fatality_curve(defaults(), FatalitySet::profound);
    const Surroundings nothing{1, 0, 0}, only_call{1, 1, 0}, naloxone{1, 0, 1};
    CHECK(fatality(curve, only_call, 0, 5) == curve.no_help);
    CHECK(fatality(curve, nothing, 1, 5) == curve.no_help);
    CHECK(fatality(curve, naloxone, 1, 1e6) == curve.helped_at_once);
    CHECK(fatality(curve, only_call, 1, 5) == curve.after(5));
    CHECK(fatality(curve, only_call, 1, 0) == Approx(curve.helped_at_once).epsilon(1e-12));
}

TEST_CASE("Fatality is the race written out case by case", "[rescue]") {
    const FatalityCurve curve = fatality_curve(defaults(), FatalitySet::profound);
    for (const Setting setting : {Setting::private_place, Setting::public_place}) {
        const Surroundings place = surroundings(defaults(), setting);
        for (const double seen : {0.0, 0.3, 0.8, 1.0})
            for (const double minutes : {1.0, 8.0, 30.0}) {
                const double n = place.naloxone_works, k = place.calls_911;
                const double cases =
                    seen * n * curve.helped_at_once + seen * (1 - n) * k * curve.after(minutes) +
                    seen * (1 - n) * (1 - k) * curve.no_help + (1 - seen) * curve.no_help;
                CHECK(fatality(curve, place, seen, minutes) == Approx(cases).epsilon(1e-13));
            }
    }
}

TEST_CASE("Later ambulances save fewer and witnesses save more", "[rescue]") {
    const FatalityCurve curve = fatality_curve(defaults(), FatalitySet::profound);
    const Surroundings place = surroundings(defaults(), Setting::public_place);
    for (double minutes = 1; minutes < 40; ++minutes)
        CHECK(fatality(curve, place, 0.8, minutes + 1) > fatality(curve, place, 0.8, minutes));
    for (double seen = 0; seen < 0.95; seen += 0.05)
        CHECK(fatality(curve, place, seen + 0.05, 8) < fatality(curve, place, seen, 8));
}

TEST_CASE("Naloxone works when it is used and reverses, calls are rarer in private", "[rescue]") {
    const RescueParameters p = defaults();
    const Surroundings in_private = surroundings(p, Setting::private_place);
    const Surroundings in_public = surroundings(p, Setting::public_place);
    CHECK(in_public.naloxone_works == p.naloxone_if_witnessed * p.naloxone_success);
    CHECK(in_private.naloxone_works == in_public.naloxone_works);
    CHECK(in_public.calls_911 == p.call_911_public);
    CHECK(in_private.calls_911 == p.call_911_public * p.call_911_private_ratio);
}

} // namespace careshed::rescue_test
