"""What may answer a question: the same suite for a store in memory, in a file, and with the index for scale beside it."""

from dataclasses import replace

import pytest
from fakes import MemoryStore
from hand import reading

from rodedraad import asking
from rodedraad.adapters import scale
from rodedraad.adapters.sqlite import SqliteStore
from rodedraad.embed import embedder
from rodedraad.errors import WrongUse
from rodedraad.records import Links
from rodedraad.retrieve import asked
from rodedraad.stems import stem

A, B = "a" * 64, "b" * 64
QUOTES = {
    A: ["De gemeente bouwt 900 woningen in Loderkerk.", "De haven krijgt een kade."],
    B: ["De gemeente bouwt 900 woningen, in Loderkerk.", "Geneesmiddelen worden goedkoper."],
}


def _filled(store, sources=(A, B)):
    made = []
    for source in sources:
        plain = reading(source, [*QUOTES[source], "Een alinea over kades zonder uitspraak."], quotes=QUOTES[source])
        vectors = embedder().encode([one.text for one in plain.statements])
        made.append(replace(plain, vectors=vectors, dimensions=256))
        store.put("k", made[-1])
    store.settle("f", [one.source for one in made], [one for each in made for one in each.statements], Links())
    return store


@pytest.fixture(params=["memory", "sqlite", "scale"])
def store(request, tmp_path, monkeypatch):
    if request.param == "scale":
        monkeypatch.setattr(scale, "FROM", 1)
    made = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "dossier.db")
    yield _filled(made)
    assert (tmp_path / "zoekindex").is_dir() == (request.param == "scale")
    made.close()


def test_statements_are_found_by_a_stem_or_by_their_vector_once_each(store):
    vector = embedder().encode(["woningen"])
    found = [one for one in store.candidates([stem("woningen", "nl")], vector) if one.id is not None]
    by_id = {one.id: one for one in found}
    assert len(by_id) == len(found)
    assert {one.quote for one in found} >= {QUOTES[A][0], QUOTES[B][0]}
    assert by_id[f"{A[:6]}-0"].product > 0
    assert (by_id[f"{A[:6]}-0"].source, by_id[f"{A[:6]}-0"].page, by_id[f"{A[:6]}-0"].start) == (A, 1, 0)


def test_what_no_word_holds_is_found_by_its_vector_alone(store):
    found = store.candidates([stem("medicijnen", "nl")], embedder().encode(["medicijnen"]))
    assert QUOTES[B][1] in {one.quote for one in found}


def test_how_often_a_stem_stands_is_known_and_nothing_is_found_for_nothing(store):
    counts, size = store.frequencies([stem("woningen", "nl"), "zeppelin"])
    assert counts == {stem("woningen", "nl"): 2, "zeppelin": 0}
    assert size >= 4
    assert store.candidates(["zeppelin"], embedder().encode(["xqzt"])) == ()
    assert store.candidates([], bytes(256)) == ()


def test_a_question_is_answered_with_one_line_for_near_copies_and_silence_for_the_rest(store):
    answer = asking.answering_of(store, "Hoeveel woningen komen er in Loderkerk?")
    assert answer.found
    assert answer.lines[0].citations == (f"{A[:6]}-0", f"{B[:6]}-0")
    assert [place.quote for place in answer.lines[0].places] == [QUOTES[A][0], QUOTES[B][0]]
    silent = asking.answering_of(store, "Wanneer vaart de zeppelin?")
    assert (silent.found, silent.lines) == (False, ())
    assert (silent.searched.words, silent.searched.absent) == (("vaart", "zeppelin"), ("vaart", "zeppelin"))
    assert (silent.searched.sources, silent.searched.statements) == (2, 4)
    with pytest.raises(WrongUse):
        asking.answering_of(store, "  ")


def test_a_question_of_question_words_alone_is_not_searched(store):
    assert asking.answering_of(store, "Wie, wat, waar en waarom?").searched.words == ()


@pytest.mark.parametrize("damage", ["gone", "stale", "broken"])
def test_an_index_that_is_gone_of_another_state_or_broken_is_not_asked(tmp_path, monkeypatch, damage):
    monkeypatch.setattr(scale, "FROM", 1)
    with _filled(SqliteStore(tmp_path / "dossier.db")) as store:
        wanted = asking.answering_of(store, "Hoeveel woningen komen er in Loderkerk?")
    state = tmp_path / "zoekindex" / "stand.json"
    if damage == "gone":
        state.unlink()
    else:
        state.write_text(
            '{"fingerprint": "other", "texts": 0, "vectors": 0}' if damage == "stale" else "{", encoding="utf-8"
        )
    with SqliteStore(tmp_path / "dossier.db", is_read_only=True) as store:
        assert asking.answering_of(store, "Hoeveel woningen komen er in Loderkerk?") == wanted


def test_what_an_index_was_changed_to_is_not_shown(tmp_path, monkeypatch):
    monkeypatch.setattr(scale, "FROM", 1)
    question = "Hoeveel woningen komen er in Loderkerk?"
    with _filled(SqliteStore(tmp_path / "dossier.db")) as store:
        quotes = {one.quote for one in store.records("statements")}
    texts = tmp_path / "zoekindex" / "teksten"
    told = texts.read_bytes()
    assert told.count(b"900 woningen in") == 1
    texts.write_bytes(told.replace(b"900 woningen in", b"100 woningen in"))
    with SqliteStore(tmp_path / "dossier.db", is_read_only=True) as store:
        found, _ = asking.retrieved(store, asked(question))
        assert any("100 woningen" in one.candidate.quote for one in found), "the index was asked"
        lines = asking.answering_of(store, question).lines
    assert [place.quote for line in lines for place in line.places if place.statement] == [QUOTES[B][0]]
    assert {place.quote for line in lines for place in line.places if place.statement} <= quotes
    assert not any("100" in place.quote for line in lines for place in line.places)


def test_an_unknown_name_is_said_and_silences(store):
    assert asking.answering_of(store, "Hoeveel woningen bouwt de gemeente in Loderkerk?").found
    silent = asking.answering_of(store, "Hoeveel woningen bouwt de gemeente in Velsen?")
    assert (silent.found, silent.reason.code, dict(silent.reason.values)) == (False, "asking.unknown_name", {"names": "Velsen"})  # fmt: skip
    assert silent.lines == ()
