"""What every index of words must find: the same suite for the text index in the file, and the one beside a large dossier."""

import hashlib
import json
import operator
import random
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hand import reading
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import rodedraad
from rodedraad import perusing
from rodedraad.adapters import folder as folders
from rodedraad.adapters import scale
from rodedraad.adapters.sqlite import SqliteStore
from rodedraad.frame import frame
from rodedraad.records import Block, Document, Links

EXAMPLE = Path(rodedraad.__file__).parent / "example" / "bronnen"
A = "a" * 64
LETTER = reading(
    A,
    [
        "Wij vragen de provincie om vóór 2030 de luchtkwaliteit te verbeteren. De gemeenten werken daaraan mee.",
        "Een waterstofnetwerk kost geld; het college van Aldorp betaalt.",
    ],
    quotes=["Wij vragen de provincie om vóór 2030 de luchtkwaliteit te verbeteren."],
)


def settled(store, *readings, fingerprint=None, keeps=True):
    for one in readings:
        store.put("k", one)
    statements = [each for one in readings for each in one.statements] if keeps else []
    made = fingerprint or f"{len(readings)} {readings[-1].document.text[:20]} {keeps}"
    store.settle(made, [one.source for one in readings], statements, Links())
    return store


@pytest.fixture(params=["sqlite", "scale"])
def empty(request, tmp_path, monkeypatch):
    """An empty store, which asks the index beside it from the first statement on, or never makes one."""
    if request.param == "scale":
        monkeypatch.setattr(scale, "FROM", 0)
        monkeypatch.setattr("rodedraad.adapters.fulltext.look", _refuse)
    with SqliteStore(tmp_path / "dossier.db") as made:
        yield made
    assert (tmp_path / "zoekindex").is_dir() == (request.param == "scale")


def _refuse(*_, **__):
    raise AssertionError("the file was asked beside the index")


@pytest.fixture
def store(empty):
    return settled(empty, LETTER)


def test_words_are_found_by_their_stem_without_accents_and_inside_compounds(store):
    def quotes(query):
        return [hit.quote for hit in store.search(query)]

    assert quotes("vragen")[0] == LETTER.statements[0].quote
    assert quotes("VOOR 2030") == quotes("vóór 2030") != []
    assert quotes("gemeente")[0].startswith("Wij vragen")  # the whole passage: the word is beside the statement
    assert quotes("waterstof")[0].startswith("Een waterstofnetwerk")
    english = reading("e" * 64, ["The municipality is asking the ministry."], language="en")
    settled(store, LETTER, english)
    assert quotes("municipalities asked") == [english.document.text]
    assert quotes('"schone lucht"') == []
    assert quotes('"de luchtkwaliteit"') != quotes('"luchtkwaliteit de"') == []


def test_a_passage_is_no_hit_where_a_statement_in_it_says_as_much(store):
    assert [hit.id for hit in store.search("luchtkwaliteit")] == [LETTER.statements[0].id]
    ids = [hit.id for hit in store.search("luchtkwaliteit gemeenten")]
    assert ids == [None, LETTER.statements[0].id]  # the passage has both words


def test_highlights_are_the_words_that_were_found(store):
    (hit,) = store.search("provincies luchtkwaliteit")
    assert [hit.quote[start:end] for start, end in hit.highlights] == ["provincie", "luchtkwaliteit"]
    assert LETTER.document.text[hit.start : hit.end] == hit.quote


def test_a_rejected_statement_is_found_as_the_passage_it_is(store):
    settled(store, LETTER, keeps=False)
    assert [hit.id for hit in store.search("luchtkwaliteit")] == [None, None]


def test_a_word_with_one_slip_is_found_after_the_right_one_and_says_so(empty):
    right, wrong = "Wij leggen een warmtenet aan.", "Het wamrtenet komt in de wijk."
    more = [f"Plan {place} voor de woningen van de koningen." for place in range(30)]
    with empty as store:
        settled(store, reading(A, [right, wrong, *more, "De haven groeit.", "Een raven vliegt."]))
        hits = store.search("warmtenet")
        assert [(hit.quote, hit.near) for hit in hits] == [(right, ()), (wrong, ("wamrtenet",))]
        start, end = hits[1].highlights[0]
        assert hits[1].quote[start:end] == "wamrtenet"
        assert store.near_words("warmtenet") == {"warmtenet": ("wamrtenet",)}
        # the slip of who asks
        assert [hit.near for hit in store.search("wamtenet")][:1] == [("warmtenet",)]
        # words in quotation marks are meant as they stand, and short or common neighbours are other words
        assert [hit.quote for hit in store.search('"warmtenet"')] == [right]
        assert store.near_words("haven woningen") == {}
        # one word with a slip beside one without
        assert next(hit.quote for hit in store.search("warmtenet wijk")) == wrong
    with SqliteStore(empty.path, is_read_only=True) as store:
        assert store.near_words("warmtenet") == {"warmtenet": ("wamrtenet",)}


def test_a_long_passage_is_shown_by_the_part_that_was_found(store):
    text = "woord " * 3000 + "zeppelin " + "woord " * 3000
    settled(store, reading(A, [text]))
    (hit,) = store.search("zeppelin")
    assert "zeppelin" in hit.quote
    assert len(hit.quote) <= 700
    assert text[hit.start : hit.end] == hit.quote
    assert [hit.quote[start:end] for start, end in hit.highlights] == ["zeppelin"]


def test_cells_of_a_row_are_one_passage_and_headers_are_none(store):
    text = "Zonnepark\nAldorp\n\nBladzijde kop"
    blocks = (
        Block(kind="table_cell", start=0, end=9, table=0, row=0, column=0),
        Block(kind="table_cell", start=10, end=16, table=0, row=0, column=1),
        Block(kind="furniture", start=18, end=31),
    )
    document = Document(source=A, text=text, body_end=16, blocks=blocks)
    settled(store, replace(LETTER, document=document, statements=()))
    assert [hit.quote for hit in store.search("zonnepark aldorp")] == ["Zonnepark\nAldorp"]
    assert store.search("bladzijde") == ()


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(query=st.text(max_size=60) | st.text(alphabet='"*:(){}^-+~ANDORNEAR words,stems0', max_size=60))
def test_no_query_is_an_error(store, query):
    for hit in store.search(query, 5):
        assert LETTER.document.text[hit.start : hit.end] == hit.quote


@pytest.mark.parametrize(
    "query",
    ['"', '""', "words : x", "NEAR(a b)", "a AND OR b", "*", "x" * 100_000, '"' + "a " * 50_000, "\0", "🚲 a_b"],
)
def test_hostile_queries_are_words_like_any(store, query):
    began = time.monotonic()
    store.search(query)
    assert time.monotonic() - began < 2


def test_a_lone_surrogate_in_a_query_is_no_error(store):
    assert store.search("lucht\ud800") is not None


# --- an index that is not what it should be ---

QUERIES = ("luchtkwaliteit gemeenten", '"de luchtkwaliteit"', "water", "luchtkwaliteid", "zeppelin provincies", "")


@pytest.fixture
def large(tmp_path, monkeypatch):
    """A folder with a dossier that has an index beside it, and what the file itself finds there."""
    with settled(SqliteStore(tmp_path / "dossier.db"), LETTER, fingerprint="f") as store:
        wanted = {query: store.search(query) for query in QUERIES}
    monkeypatch.setattr(scale, "FROM", 0)
    with settled(SqliteStore(tmp_path / "dossier.db"), LETTER, fingerprint="f") as store:
        assert {query: _bare(store.search(query)) for query in QUERIES} == {
            query: _bare(hits) for query, hits in wanted.items()
        }
        assert store.search("water")[0].score != wanted["water"][0].score  # or this says nothing of the index
    return tmp_path, wanted


def _bare(hits):
    return [replace(hit, score=0.0) for hit in hits]


def _cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _spoilt(path):
    path.write_bytes(bytes(255 - byte for byte in path.read_bytes()))


def _of_another_state(folder):
    state = json.loads((folder / "stand.json").read_text())
    (folder / "stand.json").write_text(json.dumps(state | {"fingerprint": "other"}))


FILES = (
    "teksten",
    "plaatsen.npy",
    "woorden/*.idx",
    "woorden/*.pos",
    "woorden/*.term",
    "woorden/*.fast",
    "woorden/meta.json",
)
DAMAGES = {
    "gone": shutil.rmtree,
    "without_state": lambda folder: (folder / "stand.json").unlink(),
    "state_no_json": lambda folder: (folder / "stand.json").write_text("{"),
    "state_nested": lambda folder: (folder / "stand.json").write_text("[" * 100_000),
    "state_a_list": lambda folder: (folder / "stand.json").write_text("[]"),
    "of_another_state": _of_another_state,
    **{
        f"{name}_{how.__name__[1:]}": lambda folder, name=name, how=how: [how(one) for one in folder.glob(name)]
        for name in (
            "teksten",
            "plaatsen.npy",
            "woorden/*.idx",
            "woorden/*.term",
            "woorden/*.fast",
            "woorden/meta.json",
        )
        for how in (_cut,)
    },
    "file_gone": lambda folder: next(folder.glob("woorden/*.term")).unlink(),
    "a_file": lambda folder: (shutil.rmtree(folder), folder.write_bytes(b"x")),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_index_that_is_gone_stale_or_damaged_gives_what_the_file_finds_and_no_error(large, damage):
    folder, wanted = large
    scale._open.clear()
    DAMAGES[damage](folder / "zoekindex")
    assert scale.opened(folder / "zoekindex", "f") is None
    with SqliteStore(folder / "dossier.db", is_read_only=True) as store:
        assert {query: store.search(query) for query in QUERIES} == wanted
        assert store.near_words("luchtkwaliteid") == {"luchtkwaliteid": ("luchtkwaliteit",)}
        assert store.frequencies(["lucht"])[1] == 3
        store.candidates(["provincie"], bytes(2))
    with SqliteStore(folder / "dossier.db") as store:  # nobody took the file itself for damaged
        assert {query: store.search(query) for query in QUERIES} == wanted
    assert not (folder / "dossier.db.kapot").exists()


@pytest.mark.parametrize("name", ["stand.json", *FILES])
def test_whatever_stands_in_the_files_of_an_index_nothing_untrue_is_shown_and_nothing_fails(large, name):
    folder, wanted = large
    scale._open.clear()
    for one in (folder / "zoekindex").glob(name):
        _spoilt(one)
    with SqliteStore(folder / "dossier.db", is_read_only=True) as store:
        for query in QUERIES:
            assert set(_bare(store.search(query))) <= set(_bare(wanted[query]))
        store.near_words("luchtkwaliteid")
        store.frequencies(["lucht"])
        store.candidates(["provincie"], bytes(2))
    assert not (folder / "dossier.db.kapot").exists()


def test_an_index_that_names_what_is_not_there_is_left_for_the_file(large, monkeypatch):
    folder, wanted = large
    own = scale.decoded
    monkeypatch.setattr(scale, "decoded", lambda *given: replace(own(*given), source="b" * 64))
    with SqliteStore(folder / "dossier.db", is_read_only=True) as store:
        assert store.search("water") == wanted["water"]


def test_what_an_index_says_that_the_document_does_not_is_not_shown(large, monkeypatch):
    folder, _ = large
    own = scale.decoded
    monkeypatch.setattr(
        scale, "decoded", lambda *given: replace(own(*given), quote="Water is gratis.", start=0, end=11)
    )
    with SqliteStore(folder / "dossier.db", is_read_only=True) as store:
        assert store.search("water") == ()


def test_an_index_is_made_in_the_dossier_and_nowhere_else_also_where_links_lead_away(tmp_path, monkeypatch):
    monkeypatch.setattr(scale, "FROM", 0)
    outside, folder = tmp_path / "outside", tmp_path / "dossier"
    for place in (outside, folder):
        place.mkdir()
    (outside / "kept").write_bytes(b"kept")
    for name in ("zoekindex", "zoekindex.nieuw"):
        (folder / name).symlink_to(outside, target_is_directory=True)
    with settled(SqliteStore(folder / "dossier.db"), LETTER) as store:
        assert store.search("luchtkwaliteit")
    assert [one.name for one in outside.iterdir()] == ["kept"]
    assert sorted(one.name for one in folder.iterdir()) == ["dossier.db", "zoekindex"]
    assert not (folder / "zoekindex").is_symlink()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["dossier", "outside"]


def test_what_a_system_puts_in_any_folder_is_no_damage(large):
    folder, _ = large
    scale._open.clear()
    for name in (".DS_Store", "desktop.ini"):
        (folder / "zoekindex" / name).write_bytes(b"x")
    assert scale.opened(folder / "zoekindex", "f") is not None


def test_an_index_that_is_a_link_is_not_read(large):
    folder, wanted = large
    (folder / "zoekindex").rename(folder / "other")
    (folder / "zoekindex").symlink_to(folder / "other", target_is_directory=True)
    with SqliteStore(folder / "dossier.db", is_read_only=True) as store:
        assert store.search("water") == wanted["water"]


READER = """
import sys
from pathlib import Path
from rodedraad.adapters.sqlite import SqliteStore
found = 0
print("ready", flush=True)
while not Path(sys.argv[2]).exists():
    with SqliteStore(Path(sys.argv[1]), is_read_only=True) as store:
        for _ in range(3):
            hits = store.search("luchtkwaliteit")
            assert [hit.quote for hit in hits][:1] == [sys.argv[3]], hits
            found += 1
print(found)
"""


def test_two_processes_read_while_one_builds(large):
    folder, _ = large
    given = [folder / "dossier.db", folder / "stop", LETTER.statements[0].quote]
    readers = [
        subprocess.Popen([sys.executable, "-c", READER, *map(str, given)], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for one in readers:
        assert one.stdout.readline() == "ready\n"
    with SqliteStore(folder / "dossier.db") as store:
        for built in range(12):
            settled(store, LETTER, fingerprint=f"f{built}")
            assert store.search("luchtkwaliteit")
        (folder / "stop").touch()
        counts = [one.communicate(timeout=60)[0] for one in readers]
    assert [one.returncode for one in readers] == [0, 0]
    assert all(int(count) > 3 for count in counts)


def test_a_store_that_stays_open_asks_the_index_once_it_is_there(large):
    folder, wanted = large
    (folder / "zoekindex").rename(folder / "later")
    with SqliteStore(folder / "dossier.db", is_read_only=True) as store:
        assert store.search("water") == wanted["water"]
        (folder / "later").rename(folder / "zoekindex")
        assert store.search("water") != wanted["water"]
        assert _bare(store.search("water")) == _bare(wanted["water"])


# --- the two beside each other ---


def test_both_find_the_same_in_the_example(tmp_path, monkeypatch):
    """All hits, with the same marks; only scores, and so the order of hits with as many of the words, are its own."""
    readings = [perusing.perused(errand) for errand in _errands()]
    words = sorted({word for one in readings for word in one.document.text.split()})
    dice = random.Random(1)
    queries = [" ".join(dice.sample(words, dice.randint(1, 4))) for _ in range(60)]
    queries += [f'"{quote[10:40]}"' for one in readings for quote in [each.quote for each in one.statements[:2]]]
    queries += [word[:-1] for word in words[::200]]
    with settled(SqliteStore(tmp_path / "dossier.db"), *readings, fingerprint="f") as store:
        wanted = {query: store.search(query, 1000) for query in queries}
    monkeypatch.setattr(scale, "FROM", 0)
    with settled(SqliteStore(tmp_path / "dossier.db"), *readings, fingerprint="f") as store:
        monkeypatch.setattr("rodedraad.adapters.fulltext.look", _refuse)
        for query in queries:
            found = store.search(query, 1000)
            key = operator.attrgetter("source", "start", "end")
            assert sorted(_bare(found), key=key) == sorted(_bare(wanted[query]), key=key), query
    assert sum(bool(hits) for hits in wanted.values()) > 60


def _errands():
    for path in sorted(one for one in EXAMPLE.rglob("*") if one.suffix in {".md", ".html", ".odt"}):
        name = path.relative_to(EXAMPLE).as_posix()
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        load = partial(folders.load, str(EXAMPLE))
        yield perusing.Errand(path=name, sha256=sha256, frame=frame({}), overrides=(), load=load)
