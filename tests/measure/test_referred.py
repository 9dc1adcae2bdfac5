"""Aims that refer to norms and name no number: whose norms, of what, and where the lines of the region stand against them."""

import pytest
from make import source, statement

from rodedraad.measure import Series, measured
from rodedraad.measure.goals import goals, of_statement
from rodedraad.records import Frame, Point
from rodedraad.wording import word

FRAME = Frame(name="x", themes=(), places=("Wierhaven", "Duinmeer"))
TEXT = "Deze maatregelen dragen bij aan het bereiken van de Europese normen voor luchtverontreinigende stoffen."


def line(component, place, values, *, is_valid=True, first=2018):
    made = tuple(
        Point(year=first + at, value=str(value), count=1, share=None if is_valid else 1, is_valid=is_valid)
        for at, value in enumerate(values)
    )
    return Series(component=component, site=place, name=place, unit="µg/m³", step="year", points=made, files=("a.csv",))


def aims(text, type_="ambition"):
    return [(one.component, one.whose, one.year) for one in of_statement(statement("s", text, type=type_))]


def stood(lines, text=TEXT, *, type_="conclusion", place=(), newest="2026"):
    said = statement("s", text, type=type_, place=place)
    found = measured(lines, [said], FRAME, {}, sources=[source("bron", date=newest)])[1]
    (one,) = (one for one in found if one.statement)
    return one


@pytest.mark.parametrize(
    ("text", "type_", "wanted"),
    [
        (TEXT, "conclusion", [("air", "eu", None)]),
        ("Wij willen in 2035 voldoen aan de advieswaarden van de WHO voor luchtkwaliteit.", "ambition", [("air", "who", 2035)]),
        ("De concentratie NO2 moet de WHO-advieswaarde halen.", "request", [("NO2", "who", None)]),
        ("We willen dat fijnstof en benzeen binnen de Europese grenswaarden blijven.", "ambition", [("PM", "eu", None), ("benzene", "eu", None)]),
        ("The port must comply with EU air quality standards by 2030.", "request", [("air", "eu", 2030)]),
        ("Onze lucht moet voldoen aan de wettelijke normen voor luchtkwaliteit.", "request", [("air", "eu", None)]),
    ],
)  # fmt: skip
def test_an_aim_that_refers_to_norms_is_found_with_whose_they_are(text, type_, wanted):
    assert aims(text, type_) == wanted


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("De lucht voldoet aan de Europese normen voor luchtkwaliteit.", "conclusion"),  # tells how it is
        ("Wij willen strengere Europese normen voor luchtkwaliteit bereiken.", "ambition"),
        ("De Europese normen voor luchtkwaliteit worden aangescherpt om schone lucht te halen.", "measure"),
        ("Wij willen voldoen aan de normen voor luchtkwaliteit.", "ambition"),  # whose?
        ("Wij willen voldoen aan de Europese normen voor waterkwaliteit.", "ambition"),
        ("Wij willen voldoen aan de Europese normen voor groene grondstoffen in producten.", "measure"),
        ("De stad hoeft niet te voldoen aan de Europese normen voor luchtkwaliteit.", "ambition"),
        ("Het rapport gaat over de Europese normen voor luchtkwaliteit.", "ambition"),
        ("Wij willen voldoen aan de advieswaarden van de WHO voor geluid.", "ambition"),
        (TEXT, "concern"),
    ],
)
def test_what_names_nobodys_norms_of_the_air_or_changes_them_is_no_target(text, type_):
    assert aims(text, type_) == []


def test_a_number_in_the_words_is_the_target_and_not_the_norm():
    text = "In 2030 voldoet PM2,5 aan de Europese norm van hoogstens 10 µg/m3."
    assert [(one.scope, one.words) for one in of_statement(statement("s", text))] == [("level", "10 µg/m3")]


def test_it_joins_the_norms_of_every_line_of_the_region_and_tells_the_worst():
    lines = [
        line("NO2", "Wierhaven", (22, 21.5, 21, 20.4, 20, 19.5, 19)),
        line("PM10", "Duinmeer", (24, 23.9, 24.2, 24, 23.8, 24.1, 24)),
        line("NO2", "Elders", (90, 90)),
        line("homes", "Wierhaven", (9,)),
    ]
    found = stood(lines)
    assert (found.state, found.indicator, found.norm, found.value) == ("off_track", None, None, "")
    assert found.norms == ("eu-2030-pm10-year", "eu-2008-pm10-year", "eu-2030-no2-year", "eu-2008-no2-year")
    told = dict(found.reason.values)
    assert (told["lines"], told["count"], told["met"], told["on_track"], told["off_track"]) == (2, 4, 2, 1, 1)
    assert stood(lines, place=("Wierhaven",)).state == "on_track"
    assert stood(lines, place=("Wierhaven",), newest="2031").state == "unknown"
    # who names a year means the norms of that year
    dated = stood(lines, "Wij willen in 2029 voldoen aan de Europese normen voor luchtkwaliteit.", type_="ambition")
    assert dated.norms == ("eu-2008-pm10-year", "eu-2008-no2-year")
    assert (dated.state, dated.year) == ("on_track", 2029)


def test_without_enough_measurements_it_says_so_and_without_any_too():
    found = stood([line("NO2", "Wierhaven", (22,), is_valid=False)])
    assert (found.state, found.norms) == ("unknown", ("eu-2030-no2-year", "eu-2008-no2-year"))
    assert "(reeksen: 1; Wierhaven), maar van geen daarvan is genoeg gemeten" in word(found.reason)
    assert stood([]).state == stood([line("homes", "Wierhaven", (9,))]).state == "not_measured"
    other = stood([line("NO2", "Wierhaven", (22,))], place=("Duinmeer",))
    assert (other.state, other.reason.code) == ("not_measured", "measure.other_place")


def test_a_person_confirms_rejects_or_gives_the_number():
    one = statement("s", TEXT, type="conclusion")
    (found,) = of_statement(one)
    assert (found.words, found.key) == ("Europese normen", "air eu norms")

    def ruled(**values):
        return [
            (each.scope, each.component, str(each.value), each.unit, each.year, each.is_confirmed)
            for each in goals([one], {("s", found.key): values})
        ]

    assert ruled(is_rejected=True) == []
    assert ruled(is_confirmed=True) == [("norms", "air", "0", "", None, True)]
    assert ruled(component="NO2", year="2030") == [("norms", "NO2", "0", "", 2030, True)]
    assert ruled(component="NO2", value="20") == [("level", "NO2", "20", "µg/m³", None, True)]
    assert ruled(value="20", unit="µg/m³") == [("norms", "air", "0", "", None, True)]
