"""Sentences of ``plain.toml``, each as the clause of a small dossier, and whether a model's words for it enter."""

import json
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

from make import document, source, statement

from rodedraad import __version__
from rodedraad.genai import wording
from rodedraad.propose import compose
from rodedraad.records import Gap, Issuer, Links, Message, Party, Proposition
from rodedraad.verify.clauses import judged
from rodedraad.verify.evidence import Evidence

PLAIN = tomllib.loads((Path(__file__).parent / "plain.toml").read_text(encoding="utf-8"))
PARTIES = (
    Party(id="gemeente-aldorp", name="Gemeente Aldorp", aliases=("Aldorp",), layer="gemeente"),
    Party(id="gemeente-beldorp", name="Gemeente Beldorp", aliases=("Beldorp",), layer="gemeente"),
    Party(id="stichting-kust", name="Stichting Kust", layer="maatschappelijk"),
    Party(id="haven-beldorp", name="Havenbedrijf Beldorp", layer="bedrijf"),
)
_SOURCES = {
    "a": replace(
        source("nota"), parties=(Issuer(id="gemeente-aldorp", name="Gemeente Aldorp", organ="college"),), kind="plan"
    ),
    "k": source("brief", "stichting-kust"),
    "h": source("rapport", "haven-beldorp"),
}


@cache
def evidence(who, type_, quote, language):
    """A dossier that says this and nothing else, with the clauses that the rules make of it."""
    of = _SOURCES[who]
    one = statement(
        "s1", quote, of=of, type=type_, is_commitment=type_ == "measure", language=language, place=("Aldorp",),
        page=None, page_end=None,
    )  # fmt: skip
    open_ = Gap(
        id="g1", kind="request_without_answer", theme=None, party=None, statement="s1", reference=None,
        searched=Message.of("gap.searched", sources=1, statements=1),
    )  # fmt: skip
    empty = Proposition(
        title="Proef", clauses=(), core=(), themes=(), parties=PARTIES, sources=(of,), absent=(), held=(of.id,),
        statements=1, release=__version__,
    )  # fmt: skip
    found = Evidence(
        proposition=empty, statements={"s1": one}, sources={of.id: of}, documents={of.id: document(of.id, quote)},
        links=Links(parties=PARTIES, gaps=(open_,) if type_ == "request" else ()),
    )  # fmt: skip
    return replace(found, proposition=replace(empty, clauses=tuple(compose(found.ground))))


def entered(one, language, text=None):
    """The clause of an entry with a model's words for it, plain Dutch or English; None and why where they are refused."""
    own = evidence(one["who"], one["type"], one["quote"], language)
    clause = next(made for made in own.proposition.clauses if any(cited.shown for cited in made.citations))
    (asked,) = wording.asked([clause], " ".join, ("word", "plain"))
    item = asked.plain if language == "nl" else asked.english
    told = []

    def holds(made):
        told[:] = judged(made, own)
        return not told

    answers = {item.key: json.dumps({"text": one["plain"] if text is None else text})}
    found, _ = wording.worded([asked], answers, {}, "m", holds, own.statements)
    return next(iter(found.values()), None), [(why.reason.code, dict(why.reason.values)) for why in told]
