"""A letter that names targets for the IJmond, beside its stations: the right lines, and states that were reckoned by hand."""

from make import source, statement

from rodedraad import frame as frames
from rodedraad.extract.amounts import amounts
from rodedraad.extract.places import places
from rodedraad.measure import Series, measured
from rodedraad.records import Point

FRAME = frames.frame({})
CODES = ("NL49551", "NL49553", "NL49557", "NL49570", "NL49572")


def line(component, site, values, first=2018, unit="µg/m³"):
    points = tuple(
        Point(year=first + at, value=str(value), count=1, share=None, is_valid=True) for at, value in enumerate(values)
    )
    return Series(component=component, site=site, name=site, unit=unit, step="year", points=points, files=("a.csv",))


PM25 = (14.1, 13.2, 12.1, 12.9, 11.6, 11.5, 10.6, 10.4)
"""Mean 12.05 in 2021.5, slope -21/42 = -0.5, rest 1.08/6, so in 2030 7.8 ± 1.943 · 0.4243 · 1.6868 = 1.390."""
LINES = (
    *(line("NO2", code, range(24, 16, -1)) for code in CODES),
    line("NO2", "NL10404", range(24, 16, -1)),
    line("NO2", "Amsterdam-Vondelpark", range(24, 16, -1)),
    *(line("PM2.5", code, PM25) for code in ("NL49551", "NL49553")),
    line("homes", "Velsen", (300, 310, 290), first=2023, unit="woningen"),
)


def told(text, type_="ambition"):
    """Of each line that the sentence is laid beside (None: of none) its state and interval."""
    of = source("brief", date="2026-03-12")
    said = statement("s", text, of=of, type=type_, amounts=amounts(text), place=places(text, FRAME))
    indicators, standings = measured(LINES, [said], FRAME, {}, sources=[of])
    names = {one.id: one.place for one in indicators}
    return {names.get(one.indicator): (one.state, one.low, one.high) for one in standings if one.statement}


def test_a_target_for_a_village_is_laid_beside_its_stations_alone():
    text = "Wij willen dat in IJmuiden in 2030 hoogstens {} µg/m³ fijnstof (PM2,5) in de lucht zit."
    assert told(text.format(10)) == {"IJmuiden-Kanaalstraat": ("on_track", "6.41", "9.19")}
    assert {state for state, _, _ in told(text.format(8)).values()} == {"unknown"}
    assert {state for state, _, _ in told(text.format(6)).values()} == {"off_track"}


def test_a_target_for_a_municipality_is_for_the_stations_that_stand_in_it():
    text = "Wij willen dat in {} in 2030 hoogstens 13 µg/m³ stikstofdioxide (NO2) wordt gemeten."
    # one less a year and 17 in 2025: 12 in 2030, without any width
    found = told(text.format("Velsen"))
    assert found == dict.fromkeys(("IJmuiden-Kanaalstraat", "Velsen-Staalstraat"), ("on_track", "12", "12"))
    assert set(told(text.format("Velsen-Noord"))) == {"Velsen-Staalstraat"}
    assert set(told(text.format("Beverwijk"))) == {
        "Wijk aan Zee-De Banjaert",
        "Wijk aan Zee-Bosweg",
        "Beverwijk-Creutzberglaan",
    }
    assert told(text.format("Heemskerk")) == {None: ("not_measured", None, None)}


def test_a_target_for_the_region_is_for_its_stations_and_no_others():
    text = "In {}2030 moet de concentratie NO2 onder de 11 µg/m³ liggen."
    for where in ("de IJmond in ", ""):
        found = told(text.format(where), "request")
        assert len(found) == len(CODES)
        assert set(found.values()) == {("off_track", "12", "12")}
        assert "NL10404" not in found


def test_what_is_past_is_judged_by_its_year_and_homes_by_their_town():
    assert told("Wij willen dat in 2022 in IJmuiden hoogstens 20 µg/m³ NO2 wordt gemeten.") == {
        "IJmuiden-Kanaalstraat": ("met", None, None)
    }
    assert told("Wij willen dat in 2017 in IJmuiden hoogstens 20 µg/m³ NO2 wordt gemeten.") == {
        "IJmuiden-Kanaalstraat": ("not_measured", None, None)
    }
    assert told("Wij bouwen in Velsen elk jaar ten minste 250 woningen.", "measure") == {"Velsen": ("met", None, None)}
    assert told("Wij bouwen in Beverwijk elk jaar ten minste 250 woningen.", "measure") == {
        None: ("not_measured", None, None)
    }
