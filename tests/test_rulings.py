"""What people rule on what lies ahead is found again after the sources or the reader changed, and what cannot be is said."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodedraad import amending, cli, consult, rulings
from rodedraad import dossier as dossiers
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.logbook import SqliteLog
from rodedraad.errors import WrongUse
from rodedraad.intervals import days
from rodedraad.records import Ruling
from rodedraad.upheld import by_statement, upheld

QUAY = "De gemeente Velsen legt uiterlijk in 2028 een walstroomkade aan in de Havenwijk."
PERMIT = "De provincie Noord-Holland verleent in 2027 de vergunning voor het warmtenet."
NEED = "Voor de kade zijn 40 extra lassers nodig."
OTHER = "De gemeente Velsen plant in 2029 honderd bomen langs de Kerkstraat."


def text(*sentences):
    return "# Programma\n\nGemeente Velsen, 12 maart 2026\n\n" + "\n\n".join(sentences) + "\n"


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "dossier"
    assert cli.run(["new", str(path)]) == 0
    (path / "bronnen" / "programma.md").write_text(text(QUAY, PERMIT, NEED), encoding="utf-8")
    made = DossierFolder.open(path)
    build(made)
    return made


def build(folder):
    return dossiers.build(folder, name="Jo", at="2026-03-20T10:00:00Z", workers=1)


def listed(folder, kind):
    with consult.reading(folder) as store:
        return list(store.records(kind))


def of(folder, kind, words):
    (found,) = [one for one in listed(folder, kind) if words in getattr(one, "what", "")]
    return found


def rule(folder, id_, *fields, about="action", **flags):
    act = amending.Act(by="Anna", at="2026-03-21T09:00:00Z")
    return amending.rule(folder, id_, {**rulings.checked(about, fields), **flags}, act)


def codes(outcome):
    return [one.message.code for one in outcome.problems if one.message.code.startswith(("ruling.", "authored."))]


def test_rulings_are_found_again_when_a_new_version_gives_everything_another_id(folder):
    quay, permit = of(folder, "actions", "walstroomkade"), of(folder, "actions", "warmtenet")
    need = of(folder, "requirements", "lassers")
    rule(folder, quay.id, "status=under_way", f"depends_on={permit.id}", "who=Tata Steel; nieuw: Bakkerij Jansen")
    rule(folder, need.id, "met=met", about="requirement")
    build(folder)
    (folder.sources / "programma.md").write_text(text(OTHER, QUAY, PERMIT, NEED), encoding="utf-8")
    assert codes(build(folder)) == []
    after = of(folder, "actions", "walstroomkade")
    assert after.id != quay.id
    assert (after.status, after.who) == ("under_way", ("tata-steel", "Bakkerij Jansen"))
    assert [one.on for one in after.depends_on] == [of(folder, "actions", "warmtenet").id]
    assert of(folder, "requirements", "lassers").met == "met"


def test_what_cannot_be_found_again_is_said_with_words_and_date_and_nothing_else_gets_it(folder):
    quay, permit = of(folder, "actions", "walstroomkade"), of(folder, "actions", "warmtenet")
    rule(folder, permit.id, "status=done")
    event = rule(folder, quay.id, f"depends_on={permit.id}")
    build(folder)
    with SqliteLog(folder.log) as log:  # a person says that this sentence is no plan, so that no action rests on it
        done = {"type": "finding"}
        log.append(
            at="2026-03-22T09:00:00Z",
            person=log.person("Piet"),
            kind="edit",
            targets=rule_target(folder, permit),
            values=done,
        )
    outcome = build(folder)
    assert codes(outcome) == ["ruling.lost_action", "ruling.adrift_action"]
    lost, adrift = (dict(one.message.values) for one in outcome.problems if one.message.code.startswith("ruling."))
    assert (lost["at"], lost["fields"], lost["quote"]) == ("2026-03-21", "status=done", PERMIT)
    assert (adrift["event"], adrift["quote"]) == (event.id[:12], QUAY)
    assert all(one.status != "done" for one in listed(folder, "actions"))
    assert of(folder, "actions", "walstroomkade").depends_on == ()


def rule_target(folder, action):
    with SqliteLog(folder.log, is_read_only=True) as log:
        ruled = [one for one in log.events() if one.kind == "ruling"]
    return [target for one in ruled for target in one.targets[:1] if target.statement == action.statements[0]][:1]


def test_list_problems_tells_who_ruled_it(folder, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    quay = of(folder, "actions", "walstroomkade")
    rule(folder, quay.id, "status=done")
    (folder.sources / "programma.md").write_text(text(PERMIT, NEED), encoding="utf-8")
    build(folder)
    capsys.readouterr()
    assert cli.run(["list", str(folder.root), "problems"]) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert "Anna" in shown
    assert "walstroomkade" in shown


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("deadline=2027-13", "2027-13"),
        ("deadline=0000", "0000"),
        ("deadline=31 februari", "31 februari"),
        ("deadline=30 februari 2028", "30 februari 2028"),
        ("who=Tata Stel", "Tata Steel"),
        ("who=Omgevingsdienst", "Omgevingsdienst Noordzeekanaalgebied"),
        ("depends_on=a-bestaatniet", "a-bestaatniet"),
        ("status=klaar", "done"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence_before_anything_is_logged(folder, capsys, field, told):
    quay = of(folder, "actions", "walstroomkade")
    before = consult.log_events(folder)
    capsys.readouterr()
    assert cli.run(["edit", str(folder.root), quay.id, field, "--as", "Anna"]) == 2
    said = capsys.readouterr()
    assert told in said.out + said.err
    assert consult.log_events(folder) == before


def test_a_term_in_words_has_its_days_and_an_undone_ruling_holds_no_longer(folder, capsys):
    quay = of(folder, "actions", "walstroomkade")
    assert cli.run(["edit", str(folder.root), quay.id, "deadline=eind 2030", "--as", "Anna"]) == 0
    ruled = of(folder, "actions", "walstroomkade")
    assert (ruled.deadline, ruled.by_to) == ("eind 2030", "2030-12-31")
    assert cli.run(["undo", str(folder.root), "--as", "Anna"]) == 0
    assert "eind 2030" in capsys.readouterr().err
    assert of(folder, "actions", "walstroomkade") == quay


@pytest.mark.parametrize(
    ("about", "field"),
    [
        ("standing", "year=20350"),
        ("standing", "unit=appels"),
        ("standing", "value=veel"),
        ("requirement", "term=2027-13"),
    ],
)
def test_values_of_targets_and_needs_are_checked_too(about, field):
    with pytest.raises(WrongUse):
        rulings.checked(about, [field])


# --- which thing a ruling is about ----------------------------------------------------------------------------


def ruling(statement, key, at="1", **values):
    return Ruling(about="action", statement=statement, key=key, values=tuple(values.items()), event=at, at=at)


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        (["lassers"], [True]),
        (["extra lassers"], [True]),  # a better reader took another word with it
        (["extra lassers", "lassers elders"], [False, False]),  # either may be meant
        (["monteurs"], [False]),  # something else on the same sentence
        (["lassers", "extra lassers"], [True, False]),
    ],
)
def test_a_ruling_goes_to_the_one_thing_on_its_statement_whose_key_is_like_its_own(keys, found):
    said = upheld([(("s",), key) for key in keys], [ruling("s", "lassers", met="met")], "action")
    assert [bool(one) for one in said.values] == found
    assert [one.key for one in said.lost] == ([] if any(found) else ["lassers"])


def test_the_last_ruling_holds_by_field_also_through_another_statement():
    late, early = ruling("s2", "", at="2", status="done"), ruling("s1", "", at="1", status="asked", layer="rijk")
    (values,) = upheld([(("s2", "s1"), "")], [late, early], "action").values
    assert values == {"status": "done", "layer": "rijk"}
    assert by_statement([late], "action") == {("s2", ""): {"status": "done"}}


def test_a_rejection_is_silent_where_the_thing_is_gone_and_said_where_another_stands_there():
    no = ruling("s", "lassers", is_rejected=True)
    assert upheld([], [no], "action").lost == ()
    assert upheld([(("s",), "monteurs")], [no], "action").lost == (no,)


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["x", "y", "x y", "z", ""])), max_size=6, unique=True),
    st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["x", "y", "x y", "w", ""])), max_size=4, unique=True),
    st.randoms(use_true_random=False),
)
def test_every_ruling_holds_of_something_or_is_given_back_in_whatever_order_they_come(found, spoken, random):
    given_ = [ruling(statement, key, at=str(at), **{f"f{at}": "v"}) for at, (statement, key) in enumerate(spoken)]
    records = [((statement,), key) for statement, key in found]
    said = upheld(records, given_, "action")
    for at, one in enumerate(given_):
        held = [record for record, values in zip(records, said.values, strict=True) if f"f{at}" in values]
        assert bool(held) != (one in said.lost)
        assert all(statements == (one.statement,) for statements, _ in held)
        if ((one.statement,), one.key) in records:
            assert held == [((one.statement,), one.key)]
    random.shuffle(given_)
    assert upheld(records, given_, "action") == said


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2027", ("2027-01-01", "2027-12-31")),
        ("2028-02", ("2028-02-01", "2028-02-29")),
        ("2027-06-30", ("2027-06-30", "2027-06-30")),
        ("2027-13", None),
        ("2027-02-31", None),
        ("0000", None),
        ("eind 2027", None),
        ("٢٠٢٧", None),
    ],
)
def test_a_whole_text_is_a_date_or_it_is_not(words, found):
    assert days(words) == found


def test_json_of_a_ruling_has_what_was_typed_by_its_meaning(folder, capsys):
    quay = of(folder, "actions", "walstroomkade")
    capsys.readouterr()
    assert cli.run(["edit", str(folder.root), quay.id, "who=het Rijk", "--as", "Anna", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["values"]["who"] == "rijk"
