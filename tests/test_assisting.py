"""A model at work in a dossier: whether it is asked, what may leave the house, what counts, and what is kept of it."""

import json
from functools import partial

import pytest
import readers
from fakes import ScriptedModel

from rodedraad import assisting, checking, consult, conversing, dossier, spent
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.adapters.sqlite import SqliteStore
from rodedraad.asking import answering_of
from rodedraad.assisting import Wish
from rodedraad.errors import WrongUse
from rodedraad.genai.settings import ModelSettings
from rodedraad.sending import Asking, Consent

AT = "2026-11-23T00:00:00Z"
LOCAL, ELSEWHERE = "http://127.0.0.1:9/v1", "https://model.example/v1"
ONE = """# Visie van gemeente Wierhaven

Wij willen dat in 2030 alle kades van de haven walstroom hebben. Dat lijkt een goede stap voor de lucht.

De provincie moet daarvoor het stroomnet verzwaren. Dit hoofdstuk beschrijft ook iets over water en hoe het zit.

In dit stuk leest u hoe de haven werkt. Misschien is een fonds voor de haven een gedachte. Het zou kunnen dat er dan minder hinder is voor de buurt.
"""
TWO = """# Reactie van gemeente Hogerduin

Wij willen dat alle kades van de haven in 2030 walstroom hebben. Een fonds voor de haven is te overwegen.

Hieronder staat wat de haven vraagt. Het is de vraag of het stroomnet dat aankan. De buurt zou baat hebben bij minder hinder.
"""


@pytest.fixture
def folder(tmp_path):
    made = DossierFolder.make(tmp_path / "regio", 'titel = "Proef"\n')
    (made.sources / "visie.md").write_text(ONE, encoding="utf-8")
    (made.sources / "reactie.md").write_text(TWO, encoding="utf-8")
    return made


def build(folder, model=None, *, decide=Consent.to, **wish):
    own = Wish(**{"name": "proef", "endpoint": LOCAL, **wish})
    return dossier.build(
        folder, name="test", at=AT, asking=Asking(wish=own, connect=(lambda _: model) if model else None, decide=decide)
    )


def lists(folder):
    with SqliteStore(folder.store, is_read_only=True) as store:
        return {kind: list(store.records(kind)) for kind in ("statements", "threads", "tensions", "suggestions")}


def _sources_in(folder, data):
    """The sources of which a statement's words stand in what was sent."""
    return {one.source for one in lists(folder)["statements"] if one.text in data}


def agreeing():
    return ScriptedModel(readers.agreeing, name="proef")


def test_flags_go_over_settings_and_another_model_brings_no_prices_of_this_one():
    said = ModelSettings(name="groot", endpoint=LOCAL, price_in=1.0, price_out=2.0, budget_eur=3.0)
    assert assisting.chosen(said, Wish()) == said
    assert assisting.chosen(said, Wish(is_off=True)) is None
    assert assisting.chosen(None, Wish()) is None
    other = assisting.chosen(said, Wish(name="klein", budget_eur=1.0))
    assert (other.name, other.price_in, other.budget_eur, other.endpoint) == ("klein", None, 1.0, LOCAL)
    with pytest.raises(WrongUse, match=r"genai\.no_name"):
        assisting.chosen(None, Wish(endpoint=LOCAL))
    with pytest.raises(WrongUse, match=r"genai\.no_prices"):
        assisting.chosen(ModelSettings(name="m", endpoint=ELSEWHERE, price_in=1.0), Wish(budget_eur=5.0))


def test_what_a_model_finds_counts_in_nothing_until_a_person_or_the_dossier_says_so(folder):
    build(folder, is_off=True)
    without = lists(folder)
    build(folder, agreeing())
    beside = lists(folder)
    found = [one for one in beside["statements"] if one.origin == "model:proef"]
    assert found
    assert [one for one in beside["statements"] if one.origin != "model:proef"] == without["statements"]
    assert [one.statements for one in beside["threads"]] == [one.statements for one in without["threads"]]
    assert beside["tensions"] == without["tensions"]
    folder.settings.write_text(
        folder.settings.read_text() + f'[model]\nnaam = "proef"\nendpoint = "{LOCAL}"\ntelt_mee = true\n'
    )
    build(folder, agreeing())
    counted = lists(folder)
    assert {one.id for one in found} <= {one.id for one in counted["statements"]}
    types = {one.id: one.type for one in counted["statements"] if one.origin == "model:proef"}
    assert set(types.values()) == {"measure"}
    assert checking.check(folder).is_ok


def test_a_rebuild_sends_nothing_and_gives_the_same(folder):
    model = agreeing()
    build(folder, model)
    first, asked = lists(folder), len(model.prompts)
    assert asked
    build(folder, model)
    folder.store.unlink()
    again = build(folder, model)
    assert len(model.prompts) == asked
    assert (again.usage.calls, again.usage.unanswered) == (0, 0)
    assert lists(folder) == first


def test_without_an_address_what_was_kept_serves_and_that_is_said(folder):
    build(folder, agreeing())
    first = lists(folder)
    folder.store.unlink()
    outcome = build(folder, endpoint=None)
    assert lists(folder) == first
    assert outcome.usage.calls == 0


def test_a_source_that_is_not_public_stays_here(folder):
    folder.source_settings.write_text('[[bron]]\npad = "visie.md"\nopenbaar = false\n', encoding="utf-8")
    for endpoint, is_kept_in in ((ELSEWHERE, True), (LOCAL, False)):
        model = agreeing()
        folder.store.unlink(missing_ok=True)
        outcome = build(
            folder, model, endpoint=endpoint, decide=partial(Consent.to, has_confidential=endpoint == LOCAL)
        )
        sent = "\n".join(prompt.data for prompt in model.prompts)
        assert "buurt zou baat hebben" in sent
        assert ("In dit stuk leest u" in sent) is not is_kept_in
        assert any(one.message.code == "genai.held_back" for one in outcome.problems) is is_kept_in
        for prompt in model.prompts:  # no answer on another source is given beside its text
            assert not ("haven werkt" in prompt.data and "Hogerduin" in prompt.data) or prompt.task == "compare"


def test_what_went_out_is_in_the_log_and_its_estimate_may_stop_it(folder):
    told = []

    def decide(plan):
        told.append(plan)

    model = agreeing()
    outcome = build(folder, model, decide=decide)
    assert outcome.plan is told[0]
    assert told[0].now.calls > 0
    assert model.prompts == []
    assert any(one.message.code == "genai.not_sent" for one in outcome.problems)
    assert spent.sendings(folder) == ()
    build(folder, model)
    (run,) = spent.sendings(folder)
    assert (run.model, run.calls, run.person) == ("proef", len(model.prompts), "test")
    assert set(run.sources) == {source for prompt in model.prompts for source in _sources_in(folder, prompt.data)}


def test_hours_are_added_up_and_can_be_undone(folder):
    assert spent.hours(folder) == 0
    spent.enter(folder, 2.5, name="test", at=AT)
    event = spent.enter(folder, 1.0, name="test", at=AT)
    assert spent.hours(folder) == 3.5
    with SqliteLog(folder.log) as log:
        log.append(at=AT, person=log.person("test"), kind="undo", targets=(), values={"event": event.id})
    assert spent.hours(folder) == 2.5
    for count in (0, -1, float("nan"), float("inf"), 1e9):
        with pytest.raises(WrongUse):
            spent.enter(folder, count, name="test", at=AT)


def test_an_answer_is_worded_from_its_quotes_and_nothing_else(folder):
    build(folder, is_off=True)
    model = agreeing()
    with consult.reading(folder) as store:
        found = answering_of(store, "Wanneer hebben de kades walstroom?")
        asked = {"language": "nl", "name": "test", "at": AT}
        wished = Asking(wish=Wish(name="proef", endpoint=LOCAL), connect=lambda _: model)
        worded = conversing.worded(folder, store, found, asking=wished, **asked)
        silent = conversing.worded(folder, store, found, asking=Asking(connect=lambda _: model), **asked)
    assert silent == found
    assert worded.lines == found.lines
    assert worded.sentences
    assert all(line.origin == "model:proef" and line.citations for line in worded.sentences)
    assert [one.words for one in worded.refusals] == ["In 2050 staan er 999 windmolens in zee."]
    assert json.dumps([one.text for one in worded.sentences]).count("999") == 0
    assert spent.sendings(folder)[-1].tasks == (("answer", 1),)


@pytest.mark.parametrize("sides", [(1,), (1, 2)])
def test_of_what_does_not_go_together_a_model_tells_both_sides_or_nothing(folder, sides):
    # One half of a contradiction was the answer to what contradicts what.
    (folder.sources / "reactie.md").write_text(
        "# Reactie van gemeente Hogerduin\n\nWij willen dat in 2040 alle kades van de haven walstroom hebben.\n",
        encoding="utf-8",
    )
    build(folder, is_off=True)

    def some(prompt):
        told = json.loads(readers.agreeing(prompt))
        for item in told["items"]:
            item["sentences"] = [one for one in item["sentences"][:-1] if one["cites"][0] in sides]
        return json.dumps(told)

    with consult.reading(folder) as store:
        found = answering_of(store, "Waar spreken bronnen elkaar tegen over walstroom?")
        assert [line.conflicts != () for line in found.lines] == [True, True]
        asking = Asking(wish=Wish(name="proef", endpoint=LOCAL), connect=lambda _: ScriptedModel(some))
        worded = conversing.worded(folder, store, found, asking=asking, language="nl", name="test", at=AT)
    both = len(sides) == len(found.lines)
    assert (len(worded.sentences), len(worded.refusals)) == ((2, 0) if both else (0, 1))


def test_of_a_name_alone_no_quote_is_an_answer(folder):
    # "Moet Tata Steel dicht?" was answered by what is said of Tata Steel, be it that nothing closes anywhere.
    build(folder, is_off=True)
    with consult.reading(folder) as store:
        silent = answering_of(store, "Mag Hogerduin zeilwagens?")
        told = answering_of(store, "Wil Hogerduin walstroom?")
    assert silent.lines == ()
    assert silent.reason.code == "asking.only_names"
    assert told.lines


def test_a_double_and_a_path_without_a_file_keep_text_here_too(folder):
    (folder.sources / "kopie.md").write_text(ONE, encoding="utf-8")
    for path, code in (
        ("visie.md", "genai.held_back"),
        ("kopie.md", "genai.held_back"),
        ("visei.md", "genai.unplaced"),
    ):
        folder.source_settings.write_text(f'[[bron]]\npad = "{path}"\nopenbaar = false\n', encoding="utf-8")
        model = agreeing()
        outcome = build(folder, model, endpoint=ELSEWHERE)
        assert not any("In dit stuk leest u" in prompt.data for prompt in model.prompts), path
        assert any(one.message.code == code for one in outcome.problems), path


def test_what_went_out_before_an_interruption_is_in_the_log(folder):
    def stopping(_):
        raise KeyboardInterrupt

    model = ScriptedModel(stopping, name="proef")
    with pytest.raises(KeyboardInterrupt):
        build(folder, model)
    (run,) = spent.sendings(folder)
    assert run.calls == len(model.prompts)
    assert run.sources


def test_a_question_changes_nothing_for_the_next_build(folder):
    build(folder, agreeing())
    with consult.reading(folder) as store:
        before = store.fingerprint()
        found = answering_of(store, "Wanneer hebben de kades walstroom?")
        wished = Asking(wish=Wish(name="proef", endpoint=LOCAL), connect=lambda _: agreeing())
        conversing.worded(folder, store, found, asking=wished, language="nl", name="test", at=AT)
    assert build(folder, agreeing()).recomputed == 0
    with consult.reading(folder) as store:
        assert store.fingerprint() == before
    reply = next(iter(folder.replies.rglob("*.json")))
    reply.unlink()
    build(folder)
    with consult.reading(folder) as store:
        assert store.fingerprint() != before
