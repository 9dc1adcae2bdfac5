"""Means over eight hours: as the directive words them, against a slow reading of every window of every day."""

import random
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from rodedraad.intake import series_held
from rodedraad.intake.series import Taken
from rodedraad.measure.days import SCALE, Key, Line, Measured, laid_over, points
from rodedraad.measure.gathered import gathered
from rodedraad.measure.standings import counted
from rodedraad.records import Norm, Point

TODAY = date(2026, 11, 22)
O3 = Key("O3", "W", "µg/m³", "hour")


def line_of(values, key=O3):
    line = Line.of(key)
    for when, value in values.items():
        day = when.timetuple().tm_yday - 1
        line.put((when.year, day, 1 << when.hour), round(value * SCALE), is_checked=False)
    return line


def above(line, norm):
    return {point.year: dict(point.above)[norm] for point in points(line, today=TODAY)[0]}


def slow(values, level):
    """Days of each year of which the highest valid mean over eight hours, ending in it, lies above the level."""
    found = dict.fromkeys({when.year for when in values}, 0)
    for year in found:
        day = datetime(year, 1, 1)  # noqa: DTZ001  the clock of the networks
        while day.year == year:
            means = []
            for end in range(1, 25):  # the hour that ends at 1:00 is the first of the day
                window = [values.get(day + timedelta(hours=end - back)) for back in range(1, 9)]
                there = [one for one in window if one is not None]
                if len(there) >= 6:
                    means.append(Fraction(sum(there)) / len(there))
            found[year] += len(means) >= 18 and max(means) > level
            day += timedelta(days=1)
    return found


def drawn(seed):
    """Hours about a turn of the year with gaps, levels that drift about the norms, and some values on the norm itself."""
    chance = random.Random(seed)
    start, values, base = datetime(2023, 12, 24), {}, 110  # noqa: DTZ001  as above
    for hour in range(24 * 18):
        base = min(max(base + chance.randint(-12, 12), 60), 150)
        if chance.random() < (0.05, 0.25, 0.4)[seed % 3]:
            continue
        values[start + timedelta(hours=hour)] = Fraction(chance.choice((base, base, 100, 120)))
    return values


@pytest.mark.parametrize("seed", range(30))
def test_days_above_are_those_of_a_slow_reading(seed):
    values = drawn(seed)
    line = line_of(values)
    assert above(line, "who-o3-8h") == slow(values, 100)
    assert above(line, "eu-2008-o3-8h") == slow(values, 120)


def test_the_evening_before_counts_for_the_first_hours_of_a_day():
    start = datetime(2023, 12, 31)  # noqa: DTZ001  as above
    values = {start + timedelta(hours=hour): Fraction(200 if 17 <= hour < 25 else 20) for hour in range(48)}
    # from 17:00 to 1:00 the mean is 200: of the day on which it ends; 31 December has 177.5 itself
    assert above(line_of(values), "who-o3-8h") == slow(values, 100) == {2023: 1, 2024: 1}
    alone = {when: value for when, value in values.items() if when.year == 2024}
    assert above(line_of(alone), "who-o3-8h") == slow(alone, 100) == {2024: 0}


def test_a_mean_on_the_norm_is_not_above_it_and_carbon_monoxide_has_its_own():
    start = datetime(2024, 3, 1)  # noqa: DTZ001  as above
    for value, days in ((10, 0), (Fraction(10_001, 1000), 1)):
        values = {start + timedelta(hours=hour): Fraction(value) for hour in range(24)}
        line = line_of(values, Key("CO", "W", "mg/m³", "hour"))
        assert above(line, "eu-2008-co-8h") == above(line, "eu-2030-co-8h") == {2024: days}


def test_hours_of_two_files_are_laid_over_each_other_and_come_back_from_their_bytes():
    values = drawn(1)
    night = {when: value for when, value in values.items() if when.hour < 8}
    rest = {when: value for when, value in values.items() if when.hour >= 8}
    whole, doubles = laid_over([line_of(night), line_of(rest)])
    assert (above(whole, "who-o3-8h"), doubles) == (slow(values, 100), 0)
    whole, _ = laid_over([line_of(night), line_of(values)])
    assert above(whole, "who-o3-8h") == slow(values, 100)
    taken = Taken(measured=Measured(lines={O3: line_of(values)}), values=len(values), problems=())
    again = series_held.unpacked(series_held.packed(taken))
    assert gathered({"a": again.measured}, today=TODAY) == gathered({"a": taken.measured}, today=TODAY)


def test_days_are_averaged_over_the_years_that_the_norm_names():
    def point(year, days, *, is_valid=True):
        return Point(year=year, value="50", count=8760, share=100, is_valid=is_valid, above=(("n", days),))

    norm = Norm(
        id="n", component="O3", value="120", unit="µg/m³", averaging="8h", from_year=2010, kind="eu_target", origin="x",
        allowed=25, mean_years=3,
    )  # fmt: skip
    years = (point(2019, 30), point(2021, 24), point(2022, 99, is_valid=False), point(2023, 27))
    assert counted(years, norm) == ((2019, 30), (2021, 27), (2023, Fraction(51, 2)))
