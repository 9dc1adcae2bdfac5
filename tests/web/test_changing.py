"""What a person changes from a page stands in the log, shows at once and is counted; what is no page of ours changes nothing."""

import re
import shutil

import pytest
from web_forms import form, records, renewed
from web_site import LETTER, VISION, built, opened

from rodedraad import consult
from rodedraad.adapters.folder import DossierFolder
from rodedraad.web.session import is_here


@pytest.fixture
def path(tmp_path):
    return built(tmp_path / "dossier", brief=LETTER, **{"visie.txt": VISION})


@pytest.fixture
def site(path):
    made = opened(path)
    yield made
    made.app.state.workspace.renewal.end()


def one_that_asks(path):
    return next(one for one in records(path) if one.type == "request")


def events(path):
    return [
        (event.kind, name, dict(event.values))
        for event, name, _ in consult.log_events(DossierFolder.open(path))
        if event.kind != "setting"
    ]


def test_a_correction_shows_at_once_and_counts_when_it_was_counted(site, path):
    one = one_that_asks(path)
    to = f"/uitspraken/{one.id}"
    sent = form(site.get(to).text, to)
    assert sent["type"] == ["request"]
    answer = site.post(to, data={**sent, "type": ["ambition"], "doe": "edit"})
    assert (answer.status_code, answer.headers["location"]) == (303, to)
    assert events(path) == [("edit", "Proef", {"type": "ambition"})], "what was left as it was is nobody's word"
    page = site.get(to).text
    assert re.search(r"<del>verzoek</del> → <ins>ambitie</ins>", page)
    assert "1 wijziging is bewaard en nog niet overal meegeteld" in page
    assert next(x for x in records(path) if x.id == one.id).type == "request"
    renewed(site)
    assert next(x for x in records(path) if x.id == one.id).type == "ambition"
    page = site.get(to).text
    assert "<del>" not in page
    assert "wijziging is bewaard" not in page


def test_who_was_overtaken_is_told_and_keeps_what_they_filled_in(site, path):
    one = one_that_asks(path)
    to = f"/uitspraken/{one.id}"
    mine = form(site.get(to).text, to)
    other = opened(path)
    other.post("/naam", data={**form(other.get("/naam").text, "/naam"), "naam": "Ander"})
    theirs = form(other.get(to).text, to)
    assert other.post(to, data={**theirs, "type": ["concern"], "doe": "edit"}).status_code == 303
    answer = site.post(to, data={**mine, "place": ["Wijk aan Zee"], "doe": "edit"})
    assert answer.status_code == 409
    assert "Intussen wijzigde iemand anders" in answer.text
    assert 'value="Wijk aan Zee"' in answer.text
    assert "Ander" in answer.text, "it says who"
    assert [name for _, name, _ in events(path)] == ["Ander"]
    again = form(answer.text, to)
    assert again["place"] == ["Wijk aan Zee"]
    assert site.post(to, data={**again, "doe": "edit"}).status_code == 303
    assert [(name, values) for _, name, values in events(path)][1] == ("Proef", {"place": "Wijk aan Zee"})
    renewed(site)
    now = next(x for x in records(path) if x.id == one.id)
    assert (now.type, now.place) == ("concern", ("Wijk aan Zee",)), "neither change is lost"
    other.app.state.workspace.renewal.end()


@pytest.mark.parametrize(
    ("change", "headers"),
    [
        ({"merk": [""]}, {}),
        ({"merk": ["0" * 40]}, {}),
        ({"merk": []}, {}),
        ({}, {"sec-fetch-site": "cross-site"}),
        ({}, {"sec-fetch-site": "same-site"}),
        ({}, {"origin": "https://elders.example"}),
        ({}, {"origin": "null"}),
    ],
)
def test_a_form_that_is_not_of_this_session_changes_nothing(site, path, change, headers):
    one = one_that_asks(path)
    to = f"/uitspraken/{one.id}"
    sent = {**form(site.get(to).text, to), "type": ["ambition"], "doe": "edit", **change}
    assert site.post(to, data=sent, headers=headers).status_code == 400
    stolen = opened(path)
    assert stolen.post(to, data=sent).status_code == 400, "another session has another token"
    assert events(path) == []


@pytest.mark.parametrize(
    "action",
    ["/uitspraken/{id}", "/verbeteren", "/draden/{thread}", "/spanningen/x", "/logboek/x", "/bijwerken", "/naam"],
)
def test_no_address_that_changes_something_does_so_without_a_form_of_ours(site, path, action):
    one, thread = one_that_asks(path), next(iter(records(path, "threads")), None)
    to = action.format(id=one.id, thread=thread.id if thread else "x")
    site.get("/")
    for body in ({}, {"doe": "reject", "merk": "x"}):
        assert site.post(to, data=body).status_code in (400, 404)
    assert (
        site.post(to, content=b"\xff\xfe", headers={"content-type": "application/x-www-form-urlencoded"}).status_code
        == 400
    )
    assert site.post(to, content=b"a=" + b"x" * 500_000).status_code == 400
    assert events(path) == []


def test_what_cannot_be_is_refused_with_why_and_stands_nowhere(site, path):
    one = one_that_asks(path)
    to = f"/uitspraken/{one.id}"
    sent = form(site.get(to).text, to)
    answer = site.post(to, data={**sent, "deadline": ["31 februari 2027"], "doe": "edit"})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert 'value="31 februari 2027"' in answer.text, "what was typed is not lost"
    hostile = site.post(to, data={**sent, "place": ['"><script>alert(1)</script>'], "doe": "edit"})
    assert hostile.status_code == 303
    assert "<script>alert" not in site.get(to).text
    assert site.post(to, data={**sent, "doe": "edit"}).status_code == 400, "nothing was changed"


def test_many_at_once_are_one_act_that_is_taken_back_in_one(site, path):
    chosen = [one.id for one in records(path)][:3]
    sent = form(site.get("/nakijken").text, "/verbeteren")
    assert (
        site.post("/verbeteren", data={**sent, "kies": chosen, "type": ["concern"], "doe": "edit"}).status_code == 303
    )
    assert events(path) == [("edit", "Proef", {"type": "concern"})]
    renewed(site)
    assert {one.type for one in records(path) if one.id in chosen} == {"concern"}
    event = consult.log_events(DossierFolder.open(path))[-1][0]
    back = form(site.get("/logboek").text, f"/logboek/{event.id}")
    assert site.post(f"/logboek/{event.id}", data=back).status_code == 303
    renewed(site)
    assert {one.type for one in records(path) if one.id in chosen} != {"concern"}
    nothing = site.post(
        "/verbeteren",
        data={**sent, "gezien": form(site.get("/nakijken").text, "/verbeteren")["gezien"], "doe": "confirm"},
    )
    assert nothing.status_code == 400
    assert "Kruis eerst aan" in nothing.text


def test_a_thread_falls_apart_and_is_tied_again(site, path):
    thread = next(one for one in records(path, "threads") if len(one.statements) > 1)
    to = f"/draden/{thread.id}"
    assert site.post(to, data={**form(site.get(to).text, to), "doe": "split"}).status_code == 303
    renewed(site)
    members = set(thread.statements)
    assert not any(members <= set(one.statements) for one in records(path, "threads"))
    sent = form(site.get("/nakijken").text, "/verbeteren")
    assert site.post("/verbeteren", data={**sent, "kies": sorted(members), "doe": "merge"}).status_code == 303
    renewed(site)
    assert any(members <= set(one.statements) for one in records(path, "threads"))


def test_a_tension_is_none_when_somebody_says_so(lodermond, tmp_path):
    path = shutil.copytree(lodermond, tmp_path / "voorbeeld")
    site = opened(path)
    tension = next(iter(records(path, "tensions")))
    to = f"/spanningen/{tension.id}"
    sent = form(site.get(to).text, to)
    assert site.post(to, data={**sent, "doe": "reject", "terug": "/spanningen"}).headers["location"] == "/spanningen"
    renewed(site)
    assert tension.id not in {one.id for one in records(path, "tensions")}
    assert {tension.a, tension.b} <= {one.id for one in records(path)}, "both statements stay"


def test_what_was_changed_when_the_machine_went_off_waits_and_the_page_says_so(path):
    first = opened(path)
    one = one_that_asks(path)
    to = f"/uitspraken/{one.id}"
    first.post(to, data={**form(first.get(to).text, to), "type": ["ambition"], "doe": "edit"})
    first.app.state.workspace.renewal.end()
    later = opened(path)
    page = later.get(to).text
    assert "<ins>ambitie</ins>" in page
    assert "1 wijziging is bewaard" in page
    told = later.get("/stand", headers={"hx-request": "true"}).text
    assert "van vóór deze wijzigingen" in told
    later.post("/bijwerken", data={**form(page, "/bijwerken"), "doe": "nu"})
    renewed(later)
    assert next(x for x in records(path) if x.id == one.id).type == "ambition"


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x",
        "",
        "é",
    ],
)
def test_a_form_leads_nowhere_but_here(wanted):
    assert not is_here(wanted)
    assert is_here("/uitspraken?theme=energie#s-1")
