"""What every keeper of replies must do: the same suite for the one in memory and the one in a folder."""

import hashlib
import json
import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodedraad.adapters import received
from rodedraad.adapters.folder import DossierFolder
from rodedraad.adapters.received import ReceivedReplies, folder_name
from rodedraad.errors import StoreError, WrongUse
from rodedraad.rating import Passing

A, B = "a" * 64, "b" * 64
MODEL = "qwen3:8b"


@pytest.fixture
def dossier(tmp_path):
    return DossierFolder.make(tmp_path / "d", "")


@pytest.fixture(params=["memory", "folder"])
def replies(request, dossier):
    return Passing() if request.param == "memory" else ReceivedReplies(dossier.replies, MODEL)


def test_a_reply_comes_back_as_it_was_and_the_first_under_a_key_stays(replies):
    assert (replies.get(A), replies.keys()) == (None, frozenset())
    replies.put(A, '{"a":"één «woord»"}')
    replies.put(A, '{"a":"ander"}')
    replies.put(B, "[]")
    assert replies.get(A) == '{"a":"één «woord»"}'
    assert replies.keys() == {A, B}


def test_many_threads_keep_what_each_put(replies):
    keys = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(200)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda key: replies.put(key, f'"{key}"'), keys * 2))
    assert replies.keys() == set(keys)
    assert {key: replies.get(key) for key in keys} == {key: f'"{key}"' for key in keys}


@given(text=st.text())
def test_any_words_come_back(tmp_path_factory, text):
    kept = ReceivedReplies(tmp_path_factory.mktemp("d") / "antwoorden", MODEL)
    kept.put(A, json.dumps(text))
    assert json.loads(kept.get(A)) == text


def test_another_opening_of_the_same_dossier_finds_them_and_nothing_is_left_over(dossier):
    ReceivedReplies(dossier.replies, MODEL).put(A, "{}")
    assert ReceivedReplies(DossierFolder.open(dossier.root).replies, MODEL).get(A) == "{}"
    files = [path.relative_to(dossier.root).as_posix() for path in dossier.replies.rglob("*") if path.is_file()]
    assert files == [f"antwoorden/{folder_name(MODEL)}/aa/{A}.json"]


def test_asking_makes_no_folder(dossier):
    kept = ReceivedReplies(dossier.replies, MODEL)
    assert (kept.get(A), kept.keys()) == (None, frozenset())
    assert not dossier.replies.exists()


def test_two_models_never_mix_also_where_their_names_look_alike(dossier):
    names = ["qwen3:8b", "Qwen3:8b", "qwen3-8b", "qwen3/8b", "../../x", "", "CON", "é" * 300, "a" * 300, "a" * 301]
    for name in names:
        ReceivedReplies(dossier.replies, name).put(A, json.dumps(name))
    for name in names:
        assert ReceivedReplies(dossier.replies, name).get(A) == json.dumps(name)
    folders = {path.name for path in dossier.replies.iterdir()}
    assert len(folders) == len(names)
    assert all(len(folder) <= 50 and folder.isascii() and folder == folder.lower() for folder in folders)


def test_a_file_of_another_model_under_this_ones_folder_is_none(dossier):
    other, kept = ReceivedReplies(dossier.replies, "other"), ReceivedReplies(dossier.replies, MODEL)
    other.put(A, "{}")
    (dossier.replies / folder_name("other")).rename(dossier.replies / folder_name(MODEL))
    assert (kept.get(A), kept.keys()) == (None, frozenset())


DAMAGE = {
    "empty": lambda path: path.write_bytes(b""),
    "half": lambda path: path.write_bytes(path.read_bytes()[:20]),
    "zeros": lambda path: path.write_bytes(bytes(200)),
    "no text": lambda path: path.write_bytes(b"\xff\xfe"),
    "no object": lambda path: path.write_bytes(b"[]"),
    "deep": lambda path: path.write_bytes(b"[" * 200_000),
    "no reply": lambda path: path.write_text(json.dumps({"key": A, "model": MODEL})),
    "reply of another kind": lambda path: path.write_text(json.dumps({"key": A, "model": MODEL, "reply": {}})),
    "other key": lambda path: path.write_text(json.dumps({"key": B, "model": MODEL, "reply": "{}"})),
    "too large": lambda path: path.write_bytes(path.read_bytes() + b" " * received.LARGEST_BYTES),
    "folder": lambda path: (path.unlink(), path.mkdir()),
    "pipe": lambda path: (path.unlink(), os.mkfifo(path)),
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_is_damaged_is_as_absent_and_can_be_kept_again(dossier, damage):
    kept = ReceivedReplies(dossier.replies, MODEL)
    kept.put(A, "{}")
    kept.put(B, "[]")
    path = dossier.replies / folder_name(MODEL) / "aa" / f"{A}.json"
    damage(path)
    assert (kept.get(A), kept.keys()) == (None, {B})
    if path.is_dir():
        with pytest.raises(StoreError):
            kept.put(A, '"again"')
    else:
        kept.put(A, '"again"')
        assert (kept.get(A), kept.keys()) == ('"again"', {A, B})


def test_files_with_odd_names_are_none(dossier):
    kept = ReceivedReplies(dossier.replies, MODEL)
    kept.put(A, "{}")
    folder = dossier.replies / folder_name(MODEL)
    body = (folder / "aa" / f"{A}.json").read_bytes()
    for name in (f"aa/{A}.txt", f"aa/{A.upper()}.json", f"aa/{A}.json.json", "aa/x.json", ".nieuw-1", f"{A}.json"):
        (folder / name).write_bytes(body)
    (folder / "bb").mkdir()
    (folder / "bb" / f"{A}.json").write_bytes(body)
    assert kept.keys() == {A}


@pytest.mark.parametrize("key", ["", "a", "../../../x", "A" * 64, "g" * 64, A + "/", A + "\n"])
def test_what_is_no_key_is_refused(dossier, key):
    kept = ReceivedReplies(dossier.replies, MODEL)
    with pytest.raises(WrongUse):
        kept.put(key, "{}")
    assert kept.get(key) is None
    assert not dossier.replies.exists()


def test_a_reply_that_could_not_be_read_again_is_not_kept(dossier):
    kept = ReceivedReplies(dossier.replies, MODEL)
    kept.put(A, "x" * received.LARGEST_BYTES)
    assert (kept.get(A), kept.keys()) == (None, frozenset())


@pytest.mark.parametrize("linked", ["antwoorden", "model", "first two", "file"])
def test_nothing_is_read_or_written_through_a_link(dossier, tmp_path, linked):
    there = ReceivedReplies(tmp_path / "elsewhere" / "antwoorden", MODEL)
    there.put(A, '"stolen"')
    parts = {
        "antwoorden": dossier.replies,
        "model": dossier.replies / folder_name(MODEL),
        "first two": dossier.replies / folder_name(MODEL) / "aa",
        "file": dossier.replies / folder_name(MODEL) / "aa" / f"{A}.json",
    }
    place = parts[linked]
    place.parent.mkdir(parents=True, exist_ok=True)
    target = tmp_path / "elsewhere" / place.relative_to(dossier.root)
    place.symlink_to(target, target_is_directory=linked != "file")
    before = {path: path.read_bytes() for path in (tmp_path / "elsewhere").rglob("*") if path.is_file()}
    kept = ReceivedReplies(dossier.replies, MODEL)
    assert (kept.get(A), kept.keys()) == (None, frozenset())
    if linked == "file":
        kept.put(A, '"ours"')
        assert (kept.get(A), place.is_symlink()) == ('"ours"', False)
    else:
        with pytest.raises(StoreError):
            kept.put(A, '"ours"')
    assert {path: path.read_bytes() for path in (tmp_path / "elsewhere").rglob("*") if path.is_file()} == before


def test_a_dossier_whose_replies_lie_elsewhere_is_not_opened(dossier, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    dossier.replies.symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    with pytest.raises(WrongUse) as error:
        DossierFolder.open(dossier.root)
    assert error.value.message.code == "folder.part_outside"


def test_a_dossier_that_may_be_reached_by_a_link_keeps_its_replies(dossier, tmp_path):
    (tmp_path / "way").symlink_to(dossier.root, target_is_directory=True)
    kept = ReceivedReplies(DossierFolder.open(tmp_path / "way").replies, MODEL)
    kept.put(A, "{}")
    assert (kept.get(A), kept.keys()) == ("{}", {A})


def test_a_disk_that_refuses_is_an_error_of_the_store_and_leaves_nothing(dossier, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    kept = ReceivedReplies(dossier.replies, MODEL)
    monkeypatch.setattr(received.Path, "replace", full)
    with pytest.raises(StoreError) as error:
        kept.put(A, "{}")
    assert error.value.message.code == "store.full"
    assert [path for path in dossier.replies.rglob("*") if path.is_file()] == []


@pytest.mark.slow
def test_the_keys_of_ten_thousand_replies_are_there_in_a_second(dossier):
    kept = ReceivedReplies(dossier.replies, MODEL)
    keys = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(10_000)]
    for key in keys:
        kept.put(key, json.dumps({"statements": ["Wij willen schone lucht." * 8]}))
    began = time.perf_counter()
    assert kept.keys() == set(keys)
    assert time.perf_counter() - began < 4.0  # 0.3 s measured; a shared machine may be slow
