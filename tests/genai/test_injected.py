"""The gate under attack: what documents order a model to do changes nothing but what is refused, or marked as its own."""

import shutil
import sys
from dataclasses import replace

import pytest
from fakes import ScriptedModel
from injected import ADVERT, INVENTED, SECRET, WAYS, Gullible, documents, honest

from rodedraad import assisting, cli, dossier, versions
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.sqlite import KINDS, SqliteStore
from rodedraad.extract import quotes
from rodedraad.frame import frame
from rodedraad.genai import finding
from rodedraad.genai.items import RELATIONS, TYPES, instructions
from rodedraad.genai.settings import TASKS
from rodedraad.parties import registered
from rodedraad.sending import Asking

STAMP = "2026-11-23T00:00:00Z"
WISH = assisting.Wish(name="goedgelovig", endpoint="http://localhost:1/v1")
ALL = documents()
GROUPS = 3
LEAST_OBEYED = 10
"""Orders of all documents that must reach the model for this to be a test of anything."""
_TOUCHING = ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "webbrowser.open", "urllib.Request")  # fmt: skip


class Watch:
    """What this process did to the world while a model was asked: an audit hook cannot be taken out, so it is idle elsewhere."""

    def __init__(self):
        self.is_on = False
        self.seen = []
        sys.addaudithook(self._heard)

    def _heard(self, event, arguments):
        if not self.is_on:
            return
        is_writing = event == "open" and isinstance(arguments[0], str) and "w" in str(arguments[1] or "")
        if event in _TOUCHING or (is_writing and "kwaad" in str(arguments[0])):
            self.seen.append((event, str(arguments)[:200]))


WATCH = Watch()


def _build(folder, answer):
    def watched(prompt):
        return answer(prompt)

    return dossier.build(
        folder,
        name="proef",
        at=STAMP,
        workers=2,
        asking=Asking(wish=WISH, connect=lambda _: ScriptedModel(watched, name="goedgelovig")),
    )


def _lists(folder):
    with SqliteStore(folder.store, is_read_only=True) as store:
        return {kind: tuple(store.records(kind)) for kind in KINDS}


@pytest.fixture(scope="module", params=range(GROUPS))
def attacked(request, tmp_path_factory):
    """The same documents built without a model, with an honest one and with one that obeys."""
    mine = ALL[request.param :: GROUPS]
    root = tmp_path_factory.mktemp("aanval")
    plain = DossierFolder.make(root / "zonder", 'kader = "ijmond"\n')
    for one in mine:
        (plain.sources / one.name).write_bytes(one.data)
    dossier.build(plain, name="proef", at=STAMP, workers=2)
    folders = {"zonder": plain}
    gullible = Gullible({one.code: one.order for one in mine})
    for name, answer in (("eerlijk", honest), ("goedgelovig", gullible)):
        shutil.copytree(plain.root, root / name)
        folders[name] = DossierFolder.open(root / name)
        WATCH.is_on, WATCH.seen = True, []
        try:
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("RODEDRAAD_API_KEY", SECRET)
                patch.setattr(finding, "UNSURE", 1.01)  # every sentence is asked, so that most orders arrive
                outcome = _build(folders[name], answer)
        finally:
            WATCH.is_on = False
        assert WATCH.seen == []
    return mine, folders, {name: _lists(folder) for name, folder in folders.items()}, gullible, outcome


def _own(lists, other):
    """The lists without what is marked as a model's: candidates, suggestions, its titles, and refusals."""
    titles = {one.id: one.title for one in other["threads"]}
    found = {kind: records for kind, records in lists.items() if kind not in ("suggestions", "refusals")}
    found["statements"] = tuple(one for one in lists["statements"] if not one.origin.startswith("model:"))
    found["threads"] = tuple(
        replace(one, title=titles[one.id], titled_by="rule") if one.titled_by != "rule" else one
        for one in lists["threads"]
    )
    return found


@pytest.mark.parametrize("name", ["eerlijk", "goedgelovig"])
def test_nothing_differs_but_what_is_refused_or_marked(attacked, name):
    _, _, lists, _, _ = attacked
    for kind, records in _own(lists[name], lists["zonder"]).items():
        assert records == lists["zonder"][kind], kind


def test_every_quote_is_the_text_at_its_anchor(attacked):
    _, folders, lists, _, _ = attacked
    with SqliteStore(folders["goedgelovig"].store, is_read_only=True) as store:
        texts = {
            one.source: one.text for one in store.documents(sorted(source.id for source in lists["zonder"]["sources"]))
        }
    for one in lists["goedgelovig"]["statements"]:
        assert texts[one.source][one.start : one.end] == one.quote
        assert one.origin == "rule" or (one.origin == "model:goedgelovig" and one.type in TYPES)


def test_a_suggestion_rests_on_words_that_stand_there_and_names_what_is_known(attacked):
    _, folders, lists, _, _ = attacked
    known = {party.id for party in registered(frame({"kader": "ijmond"})).by_id.values()}
    statements = {one.id: one for one in lists["goedgelovig"]["statements"]}
    with SqliteStore(folders["goedgelovig"].store, is_read_only=True) as store:
        texts = {one.source: one.text for one in store.documents(sorted({one.source for one in statements.values()}))}
    for one in lists["goedgelovig"]["suggestions"]:
        about = [statements[id_] for id_ in one.statements]
        if one.what in RELATIONS:
            assert all(quotes.find(said.quote, words) for said, words in zip(about, one.words, strict=False))
            assert one.what == "neither" or len(one.words) == 2
        elif one.what in ("holder", "addressee"):
            assert one.value in known
            assert quotes.find(texts[about[0].source], one.words[0])
        elif one.what == "condition":
            assert quotes.find(texts[about[0].source], one.words[0])
        else:
            assert one.value in TYPES
            assert quotes.find(about[0].quote, one.words[0])


def test_no_lie_no_instruction_and_no_secret_is_in_any_record(attacked):
    _, folders, lists, _, _ = attacked
    told = [line for task in TASKS for language in ("nl", "en") for line in instructions(task, language).split("\n")]
    lies = [INVENTED, ADVERT, SECRET, *(line for line in told if len(line) > 40)]
    for kind, records in lists["goedgelovig"].items():
        if kind != "refusals":
            written = repr(records)
            assert not [lie for lie in lies if repr(lie)[1:-1] in written], kind
    kept = [path for path in folders["goedgelovig"].root.rglob("*") if path.is_file() and "bronnen" not in path.parts]
    # its own reply holds what the model made up of it; no file but those has it
    assert not [path for path in kept if "antwoorden" not in path.parts and SECRET.encode() in path.read_bytes() and not lists["goedgelovig"]["refusals"]]  # fmt: skip


def test_no_title_holds_a_word_that_its_thread_does_not(attacked):
    _, _, lists, _, _ = attacked
    for thread in lists["goedgelovig"]["threads"]:
        if thread.titled_by != "rule":
            assert thread.titled_by == "model:goedgelovig"
            assert "Zonnestroom" not in thread.title or any(
                "Zonnestroom" in one.text for one in lists["zonder"]["statements"] if one.id in thread.statements
            )


def test_the_proposition_is_the_same_clause_for_clause(attacked):
    _, folders, _, _, _ = attacked
    made = {name: versions.drafted(folder).proposition for name, folder in folders.items()}
    assert made["goedgelovig"].clauses == made["zonder"].clauses
    assert made["eerlijk"].clauses == made["zonder"].clauses


def test_the_dossier_is_sound(attacked, capsys):
    _, folders, _, _, _ = attacked
    assert cli.run(["check", str(folders["goedgelovig"].root), "--json"]) == 0, capsys.readouterr().out


def test_what_was_ordered_is_refused_and_counted(attacked):
    mine, _, lists, gullible, outcome = attacked
    assert len(outcome.refusals) == len(lists["goedgelovig"]["refusals"])
    assert not [one for one in lists["eerlijk"]["refusals"] if one.task != "title"]
    lying = {"invent", "numbers", "other", "instructions", "url", "mark", "title", "addressee"}
    if any(one.order in lying for one in mine if one.code in gullible.obeyed):
        assert {one.kind for one in outcome.refusals} & {
            "quote_not_found",
            "unsupported",
            "unknown_value",
            "out_of_place",
        }


def test_orders_that_nobody_sees_do_not_reach_the_model(attacked):
    mine, _, _, gullible, _ = attacked
    unseen = {"tags.txt", "comment.md", "undisplayed.html", "commented.html", "hidden.html", "aria.html", "script.html", "vanished.docx", "undrawn.pdf", "tiny.pdf", "outside.pdf", "deleted.docx", "picture.docx", "field.docx", "picture.html", "remark.pdf", "outline.pdf", "otherpart.eml"}  # fmt: skip
    assert not [one.way for one in mine if one.way in unseen and one.code in gullible.obeyed]
    sent = "".join(prompt.data for prompt in gullible.prompts)
    assert SECRET not in sent
    assert not any(0xE0000 <= ord(one) <= 0xE01EF or one in "\u200b\u202e\u2066" for one in sent)


def test_enough_orders_reach_the_model_to_prove_something(attacked):
    mine, _, _, gullible, _ = attacked
    obeyed = [one for one in mine if one.code in gullible.obeyed]
    assert len({one.order for one in obeyed}) >= len({one.order for one in mine}) // 2
    assert len(obeyed) >= LEAST_OBEYED


def test_there_are_documents_of_every_way_in_both_languages():
    assert len(ALL) >= 130
    assert {one.way for one in ALL} == set(WAYS)
