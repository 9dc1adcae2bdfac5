"""What the weights are learned from is whole: labels that are lost are not passed over."""

from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def train(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import train_statements  # noqa: PLC0415  a script beside the package

    return train_statements


def test_more_labels_lost_than_a_change_of_the_reader_may_lose_stop_the_training(train, capsys):
    train.require_found(980, 1000)
    assert "980 of 1,000" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="21 labelled sentences"):
        train.require_found(979, 1000)


def test_labels_of_documents_that_are_not_there_are_lost_too(train, tmp_path):
    with pytest.raises(SystemExit, match="not found again"):
        list(train._read_again(tmp_path))


def test_a_transformer_is_not_measured_on_what_it_may_have_seen(train, tmp_path):
    gold = [{"id": name} for name in ("a#1", "a#2", "b#1")]
    model = tmp_path / "transformer.npz"
    np.savez(model, held=np.array(train.digest(gold, [0, 1])))
    train.require_unseen(model, train.digest(gold, [1, 0]))
    with pytest.raises(SystemExit, match="may have seen"):
        train.require_unseen(model, train.digest(gold, [0, 2]))
    np.savez(model, other=np.zeros(1))
    with pytest.raises(SystemExit, match="may have seen"):
        train.require_unseen(model, train.digest(gold, [0, 1]))


def test_a_gain_that_one_document_makes_has_wide_bounds(train):
    """Drawn by document: sentences of one author are no separate witnesses."""
    alike = [{"linear": 50, "again": 60, "sentences": 100}] * 10
    one = [{"linear": 50, "again": 50, "sentences": 100}] * 9 + [{"linear": 0, "again": 100, "sentences": 100}]
    assert train._gain(alike) == {"accuracy": 0.1, "low": 0.1, "high": 0.1}
    assert train._gain(one)["low"] == 0
    assert train._gain(one)["high"] >= 0.3
    assert train._gain(one) == train._gain(one)
