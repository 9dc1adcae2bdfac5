"""What each role may of every route; that what is not public reaches no reader; and that no page offers what its reader may not do."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from fastapi.routing import iter_route_contexts
from web_site import CLOSED, LETTER, VISION, built, client, now, opened

from rodedraad.access import parsed
from rodedraad.adapters.accounts import Accounts
from rodedraad.records import ROLES, rights_of
from rodedraad.web.rights import RIGHTS
from rodedraad.web.shared import Shared

SETTINGS = 'adres = "http://127.0.0.1:8800"\n'
FREE = {"/aanmelden", "/aanmelden/oidc", "/aanmelden/terug", "/afmelden", "/uitnodiging/{token}"}
FREE |= {"/api/{rest:path}", "/api/v1/openapi.json"}
OWN = {"/naam", "/account"}
FILES = ("/inbrengen", "/weg", "/vervangen", "/gegevens")
SHUT = "voor 12 miljoen euro"
PATHS = (
    "/",
    "/draden",
    "/spanningen",
    "/witte-vlekken",
    "/propositie",
    "/uitspraken",
    "/nakijken",
    "/bronnen",
    "/partijen",
    "/agenda",
    "/gevraagd",
    "/indicatoren",
    "/verwacht",
)


def least(method, path):
    """The first role that should have a route, as the help page tells it; null where it is for everybody."""
    if path in FREE:
        return None
    if path.startswith("/toegang"):
        return "administrator"
    if path.endswith("/goedkeuren"):
        return "approver"
    if path.endswith(FILES):
        return "editor"
    if (method, path) in {("GET", "/bezwaren/nieuw"), ("POST", "/bezwaren")}:
        return "contributor"
    if path.startswith(("/logboek", "/api/v1/log")) and method == "GET":
        return "contributor"
    return "editor" if method == "POST" and path not in OWN else "reader"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    path = tmp_path_factory.mktemp("shared") / "dossier"
    built(path, closed="geheim.md", brief=LETTER, geheim=CLOSED, **{"visie.txt": VISION})
    accounts = Accounts.made(path.with_name("dossier.toegang"), address="http://127.0.0.1:8800", now=now)
    made = opened(path, has_confidential=True, door=Shared(accounts, parsed(SETTINGS), secret=None)).app
    return made, accounts


def signed_in(made, accounts):
    """A browser for each role, signed in by an invitation, and one that is not."""
    found = {"": client(made)}
    for role in ROLES:
        browser = client(made)
        token = accounts.invite(name=f"Naam {role}", role=role, by="proef", lasts=timedelta(days=1))
        page = browser.get(f"/uitnodiging/{token}").text
        seal = re.search(r'name="merk" value="([0-9a-f]+)"', page)[1]
        assert browser.post(f"/uitnodiging/{token}", data={"merk": seal}).status_code == 303
        found[role] = browser
    return found


@pytest.fixture(scope="module")
def readers(house):
    return signed_in(*house)


def routes(made):
    return [
        (method, route.path) for route in iter_route_contexts(made.routes) for method in sorted(route.methods or ())
    ]


def is_let_in(answer):
    refused = answer.status_code in (401, 403) and ("is de rol" in answer.text or '"code":"access.' in answer.text)
    return not refused and not answer.headers.get("location", "").startswith("/aanmelden?")


def test_every_route_names_its_right_and_every_right_a_route(house):
    assert set(RIGHTS) == {f"{method} {path}" for method, path in routes(house[0])}


def test_each_role_gets_what_is_its_own_and_what_is_of_the_roles_before_it_alone(house, readers):
    for method, path in routes(house[0]):
        wanted = least(method, path)
        for role, browser in readers.items():
            if path == "/afmelden":  # which would sign the browser out
                continue
            given = browser.request(method, re.sub(r"\{\w+\}", "x", path), data={} if method == "POST" else None)
            is_meant = wanted is None or (role and ROLES.index(role) >= ROLES.index(wanted))
            assert is_let_in(given) == bool(is_meant), (method, path, role, given.status_code)
            assert given.status_code < 500 or path == "/aanmelden/oidc", (method, path, role)


@pytest.mark.parametrize("role", ["reader", "contributor"])
def test_what_is_not_public_is_in_no_page_list_or_file_of_a_reader(readers, role):
    browser, editor = readers[role], readers["editor"]
    shown = {path: editor.get(path) for path in (*PATHS, "/uitspraken?q=miljoen", "/uitspraken.json?vertrouwelijk=ja")}
    assert sum(SHUT in one.text for one in shown.values()) >= 2
    for path in shown:
        given = browser.get(path)
        assert given.status_code == 200
        assert SHUT not in given.text, path
    closed = re.search(r'href="/bronnen/([0-9a-f]{64})"[^>]*>Vertrouwelijke', editor.get("/bronnen").text)[1]
    said = re.search(r'href="/uitspraken/(s-[^"]+)"', editor.get(f"/uitspraken?source={closed}").text)[1]
    for path, own in (
        (f"/bronnen/{closed}", 200),
        (f"/bronnen/{closed}/bestand", 200),
        (f"/bronnen/{closed}/blad-1.png", 404),  # a text has no picture of its page
        (f"/uitspraken/{said}", 200),
        (f"/stand?terug=/bronnen/{closed}", 200),
    ):
        assert editor.get(path).status_code == own
        assert browser.get(path).status_code == (404 if own != 200 or "/stand" not in path else 200), path
        assert SHUT not in browser.get(path).text
    for path in ("/beelden/matrix.svg", "/beelden/relaties.svg", "/bezwaren.csv", "/relaties.csv"):
        assert editor.get(path).text == browser.get(path).text, "what goes out is without it, unless that is asked"
    asked = browser.get("/vraag?q=Wat kost de Zeppelinhal?").text
    assert "12 miljoen" not in asked
    assert "12 miljoen" in editor.get("/vraag?q=Wat kost de Zeppelinhal?").text
    for path in (
        "sources",
        "statements?page_size=200",
        "search?q=Zeppelinhal",
        "log?page_size=200",
        "propositions/latest/clauses",
    ):
        assert SHUT not in browser.get(f"/api/v1/{path}").text, path
    assert (
        editor.get(f"/api/v1/sources/{closed}").status_code,
        browser.get(f"/api/v1/sources/{closed}").status_code,
    ) == (200, 404)
    for path in ("/downloads/dossier.bundle?vertrouwelijk=ja", "/downloads/dossier.qdpx?vertrouwelijk=ja"):
        assert b"Zeppelin" not in browser.get(path).content


def test_no_page_has_a_form_that_its_reader_may_not_send(lodermond, tmp_path):
    accounts = Accounts.made(tmp_path / "d.toegang", address="http://127.0.0.1:8800", now=now)
    readers = signed_in(opened(lodermond, door=Shared(accounts, parsed(SETTINGS), secret=None)).app, accounts)
    pages = [*PATHS, "/hulp", "/downloads", "/vraag"]
    for path in ("/draden", "/spanningen", "/uitspraken", "/bronnen", "/partijen", "/propositie"):
        page = readers["reader"].get(path).text
        found = sorted(set(re.findall(rf'href="({path}/[^"?#]+)', page)))[:3]
        assert found, path
        pages += found
    for role in ("reader", "contributor"):
        for path in pages:
            page = readers[role].get(path)
            assert page.status_code == 200, path
            sent = re.findall(r'<form[^>]*method="post"[^>]*action="([^"]+)"', page.text)
            assert not [one for one in sent if one not in ("/naam", "/account", "/afmelden")], (role, path)
    assert 'action="/uitspraken/' in readers["editor"].get("/nakijken").text


def test_the_log_tells_a_contributor_of_no_source_that_is_not_public(house, readers):
    """What bronnen.toml says of it is an event too, with its path; and what stands in no log is taken back by nobody."""
    contributor, editor = readers["contributor"], readers["editor"]
    for path in ("/logboek", "/logboek.json?vertrouwelijk=ja", "/api/v1/log?page_size=200"):
        assert path == "/logboek" or "geheim.md" in editor.get(path).text, path
        assert "geheim" not in contributor.get(path).text, path
    event = next(
        one["id"] for one in editor.get("/api/v1/log?page_size=200").json()["items"] if one["kind"] == "setting"
    )
    assert contributor.get(f"/api/v1/log/{event}").status_code == 404
    hidden = opened(house[0].state.workspace.folder.root)  # nobody signs in, and nothing closed is shown
    seal = re.search(r'name="merk" value="([0-9a-f]+)"', hidden.get("/inbrengen").text)[1]
    assert hidden.post(f"/logboek/{event}", data={"merk": seal}).status_code == 404
    thread = re.search(r'href="/draden/([\w-]+)"', hidden.get("/draden").text)[1]
    said = next(one["id"] for one in editor.get("/uitspraken.json?vertrouwelijk=ja").json() if SHUT in one["text"])
    assert hidden.post(f"/draden/{thread}", data={"merk": seal, "doe": "merge", "met": said}).status_code == 400


def test_roles_grow_in_order():
    assert all(rights_of(a) < rights_of(b) for a, b in pairwise(ROLES))
