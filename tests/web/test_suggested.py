"""What a model thinks waits for a person; and what is done to many is done to those that were chosen alone."""

import json
import re
import shutil

import pytest
import suggesting
from web_site import opened

from rodedraad import consult
from rodedraad.adapters.folder import DossierFolder


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return suggesting.built(tmp_path_factory.mktemp("model") / "dossier")


@pytest.fixture
def path(built, tmp_path):
    return shutil.copytree(built, tmp_path / "dossier")


def proof(page, action="/nakijken/voorstellen"):
    found = re.search(rf'<form[^>]*action="{action}"[^>]*>(.*?)</form>', page, re.DOTALL)
    return dict(re.findall(r'<input type="hidden" name="(merk|gezien)" value="([^"]*)"', found[1]))


def logged(path):
    return [event for event, _, _ in consult.log_events(DossierFolder.open(path))]


def waiting(site):
    return re.findall(r'<li id="(v-[^"]+)"', site.get("/nakijken/voorstellen").text)


def test_every_suggestion_is_shown_with_its_quotes_and_whose_it_is(path):
    site = opened(path)
    page, ids = site.get("/nakijken/voorstellen").text, waiting(site)
    with consult.reading(DossierFolder.open(path)) as store:
        assert sorted(ids) == sorted(one.id for one in store.records("suggestions"))
    assert len(ids) >= 4
    assert page.count("proefmodel") >= len(ids)
    assert "voorstellen van een taalmodel wachten" in site.get("/nakijken").text
    kinds = re.findall(r'href="/nakijken/voorstellen\?soort=(\w+)"', page)
    assert sum(
        len(re.findall('<li id="v-', site.get(f"/nakijken/voorstellen?soort={one}").text)) for one in kinds
    ) == len(ids)


def test_what_is_taken_over_is_a_persons_act_and_what_is_set_aside_does_not_come_back(path):
    site = opened(path)
    page = site.get("/nakijken/voorstellen?soort=type")
    (retyped,) = re.findall(r'<li id="(v-[^"]+)"', page.text)
    before = len(logged(path))
    assert (
        site.post("/nakijken/voorstellen", data={**proof(page.text), "kies": retyped, "doe": "confirm"}).status_code
        == 303
    )
    event = logged(path)[-1]
    assert (event.kind, dict(event.values)["type"], dict(event.values)["by"]) == ("edit", "concern", "model:proefmodel")
    assert retyped not in waiting(site), "it shows at once that somebody spoke of it"
    (other,) = re.findall(r'<li id="(v-[^"]+)"', site.get("/nakijken/voorstellen?soort=addressee").text)[:1]
    assert (
        site.post("/nakijken/voorstellen", data={**proof(page.text), "kies": other, "doe": "decline"}).status_code
        == 303
    )
    assert [one.kind for one in logged(path)[before:]] == ["edit", "decline"]


@pytest.mark.parametrize("fields", [{"doe": "confirm"}, {"kies": "v-bestaatniet", "doe": "confirm"}, {"doe": "x"}])
def test_what_cannot_be_taken_over_changes_nothing(path, fields):
    site = opened(path)
    page, before = site.get("/nakijken/voorstellen").text, logged(path)
    data = (
        {**proof(page), "kies": waiting(site)[0], **fields}
        if fields != {"doe": "confirm"}
        else {**proof(page), **fields}
    )
    assert site.post("/nakijken/voorstellen", data=data).status_code == 400
    assert logged(path) == before


def test_many_statements_are_corrected_from_their_list(path):
    site = opened(path)
    page = site.get("/uitspraken?q=erts").text
    chosen = re.findall(r'name="kies" value="(s-[^"]+)" form="vele"', page)
    assert len(chosen) >= 2
    data = {
        **proof(page, "/verbeteren"),
        "kies": chosen,
        "type": "",
        "themes": "gezondheid",
        "place": "",
        "doe": "edit",
    }
    done = site.post("/verbeteren", data=data)
    assert done.status_code == 303, done.text
    event = logged(path)[-1]
    assert {one.statement for one in event.targets} == set(chosen)
    assert json.dumps(dict(event.values)["themes"]).strip('"') == "gezondheid"
    assert "type" not in dict(event.values)
    assert site.post("/verbeteren", data={**data, "kies": [*chosen, "s-bestaatniet"]}).status_code == 404
