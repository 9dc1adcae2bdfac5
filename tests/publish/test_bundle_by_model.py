"""A wording of a model that the verification lets in passes the checker of the bundle too: the two read alike."""

import hashlib
from dataclasses import replace

import pytest
from publish.bundles import check

from rodedraad import consult, dossier, versions
from rodedraad.adapters import codec
from rodedraad.adapters.folder import DossierFolder
from rodedraad.genai.wording import is_wordable
from rodedraad.publish.bundle import bundle
from rodedraad.publish.bundle_check import OwnWords
from rodedraad.records import Version
from rodedraad.verify.clauses import judged
from rodedraad.verify.evidence import Evidence
from rodedraad.wording import LANGUAGES, catalogue

AT = "2026-01-01T00:00:00Z"
TEXTS = {
    "a.md": "# Notitie\n\nHet vrachtverkeer moet in 2030 om het dorp heen rijden. De haven blijft open.\n",
    "b.md": "# Verkenning\n\nHet vrachtverkeer moet in 2030 om het dorp heen rijden.\n",
}


@pytest.fixture
def publication(tmp_path):
    """A dossier of two sources of which nobody knows the author, and that share a sentence."""
    made = DossierFolder.make(tmp_path / "dossier", 'titel = "proef"\n')
    for name, text in TEXTS.items():
        (made.sources / name).write_text(text, encoding="utf-8")
    dossier.build(made, name="Jo", at=AT)
    return versions.publication(made, label=None, language="nl", stamp=AT)


def _evidence(publication):
    own = publication.dossier
    return Evidence(
        proposition=publication.proposition,
        statements={one.id: one for one in own.statements},
        sources={one.id: one for one in own.sources},
        documents=own.documents,
        links=own.links,
        merged=frozenset(consult.ground(own).merged),
        corrected=frozenset(),
    )


def _without_marks(clause):
    """The clause as a model may say it: the rules' sentence without its quotation marks."""
    text = clause.text.replace("«", "").replace("»", "")
    cited = tuple(replace(one, shown="") for one in clause.citations)
    return replace(clause, text=text, plain=text, plain_by="model:proef", origin="model:proef", citations=cited)


def test_a_wording_that_says_that_nobody_knows_the_author_passes_both(publication, tmp_path):
    """The checker took "zonder" of the fixed sentence for a denial that no quote has, and failed an approved version."""
    evidence = _evidence(publication)
    worded = [_without_marks(one) for one in publication.proposition.clauses if is_wordable(one)]
    assert [one.kind for one in worded] == ["shared"]
    assert "zonder bekende afzender" in worded[0].text
    assert [one.reason for one in judged(worded[0], evidence)] == []
    every = {one.id: one for one in (*publication.proposition.clauses, *worded)}
    text = replace(publication.proposition, clauses=tuple(every.values()))
    body = hashlib.sha256(codec.written(text)).hexdigest()
    version = Version(number=1, label="1", event="e-1", at=AT, person="Jo", body=body, public=body, approval=None)
    path = tmp_path / "bundel.zip"
    path.write_bytes(bundle(replace(publication, proposition=text, version=version)))
    status, found = check(path)
    assert (status, found["failures"]) == (0, [])


@pytest.mark.parametrize("title", ["niet", "a"])
def test_a_document_called_after_a_small_word_takes_that_word_from_no_sentence(publication, title):
    """The title was taken out wherever its letters stood, so that what a sentence said with it was not looked at."""
    own = publication.dossier
    named = {one.id: replace(one, title=title) for one in own.sources}
    told = replace(publication, dossier=replace(own, sources=tuple(named.values())))
    text = replace(told.proposition, sources=tuple(named.values()))
    evidence = _evidence(replace(told, proposition=text))
    (clause,) = (_without_marks(one) for one in publication.proposition.clauses if is_wordable(one))
    denied = replace(clause, text=clause.text.replace("heen rijden", "niet heen rijden"), plain="")
    assert [one.reason.code for one in judged(denied, evidence)]
    assert judged(clause, evidence) == ()
    person = replace(denied, origin="person")
    assert "verify.denial_added" in {one.reason.code for one in judged(person, evidence)}


def test_no_fixed_sentence_around_a_quote_turns_it_but_those_of_what_is_missing():
    """Of what is missing the checker asks no denial of the quotes; of every other sentence it does."""
    framed = {code: words for code, words in catalogue().items() if code.startswith("clause.")}
    framed = {code: words for code, words in framed.items() if "{quote}" in words["nl"]}
    turning = {
        code
        for code, words in framed.items()
        for language in LANGUAGES
        if list(OwnWords(words[language].replace("«{quote}»", " "), ["x"], is_gap=False).turned())
    }
    assert len(framed) > 30
    assert {code.partition(".")[2].partition("_")[0] for code in turning} == {"no", "missing", "only"}
