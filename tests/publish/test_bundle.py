"""A bundle: untouched it passes, and whatever is changed in it is caught by its checker on the bare standard library."""

# ruff: noqa: ARG005  (each change gets the bundle, the clause and the citation, and uses what it needs)

import ast
import hashlib
import io
import json
import random
import shutil
import struct
import zipfile
from dataclasses import replace

import pytest
from publish.bundles import Editing, check, sealed, unzipped, zipped

from rodedraad import cli, versions
from rodedraad import dossier as dossiers
from rodedraad.adapters import codec
from rodedraad.adapters.folder import DossierFolder
from rodedraad.errors import StoreError
from rodedraad.propose.ground import shown
from rodedraad.publish import bundle_check
from rodedraad.publish.bundle import bundle, checker
from rodedraad.records import Approval, Version

HIDDEN = "gemeenten/Loderkerk/Mobiliteitsplan Loderkerk 2035.docx"
HIDDEN_WORDS = ("Mobiliteitsplan Loderkerk 2035.docx", "trilling in het servies")
STAMP = "2026-01-01T00:00:00Z"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The example dossier, with one source that may not be shown to others."""
    root = tmp_path_factory.mktemp("bundel") / "dossier"
    shutil.copytree(dossiers.example(), root, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    with (root / "bronnen.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'\n[[bron]]\npad = "{HIDDEN}"\nopenbaar = false\n')
    made = DossierFolder.open(root)
    dossiers.build(made, name="proef", at=STAMP)
    return made


@pytest.fixture(scope="module")
def publication(folder):
    draft = versions.publication(folder, label=None, language="nl", stamp=STAMP)
    approval = Approval(event="e-2", person="J. Jansen", at="2026-01-02T10:00:00Z")
    body = hashlib.sha256(codec.written(draft.proposition)).hexdigest()
    version = Version(
        number=3, label="3", event="e-1", at=STAMP, person="J. Jansen", body="0" * 64, public=body, approval=approval
    )
    return replace(draft, version=version)


@pytest.fixture(scope="module")
def originals(folder, publication):
    return {source.id: folder.load(source.path) for source in publication.dossier.sources}


def given(originals):
    return lambda source: originals.get(source.id)


@pytest.fixture(scope="module")
def whole(publication, originals):
    return bundle(publication, originals=given(originals))


@pytest.fixture(scope="module")
def parts(publication):
    return unzipped(bundle(publication))


def test_an_untouched_bundle_passes_as_a_zip_and_as_a_folder(whole, tmp_path):
    path = tmp_path / "bundel.zip"
    path.write_bytes(whole)
    status, found = check(path)
    assert (status, found["failures"], found["notes"]) == (0, [], [])
    assert found["checked"]["clauses"] > 100
    assert found["checked"]["originals"] > 15
    assert found["manifest_sha256"] == hashlib.sha256(unzipped(whole)["manifest.json"]).hexdigest()
    assert found["mark"] == "Versie 3, goedgekeurd door J. Jansen op 2 januari 2026"
    with zipfile.ZipFile(path) as file:
        file.extractall(tmp_path / "uitgepakt")
    status, again = check(tmp_path / "uitgepakt", code=(tmp_path / "uitgepakt/check.py").read_bytes())
    assert (status, again) == (0, found)
    assert not list((tmp_path / "uitgepakt").rglob("__pycache__"))


def test_the_same_publication_gives_the_same_bytes(publication, originals, whole):
    assert bundle(publication, originals=given(originals)) == whole


def test_one_sentence_is_followed_to_the_line_in_its_source(parts, tmp_path, capsys):
    path = tmp_path / "bundel.zip"
    path.write_bytes(zipped(parts))
    shared = Editing(parts).first("shared")
    assert bundle_check.main([str(path), "--clause", shared["id"], "--lang", "en"]) == 0
    said = capsys.readouterr().out
    for cited in shared["citations"]:
        text = parts[f"texts/{cited['source']}.txt"].decode()
        before = " ".join(text[max(0, cited["start"] - 30) : cited["start"]].split())
        assert f"[{' '.join(cited['quote'].split())}]" in said
        assert before in said
        assert f"characters {cited['start']} to {cited['end']} of texts/{cited['source']}.txt" in said
    assert bundle_check.main([str(path), "--clause", "c-bestaat-niet"]) == 2


def test_what_is_not_public_never_goes_in(folder, publication, originals):
    hidden = folder.load(HIDDEN)
    id_ = hashlib.sha256(hidden).hexdigest()
    made = unzipped(bundle(publication, originals=given({**originals, id_: hidden})))
    everything = b"\n".join([*map(str.encode, made), *(data for name, data in made.items() if "sources/" not in name)])
    assert [words for words in (*HIDDEN_WORDS, id_) if words.encode() in everything] == []
    assert json.loads(made["manifest.json"])["withheld"] == 1
    shown = versions.publication(folder, label=None, language="nl", stamp=STAMP, has_confidential=True)
    assert f"texts/{id_}.txt" in unzipped(bundle(shown))


def test_bytes_that_are_not_those_of_the_source_are_refused(publication, originals):
    first = next(iter(originals))
    with pytest.raises(StoreError) as caught:
        bundle(publication, originals=given({**originals, first: b"iets anders"}))
    assert caught.value.message.code == "bundle.other_bytes"


def test_the_checker_is_one_file_of_python_3_9_without_other_packages():
    tree = ast.parse(checker(), feature_version=(3, 9))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module or "." for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    allowed = "__future__ argparse bisect hashlib json os pathlib re stat sys typing zipfile zlib"
    assert named == set(allowed.split())


# --- tampering --------------------------------------------------------------------------------------------------

FIXED = sorted({*bundle_check.FIXED} - {"frames.json"})


@pytest.mark.slow
def test_a_changed_added_removed_or_renamed_part_is_caught(parts, tmp_path):
    path = tmp_path / "bundel.zip"
    texts = sorted(name for name in parts if name.startswith("texts/"))
    cases = []
    for name in [*FIXED, "frames.json", *texts[:3]]:
        at = len(parts[name]) // 2
        flipped = parts[name][:at] + bytes([parts[name][at] ^ 1]) + parts[name][at + 1 :]
        cases.append((f"a bit of {name}", {**parts, name: flipped}, "part_changed"))
        cases.append((f"no {name}", {key: data for key, data in parts.items() if key != name}, "part_missing"))
        cases.append((f"{name} cut short", {**parts, name: parts[name][:-1]}, "part_size"))
    for name in (
        "extra.txt",
        "../check.py",
        "/etc/hosts",
        "texts/../../x.txt",
        "texts\\x.txt",
        "texts/kort.txt",
        "sources/",
    ):
        cases.append((f"added {name!r}", {**parts, name: b"x"}, "part_name"))  # noqa: PERF401  one of several
    cases.append(("added text", {**parts, f"texts/{'0' * 64}.txt": b"x"}, "part_extra"))
    cases.append(("added original", {**parts, f"sources/{'0' * 64}.pdf": b"x"}, "part_extra"))
    one, other = texts[:2]
    cases.append(("two texts swapped", {**parts, one: parts[other], other: parts[one]}, "part_changed"))
    renamed = {("texts/" + "f" * 64 + ".txt" if name == one else name): data for name, data in parts.items()}
    cases.append(("a text renamed", renamed, "part_missing"))
    for what, changed, code in cases:
        path.write_bytes(zipped(changed))
        status, found = check(path)
        assert status == 1, what
        assert code in {one["code"] for one in found["failures"]}, what
    assert len(cases) > 60


def test_a_broken_or_dishonest_zip_is_caught(parts, tmp_path):
    path = tmp_path / "bundel.zip"
    good = zipped(parts)
    at = good.index(b"PK\x01\x02")  # the first entry of the directory
    huge = good[: at + 24] + struct.pack("<I", 4_000_000_000) + good[at + 28 :]
    bomb = json.loads(parts["manifest.json"])
    bomb["parts"]["gaps.jsonl"]["size"] = 10_000_000_000
    with zipfile.ZipFile(io.BytesIO(good)) as file:
        info = file.getinfo("sources.jsonl")
    middle = info.header_offset + 200
    link = good[: at + 38] + struct.pack("<I", 0o120777 << 16) + good[at + 42 :]
    damaged = good[:middle] + bytes([good[middle] ^ 255]) + good[middle + 1 :]
    for what, data, status in (
        ("cut off", good[: len(good) // 2], 2),
        ("without its last byte", good[:-1], 2),
        ("empty", b"", 2),
        ("no zip", b"PK\x03\x04 en verder niets", 2),
        ("no manifest", zipped({"check.py": checker()}), 2),
        ("a manifest that is no JSON", zipped({**parts, "manifest.json": b"{"}), 2),
        ("a manifest of another program", zipped(sealed(parts, format="iets")), 2),
        (
            "a manifest with one key twice",
            zipped({**parts, "manifest.json": b'{"format":"rodedraad-bundle","format":1}'}),
            2,
        ),
        ("bytes before it", b"#!/bin/sh\n" + good, 1),
        ("bytes behind it", good + b"en nog iets", 1),
        ("a part twice", zipped(parts, twice=[("check.py", b"print('goed')")]), 1),
        ("a claim of 4 GB", huge, 1),
        ("a claim of 10 GB", zipped({**parts, "manifest.json": json.dumps(bomb).encode()}), 1),
        ("a damaged part", damaged, 1),
        ("a part that unpacks as a link", link, 1),
    ):
        path.write_bytes(data)
        with_warnings = check(path)
        assert with_warnings[0] == status, (what, with_warnings[1])


def test_links_in_a_folder_are_not_followed(parts, tmp_path):
    root = tmp_path / "map"
    for name, data in parts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    (tmp_path / "elders.jsonl").write_bytes(parts["gaps.jsonl"])
    (root / "gaps.jsonl").unlink()
    (root / "gaps.jsonl").symlink_to(tmp_path / "elders.jsonl")
    status, found = check(root)
    assert status == 1
    assert {"part_name", "part_missing"} <= {one["code"] for one in found["failures"]}


def swapped(text):
    """A text with the words of its first two quotes swapped."""
    first, second = bundle_check.QUOTED.findall(text)[:2]
    return text.replace(first, "\0").replace(second, first).replace("\0", second)


def other_source(editing, cited):
    return next(one["id"] for one in editing.lists["sources"] if one["id"] != cited["source"])


def in_place(record, **values):
    record.update(values)


def renamed(editing, clause):
    """Another party in the place of the one that said it."""
    names = {one["id"]: one["name"].removeprefix("Gemeente ") for one in editing.lists["parties"]}
    own = names[clause["citations"][0]["voices"][0].partition("/")[0]]
    other = next(name for name in names.values() if name not in clause["text"])
    editing.reworded(clause, lambda text: text.replace(own, other, 1))


def counted(editing):
    """A clause that counts gaps."""
    return next(one for one in editing.clauses if one["kind"] == "gap" and one["text"].split()[1].isdecimal())


def shortened(editing, clause, cited, change):
    """A clause that shows a part of its quote, wherever the clause stands: the words that ``change`` leaves."""
    short = " ".join(change(cited["shown"].split()))
    editing.reworded(clause, lambda text: text.replace(cited["shown"], short))
    cited["shown"] = short


def denied(editing):
    """A clause whose quote denies something, and its citation."""
    clause = next(
        one
        for one in editing.clauses
        if one["kind"] == "held" and " niet " in one["citations"][0]["shown"].partition(" ")[2][10:]
    )
    return clause, clause["citations"][0]


def personal(editing):
    """The clause of which the quote was cut, as if a person had written it."""
    for one in editing.clauses:
        if any(cited["shown"] and len(cited["shown"]) < len(cited["quote"]) - 10 for cited in one["citations"]):
            one["origin"] = "person"


CHANGES = {
    "a letter in a quote": ("quote_wrong", lambda e, c, q: in_place(q, quote=q["quote"].replace("e", "a", 1))),
    "a quote that begins later": ("quote_wrong", lambda e, c, q: in_place(q, start=q["start"] + 1)),
    "a quote that ends earlier": ("quote_wrong", lambda e, c, q: in_place(q, end=q["end"] - 1)),
    "a place beyond the text": ("quote_wrong", lambda e, c, q: in_place(q, start=10**9, end=10**9 + 5)),
    "a place before the text": ("quote_wrong", lambda e, c, q: in_place(q, start=-5)),
    "another source": ("quote_wrong", lambda e, c, q: in_place(q, source=other_source(e, q))),
    "a source that is not there": ("no_source", lambda e, c, q: in_place(q, source="f" * 64)),
    "another page": ("page_wrong", lambda e, c, q: in_place(q, page=(q["page"] or 0) + 1)),
    "another last page": ("page_wrong", lambda e, c, q: in_place(q, page_end=99)),
    "another statement": ("statement_wrong", lambda e, c, q: in_place(q, id=e.lists["statements"][0]["id"])),
    "another voice": ("voice_wrong", lambda e, c, q: in_place(q, voices=["niemand"])),
    "other words shown": ("shown_wrong", lambda e, c, q: in_place(q, shown=q["shown"] + " en meer")),
    "part of a word shown": ("shown_wrong", lambda e, c, q: in_place(q, shown=q["shown"][1:])),
    "the end of a quote cut off": ("shown_cut", lambda e, c, q: shortened(e, c, q, lambda words: words[:-3])),
    "the beginning of a quote cut off": ("shown_cut", lambda e, c, q: shortened(e, c, q, lambda words: words[3:])),
    "a sentence of the rules called a person's, its quote cut": (
        "cut_off",
        lambda e, c, q: (shortened(e, *denied(e), lambda words: words[words.index("niet") + 1 :]), personal(e)),
    ),
    "a figure that is not there": (
        "figure_wrong",
        lambda e, c, q: c["figures"].append({"words": "12345", "citation": 0}),
    ),
    "a figure of no citation": ("figure_wrong", lambda e, c, q: c["figures"].append({"words": "2030", "citation": 99})),
    "no citations": ("clause_bare", lambda e, c, q: in_place(c, citations=[], figures=[])),
    "a verdict that it does not hold": ("clause_verdict", lambda e, c, q: in_place(c, verdict="altered")),
    "a word in the quoted words": (
        "words_wrong",
        lambda e, c, q: e.reworded(c, lambda text: text.replace("«", "«Nooit ", 1)),
    ),
    "a denial outside the quote": (
        "frame_wrong",
        lambda e, c, q: e.reworded(c, lambda text: text.replace(": «", " niet: «", 1)),
    ),
    "a sentence besides": ("frame_wrong", lambda e, c, q: e.reworded(c, lambda text: text + " Dat is zeker.")),
    "a name before the name": ("frame_wrong", lambda e, c, q: e.reworded(c, lambda text: "Iedereen en " + text)),
    "another name": ("frame_wrong", lambda e, c, q: renamed(e, c)),
    "a quotation mark too many": ("marks_loose", lambda e, c, q: e.reworded(c, lambda text: text + " «")),
    "no quotation marks": (
        "words_wrong",
        lambda e, c, q: e.reworded(c, lambda text: text.replace("«", "").replace("»", "")),
    ),
    "only the English": ("frame_wrong", lambda e, c, q: in_place(c, english=c["english"].replace(": «", " not: «", 1))),
    "a person's clause with a number": (
        "number_loose",
        lambda e, c, q: (in_place(c, origin="person"), e.reworded(c, lambda text: "In 2099 geldt: " + text)),
    ),
    "a person's clause with a denial": (
        "word_loose",
        lambda e, c, q: (in_place(c, origin="person"), e.reworded(c, lambda text: "Zonder meer: " + text)),
    ),
    "a clause twice": ("clause_twice", lambda e, c, q: e.clauses.append(c)),
    "a clause that nobody can read to its end": ("clause_long", lambda e, c, q: in_place(c, text="a" * 30_000)),
    "a core of what is not there": ("clause_core", lambda e, c, q: e.proposition["core"].append("c-weg")),
    "a letter in the text of the source": (
        "quote_wrong",
        lambda e, c, q: e.text_of(q["source"], lambda text: text[: q["start"]] + "#" + text[q["start"] + 1 :]),
    ),
    "a letter before everything": ("record_quote", lambda e, c, q: e.text_of(q["source"], lambda text: "#" + text)),
    "a line end made another": (
        "record_quote",
        lambda e, c, q: e.text_of(q["source"], lambda text: text.replace("\n", "\r\n", 1)),
    ),
    "the title of a source": ("source_odd", lambda e, c, q: in_place(e.lists["sources"][0], title="Iets anders")),
    "a statement's words": ("record_quote", lambda e, c, q: in_place(e.lists["statements"][5], quote="Iets anders")),
    "a statement's page": ("record_page", lambda e, c, q: in_place(e.lists["statements"][5], page=77)),
    "a statement twice": ("record_twice", lambda e, c, q: e.lists["statements"].append(e.lists["statements"][0])),
    "a statement gone": (
        "statement_wrong",
        lambda e, c, q: e.lists.update(statements=[one for one in e.lists["statements"] if one["id"] != q["id"]]),
    ),
    "a thread of what is not there": (
        "record_loose",
        lambda e, c, q: e.lists["threads"][0]["statements"].append("s-weg"),
    ),
    "a tension with what is not there": ("record_loose", lambda e, c, q: in_place(e.lists["tensions"][0], b="s-weg")),
    "two sides swapped": ("frame_wrong", lambda e, c, q: e.reworded(e.first("tension"), swapped)),
    "another count": (
        "frame_wrong",
        lambda e, c, q: e.reworded(counted(e), lambda text: text.replace(counted_words(text), "999", 1)),
    ),
    "a gap left out": (
        "frame_wrong",
        lambda e, c, q: e.lists["gaps"].remove(
            next(one for one in e.lists["gaps"] if one["kind"] == counted(e)["about"].split("|")[0])
        ),
    ),
    "a quote that is no text": ("malformed", lambda e, c, q: in_place(q, quote=7)),
    "a place that is no number": ("malformed", lambda e, c, q: in_place(q, start=True)),
    "clauses that are no list": ("malformed", lambda e, c, q: in_place(e.proposition, clauses={})),
    "another sentence to be read": (
        "reading_wrong",
        lambda e, c, q: e.parts.update(
            {"proposition.txt": e.parts["proposition.txt"].replace(b"\n1. ", b"\n1. Niet: ")}
        ),
    ),
    "a line more to be read": (
        "reading_wrong",
        lambda e, c, q: e.parts.update({"proposition.txt": e.parts["proposition.txt"] + b"\nDit is vastgesteld.\n"}),
    ),
    "another page to be read": (
        "reading_wrong",
        lambda e, c, q: e.parts.update(
            {
                "proposition.txt": e.parts["proposition.txt"].replace(
                    f", blz. {q['page']}: ".encode(), b", blz. 9999: ", 1
                )
            }
        ),
    ),
    "a remark with a place to be read": (
        "reading_wrong",
        lambda e, c, q: e.parts.update(
            {"proposition.txt": e.parts["proposition.txt"].replace(b", blz. ", b" (ingetrokken), blz. ", 1)}
        ),
    ),
    "another quote to be read": (
        "reading_wrong",
        lambda e, c, q: e.parts.update(
            {
                "proposition.txt": e.parts["proposition.txt"].replace(
                    " ".join(q["quote"].split()).encode() + b"\n", b"Iets anders.\n"
                )
            }
        ),
    ),
    "a gap of what is no text": ("malformed", lambda e, c, q: in_place(e.lists["gaps"][0], statement=["s-1"])),
    "a gap without a key": ("malformed", lambda e, c, q: e.lists["gaps"][0].pop("id")),
    "parties that are no list": ("malformed", lambda e, c, q: in_place(e.lists["statements"][0], parties=7)),
    "a support that is no list": ("malformed", lambda e, c, q: in_place(c, support={"for_": {"a": 1}})),
    "fixed sentences that are no texts": ("malformed", lambda e, c, q: e.parts.update({"frames.json": b'{"nl":[1]}'})),
    "JSON without end": ("malformed", lambda e, c, q: e.parts.update({"frames.json": b"[" * 100_000})),
    "JSON with no number": (
        "malformed",
        lambda e, c, q: e.parts.update({"pages.jsonl": b'{"source":"x","pages":[[NaN,1]]}\n'}),
    ),
    "JSON with a number without end": (
        "malformed",
        lambda e, c, q: e.parts.update({"pages.jsonl": b'{"source":"x","pages":[[' + b"9" * 90_000 + b",1]]}\n"}),
    ),
    "no UTF-8": ("malformed", lambda e, c, q: e.parts.update({"answers.jsonl": b"\xff\xfe\n"})),
}
"""What somebody changed, with the manifest made anew: how it is called, and what it must be caught as."""


def counted_words(text):
    return text.split()[1]


@pytest.mark.parametrize("what", CHANGES)
def test_whoever_makes_the_manifest_anew_is_caught_by_what_the_bundle_says(parts, tmp_path, what):
    code, change = CHANGES[what]
    editing = Editing(parts)
    clause = next(one for one in editing.clauses if one["kind"] == "commitment" and one["citations"][0]["page"])
    change(editing, clause, clause["citations"][0])
    path = tmp_path / "bundel.zip"
    path.write_bytes(zipped(sealed(editing.done())))
    status, found = check(path)
    assert status == 1
    assert code in {one["code"] for one in found["failures"]}, found["failures"][:5]
    assert "part_changed" not in {one["code"] for one in found["failures"]}
    path.write_bytes(zipped(editing.done()))
    assert check(path)[0] == 1, "with the old manifest it is caught as well"


def test_a_manifest_made_anew_for_what_was_not_changed_passes(parts, tmp_path):
    path = tmp_path / "bundel.zip"
    path.write_bytes(zipped(sealed(Editing(parts).done())))
    status, found = check(path)
    assert (status, found["failures"]) == (0, [])


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"mark": "Versie 3, goedgekeurd door de gemeenteraad"}, "mark_wrong"),
        ({"is_approved": False}, "mark_wrong"),
        ({"version": None}, "mark_wrong"),
        ({"version": {"label": "3"}}, "malformed"),
    ],
)
def test_what_the_manifest_says_of_the_version_must_fit(parts, tmp_path, values, code):
    path = tmp_path / "bundel.zip"
    path.write_bytes(zipped(sealed(parts, **values)))
    status, found = check(path)
    assert status == 1
    assert code in {one["code"] for one in found["failures"]}


def test_a_sentence_in_a_persons_words_passes_where_its_numbers_are_those_of_its_quotes(parts, tmp_path):
    editing = Editing(parts)
    clause = next(one for one in editing.clauses if one["figures"] and len(one["citations"]) == 1)
    words = clause["figures"][0]["words"]
    editing.reworded(
        clause, lambda text: f"Er wordt {words} genoemd, en dat is van belang: «{clause['citations'][0]['shown']}»"
    )
    clause["origin"] = "person"
    path = tmp_path / "bundel.zip"
    path.write_bytes(zipped(sealed(editing.done())))
    status, found = check(path)
    assert (status, found["failures"]) == (0, [])


QUOTES = {
    "net": "Wij investeren 12 miljoen euro in een warmtenet, mits het Rijk de helft betaalt.",
    "zon": "De gemeente Hogerduin wil in 2030 niet meer dan 500 hectare zonnepanelen op land.",
    "tram": "Wij leggen de tramlijn niet door het duingebied aan.",
}


def planted(parts, quote, text):
    """A bundle with a sentence more in one of its texts, said by Hogerduin, and a clause in a person's words on it."""
    editing = Editing(parts)
    clause = editing.first("commitment")
    cited = clause["citations"][0]
    before = parts[f"texts/{cited['source']}.txt"].decode()
    editing.text_of(cited["source"], lambda words: f"{words}\n{quote}")
    record = next(one for one in editing.lists["statements"] if one["id"] == cited["id"])
    pages = next(json.loads(line) for line in parts["pages.jsonl"].splitlines() if cited["source"] in line.decode())
    place = {"start": len(before) + 1, "end": len(before) + 1 + len(quote), "quote": quote}
    place["page"] = place["page_end"] = pages["pages"][-1][1] if pages["pages"] else None
    holder = {"holders": ["gemeente-hogerduin"], "parties": ["gemeente-hogerduin"], "amounts": [], "actors": []}
    editing.lists["statements"].append({**record, **place, **holder, "id": "s-geplant", "text": quote})
    old = cited["quote"]
    whole = quote if f"«{quote}»" in text else ""
    cited.update(place, id="s-geplant", voices=["gemeente-hogerduin"], shown=whole, locator=None)
    clause.update(citations=[cited], figures=[], origin="person", kind="written")
    editing.reworded(clause, lambda _: text)
    number = editing.clauses.index(clause) + 1
    lines = editing.parts["proposition.txt"].decode().split("\n")
    at = next(at for at, line in enumerate(lines) if line.startswith(f"{number}. ")) + 1
    title = next(one["title"] for one in editing.lists["sources"] if one["id"] == cited["source"])
    assert " ".join(old.split()) in lines[at]
    lines[at] = f"   • {' '.join(title.split())}: {quote}"
    editing.parts["proposition.txt"] = "\n".join(lines).encode()
    return zipped(sealed(editing.done()))


@pytest.mark.parametrize(
    ("quote", "text", "code"),
    [
        ("zon", "Hogerduin wil dit: «500 hectare zonnepanelen op land.»", "cut_off"),
        ("zon", "Hogerduin wil dit: «meer dan 500 hectare zonnepanelen op land.»", "cut_off"),
        ("net", "Hogerduin zegt: «Wij investeren 12 miljoen euro in een warmtenet»", "cut_off"),
        ("tram", "Hogerduin zegt: «Wij leggen de tramlijn» aan.", "cut_off"),
        ("net", "Hogerduin investeert zeventig miljard euro, mits het Rijk de helft betaalt.", "number_loose"),
        ("net", "Hogerduin investeert 12 miljard euro, mits het Rijk de helft betaalt.", "number_loose"),
        ("net", "Hogerduin slaat 12 miljoen ton op, mits het Rijk de helft betaalt.", "number_loose"),
        ("net", "Hogerduin investeert 1,2 miljoen euro, mits het Rijk de helft betaalt.", "number_loose"),
        ("net", "Hogerduin investeert honderden miljoenen euro, mits het Rijk de helft betaalt.", "number_loose"),
        ("net", "Hogerduin investeert 5⁰ euro in een warmtenet, mits het Rijk de helft betaalt.", "letter_odd"),
        ("net", "Hogerduin wil nіet investeren in een warmtenet, mits het Rijk de helft betaalt.", "letter_odd"),
        ("net", "Hogerduin investeert 12 miljoen euro in een warmtenet.", "word_dropped"),
        ("net", "Hogerduin invests 12 million euro in a heat network.", "word_dropped"),
        ("tram", "Hogerduin wil de tramlijn door het duingebied aanleggen.", "word_dropped"),
        ("tram", "Hogerduin legt de tramlijn niet door het duingebied aan, tenzij het moet.", "word_loose"),
        ("net", "Wierhaven wil investeren in een warmtenet, mits het Rijk de helft betaalt.", "speaker_wrong"),
        ("net", "Dit is volgens Gemeente Wierhaven nodig: «{quote}»", "speaker_wrong"),
        ("net", "Het warmtenet is er, mits Vakbond Metaal en Haven de helft betaalt.", "party_loose"),
    ],
)
def test_a_sentence_in_a_persons_words_cannot_say_what_its_quote_does_not(parts, tmp_path, quote, text, code):
    path = tmp_path / "bundel.zip"
    path.write_bytes(planted(parts, QUOTES[quote], text.replace("{quote}", QUOTES[quote])))
    status, found = check(path)
    assert status == 1
    assert code in {one["code"] for one in found["failures"]}, found["failures"]
    assert {one["code"] for one in found["failures"]} <= {code, "number_loose", "letter_odd"}


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("zon", "Hogerduin wil niet meer dan «500 hectare zonnepanelen op land.»"),
        ("zon", "Hogerduin wil hooguit vijfhonderd hectare zonnepanelen op land, en niet meer, in 2030."),
        ("net", "Hogerduin investeert twaalf miljoen euro in een warmtenet als het Rijk de helft betaalt."),
        ("net", "Hogerduin invests € 12 million in a heat network, provided the State pays half of it."),
        ("net", "Hogerduin stelt een voorwaarde: «{quote}»"),
        ("tram", "Hogerduin weigert een tramlijn door het duingebied."),
        ("tram", "Hogerduin does not want the tram there."),
    ],
)
def test_a_sentence_in_a_persons_words_that_says_what_its_quote_does_passes_and_is_named(parts, tmp_path, quote, text):
    path = tmp_path / "bundel.zip"
    path.write_bytes(planted(parts, QUOTES[quote], text.replace("{quote}", QUOTES[quote])))
    status, found = check(path)
    assert (status, found["failures"]) == (0, [])
    told = next(one for one in found["not_proven"] if one["code"] == "unproven_own_words")
    first = next(at for at, one in enumerate(Editing(parts).clauses, start=1) if one["kind"] == "commitment")
    assert told["numbers"] == str(first), "a reader reads what a program cannot hold"


def test_the_checker_shows_a_quote_whole_as_the_rules_do(publication):
    cited = [one for clause in publication.proposition.clauses for one in clause.citations]
    odd = ["• Een punt²", "a) een «aanhaling» ", "12. Twaalf\n regels¹²", "– streep", "niets bijzonders"]
    for quote in [*(one.quote for one in cited), *odd]:
        assert bundle_check.shown_whole(quote) == shown(quote)


def test_what_people_moved_reworded_and_wrote_verifies(folder, tmp_path, capsys):
    root = tmp_path / "dossier"
    shutil.copytree(folder.root, root)

    def run(command, *values):
        capsys.readouterr()
        status = cli.run([command, str(root), *values, "--as", "Jo"])
        printed = capsys.readouterr()
        assert status in (0, 1), printed
        return printed.out

    run("propose")
    before = versions.publication(DossierFolder.open(root), label=None, language="nl", stamp=STAMP).proposition

    def pick(kind, place=0):
        return [one for one in before.clauses if one.kind == kind][place]

    def other(clause):
        return next(one.id for one in before.themes if one.id not in (clause.theme, "anders"))

    silent = next(one for one in before.clauses if (one.about or "").startswith("theme_without_party"))
    need, held = pick("need"), pick("held", 3)
    run("edit", pick("commitment").id, f"after={pick('request', 20).id}")
    run("edit", pick("commitment", 3).id, "after=first")
    run("edit", pick("held").id, f"theme={other(pick('held'))}", "core=ja")
    run("edit", pick("tension").id, "theme=")
    run("edit", silent.id, f"theme={other(silent)}")
    run("edit", held.id, f"text=Dit staat er: «{held.citations[0].shown}»")
    own = f"Ook dit is nodig: «{need.citations[0].shown}»"
    run("write", own, "--cite", need.citations[0].id, "--set", f"theme={other(need)}")
    run("propose")
    for language in ("nl", "en"):
        made = versions.publication(DossierFolder.open(root), label=None, language=language, stamp=STAMP)
        condition = next(one for one in made.proposition.clauses if one.kind == "condition")
        governed = next(one for one in reversed(made.proposition.clauses) if one.theme != condition.theme)
        clauses = [
            replace(one, governs=(governed.id,)) if one.id == condition.id else one for one in made.proposition.clauses
        ]
        draft = replace(made, version=None, proposition=replace(made.proposition, clauses=tuple(clauses)))
        numbers = [draft.numbers[one.id] for section in draft.reading for one in section.clauses]
        assert numbers != sorted(numbers), "the reading is by theme, and the numbers are not"
        path = tmp_path / f"{language}.zip"
        path.write_bytes(bundle(draft))
        status, found = check(path)
        assert (status, found["failures"]) == (0, [])
        assert len(next(one for one in found["not_proven"] if "own_words" in one["code"])["numbers"].split()) == 2
        lines = unzipped(path.read_bytes())["proposition.txt"].decode().split("\n")
        first, second = [at for at, line in enumerate(lines) if line[:1].isdigit()][:2]
        turned = [
            *lines[:first],
            *lines[second : second + 1],
            *lines[first + 1 : second],
            lines[first],
            *lines[second + 1 :],
        ]
        for changed in (turned, [*lines[:first], lines[first], *lines[first:]], lines[: first - 2] + lines[first:]):
            path.write_bytes(
                zipped(sealed({**unzipped(bundle(draft)), "proposition.txt": "\n".join(changed).encode()}))
            )
            assert {one["code"] for one in check(path)[1]["failures"]} == {"reading_wrong"}


def test_fixed_sentences_of_another_release_are_checked_by_their_words_and_that_is_said(parts, tmp_path):
    editing = Editing(parts)
    editing.proposition["release"] = "0.0.9"
    clause = editing.first("commitment")
    editing.reworded(
        clause, lambda text: text.replace(" zegt toe: ", " belooft: ").replace(" zeggen toe: ", " beloven: ")
    )
    path = tmp_path / "bundel.zip"
    path.write_bytes(zipped(sealed(editing.done())))
    status, found = check(path)
    assert (status, [one["code"] for one in found["notes"]]) == (0, ["other_release"])


def test_a_clause_that_fits_in_endless_ways_takes_no_endless_time(parts, tmp_path):
    editing = Editing(parts)
    editing.first("commitment")["text"] = "Van " * 4_000 + "«» " * 900
    frames = json.loads(parts["frames.json"])
    frames["nl"] += [f"{{who}} van {{who}} {'van ' * count}" for count in range(40)]
    path = tmp_path / "bundel.zip"
    path.write_bytes(zipped(sealed({**editing.done(), "frames.json": json.dumps(frames).encode()})))
    assert check(path)[0] == 1, "within the minute that a check may take here"


def test_the_version_is_tied_to_its_text(parts, tmp_path):
    made = sealed(parts)
    told = json.loads(made["manifest.json"])
    told["version"].update(body="0" * 64, public="f" * 64)
    path = tmp_path / "bundel.zip"
    path.write_bytes(zipped({**made, "manifest.json": json.dumps(told).encode()}))
    status, found = check(path)
    assert (status, [one["code"] for one in found["failures"]]) == (1, ["body_changed"])


def test_an_original_that_is_another_file_is_caught(whole, tmp_path):
    made = unzipped(whole)
    one, other = sorted(name for name in made if name.startswith("sources/"))[:2]
    path = tmp_path / "bundel.zip"
    path.write_bytes(zipped(sealed({**made, one: made[other], other: made[one]})))
    status, found = check(path)
    assert status == 1
    assert [failure["code"] for failure in found["failures"]] == ["original_changed"] * 2


@pytest.mark.slow
def test_any_letter_changed_in_any_clause_or_quote_is_caught(parts, tmp_path):
    chance = random.Random(20261122)
    path = tmp_path / "bundel.zip"
    for _ in range(40):
        editing = Editing(parts)
        clause = chance.choice([one for one in editing.clauses if one["citations"]])
        record, key = chance.choice(
            [(clause, "text"), (clause, "english"), (chance.choice(clause["citations"]), "quote")]
        )
        at = chance.choice([at for at, letter in enumerate(record[key]) if letter.isalnum()])
        letter = "7" if record[key][at].isdigit() and record[key][at] != "7" else "q"
        changed = record[key][:at] + letter + record[key][at + 1 :]
        if key == "quote":
            record[key] = changed
        else:
            editing.parts["proposition.txt"] = editing.parts["proposition.txt"].replace(
                " ".join(record[key].split()).encode(), " ".join(changed.split()).encode()
            )
            record[key] = changed
        path.write_bytes(zipped(sealed(editing.done())))
        status, found = check(path)
        assert status == 1, (clause["id"], key, at)
        assert found["failures"]


# --- the command ------------------------------------------------------------------------------------------------


def test_half_a_surrogate_pair_in_a_text_is_carried_exactly(publication):
    source = next(iter(publication.dossier.documents))
    documents = dict(publication.dossier.documents)
    documents[source] = replace(documents[source], text=documents[source].text + "\ud83d los\r\nen zo")
    made = unzipped(bundle(replace(publication, dossier=replace(publication.dossier, documents=documents))))
    assert made[f"texts/{source}.txt"].decode("utf-8", "surrogatepass") == documents[source].text


def test_verify_rereads_the_originals_and_says_where_the_text_is_another(whole, tmp_path, capsys):
    from rodedraad.cli import bundling  # noqa: PLC0415  the door, for these tests alone

    path = tmp_path / "bundel.zip"
    path.write_bytes(whole)
    assert bundling.verify(path, clause=None, as_json=True) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["ok"]
    assert "unproven_text" not in {one["code"] for one in found["not_proven"]}
    assert found["checked"]["reread"] == sum(name.startswith("texts/") for name in unzipped(whole)) > 15
    made = unzipped(whole)
    editing = Editing(made)
    quoted = {one["source"] for one in editing.lists["statements"]}
    name = next(one for one in sorted(made) if one.startswith("texts/") and one[6:70] in quoted)
    editing.parts[name] += b"\n\nWij beloven alles."
    path.write_bytes(zipped(sealed(editing.done())))
    assert check(path)[0] == 0, "the checker alone cannot see it"
    assert bundling.verify(path, clause=None, as_json=True) == 1
    found = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in found["failures"]] == ["reread"]


def test_verify_speaks_to_people_and_refuses_what_is_no_bundle(parts, tmp_path, capsys):
    from rodedraad.cli import bundling  # noqa: PLC0415  as above

    path = tmp_path / "bundel.zip"
    path.write_bytes(zipped(parts))
    assert bundling.verify(path, clause="1", as_json=False) == 0
    said = capsys.readouterr().out
    assert said.startswith("Zin 1 (c-")
    assert "Alles klopt" in said
    path.write_bytes(b"geen zip")
    assert cli.EXIT_WRONG == 2
    with pytest.raises(bundling.WrongUse):
        bundling.verify(path, clause=None, as_json=False)
