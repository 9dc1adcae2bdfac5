"""A model's words stand before what a story of a future quotes where they hold, marked; a lie changes nothing and is counted."""

import html as html_escapes
import io
import json
import re
import shutil
import zipfile
from xml.etree import ElementTree as ET

import pytest
from fakes import ScriptedModel

from rodedraad import dossier as dossiers
from rodedraad import versions
from rodedraad.adapters.folder import DossierFolder
from rodedraad.assisting import Wish
from rodedraad.publish.docx import docx
from rodedraad.publish.html import html
from rodedraad.publish.scenarios_paper import scenarios_paper
from rodedraad.publish.view import report
from rodedraad.sending import Asking

AT = "2026-01-01T00:00:00Z"
WISH = Wish(name="schrijver", endpoint="http://localhost:1/v1")
PART = re.compile(r"<<\w{8} (\d+)\n> (.*)")
TABLE = "één gezamenlijke tafel waaraan het Rijk, de provincie en de drie gemeenten de regie voeren, in plaats van zeven overleggen"
"""What a story of the example quotes."""
TOLD = (f"Provincie Kustland (gedeputeerde staten) wil {TABLE} naast elkaar.",)
LIES = (("in plaats van zeven", "in plaats van acht"),)
MARK = "in woorden van taalmodel schrijver"
FRAMES = (
    (re.compile(r"(.* wil) dit: «Wij willen (.*)»"), r"\1 \2"),
    (re.compile(r"(.* (?:zegt toe|vraagt aan [\w ]+)): «(.*)»"), r"\1: \2"),
)


@pytest.fixture(scope="module")
def built(lodermond):
    return lodermond


@pytest.fixture(scope="module")
def proposed(built, tmp_path_factory):
    """The example with a version in the words of a model that tells no lies."""
    root = tmp_path_factory.mktemp("verwoord") / "dossier"
    shutil.copytree(built, root)
    _proposed(DossierFolder.open(root), _writer())
    return root


@pytest.fixture
def folder(built, tmp_path):
    shutil.copytree(built, tmp_path / "dossier")
    return DossierFolder.open(tmp_path / "dossier")


@pytest.fixture
def worded(proposed, tmp_path):
    shutil.copytree(proposed, tmp_path / "verwoord")
    return DossierFolder.open(tmp_path / "verwoord")


def _writer(lies=()):
    """A model that takes a quote out of its marks where its frame goes on with it, and tells these lies."""

    def said(line):
        for frame, words in FRAMES:
            line = frame.sub(words, line)
        for true, lie in lies:
            line = line.replace(true, lie)
        return line

    return ScriptedModel(
        lambda prompt: json.dumps(
            {"items": [{"n": int(n), "text": said(line), "title": ""} for n, line in PART.findall(prompt.data)]}
        )
    )


def _proposed(folder, model=None, **given):
    asking = Asking(**{"wish": WISH, "connect": (lambda _: model) if model else None, **given})
    return versions.propose(folder, name="proef", at=AT, asking=asking)


def _published(folder, *, language="nl", **given):
    return versions.publication(folder, label=None, language=language, stamp=AT, **given)


def _page(publication):
    return html(report(publication.dossier, sources_href="bronnen"), publication=publication).decode()


def _seen(page):
    """What a reader of a page sees, in one line."""
    return " ".join(html_escapes.unescape(re.sub(r"<[^>]*>", "", page)).split())


def _futures(page):
    """The stories, as they stand on a page."""
    return re.findall(r'<article class="future".*?</article>', page, re.DOTALL)


def _paper(publication):
    with zipfile.ZipFile(io.BytesIO(docx(scenarios_paper(publication)))) as file:
        return "".join(ET.fromstring(file.read("word/document.xml")).itertext())  # noqa: S314  our own words


def _words(publication):
    return {one.text for one in publication.stories.values()}


def test_what_a_story_quotes_stands_behind_a_models_words_with_its_mark(worded):
    published = _published(worded)
    assert set(TOLD) <= _words(published)
    assert {one.by for one in published.stories.values()} == {"model:schrijver"}
    assert not any(words in one.text for one in published.proposition.clauses for words in TOLD), "no part of the text"
    for text in (_seen(_page(published)), _paper(published)):
        for words in TOLD:
            after = text.split(words, 1)[1]
            assert after.lstrip().startswith(MARK)
            assert after.index("«") < 60, "the quote stands just behind it"
            assert words[-40:-1] in after[: after.index("»")]


def test_who_approves_the_version_does_not_approve_a_story(worded):
    (version,) = versions.versions(worded)
    seen = {one.id for one in versions.by_model(versions.text_of(worded, version))}
    versions.approve(worded, version, name="Els", at=AT, seen=seen)
    page = _page(_published(worded))
    assert "Els" in page
    assert MARK in page
    assert _page(_published(worded)) == page


def test_a_lie_about_a_story_changes_nothing_and_is_counted(folder):
    made = _proposed(folder, _writer(LIES))
    refused = {one.words for one in made.draft.refusals if one.kind == "unsupported"}
    for words, (true, lie) in zip(TOLD, LIES, strict=True):
        assert words.replace(true, lie) in refused
    published = _published(folder)
    assert not any(lie in one for one in _words(published) for _, lie in LIES)
    page = _seen(_page(published))
    assert f"In de bronnen: «Wij willen {TABLE}" in page or f"En: «Wij willen {TABLE}" in page
    assert not any(lie in page for _, lie in LIES)


def test_a_reply_that_came_in_with_the_dossier_is_held_too(worded):
    """A dossier comes by mail, and with it what was kept: what lies there is not shown unasked."""
    for path in worded.replies.rglob("*.json"):
        text = path.read_text(encoding="utf-8")
        for true, lie in LIES:
            text = text.replace(true, lie)
        path.write_text(text, encoding="utf-8")
    words = _words(_published(worded))
    assert not words.intersection(TOLD)
    assert not any(lie in one for one in words for _, lie in LIES)


def test_without_a_model_the_rules_tell_the_stories_byte_for_byte(folder, worded):
    rules, told = (_futures(_page(_published(one))) for one in (folder, worded))
    assert rules != told
    _proposed(worded, wish=Wish(is_off=True))
    assert _published(worded).stories == {}, "the model did not word this version"
    assert _futures(_page(_published(worded))) == rules


def test_a_dutch_quote_has_no_words_in_english(worded):
    page = _seen(_page(_published(worded, language="en")))
    assert "in words of language model" not in page
    assert f"“Wij willen {TABLE}" in page


def test_who_may_not_see_a_source_sees_no_words_for_it(folder):
    paths = {one.id: one.path for one in _published(folder).dossier.sources}
    (closed,) = {paths[one.source] for one in _published(folder).dossier.statements if TABLE in one.text}
    with folder.source_settings.open("a", encoding="utf-8") as file:
        file.write(f"\n[[bron]]\npad = {json.dumps(closed)}\nopenbaar = false\n")
    dossiers.build(folder, name="proef", at=AT, workers=1)
    _proposed(folder, _writer())
    assert TOLD[0] in _words(_published(folder, has_confidential=True))
    public = _published(folder)
    assert TOLD[0] not in _words(public)
    assert TABLE not in _page(public)
