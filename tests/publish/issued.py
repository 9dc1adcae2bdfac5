"""A small proposition that goes out: a PDF of two pages and a text with letters of every plane, both read for real."""

import hashlib
from dataclasses import replace
from functools import cache

import typst
from make import source, statement

from rodedraad import consult, propose
from rodedraad.publish.publication import Publication
from rodedraad.publish.view import Dossier
from rodedraad.read import read
from rodedraad.records import (
    Approval,
    Contribution,
    DocumentSupport,
    Frame,
    Links,
    Party,
    Reply,
    Subject,
    Support,
    Theme,
    Thread,
    Version,
)

QUAY = "Wij willen in 2030 een schone kade, zodat schepen op stroom van de wal liggen."
POWER = "Wij vragen het havenbedrijf om in 2028 stroom aan de kade te leggen."
HOMES = "De gemeente bouwt 400 woningen in Noord."
LETTER = f"# Brief\r\n\r\nVooraf 𝔘𝔫𝔦 en 🏭🏭 staat dit.\n\n{QUAY}\n\n{HOMES}\n"
VISION = f"""#set page(width: 148mm, height: 105mm, margin: 15mm)
#set text(lang: "nl", size: 10pt)
= Visie
{POWER}
#pagebreak()
{QUAY}
"""


@cache
def files():
    """The bytes of each source by its path."""
    return {"map/visie.pdf": typst.compile(VISION.encode()), "brief <nieuw>.md": LETTER.encode()}


@cache
def dossier():
    """The dossier of these two: a thread of the sentence that both say, and what one of them asks and promises."""
    parties = {"map/visie.pdf": "haven/board", "brief <nieuw>.md": "kust/college"}
    sources, documents, said = [], {}, []
    for path, data in files().items():
        id_ = hashlib.sha256(data).hexdigest()
        document = read(data, path).document
        one = replace(source(id_, parties[path], title=f"Over {path}", date="2025-06"), path=path, language="nl")
        one = replace(one, guesses=("date",), kind="vision" if path.endswith("pdf") else "letter")
        sources.append(one)
        documents[id_] = document
        for quote, type_ in ((QUAY, "ambition"), (POWER, "request"), (HOMES, "measure")):
            start = document.text.find(quote)
            if start < 0:
                continue
            page = document.page_at(start)
            said.append(
                statement(
                    f"s-{id_[:6]}-{type_}",
                    quote,
                    of=one,
                    start=start,
                    end=start + len(quote),
                    page=page,
                    page_end=page,
                    type=type_,
                    themes=("haven",) if type_ != "measure" else ("wonen",),
                    is_commitment=type_ == "measure",
                )
            )
    shared = [one for one in said if one.type == "ambition"]
    thread = Thread(
        id="t-kade",
        subject="u-kade",
        title=QUAY,
        representative=shared[0].id,
        statements=tuple(one.id for one in shared),
        sources=tuple(one.source for one in shared),
        parties=("haven", "kust"),
        themes=("haven",),
        confidence=0.95,
        support=Support(documents=DocumentSupport(for_=("haven/board", "kust/college"))),
    )
    return Dossier(
        frame=Frame(
            name="Kust & <kade>",
            themes=(Theme(id="haven", nl="Haven", en="Port"), Theme(id="wonen", nl="Wonen", en="Housing")),
        ),
        sources=tuple(sources),
        documents=documents,
        statements=tuple(said),
        links=Links(
            threads=(thread,),
            subjects=(
                Subject(
                    id="u-kade", title=QUAY, statements=thread.statements, parties=thread.parties, themes=("haven",)
                ),
            ),
            parties=(
                Party(id="haven", name="Havenbedrijf", layer="bedrijf"),
                Party(id="kust", name="Gemeente Kust", layer="gemeente"),
            ),
        ),
        coverage=(),
        problems=(),
    )


def issued(*, language="nl", is_approved=False, stamp="2026-11-22T08:00:00Z", of=None):
    """The proposition of the dossier; once approved, with an objection that was answered."""
    held = of or dossier()
    proposition = propose.drafted(consult.ground(held), withheld=0)
    version, contributions = None, ()
    if is_approved:
        approval = Approval(event="e2", person="A. <Vries>", at="2026-11-20T09:00:00Z")
        version = Version(
            number=1,
            label="1",
            event="e1",
            at="2026-11-19T09:00:00Z",
            person="B. Bos",
            body="b" * 64,
            public="b" * 64,
            approval=approval,
        )
        reply = Reply(
            event="e4", at="2026-11-20T08:00:00Z", person="B. Bos", outcome="not_changed", reason="Zo staat het er."
        )
        contributions = (
            Contribution(
                id="e3",
                at="2026-11-20T07:00:00Z",
                kind="objection",
                channel="letter",
                clause=proposition.clauses[0].id,
                version="1",
                person="C. <Klaver>",
                party=None,
                text="Dit is te laat & te weinig.",
                proposed=None,
                entered_by="B. Bos",
                reply=reply,
            ),
        )
    return Publication(
        proposition=proposition,
        version=version,
        dossier=held,
        contributions=contributions,
        language=language,
        stamp=stamp,
    )


def original(one):
    """The bytes of a source, as the door gives them."""
    return files().get(one.path)
