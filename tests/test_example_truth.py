"""The truth file of the example dossier is sound: what it says stands in the files it names.

Extraction here is the plainest there is and owes nothing to the package's readers.
"""

import email
import email.policy
import hashlib
import html
import json
import re
import tomllib
import unicodedata
import zipfile
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

EXAMPLE = Path(str(files("rodedraad.example")))
SOURCES = EXAMPLE / "bronnen"
TRUTH = [json.loads(line) for line in (EXAMPLE / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
DOSSIER = tomllib.loads((EXAMPLE / "dossier.toml").read_text(encoding="utf-8"))


def folded(words: str) -> str:
    """Without white space, hyphens and the kinds of quotation mark, which differ by format and by line."""
    words = unicodedata.normalize("NFKC", words)
    words = re.sub("[‘’‚‛]", "'", re.sub("[“”„]", '"', words))
    return re.sub(r"[ \t\r\n\xa0\u00ad\ufffe\x02‐‑–—-]+", "", words)


def stands_in(quote: str, text: str) -> bool:
    """Whole, or over a page turn, where footnotes of the first page come between."""
    quote = folded(quote)
    if quote in text.replace("\f", ""):
        return True
    pages = text.split("\f")
    return any(
        quote[:cut] in first and following.startswith(quote[cut:])
        for first, following in pairwise(pages)
        for cut in range(1, len(quote))
    )


def pdf_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    parts = []
    for page in document:
        textpage = page.get_textpage()
        height = page.get_height()
        # running headers and page numbers stand outside this box; page turns then join sentences
        is_turned = page.get_rotation() != 0
        parts.append(textpage.get_text_range() if is_turned else textpage.get_text_bounded(bottom=60, top=height - 70))
        textpage.close()
    document.close()
    return "\f".join(parts)


def zipped_text(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        names = [
            n
            for n in archive.namelist()
            if re.search(r"(document|footnotes|content|slide\d+|notesSlide\d+|sharedStrings|sheet\d+)\.xml$", n)
        ]
        xml = "\n".join(archive.read(name).decode() for name in names)
    xml = re.sub(r"<text:note .*?</text:note>", "", xml) + " ".join(re.findall(r"<text:note .*?</text:note>", xml))
    return html.unescape(re.sub(r"<[^>]*>", "", xml))


def mail_text(path: Path) -> str:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    return message["Subject"] + "\n" + message.get_content()


def plain_text(path: Path) -> str:
    words = html.unescape(re.sub(r"<[^>h][^>]*>|</?h\d>", "", path.read_text(encoding="utf-8")))
    return re.sub(r"\]\(\S+?\)|\*\*|\[|^> ", "", words, flags=re.MULTILINE)


@cache
def text_of(name: str) -> str:
    path = SOURCES / name
    read = {".pdf": pdf_text, ".eml": mail_text, ".html": plain_text, ".md": plain_text}.get(path.suffix, zipped_text)
    return folded(read(path))


def entries(*kinds: str) -> list[dict]:
    return [entry for entry in TRUTH if entry["kind"] in kinds]


def passages() -> list[tuple[str, str]]:
    found = []
    for entry in TRUTH:
        members = [
            *entry.get("members", ()),
            *entry.get("answers", ()),
            *(p for side in entry.get("sides", ()) for p in side),
            *(p for key in ("waits", "awaited", "said", "traits", "stances", "passages") for p in entry.get(key, ())),
            *(p for step in entry.get("steps", ()) for p in (*step["passages"], *step["said"])),
        ]
        found += [(member["file"], member["quote"]) for member in members]
        found += [(entry["file"], quote) for quote in entry.get("quotes", ())]
        found += [(entry["file"], quote) for quote in entry.get("row", ())]
        found += [(one["file"], one["quote"]) for one in (entry, entry.get("via")) if one and "quote" in one]
    return found


def test_every_quote_stands_in_the_file_it_names():
    missing = [(name, quote) for name, quote in passages() if not stands_in(quote, text_of(name))]
    assert missing == []


def test_a_changed_quote_would_be_missed():
    name, quote = next((n, q) for n, q in passages() if n.endswith(".pdf") and len(q) > 60)
    assert not stands_in(quote.replace("e", "a", 1), text_of(name))


def test_every_file_is_listed_once_and_no_other():
    listed = [entry["file"] for entry in entries("source", "problem")]
    copies = [entry["files"][1] for entry in entries("kinship") if entry["relation"] == "copy"]
    there = sorted(path.relative_to(SOURCES).as_posix() for path in SOURCES.rglob("*") if path.is_file())
    assert sorted(listed + copies) == there


def test_copies_have_the_same_bytes_and_versions_do_not():
    for entry in entries("kinship"):
        hashes = {hashlib.sha256((SOURCES / name).read_bytes()).hexdigest() for name in entry["files"]}
        assert len(hashes) == (1 if entry["relation"] == "copy" else 2)


@pytest.mark.parametrize("entry", entries("thread"), ids=lambda entry: entry["id"])
def test_a_thread_has_two_files_of_two_parties_that_hold(entry):
    files_ = {member["file"] for member in entry["members"] if not member.get("superseded")}
    assert len(files_) >= 2
    assert len(entry["parties"]) >= 2 or entry.get("required") is False


@pytest.mark.parametrize("entry", entries("tension"), ids=lambda entry: entry["id"])
def test_a_tension_has_two_sides_that_share_no_passage(entry):
    sides = [
        {(passage["file"], passage["quote"]) for passage in side if not passage.get("superseded")}
        for side in entry["sides"]
    ]
    assert len(sides) >= 2
    assert all(sides)
    assert len(set.union(*sides)) == sum(map(len, sides))


def test_the_words_of_a_condition_stand_in_its_passage_or_row():
    told = [*entries("condition", "funding"), *(trait for one in entries("arrangement") for trait in one["traits"])]
    assert told
    for one in told:
        assert any(one["words"] in place for place in (one["quote"], *one.get("row", ())))


def test_a_circle_closes_over_documents_in_which_nobody_tells_all_of_it():
    waits = {(entry["act"], entry["needs"]) for entry in entries("dependency")}
    sizes = set()
    for entry in entries("circle"):
        acts = [step["act"] for step in entry["steps"]]
        assert set(zip(acts, [*acts[1:], acts[0]], strict=True)) <= waits
        assert len({passage["file"] for step in entry["steps"] for passage in step["said"]}) > 1
        sizes.add(len(acts))
    assert sizes == {2, 3, 4}


def test_a_dozen_requests_are_answered_elsewhere_with_every_outcome():
    answered = [
        (entry, answer)
        for entry in entries("request")
        for answer in entry["answers"]
        if answer["file"] != entry["file"] and not answer.get("superseded")
    ]
    assert len({entry["id"] for entry, _ in answered}) >= 12
    assert {one for _, answer in answered for one in answer["outcomes"]} == {
        "granted", "partly", "deferred", "refused", "noted"
    }  # fmt: skip


def test_threads_cross_languages():
    language = {entry["file"]: entry["language"] for entry in entries("source")}
    mixed = [e["id"] for e in entries("thread") if len({language[m["file"]] for m in e["members"]}) == 2]
    assert len(mixed) >= 5


def test_every_party_is_known_to_the_dossier():
    known = {party["id"] for party in DOSSIER["partij"]}
    named = {party["id"] for entry in entries("source") for party in entry["parties"]}
    named |= {entry["party"] for entry in entries("gap") if "party" in entry}
    assert named <= known


def test_absent_parties_are_those_without_a_file():
    authors = {p["id"] for e in entries("source") for p in e["parties"] if p["role"] == "author"}
    absent = {entry["party"] for entry in entries("gap") if entry["gap"] == "party_absent"}
    assert absent == {p["id"] for p in DOSSIER["partij"] if p["verwacht"]} - authors
    assert absent


def test_every_resolved_reference_names_a_file_and_every_address_is_in_the_text():
    names = {entry["file"] for entry in entries("source")}
    for entry in entries("reference"):
        assert entry["target"] is None or entry["target"] in names
        if entry["url"]:
            raw = (SOURCES / entry["file"]).suffix in {".md", ".html"} and (SOURCES / entry["file"]).read_text(
                encoding="utf-8"
            )
            assert folded(entry["url"]) in (folded(raw) if raw else text_of(entry["file"]))


def test_every_document_says_that_it_is_invented():
    silent = [
        e["file"] for e in entries("source") if not re.search("verzonnen|areinvented|isinvented", text_of(e["file"]))
    ]
    assert silent == []


def test_drivers_and_series_say_that_they_are_invented():
    told = (EXAMPLE / "drijvers.toml").read_text(encoding="utf-8")
    assert "verzonnen" in told.partition("[[drijver]]")[0]
    assert all("(verzonnen)" in path.name for path in (EXAMPLE / "reeksen").iterdir())


def test_the_files_are_small():
    assert sum(path.stat().st_size for path in SOURCES.rglob("*") if path.is_file()) <= 3_000_000


@pytest.mark.parametrize("name", [entry["file"] for entry in entries("problem")])
def test_a_file_with_a_problem_gives_no_text(name):
    try:
        document = pypdfium2.PdfDocument(SOURCES / name)
    except pypdfium2.PdfiumError:
        return
    assert "".join(page.get_textpage().get_text_range() for page in document) == ""


def test_no_quote_holds_a_tag():
    assert not [quote for _, quote in passages() if "[[" in quote or "::" in quote or "<<" in quote]


def test_the_truth_file_is_what_the_tagged_texts_say(monkeypatch):
    tools = Path(__file__).resolve().parents[1] / "tools"
    monkeypatch.syspath_prepend(str(tools))
    from example import markup, truth  # noqa: PLC0415  on the path from here on

    texts = [text for path in sorted((tools / "example" / "texts").glob("*.txt")) for text in markup.load(path)]
    plan = tomllib.loads((tools / "example" / "plan.toml").read_text(encoding="utf-8"))
    problems = {entry["file"]: entry["problem"] for entry in entries("problem")}
    made = truth.lines(texts, plan, DOSSIER, problems)
    assert made == (EXAMPLE / "truth.jsonl").read_text(encoding="utf-8").splitlines()
