"""The dossier as a folder: what is listed, refused, copied, locked and written, on files that people really have."""

import os
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from rodedraad.adapters import disk, folder
from rodedraad.adapters.folder import DossierFolder, hashed, load
from rodedraad.errors import DossierBusy, StoreError, UnknownRecord, UnreadableSource, WrongUse


@pytest.fixture
def dossier(tmp_path):
    return DossierFolder.make(tmp_path / "dossier", 'titel = "Proef"\n')


def put(dossier, name, data=b"x"):
    path = dossier.sources / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def codes(problems):
    return {problem.source: problem.message.code for problem in problems}


def test_a_new_dossier_is_made_once(dossier):
    assert dossier.text(dossier.settings) == 'titel = "Proef"\n'
    assert DossierFolder.open(dossier.root).files() == ((), ())
    with pytest.raises(WrongUse):
        DossierFolder.make(dossier.root, "")
    with pytest.raises(WrongUse):
        DossierFolder.open(dossier.sources)
    assert dossier.text(dossier.settings) == 'titel = "Proef"\n'


def test_files_are_listed_by_name_whatever_order_the_disk_gives(dossier):
    names = ["b.pdf", "a b/é.txt", "a\nb.md", "a b.txt", "Z.txt", "x" * 251 + ".pdf", "a/b/c/d.odt"]
    for name in reversed(names):
        put(dossier, name, name.encode())
    files, problems = dossier.files()
    assert [file.path for file in files] == sorted(names)
    assert problems == ()
    found, lost = hashed(files)
    assert lost == ()
    assert len({digest for _, digest in found}) == len(names)
    for file in files:
        assert load(str(dossier.sources), file.path) == file.path.encode()


def test_a_name_that_is_spelled_apart_is_known_by_its_composed_form(dossier):
    apart = unicodedata.normalize("NFD", "é.txt")
    put(dossier, apart, b"1")
    ((file,), problems) = dossier.files()
    assert (file.path, problems) == ("é.txt", ())
    assert dossier.load("é.txt") == b"1"
    put(dossier, "é.txt", b"2")
    if len(list(dossier.sources.iterdir())) == 2:  # not so on a disk that composes names itself
        assert codes(dossier.files()[1]) == {"é.txt": "folder.same_name"}


def test_what_is_no_source_is_skipped_or_said(dossier, tmp_path):
    for name in (".verborgen", "~$brief.docx", ".~lock.a.odt#", "Thumbs.db", "desktop.ini", ".git/config"):
        put(dossier, name)
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "elders").mkdir()
    put(dossier, "echt/brief.txt", b"1")
    (dossier.sources / "weg.txt").symlink_to(tmp_path / "secret.txt")
    (dossier.sources / "wegmap").symlink_to(tmp_path / "elders")
    (dossier.sources / "dood.txt").symlink_to(tmp_path / "none")
    (dossier.sources / "los.txt").symlink_to("echt/none.txt")
    (dossier.sources / "dubbel.txt").symlink_to("echt/brief.txt")
    (dossier.sources / "kring").symlink_to(dossier.sources)
    os.mkfifo(dossier.sources / "pijp.txt")
    (dossier.sources / os.fsdecode(b"kapot\xff.txt")).write_bytes(b"x")
    files, problems = dossier.files()
    assert [file.path for file in files] == ["dubbel.txt", "echt/brief.txt"]
    assert codes(problems) == {
        "dood.txt": "folder.link_outside",
        "kapot\\xff.txt": "folder.name_not_text",
        "los.txt": "folder.vanished",
        "pijp.txt": "folder.no_file",
        "weg.txt": "folder.link_outside",
        "wegmap": "folder.link_outside",
    }


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(dossier):
    os.mkfifo(dossier.sources / "pijp.txt")
    began = time.monotonic()
    with pytest.raises(UnreadableSource):
        dossier.load("pijp.txt")
    assert time.monotonic() - began < 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_in_the_place_of_the_settings_is_not_waited_for(dossier):
    dossier.source_settings.unlink()
    os.mkfifo(dossier.source_settings)
    with pytest.raises(StoreError):
        dossier.text(dossier.source_settings)


def test_a_file_that_vanishes_changes_or_is_too_large_is_said(dossier, monkeypatch):
    path = put(dossier, "a.txt", b"12345")
    ((file,), _) = dossier.files()
    path.unlink()
    with pytest.raises(UnreadableSource) as error:
        dossier.load("a.txt")
    assert (error.value.kind, error.value.message.code) == ("vanished", "folder.vanished")
    assert codes(hashed([file])[1]) == {"a.txt": "folder.vanished"}
    put(dossier, "a.txt", b"12345")
    real = os.fstat
    seen = []

    def growing(descriptor):
        seen.append(descriptor)
        if len(seen) == 3:
            with path.open("ab") as more:
                more.write(b"6")
        return real(descriptor)

    monkeypatch.setattr(folder.os, "fstat", growing)
    with pytest.raises(UnreadableSource) as error:
        dossier.load("a.txt")
    assert (error.value.kind, error.value.message.code) == ("vanished", "folder.changed")
    monkeypatch.undo()
    monkeypatch.setattr(folder, "LARGEST_BYTES", 3)
    with pytest.raises(UnreadableSource) as error:
        dossier.load("a.txt")
    assert error.value.kind == "too_large"


def test_a_name_cannot_lead_out_of_the_folder(dossier, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    with pytest.raises(UnreadableSource):
        dossier.load("../../secret.txt")
    with pytest.raises(UnknownRecord):
        dossier.remove(["../../secret.txt"])
    assert (tmp_path / "secret.txt").exists()


def test_adding_copies_the_same_bytes_once_and_never_overwrites(dossier, tmp_path):
    given = tmp_path / "studies"
    (given / "sub").mkdir(parents=True)
    (given / "a.txt").write_bytes(b"1")
    (given / "sub" / "b.txt").write_bytes(b"2")
    (given / ".hidden").write_bytes(b"h")
    (given / "link").symlink_to("/etc/hostname")
    added = dossier.add([given, given / "a.txt"])
    assert added.new == ("studies/a.txt", "studies/sub/b.txt")
    assert added.known == ("studies/a.txt",)
    assert codes(added.problems) == {"link": "folder.link_outside"}
    for data in (b"3", b"4", b"3"):
        (given / "a.txt").write_bytes(data)
        added = dossier.add([given / "a.txt"])
    assert added.known == ("a.txt",)
    assert {file.path: file.real.read_bytes() for file in dossier.files()[0]} == {
        "a (2).txt": b"4",
        "a.txt": b"3",
        "studies/a.txt": b"1",
        "studies/sub/b.txt": b"2",
    }
    assert not [one for one in dossier.sources.iterdir() if one.name.startswith(".")]


def test_adding_says_what_it_cannot_and_copies_nothing_of_a_wrong_command(dossier, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"1")
    with pytest.raises(WrongUse):
        dossier.add([tmp_path / "a.txt", tmp_path / "none.txt"])
    with pytest.raises(WrongUse):
        dossier.add([tmp_path])  # holds the dossier itself
    assert dossier.files() == ((), ())
    (tmp_path / ".env").write_bytes(b"2")
    os.mkfifo(tmp_path / "pijp")
    added = dossier.add([tmp_path / ".env", tmp_path / "pijp"])
    assert codes(added.problems) == {".env": "folder.hidden_name", "pijp": "folder.unreadable"}


def test_a_name_of_255_bytes_still_gets_a_number(dossier, tmp_path):
    name = "é" * 125 + ".txt"
    for number in range(3):
        given = tmp_path / str(number)
        given.mkdir()
        (given / name).write_bytes(b"%d" % number)
        dossier.add([given / name])
    paths = [file.path for file in dossier.files()[0]]
    assert len(paths) == 3
    assert all(len(path.encode()) <= 255 and path.endswith(".txt") for path in paths)


def test_removing_takes_the_file_and_the_folders_it_leaves_empty(dossier):
    put(dossier, "a/b/c.txt", b"1")
    put(dossier, "a/d.txt", b"2")
    with pytest.raises(UnknownRecord):
        dossier.remove(["a/d.txt", "none.txt"])
    dossier.remove(["a/b/c.txt"])
    assert [file.path for file in dossier.files()[0]] == ["a/d.txt"]
    assert not (dossier.sources / "a/b").exists()
    dossier.remove(["a/d.txt"])
    assert dossier.sources.is_dir()


HOLD = """
import sys, time
from pathlib import Path
from rodedraad.adapters.folder import DossierFolder
with DossierFolder(Path(sys.argv[1])).lock():
    print("held", flush=True)
    time.sleep(60)
"""


def test_one_build_at_a_time_and_a_killed_one_lets_go(dossier):
    with subprocess.Popen([sys.executable, "-c", HOLD, str(dossier.root)], stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(DossierBusy) as error, dossier.lock():
            pass
        assert dict(error.value.message.values)["process"] == str(other.pid)
        other.kill()
    with dossier.lock(), pytest.raises(DossierBusy), dossier.lock():
        pass
    with dossier.lock():
        pass


@pytest.mark.parametrize("number", disk.OS_CODES)
def test_a_disk_that_refuses_leaves_the_old_file_and_no_other(dossier, monkeypatch, number):
    path = dossier.root / "rapport.html"
    folder.write(path, b"old")

    def refuse(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(folder.os, "fsync", refuse)
    before = sorted(dossier.root.iterdir())
    with pytest.raises(StoreError) as error:
        folder.write(path, b"new")
    assert error.value.message.code == disk.OS_CODES[number]
    assert path.read_bytes() == b"old"
    (dossier.root.parent / "x.txt").write_bytes(b"x")
    with pytest.raises(StoreError):
        dossier.add([dossier.root.parent / "x.txt"])
    assert sorted(dossier.root.iterdir()) == before
    assert list(dossier.sources.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_disk_that_is_really_full_is_said(tmp_path):
    with (
        Path("/dev/full").open("wb", buffering=0) as full,
        pytest.raises(StoreError) as error,
        disk.translated(tmp_path),
    ):
        full.write(b"x")
    assert error.value.message.code == "store.full"


def test_settings_that_are_no_text_are_wrong_use(dossier):
    dossier.settings.write_bytes(b"\xff\xfe")
    with pytest.raises(WrongUse):
        dossier.text(dossier.settings)
    assert dossier.text(dossier.root / "none.toml") == ""
