"""The chapter of measurements: the picture says what the records say, breaks where nothing was measured, and is safe."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from make import document, source, statement

from rodedraad.extract.amounts import amounts
from rodedraad.measure import Series, located, measured
from rodedraad.publish.excerpts import Excerpts
from rodedraad.publish.indicators import component_name, decimal, measurements, told, unit_name
from rodedraad.publish.indicators_svg import NARROW, WIDE, alone
from rodedraad.records import Frame, Point, Prospects
from rodedraad.wording import catalogue, word

FRAME = Frame(name="x", themes=(), places=("Wierhaven",))
TEXT = "In 2030 is er in Wierhaven hoogstens 10 µg/m3 PM2,5."
SVG = "{http://www.w3.org/2000/svg}"


def series(name, values, *, component="PM2.5", unit="µg/m³", poor=()):
    points = tuple(
        Point(year=year, value=str(value), count=1, share=10 if year in poor else None, is_valid=year not in poor)
        for year, value in values.items()
    )
    return Series(component=component, site=name, name=name, unit=unit, step="year", points=points, files=("a.csv",))


def chapter(lines, *texts, language="nl"):
    of = source("bron")
    said = [
        statement(f"s-{at}", text, of=of, amounts=amounts(text), place=("Wierhaven",)) for at, text in enumerate(texts)
    ]
    indicators, standings = measured(lines, said, FRAME, {})
    return measurements(
        Prospects(indicators=indicators, standings=standings),
        statements={one.id: one for one in said},
        maker=Excerpts([of], {of.id: document("bron", "x")}, "bronnen"),
        language=language,
    )


FALLING = {2011 + at: 16 - at for at in range(6)} | {2019 + at: 11 - at / 2 for at in range(6)}


def picture(view, which="wide"):
    return ET.fromstring(getattr(view.charts[0], which).svg)  # noqa: S314  our own text


def marked(root, name):
    """What is drawn with this class; the samples of the legend stand in groups of their own."""
    return [one for one in root if name in (one.get("class") or "").split()]


def test_gaps_break_the_line_and_poor_years_have_open_dots():
    view = chapter([series("Wierhaven", FALLING, poor=(2014,))], TEXT)
    root = picture(view)
    assert len(marked(root, "dot")) == 12
    assert len(marked(root, "open")) == 1
    # 2011-2013, 2015-2016, 2019-2024
    assert [one.get("d").count("L") for one in marked(root, "course")] == [2, 1, 5]
    assert view.charts[0].missing == (2017, 2018)


@pytest.mark.parametrize("which", ["wide", "narrow"])
def test_each_yardstick_has_its_own_pattern_and_name_inside_the_picture(which):
    root = picture(chapter([series("Wierhaven", FALLING)], TEXT), which)
    wide = int(root.get("width"))
    assert wide == (WIDE if which == "wide" else NARROW)
    assert [len(marked(root, name)) for name in ("target", "eu_limit", "who_guideline", "span")] == [1, 2, 1, 1]
    names = [one for one in root.iter(f"{SVG}text") if "name" in one.get("class").split()]
    assert sorted(int(one.get("y")) for one in names) == sorted({int(one.get("y")) for one in names})
    for one in names:  # bold letters of 11 pixels are 7 wide at most
        assert int(one.get("x")) + 7 * len(one.text) <= wide
    for one in root.iter():
        assert all(-1 <= float(one.get(side, 0)) <= wide for side in ("x", "cx"))


def test_the_interval_stands_where_the_record_says():
    view = chapter([series("Wierhaven", FALLING)], TEXT)
    row = view.targets[0]
    root = picture(view)
    ticks = {one.text: int(one.get("y")) - 4 for one in root.iter(f"{SVG}text") if one.get("text-anchor") == "end"}
    zero, ten = ticks["0"], ticks["10"]
    (span,) = marked(root, "span")[:1]
    high, low = (int(one) for one in re.search(r"M\d+ (\d+)V(\d+)", span.get("d")).groups())
    assert high == pytest.approx(zero - (zero - ten) * float(row.standing.high) / 10, abs=1)
    assert low == pytest.approx(zero - (zero - ten) * float(row.standing.low) / 10, abs=1)


def test_names_of_files_are_words_and_nothing_else():
    evil = '<script>alert("x")</script>]]>&'
    view = chapter([series(evil, FALLING, component=evil, unit=evil)])
    root = picture(view)
    assert not list(root.iter("script"))
    assert "<script" not in view.charts[0].wide.svg
    assert evil in root.find(f"{SVG}title").text


def test_the_same_target_of_several_is_one_row_with_all_its_quotes():
    other = TEXT.replace("In 2030 is er", "Wij willen dat er in 2030 is")
    view = chapter([series("Wierhaven", FALLING)], TEXT, other, TEXT.replace("10 µg", "8 µg"))
    assert [len(row.excerpts) for row in view.targets] in ([2, 1], [1, 2])
    assert view.goals == 3
    assert sum(count for _, count in view.states) == 3


def test_a_target_without_measurements_stands_there_as_not_measured():
    view = chapter([], TEXT)
    assert [row.standing.state for row in view.targets] == ["not_measured"]
    assert (view.charts, view.is_empty, chapter([]).is_empty) == ((), False, True)


def test_a_change_is_told_in_words():
    text = "Wij streven naar 50 procent minder geurklachten in 2030 ten opzichte van 2020."
    line = series("Wierhaven", {2018 + at: 400 - 10 * at for at in range(7)}, component="complaints", unit="klachten")
    (row,) = chapter([line], text).targets
    assert (row.change, row.value) == ("50% minder dan in 2020", "190 klachten")
    (row,) = chapter([], text, language="en").targets
    assert row.change == "50% less than in 2020"


def test_numbers_are_as_the_reader_writes_them():
    assert [decimal(one, "nl") for one in ("1234.5", "-0.25", "10")] == ["1.234,5", "−0,25", "10"]
    assert decimal("1234.5", "en") == "1,234.5"
    assert (component_name("noise", "en"), component_name("Iets", "nl")) == ("noise (Lden)", "Iets")
    assert (unit_name("woningen", "en"), unit_name("furlong", "nl")) == ("homes", "furlong")


def test_a_flat_line_of_noughts_and_one_year_can_be_drawn():
    for values in ({2020: 0}, {2020: 0, 2021: 0}, {2020: "0.001"}, {2020: 10**9}, {1900: 3, 2025: 4}):
        for language in ("nl", "en"):
            view = chapter([series("Wierhaven", values)], language=language)
            assert ET.fromstring(view.charts[0].narrow.svg) is not None  # noqa: S314  our own text
    assert all(
        f"measure.{size}_{kind}" in catalogue() for size in ("line", "short") for kind in ("target", "who_guideline")
    )


def test_a_picture_on_paper_has_its_own_style_and_no_variables():
    svg = alone(chapter([series("Wierhaven", FALLING)], TEXT).charts[0].wide)
    assert svg.count("<style>") == 1
    assert "var(" not in svg
    used = {name for one in ET.fromstring(svg).iter() for name in (one.get("class") or "").split()}  # noqa: S314  our own text
    assert all(f".{name}" in svg for name in used - {"measured", "yard"} | {"yard"})


def hours(name, shares):
    """A line of hours: per year how many there are."""
    points = tuple(
        Point(year=year, value="17", count=count, share=count * 100 // 8760, is_valid=count > 7446)
        for year, count in shares.items()
    )
    return Series(component="PM10", site=name, name=name, unit="µg/m³", step="hour", points=points, files=("a.csv",))


def test_a_few_hours_are_told_in_words_and_not_drawn():
    view = chapter([hours("Wierhaven", {2014: 4})])
    assert (view.charts, view.is_empty, view.too_short) == ((), False, 1)
    (short,) = view.shorts
    assert short.values == "2014, 4 van 8.760 uur: gemiddeld 17 µg/m³"
    assert short.norms == (
        "hoogstens 40 µg/m³ (grenswaarde van de EU, tot en met 2029)",
        "hoogstens 20 µg/m³ (grenswaarde van de EU, vanaf 2030)",
        "hoogstens 15 µg/m³ (advieswaarde van de WHO)",
    )
    assert word(short.reason) == (
        "Te kort om op te oordelen: in 2014 zijn 4 van de 8.760 uren gemeten; nodig is 85 procent."
    )
    # years of which a good part was measured are worth seeing, though none is enough to judge by
    assert len(chapter([hours("Wierhaven", {2022: 7000, 2023: 6900})]).charts) == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"checked": 0}, "7 juli 2014, 4 uren: gemiddeld 14,75 µg/m³; niet gevalideerd"),
        ({"last": "2014-07-09", "checked": 100}, "7 juli 2014 tot en met 9 juli 2014, 4 uren: gemiddeld 14,75 µg/m³; gevalideerd"),
        ({"count": 1, "checked": 40}, "7 juli 2014, 1 uur: 14,75 µg/m³; 40% gevalideerd"),
        ({"share": 45, "count": 4000}, "2014, 4.000 van 8.760 uur (45%): gemiddeld 14,75 µg/m³"),
        ({"share": 100, "count": 8760, "is_valid": True}, "2014: 14,75 µg/m³"),
    ],
)  # fmt: skip
def test_a_morning_is_never_told_as_a_year(fields, words):
    given = {"year": 2014, "value": "14.75", "count": 4, "share": 0, "is_valid": False}
    point = Point(**(given | {"first": "2014-07-07", "last": "2014-07-07"} | fields))
    (line,) = located([replace(hours("Wierhaven", {2014: 4}), points=(point,))], FRAME)
    assert told(line, point, "nl") == words
    (row,) = (chapter([replace(hours("Wierhaven", {2014: 4}), points=(point,))])).shorts or [None]
    assert row is None or row.values == words


def test_sums_are_summed_and_levels_have_no_mean():
    point = Point(year=2014, value="12", count=4, share=0, is_valid=False, first="2014-07", last="2014-08")
    line = replace(hours("Wierhaven", {2014: 4}), points=(point,), step="month")
    for component, unit, words in (
        ("complaints", "klachten", "juli 2014 tot en met augustus 2014, 4 maanden: samen 12 klachten"),
        ("noise", "dB", "juli 2014 tot en met augustus 2014, 4 maanden"),
    ):
        (one,) = located([replace(line, component=component, unit=unit)], FRAME)
        assert told(one, point, "nl") == words


def test_an_aim_that_refers_to_norms_stands_there_in_words():
    text = "Wij willen dat de lucht in 2035 voldoet aan de Europese normen voor luchtkwaliteit."
    (row,) = chapter([hours("Wierhaven", {2014: 4})], text).targets
    assert (row.component, row.refers, row.standing.state) == (
        "luchtverontreinigende stoffen",
        "de Europese normen",
        "unknown",
    )
    assert "van geen daarvan is genoeg gemeten" in word(row.standing.reason)


def test_a_year_of_a_few_hours_has_no_dot_and_says_how_many():
    view = chapter([hours("Wierhaven", {2014: 4, 2022: 8760, 2023: 4000})])
    assert len(marked(picture(view), "dot")) == 2
    assert [one.part for one in view.charts[0].years] == ["4 van 8.760 uur", "100%", "4.000 van 8.760 uur (45%)"]


def test_lines_of_places_that_the_frame_does_not_name_are_counted_and_left_out():
    view = chapter([series("Wierhaven", FALLING), series("Elders", FALLING), hours("Ver", {2014: 4})])
    assert ([one.indicator.place for one in view.charts], view.elsewhere, view.spots) == (["Wierhaven"], 2, 2)
    assert len(chapter([series("Elders", FALLING)]).charts) == 1
