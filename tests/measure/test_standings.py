"""The rule by which a line is on track, checked against a slow reference, worked numbers and the law's own words."""

import math
import random
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from make import source, statement

from rodedraad.extract.amounts import amounts
from rodedraad.measure import Series, measured
from rodedraad.measure.days import SCALE, WHOLE, Key, Line, points
from rodedraad.measure.decimals import root, shown
from rodedraad.measure.goals import ruled_targets
from rodedraad.measure.norms import norms
from rodedraad.measure.trend import expected, quantile
from rodedraad.records import Frame, Message, Point, Ruling
from rodedraad.wording import catalogue, word

TODAY = date(2026, 11, 22)
FRAME = Frame(name="x", themes=(), places=("IJmuiden", "Velsen", "Velsen-Noord", "Wijk aan Zee"))


def point(year, value, *, is_valid=True, **fields):
    return Point(year=year, value=str(value), count=1, share=None, is_valid=is_valid, **fields)


def series(component, name, values, unit="µg/m³", **fields):
    made = tuple(point(year, value) for year, value in values.items())
    return Series(
        component=component, site=name, name=name, unit=unit, step="year", points=made, files=("a.csv",), **fields
    )


def stood(lines, *texts, rulings=(), **fields):
    said = [statement(f"s-{at}", text, amounts=amounts(text), **fields) for at, text in enumerate(texts)]
    return measured(lines, said, FRAME, ruled_targets(said, rulings)[0])[1]


def of_goal(lines, text, **fields):
    return [one for one in stood(lines, text, **fields) if one.statement]


def yearly(first, *values):
    return {first + at: value for at, value in enumerate(values)}


PM25 = "In 2030 is er in Wijk aan Zee hoogstens 10 µg/m3 PM2,5."
IN_WIJK = {"place": ("Wijk aan Zee",)}


# --- the trend ------------------------------------------------------------------------------------------------


def _slow(years, at):
    """The textbook prediction interval, in floats."""
    xs, ys = [x for x, _ in years][-10:], [float(y) for _, y in years][-10:]
    n = len(xs)
    mx, my = sum(xs) / n, sum(ys) / n
    sxx = sum((x - mx) ** 2 for x in xs)
    b = sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / sxx
    s2 = sum((y - my - b * (x - mx)) ** 2 for x, y in zip(xs, ys, strict=True)) / (n - 2)
    half = float(quantile(n - 2)) * math.sqrt(s2 * (1 + 1 / n + (at - mx) ** 2 / sxx))
    return my + b * (at - mx) - half, my + b * (at - mx) + half


@pytest.mark.parametrize("seed", range(50))
def test_the_interval_is_that_of_the_textbook(seed):
    rng = random.Random(seed)
    years = [(2005 + at, Fraction(rng.randint(50, 400), 10)) for at in range(22) if rng.random() < 0.7][:14]
    if len(years) < 5:
        pytest.skip("too few years drawn")
    found = expected(years, 2032, is_positive=False)
    assert (float(found.low), float(found.high)) == pytest.approx(_slow(years, 2032), abs=1e-6)


def test_of_a_hundred_lines_the_interval_holds_ninety():
    """The promise on the screen, 9 in 10, on lines with noise of which the rest is known."""
    rng = random.Random(7)
    held = 0
    for _ in range(2000):
        line = [20 - 0.5 * at + rng.gauss(0, 1) for at in range(13)]
        years = [(2012 + at, Fraction(round(value * 1000), 1000)) for at, value in enumerate(line[:8])]
        found = expected(years, 2024, is_positive=False)
        held += found.low <= line[12] <= found.high
    assert 1740 <= held <= 1860


def test_quantiles_are_those_of_students_distribution():
    for freedom in range(1, 31):
        scale = math.gamma((freedom + 1) / 2) / math.sqrt(freedom * math.pi) / math.gamma(freedom / 2)
        t, steps = float(quantile(freedom)), 4000
        density = [scale * (1 + (t * at / steps) ** 2 / freedom) ** (-(freedom + 1) / 2) for at in range(steps + 1)]
        inner = (density[0] + density[-1] + 4 * sum(density[1:-1:2]) + 2 * sum(density[2:-1:2])) * t / steps / 3
        assert 0.5 + inner == pytest.approx(0.95, abs=1e-4)  # three decimals of t


def test_the_worked_numbers_of_the_method_page():
    values = ("15", "14.1", "13.2", "12.6", "11.7", "10.8", "10.2", "9.3")
    found = expected([(2016 + at, Fraction(value)) for at, value in enumerate(values)], 2030)
    assert (shown(found.middle), shown(found.low), shown(found.high)) == ("3.675", "3.338", "4.012")
    page = (Path(__file__).parents[2] / "docs/method/measure.md").read_text(encoding="utf-8")
    assert "In 2030: 3.675 ± 0.337, so 3.338 to 4.012." in " ".join(page.split())


def test_a_perfect_line_has_no_width_and_no_level_is_below_nought():
    years = [(2016 + at, Fraction(18 - 2 * at)) for at in range(6)]
    found = expected(years, 2023)
    assert (found.middle, found.low, found.high) == (4, 4, 4)
    assert expected(years, 2030).low == 0


def test_roots_and_decimals_are_exact():
    assert root(Fraction(9, 4)) == Fraction(3, 2)
    assert [shown(Fraction(one)) for one in ("2.5", "1/3", "-0.0004", "0.0005", "0.0015", "1200")] == [
        "2.5",
        "0.333",
        "0",
        "0",
        "0.002",
        "1200",
    ]


# --- the states -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "state", "now"),
    [
        (yearly(2017, 16, 15.2, 14.1, 13.3, 12.2, 11.1, 10.4, 9.5), "on_track", "met"),
        (yearly(2017, 16, 16.1, 15.9, 16.2, 16, 15.8, 16.1, 16), "off_track", "not_met"),
        (yearly(2017, 14, 11, 13, 12, 10, 13, 9, 12), "unknown", "not_met"),
        (yearly(2021, 14, 13, 12, 11), "unknown", "not_met"),
        (yearly(2008, 14, 13, 12, 11, 10, 9, 8), "unknown", "met"),
    ],
)
def test_a_target_to_come_is_on_track_off_track_or_cannot_be_told(values, state, now):
    (found,) = of_goal([series("PM2.5", "Wijk aan Zee", values)], PM25, **IN_WIJK)
    assert (found.state, found.now, found.year, found.value) == (state, now, 2030, "10")
    assert (found.low is None) == (found.reason.code in ("measure.too_few", "measure.too_far"))


def test_a_target_of_a_year_that_was_measured_is_met_or_not():
    text = "In 2022 is er in Wijk aan Zee hoogstens 10 µg/m3 PM2,5."
    lines = [series("PM2.5", "Wijk aan Zee", yearly(2021, 14, 9, 12))]
    assert [(one.state, one.now) for one in of_goal(lines, text, **IN_WIJK)] == [("met", "not_met")]
    gap = [series("PM2.5", "Wijk aan Zee", {2021: 14, 2023: 9})]
    assert [(one.state, one.reason.code) for one in of_goal(gap, text, **IN_WIJK)] == [
        ("not_measured", "measure.not_then")
    ]


def test_what_is_not_measured_says_so_and_nothing_is_made_up():
    (found,) = of_goal([], PM25)
    assert (found.state, found.indicator, found.low, found.now) == ("not_measured", None, None, None)
    (found,) = of_goal(
        [series("PM10", "Wijk aan Zee", yearly(2020, 10))], "In 2030 is er 30% minder fijnstof dan in 2020."
    )
    assert (found.state, found.reason.code) == ("unknown", "measure.size_not_told")


def test_years_with_too_few_hours_are_no_ground():
    one = series("PM2.5", "Wijk aan Zee", {})
    weak = Series(
        **{name: getattr(one, name) for name in one.__slots__}
        | {"points": (Point(year=2025, value="9", count=4, share=0, is_valid=False),), "step": "hour"}
    )
    (found,) = of_goal([weak], PM25, **IN_WIJK)
    assert (found.state, found.now, found.reason.code) == ("unknown", None, "measure.short_hour")
    assert "4 van de 8.760 uren" in word(found.reason)


def test_a_change_is_judged_against_the_year_that_it_names():
    lines = [series("CO2", "Velsen", yearly(2015, 12000, 11600, 11100, 10500, 10100, 9500, 9100, 8500), "kton")]
    text = "Velsen wil in 2026 35 procent minder CO2 uitstoten ten opzichte van 2015."
    (found,) = of_goal(lines, text, place=("Velsen",))
    assert (found.value, found.unit, found.change, found.base_year) == ("7800", "kton", "-35", 2015)
    assert found.state == "on_track"
    (found,) = of_goal(lines, text.replace("2015", "1990"), place=("Velsen",))
    assert (found.state, found.value, found.unit, found.reason.code) == (
        "unknown",
        "-35",
        "%",
        "measure.base_not_measured",
    )
    (found,) = of_goal(lines, "Velsen wil in 2026 35 procent minder CO2 uitstoten.", place=("Velsen",))
    assert found.reason.code == "measure.no_base"


def test_a_number_of_an_area_is_laid_beside_that_area_alone():
    lines = [series("homes", "gemeente Velsen", yearly(2018, 200, 210, 190, 205, 200, 195), "woningen")]
    text = "Wij bouwen 100.000 woningen per jaar."

    def told(**fields):
        return [(one.state, one.reason.code, one.indicator is None) for one in of_goal(lines, text, **fields)]

    assert told() == [("unknown", "measure.place_unclear", True)]
    assert told(place=("Velsen",)) == [("not_met", "measure.not_met_at_least", False)]
    assert told(place=("IJmuiden",)) == [("not_measured", "measure.other_place", True)]
    # "Velsen-Noord" is another place than Velsen
    lines = [series("homes", "Velsen-Noord", yearly(2018, 200), "woningen")]
    assert told(place=("Velsen",)) == [("not_measured", "measure.other_place", True)]


def test_a_person_says_of_which_place_a_number_is():
    lines = [series("homes", "drie gemeenten", yearly(2018, 200), "woningen")]
    (before,) = of_goal(lines, "Wij bouwen 150 woningen per jaar.")
    values = (("place", "drie gemeenten"),)
    ruling = Ruling(about="standing", statement="s-0", key=before.key, values=values, event="e")
    (after,) = of_goal(lines, "Wij bouwen 150 woningen per jaar.", rulings=[ruling])
    assert (before.state, after.state, after.is_confirmed) == ("unknown", "met", True)


def test_a_level_without_a_place_is_for_every_spot_of_the_frame():
    lines = [series("PM2.5", name, yearly(2020, 9)) for name in ("Wijk aan Zee-Bosweg", "IJmuiden", "Groningen")]
    found = of_goal(lines, "Wij willen hoogstens 10 µg/m3 PM2,5.")
    assert len(found) == 2


def test_a_ruling_moves_the_target_of_every_line():
    lines = [series("PM2.5", "Wijk aan Zee", yearly(2017, 16, 16, 16, 16, 16, 16, 16, 16))]
    (before,) = of_goal(lines, PM25, **IN_WIJK)
    ruling = Ruling(about="standing", statement="s-0", key=before.key, values=(("value", "20"),), event="e")
    (after,) = of_goal(lines, PM25, rulings=[ruling], **IN_WIJK)
    assert (before.state, before.is_confirmed, after.state, after.value, after.is_confirmed) == (
        "off_track",
        False,
        "on_track",
        "20",
        True,
    )
    gone = Ruling(about="standing", statement="s-0", key=before.key, values=(("is_rejected", True),), event="e")
    assert of_goal(lines, PM25, rulings=[gone], **IN_WIJK) == []


def test_the_order_of_what_comes_in_changes_nothing():
    lines = [
        series(one, name, yearly(2018, 9, 8, 9, 8, 7)) for one in ("NO2", "PM10") for name in ("Velsen", "IJmuiden")
    ]
    texts = (PM25, "In 2030 is er hoogstens 8 µg/m3 NO2.")
    assert measured(lines, [], FRAME, {}) == measured(lines[::-1], [], FRAME, {})
    assert len({one.id for one in stood(lines, *texts)}) == len(stood(lines, *texts))


# --- norms ----------------------------------------------------------------------------------------------------


def norm_states(component, values, unit="µg/m³"):
    return {one.norm: one for one in stood([series(component, "Velsen", values, unit)])}


def test_limits_in_force_now_and_from_2030_are_told_apart():
    found = norm_states("NO2", yearly(2018, 30, 28, 27, 25, 24, 22, 21, 19))
    assert found["eu-2008-no2-year"].state == "met"
    assert found["eu-2030-no2-year"].state == "on_track"
    assert found["who-no2-year"].state == "not_met"
    assert dict(found["who-no2-year"].reason.values)["step"] == 3
    # no days or hours are known, and nothing is said of them
    assert not any(norm.endswith(("day", "hour")) for norm in found)


def test_norms_are_laid_beside_the_lines_of_the_frame():
    lines = [series("NO2", name, yearly(2020, 9)) for name in ("IJmuiden", "Groningen")]
    assert {one.indicator for one in stood(lines)} == {one.indicator for one in stood(lines[:1])}
    assert len({one.indicator for one in stood(lines[1:])}) == 1


def test_a_morning_has_its_norms_and_why_none_of_them_can_be_told():
    """A station of the region with four hours was in no list: its norms stand there, without a verdict."""
    line = Line.of(Key("PM10", "Velsen", "µg/m³", "hour"))
    line.is_flagged = True
    for hour in range(7, 11):
        line.put((2014, 187, 1 << hour), 17 * SCALE, is_checked=False)
    made, _ = points(line, today=TODAY)
    assert [(one.first, one.last, one.count, one.checked) for one in made] == [("2014-07-07", "2014-07-07", 4, 0)]
    short = Series(component="PM10", site="V", name="Velsen", unit="µg/m³", step="hour", points=made, files=("a",))
    far = replace(short, site="G", name="Groningen")
    indicators, found = measured([short, far], [], FRAME, {}, sources=[source("bron", date="2026")])
    assert {one.indicator for one in found} == {indicators[0].id}
    assert {one.norm: (one.state, one.value, one.reason.code) for one in found} == {
        "eu-2008-pm10-year": ("unknown", "40", "measure.short_hour"),
        "eu-2030-pm10-year": ("unknown", "20", "measure.short_hour"),
        "who-pm10-year": ("unknown", "15", "measure.short_hour"),
    }
    # what was in force until 2029 is not there when the dossier is of later
    later = measured([short], [], FRAME, {}, sources=[source("bron", date="2031")])[1]
    assert {one.norm for one in later} == {"eu-2030-pm10-year", "who-pm10-year"}
    # ozone has no norm of a year: those of eight hours stand there
    (ozone, *_) = measured([replace(short, component="O3")], [], FRAME, {})[1]
    assert (ozone.norm, ozone.state) == ("eu-2008-o3-8h", "unknown")


def test_one_checked_hour_of_many_is_not_none():
    line = Line.of(Key("PM10", "Velsen", "µg/m³", "hour"))
    line.is_flagged = True
    for hour in range(24 * 200):
        line.put((2014, hour // 24, 1 << hour % 24), SCALE, is_checked=hour == 0)
    (made,), _ = points(line, today=TODAY)
    assert (made.checked, made.first, made.last) == (1, "2014-01-01", "2014-07-19")


def test_days_above_a_level_are_counted_and_judged():
    line = Line.of(Key("PM10", "Velsen", "µg/m³", "day"))
    for place in range(365):
        line.put((2025, place, WHOLE), (46 if place < 19 else 20) * SCALE, is_checked=True)
    made, _ = points(line, today=TODAY)
    above = dict(made[0].above)
    assert above == {"eu-2030-pm10-day": 19, "eu-2008-pm10-day": 0, "who-pm10-day": 19}
    lines = [Series(component="PM10", site="V", name="Velsen", unit="µg/m³", step="day", points=made, files=("a",))]
    found = {one.norm: one for one in stood(lines)}
    assert (found["eu-2008-pm10-day"].state, found["eu-2008-pm10-day"].value, found["eu-2008-pm10-day"].unit) == (
        "met",
        "35",
        "dagen",
    )
    assert found["who-pm10-day"].state == "not_met"
    assert found["eu-2030-pm10-day"].state == "unknown"


def test_a_day_needs_eighteen_hours_and_a_year_eighty_five_per_cent():
    line = Line.of(Key("PM10", "Velsen", "µg/m³", "hour"))
    for place in range(365):
        for hour in range(17 if place == 0 else 18 if place == 1 else 24):
            if place < 2 or place >= 60:
                line.put((2025, place, 1 << hour), 60 * SCALE, is_checked=False)
    (made,), _ = points(line, today=TODAY)
    hours = 17 + 18 + 305 * 24
    assert (made.count, made.share, made.is_valid) == (hours, hours * 100 // 8760, False)
    assert dict(made.above)["eu-2008-pm10-day"] == 306
    for place in range(2, 11):
        for hour in range(24):
            line.put((2025, place, 1 << hour), 60 * SCALE, is_checked=False)
    (made,), _ = points(line, today=TODAY)
    assert (made.share, made.is_valid) == (86, True)
    (unfinished,), _ = points(line, today=date(2025, 12, 31))
    assert not unfinished.is_valid


def test_hours_above_a_level_are_counted():
    line = Line.of(Key("NO2", "Velsen", "µg/m³", "hour"))
    for hour, value in enumerate((199, 200, 201, 300)):
        line.put((2025, 3, 1 << hour), value * SCALE, is_checked=False)
    (made,), _ = points(line, today=TODAY)
    assert dict(made.above) == {"eu-2030-no2-hour": 2, "eu-2008-no2-hour": 2, "eu-2030-no2-day": 0, "who-no2-day": 0}


def test_norms_are_told_with_their_source_and_the_stricter_comes_later():
    by_id = {norm.id: norm for norm in norms()}
    assert len(by_id) == len(norms())
    assert all(norm.origin and (norm.allowed is None) == (norm.averaging == "year") for norm in norms())
    for component, value in {
        "PM2.5": "10",
        "PM10": "20",
        "NO2": "20",
        "SO2": "20",
        "benzene": "3.4",
        "BaP": "1",
    }.items():
        (norm,) = (n for n in norms() if n.component == component and n.from_year == 2030 and n.averaging == "year")
        assert norm.value == value
    for norm in norms():
        older = by_id.get(norm.id.replace("eu-2030", "eu-2008"))
        if older and norm is not older:
            assert (Fraction(norm.value), norm.allowed or 0) <= (Fraction(older.value), older.allowed or 0)


def test_every_reason_has_words():
    codes = {one.reason.code for one in stood([series("NO2", "Velsen", yearly(2018, 30, 28, 27, 25, 24))], PM25)}
    assert codes <= catalogue().keys()


# --- years that are past, and lines that are old --------------------------------------------------------------


def of_dossier(values, text, *, newest, component="PM2.5"):
    lines = [series(component, "Wijk aan Zee", values)]
    said = statement("s", text, amounts=amounts(text), **IN_WIJK)
    found = measured(lines, [said], FRAME, {}, sources=[source("bron", date=newest)])[1]
    return next(one for one in found if one.statement)


FALLING = yearly(2013, 16, 15.2, 14.1, 13.3, 12.2, 11.1, 10.4, 9.5)
PAST = "In 2022 is er in Wijk aan Zee hoogstens 10 µg/m3 PM2,5."


def test_a_target_of_a_year_that_is_past_is_judged_by_that_year_alone():
    found = of_dossier(FALLING, PAST, newest="2024-05-01")
    assert (found.state, found.reason.code, found.now, found.low) == ("not_measured", "measure.not_then", "met", None)
    assert of_dossier(FALLING | {2022: 11}, PAST, newest="2024-05-01").state == "not_met"
    assert of_dossier(FALLING | {2022: 9}, PAST, newest="2024-05-01").state == "met"
    short = Point(year=2014, value="9", count=4, share=0, is_valid=False)
    line = Series(
        component="PM2.5", site="V", name="Wijk aan Zee", unit="µg/m³", step="hour", points=(short,), files=()
    )
    said = statement("s", PAST, amounts=amounts(PAST), **IN_WIJK)
    found = measured([line], [said], FRAME, {}, sources=[source("bron", date="2026")])[1]
    (never,) = (one for one in found if one.statement)
    assert (never.state, never.reason.code) == ("not_measured", "measure.never_then")
    # by what the dossier knows it is not past: nothing in it is of a later year
    assert of_dossier(FALLING, PAST, newest="2020-05-01").state == "on_track"
    assert of_dossier(FALLING, PAST, newest="2022-12-31").state == "on_track"


def test_when_a_file_was_saved_makes_no_year_past():
    said = statement("s", PAST, amounts=amounts(PAST), **IN_WIJK)
    lines = [series("PM2.5", "Wijk aan Zee", FALLING)]
    saved = source("bron", date="2031-05-01", is_file_date=True)
    found = measured(lines, [said], FRAME, {}, sources=[saved])[1]
    assert next(one for one in found if one.statement).state == "on_track"


def test_what_was_measured_elsewhere_later_makes_a_year_past_too():
    lines = [series("PM2.5", "Wijk aan Zee", FALLING), series("NO2", "Velsen", yearly(2024, 9))]
    (found,) = of_goal(lines, PAST, **IN_WIJK)
    assert (found.state, found.reason.code) == ("not_measured", "measure.not_then")


def test_a_line_that_ends_years_before_the_newest_year_is_old_and_tells_nothing_of_now():
    for newest, state, code in (
        ("2024-05", "on_track", "measure.on_track"),
        ("2025-05", "unknown", "measure.old_at_most"),
    ):
        found = of_dossier(FALLING, PM25.replace("2030", "2026"), newest=newest)
        assert (found.state, found.now, found.reason.code) == (state, "met", code)
    lines = [series("NO2", "Velsen", yearly(2010, 30))]
    by_norm = {one.norm: one for one in measured(lines, [], FRAME, {}, sources=[source("bron", date="2026")])[1]}
    assert (by_norm["who-no2-year"].state, by_norm["who-no2-year"].now) == ("unknown", "not_met")
    assert "16 jaar voor het nieuwste jaar van dit dossier (2026)" in word(by_norm["who-no2-year"].reason)
    assert by_norm["eu-2030-no2-year"].state == "unknown"
    assert "eu-2008-no2-year" not in by_norm


def test_a_norm_that_came_into_force_after_the_last_year_is_not_judged_by_it():
    lines = [series("NO2", "Velsen", yearly(2025, 30, 29, 28, 27))]
    by_norm = {one.norm: one for one in measured(lines, [], FRAME, {}, sources=[source("bron", date="2031")])[1]}
    assert by_norm["eu-2030-no2-year"].reason.code == "measure.not_since"


def test_a_target_of_a_place_that_was_not_measured_is_laid_beside_no_other():
    lines = [series("PM2.5", "IJmuiden", yearly(2018, 9, 9, 9, 9, 9, 9))]
    (found,) = of_goal(lines, PM25, **IN_WIJK)
    assert (found.state, found.indicator, found.reason.code) == ("not_measured", None, "measure.other_place")


def test_an_interim_step_of_the_who_is_found_in_any_unit():
    lines = [series("PM2.5", "Velsen", {2025: "0.012"}, "mg/m³")]
    (found,) = (one for one in stood(lines) if one.norm == "who-pm25-year")
    assert (found.state, dict(found.reason.values)["step"]) == ("not_met", 3)


def test_numbers_in_reasons_are_text_and_shown_as_the_reader_writes_them():
    lines = [series("CO2", "Velsen", yearly(2015, 1234567, 1230000), "kton")]
    (found,) = of_goal(lines, "Velsen wil in 2016 hoogstens 1.200.000 kton CO2 uitstoten.", place=("Velsen",))
    assert not any(isinstance(value, float) for _, value in found.reason.values)
    assert word(found.reason) == "In 2016 was het 1.230.000; dat is meer dan 1.200.000."
    assert word(found.reason, "en") == "In 2016 it was 1,230,000; that is more than 1,200,000."
    assert [word(Message.of("measure.met_at_most", year=2020, measured=one, value="0")) for one in ("-0.25", "x")] == [
        "In 2020 was het -0,25; hoogstens 0.",
        "In 2020 was het x; hoogstens 0.",
    ]
