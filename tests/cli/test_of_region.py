"""Every list by whether it is of the region: two towns write, and so does a party of the whole country."""

import json

import pytest

from rodedraad import cli

TOWN = """# Brief Velsen

Gemeente Velsen, 12 maart 2026

Wij leggen uiterlijk in 2030 een warmtenet aan bij de haven.
Wij vragen de provincie Noord-Holland om vóór 2027 een besluit te nemen over de kade.
Voor het warmtenet zijn honderd extra monteurs op mbo-niveau nodig.
"""
PROGRAMME = """# Verkiezingsprogramma SP

SP, 4 september 2025

Wij verlagen in 2027 de huren van alle sociale woningen.
Wij willen dat de haven van IJmuiden in 2030 schoon is.
Wij vragen de vakbonden om vóór 2027 een plan voor kortere werkweken.
"""
KINDS = ("sources", "parties", "statements", "actions", "gaps", "requirements", "clauses")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("regio") / "dossier"
    names = [path.parent / "velsen.md", path.parent / "sp.md"]
    for name, text in zip(names, (TOWN, PROGRAMME), strict=True):
        name.write_text(text, encoding="utf-8")
    for arguments in (("new", path, "--frame", "ijmond"), ("add", path, *names), ("build", path)):
        assert cli.run([*map(str, arguments)]) in (0, 1)
    return path


@pytest.fixture
def listed(folder, capsys):
    def run(kind, *options):
        assert cli.run(["list", str(folder), kind, "--format", "json", *options]) in (0, 1)
        return json.loads(capsys.readouterr().out)

    return run


@pytest.mark.parametrize("kind", KINDS)
def test_each_row_is_of_the_region_or_not_and_none_is_lost(listed, kind):
    whole, own, others = listed(kind), listed(kind, "--place", "regio"), listed(kind, "--place", "landelijk")
    ids = [{one["id"] for one in rows} for rows in (whole, own, others)]
    assert ids[1], "the region is here"
    assert not ids[1] & ids[2]
    assert ids[1] | ids[2] == ids[0]
    assert listed(kind, "--place", "Region") == own
    assert listed(kind, "--place", "national") == others


def test_what_is_of_the_region_is_who_writes_or_what_is_named(listed):
    texts = [one["text"] for one in listed("statements", "--place", "regio")]
    assert any("warmtenet" in one for one in texts), "its party writes it"
    assert any("IJmuiden" in one for one in texts), "it names a place of it"
    assert not any("huren" in one or "vakbonden" in one for one in texts), "many are named anywhere"
    assert all("place" not in one or not {"regio", "landelijk"} & set(one["place"]) for one in listed("statements"))


def test_a_roadmap_can_be_asked_for_what_is_not_of_the_region(folder, capsys):
    found = {}
    for place in ("regio", "landelijk"):
        assert cli.run(["roadmap", str(folder), "--place", place, "--json"]) == 0
        found[place] = [one["what"] for one in json.loads(capsys.readouterr().out)["actions"]]
    assert any("warmtenet" in one for one in found["regio"])
    assert any("huren" in one for one in found["landelijk"])
    assert not set(found["regio"]) & set(found["landelijk"])
