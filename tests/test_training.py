"""What the weights are learned from is whole: labels that are lost are not passed over."""

from pathlib import Path

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
