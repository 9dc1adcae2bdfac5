"""Moments that stand twice in one file: the same value counts once, two that differ count for nothing and are said."""

import io
import json
import random
from collections import defaultdict
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from rodedraad.intake import series, series_doubles
from rodedraad.measure.days import points
from rodedraad.measure.decimals import shown

HEAD = "datum;uur;station;component;eenheid;waarde;gevalideerd\n"


def read(text, path="uren.csv"):
    return series.read(io.BytesIO(text.encode()), path=path)


def said(taken):
    return {one.code.removeprefix("series."): dict(one.values) for one in taken.problems}


def test_two_values_of_one_hour_are_a_disagreement_with_both_rows_and_neither_counts():
    rows = ("01-03-2024;4;W;NO2;µg/m3;17;1", "01-03-2024;5;W;NO2;µg/m3;20;1", "01-03-2024;4;W;NO2;µg/m3;19,5;0")
    for order in (rows, rows[::-1]):
        taken = read(HEAD + "\n".join(order) + "\n")
        (line,) = taken.measured.lines.values()
        (point,), _ = points(line, today=date(2026, 11, 22))
        assert (point.value, point.count, point.checked, taken.values) == ("20", 1, 100, 1)
        (fault,) = taken.problems
        values = dict(fault.values)
        assert (fault.code, values["rows"], values["count"]) == ("series.disagrees", "2 + 4", 1)
        assert set(values["cell"].split(" / ")) == {"17", "19.5"}


def test_the_same_value_twice_counts_once():
    row = "01-03-2024;4;W;NO2;µg/m3;17,50;1\n"
    taken = read(HEAD + row + row.replace("17,50", "17,5") + row)
    assert taken.values == 1
    assert {code: (one["count"], one["rows"]) for code, one in said(taken).items()} == {
        "duplicate": (2, "2 + 3, 2 + 4")
    }


def test_the_hour_of_a_clock_that_is_turned_back_is_called_that():
    rows = [f"{27 if day else 26}-10-2024;{hour};W;NO2;µg/m3;{hour}\n" for day in (0, 1) for hour in range(24)]
    rows.insert(24 + 3, "27-10-2024;2;W;NO2;µg/m3;40\n")
    taken = read(HEAD.replace(";gevalideerd", "") + "".join(rows))
    assert {code: one["count"] for code, one in said(taken).items()} == {"summer_time": 1}
    assert taken.values == 47


def _slow(rows):
    """What a file comes to by the whole list of its values: site and year -> count, sum, checked, hours above 200."""
    moments = defaultdict(list)
    for site, when, value, checked in rows:
        moments[site, when].append((value, checked))
    found = defaultdict(lambda: [0, Fraction(0), 0, 0])
    same = differ = 0
    for (site, when), held in moments.items():
        kinds = {value for value, _ in held}
        same += sum(value == held[0][0] for value, _ in held[1:])
        differ += sum(value != held[0][0] for value, _ in held[1:])
        if len(kinds) > 1:
            continue
        year = found[site, when.year]
        year[0] += 1
        year[1] += held[0][0]
        year[2] += held[0][1]
        year[3] += held[0][0] > 200
    return {key: tuple(value) for key, value in found.items()}, same, differ


@pytest.mark.parametrize("at_once", [1, 3, 2000])
@pytest.mark.parametrize("seed", range(15))
def test_a_file_with_doubles_comes_to_what_a_slow_reading_says(seed, at_once, monkeypatch):
    monkeypatch.setattr(series_doubles, "MOST_YEARS_AT_ONCE", at_once)
    chance = random.Random(seed)
    start = datetime(2022, 12, 28)  # noqa: DTZ001  the clock of the networks has no zone here
    rows = []
    for _ in range(300):
        when = start + timedelta(hours=chance.randrange(24 * 8))
        rows.append(
            (chance.choice("ABC"), when, Fraction(chance.choice((0, 150, 200, 201, 250))), chance.random() < 0.5)
        )
    text = HEAD + "".join(
        f"{when:%d-%m-%Y};{when.hour};{site};NO2;µg/m3;{value};{int(checked)}\n" for site, when, value, checked in rows
    )
    wanted, same, differ = _slow(rows)
    taken = read(text)
    found = {}
    for key, line in taken.measured.lines.items():
        for point in points(line, today=date(2026, 11, 22))[0]:
            above = dict(point.above)["eu-2030-no2-hour"]
            found[key.site, point.year] = (point.count, point.value, point.checked, above)
    assert found == {
        key: (count, shown(total / count), checked * 100 // count, above)
        for key, (count, total, checked, above) in wanted.items()
    }
    faults = said(taken)
    assert [faults.get(code, {"count": 0})["count"] for code in ("duplicate", "disagrees")] == [same, differ]
    assert taken.values == sum(count for count, *_ in wanted.values())


def test_doubles_in_what_the_luchtmeetnet_gives_are_settled_too():
    one = {"station_number": "NL1", "formula": "NO2", "timestamp_measured": "2024-05-01T10:00:00+00:00"}
    taken = read(json.dumps({"data": [one | {"value": value} for value in (10, 12)]}), path="x.json")
    assert said(taken)["disagrees"]["rows"] == "1 + 2"
    assert taken.values == 0
