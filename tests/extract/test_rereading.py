"""Reading sentences again: the same everywhere, whatever the text; and what a dossier that asks for it gets."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rodedraad import cli, evaluate, frame
from rodedraad.errors import WrongUse
from rodedraad.extract import classify, rereading
from rodedraad.extract.features import Passage
from rodedraad.transformer.pieces import BEGIN, END

TEXTS = (
    "De haven van Westerkoog ligt aan de monding van de Vliet.",
    "Wij vragen het Rijk om voor 1 juli met een voorstel te komen.",
    "Steun is alleen denkbaar wanneer de gezondheid van omwonenden vooropstaat.",
    "Uit metingen blijkt dat de uitstoot sinds 2019 niet is gedaald.",
    "Wij maken ons zorgen over de veiligheid langs de N208.",
    "Ja.",
)


GOLDEN = "35a060d3b930fc5e0a28d29383a11f22962b3d0c8668eeef48673c57c80828ef"
"""Of the scores of TEXTS: the same with every processor and every number of threads. Another model has another."""


def golden() -> str:
    """The SHA-256 of what the shipped model says of TEXTS, the first half in a letter and the others in a study."""
    passages = [Passage(text=text, kind="letter" if at < 3 else "study") for at, text in enumerate(TEXTS)]
    return hashlib.sha256(rereading.shipped().scores(passages).astype("<i8").tobytes()).hexdigest()


def test_the_shipped_model_says_the_same_on_every_machine() -> None:
    assert golden() == GOLDEN


@pytest.mark.parametrize(("processor", "threads"), [("Haswell", "1"), ("Prescott", "2")])
def test_and_with_every_way_of_multiplying(processor: str, threads: str) -> None:
    """OpenBLAS has other code for other processors; where numpy multiplies with something else, this is the same twice."""
    found = subprocess.run(
        [sys.executable, "-c", "from test_rereading import golden; print(golden())"],
        env={**os.environ, "OPENBLAS_CORETYPE": processor, "OPENBLAS_NUM_THREADS": threads},
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == GOLDEN


def test_a_score_does_not_depend_on_what_is_reckoned_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    passages = [Passage(text=text) for text in TEXTS]
    model = rereading.shipped()
    together = model.scores(passages)
    monkeypatch.setattr(rereading, "_PIECES_AT_ONCE", 1)
    assert model.scores(passages).tolist() == together.tolist()


def test_a_sentence_is_read_between_its_neighbours() -> None:
    pieces = rereading.shipped().pieces
    own = [pieces.numbers(text) for text in TEXTS]
    read = rereading.fed([Passage(text=text) for text in TEXTS], pieces)[1]
    assert read.pieces == (
        BEGIN, *own[0][-rereading.MOST_BEFORE :], END, *own[1], END, *own[2][: rereading.MOST_AFTER], END
    )  # fmt: skip
    assert read.places.count(rereading.OWN) == len(own[1])


@pytest.mark.parametrize("text", ["", " ", "\x00\u200b", "ﷺ" * 1_800, "a" * 1_800, "😀 " * 900, "ⅷ½"])
def test_any_text_is_scored(text: str) -> None:
    types = rereading.shipped().scores([Passage(text=text), Passage(text=TEXTS[0])])
    assert types.shape == (2, 10)
    assert abs(types).max() < 2**26  # finite, and nowhere near what would overflow when weighed


def test_the_second_opinion_is_heard() -> None:
    """On plain sentences: it is wired, and the right way round."""
    kinds = ("none", "request", "condition", "finding", "concern")
    lines = [
        {"doc": "d", "kind": "letter", "text": text, "type": kind} for text, kind in zip(TEXTS[:5], kinds, strict=True)
    ]
    found = evaluate.statements(lines, again=rereading.shipped().scores)
    assert found["accuracy"] >= 0.8


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("De buurt is bang dat de laatste bus ook verdwijnt.", "concern"),
        ("Wij rekenen erop dat u de raad hierover inlicht.", "request"),
    ],
)
def test_what_the_linear_model_has_wrong_is_right_together(text: str, type_: str) -> None:
    passages = [Passage(text=text, kind="programme")]
    assert classify.verdicts(passages)[0].type != type_
    assert classify.verdicts(passages, again=rereading.shipped().scores)[0].type == type_


def test_what_each_alone_has_wrong_can_be_right_together(monkeypatch: pytest.MonkeyPatch) -> None:
    passages = [Passage(text="Wij rekenen erop dat u de raad hierover inlicht.", kind="programme")]
    monkeypatch.setattr(classify, "FIRST", 0)
    assert classify.verdicts(passages, again=rereading.shipped().scores)[0].type != "request"


def test_a_dossier_asks_for_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "dossier"
    assert cli.run(["new", str(root)]) == 0
    settings = root / "dossier.toml"
    plain = settings.read_text("utf-8")
    for name in ("een", "twee"):
        body = "\n\n".join(f"{text} Dat staat in stuk {name}." for text in TEXTS)
        (root / "bronnen" / f"{name}.md").write_text(f"# Brief {name}\n\n{body}\n", "utf-8")

    def sure() -> list[float]:
        assert cli.run(["build", str(root)]) == 0
        capsys.readouterr()
        assert cli.run(["list", str(root), "statements", "--json"]) == 0
        return [one["confidence"] for one in json.loads(capsys.readouterr().out)]

    linear = sure()
    settings.write_text(f"herlezen = true\n{plain}", "utf-8")
    both = sure()
    assert both != linear
    assert cli.run(["check", str(root)]) == 0
    (root / "dossier.db").unlink()
    assert sure() == both
    settings.write_text(plain, "utf-8")
    assert sure() == linear


def test_it_is_asked_for_with_yes_or_no() -> None:
    assert frame.frame({"herlezen": True}).is_reread
    assert not frame.frame({}).is_reread
    with pytest.raises(WrongUse, match="herlezen"):
        frame.frame({"herlezen": "ja"})


def test_a_damaged_model_stops_the_build_and_loses_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "dossier"
    assert cli.run(["new", str(root)]) == 0
    (root / "bronnen" / "brief.md").write_text("# Brief\n\n" + "\n\n".join(TEXTS), "utf-8")
    assert cli.run(["build", str(root)]) == 0
    settings = root / "dossier.toml"
    settings.write_text(f"herlezen = true\n{settings.read_text('utf-8')}", "utf-8")
    monkeypatch.setattr(rereading, "shipped", lambda: rereading.unpacked(b""))
    assert cli.run(["build", str(root)]) != 0
    assert "transformer.npz" in capsys.readouterr().err
    assert cli.run(["list", str(root), "statements", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) > 2
