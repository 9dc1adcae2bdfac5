"""Where lines were measured: stations of the frame have their names, and the region comes first."""

from rodedraad import frame as frames
from rodedraad.measure import Series, measured, series_of
from rodedraad.records import Frame, Point, Station

POINTS = (Point(year=2024, value="9", count=1, share=None, is_valid=True),)
IJMOND = frames.frame({})


def series(site, *, component="PM10", name=None):
    return Series(
        component=component, site=site, name=name or site, unit="µg/m³", step="year", points=POINTS, files=("a.csv",)
    )


def lines(*found, frame=IJMOND):
    return measured(found, [], frame, {})[0]


def test_stations_of_the_ijmond_have_the_names_of_the_network_and_their_places():
    found = {one.station: (one.place, one.places) for one in lines(*map(series, ("NL49551", "NL49557", "NL49572")))}
    assert found == {
        "NL49551": ("IJmuiden-Kanaalstraat", ("IJmond", "Velsen", "IJmuiden")),
        "NL49557": ("Wijk aan Zee-Bosweg", ("IJmond", "Beverwijk", "Wijk aan Zee")),
        "NL49572": ("Velsen-Staalstraat", ("IJmond", "Velsen", "Velsen-Noord")),
    }
    codes = {station.code for station in IJMOND.stations}
    assert codes == {"NL49551", "NL49553", "NL49557", "NL49570", "NL49572", "NL49573"}
    assert all(set(station.places) <= set(IJMOND.places) for station in IJMOND.stations)


def test_the_name_in_a_file_wins_and_a_code_that_nobody_names_stays_a_code():
    (found,) = lines(series("NL49551", name="Mijn meetpunt"))
    assert (found.place, found.station, found.places) == ("Mijn meetpunt", "NL49551", ("IJmond", "Velsen", "IJmuiden"))
    (found,) = lines(series("NL10404"))
    assert (found.place, found.station, found.places) == ("NL10404", None, ())
    (found,) = lines(series("Wijk aan Zee-Bosweg"))
    assert found.places == ("IJmond", "Beverwijk", "Wijk aan Zee")


def test_the_region_comes_first_then_other_places_of_the_frame_then_all_others():
    sites = ("NL10404", "Amsterdam-Vondelpark", "NL49573", "Heemskerk", "NL49551")
    found = [one.place for one in lines(*(series(one) for one in sites), series("NL10404", component="PM2.5"))]
    assert found == [
        "IJmuiden-Kanaalstraat",
        "Velsen-Reyndersweg",
        "Heemskerk",
        "Amsterdam-Vondelpark",
        "NL10404",
        "NL10404",
    ]


def test_a_frame_without_stations_has_its_places_first():
    plain = Frame(name="x", themes=(), places=("Wierhaven",))
    assert [one.place for one in lines(series("Elders"), series("Wierhaven"), frame=plain)] == ["Wierhaven", "Elders"]


def test_series_come_back_from_indicators_with_their_sites():
    found = lines(series("NL49551"), series("NL10404"))
    assert lines(*series_of(found)) == found


def test_a_dossier_adds_stations_of_its_own():
    settings = {"meetpunt": [{"code": "X1", "naam": "Dorpsplein", "plaatsen": ["Castricum"]}]}
    own = frames.frame(settings)
    assert own.stations[-1] == Station(code="X1", name="Dorpsplein", places=("Castricum",))
    assert frames.frame({**settings, "partijen_uit_kader": False}).stations == own.stations[-1:]
