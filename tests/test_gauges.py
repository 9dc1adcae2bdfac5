"""Files of measurements in a dossier: read once per content, in any order, and never the end of a build."""

from datetime import date

import pytest
from fakes import MemoryStore

from rodedraad import gauges
from rodedraad.adapters.folder import DossierFolder
from rodedraad.errors import WrongUse
from rodedraad.intake import series

TODAY = date(2026, 11, 22)
HEAD = "jaar;plaats;component;eenheid;waarde\n"


@pytest.fixture
def folder(tmp_path):
    return DossierFolder.make(tmp_path / "d", "", "")


def put(folder, name, text):
    folder.series.mkdir(exist_ok=True)
    path = folder.series / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def found(folder, store, *, make="1"):
    files, problems = gauges.listed(folder)
    made, unread = gauges.series(store, files, make=make, today=TODAY)
    return made, (*problems, *unread)


def test_a_file_is_read_once_as_long_as_it_and_the_code_are_the_same(folder, monkeypatch):
    store, reads = MemoryStore(), []
    real = series.read
    monkeypatch.setattr(series, "read", lambda file, path: reads.append(path) or real(file, path=path))
    put(folder, "a.csv", HEAD + "2020;W;NO2;µg/m3;10\n")
    put(folder, "sub/b.csv", HEAD + "2021;W;NO2;µg/m3;?!\n2022;W;NO2;µg/m3;12\n")
    first = found(folder, store)
    assert found(folder, store) == first
    assert reads == ["a.csv", "sub/b.csv"]
    assert [one.source for one in first[1]] == ["reeksen/sub/b.csv"]
    put(folder, "a.csv", HEAD + "2020;W;NO2;µg/m3;11\n")
    assert [point.value for point in found(folder, store)[0][0].points] == ["11", "12"]
    assert reads[2:] == ["a.csv"]
    found(folder, store, make="2")
    assert reads[3:] == ["a.csv", "sub/b.csv"]


def test_what_is_kept_can_be_damaged_or_gone(folder):
    store = MemoryStore()
    put(folder, "a.csv", HEAD + "2020;W;NO2;µg/m3;10\n")
    first = found(folder, store)
    for damaged in (b"", b"\xff" * 40, store.held("series")[:-1], (5).to_bytes(8, "big") + b"[1,2]"):
        store.hold("series", damaged)
        assert found(folder, store) == first
    (folder.series / "a.csv").unlink()
    assert found(folder, store) == ((), ())
    assert not store.held("series")


def test_one_file_that_cannot_be_read_stops_no_other(folder):
    put(folder, "goed.csv", HEAD + "2020;W;NO2;µg/m3;10\n")
    put(folder, "leeg.csv", "")
    put(folder, "brief.txt", "Geachte raad,\n")
    (folder.series / "buiten.csv").symlink_to("/etc/passwd")
    made, problems = found(folder, MemoryStore())
    assert [one.files for one in made] == [("goed.csv",)]
    assert {one.source: one.message.code for one in problems} == {
        "reeksen/leeg.csv": "series.empty",
        "reeksen/brief.txt": "series.no_heading",
        "reeksen/buiten.csv": "folder.link_outside",
    }


def test_adding_copies_once_and_overwrites_nothing(folder, tmp_path):
    file = tmp_path / "lucht.csv"
    file.write_text(HEAD, encoding="utf-8")
    assert folder.add_series(file) == ("lucht.csv", True)
    assert folder.add_series(file) == ("lucht.csv", False)
    file.write_text(HEAD + "2020;W;NO2;µg/m3;10\n", encoding="utf-8")
    assert folder.add_series(file) == ("lucht (2).csv", True)
    assert (folder.series / "lucht.csv").read_text(encoding="utf-8") == HEAD
    hidden = tmp_path / ".verborgen.csv"
    hidden.write_text(HEAD, encoding="utf-8")
    with pytest.raises(WrongUse):
        folder.add_series(hidden)


def test_a_folder_of_series_that_lies_elsewhere_is_refused(folder, tmp_path):
    elders = tmp_path / "elders"
    elders.mkdir()
    folder.series.symlink_to(elders)
    with pytest.raises(WrongUse):
        DossierFolder.open(folder.root)
