"""The command scenarios on a file: the stable shape, a table for people, and what breaks a combination."""

import json

import models
import pytest

from rodedraad.cli import run
from rodedraad.cli import scenarios as exploring
from rodedraad.publish import impacts


@pytest.fixture
def somewhereland(tmp_path):
    path = tmp_path / "somewhereland.scw"
    path.write_bytes(impacts.scw(models.somewhereland()))
    return str(path)


@pytest.fixture
def empty(tmp_path):
    """A model that says nothing: all of its 729 combinations hold together."""
    path = tmp_path / "leeg.csv"
    path.write_bytes(impacts.csv(models.matrix([3] * 6, [[0] * 18] * 18)))
    return str(path)


def test_json_has_the_stable_shape_and_is_sorted(somewhereland, capsys):
    assert run(["scenarios", somewhereland, "--json"]) == 0
    held = json.loads(capsys.readouterr().out)
    assert {"combinations", "complete", "scenarios", "seconds"} <= held.keys()
    assert (held["combinations"], held["complete"], len(held["scenarios"])) == (486, True, 10)
    assert held["scenarios"][0] == {
        "variants": ["A1", "B2", "C2", "D1", "E1", "F2"],
        "score": 9,
        "consistent": True,
        "inconsistency": 0,
    }
    assert held["scenarios"] == sorted(held["scenarios"], key=lambda one: one["variants"])


def test_a_tolerance_shows_more_and_says_which_are_consistent(somewhereland, capsys):
    run(["scenarios", somewhereland, "--json", "--tolerance", "1"])
    held = json.loads(capsys.readouterr().out)
    assert len(held["scenarios"]) == len(models.slowly(models.somewhereland(), 1)) > 10
    assert sum(one["consistent"] for one in held["scenarios"]) == 10
    assert {one["inconsistency"] for one in held["scenarios"]} == {0, 1}


def test_people_see_names_scores_and_what_it_rests_on(somewhereland, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")  # no cell is broken over two lines
    assert run(["scenarios", somewhereland, "--lang", "nl"]) == 0
    said = capsys.readouterr().out
    assert "10 van 486 combinaties" in said
    assert "A1 Patriots party · B2 Rivalry" in said
    assert "C1>E3 (nu +2, breekt bij 0)" in said
    assert "Doorzocht: 486 combinaties, tolerantie 0" in said
    assert "Traceback" not in said


def test_a_combination_is_explained_in_any_order(somewhereland, capsys):
    assert run(["scenarios", somewhereland, "--explain", "f1 A2 B1 C3 D1 E1", "--json"]) == 0
    held = json.loads(capsys.readouterr().out)
    assert held["breaches"] == [{"driver": "D", "chosen": "D1", "better": "D2", "by": 14}]
    assert (held["inconsistency"], held["score"], held["balances"]["C3"]) == (14, 14, 10)
    assert run(["scenarios", somewhereland, "--explain", "A2 B1 C3 D1 E1 F1", "--lang", "en"]) == 0
    assert "Broken by D: D2 Strong contrasts gets 14 more than D1 Balanced." in capsys.readouterr().out


@pytest.mark.parametrize("wrong", ["A2", "A2 B1 C3 D1 E1 F9", "A1 A2 B1 C3 D1 E1 F1"])
def test_a_combination_that_is_none_is_refused(somewhereland, wrong, capsys):
    assert run(["scenarios", somewhereland, "--explain", wrong]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_where_nothing_holds_the_nearest_tolerance_is_told(tmp_path, capsys):
    cells = [[0] * 4 for _ in range(4)]
    cells[0][2], cells[1][3], cells[2][1], cells[3][0] = 1, 1, 2, 2  # A follows B's opposite: no state is stable
    path = tmp_path / "m.csv"
    path.write_bytes(impacts.csv(models.matrix([2, 2], cells)))
    assert run(["scenarios", str(path), "--lang", "en"]) == 0
    assert "with a tolerance of 1 there are 2" in capsys.readouterr().out


def test_more_than_are_listed_is_said_and_is_not_complete(empty, capsys):
    assert run(["scenarios", empty, "--json", "--limit", "5"]) == 1
    held = json.loads(capsys.readouterr().out)
    assert (held["count"], held["complete"], held["searched"], len(held["scenarios"])) == (729, False, True, 5)
    assert run(["scenarios", empty, "--lang", "nl"]) == 1
    out = capsys.readouterr()
    assert "729 van 729" in out.out
    assert "eerste 40 van 729" in out.err


def test_a_search_that_is_stopped_says_so(somewhereland, monkeypatch, capsys):
    assert run(["scenarios", somewhereland, "--nodes", "30", "--json"]) == 1
    held = json.loads(capsys.readouterr().out)
    assert (held["complete"], held["searched"]) == (False, False)
    assert run(["scenarios", somewhereland, "--nodes", "30", "--lang", "nl"]) == 1
    assert "gestopt voordat alles bekeken was" in capsys.readouterr().err

    def interrupted(*_):
        def watch(*_):
            raise KeyboardInterrupt

        return watch

    monkeypatch.setattr(exploring, "_watch", interrupted)
    assert run(["scenarios", somewhereland, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["complete"] is False


def test_a_long_search_is_announced_with_an_estimate(somewhereland, monkeypatch, capsys):
    monkeypatch.setattr(exploring, "_LONG", 50)
    assert run(["scenarios", somewhereland, "--json", "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert "looks at an estimated 99 partial combinations" in said.err
    assert json.loads(said.out)["complete"] is True


@pytest.mark.parametrize("name", ["weg.csv", "model.docx", "kapot.json", "gat.csv", ""])
def test_a_file_that_is_no_model_is_one_sentence(tmp_path, name, capsys):
    (tmp_path / "model.docx").write_bytes(b"PK")
    (tmp_path / "kapot.json").write_text('{"descriptors": 3}')
    (tmp_path / "gat.csv").write_text("id,A1,A2,B1,B2\nA1,0,0,1,1\nA2,0,0,,1\nB1,0,0,0,0\nB2,0,0,0,0\n")
    assert run(["scenarios", str(tmp_path / name)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1


def test_it_is_told_where_the_others_end(somewhereland, capsys):
    assert run(["scenarios", somewhereland, "--json", "--basins", "global"]) == 0
    held = json.loads(capsys.readouterr().out)["basins"]
    assert (held["starts"], held["sample"], sum(one["basin"] for one in held["attractors"])) == (486, False, 486)
    assert sum(not one["cycle"] for one in held["attractors"]) == 10
    assert run(["scenarios", somewhereland, "--basins", "local", "--lang", "nl"]) == 0
    assert "Alle 486 combinaties zijn gevolgd." in capsys.readouterr().out
    assert run(["scenarios", somewhereland, "--basins", "snel"]) == 2


def test_a_disputed_judgement_shows_what_hangs_on_it(tmp_path, capsys):
    model = models.somewhereland()
    low = [list(row) for row in model.values]
    low[6][13] = 0  # C1 promotes E3 by 2; somebody sees no influence
    path = tmp_path / "betwist.csv"
    path.write_bytes(impacts.csv(type(model)(drivers=model.drivers, values=model.values, low=tuple(map(tuple, low)))))
    assert run(["scenarios", str(path), "--json"]) == 0
    held = json.loads(capsys.readouterr().out)
    assert {
        "judgement": "C1>E3",
        "value": 0,
        "change": "vanishes",
        "variants": ["A1", "B3", "C1", "D2", "E3", "F3"],
    } in held["shifts"]
    assert run(["scenarios", str(path), "--lang", "en"]) == 0
    assert "What changes when one disputed judgement moves" in capsys.readouterr().out


def test_missing_cells_are_refused_unless_bounds_are_asked(tmp_path, capsys):
    model = models.somewhereland()
    cells = [list(row) for row in model.values]
    cells[6][13] = None
    path = tmp_path / "gat.csv"
    path.write_bytes(impacts.csv(models.matrix([3, 3, 3, 2, 3, 3], cells)))
    assert run(["scenarios", str(path), "--lang", "nl"]) == 2
    assert "rij C1 (Kracht C: stand C1), kolom E3" in capsys.readouterr().err
    assert run(["scenarios", str(path), "--bounded", "--json"]) == 0
    held = json.loads(capsys.readouterr().out)
    assert held["missing"] == 1
    by_name = {" ".join(one["variants"]): one["consistent"] for one in held["scenarios"]}
    assert (by_name["A1 B3 C1 D2 E3 F3"], by_name["A3 B1 C3 D2 E1 F1"]) == (None, True)
    assert run(["scenarios", str(path), "--bounded", "--lang", "nl"]) == 0
    assert "mogelijk" in capsys.readouterr().out


def test_a_model_is_written_for_scenariowizard_and_never_over_a_file_unasked(somewhereland, tmp_path, capsys):
    for name in ("uit.csv", "uit.scw"):
        out = tmp_path / name
        assert run(["scenarios", somewhereland, "--out", str(out)]) == 0
        assert run(["scenarios", str(out), "--json"]) == 0
        assert len(json.loads(capsys.readouterr().out.split("\n", 1)[1])["scenarios"]) == 10
        before = out.read_bytes()
        assert run(["scenarios", somewhereland, "--out", str(out)]) == 2
        assert run(["scenarios", somewhereland, "--out", str(out), "--force"]) == 0
        assert out.read_bytes() == before
        capsys.readouterr()
    assert run(["scenarios", somewhereland, "--out", str(tmp_path / "uit.xlsx")]) == 2
    assert run(["scenarios", somewhereland, "--out", str(tmp_path / "weg" / "uit.scw")]) == 3
