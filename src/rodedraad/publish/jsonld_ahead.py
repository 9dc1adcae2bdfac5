"""What lies ahead as linked data: futures, requirements, actions and measurements, each with the statements it is of. Pure.

Terms of schema.org where it has them (https://schema.org/Action and its status), SKOS for candidates of ESCO, PROV-O for
what each thing was derived from; the rest is below ``urn:rodedraad:``. What was not named is left out, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeAlias

from rodedraad.publish.excerpts import Excerpts
from rodedraad.publish.publication import Publication
from rodedraad.publish.requirements import Viewer
from rodedraad.publish.requirements_futures import Futures, Row, futures
from rodedraad.publish.signing import settled_by
from rodedraad.records import Action, ActionStatus, Bearing, Indicator, Requirement, Scenario, Standing
from rodedraad.wording import LANGUAGES, word

Node: TypeAlias = dict[str, Any]
Iri: TypeAlias = Callable[[str, str], str]
Dated: TypeAlias = Callable[[str], Node | str]


def _link(iri: str) -> Node:
    return {"@id": iri, "@type": "@id"}


TERMS: Final[Node] = {
    "schema": "https://schema.org/",
    "Action": "schema:Action",
    "agent": _link("schema:agent"),
    "actionStatus": {"@id": "schema:actionStatus", "@type": "@vocab"},
    "PotentialActionStatus": "schema:PotentialActionStatus",
    "ActiveActionStatus": "schema:ActiveActionStatus",
    "CompletedActionStatus": "schema:CompletedActionStatus",
    "FailedActionStatus": "schema:FailedActionStatus",
    "startTime": "schema:startTime",
    "endTime": "schema:endTime",
    "unitText": "schema:unitText",
    "closeMatch": _link("skos:closeMatch"),
    "exactMatch": _link("skos:exactMatch"),
    "influence": "rr:influence",
    "least": "rr:least",
    "most": "rr:most",
    "cause": _link("rr:cause"),
    "effect": _link("rr:effect"),
    "variantOf": _link("rr:variantOf"),
    "isExample": "rr:isExample",
    "argument": _link("rr:argument"),
    "score": "rr:score",
    "inconsistency": "rr:inconsistency",
    "restsOn": _link("rr:restsOn"),
    "resembles": _link("rr:resembles"),
    "holdsIn": _link("rr:holdsIn"),
    "needs": _link("rr:needs"),
    "about": _link("rr:about"),
    "isNoRegret": "rr:isNoRegret",
    "by": "rr:by",
    "quote": "rr:quote",
    "level": "rr:level",
    "amount": "rr:amount",
    "met": "rr:met",
    "takes": _link("rr:takes"),
    "inEveryFuture": "rr:inEveryFuture",
    "sharedWith": _link("rr:sharedWith"),
    "offeredBy": _link("rr:offeredBy"),
    "offer": _link("rr:offer"),
    "askedBy": _link("rr:askedBy"),
    "byWords": "rr:byWords",
    "status": "rr:status",
    "term": "rr:term",
    "condition": "rr:condition",
    "settled": "rr:settled",
    "waitsFor": _link("rr:waitsFor"),
    "withinPower": "rr:withinPower",
    "layer": "rr:layer",
    "funding": "rr:funding",
    "answer": _link("rr:answer"),
    "supports": _link("rr:supportedBy"),
    "explanation": {"@id": "rr:explanation", "@container": "@language"},
    "isConfirmed": "rr:isConfirmed",
    "state": "rr:state",
    "component": "rr:component",
    "measuredAt": "rr:measuredAt",
    "year": "rr:year",
    "measured": "rr:measured",
    "isValid": "rr:isValid",
    "measuredCount": "rr:measuredCount",
    "measuredShare": "rr:measuredShare",
    "measuredFrom": "rr:measuredFrom",
    "measuredUntil": "rr:measuredUntil",
    "validatedShare": "rr:validatedShare",
    "norms": "rr:norms",
    "measures": _link("rr:measures"),
}
_EVERY: Final = "every"
_STATUS: Final[dict[ActionStatus, str]] = {
    "asked": "PotentialActionStatus",
    "unanswered": "PotentialActionStatus",
    "promised": "PotentialActionStatus",
    "under_way": "ActiveActionStatus",
    "done": "CompletedActionStatus",
    "lapsed": "FailedActionStatus",
}


def ahead_nodes(publication: Publication, *, iri: Iri, dated: Dated) -> Iterator[Node]:
    """Every thing that lies ahead. ``iri`` names a record by its kind and id, ``dated`` gives a date its type."""
    return _Ahead(publication, iri, dated).nodes()


class _Ahead:
    """The nodes of one publication; a link leads only to what is in the same file."""

    def __init__(self, publication: Publication, iri: Iri, dated: Dated) -> None:
        self._found = publication.dossier.prospects
        self._signers = publication.dossier.signers
        self._language = publication.language
        self._iri = iri
        self._dated = dated
        self._statements = {one.id for one in publication.dossier.statements}
        self._parties = {one.id for one in publication.dossier.links.parties}
        self._themes = {one.id for one in publication.dossier.frame.themes}
        self._outlooks = {one.id: one for one in publication.dossier.links.outlooks}
        self._taken = _taken(publication)
        self._takes = {_future(row): row.ids for row in self._taken.rows}

    def nodes(self) -> Iterator[Node]:
        """All of them, kind by kind."""
        yield from self._drivers()
        yield from self._judgements()
        yield from map(self._scenario, self._found.scenarios)
        used = {id_ for one in self._found.scenarios for id_ in one.outlooks} & self._outlooks.keys()
        used |= {row.outlook.id for row in self._taken.rows if row.outlook}
        for id_ in sorted(used):
            outlook = self._outlooks[id_]
            source = self._iri("source", outlook.source)
            told: Node = {"id": self._iri("outlook", id_), "type": ["Entity", "rr:Outlook"], "title": outlook.title}
            takes = [self._iri("requirement", each) for each in self._takes.get(id_, ())]
            yield self._kept({**told, "kind": outlook.stance, "wasDerivedFrom": source}, takes=takes)
        yield from map(self._bearing, self._found.bearings)
        yield from map(self._requirement, self._found.requirements)
        for one in self._found.offers:
            node = self._of("offer", one.id, [one.statement], "rr:Offer")
            node |= {"title": one.name, "kind": one.kind, "quote": one.quote, "isConfirmed": one.is_confirmed}
            yield self._kept(node, offeredBy=self._party(one.party), level=one.level)
        for arranged in self._found.arrangements:
            node = self._of("arrangement", arranged.id, arranged.statements, "rr:Arrangement")
            node |= {"title": arranged.title, "kind": arranged.kind, "isConfirmed": arranged.is_confirmed}
            yield self._kept(
                node,
                supports=self._said(id_ for _, id_ in arranged.for_),
                opposes=self._said(id_ for _, id_ in arranged.against),
            )
        yield from map(self._action, self._found.actions)
        for knot in self._found.knots:
            known = {one.id for one in self._found.actions}
            node = self._of("knot", knot.id, knot.statements, "rr:Knot")
            node |= {"kind": knot.kind, "explanation": self._worded(knot.explanation)}
            yield self._kept(node, about=[self._iri("action", id_) for id_ in knot.actions if id_ in known])
        yield from map(self._indicator, self._found.indicators)
        yield from map(self._standing, self._found.standings)

    def _drivers(self) -> Iterator[Node]:
        for driver in self._found.drivers:
            own = self._iri("driver", driver.id)
            label = {"nl": driver.nl, "en": driver.en}
            yield {"id": own, "type": ["skos:Concept", "rr:Driver"], "label": label, "isExample": driver.is_example}
            for one in driver.variants:
                node: Node = {"id": self._iri("variant", one.id), "type": ["skos:Concept", "rr:Variant"]}
                yield {**node, "label": {"nl": one.nl, "en": one.en}, "variantOf": own}

    def _judgements(self) -> Iterator[Node]:
        """Those that somebody judged: a missing one is not there."""
        for one in self._found.judgements:
            if one.value is None:
                continue
            node: Node = {
                "id": self._iri("judgement", one.id),
                "type": "rr:Judgement",
                "cause": self._iri("variant", one.cause),
                "effect": self._iri("variant", one.effect),
                "influence": one.value,
                "isExample": one.is_example,
            }
            yield self._kept(
                node, least=one.low, most=one.high, argument=self._said(each.statement for each in one.arguments)
            )

    def _scenario(self, one: Scenario) -> Node:
        known = {each.id for each in self._found.judgements if each.value is not None}
        node: Node = {
            "id": self._iri("scenario", one.id),
            "type": ["Collection", "rr:Scenario"],
            "hadMember": [self._iri("variant", id_) for id_ in one.variants],
            "score": one.score,
            "inconsistency": one.inconsistency,
        }
        rests = dict.fromkeys(each.judgement for each in one.reliances if each.judgement in known)
        return self._kept(
            node,
            restsOn=[self._iri("judgement", id_) for id_ in rests],
            resembles=[self._iri("outlook", id_) for id_ in one.outlooks if id_ in self._outlooks],
            takes=[self._iri("requirement", each) for each in self._takes.get(one.id, ())],
        )

    def _bearing(self, one: Bearing) -> Node:
        kind = "statement" if one.kind == "ambition" and one.about in self._statements else one.kind
        kind = "thread" if kind == "ambition" else kind
        known = {each.id for each in self._found.scenarios}
        variants = {each.id for driver in self._found.drivers for each in driver.variants}
        node: Node = {"id": self._iri("bearing", one.id), "type": "rr:Bearing", "about": self._iri(kind, one.about)}
        return self._kept(
            node,
            kind=one.kind,
            isNoRegret=one.is_no_regret,
            needs=[
                self._iri("variant", id_) for id_ in dict.fromkeys(need for need, _ in one.needs) if id_ in variants
            ],
            holdsIn=[self._iri("scenario", id_) for id_ in one.scenarios if id_ in known],
            by=self._dated(one.by) if one.by else None,
        )

    def _requirement(self, one: Requirement) -> Node:
        offers = {each.id for each in self._found.offers}
        known = {each.id for each in self._found.requirements}
        node = self._of("requirement", one.id, [one.statement], "rr:Requirement")
        node |= {
            "title": one.what,
            "kind": one.kind,
            "quote": one.quote,
            "met": one.met,
            "isConfirmed": one.is_confirmed,
        }
        return self._kept(
            node,
            level=one.level,
            amount=one.number,
            term=one.term,
            closeMatch=[each.uri for each in one.esco if _is_uri(each.uri) and not each.is_confirmed],
            exactMatch=[each.uri for each in one.esco if _is_uri(each.uri) and each.is_confirmed],
            offer=[self._iri("offer", id_) for id_ in one.offers if id_ in offers],
            sharedWith=[self._iri("requirement", id_) for id_ in one.shared if id_ in known],
            askedBy=[self._iri("party", id_) for id_ in one.parties if self._is_party(id_)],
            byWords=[id_ for id_ in one.parties if not self._is_party(id_)],
            theme=[self._iri("theme", id_) for id_ in one.themes if id_ in self._themes],
            inEveryFuture=True if one.id in self._takes.get(_EVERY, ()) else None,
        )

    def _action(self, one: Action) -> Node:
        known = {each.id for each in self._found.actions}
        node = self._of("action", one.id, one.statements, "Action")
        node |= {"title": one.what, "isConfirmed": one.is_confirmed}
        return self._kept(
            node,
            agent=[self._iri("party", id_) for id_ in one.who if self._is_party(id_)],
            byWords=[id_ for id_ in one.who if not self._is_party(id_)],
            askedBy=[self._iri("party", id_) for id_ in one.asker if self._is_party(id_)],
            actionStatus=_STATUS[one.status] if one.status else None,
            status=one.status,
            term=one.deadline,
            startTime=self._dated(one.by_from) if one.by_from else None,
            endTime=self._dated(one.by_to) if one.by_to else None,
            condition=[each.words for each in one.conditions],
            settled=list(settled_by(one, self._signers, self._language)),
            waitsFor=[self._iri("action", each.on) for each in one.depends_on if each.on in known],
            withinPower=one.within_power,
            layer=one.layer,
            funding=[each.words for each in one.funding],
            answer=self._said(each.statement for each in one.answers),
            outcome=one.answers[-1].outcome if one.answers else None,
            theme=[self._iri("theme", id_) for id_ in one.themes if id_ in self._themes],
        )

    def _indicator(self, one: Indicator) -> Node:
        return {
            "id": self._iri("indicator", one.id),
            "type": "rr:Indicator",
            "component": one.component,
            "measuredAt": one.place,
            "unitText": one.unit,
            "measured": [
                self._kept(
                    {"type": "rr:Measured", "year": each.year, "value": each.value, "isValid": each.is_valid},
                    measuredCount=each.count,
                    measuredShare=each.share,
                    measuredFrom=self._dated(each.first) if each.first else None,
                    measuredUntil=self._dated(each.last) if each.last else None,
                    validatedShare=each.checked,
                )
                for each in one.points
            ],
        }

    def _standing(self, one: Standing) -> Node:
        known = {each.id for each in self._found.indicators}
        node = self._of("standing", one.id, [one.statement] if one.statement else [], "rr:Standing")
        node |= {"component": one.component, "state": one.state}
        if one.value:
            node |= {"value": one.value, "unitText": one.unit}
        node["explanation"] = self._worded(one.reason)
        indicator = self._iri("indicator", one.indicator) if one.indicator in known and one.indicator else None
        return self._kept(
            node,
            measures=indicator,
            year=one.year,
            least=one.low,
            most=one.high,
            origin=one.norm,
            norms=list(one.norms),
        )

    def _of(self, kind: str, id_: str, statements: Iterable[str], type_: str) -> Node:
        node: Node = {"id": self._iri(kind, id_), "type": ["Entity", type_]}
        return self._kept(node, wasDerivedFrom=self._said(statements))

    def _said(self, statements: Iterable[str]) -> list[str]:
        return [self._iri("statement", id_) for id_ in dict.fromkeys(statements) if id_ in self._statements]

    def _is_party(self, id_: str) -> bool:
        return id_ in self._parties

    def _party(self, id_: str | None) -> str | None:
        return self._iri("party", id_) if id_ and self._is_party(id_) else None

    @staticmethod
    def _worded(message: Any) -> Node:
        return {language: word(message, language) for language in LANGUAGES}

    @staticmethod
    def _kept(node: Node, **more: Any) -> Node:
        """The node with those of these that are there: what is not known is left out."""
        return node | {name: value for name, value in more.items() if value is not None and value != []}


def _taken(publication: Publication) -> Futures:
    """What each future takes: all of them, not only those that a page shows."""
    dossier = publication.dossier
    statements = {one.id: one for one in dossier.statements}
    maker = Excerpts(dossier.sources, dossier.documents, "")
    viewer = Viewer(dossier.prospects, statements=statements, maker=maker)
    return futures(dossier.prospects, links=dossier.links, statements=statements, maker=maker, viewer=viewer, most=None)


def _future(row: Row) -> str:
    """The id of the scenario or outlook that a row is about, or what every future is called here."""
    about = row.scenario or row.outlook
    return about.id if about else row.future


def _is_uri(text: str) -> bool:
    """Whether an ESCO entry has an address that may stand in linked data."""
    return (
        text.startswith(("http://", "https://"))
        and text.isascii()
        and text.isprintable()
        and not set(text) & set(' "<>\\^`{|}')
    )
