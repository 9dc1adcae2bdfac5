"""Files of measurements: every form is read to the same values, and what cannot be is said by its row."""

import io
import json
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places import SHARED, needs_shared

from rodedraad.errors import WrongUse
from rodedraad.intake import series, series_held
from rodedraad.intake.series_cells import Bad, moment, number
from rodedraad.measure import gathered
from rodedraad.measure.days import Key, points
from rodedraad.wording import catalogue

TODAY = date(2026, 11, 22)


def read(text, path="metingen.csv", encoding="utf-8"):
    data = text if isinstance(text, bytes) else text.encode(encoding)
    return series.read(io.BytesIO(data), path=path)


def values(taken):
    """Component, site and step -> year -> value, of everything that was taken."""
    return {
        (key.component, key.site, key.step): {point.year: point.value for point in points(line, today=TODAY)[0]}
        for key, line in taken.measured.lines.items()
    }


def codes(taken):
    return {one.code.removeprefix("series."): dict(one.values) for one in taken.problems}


PLAIN = (
    "periode;plaats;component;eenheid;waarde\n2023;Wijk aan Zee;PM2,5;µg/m³;10,5\n2024;Wijk aan Zee;PM2,5;µg/m³;9,75\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_plain_table_reads_the_same_in_every_encoding(encoding):
    assert values(read(PLAIN, encoding=encoding)) == {("PM2.5", "Wijk aan Zee", "year"): {2023: "10.5", 2024: "9.75"}}


@pytest.mark.parametrize(
    "text",
    [
        "Year,Place,Pollutant,Unit,Value\n2023,Wijk aan Zee,PM2.5,ug/m3,10.5\n",
        "sep=;\neenheid;waarde;stof;plaats;jaar\nmg/m3;0,0105;pm25;Wijk aan Zee;2023\n",
        "Bron: OD\n\njaar\tplaats\tcomponent\twaarde (µg/m3)\n2023\tWijk aan Zee\tPM2.5\t10.5\n",
        'periode,plaats,component,eenheid,waarde\r\n"2023JJ00","Wijk aan Zee","fijnstof (PM2.5)","μg/m³","10,5"\r\n',
    ],
)
def test_columns_are_known_by_their_names_in_any_order(text):
    assert values(read(text)) == {("PM2.5", "Wijk aan Zee", "year"): {2023: "10.5"}}


RIVM = """Datum export;20250101 10:00;;;StationsCode;NL49553;NL49551
Periode;20240101 00:00 - 20250101 00:00;;;Stationsnaam;Wijk aan Zee-Banjaert;IJmuiden-Kanaaldijk
Bron;https://example.org;;;Breedtegraad;52.5;52.4
Beschrijving;readme;;;Lengtegraad;4.6;4.6
;;;;Gebied;stad;stad
;;;;Meetprincipe;bam;bam
;;;;Meetopstelling;x;y
Component;Bep.periode;Eenheid; Begindatumtijd;Einddatumtijd;NL49553;NL49551
PM10;uur;µg/m³;20240101 00:00;20240101 01:00;20.5;
PM10;uur;µg/m³;20240101 01:00;20240101 02:00;21.5;-999
PM10;uur;µg/m³;20240230 01:00;20240101 02:00;21.5;3
PM10;uur;µg/m³;20240101 03:00;20240101 04:00;abc;4.25
"""


def test_a_table_of_the_rivm_has_its_stations_names_and_gaps():
    taken = read(RIVM, "2024_PM10.csv")
    assert values(taken) == {
        ("PM10", "NL49551", "hour"): {2024: "4.25"},
        ("PM10", "NL49553", "hour"): {2024: "21"},
    }
    assert taken.measured.names == {"NL49553": "Wijk aan Zee-Banjaert", "NL49551": "IJmuiden-Kanaaldijk"}
    assert codes(taken) == {
        "impossible_date": {"cell": "20240230 01:00", "column": "Begindatumtijd", "count": 1, "rows": "11"},
        "no_number": {"cell": "abc", "column": "NL49553", "count": 1, "rows": "12"},
    }


def test_the_luchtmeetnet_stamps_the_end_of_an_hour():
    page = [
        {
            "station_number": "NL49551",
            "value": 12.5,
            "timestamp_measured": "2024-12-31T23:00:00+00:00",
            "formula": "NO2",
        }
    ]
    page.append({**page[0], "timestamp_measured": "2025-01-01T00:00:00+00:00", "value": 20})
    page.append({**page[0], "timestamp_measured": "2025-01-01T00:00:00Z", "value": None})
    stations = {"data": [{"number": "NL49551", "location": "IJmuiden-Kanaaldijk"}]}
    taken = read(json.dumps([{"pagination": {}, "data": page}, stations]), "blad.json")
    # 23:00 UTC is the end of the last hour but none in Dutch winter time; 00:00 UTC ends the first of 2025
    assert values(taken) == {("NO2", "NL49551", "hour"): {2024: "12.5", 2025: "20"}}
    assert taken.measured.names == {"NL49551": "IJmuiden-Kanaaldijk"}


@needs_shared
@pytest.mark.shared
def test_hours_of_the_lml_are_taken_whole():
    with (SHARED / "reference/air/lml_xml_hours_tidy.csv").open("rb") as file:
        rows = file.read().count(b"\n") - 1
    with (SHARED / "reference/air/lml_xml_hours_tidy.csv").open("rb") as file:
        taken = series.read(file, path="lml.csv")
    assert (taken.values, taken.problems) == (rows, ())
    assert all(line.is_flagged for line in taken.measured.lines.values())


def test_bad_rows_are_counted_by_kind_and_the_good_ones_kept():
    rows = [
        "2020;W;NO2;µg/m3;10",
        "2021;W;NO2;ppb;10",
        "2022;W;NO2;dB;10",
        "2023;W;NO2;vadem;10",
        "2024-13-01;W;NO2;µg/m3;10",
        "gisteren;W;NO2;µg/m3;10",
        "2024-01-01 10:05;W;NO2;µg/m3;10",
        "2021;W;NO2;µg/m3;ongeveer tien",
        "2021;W;NO2",
        "2020;W;NO2;µg/m3;10",
        "2025;;NO2;µg/m3;10",
        "2021;W;NO2;µg/m3;n.b.",
        "2021;W;NO2;µg/m3;9999999999999",
    ]
    taken = read("jaar;plaats;component;eenheid;waarde\n" + "\n".join(rows) + "\n")
    assert values(taken) == {("NO2", "W", "year"): {2020: "10"}}
    assert {code: (one["count"], one["rows"]) for code, one in codes(taken).items()} == {
        "refused_unit": (1, "3"),
        "other_unit": (1, "4"),
        "unknown_unit": (1, "5"),
        "impossible_date": (1, "6"),
        "no_date": (1, "7"),
        "minutes": (1, "8"),
        "no_number": (1, "9"),
        "short_row": (1, "10"),
        "duplicate": (1, "2 + 11"),
        "no_place": (1, "12"),
        "too_large_number": (1, "14"),
    }
    assert codes(taken)["refused_unit"]["column"] == "eenheid"


def test_a_file_of_too_many_series_or_years_stays_small(monkeypatch):
    head = "datum;plaats;component;eenheid;waarde\n"
    monkeypatch.setattr(series, "MOST_LINES", 10)
    taken = read(head + "".join(f"2020;plaats {at};NO2;µg/m3;1\n" for at in range(30)))
    assert (len(taken.measured.lines), taken.values, codes(taken)["too_many_lines"]["count"]) == (10, 10, 20)
    rows = "".join(f"{1850 + at % 300}-01-01;{at // 300};NO2;µg/m3;1\n" for at in range(45_000))
    monkeypatch.setattr(series, "MOST_LINES", 5_000)
    taken = read(head + rows)
    assert (taken.values, codes(taken)["too_many_lines"]["count"]) == (40_000, 5_000)


def test_of_many_bad_rows_the_first_few_are_named():
    taken = read("jaar;plaats;component;eenheid;waarde\n" + "2020;W;NO2;µg/m3;?!\n" * 900)
    assert codes(taken)["no_number"] == {"cell": "?!", "column": "waarde", "count": 900, "rows": "2, 3, 4, 5, 6 …"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "series.empty"),
        (b"\0\0\0\0", "series.empty"),
        (b"jaar;waarde\n2020;3\n", "series.missing_columns"),
        (b"geen kop\nniets\n", "series.no_heading"),
        (b"{broken", "series.no_json"),
        (b'{"a": 1}', "series.json_nothing"),
        (b"[" * 100_000, "series.no_json"),
        (b"x" * 100_000, "series.no_table"),
        (b"PK\x03\x04\0\0\0\0" * 4000, "series.no_table"),
    ],
)
def test_what_is_no_table_of_measurements_is_refused_in_a_sentence(data, code):
    with pytest.raises(WrongUse) as caught:
        read(data)
    assert caught.value.message.code == code
    assert code in catalogue()


def test_missing_columns_are_named():
    with pytest.raises(WrongUse) as caught:
        read("jaar;waarde\n2020;3\n")
    assert dict(caught.value.message.values) == {
        "path": "metingen.csv",
        "missing": "component, eenheid/unit, plaats/place",
        "columns": "jaar, waarde",
    }


def test_the_name_of_the_file_tells_the_component_where_no_column_does():
    text = "datum;station;eenheid;waarde\n2024-01-01;NL1;µg/m3;10\n"
    assert list(values(read(text, "2024_01_NO2.csv"))) == [("NO2", "NL1", "day")]
    with pytest.raises(WrongUse):
        read(text, "PM10_NO2.csv")


@pytest.mark.parametrize(
    ("words", "is_count", "value"),
    [
        ("17,5", False, "17.5"),
        ("17.5", False, "17.5"),
        ("1.234,5", False, "1234.5"),
        ("1,234.5", False, "1234.5"),
        ("1.500", False, "1.5"),
        ("1.500", True, "1500"),
        ("12 500", False, "12500"),
        ("1e1", False, "10"),
        ("-1.2", False, "-1.2"),
        ("−1,2", False, "-1.2"),
        ("0.0000004", False, "0"),
    ],
)
def test_numbers_are_read_as_dutch_and_english_write_them(words, is_count, value):
    assert Fraction(number(words, is_count=is_count), 10**6) == Fraction(value)


@given(st.text(max_size=40), st.booleans())
def test_any_cell_gives_a_number_a_gap_or_a_reason(words, is_count):
    assert isinstance(number(words, is_count=is_count), int | Bad | None)
    found = moment(words, None, is_end=is_count)
    assert isinstance(found, Bad) or 0 <= found.at[1] < 366


@settings(max_examples=60)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"jaar;plaats;component;eenheid;waarde\n", b'{"data": [', b"\xff\xfe"]),
)
def test_any_bytes_are_read_or_refused(data, head):
    try:
        told = [one.code for one in read(head + data).problems]
    except WrongUse as error:
        told = [error.message.code]
    assert set(told) <= catalogue().keys()


def test_days_written_with_a_time_by_habit_are_days():
    rows = "".join(f"2024-01-{day:02} 00:00:00;NL1;PM10;µg/m3;{day}\n" for day in range(1, 31))
    assert values(read("datum;station;component;eenheid;waarde\n" + rows)) == {("PM10", "NL1", "day"): {2024: "15.5"}}


def test_the_first_forty_lines_lose_nothing():
    # One line was lost where the heading had been looked for.
    rows = "".join(f"{year};W;NO2;µg/m3;{year - 1900}\n" for year in range(1900, 2020))
    taken = read("jaar;plaats;component;eenheid;waarde\n" + rows)
    assert taken.values == 120


def test_what_was_taken_comes_back_from_its_bytes():
    taken = read(RIVM, "2024_PM10.csv")
    again = series_held.unpacked(series_held.packed(taken))
    assert again == taken
    assert series_held.packed(again) == series_held.packed(taken)
    for damaged in (None, b"", b"x", series_held.packed(taken)[:-3]):
        assert series_held.unpacked(damaged) is None


def test_files_that_overlap_are_laid_over_each_other():
    head = "datum;uur;station;component;eenheid;waarde\n"
    one = read(head + "".join(f"2024-01-01;{hour};NL1;NO2;µg/m3;10\n" for hour in range(12)))
    rest = read(head + "".join(f"2024-01-01;{hour};NL1;NO2;µg/m3;20\n" for hour in range(12, 24)))
    other = read(head + "".join(f"2024-01-01;{hour};NL1;NO2;µg/m3;40\n" for hour in range(6, 19)))
    both, problems = gathered({"a": one.measured, "b": rest.measured, "c": one.measured}, today=TODAY)
    assert [(point.value, point.count) for point in both[0].points] == [("15", 24)]
    assert problems == ()
    against, problems = gathered({"a": one.measured, "b": other.measured}, today=TODAY)
    assert [(point.value, point.count) for point in against[0].points] == [("40", 13)]
    assert [(one.source, one.message.code, dict(one.message.values)) for one in problems] == [
        ("b", "series.contradicts", {"count": 1})
    ]


def test_two_files_that_say_something_else_of_one_moment_are_told():
    one, other = (read(f"jaar;plaats;component;eenheid;waarde\n2020;W;NO2;µg/m3;{value}\n") for value in (10, 12))
    found, problems = gathered({"a": one.measured, "b": other.measured}, today=TODAY)
    assert [point.value for point in found[0].points] == ["10"]
    assert [one.message.code for one in problems] == ["series.contradicts"]
    assert gathered({"a": one.measured, "b": one.measured}, today=TODAY)[1] == ()


def test_a_table_of_the_luchtmeetnet_has_ends_of_hours_too():
    text = "station_number,formula,unit,value,timestamp_measured\nNL1,NO2,µg/m³,10,2025-01-01T00:00:00+01:00\n"
    assert values(read(text)) == {("NO2", "NL1", "hour"): {2024: "10"}}


def test_what_lies_ahead_is_no_measurement():
    text = "datum;station;component;eenheid;waarde\n2026-11-22;NL1;NO2;µg/m3;10\n2026-11-23;NL1;NO2;µg/m3;90\n2031-01-01;NL1;NO2;µg/m3;90\n"
    found, problems = gathered({"a": read(text).measured}, today=TODAY)
    assert [(point.year, point.value) for point in found[0].points] == [(2026, "10")]
    assert [dict(one.message.values) for one in problems] == [{"count": 2}]


def test_a_unit_is_turned_into_that_of_the_component():
    text = "jaar;plaats;component;eenheid;waarde\n2020;W;CO;µg/m3;400\n2021;W;CO;mg/m3;0,5\n2020;W;BaP;µg/m3;0,00125\n"
    assert values(read(text)) == {("CO", "W", "year"): {2020: "0.4", 2021: "0.5"}, ("BaP", "W", "year"): {2020: "1.25"}}


def test_what_no_one_knows_is_kept_under_its_own_name():
    text = "jaar;plaats;indicator;eenheid;waarde\n2020;W;Zonnepanelen;stuks;1500\n"
    assert list(read(text).measured.lines) == [Key("Zonnepanelen", "W", "stuks", "year")]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("2024;Velsen;PM10;µg/m³;-5", "negative"),
        ("2024;Velsen;PM10;µg/m3;999999999", "implausible"),
        ("2024;Velsen;woningen;woningen;-20", "negative"),
        ("2024;Velsen;woningen;woningen;1500,5", "half_count"),
        ("2024;Velsen;woningen;woningen;1.5", "half_count"),
        ("2024;Velsen;PM10;µg/m³;NaN", "no_number"),
        ("2024-01-01 03:00;Velsen;PM10;µg/m³;-11", "negative"),
        ("2024-01-01 03:00;Velsen;PM10;µg/m³;-150", "negative"),
        ("2024;Velsen;klachten;klachten;-250", "negative"),
        ("2024;Velsen;CO2;kton;-5", "negative"),
        ("2024;Velsen;geurhinder;%;101", "out_of_bounds"),
        ("2024;Velsen;geurhinder;%;-1", "out_of_bounds"),
        ("2024-01-01 03:00;Velsen;RV;%;100,1", "out_of_bounds"),
        ("2024;Velsen;Lden;dB;-3", "out_of_bounds"),
        ("2024;Velsen;Lden;dB(A);151", "out_of_bounds"),
        ("2024;Velsen;levensverwachting;jaar;820", "out_of_bounds"),
        ("2024;Velsen;stikstofdepositie;mol/ha/jaar;-3", "out_of_bounds"),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_row_and_column(row, code):
    taken = read(f"periode;plaats;component;eenheid;waarde\n{row}\n")
    said = codes(taken)
    assert taken.values == 0
    assert {one: (fault["rows"], fault["column"], fault["cell"]) for one, fault in said.items()} == {
        code: ("2", "waarde", row.split(";")[-1])
    }


def test_what_can_be_is_kept_at_its_bounds():
    rows = ("geurhinder;%;0", "ervaren gezondheid;%;100", "RV;%;100", "Lden;dB;0", "Groei;%;-40", "Groei;%;-99")
    taken = read(
        "jaar;plaats;component;eenheid;waarde\n" + "".join(f"{2015 + at};V;{row}\n" for at, row in enumerate(rows))
    )
    assert (taken.values, taken.problems) == (5, ())  # -99 is the code of a gap


def test_an_hour_just_below_nought_counts_as_it_stands():
    taken = read("periode;plaats;component;eenheid;waarde\n2024-01-01 03:00;Velsen;PM10;µg/m³;-2,5\n")
    assert values(taken) == {("PM10", "Velsen", "hour"): {2024: "-2.5"}}
    assert not taken.problems


def test_an_hour_that_does_not_exist_is_said_with_its_own_column():
    taken = read("datum;tijd;plaats;component;eenheid;waarde\n2024-01-01;25:00;Velsen;PM10;µg/m³;20\n")
    said = codes(taken)
    assert list(said) == ["impossible_hour"]
    assert (said["impossible_hour"]["column"], said["impossible_hour"]["cell"]) == ("tijd", "25:00")


def test_a_table_of_the_open_interface_names_no_unit():
    text = "station_number,formula,value,timestamp_measured\nNL49551,NO2,12.5,2024-05-01T10:00:00+00:00\n"
    (key,) = read(text).measured.lines
    assert key == Key("NO2", "NL49551", "µg/m³", "hour")
    with pytest.raises(WrongUse) as refused:
        read("station,component,value,datum\nNL49551,NO2,12.5,2024\n")
    assert refused.value.message.code == "series.missing_columns"


def test_a_decimal_comma_among_commas_is_no_shorter_number():
    head = "jaar,plaats,component,eenheid,waarde\n"
    taken = read(head + "2023,V,NO2,µg/m³,12,5\n2024,V,NO2,µg/m³,13,,\n")
    assert values(taken) == {("NO2", "V", "year"): {2024: "13"}}
    assert (codes(taken)["long_row"]["rows"], codes(taken)["long_row"]["cell"]) == (
        "2",
        "2023 | V | NO2 | µg/m³ | 12 | 5",
    )
    assert values(read(head + '2023,V,NO2,µg/m³,"12,5"\n')) == {("NO2", "V", "year"): {2023: "12.5"}}


def test_a_heading_without_rows_is_said():
    assert codes(read("jaar;plaats;component;eenheid;waarde\n"))["no_rows"]["rows"] == "1"


def test_a_cell_of_many_lines_is_shown_in_one():
    taken = read('jaar;plaats;component;eenheid;waarde\n2023;V;NO2;µg/m³;"5\n2024;V;NO2;µg/m³;6\n')
    assert "\n" not in codes(taken)["no_number"]["cell"]
