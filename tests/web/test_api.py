"""What programs are promised of /api/v1: every record once and in order, what holds is not sent twice, what is wrong is said, what is written stands in the log."""

import re
import shutil
import subprocess
import sys

import pytest
from web_site import CLOSED, HOSTILE, LETTER, VISION, built, opened, run

from rodedraad import consult
from rodedraad.adapters.folder import DossierFolder
from rodedraad.records import Visitor, rights_of
from rodedraad.shapes import shape
from rodedraad.web.admission import Alone
from rodedraad.web.api.answers import Part
from rodedraad.wording import catalogue, word

ROOT = "/api/v1"
LISTS = (
    "sources", "statements", "subjects", "threads", "tensions", "gaps", "references", "outlooks", "parties", "requirements",
    "actions", "scenarios", "problems", "coverage",
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The dossier that the tests which write start from: built once, copied for each."""
    path = tmp_path_factory.mktemp("made") / "dossier"
    return built(path, closed="notitie.md", brief=LETTER, notitie=CLOSED, **{"visie.txt": VISION})


@pytest.fixture
def path(made, tmp_path):
    return shutil.copytree(made, tmp_path / "dossier")


@pytest.fixture
def api(path):
    site = opened(path)
    yield site
    site.app.state.workspace.renewal.end()


def links(answer):
    return {name: to for to, name in re.findall(r'<([^>]*)>; rel="(\w+)"', answer.headers.get("link", ""))}


def walked(site, address):
    """The pages of a list from the first to the last, as their links lead."""
    pages, to = [], address
    while to:
        answer = site.get(to)
        assert answer.status_code == 200, answer.text
        pages.append(answer.json())
        to = links(answer).get("next")
    return pages


def records(path, kind="statements"):
    with consult.reading(DossierFolder.open(path)) as store:
        return list(store.records(kind))


def events(path):
    return [
        (event.kind, name, dict(event.values))
        for event, name, _ in consult.log_events(DossierFolder.open(path))
        if event.kind != "setting"
    ]


def one_that_asks(path):
    return next(one for one in records(path) if one.type == "request")


def write(site, body, **headers):
    return site.post(
        f"{ROOT}/corrections", json=body, headers={name.replace("_", "-"): one for name, one in headers.items()}
    )


# --- reading ---


@pytest.mark.parametrize("kind", LISTS)
def test_the_pages_of_a_list_hold_what_the_command_lists_each_once_and_in_its_order(site, dossier, kind):
    pages = walked(site, f"{ROOT}/{kind}?page_size=2")
    with consult.reading(DossierFolder.open(dossier)) as store:
        told = [shape(one, word) for one in store.records(kind)]
    assert [one for page in pages for one in page["items"]] == told
    assert {page["total"] for page in pages} == {len(told)}
    assert {page["pages"] for page in pages} == {len(pages)}
    assert all(len(page["items"]) <= 2 for page in pages)


def test_links_lead_to_pages_that_are_there():
    assert Part(page=1, size=2).links(0) == {"first": {"page": 1}, "last": {"page": 1}}
    assert Part(page=2, size=2).links(4) == {"first": {"page": 1}, "prev": {"page": 1}, "last": {"page": 2}}
    assert Part(page=9, size=2).links(5) == {"first": {"page": 1}, "prev": {"page": 3}, "last": {"page": 3}}


def test_filters_narrow_a_list_as_its_page_is_narrowed(site, dossier):
    every = records(dossier)
    theme, party = every[0].themes[0], every[0].parties[0]
    told = site.get(f"{ROOT}/statements", params={"theme": theme, "party": party, "year": "2026"}).json()
    wanted = [one.id for one in every if theme in one.themes and party in one.parties]
    assert [one["id"] for one in told["items"]] == wanted != []
    assert len(wanted) < len(every)
    page = site.get("/uitspraken.json", params={"theme": theme, "party": party, "year": "2026"}).json()
    assert [one["id"] for one in page] == wanted
    assert site.get(f"{ROOT}/statements", params={"q": "aardgas"}).json()["total"] == 2
    threads = site.get(f"{ROOT}/threads", params={"party": "nobody"}).json()
    assert (threads["total"], threads["items"]) == (0, [])


def test_a_statement_says_where_it_is_used_and_its_text_is_where_it_says(site, dossier):
    thread = records(dossier, "threads")[0]
    one = site.get(f"{ROOT}/statements/{thread.statements[0]}").json()
    assert {"kind": "thread", "id": thread.id} in one["used_by"]
    assert one["awaited"] is None
    place = {"start": one["start"], "end": one["end"]}
    text = site.get(f"{ROOT}/sources/{one['source']}/text", params=place).json()
    assert text["text"] == one["quote"]
    whole = walked_text(site, f"{ROOT}/sources/{one['source']}/text?end=60")
    with consult.reading(DossierFolder.open(dossier)) as store:
        assert whole == next(iter(store.documents([one["source"]]))).text
    quotes = site.get(f"{ROOT}/threads/{thread.id}").json()["quotes"]
    assert [each["statement"] for each in quotes] == list(thread.statements)


def walked_text(site, to):
    parts = []
    while to:
        answer = site.get(to)
        parts.append(answer.json()["text"])
        to = links(answer).get("next")
    assert len(parts) > 2
    return "".join(parts)


def test_what_did_not_change_is_not_sent_again_and_what_did_is(api, path):
    first = api.get(f"{ROOT}/statements")
    again = api.get(f"{ROOT}/statements", headers={"if-none-match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert api.get(f"{ROOT}/statements?page=2", headers={"if-none-match": first.headers["etag"]}).status_code == 200
    one = one_that_asks(path)
    held = api.get(f"{ROOT}/statements/{one.id}")
    assert write(api, {"kind": "edit", "targets": [one.id], "values": {"type": "ambition"}}).status_code == 201
    now = api.get(f"{ROOT}/statements/{one.id}", headers={"if-none-match": held.headers["etag"]})
    assert (now.status_code, now.json()["awaited"]["type"]) == (200, "ambition")


def test_head_tells_what_get_would_and_sends_nothing(site):
    got, head = site.get(f"{ROOT}/threads"), site.head(f"{ROOT}/threads")
    assert (head.status_code, head.content) == (200, b"")
    assert {name: head.headers[name] for name in ("etag", "link", "api-version", "content-type")} == {
        name: got.headers[name] for name in ("etag", "link", "api-version", "content-type")
    }


def test_what_is_not_public_stays_out_where_that_is_asked(path):
    site = opened(path, has_confidential=True)
    closed = next(one for one in records(path, "sources") if one.path == "notitie.md")
    assert "Zeppelinhal" in site.get(f"{ROOT}/statements?page_size=200").text
    for address in (
        "statements?page_size=200&",
        "sources?",
        "search?q=Zeppelinhal&",
        "ask?q=Wie+koopt+de+Zeppelinhal&",
        "log?",
    ):
        told = site.get(f"{ROOT}/{address}confidential=no")
        assert told.status_code == 200
        assert "Zeppelinhal" not in told.text.replace('"Zeppelinhal"', "").replace("Wie koopt de Zeppelinhal", "")
    assert site.get(f"{ROOT}/sources/{closed.id}/text?confidential=no").status_code == 404
    assert opened(path).get(f"{ROOT}/sources/{closed.id}").status_code == 404, "nor where the pages do not show it"


# --- what is wrong ---


@pytest.mark.parametrize(
    ("method", "address", "status", "code", "about"),
    [
        ("GET", "/statements?page=0", 400, "web_api.invalid", "page"),
        ("GET", "/statements?page_size=1000", 400, "web_api.invalid", "page_size"),
        ("GET", "/statements?page=een", 400, "web_api.invalid", "page"),
        ("GET", "/statements?tehme=energie", 400, "web_api.invalid", "tehme"),
        ("GET", "/statements?type=wens", 400, "web_api.invalid", "type"),
        ("GET", "/search", 400, "web_api.invalid", "q"),
        ("GET", "/search?q=%20", 400, "showing.no_words", None),
        ("GET", "/statements/s-0000", 404, "store.unknown_record", None),
        ("GET", "/statements/%00%27%3B--", 404, "store.unknown_record", None),
        ("GET", "/sources/..%5C..%5Clogboek.db/text", 404, "store.unknown_record", None),
        ("GET", f"/threads/{'x' * 201}", 400, "web_api.invalid", "id"),
        ("GET", "/propositions/99", 404, "versions.no_version", None),
        ("GET", "/threads/", 404, "web_api.no_address", None),
        ("GET", "/../../dossier.toml", 404, None, None),
        ("GET", "/nothing", 404, "web_api.no_address", None),
        ("DELETE", "/statements", 405, "web_api.no_method", None),
        ("GET", "/corrections", 405, "web_api.no_method", None),
    ],
)
def test_what_is_wrong_is_told_as_a_problem(site, method, address, status, code, about):  # noqa: PLR0917
    answer = site.request(method, f"{ROOT}{address}")
    assert answer.status_code == status
    if code is None:  # the address leads out of the API, to a page that is not there
        return
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["api-version"] == "1.0.0"
    told = answer.json()
    assert (told["status"], told["code"], told["type"]) == (status, code, "about:blank")
    assert told["instance"].startswith(ROOT)
    assert told["detail"] != code, "it is worded"
    assert [one["location"]["name"] for one in told.get("errors", [])] == ([about] if about else [])


def test_a_problem_is_worded_in_the_language_that_is_asked(site):
    told = [site.get(f"{ROOT}/nothing", headers={"accept-language": one}).json() for one in ("nl", "en")]
    assert [one["title"] for one in told] == ["Niet gevonden", "Not found"]


def test_a_dossier_that_was_not_read_yet_asks_to_come_back(tmp_path):
    run("new", tmp_path / "dossier")
    answer = opened(tmp_path / "dossier").get(f"{ROOT}/statements")
    assert (answer.status_code, answer.json()["code"], answer.headers["retry-after"]) == (503, "store.not_built", "5")


def test_an_address_says_which_methods_and_forms_it_takes(site):
    assert site.patch(f"{ROOT}/statements").headers["allow"] == "GET, HEAD"
    assert site.get(f"{ROOT}/corrections").headers["allow"] == "POST"
    assert site.get(f"{ROOT}/threads", headers={"accept": "text/csv, application/json;q=0"}).status_code == 406
    for accept in ("application/json", "application/*;q=0.1, text/html", "*/*", ""):
        assert site.get(f"{ROOT}/threads", headers={"accept": accept}).status_code == 200


def test_no_other_site_may_read_an_answer_and_every_one_may_read_the_description(site):
    away = {"origin": "https://elsewhere.example"}
    assert "access-control-allow-origin" not in site.get(f"{ROOT}/statements", headers=away).headers
    assert site.get(f"{ROOT}/openapi.json", headers=away).headers["access-control-allow-origin"] == "*"
    asking = {**away, "access-control-request-method": "POST", "access-control-request-headers": "content-type"}
    assert site.options(f"{ROOT}/corrections", headers=asking).status_code == 405


def test_the_description_is_made_once_also_where_many_ask_for_it_first():
    """In a process of its own: a model of one name is made once in a process."""
    asked = (
        "from concurrent.futures import ThreadPoolExecutor as P\n"
        "from threading import Barrier\n"
        "from rodedraad.web.api import description\n"
        "at = Barrier(12)\n"
        "def ask(_): at.wait(); return bytes(description.openapi().body)\n"
        "with P(12) as pool: print(len(set(pool.map(ask, range(12)))))\n"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("1", "")


def test_hostile_words_go_out_as_words(site):
    raw = site.get(f"{ROOT}/sources?page_size=200").text
    assert "\u202e" not in raw, "what turns other text round is escaped"
    titles = [one["title"] for one in site.get(f"{ROOT}/sources?page_size=200").json()["items"]]
    assert any(HOSTILE.split("{", maxsplit=1)[0] in one for one in titles)


# --- writing ---


def test_a_correction_stands_in_the_log_and_its_address_is_told(api, path):
    one = one_that_asks(path)
    answer = write(
        api, {"kind": "edit", "targets": [one.id], "values": {"type": "ambition", "place": ["Wijk aan Zee"]}}
    )
    assert answer.status_code == 201
    assert events(path) == [("edit", "Proef", {"type": "ambition", "place": "Wijk aan Zee"})]
    (event,) = answer.json()["events"]
    told = api.get(answer.headers["location"]).json()
    assert {name: told[name] for name in event} == event
    assert told["counts"] is True
    assert [each["id"] for each in api.get(f"{ROOT}/log", params={"statement": one.id}).json()["items"]] == [
        event["id"]
    ]
    undone = write(api, {"kind": "undo", "targets": [event["id"]]}, if_match=answer.headers["log-etag"])
    assert undone.status_code == 201
    assert api.get(answer.headers["location"]).json()["counts"] is False
    assert write(api, {"kind": "redo", "targets": [event["id"]]}).status_code == 201
    assert [kind for kind, _, _ in events(path)] == ["edit", "undo", "redo"]


def test_each_kind_of_correction_is_the_event_that_its_page_writes(api, path, monkeypatch):
    monkeypatch.setattr(api.app.state.workspace.renewal, "ask", lambda: None)  # all of it against one moment
    thread = api.get(f"{ROOT}/threads").json()["items"][0]
    first, second = thread["statements"][:2]
    source = next(one for one in records(path, "sources") if one.path == "visie.txt")
    for body, kind, targets in (
        ({"kind": "confirm", "targets": [first]}, "confirm", 1),
        ({"kind": "merge", "targets": [first, second]}, "merge", 2),
        ({"kind": "split", "targets": [thread["id"]]}, "split", len(thread["statements"])),
        (
            {"kind": "add", "targets": [source.id], "quote": "12 maart 2026", "values": {"type": "finding"}},
            "add",
            1,
        ),
        (
            {
                "kind": "edit",
                "targets": [first],
                "values": {
                    "is_reported": False,
                    "deadline": None,
                    "themes": [],
                    "actors": [{"role": "asked", "words": "de provincie"}],
                },
            },
            "edit",
            1,
        ),
    ):
        answer = write(api, body)
        assert answer.status_code == 201, answer.text
        (event,) = answer.json()["events"]
        assert (event["kind"], len(event["targets"])) == (kind, targets)
    fields = {"actors": "asked: de provincie", "deadline": None, "is_reported": False, "themes": ""}
    assert ("edit", "Proef", fields) in events(path)


def test_who_was_overtaken_is_told_by_whom_and_writes_nothing(api, path):
    one = one_that_asks(path)
    seen = api.get(f"{ROOT}/statements/{one.id}").headers["log-etag"]
    other = opened(path)
    other.cookies.set("naam", "Ander")
    theirs = write(other, {"kind": "edit", "targets": [one.id], "values": {"type": "concern"}}, if_match=seen)
    assert theirs.status_code == 201
    mine = {"kind": "confirm", "targets": [one.id]}
    answer = write(api, mine, if_match=seen)
    assert answer.status_code == 412
    told = answer.json()
    assert (told["code"], [(each["person"], each["kind"]) for each in told["changes"]]) == (
        "correcting.overtaken",
        [("Ander", "edit")],
    )
    assert told["changes"][0]["event"] == theirs.json()["events"][0]["id"]
    assert len(events(path)) == 1
    untouched = next(each for each in records(path) if each.id != one.id and each.source == one.source)
    assert write(api, {"kind": "confirm", "targets": [untouched.id]}, if_match=seen).status_code == 201, "only the same"
    for strange in ('"0000"', "nonsense", f'{seen}, "0000"'):
        assert write(api, mine, if_match=strange).json()["code"] == "web_api.other_log"
    assert write(api, mine, if_match=theirs.headers["log-etag"]).status_code == 201
    other.app.state.workspace.renewal.end()


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        ({"kind": "edit", "targets": ["ID"], "values": {"type": "wens"}}, 400, "/values/type"),
        ({"kind": "edit", "targets": ["ID"], "values": {"typ": "need"}}, 400, "/values/typ"),
        ({"kind": "edit", "targets": ["ID"], "values": {"place": ["a,b"]}}, 400, "/values/place/0"),
        ({"kind": "edit", "targets": ["ID"], "values": {}}, 400, "/values"),
        ({"kind": "edit", "targets": ["ID"], "values": {"themes": ["geen thema"]}}, 400, None),
        ({"kind": "edit", "targets": ["ID"], "values": {"deadline": "31 februari 2027"}}, 400, None),
        ({"kind": "edit", "targets": ["ID", "no-such"], "values": {"type": "need"}}, 400, None),
        ({"kind": "edit", "targets": [], "values": {"type": "need"}}, 400, "/targets"),
        ({"kind": "wish", "targets": ["ID"]}, 400, ""),
        ({"kind": "merge", "targets": ["ID"]}, 400, None),
        ({"kind": "undo", "targets": ["0" * 64]}, 400, None),
        ({"kind": "add", "targets": ["SOURCE"], "quote": "staat er niet", "values": {"type": "need"}}, 400, None),
        ([], 400, ""),
    ],
)
def test_a_correction_that_cannot_be_writes_nothing(api, path, body, status, pointer):
    one = one_that_asks(path)
    if isinstance(body, dict):
        names = {"ID": one.id, "SOURCE": one.source}
        body = {**body, "targets": [names.get(each, each) for each in body["targets"]]}
    answer = write(api, body)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    told = answer.json()
    assert told["code"] in catalogue()
    assert [each["location"]["pointer"] for each in told.get("errors", [])] == ([] if pointer is None else [pointer])
    assert events(path) == []


def test_what_no_program_of_ours_sends_writes_nothing(api, path):
    one = one_that_asks(path)
    body = {"kind": "confirm", "targets": [one.id]}
    to = f"{ROOT}/corrections"
    sent = '{"kind":"confirm","targets":["%s"]}' % one.id  # noqa: UP031  it is full of braces
    plain = {"content-type": "text/plain"}
    assert api.post(to, content=sent, headers=plain).status_code == 415, "what a form can send"
    assert api.post(to, content=sent).status_code == 415
    assert api.post(to, data={sent: ""}).status_code == 415
    assert write(api, body, sec_fetch_site="cross-site").status_code == 403
    assert write(api, body, sec_fetch_site="same-site").status_code == 403
    assert write(api, {**body, "targets": ["x" * 1000] * 500}).status_code == 413
    deep = b"[" * 100_000
    assert api.post(to, content=deep, headers={"content-type": "application/json"}).status_code == 400
    assert events(path) == []
    assert write(api, body, sec_fetch_site="same-origin").status_code == 201


def test_nobody_corrects_what_they_may_not_see(path):
    closed = next(one for one in records(path, "sources") if one.path == "notitie.md")
    secret = next(one for one in records(path) if one.source == closed.id)
    site = opened(path)
    for body in (
        {"kind": "confirm", "targets": [secret.id]},
        {"kind": "add", "targets": [closed.id], "quote": "6 juni 2026", "values": {"type": "finding"}},
    ):
        told = write(site, body)
        assert (told.status_code, told.json()["code"]) == (400, "store.unknown_record")
    whole = opened(path, has_confidential=True)
    event = write(whole, {"kind": "confirm", "targets": [secret.id]}).json()["events"][0]["id"]
    assert write(site, {"kind": "undo", "targets": [event]}).json()["code"] == "correcting.no_event"
    assert site.get(f"{ROOT}/log/{event}").status_code == 404
    assert [kind for kind, _, _ in events(path)] == ["confirm"]
    whole.app.state.workspace.renewal.end()


class OnlyReading(Alone):
    """A workspace in which whoever is there may read, and no more."""

    def visitor(self, _):
        return Visitor(name="", rights=rights_of("reader"), account="a", role="reader", key="a")


def test_who_may_only_read_gets_no_names_and_corrects_nothing(path):
    run("propose", path, "--as", "Jo de Vries")
    site, reader = opened(path), opened(path, door=OnlyReading(""))
    assert "Jo de Vries" in site.get(f"{ROOT}/propositions").text
    for address in ("propositions", "propositions/latest", "propositions/1/clauses", "dossier"):
        told = reader.get(f"{ROOT}/{address}")
        assert (told.status_code, "Jo de Vries" in told.text) == (200, False)
    assert (refused := reader.get(f"{ROOT}/log")).status_code == 403
    assert refused.headers["content-type"] == "application/problem+json"
    told = write(reader, {"kind": "confirm", "targets": [one_that_asks(path).id]})
    assert (told.status_code, told.json()["code"]) == (403, "access.needs_editor")
    assert [kind for kind, _, _ in events(path)] == ["propose"]
