"""Reading sentences again: the same in every batch, whatever the text; and what a dossier that asks for it gets."""

import json
from pathlib import Path

import pytest

from rodedraad import cli, evaluate, frame
from rodedraad.errors import WrongUse
from rodedraad.extract import rereading
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
