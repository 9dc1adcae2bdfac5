"""A publication made by hand: a wish under a condition, a request with an answer, one without, and what is missing."""

from dataclasses import replace

from make import document, source, statement

from rodedraad.publish.publication import Publication
from rodedraad.publish.view import Dossier
from rodedraad.records import (
    Actor,
    Answer,
    Citation,
    Clause,
    DocumentSupport,
    Frame,
    Gap,
    Links,
    Message,
    Party,
    Proposition,
    Theme,
)

SAYS = {
    "brief": (
        "Wij willen schone lucht in 2030.",
        "Mits het geluid niet toeneemt, mag de kade groeien.",
        "Wij vragen het Havenbedrijf de kade vóór 2028 te openen.",
        "Wij vragen het Havenbedrijf om een jaarlijks milieuverslag.",
    ),
    "haven": ("De kade gaat in 2027 open.", "De haven wil ook schone lucht."),
}
PARTIES = {"kustdorp": "Gemeente Kustdorp", "haven": "Havenbedrijf", "provincie": "Provincie", "stil": "Stille Partij"}
THEMES = (Theme(id="lucht", nl="Lucht", en="Air"), Theme(id="werk", nl="Werk", en="Work"))


def publication(language="nl", **fields):
    """The publication; ``fields`` replace its own."""
    sources = {
        "brief": source("brief", "kustdorp/college", title="Brief van het college", language="nl"),
        "haven": source("haven", "haven/board", title="Havenvisie", language="nl"),
    }
    documents = {id_: document(id_, *texts) for id_, texts in SAYS.items()}
    said = {}
    for id_, texts in SAYS.items():
        for place, text in enumerate(texts):
            start = documents[id_].text.index(text)
            said[f"{id_}{place}"] = statement(
                f"s-{id_}{place}", text, of=sources[id_], start=start, end=start + len(text), page=place + 1
            )
    said["brief2"] = replace(
        said["brief2"],
        type="request",
        deadline="vóór 2028",
        actors=(Actor(party="provincie", words="de provincie", role="authority"),),
    )
    clauses = tuple(_clauses(said))
    searched = Message.of("gap.asked_absent", party="Havenbedrijf")
    dossier = Dossier(
        frame=Frame(name="Kust", themes=THEMES),
        sources=tuple(sources.values()),
        documents=documents,
        statements=tuple(said.values()),
        links=Links(
            answers=(Answer(request="s-brief2", statement="s-haven0", party="haven", is_later=False, share=0.9),),
            gaps=(
                Gap(
                    id="g-1",
                    kind="request_without_answer",
                    theme=None,
                    party="haven",
                    statement="s-brief3",
                    reference=None,
                    searched=searched,
                ),
            ),
        ),
        coverage=(),
        problems=(),
    )
    proposition = Proposition(
        title="Kust",
        clauses=clauses,
        core=("c-lucht", "c-kade", "c-stil"),
        themes=THEMES,
        sources=tuple(sources.values()),
        parties=tuple(Party(id=id_, name=name, aliases=(name[:5],)) for id_, name in PARTIES.items()),
        absent=("stil",),
        held=tuple(sources),
        statements=len(said),
        release="1",
    )
    given = {
        "proposition": proposition,
        "version": None,
        "dossier": dossier,
        "contributions": (),
        "language": language,
        "stamp": "2026-11-22T12:00:00Z",
    }
    return Publication(**{**given, **fields})


def cite(one, role="says", *, is_shown=True, voices=("kustdorp/college",)):
    return Citation(
        id=one.id,
        source=one.source,
        page=one.page,
        page_end=one.page,
        locator=None,
        start=one.start,
        end=one.end,
        quote=one.quote,
        role=role,
        shown=one.quote if is_shown else "",
        voices=voices,
        language="nl",
    )


def _clauses(said):
    def clause(id_, theme, part, kind, text, english, *cited, **fields):  # noqa: PLR0917
        return Clause(
            id=id_, theme=theme, part=part, kind=kind, text=text, english=english, origin="quote", citations=cited, **fields
        )  # fmt: skip

    haven = ("haven/board",)
    wish, condition, asked, again = (said[f"brief{place}"] for place in range(4))
    yield clause(
        "c-mits", "lucht", "condition", "condition",
        f"Gemeente Kustdorp stelt deze voorwaarde: «{condition.quote}»",
        f"Gemeente Kustdorp sets this condition: «{condition.quote}»",
        cite(condition), governs=("c-lucht",),
    )  # fmt: skip
    yield clause(
        "c-lucht", "lucht", "ambition", "shared",
        f"Dit delen Gemeente Kustdorp en Havenbedrijf: «{wish.quote}»",
        f"Gemeente Kustdorp and Havenbedrijf share this: «{wish.quote}»",
        cite(wish), cite(said["haven1"], "backs", is_shown=False, voices=haven),
        support=DocumentSupport(for_=("haven", "kustdorp"), against=("provincie",)), documents=2, confidence=0.9,
    )  # fmt: skip
    yield clause(
        "c-kade", "werk", "ask", "request",
        f"Gemeente Kustdorp vraagt aan Havenbedrijf: «{asked.quote}» Havenbedrijf zegt hierover al: «{said['haven0'].quote}»",
        f"Gemeente Kustdorp asks Havenbedrijf: «{asked.quote}» Havenbedrijf already says of this: «{said['haven0'].quote}»",
        cite(asked), cite(said["haven0"], "answers", voices=haven), about=asked.id,
    )  # fmt: skip
    yield clause(
        "c-verslag", "werk", "ask", "request",
        f"Gemeente Kustdorp vraagt aan Havenbedrijf: «{again.quote}»",
        f"Gemeente Kustdorp asks Havenbedrijf: «{again.quote}»",
        cite(again), about=again.id,
    )  # fmt: skip
    yield clause(
        "c-stil", None, "missing", "gap",
        "Van Stille Partij is geen stuk in het dossier.", "No document of Stille Partij is in the dossier.",
        about="party_absent", searched=Message.of("gap.searched_authors", sources=2),
    )  # fmt: skip
