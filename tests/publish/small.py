"""A small dossier made by hand: four sources, two threads, one tension, gaps and references."""

from dataclasses import replace

from make import document, source, statement

from rodedraad import consult, propose
from rodedraad.publish.corrections import Correction, Setting
from rodedraad.publish.publication import Publication
from rodedraad.publish.view import Dossier
from rodedraad.records import (
    Actor,
    Coverage,
    DocumentSupport,
    Frame,
    Gap,
    Kinship,
    Links,
    Message,
    Outlook,
    Party,
    Problem,
    Reference,
    Subject,
    Support,
    Tension,
    Theme,
    Thread,
)

STAMP = "2026-11-22T08:05:00Z"
SAYS = {
    "brief": ("Wij willen schone lucht in 2030.", "Wij vragen de provincie om een kade."),
    "visie": ("Schone lucht is in 2035 ons doel.", "De fabriek blijft open."),
    "study": ("Clean air matters most to residents.",),
    "oud": ("Wij wilden schone lucht.",),
}

NAMES = {
    "velsen": "Gemeente Velsen",
    "beverwijk": "Gemeente Beverwijk",
    "fabriek": "De Fabriek",
    "bureau": "Bureau",
    "bewoners": "Bewoners",
}
LAYERS = {"velsen": "gemeente", "beverwijk": "gemeente", "fabriek": "bedrijf", "bewoners": "bewoners"}


def small(words=lambda text: text, paths=None):
    """The dossier; ``words`` turns each quote, title and name into another, ``paths`` gives sources another path."""
    paths = {
        "brief": "map/een brief.pdf",
        "visie": "visie.docx",
        "study": "study.pdf",
        "oud": "oud.pdf",
        **(paths or {}),
    }
    sources = {
        "brief": source(
            "brief",
            "velsen/college",
            "beverwijk/college",
            title=words("Een brief"),
            date="2026-03-10",
            addressees=(words("provincie-kust#raad"),),
        ),
        "visie": source("visie", "fabriek/board", title=words("Een visie"), date="2025", guesses=("title", "date")),
        "study": source("study", "bureau", title=words("A study"), language="en", date="2025-13-40"),
        "oud": source("oud", "velsen/raad", title=words("Een oude visie"), status="draft"),
    }
    sources = {
        id_: replace(
            one,
            path=paths[id_],
            language=one.language or "nl",
            parties=tuple(replace(issuer, name=words(NAMES[issuer.id])) for issuer in one.parties),
        )
        for id_, one in sources.items()
    }
    said, documents = {}, {}
    for id_, texts in SAYS.items():
        turned = [words(text) for text in texts]
        documents[id_] = document(id_, *turned)
        for place, text in enumerate(turned):
            start = sum(len(one) + 2 for one in turned[:place])
            has_pages = not paths[id_].endswith(".docx")
            said[f"{id_}{place}"] = statement(
                f"s-{id_}{place}",
                text,
                of=sources[id_],
                start=start,
                end=start + len(text),
                page=place + 1 if has_pages else None,
                page_end=place + 1 if has_pages else None,
                locator=None if has_pages else Message(code="read.at_start", values=(("paragraph", place + 1),)),
                language="en" if id_ == "study" else "nl",
                themes=("lucht",),
                type="request" if "vragen" in texts[place] else "ambition",
                is_commitment="blijft" in texts[place],
                actors=(
                    Actor(party=None, words=words("de provincie"), role="asked"),
                    Actor(party=None, words="u", role="asked"),
                ),
                deadline=words("in 2030"),
                deadline_to="2030-12-31",
            )
    return Dossier(
        frame=Frame(
            name=words("Kust"),
            themes=(Theme(id="lucht", nl=words("Lucht"), en=words("Air")), Theme(id="werk", nl="Werk", en="Work")),
        ),
        sources=tuple(sources.values()),
        documents=documents,
        statements=tuple(said.values()),
        links=_links(said, words),
        coverage=tuple(
            Coverage(source=id_, pages=2, pages_read=1, pages_ocr=0, pages_unread=(2,), characters=9, statements=2)
            for id_ in sources
        ),
        problems=(
            Problem(
                source=words("stuk.pdf"),
                page=3,
                kind="truncated",
                message=Message(code="read.no_text_layer", values=(("page", 3),)),
            ),
        ),
        corrections=_corrections(said, words),
        settings=(Setting(event="e9", at="2026-11-20T08:00:00Z", person="", count=3, files=("bronnen.toml",)),),
    )


def published(dossier, language="nl", **given):
    """The dossier's proposition as the rules make it, as it goes out."""
    proposition = propose.drafted(consult.ground(dossier), withheld=dossier.withheld)
    fields = {"proposition": proposition, "version": None, "contributions": (), **given}
    return Publication(dossier=dossier, language=language, stamp=STAMP, **fields)


def _corrections(said, words):
    """The type of one statement corrected and then confirmed; another statement rejected by somebody since erased."""
    letter, gone = (
        said["brief0"],
        replace(said["visie1"], id="s-weg", text=words("Weg ermee."), quote=words("Weg ermee.")),
    )
    read = replace(letter, type="concern", themes=())
    vries = words("A. de Vries")
    return (
        Correction(event="e1", at="2026-11-21T09:00:00Z", person=vries, what="type", read=read, now=letter),
        Correction(event="e1", at="2026-11-21T09:00:00Z", person=vries, what="themes", read=read, now=letter),
        Correction(event="e2", at="2026-11-21T10:00:00Z", person=words("B."), what="confirm", read=read, now=letter),
        Correction(event="e3", at="2026-11-21T11:00:00Z", person="", what="reject", read=gone, now=None),
    )


def _links(said, words):
    def thread(id_, *members):
        parties = tuple(sorted({party for one in members for party in said[one].parties}))
        return Thread(
            id=f"t-{id_}",
            subject="u-1",
            title=said[members[0]].text,
            representative=said[members[0]].id,
            statements=tuple(said[one].id for one in members),
            sources=tuple(said[one].source for one in members),
            parties=parties,
            themes=("lucht",),
            confidence=0.8,
            support=Support(
                documents=DocumentSupport(
                    for_=parties, against=("fabriek",), earlier=("velsen/raad",), expected_absent=("bewoners",)
                )
            ),
        )

    def gap(kind, **given):
        fields = {"theme": None, "party": None, "statement": None, "reference": None, **given}
        return Gap(id=f"g-{kind}", kind=kind, searched=Message(code="gap.searched_sentence"), **fields)

    named = said["brief0"]
    cited = Reference(
        id="r-1",
        source="brief",
        page=1,
        quote=named.quote,
        start=named.start,
        end=named.end,
        title=words("Het akkoord"),
        url=words("https://voorbeeld.example/akkoord"),
    )
    return Links(
        subjects=(
            Subject(
                id="u-1",
                title=said["brief0"].text,
                statements=tuple(one.id for one in said.values()),
                parties=(),
                themes=(),
            ),
        ),
        threads=(thread("een", "brief0", "study0"), thread("twee", "brief1", "oud0")),
        tensions=(
            Tension(
                id="x-1",
                subject="u-1",
                a="s-brief0",
                b="s-visie0",
                kind="date",
                score=0.7,
                explanation=Message(code="tension.date", values=(("a", words("2030")), ("b", words("2035")))),
            ),
        ),
        gaps=(
            gap("party_absent", party="bewoners"),
            gap("theme_without_party", party="bureau", theme="werk"),
            gap("request_without_answer", statement="s-brief1"),
            gap("document_missing", reference="r-1"),
        ),
        references=(
            cited,
            Reference(
                id="r-2",
                source="brief",
                page=2,
                quote=said["brief1"].quote,
                start=0,
                end=5,
                title="A study",
                target="study",
                resolved=True,
            ),
        ),
        outlooks=(
            Outlook(
                id="o-1",
                source="study",
                page=1,
                quote=said["study0"].quote,
                start=0,
                end=9,
                title=words("Toekomst"),
                holder=None,
                horizon=words("2050"),
                stance="feared",
            ),
        ),
        parties=tuple(
            Party(id=id_, name=words(name), layer=LAYERS.get(id_), expected=id_ == "bewoners")
            for id_, name in NAMES.items()
        ),
        kinships=(Kinship(earlier="oud", later="brief", kind="version", share=0.5),),
    )
