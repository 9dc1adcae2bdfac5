"""What somebody corrects makes again only what it touches; and the workspace says so while it is being opened."""

import threading
import time

import pytest
from web_site import CLOSED, LETTER, VISION, built, opened, run

from rodedraad import correcting, drafting, versions
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.amending import Act
from rodedraad.desk import Desk
from rodedraad.errors import DossierBusy
from rodedraad.moment import Moment
from rodedraad.web import visit
from rodedraad.web.layout import Layout

ACT = Act(by="Proef", at="2026-11-23T12:00:00Z")


@pytest.fixture
def path(tmp_path):
    return built(tmp_path / "dossier", brief=LETTER, **{"visie.txt": VISION})


def moment(path, before=None, *, has_confidential=False):
    folder = DossierFolder.open(path)
    return Moment(folder, language="nl", has_confidential=has_confidential, before=before)


def confirmed(path, place=0):
    folder = DossierFolder.open(path)
    one = moment(path).records("statements")[place]
    return correcting.enter(folder, correcting.judging(folder, "confirm", [one.id]), ACT)


def test_after_an_event_only_what_it_touches_is_made_again(path):
    before = moment(path)
    layout = Layout(before)
    layout.open()
    layout.prepare()
    (event,) = confirmed(path)
    after = moment(path, before)
    assert after.follows(before)
    assert after.records("statements") is before.records("statements")
    assert after.statements is before.statements
    assert [one.id for one, _, _ in after.waiting] == [event.id]
    assert after.standing() is before.standing(), "a build counts it first"
    fresh = Layout(after, before=layout)
    for name in ("index", "matrix", "threads", "doubts"):
        assert getattr(fresh, name) is getattr(layout, name), name
    assert fresh.agenda("nl") is layout.agenda("nl")
    assert fresh.foreseen.requirements is layout.foreseen.requirements
    assert fresh.foreseen.waiting == {event.id}
    assert not layout.foreseen.waiting
    assert set(fresh.awaited) == {event.targets[0].statement}


def test_what_a_build_left_and_what_settings_say_is_made_again(path):
    before = moment(path)
    layout = Layout(before)
    layout.open()
    with SqliteLog(DossierFolder.open(path).log) as log:
        log.erase(log.person("Proef"), at=ACT.at, by=log.person("Ander"))
    erased = moment(path, before)
    assert erased.is_as_built(before)
    assert not erased.follows(before), "a name may be gone from what was made"
    assert Layout(erased, before=layout).agenda("nl") is not layout.agenda("nl")
    (path / "bronnen" / "nota.md").write_text("# Nota\n\nWij willen een brug over het kanaal.\n", encoding="utf-8")
    run("build", path)
    after = moment(path, erased)
    assert not after.is_as_built(erased)
    assert len(after.sources) == 3


def test_a_source_that_was_closed_since_is_in_nothing_that_was_kept(path):
    (path / "bronnen" / "geheim.md").write_text(CLOSED, encoding="utf-8")
    run("build", path)
    before = moment(path)
    assert any("Zeppelinhal" in one.quote for one in before.records("statements"))
    (path / "bronnen.toml").write_text('[[bron]]\npad = "geheim.md"\nopenbaar = false\n', encoding="utf-8")
    after = moment(path, before)
    assert not after.is_as_built(before)
    assert not any("Zeppelinhal" in one.quote for one in after.records("statements"))
    again = moment(path, after)
    assert not again.is_as_built(after), "with closed sources all is linked again"


class Held:
    """Holds the making of a moment until it is let go."""

    def __init__(self):
        self.gate = threading.Event()
        self.gate.set()

    def __call__(self, _):
        assert self.gate.wait(60)


def test_while_what_a_build_left_is_read_the_dossier_is_as_it_was(path):
    held = Held()
    desk = Desk(DossierFolder.open(path), language="nl", has_confidential=False, prepared=held)
    first = desk.moment()
    held.gate.clear()
    (path / "bronnen" / "nota.md").write_text("# Nota\n\nWij willen een brug over het kanaal.\n", encoding="utf-8")
    run("build", path)
    with pytest.raises(DossierBusy) as busy:
        desk.moment(wait_seconds=0.1)
    assert busy.value.message.code == "desk.renewing", "who holds the moment before may go on with it"
    assert desk.is_reading
    confirmed(path)
    with pytest.raises(DossierBusy) as busy:
        desk.moment(wait_seconds=0.1)
    assert busy.value.message.code == "desk.loading", "what somebody did since must show"
    held.gate.set()
    after = desk.moment()
    assert len(after.sources) == len(first.sources) + 1
    assert after.waiting


def test_pages_say_that_the_dossier_is_being_opened_and_go_on_by_themselves(path, monkeypatch):
    held = Held()
    held.gate.clear()
    monkeypatch.setattr(visit, "GLANCE_SECONDS", 0.1)
    monkeypatch.setattr(visit, "WAIT_SECONDS", 0.1)
    monkeypatch.setattr(Layout, "open", lambda _: held.gate.wait(60))
    site = opened(path)
    page = site.get("/draden")
    assert (page.status_code, page.headers["refresh"]) == (503, "2")
    assert "nog gelezen" in page.text
    assert 'href="/draden"' in page.text
    answer = site.get("/api/v1/threads")
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    held.gate.set()
    monkeypatch.setattr(visit, "GLANCE_SECONDS", 60.0)
    monkeypatch.setattr(visit, "WAIT_SECONDS", 60.0)
    assert site.get("/draden").status_code == 200


def test_pages_show_the_dossier_as_it_was_until_what_a_build_left_is_ready_but_never_what_was_closed_since(
    path, monkeypatch
):
    monkeypatch.setattr(visit, "GLANCE_SECONDS", 0.1)
    monkeypatch.setattr(visit, "WAIT_SECONDS", 0.1)
    site, held, made = opened(path), Held(), Layout.open
    until(site, "/bronnen", 200)
    monkeypatch.setattr(Layout, "open", lambda layout: held(layout) or made(layout))
    held.gate.clear()
    (path / "bronnen" / "nota.md").write_text(
        "# Nota Kanaalbrug\n\nWij willen een brug over het kanaal.\n", encoding="utf-8"
    )
    run("build", path)
    page = site.get("/bronnen")
    assert (page.status_code, "Nota Kanaalbrug" in page.text) == (200, False)
    with (path / "bronnen.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[bron]]\npad = "brief.md"\nopenbaar = false\n')
    assert site.get("/bronnen").status_code == 503, "what was closed since is not shown meanwhile"
    held.gate.set()
    page = until(site, "/bronnen", 200)
    assert "Nota Kanaalbrug" in page.text
    assert "Brief Havenwijk" not in page.text


def until(site, address, status):
    ends = time.monotonic() + 60
    while (page := site.get(address)).status_code != status:
        assert time.monotonic() < ends
        time.sleep(0.05)
    return page


def test_a_draft_made_beside_the_pages_is_the_one_that_is_made_here(path, monkeypatch):
    folder = DossierFolder.open(path)
    here = versions.drafted(folder, has_confidential=False).proposition
    monkeypatch.setattr(drafting, "FROM", 0)
    assert drafting.drafted(folder, has_confidential=False, statements=1) == here


def test_the_members_of_a_thread_are_found_by_their_names(path):
    folder = DossierFolder.open(path)
    thread = moment(path).records("threads")[0]
    (one,) = correcting.judging(folder, "confirm", [thread.id])
    assert [each.statement for each in one.targets] == list(thread.statements)
