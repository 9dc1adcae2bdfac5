"""The report shows every record with a link to its page, in sound HTML, whatever the documents hold."""

import re
from dataclasses import replace
from itertools import pairwise
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as parser
from publish.small import SAYS, published, small

from rodedraad.publish import excerpts, html, missing, view
from rodedraad.publish.corrections import Correction
from rodedraad.records import DocumentSupport, Frame, Links, Message

LANGUAGES = ("nl", "en")
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp;quot; ]]> -->",
    "abc\u202egnp.exe\u2066\u200f",
    "nul\x00 bel\x07 esc\x1b del\x7f c1\x9b half\ud800 none\uffff\ufdd0",
    "A" * 100_000,
    "٣ ไทย 𝔘𝔫𝔦 👩‍🚀 e\u0301" * 5,
)


def _made(dossier, language="nl", way="../bronnen"):
    return html.html(view.report(dossier, sources_href=way), publication=published(dossier, language))


def _tree(made):
    return parser.document_fromstring(
        made.decode("utf-8").split("\n", 1)[1] if made.startswith(b"\n") else made.decode()
    )


def _sound(made):
    """What must hold of every report; returns its tree."""
    tree = _tree(made)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    hrefs = tree.xpath("//a/@href")
    assert {one for one in hrefs if one.startswith("#")} <= {f"#{id_}" for id_ in ids}
    assert {urlsplit(one).scheme for one in hrefs} <= {"", "http", "https"}
    tags = {one.tag for one in tree.iter() if isinstance(one.tag, str)}
    assert not tags & {"script", "img", "iframe", "object", "embed", "link", "base", "form", "audio", "video"}
    names = {name for one in tree.iter() for name in one.attrib}
    assert not {name for name in names if name.startswith("on")} | (names & {"src", "srcset", "srcdoc", "action"})
    drawn = {one.tag for one in tree.xpath("//svg//*")}
    assert drawn <= {"title", "desc", "defs", "pattern", "path", "rect", "circle", "text"}
    styles = "".join(tree.xpath("//style/text()"))
    assert not re.search(r"url\((?!#streep\)|\"data:image/png;base64,[A-Za-z0-9+/=]+\"\))|@import", styles)
    levels = [int(one.tag[1]) for one in tree.iter() if isinstance(one.tag, str) and re.fullmatch("h[1-6]", one.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert not tree.xpath("//th[not(@scope)]")
    return tree


def _text(node):
    return " ".join(node.text_content().split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_record_is_there_with_the_way_to_its_page(language):
    tree = _sound(_made(small(), language))
    assert tree.get("lang") == language
    for id_ in ("t-een", "t-twee", "x-1", "gap-party_absent", "gap-document_missing", "gap-request_without_answer"):
        assert len(tree.xpath(f"//*[@id='{id_}']")) == 1
    ways = {
        "brief": ("../bronnen/map/een%20brief.pdf#page=1", "../bronnen/map/een%20brief.pdf#page=2"),
        "visie": ("../bronnen/visie.docx", "../bronnen/visie.docx"),
        "study": ("../bronnen/study.pdf#page=1",),
        "oud": ("../bronnen/oud.pdf#page=1",),
    }
    shown = {(_text(figure.xpath(".//q")[0]), figure.xpath(".//a/@href")[0]) for figure in tree.xpath("//figure")}
    threads = (("brief", 0), ("brief", 1), ("study", 0), ("oud", 0), ("visie", 0))
    assert {(SAYS[id_][place], ways[id_][place]) for id_, place in threads} <= shown
    everywhere = {_text(one) for one in tree.xpath("//q")}
    assert {text for texts in SAYS.values() for text in texts} <= everywhere


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_sides_of_a_tension_are_named_on_the_first_page_with_their_words_marked(language):
    (card,) = _sound(_made(small(), language)).xpath("//section[@id='een']//div[contains(@class, 'apart')]")
    sides = [_text(one) for one in card.xpath(".//span[@class='side']")]
    colleges = {
        "nl": "Gemeenten Velsen en Beverwijk (colleges van B en W)",
        "en": "Velsen and Beverwijk (municipal exec",
    }
    assert colleges[language] in sides[0]
    assert sides[1].startswith("De Fabriek")
    assert [one.text for one in card.xpath(".//mark")] == ["2030", "2035"]


def test_a_tension_is_headed_by_what_its_quotes_are_about():
    # The subject's title, a sentence of neither quote, stood over them: "Over: Er is een plan van aanpak gemaakt".
    dossier = small()
    links = dossier.links
    (subject,) = links.subjects
    other = replace(subject, title=SAYS["oud"][0])

    def heading(subject, statements=dossier.statements):
        changed = replace(dossier, statements=statements, links=replace(links, subjects=(subject,)))
        return _text(_sound(_made(changed)).xpath("//section[@id='spanningen']/h3")[0])

    assert heading(subject) == f"Over: {SAYS['brief'][0]}"
    assert heading(other) == "Over: Lucht"
    bare = tuple(replace(one, themes=("anders",)) for one in dossier.statements)
    assert heading(other, bare) == "Gemeenten Velsen en Beverwijk (colleges van B en W) tegenover De Fabriek (bestuur)"


def test_what_a_source_tells_of_another_has_a_place_of_its_own():
    dossier = small()
    told = tuple(
        replace(one, is_reported=True, holder="bewoners") if one.id == "s-study0" else one for one in dossier.statements
    )
    (section,) = _sound(_made(replace(dossier, statements=told))).xpath("//section[@id='weergave']")
    (row,) = section.xpath(".//li")
    assert _text(row).startswith(f"Bewoners volgens Bureau {SAYS['study'][0]}")
    assert "Er is geen standpunt" in _text(_sound(_made(dossier)).xpath("//section[@id='weergave']")[0])


def test_what_people_decided_stands_beside_the_words_with_who_when_and_what_it_was():
    tree = _sound(_made(small()))
    (figure, *_) = tree.xpath("//*[@id='t-een']//figure")
    assert [_text(one) for one in figure.xpath(".//p[@class='mended']")] == [
        "A. de Vries, 21 november 2026, 09:00 UTC: Thema’s: was «niets», is nu «Lucht».",
        "A. de Vries, 21 november 2026, 09:00 UTC: Soort: was «zorg», is nu «ambitie».",
        "B., 21 november 2026, 10:00 UTC: Bevestigd zoals het er staat.",
    ]
    changes = {one.get("id"): _text(one) for one in tree.xpath("//section[@id='verbeterd']//article")}
    assert list(changes) == ["e-e3", "e-e2", "e-e1"]  # the latest first
    assert "iemand van wie de naam is gewist" in changes["e-e3"]
    assert "Afgewezen: deze uitspraak telt niet mee. De Fabriek" in changes["e-e3"]
    assert "Weg ermee." in changes["e-e3"]
    assert "Uitspraken waarover mensen iets beslisten: 2." in _text(tree.xpath("//section[@id='een']")[0])
    assert "3 instellingen in bronnen.toml" in _text(tree.xpath("//section[@id='verbeterd']")[0])
    (request,) = tree.xpath("//section[@id='verzoeken']//tbody/tr")[:1]
    assert not request.xpath(".//a[contains(@class, 'mended')]")  # nobody touched that one
    assert tree.xpath("//details//li//a[contains(@class, 'mended')]/@href")[0] == "#e-e1"


def test_support_says_who_is_for_against_earlier_and_not_heard_and_as_which_organ():
    rows = {
        _text(one.find("dt")): _text(one.find("dd"))
        for one in _sound(_made(small())).xpath("//*[@id='t-een']//dl[@class='support']/div")
    }
    assert rows == {
        "Steunt dit:": "3 partijen, 2 documenten: Gemeente Beverwijk, Bureau en Gemeente Velsen",
        "Tegen:": "1 partij, 1 document: De Fabriek",
        "Eerder voor:": "Gemeente Velsen (gemeenteraad)",
        "Niet gehoord:": "Bewoners",
    }


def test_a_date_of_the_file_is_said_to_be_that_wherever_the_latest_position_counts():
    # The day on which a PDF was saved stood as the document's date, and decided which position was the latest.
    dossier = small()
    assert "datum van het bestand" not in _text(_sound(_made(dossier)).xpath("//section[@id='draden']")[0])
    saved = tuple(replace(one, is_file_date=one.id in ("brief", "visie")) for one in dossier.sources)
    turned = tuple(replace(one, parties=("velsen",)) if one.id == "s-visie0" else one for one in dossier.statements)
    tree = _sound(_made(replace(dossier, sources=saved, statements=turned)))
    (thread,) = tree.xpath("//*[@id='t-een']")
    assert "10 maart 2026 (datum van het bestand)" in _text(thread.xpath(".//figcaption")[0])
    assert "van Een brief en Een visie is alleen de datum van het bestand bekend" in _text(thread)
    assert "is onzeker" not in _text(tree.xpath("//*[@id='t-twee']")[0])
    assert "2025 (datum van het bestand)" in _text(tree.xpath("//*[@id='bron-visie']")[0])


def test_sentences_that_a_person_put_together_have_no_reckoned_certainty():
    dossier = small()
    read = {one.id: one for one in dossier.statements}
    merged = tuple(
        Correction(event="e4", at="2026-11-21T12:00:00Z", person="B.", what="merge", read=read[id_], now=read[id_])
        for id_ in ("s-brief0", "s-study0")
    )
    tree = _sound(_made(replace(dossier, corrections=merged)))
    assert "Door een mens samengevoegd." in _text(tree.xpath("//*[@id='t-een']")[0])
    assert "Zekerheid van de bundeling: 80 procent." in _text(tree.xpath("//*[@id='t-twee']")[0])


def test_a_thread_without_a_known_party_says_so_and_is_nobodys_voice():
    dossier = small()
    thread = dossier.links.threads[0]
    nobody = replace(thread, parties=(), support=replace(thread.support, documents=DocumentSupport()))
    statements = tuple(replace(one, parties=()) if one.id in thread.statements else one for one in dossier.statements)
    report = replace(dossier, statements=statements, links=replace(dossier.links, threads=(nobody,)))
    tree = _sound(_made(report))
    assert _text(tree.xpath("//*[@id='t-een']//figcaption/b")[0]) == "geen partij herkend"  # a part by nobody known
    assert _text(tree.xpath("//*[@id='t-een']//dl[@class='support']")[0]) == "Steunt dit: geen partij herkend"
    shared = _text(tree.xpath("//section[@id='een']//div[contains(@class, 'shared')]")[0])
    assert "Er is één rode draad, maar daarachter zijn geen twee partijen herkend" in shared
    assert "geen twee onafhankelijke bronnen" not in shared


def test_sources_that_share_nothing_are_named_and_copies_and_unread_files_are_not_among_them():
    dossier = small()
    one, two = (replace(dossier.links.threads[0], sources=("brief", "study")), dossier.links.threads[1])
    for threads, said in (
        ((one, two), ["«Een visie» en «A study» delen niets", "«Een brief» en «Een visie» delen niets"]),
        ((), ["«Een brief» en «A study» delen niets"]),
    ):
        tree = _sound(_made(replace(dossier, links=replace(dossier.links, threads=threads))))
        shared = _text(tree.xpath("//section[@id='een']//div[contains(@class, 'shared')]")[0])
        assert all(sentence in shared for sentence in said)
        assert "«Een oude visie»" not in shared  # an earlier version of the letter
        assert ("«Een brief» en «A study» delen niets" in shared) is (threads == ())
    many = tuple(replace(dossier.sources[2], id=f"m{place}", title=f"Studie {place}") for place in range(5))
    coverage = tuple(replace(dossier.coverage[2], source=source.id) for source in many)
    coverage = (*coverage[:4], replace(coverage[4], statements=0))
    tree = _sound(_made(replace(dossier, sources=(*dossier.sources, *many), coverage=(*dossier.coverage, *coverage))))
    shared = _text(tree.xpath("//section[@id='een']//div[contains(@class, 'shared')]")[0])
    assert (
        "5 van de 9 bronnen delen met geen enkele andere een rode draad: Een visie; Studie 0; Studie 1 en nog 2."
        in shared
    )
    assert "deelt niets" in _text(tree.xpath("//*[@id='bron-m0']")[0])
    assert "deelt niets" not in _text(tree.xpath("//*[@id='bron-m4']")[0])


def test_who_is_asked_as_u_is_whom_the_letter_is_addressed_to():
    (row, *_) = _sound(_made(small())).xpath("//section[@id='verzoeken']//tbody/tr")
    assert _text(row.xpath("./td")[1]) == "de provincie en u (Provincie kust) gevraagd"


def test_words_carry_the_language_that_they_are_in():
    for language, other in (("nl", "en"), ("en", "nl")):
        tree = _sound(_made(small(), language))
        foreign = {_text(one) for one in tree.xpath(f"//q[@lang='{other}']")}
        own = {_text(one) for one in tree.xpath("//q[not(@lang)]")}
        english = {SAYS["study"][0]}
        assert foreign == english if other == "en" else foreign >= set(SAYS["brief"])
        assert not foreign & own


def test_the_same_dossier_gives_the_same_bytes_and_no_wording_is_missing():
    for language in LANGUAGES:
        made = _made(small(), language)
        assert made == _made(small(), language)
        assert not re.search(rb"(?:html|label)\.[a-z_]+|undefined|None\b", made)


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_hostile_words_stay_words(hostile):
    for language in LANGUAGES:
        made = _made(small(lambda text: f"{text} {hostile}"), language)
        _sound(made)
        assert len(made) < 1_000_000
        assert not re.search("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200f]", made.decode("utf-8"))


MEANS_NOTHING = st.sampled_from("bhpqrst<>&\"'=/!-") | st.characters(exclude_categories=["L", "N", "Cs"])
"""Names of tags and every sign, and no word or number: *iedere* or *2035* rightly places a statement elsewhere."""


@settings(max_examples=40, deadline=None)
@given(st.text(MEANS_NOTHING, min_size=1, max_size=40))
def test_any_signs_whatever_give_the_same_tags(text):
    """Tags and attributes do not depend on the words: nothing in a document becomes markup."""

    def skeleton(words):
        tree = _sound(_made(small(words)))
        return [(one.tag, sorted(one.attrib)) for one in tree.iter() if one.tag not in ("mark", "a", "text")]

    assert skeleton(lambda quoted: f"{quoted} ~{text}~") == skeleton(lambda quoted: f"{quoted} ~woord~")


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00/\\"), min_size=1, max_size=30)
)
def test_a_link_leads_back_to_the_path_whatever_its_name(name):
    path = f"map #1 100%/é {name}.pdf"
    tree = _tree(_made(small(paths={"brief": path}), way="../een ander #dossier/bronnen"))
    (figure, *_) = tree.xpath("//*[@id='t-een']//figure")
    parts = urlsplit(figure.xpath(".//figcaption/a/@href")[0])
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "page=1")
    assert unquote(parts.path) == f"../een ander #dossier/bronnen/{path}"


@pytest.mark.parametrize(
    ("quote", "fragment"),
    [
        (
            "Wij willen - nu - schone lucht, & wel.",
            "text=Wij%20willen%20%2D%20nu%20%2D%20schone%20lucht%2C%20%26%20wel.",
        ),
        (
            "De gemeente legt een warm-\nnet aan in de wijk.",
            "text=De%20gemeente%20legt%20een,net%20aan%20in%20de%20wijk.",
        ),
        (" ".join("abcdefghijklmn"), "text=a%20b%20c%20d%20e,j%20k%20l%20m%20n"),
        ("\n \n", ""),
        ("half\ud800 é", "text=half%3F%20%C3%A9"),
    ],
)
def test_a_text_is_opened_at_its_words_and_other_formats_are_not(quote, fragment):
    (letter, *_) = small().sources
    for path in ("a.txt", "b/a.MD", "a.html"):
        assert excerpts.href(replace(letter, path=path), None, "bronnen", quote=quote).partition("#:~:")[2] == fragment
    for path in ("a.docx", "a.xlsx", "a.eml", "a.pdf"):
        assert "#" not in excerpts.href(replace(letter, path=path), None, "bronnen", quote=quote)
    assert excerpts.href(replace(letter, path="a.pdf"), 3, "bronnen", quote=quote).endswith("a.pdf#page=3")


def test_every_sentence_shows_the_code_by_which_it_can_be_corrected():
    # From a line of the report to its correction there was no way: the codes stood in `list statements` alone.
    tree = _sound(_made(small()))
    codes = {
        figure.xpath(".//blockquote")[0].text_content().strip(): figure.xpath(".//code/text()")
        for figure in tree.xpath("//figure")
    }
    assert codes[SAYS["brief"][0]] == ["s-brief0"]
    rows = tree.xpath("//section[@id='verzoeken']//tbody/tr | //section[@id='matrix']//li")
    assert rows
    assert all(len(row.xpath(".//details//code")) == 1 for row in rows)
    assert {"t-een", "t-twee"} <= {_text(one) for one in tree.xpath("//article/p/code")}


def test_every_quote_that_is_shown_has_its_surrounding_lines():
    tree = _sound(_made(small()))
    for one in tree.xpath("//figure | //section[@id='matrix']//li | //section[@id='verzoeken']//tbody/tr"):
        if "willen schone lucht" in _text(one.xpath(".//q")[0]):
            (around,) = one.xpath(".//details[contains(@class, 'around')]/p[not(@class)]")
            assert "Wij vragen de provincie om een kade." in _text(around)
            assert _text(around.find("mark")) == SAYS["brief"][0]


def test_a_missing_document_whose_words_are_its_title_is_named_once():
    # "Joint Letter of Intent Joint Letter of Intent (JLoI)": the title, and behind it the words that it came from.
    dossier = small()
    cited = next(one for one in dossier.links.references if one.id == "r-1")
    others = tuple(one for one in dossier.links.references if one.id != "r-1")

    def row(**fields):
        references = (replace(cited, **fields), *others)
        tree = _sound(_made(replace(dossier, links=replace(dossier.links, references=references))))
        return _text(tree.xpath("//h3[@id='gap-document_missing']/following-sibling::ul[1]/li")[0])

    named = row(title="De Brief", quote="De Brief (DB)", start=0, end=9, url=None)
    assert named.startswith("De Brief (DB) Een brief, blz. 1"), "its words, then at once where they stand"
    assert row(title="Het akkoord").startswith("Het akkoord · ")


def test_an_address_is_a_link_only_where_a_reader_may_be_sent():
    for url, is_link in (
        ("https://voorbeeld.example/a", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//voorbeeld.example", False),
        ("http://[", False),
    ):
        made = _made(small(lambda text, url=url: url if text.startswith("https:") else text))
        assert (url in _tree(made).xpath("//a/@href")) is is_link
        assert url in " ".join(_tree(made).xpath("//text()"))


def test_an_empty_dossier_says_so_in_every_section():
    empty = view.Dossier(
        frame=Frame(name="Leeg", themes=()),
        sources=(),
        documents={},
        statements=(),
        links=Links(),
        coverage=(),
        problems=(),
    )
    for language in LANGUAGES:
        _sound(_made(empty, language))


def test_where_was_searched_is_said_once_and_otherwise_where_it_is_otherwise():
    dossier = small()
    gap = dossier.links.gaps[2]
    counts = (4, 4, 9)
    gaps = tuple(
        replace(gap, id=f"g-{place}", searched=Message(code="gap.searched_authors", values=(("sources", count),)))
        for place, count in enumerate(counts)
    )
    tree = _sound(_made(replace(dossier, links=replace(dossier.links, gaps=gaps))))
    words = _text(tree.xpath("//section[@id='vlekken']")[0])
    assert [words.count(f"van {count} bronnen") for count in (4, 9)] == [1, 1]
    assert "van 9 bronnen" in _text(tree.xpath("//section[@id='vlekken']//li")[2])
    assert "Waar het anders is, staat het erbij." in words


def test_only_an_absent_party_has_a_row_without_a_document():
    dossier = small()
    schools = replace(dossier.links.parties[0], id="scholen", name="Onderwijsinstellingen", expected=True)
    parties = (*dossier.links.parties, schools)  # expected, and another party's document stands for it: no gap
    tree = _sound(_made(replace(dossier, links=replace(dossier.links, parties=parties))))
    rows = {_text(one.find("th")): _text(one) for one in tree.xpath("//table[@class='matrix']/tbody/tr")}
    assert rows["Bewoners"] == "Bewoners geen document in het dossier"
    assert "Onderwijsinstellingen" not in rows


def test_a_zero_is_hatched_only_where_it_is_a_gap_and_the_gap_says_where_was_searched():
    # Every zero said "this party says nothing on it", though a bullet of its letter named the theme.
    dossier = small()
    values = (("passing", 2), ("sources", 1), ("statements", 31))
    gaps = tuple(
        replace(gap, searched=Message(code="gap.searched_party_passing", values=values))
        if gap.kind == "theme_without_party"
        else gap
        for gap in dossier.links.gaps
    )
    tree = _sound(_made(replace(dossier, links=replace(dossier.links, gaps=gaps))))
    cells = {
        (_text(row.find("th")), cell.get("data-label")): cell.get("class")
        for row in tree.xpath("//table[@class='matrix']/tbody/tr")
        for cell in row.findall("td")
    }
    assert (cells["Bureau", "Werk"], cells["De Fabriek", "Werk"]) == ("heat0", "heat9")
    said = _text(tree.xpath("//h3[@id='gap-theme_without_party']/following-sibling::ul[1]")[0])
    assert "Bureau (1): Werk (terloops in 2 alinea’s)" in said
    assert "31 uitspraken" in said


def test_long_lists_say_how_many_there_are_and_where_the_rest_is():
    dossier = small()
    gaps = tuple(replace(dossier.links.gaps[2], id=f"g-{count}", kind="measure_without_date") for count in range(2_345))
    tree = _sound(_made(replace(dossier, links=replace(dossier.links, gaps=gaps))))
    words = _text(tree.xpath("//section[@id='vlekken']")[0])
    assert (
        "Hier staan er 60 van de 2.345. Alle staan in het werkboek (Excel) van dit dossier, op het blad «Witte vlekken»."
        in words
    )
    assert len(tree.xpath("//section[@id='vlekken']//li")) == missing.SHOWN_PER_GAP


def test_only_threads_that_are_sure_enough_stand_on_the_first_page():
    dossier = small()
    sure = view.report(dossier, sources_href="../bronnen")
    assert sure.leading
    assert sure.likely == 0
    doubted = tuple(replace(thread, confidence=0.64) for thread in dossier.links.threads)
    dossier = replace(dossier, links=replace(dossier.links, threads=doubted))
    likely = view.report(dossier, sources_href="../bronnen")
    assert likely.leading == ()
    assert likely.likely == len(sure.leading)
    assert sum(len(views) for _, views in likely.threads) == len(dossier.links.threads)
