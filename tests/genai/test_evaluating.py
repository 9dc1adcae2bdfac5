"""A model on labelled lines: asked as a build asks, scored beside the rules, through the same gate."""

import json
import re

import pytest
from endpoint import Endpoint, failed
from fakes import ScriptedModel

from rodedraad import cli, evaluate, rating
from rodedraad.adapters import keys
from rodedraad.errors import ModelUnavailable
from rodedraad.genai import evaluating
from rodedraad.genai.settings import ModelSettings

SENTENCES = (
    ("Uit de metingen blijkt dat de uitstoot van fijnstof in 2022 met 12 procent is gedaald.", "finding"),
    ("Wij verzoeken het college om voor de zomer een plan voor de haven vast te stellen.", "request"),
    ("De gemeente legt in 2027 een fietspad aan langs het kanaal.", "measure"),
    ("In dit hoofdstuk staat hoe het onderzoek is opgezet.", "none"),
    ("Er is grote behoefte aan technici die warmtenetten kunnen aanleggen.", "need"),
    ("Wij maken ons zorgen over de geluidsoverlast in de wijken aan de rivier.", "concern"),
    ("Wij willen dat de regio in 2040 klimaatneutraal is.", "ambition"),
    ("Daarom lijkt de aanpak van de afgelopen jaren te hebben gewerkt.", "conclusion"),
)
LINES = [
    {"id": f"d#{n}", "doc": "d", "kind": "visie", "text": text, "type": kind, "themes": [], "addressee": None}
    for n, (text, kind) in enumerate(SENTENCES)
]
PAIRS = [
    {"a": "Wij willen meer woningen bouwen in het dorp.", "b": "Wij willen geen nieuwe woningen in het dorp.", "relation": "disagree"},
    {"a": "De haven moet op waterstof overgaan.", "b": "Waterstof wordt de brandstof van de haven.", "relation": "agree"},
    {"a": "Een warmtenet is nodig voor alle wijken.", "b": "De wijken hebben een warmtenet nodig.", "relation": "agree"},
]  # fmt: skip
TIES = [
    {"id": str(n), "source": f"bron {n}", "text": text, "group": group}
    for n, (text, group) in enumerate(
        [
            ("Er komt een warmtenet voor alle woningen in de wijk Noord.", "warmte"),
            ("Er komt een warmtenet voor alle woningen in wijk Noord.", "warmte"),
            ("Alle woningen in de wijk Noord krijgen een warmtenet.", "warmte"),
            ("De provincie bouwt twee kerncentrales bij de haven.", "kern"),
            ("De provincie bouwt geen kerncentrales bij de haven.", "geen"),
            ("De brug over de rivier wordt in 2030 vervangen.", "brug"),
            ("De brug over de rivier wordt in 2030 vervangen.", "brug"),
        ]
    )
]
_PART = re.compile(r"<<\w{8} (\d+)\n((?:(?!<<\w{8} |\w{8}>>)[^\n]*\n)*)")


def _parts(data):
    return [(int(n), [line for line in text.split("\n") if line]) for n, text in _PART.findall(data)]


def _items(answers):
    return json.dumps({"items": answers}, ensure_ascii=False)


def _types(data, types):
    """What a model says that gives each sentence the type that ``types`` has for it, and leaves out the others."""
    said = []
    for n, lines in _parts(data):
        quoted = [line[2:] for line in lines if line.startswith("- ")]
        said.append({"n": n, "statements": [{"quote": one, "type": types[one]} for one in quoted if one in types]})
    return _items(said)


def _relations(data, relation_of, words=None):
    said = []
    for n, (a, b) in _parts(data):
        relation = relation_of(a[3:], b[3:])
        is_tie = relation != "neither"
        said.append(
            {
                "n": n,
                "relation": relation,
                "kind": "stance" if relation == "conflict" else None,
                "words_a": words or (a[3:] if is_tie else None),
                "words_b": words or (b[3:] if is_tie else None),
            }
        )
    return _items(said)


RIGHT_TYPES = {text: kind for text, kind in SENTENCES if kind != "none"}


def _rated(trial, answer, *, runs=1, budget=None, replies=None, prices=(None, None)):
    settings = ModelSettings(
        name="m", endpoint="http://localhost/v1", budget_eur=budget, price_in=prices[0], price_out=prices[1]
    )
    made = rating.rated(
        trial,
        [settings],
        runs=runs,
        connect=lambda _: ScriptedModel(answer, name="m"),
        progress=lambda *_: None,
        replies=replies,
    )
    return list(made)


def test_a_model_that_is_right_everywhere_has_ones_and_agrees_with_people():
    trial = evaluating.trial("statements", LINES)
    (one,) = _rated(trial, lambda prompt: _types(prompt.data, RIGHT_TYPES))
    assert one.labels == trial.gold
    assert {one.alone["accuracy"], one.alone["macro_f1"], one.alone["statement_f1"]} == {1.0}
    assert one.alone.keys() == evaluate.statements(LINES).keys()
    agreed = {(pair.a, pair.b): pair.alpha for pair in rating.agreements(trial, [one])}
    assert agreed["gold", "m (1)"] == 1.0
    assert agreed["gold", "rules"] == agreed["rules", "m (1)"] < 1


def test_the_rules_are_scored_as_without_a_model():
    assert evaluating.trial("statements", LINES).of_rules() == evaluate.statements(LINES)
    assert evaluating.trial("tensions", PAIRS).of_rules() == evaluate.tensions(PAIRS)
    ties = evaluating.trial("threads", TIES).of_rules()
    assert ties.pop("asked_accuracy") is not None
    assert ties == evaluate.threads(TIES)


def test_what_is_quoted_that_stands_nowhere_gives_no_type_and_is_refused():
    made_up = dict(SENTENCES[:1])

    def lying(prompt):
        said = json.loads(_types(prompt.data, made_up))
        for item in said["items"]:
            item["statements"].append({"quote": "De raad heeft al ingestemd met de hele visie.", "type": "measure"})
        return json.dumps(said)

    (one,) = _rated(evaluating.trial("statements", LINES), lying)
    assert one.labels == ("finding", *["none"] * 7)
    assert one.refused == {"quote_not_found": one.usage.items}


def test_a_model_that_gives_no_answer_has_no_labels_and_leaves_the_rules_as_they_are():
    trial = evaluating.trial("statements", LINES)
    (one,) = _rated(trial, lambda _: "I am sorry, I cannot help with that.")
    assert one.labels == (None,) * 8
    assert one.with_rules == trial.of_rules()
    assert one.refused == {"malformed": one.usage.items}
    assert one.alone["statement_f1"] == 0.0
    assert [pair.units for pair in rating.agreements(trial, [one])] == [8, 0, 0]


def test_beside_the_rules_a_model_counts_only_where_a_build_would_ask_it():
    trial = evaluating.trial("statements", LINES)
    verdicts, _ = evaluate.read(LINES)
    sure = {n for n, one in enumerate(verdicts) if one.permille >= (800 if one.type == "none" else 600)}
    assert 0 < len(sure) < 8
    wrong = dict.fromkeys(RIGHT_TYPES | {SENTENCES[3][0]: ""}, "condition")
    (one,) = _rated(trial, lambda prompt: _types(prompt.data, wrong))
    kept = [trial.rules[n] if n in sure else "condition" for n in range(8)]
    assert one.labels == ("condition",) * 8
    right = sum(a == b for a, b in zip(kept, trial.gold, strict=True)) / 8
    assert one.with_rules["accuracy"] == pytest.approx(right)


def test_pairs_agree_or_conflict_by_what_the_model_says_of_words_that_stand_there():
    trial = evaluating.trial("tensions", PAIRS)
    truth = {line["a"]: "conflict" if line["relation"] == "disagree" else "same" for line in PAIRS}
    (one,) = _rated(trial, lambda prompt: _relations(prompt.data, lambda a, _: truth[a]))
    assert one.labels == trial.gold
    assert one.alone == one.with_rules == {"accuracy": 1.0, "f1_disagree": 1.0, "auc": 1.0}
    (lying,) = _rated(trial, lambda prompt: _relations(prompt.data, lambda a, _: truth[a], words="staat er niet"))
    assert lying.labels == (None, None, None)
    assert lying.refused == {"quote_not_found": 3}
    assert lying.with_rules == trial.of_rules()
    (neither,) = _rated(trial, lambda prompt: _relations(prompt.data, lambda *_: "neither"))
    assert neither.labels == ("neither",) * 3
    assert neither.with_rules == trial.of_rules()


def test_a_model_parts_and_ties_what_the_rules_are_unsure_of():
    trial = evaluating.trial("threads", TIES)
    group = {line["text"]: line["group"] for line in TIES}
    right = lambda a, b: "same" if group[a] == group[b] else "neither"  # noqa: E731
    (one,) = _rated(trial, lambda prompt: _relations(prompt.data, right))
    assert set(trial.gold) == {"same", "other"}, "both are asked, or this says nothing"
    assert one.labels == trial.gold
    assert one.alone["asked_accuracy"] == 1.0
    assert one.with_rules["b3_f1"] == 1.0
    (always,) = _rated(trial, lambda prompt: _relations(prompt.data, lambda *_: "same"))
    assert always.with_rules["pairs_precision"] < trial.of_rules()["pairs_precision"]
    (never,) = _rated(trial, lambda prompt: _relations(prompt.data, lambda *_: "neither"))
    assert never.alone["groups_found"] == 0
    assert any(thread.confidence >= 0.9 for thread in trial._threads), "one is sure, or this says nothing"
    unsure = [thread for thread in trial._threads if thread.confidence < 0.9]
    assert never.with_rules["groups_found"] == trial.of_rules()["groups_found"] - len(unsure)


def test_every_run_asks_anew_and_what_is_kept_in_a_folder_is_not_asked_again(tmp_path):
    trial = evaluating.trial("statements", LINES)

    def right(prompt):
        return _types(prompt.data, RIGHT_TYPES)

    assert [one.usage.calls for one in _rated(trial, right, runs=2)] == [1, 1]
    assert [one.usage.calls for one in _rated(trial, right, runs=2, replies=tmp_path)] == [1, 1]
    again = _rated(trial, right, runs=2, replies=tmp_path)
    assert [one.usage.calls for one in again] == [0, 0]
    assert again[0].labels == trial.gold


def test_all_runs_together_stay_within_one_budget():
    trial = evaluating.trial("statements", LINES)
    # a run takes some 800 tokens in as the ledger reserves them, twice; a scripted model is counted by its prompt
    runs = _rated(trial, lambda prompt: _types(prompt.data, RIGHT_TYPES), runs=6, budget=0.01, prices=(2.0, 2.0))
    assert sum(one.usage.cost_eur for one in runs) <= 0.01
    assert runs[0].usage.calls == 1
    assert runs[-1].usage.stopped.code == "genai.cap"


@pytest.fixture
def gold(tmp_path):
    file = tmp_path / "gold.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in LINES), encoding="utf-8")
    return file


def test_eval_prints_one_table_of_rules_and_models(gold, capsys):
    with Endpoint(lambda body: _types(body["messages"][-1]["content"], RIGHT_TYPES), models=("een", "twee")) as there:
        common = ["eval", "statements", str(gold), "--endpoint", there.url, "--model", "een", "--runs", "2"]
        assert cli.run([*common, "--lang", "en"]) == 0
        shown, said = capsys.readouterr()
        priced = ["--model", "twee", *["--price-in", "1", "--price-out", "2"] * 2, "--budget", "1", "--json"]
        assert cli.run([*common, *priced]) == 0
        found = json.loads(capsys.readouterr().out)
    assert "rules and" in shown  # a narrow terminal folds the heading behind it
    assert "een (2)" in shown
    assert "Krippendorff's alpha" in shown
    assert there.url in said
    assert [(one["model"], one["run"]) for one in found["models"]] == [("een", 1), ("een", 2), ("twee", 1), ("twee", 2)]
    assert found["rules"] == evaluate.statements(LINES)
    first = found["models"][0]
    assert first["figures"]["accuracy"] == 1.0
    assert first["cost_eur"] == pytest.approx((first["tokens_in"] + 2 * first["tokens_out"]) / 1e6)
    assert (first["labelled"], first["units"], first["stopped"], first["refused"]) == (8, 8, None, {})
    assert len(found["alpha"]) == 15
    assert {one["alpha"] for one in found["alpha"] if "rules" not in (one["a"], one["b"])} == {1.0}


def test_a_model_that_is_slow_is_asked_less_at_once(tmp_path, capsys):
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(json.dumps(line) for line in LINES * 3), encoding="utf-8")
    calls = {}
    for window in ("1000", "9000"):
        with Endpoint(lambda body: _types(body["messages"][-1]["content"], RIGHT_TYPES), models=("een",)) as there:
            common = ["eval", "statements", str(gold), "--endpoint", there.url, "--model", "een", "--timeout", "30"]
            assert cli.run([*common, "--window", window, "--parallel", "1"]) == 0
            assert there.most_at_once == 1
            calls[window] = there.requests
    capsys.readouterr()
    assert calls["1000"] > calls["9000"]


def test_eval_without_a_model_asks_nobody(gold, capsys, monkeypatch):
    monkeypatch.setenv("RODEDRAAD_MODEL", "een")
    monkeypatch.setenv("RODEDRAAD_ENDPOINT", "http://localhost:1/v1")
    assert cli.run(["eval", "statements", str(gold), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == evaluate.statements(LINES)


def test_an_estimate_sends_nothing(gold, capsys):
    with Endpoint(lambda _: "{}", models=("een",)) as there:
        words = ["eval", "statements", str(gold), "--model", "een", "--endpoint", there.url, "--estimate"]
        assert cli.run(words) == 0
        assert there.requests == 0
    assert "een" in capsys.readouterr().err


def test_a_model_that_is_not_there_leaves_the_figures_of_the_rules_and_says_so(gold, capsys):
    with Endpoint(lambda _: failed(404), models=()) as there:
        words = ["eval", "statements", str(gold), "--model", "een", "--endpoint", there.url, "--json"]
        assert cli.run(words) == 1
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert found["rules"] == evaluate.statements(LINES)
    assert found["models"][0]["with_rules"] == found["rules"]
    assert found["models"][0]["stopped"]["nl"] in err
    assert found["models"][0]["labelled"] == 0
    assert cli.run([*words[:-1], "--lang", "en"]) == 1
    assert "both labelled nothing" in capsys.readouterr().out


ENDPOINT = ["--endpoint", "http://localhost:1/v1"]


@pytest.mark.parametrize(
    "words",
    [
        ["statements", "--model", "een"],
        ["statements", *ENDPOINT],
        ["statements", "--runs", "2"],
        ["statements", "--model", "een", "--reread", *ENDPOINT],
        ["threads", "--model", "een", "--level", "subject", *ENDPOINT],
        ["statements", "--model", "een", "--model", "een", *ENDPOINT],
        ["statements", "--model", "een", "--model", " een", *ENDPOINT],
        ["statements", "--model", "sk-geheim-0123456789", *ENDPOINT],
        ["statements", "--model", "een\ntwee", *ENDPOINT],
        ["statements", "--model", " ", *ENDPOINT],
        ["statements", "--model", "een", *ENDPOINT, *ENDPOINT],
        ["statements", "--model", "een", "--price-in", "1", *ENDPOINT],
        ["statements", "--model", "een", "--price-in", "-1", "--price-out", "1", *ENDPOINT],
        ["statements", "--model", "een", "--price-in", "nan", "--price-out", "1", *ENDPOINT],
        ["statements", "--model", "een", "--endpoint", "ftp://elders"],
        ["statements", "--model", "een", "--endpoint", "https://user:geheim@elders.nl/v1"],
        ["statements", "--model", "een", "--endpoint", "https://elders.nl/v1", "--budget", "1"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_asked_is_wrong_use_and_nothing_is_scored(words, gold, capsys, monkeypatch):
    monkeypatch.delenv("RODEDRAAD_ENDPOINT", raising=False)
    what, *options = words
    assert cli.run(["eval", what, str(gold), *options, "--lang", "nl"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err
    assert "geheim" not in err


def test_a_model_that_cannot_be_had_is_closed_and_told():
    trial = evaluating.trial("statements", LINES)
    (one,) = _rated(trial, lambda _: ModelUnavailable("model.closed", host="h", model="m"))
    assert one.usage.stopped.code == "model.closed"
    assert one.labels == (None,) * 8


@pytest.mark.parametrize("line", ['{"a": "Wij willen x."}', '{"a": "x", "b": "y", "relation": "maybe"}'])
def test_a_line_that_lacks_something_is_told_before_a_model_is_asked(line, tmp_path, capsys):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(line + "\n", encoding="utf-8")
    given = ["eval", "tensions", str(gold), "--model", "m", "--endpoint", "http://127.0.0.1:9/v1"]
    assert cli.run(given) == 2
    assert "KeyError" not in capsys.readouterr().err


def test_an_endpoint_that_the_command_names_is_agreed_to(tmp_path, monkeypatch):
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"a": "Wij willen x.", "b": "Wij willen geen x.", "relation": "disagree"}\n', encoding="utf-8")
    reached = []

    def reach(settings, **_):
        reached.append(settings.endpoint)
        return ScriptedModel(lambda _: '{"items":[]}', name=settings.name)

    monkeypatch.setattr("rodedraad.cli.engaging.reached", reach)
    cli.run(["eval", "tensions", str(gold), "--model", "m", "--endpoint", "https://model.example/v1"])
    assert reached == ["https://model.example/v1"]


@pytest.mark.parametrize(
    ("endpoints", "key"),
    [(("https://a.example/v1", "https://b.example/v1"), None), (("https://a.example/v1",), "K" * 9)],
)
def test_the_key_in_the_environment_goes_to_no_two_providers(endpoints, key, tmp_path, monkeypatch):
    monkeypatch.setenv(keys.VARIABLE, "K" * 9)
    monkeypatch.setattr(keys, "_kept", lambda _: None)
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"a": "Wij willen x.", "b": "Wij willen geen x.", "relation": "disagree"}\n', encoding="utf-8")
    given = []

    def made(**options):
        given.append(options["key"])
        return ScriptedModel(lambda _: '{"items":[]}', name=options["name"])

    monkeypatch.setattr("rodedraad.adapters.endpoint.EndpointModel", made)
    named = [word for one in endpoints for word in ("--endpoint", one)]
    cli.run(["eval", "tensions", str(gold), "--model", "een", "--model", "twee", *named])
    assert given == [key, key]
