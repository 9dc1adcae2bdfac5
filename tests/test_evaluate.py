"""The figures of eval, against slow references and a known library."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import SHARED, needs_shared
from sklearn.metrics import adjusted_rand_score, f1_score, roc_auc_score

from rodedraad import cli, evaluate
from rodedraad.errors import WrongUse

GROUPS = st.integers(1, 30).flatmap(
    lambda size: st.tuples(
        st.lists(st.sampled_from("abcde"), min_size=size, max_size=size),
        st.lists(st.sampled_from("vwxyz"), min_size=size, max_size=size),
    )
)


@given(GROUPS)
def test_groupings_against_slow_references(groups) -> None:
    truth, found = groups
    items = range(len(truth))
    same = {(i, j): (truth[i] == truth[j], found[i] == found[j]) for i in items for j in items}
    precision = sum(sum(same[i, j][0] for j in items if same[i, j][1]) / found.count(found[i]) for i in items)
    recall = sum(sum(same[i, j][1] for j in items if same[i, j][0]) / truth.count(truth[i]) for i in items)
    assert evaluate.b_cubed(truth, found) == pytest.approx((precision / len(truth), recall / len(truth)))
    both = sum(all(same[i, j]) for i in items for j in range(i))
    wanted = sum(same[i, j][0] for i in items for j in range(i))
    given_ = sum(same[i, j][1] for i in items for j in range(i))
    assert evaluate.pairs(truth, found) == pytest.approx(
        (both / given_ if given_ else 0, both / wanted if wanted else 0)
    )
    if len(truth) > 1:
        assert evaluate.adjusted_rand(truth, found) == pytest.approx(adjusted_rand_score(truth, found))


@given(st.lists(st.tuples(st.booleans(), st.integers(-3, 3)), min_size=1, max_size=40))
def test_f1_and_area_against_sklearn(cases) -> None:
    truth, scores = [is_true for is_true, _ in cases], [score for _, score in cases]
    found = [score > 0 for score in scores]
    assert evaluate.f1(truth, found) == pytest.approx(f1_score(truth, found, zero_division=0))
    if 0 < sum(truth) < len(truth):
        assert evaluate.area(truth, scores) == pytest.approx(roc_auc_score(truth, scores))
    else:
        assert evaluate.area(truth, scores) is None


def test_threads_and_tensions_take_any_predictor() -> None:
    lines = [{"source": "a", "text": text, "group": group} for text, group in (("x", "1"), ("y", "1"), ("z", "2"))]
    perfect = evaluate.threads(lines, grouper=lambda rows, _level: [row["group"] for row in rows])
    assert {perfect[key] for key in ("b3_f1", "pairs_f1", "ari")} == {1.0}
    assert perfect["groups_found"] == 1
    alone = evaluate.threads(
        lines, level="subject", grouper=lambda rows, level: [f"{level}{n}" for n in range(len(rows))]
    )
    assert (alone["b3_precision"], alone["pairs_recall"], alone["groups_found"]) == (1.0, 0.0, 0)
    pairs = [{"a": "x", "b": "y", "relation": relation} for relation in ("agree", "disagree", "disagree")]
    found = evaluate.tensions(pairs, judge=lambda _rows: [-1, 2, 0])
    assert found == {"accuracy": pytest.approx(2 / 3), "f1_disagree": pytest.approx(2 / 3), "auc": 1.0}


def test_words_count_when_half_of_them_agree() -> None:
    assert evaluate.words_f1([("het college", "college"), ("de raad", None), (None, None)]) == pytest.approx(2 / 3)
    assert evaluate.words_f1([("het college van Velsen", "college")]) == 0
    assert evaluate.words_f1([(None, None)]) == 0


def test_a_line_without_its_keys_is_named() -> None:
    with pytest.raises(WrongUse) as wrong:
        evaluate.statements([{"doc": "a", "text": "b", "type": "none"}, {"doc": "a", "type": "none"}])
    assert wrong.value.message.values == (("key", "text"), ("line", 2))


@pytest.mark.parametrize(
    ("what", "label", "said"),
    [
        ("statements", {"type": "verzoek"}, ("verzoek", "request", "none")),
        ("statements", {"themes": ["energie", "wonen"]}, ("wonen", "ijmond", "mobiliteit")),
        ("statements", {"themes": "energie"}, ("themes", "energie")),
        ("statements", {"deadline": 2030}, ("deadline", "2030")),
        ("tensions", {"relation": "neutral"}, ("neutral", "disagree")),
    ],
)
def test_a_label_that_the_program_cannot_give_is_refused_with_its_line(what, label, said, tmp_path, capsys) -> None:
    # such labels were scored as missed, without a word
    right = {"doc": "a", "text": "b", "type": "none", "themes": None, "a": "b", "b": "c", "relation": "agree"}
    gold = tmp_path / "goud.jsonl"
    gold.write_text(f"{json.dumps(right)}\n\n{json.dumps({**right, **label})}\n", encoding="utf-8")
    for lang in ("nl", "en"):
        assert cli.run(["eval", what, str(gold), "--lang", lang]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert all(word in err for word in ("3", *said)), err


@pytest.mark.parametrize("what", ["statements", "threads", "tensions"])
def test_the_lines_in_the_reference_are_lines_that_are_scored(what, tmp_path, capsys) -> None:
    page = (Path(__file__).resolve().parents[1] / "docs" / "reference" / "commands.md").read_text("utf-8")
    line = next(part for part in page.split(f"`eval {what}`")[1].splitlines() if part.startswith("{"))
    gold = tmp_path / "goud.jsonl"
    gold.write_text(line, encoding="utf-8")
    assert cli.run(["eval", what, str(gold), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("what", ["statements", "threads", "tensions"])
def test_a_file_without_lines_has_no_figures(what, tmp_path, capsys) -> None:
    # Threads had an ari of 1.000, tensions an auc of 0.500, and statements a crash.
    gold = tmp_path / "leeg.jsonl"
    gold.write_text("\n  \n", encoding="utf-8")
    assert cli.run(["eval", what, str(gold), "--lang", "nl"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "geen regels" in said.err


def test_lines_end_where_json_lines_do_and_other_bytes_are_refused(tmp_path, capsys) -> None:
    gold = tmp_path / "goud.jsonl"
    gold.write_text('{"source": "a", "text": "een\u2028twee", "group": "1"}\r\n', encoding="utf-8")
    assert cli.run(["eval", "threads", str(gold), "--json"]) == 0
    gold.write_bytes(b"\xff\xfe")
    assert cli.run(["eval", "threads", str(gold), "--lang", "en"]) == 2
    assert "UTF-8" in capsys.readouterr().err


def test_kinds_of_documents_are_read_from_free_words() -> None:
    kinds = {
        "Kamerbrief minister": "letter",
        "verkiezingsprogramma politieke partij": "programme",
        "onderzoeksrapport": "study",
        "strategie kabinet": "vision",
        "toelichting bestemmingsplan gemeente": "plan",
        "": "other",
    }
    assert {words: evaluate.source_kind(words) for words in kinds} == kinds


@needs_shared
def test_the_keys_of_the_command() -> None:

    rows = [
        json.loads(line) for line in (SHARED / "gold" / "statements_dev.jsonl").read_text("utf-8").splitlines()[:200]
    ]
    figures = evaluate.statements(rows)
    assert list(figures) == [
        "accuracy", "macro_f1", "statement_f1", "themes_micro_f1", "addressee_f1", "deadline_f1", "per_type",
    ]  # fmt: skip
    assert set(figures["per_type"]) == set(Counter(row["type"] for row in rows))
    assert figures["accuracy"] > 0.7  # learned from these very lines: only says that all is wired


@pytest.mark.parametrize("line", ["[" * 100_000, '{"a": ' * 100_000, '{"a": ' + "9" * 5000 + "}"])
def test_a_line_of_nonsense_is_named(line, tmp_path, capsys) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(line, encoding="utf-8")
    assert cli.run(["eval", "statements", str(gold)]) == 2
    assert "1" in capsys.readouterr().err


def test_what_is_not_read_again_is_not_said_to_be(tmp_path, capsys):
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"a": "x", "b": "y", "relation": "agree"}\n', "utf-8")
    assert cli.run(["eval", "tensions", str(gold), "--reread"]) == 2
    assert "--reread" in capsys.readouterr().err
