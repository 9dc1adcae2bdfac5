"""Bad input: everything gets a problem or a clear sentence with the right exit status, and all else is still done."""

import io
import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import bombs
import pypdfium2
import pytest
from places import SHARED, needs_shared

WHOLE = "Wij willen uiterlijk in 2030 schone lucht in het havengebied. De gemeente legt in 2027 een meetnet aan.\n"


def _run(*arguments, **environment) -> subprocess.CompletedProcess:
    done = subprocess.run(
        [sys.executable, "-m", "rodedraad", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | environment,
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A dossier with one good file, not built, and the same built: each is made once, and copied for each test."""
    new, built = (tmp_path_factory.mktemp(name) / "dossier" for name in ("nieuw", "gebouwd"))
    assert _run("new", new).returncode == 0
    (new / "bronnen/goed.md").write_text(WHOLE, encoding="utf-8")
    shutil.copytree(new, built)
    assert _run("build", built).returncode == 0
    return new, built


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made[0], tmp_path / "dossier")


@pytest.fixture
def built(made, tmp_path):
    return shutil.copytree(made[1], tmp_path / "dossier")


def _built(folder: Path) -> tuple[dict, dict[str, dict]]:
    done = _run("build", folder, "--json")
    assert done.returncode in (0, 1), done.stderr
    report = json.loads(done.stdout)
    problems = json.loads(_run("list", folder, "problems", "--json").stdout)
    assert done.returncode == (1 if problems else 0)
    assert report["problems"] == len(problems)
    by_source: dict[str, dict] = {}
    for problem in problems:
        assert problem["message"]["nl"]
        by_source.setdefault(problem["source"], problem)
    texts = {statement["text"] for statement in json.loads(_run("list", folder, "statements", "--json").stdout)}
    assert any("meetnet" in text for text in texts), "the good file was not read"
    assert json.loads(_run("check", folder, "--json").stdout)["ok"]
    return report, by_source


def _pdf(pages: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_every_broken_file_has_its_problem_and_the_good_one_is_read(folder):
    files = {
        "leeg.pdf": b"",
        "leeg.docx": b"",
        "afgebroken.pdf": _pdf(3)[:200],
        "geen pdf.pdf": b"PK\x03\x04 zomaar iets",
        "bom.docx": bombs.word_file(),
        "uitdijend.html": b"<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>"
        + b"".join(
            b"<!ENTITY b%d '&%s;&%s;'>" % (n, b"a" if not n else b"b%d" % (n - 1), b"a" if not n else b"b%d" % (n - 1))
            for n in range(60)
        )
        + b"]><p>&b59;</p>",
        "willekeurig.xlsx": random.Random(4).randbytes(50_000),
        "programma.exe": b"MZ" + bytes(2000),
        "verkeerd genoemd.docx": f"{WHOLE}De haven is open.".encode(),
        "beeld.pdf": _pdf(2),
    }
    for name, data in files.items():
        (folder / "bronnen" / name).write_bytes(data)
    report, problems = _built(folder)
    assert set(files) - {"uitdijend.html"} <= set(problems)
    assert report["sources"] == len(files)  # the good one too, and the two empty files have the same bytes
    assert problems["beeld.pdf"]["kind"] == "no_text_layer"


def test_ten_thousand_pages_are_read_or_said_to_be_cut(folder):
    (folder / "bronnen/lang.pdf").write_bytes(_pdf(10_000))
    _built(folder)
    (row,) = [
        row
        for row in json.loads(_run("list", folder, "coverage", "--json").stdout)
        if row["pages"] and row["pages"] > 1000
    ]
    assert row["pages_read"] + len(row["pages_unread"]) == row["pages"] == 10_000


def test_scripts_do_not_come_through_and_text_stays_text(folder):
    page = (
        "<html><body><script>alert('script')</script><h1>Visie <img src=x onerror=alert(1)></h1>"
        "<p>Wij willen in 2030 <b onclick='x()'>geen &lt;script&gt;alert(2)&lt;/script&gt;</b> meer in de haven.</p></body></html>"
    )
    (folder / "bronnen/pagina.html").write_text(page, encoding="utf-8")
    _built(folder)
    report = folder / "uit.html"
    assert _run("export", folder, "--to", "html", "--out", report).returncode == 0
    html = report.read_text(encoding="utf-8")
    assert "<script" not in html
    assert "onerror" not in html
    assert "onclick" not in html
    assert "&lt;script&gt;alert(2)" in html


def test_names_of_every_kind(folder):
    names = [
        "met spatie.md",
        "é ü ï.md",
        "regel\neinde.md",
        "a" * 252 + ".md",
        "-rf.md",
        "[rood]vet[bold].md",
        "a;b&c'd.md",
    ]
    for name in names:
        (folder / "bronnen" / name).write_text(f"# {name!r}\n\n{WHOLE}Dit is nummer {len(name)}.\n", encoding="utf-8")
    report, problems = _built(folder)
    assert report["documents"] == len(names) + 1
    assert set(problems) <= set()
    assert _run("list", folder, "sources").returncode == 0
    assert _run("export", folder, "--to", "html").returncode == 0


def test_links_out_of_the_folder_are_refused(folder, tmp_path):
    secret = tmp_path / "geheim.md"
    secret.write_text("Het geheime plan is om de haven te verkopen.\n", encoding="utf-8")
    (folder / "bronnen/link.md").symlink_to(secret)
    (folder / "bronnen/map").symlink_to(tmp_path)
    _, problems = _built(folder)
    assert {"link.md", "map"} <= set(problems)
    assert "geheime plan" not in _run("list", folder, "statements", "--json").stdout


def test_a_build_beside_a_build_is_told_so_and_nothing_is_lost(folder):
    for number in range(12):
        (folder / f"bronnen/{number}.md").write_text(f"# Stuk {number}\n\n{WHOLE * 200}", encoding="utf-8")
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "rodedraad", "build", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(3)
    ]
    ended = [process.communicate()[1].decode() for process in running]
    codes = [process.returncode for process in running]
    assert 0 in codes
    assert set(codes) <= {0, 3}
    assert all("Wacht" in said or "Wait" in said for code, said in zip(codes, ended, strict=True) if code == 3)
    assert json.loads(_run("check", folder, "--json").stdout)["ok"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("build", "nergens"), 2),
        (("list", "{folder}", "onzin"), 2),
        (("list", "{folder}", "statements", "--format", "yaml"), 2),
        (("show", "{folder}", "s-ffffffffffff"), 2),
        (("add", "{folder}", "bestaat niet.pdf"), 2),
        (("export", "{folder}", "--to", "wordperfect"), 2),
        (("edit", "{folder}", "s-0000", "type=onzin"), 2),
        (("new", "{folder}"), 2),
        (("onzin",), 2),
        (("search", "{folder}", '"niet AND (dicht', "--limit", "5"), 0),
        (("import", "{folder}", "bestaat niet"), 2),
        (("eval", "statements", "bestaat niet"), 2),
    ],
)
def test_wrong_use_gets_one_clear_sentence_and_status_two(built, arguments, code):
    done = _run(*(argument.format(folder=built) for argument in arguments))
    assert done.returncode == code, done.stderr
    if code:
        assert done.stderr.strip()


def test_a_frame_or_a_stamp_that_is_none_is_wrong_use(folder, tmp_path):
    """A frame in another encoding was "something unforeseen"; any words were printed as the date of the report."""
    (tmp_path / "kader.toml").write_bytes('naam = "Café"\n'.encode("latin-1"))
    for frame, code in (("kader.toml", "UTF-8"), ("geen.toml", "geen.toml")):
        done = _run("new", tmp_path / "nieuw", "--frame", tmp_path / frame)
        assert (done.returncode, code in done.stderr) == (2, True)
        assert not (tmp_path / "nieuw").exists()
    for stamp in ("gisteren", "2026-02-30", ""):
        done = _run("export", folder, "--to", "html", "--stamp", stamp)
        assert (done.returncode, "geen datum" in done.stderr) == (2, True)


def test_a_broken_settings_file_is_named_with_its_line(folder):
    (folder / "dossier.toml").write_text('titel = "proef\n', encoding="utf-8")
    done = _run("build", folder)
    assert done.returncode == 2
    assert "dossier.toml" in done.stderr
    (folder / "dossier.toml").write_text('titel = "proef"\nkleur = "rood"\n', encoding="utf-8")
    assert "kleur" in _run("build", folder).stderr


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("dossier.toml", "naam = " + "[" * 3000 + "]" * 3000),
        ("dossier.toml", "naam = " + "[" * 300 + "]" * 300),
        ("dossier.toml", "plaatsen = " + "9" * 5000),
        ("bronnen.toml", '[[bron]]\npad = "goed.md"\ntitel' + ".a" * 900 + " = 1"),
        ("bronnen.toml", '[[bron]]\npad = "goed.md"\nhorizon = ' + "9" * 40),
        ("bronnen.toml", '[[bron]]\npad = "goed.md"\npartijen = [[1]]'),
        ("bronnen.toml", '[[bron]]\npad = "goed.md"\nsoort = "gedicht"'),
    ],
)
def test_settings_of_nonsense_are_wrong_use_said_in_a_sentence(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")
    done = _run("build", folder)
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert name in done.stderr


@pytest.mark.parametrize("part", ["bronnen", "logboek.db"])
@pytest.mark.parametrize(
    "arguments", [("add", "{folder}", "{file}"), ("build", "{folder}"), ("remove", "{folder}", "goed.md", "--yes")]
)
def test_a_part_of_a_dossier_that_leads_out_of_it_is_not_followed(built, tmp_path, part, arguments):
    """Files were written to and deleted from wherever ``bronnen`` of a mailed dossier pointed."""
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    (built / part).rename(elsewhere / part)
    (built / part).symlink_to(elsewhere / part)
    file = tmp_path / "nieuw.md"
    file.write_text(WHOLE + "Nieuw.", encoding="utf-8")
    before = {path: path.read_bytes() for path in elsewhere.rglob("*") if path.is_file()}
    done = _run(*(argument.format(folder=built, file=file) for argument in arguments))
    assert done.returncode == 2
    assert part in done.stderr
    assert {path: path.read_bytes() for path in elsewhere.rglob("*") if path.is_file()} == before


@needs_shared
@pytest.mark.slow
def test_the_broken_files_of_the_world_and_the_labels_of_a_folder_full_of_them(folder):
    shutil.copytree(SHARED / "faulty", folder / "bronnen/kapot")
    _, problems = _built(folder)
    for name in ("crazyones-encrypted-256.pdf", "encrypted-file.pdf", "libreoffice-writer-password.pdf"):
        assert problems[f"kapot/{name}"]["kind"] == "encrypted"
    assert "kapot/lzw_decoder_table_overflow.bin" in problems
