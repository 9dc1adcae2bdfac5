"""Ways to arrange the knowledge infrastructure that sources name, and all that they say of each.

A campus, a network, an extension of what exists, or none of these. What sources tell of one of them is put together, and
that they mean the same place is only taken where they share its name or the words for it. Who holds for or against is
who says so; of whom it is only reported is not. docs/method/require.md, section 7.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from rodedraad.records import Arrangement, ArrangementKind, Aspect, Statement, Trait
from rodedraad.require.traits import shown

_HEADS: dict[ArrangementKind, str] = {
    "none": r"(?:geen|no|zonder)\s+(?:[\w-]+\s+){0,2}(?:[\w-]*campus|nieuwe school|kenniscentrum|science park)"
    r"|niets (?:regelen|inrichten|organiseren|doen)|nul(?:variant|optie|alternatief)|(?:arranging|organising|doing|arrange|organise|do) nothing",
    "campus": r"(?-i:(?:[A-Z][\w-]+\s+){0,3})(?:[\w-]*campus|science ?park)",
    "network": r"(?:[\w-]*kennisnetwerk|(?:opleidings|onderwijs|innovatie|scholings)netwerk|netwerk\s+van\s+(?:[\w-]+\s+){0,3}?(?:scholen|opleidingen|kennisinstellingen"
    r"|hogescholen|bedrijfsscholen)|(?:knowledge|training|learning) network|network of (?:[\w-]+ ){0,3}?(?:schools|colleges|universities))",
    "extension": r"(?:(?:voortbouwen|bouwen we voort|bouw voort) op\s+(?:[\w-]+\s+){0,4}(?:school|scholen|opleiding(?:en)?|roc|hogeschool)"
    r"|(?:uitbreid\w+|versterk\w+)\s+(?:van\s+)?(?:de\s+|het\s+)?bestaande\s+(?:[\w-]+\s+){0,2}(?:school|scholen|opleiding(?:en)?|aanbod|praktijkcentr\w+)"
    r"|bestaande\s+(?:[\w-]+\s+){0,2}(?:scholen|opleidingen|bedrijfsscholen)\s+(?:[\w-]+\s+){0,3}(?:uitbreiden|versterken)"
    r"|(?:extend|expand|strengthen)\w*\s+(?:the\s+)?existing\s+(?:[\w-]+\s+){0,2}(?:schools?|colleges?|courses|training))",
}
_HEAD = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<{kind}>(?i:{pattern}))" for kind, pattern in _HEADS.items()) + r")(?![\w-])"
)
_NUMBERED = re.compile(
    r"(?i)\b(?:eerste|tweede|derde|vierde|laatste|optie|variant|alternatief|first|second|third|fourth|last|option|alternative)\b[^.;]{0,30}?\b(?:is|betreft|:)(?!\w)"
)
"""A sentence that tells which one of several ways it is about."""
_BARE = re.compile(
    r"(?i)(?<![\w-])(?P<network>netwerk(?: van (?:\w+ ){0,2}\w+)?|network(?: of (?:\w+ ){0,2}\w+)?)(?![\w-])"
)
"""What names a way only where the sentence says that it is one of several."""
_CUES = (
    "nothing",
    "niets",
    "nulvariant",
    "nuloptie",
    "nulalternatief",
    "campus",
    "science",
    "netwerk",
    "network",
    "bestaande",
    "voort",
    "existing",
    "nieuwe school",
    "kenniscentrum",
)
_NOT_KNOWING = re.compile(r"(?i)\b(?:vakantie|camping|asiel|sport|zorg|defensie)campus")
_MODEL = re.compile(
    r"(?i:\b(?:(?:volgens|naar) (?:het |een )?(?:model|voorbeeld) van|naar (?:het )?(?:model|voorbeeld) in|geïnspireerd op|zoals(?: in| de| het)?"
    r"|net als(?: in)?|vergelijkbaar met|after the (?:model|example) of|modelled on|along the lines of|similar to|such as|like)) "
    r"(?P<names>(?:de |het |the )?[A-Z][\w’'&/-]*(?:(?: (?i:van|in|op|aan|en|te|of|the|and|at)(?: (?i:de|het|den|der|the))?| ['’]s)? ['’]?[A-Z0-9][\w’'&/-]*)*)"
)
_ASPECTS: tuple[tuple[Aspect, re.Pattern[str]], ...] = tuple(
    (aspect, re.compile(pattern))  # type: ignore[misc]  # the aspects are literals
    for aspect, pattern in (
        (
            "host",
            r"(?i:\b(?:op|bij|naast|at|on) (?:de |het |the )?(?:terrein van |gebouw van |site of )?)(?-i:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)(?i:(?: (?:shipyard|terrein|werf))?)|(?i:gastheer|gevestigd (?:op|in|bij) [^,.;]{3,40}|[^,.;:]{3,60} (?:owns|bezit|is eigenaar van) [^,.;:]{3,40})",
        ),
        (
            "governance",
            r"(?i:\b(?:onder (?:leiding|regie) van [^,.;]{3,60}|aangestuurd door [^,.;]{3,60}|bestuur van [^,.;]{3,40}|stuurgroep|coöperatie|één bestuur|kwartiermaker|(?:een )?(?:stichting|coöperatie|vereniging|bestuur)\b[^.;:]{0,90}?\b(?:bestuurt|beheert|leidt)|(?:an? )?(?:foundation|board|association|cooperative)\b[^.;:]{0,90}?\b(?:runs|manages|governs)(?: it)?|publiek-private samenwerking|governed by [^,.;]{3,60}|led by [^,.;]{3,60}|steering (?:group|committee)|public-private partnership))",
        ),
        (
            "education",
            r"(?i:\b(?:van mbo tot [\w-]+|mbo(?:['’]ers)?\b|hbo\b|hogeschool\b|hogescholen\b|roc\b|studenten|leerlingen|zij-instromers|opleidingen|vocational college|university|students|apprentices|education|(?:company|vocational|training) schools?|bedrijfssch\w+|opleiden|opleidt|training))",
        ),
        (
            "facilities",
            r"(?i:\b(?:onder (?:hetzelfde|één) dak|gedeelde [\w-]+|gezamenlijke (?:werkplaats|voorzieningen|labs?)|[\w-]*laborator\w+|werkplaats\w*|loods|draaibank\w*|praktijkhal\w*|test[\w-]*faciliteit\w*|training facility|shared [\w-]+|workplace|workshops?|under one roof|(?:is|are|be) shared|shares? [^,.;]{3,40}|(?:worden|wordt) gedeeld|(?:owned|used|run) jointly|(?:delen|deelt) (?:een|één|hun|de) [^,.;]{3,40}))",
        ),
        (
            "funding",
            r"(?i:(?:€ ?)?\d[\d.,]*(?: ?(?:miljoen|miljard|million|billion))?(?: euro)?\b(?<=euro|joen|jard|lion)|\b(?:rijksgeld|subsidie\w*|cofinanciering|bekostig\w+|[\w-]*fonds(?:en)?\b|funds?\b|funding|paid for|(?:zou |would )?(?:kosten|kost|costs?) [^,.;]{3,50}))",
        ),
    )
)
_AGAINST = re.compile(
    r"(?i)\b(?:geen (?:[\w-]+ )?campus|tegen (?:de|een|het)|niet nodig|overbodig|onnodig|afwijzen|wijzen [^.]{0,40}\baf\b|geen behoefte|te duur|ongewenst|zien (?:wij|we) niets"
    r"|(?<!niet )(?:onverstandig|onwenselijk|zinloos|onzinnig|ondoelmatig)|(?<!geen )(?:slecht idee|slecht plan)|geen (?:goed|verstandig) (?:idee|plan)|niet (?:verstandig|wenselijk|wijs)"
    r"|raden [^.;]{0,90}\baf\b|afraden|afgeraden|ontraden"
    r"|oppose|against|not needed|(?<!not )(?:unwise|undesirable|pointless)|(?:not|no) a (?:good|wise) (?:idea|plan)|(?<!not )a bad (?:idea|plan)|not (?:wise|desirable)|unnecessary|too expensive|reject)\b"
)
_FOR = re.compile(
    r"(?i)\b(?:graag|willen|wil|pleiten|pleit|steunen|steunt|ondersteunen|trekken|trekt|dragen|bij elkaar|zet|bouw|maak|kan de|kan het|belangrijke|kans(?:en)?|doel|voorstellen|will|bring|should|request"
    r"|support|recommend|welcome|invest\w*|investeren|reserveren|stellen)\b"
)
_WANTS = re.compile(
    r"(?i)\b(?:zien (?:wij|we) (?:graag|het liefst)|(?:wij|we) (?:willen|pleiten|steunen|kiezen)|(?:we|i) (?:want|support|choose))\b"
)
_PROPOSED = re.compile(
    r"(?i)\b(?:idee|initi[eë]ren|graag|willen|wil|zet|bring|trekken|ontstaan|zou|moet|should|would|plan|plannen|voorstel\w*|doel|oprichten"
    r"|opgericht|bouwen|bouw|openen|komt er|er komt|worden|verkennen|onderzoeken|recogni[sz]e|uitbreid\w*|voortbouwen|geen|niet|liever|propos\w+|set up)\b"
)
_HOLDS = frozenset({"recommendation", "request", "ambition", "measure", "need", "conclusion", "condition"})
_FOLLOWS = re.compile(
    r"(?i)^(?:deze|dit|die|dat|daar\w*|zo['’]n|op zo['’]n|er|het|hij|zij|it|this|that|there|such|recognition|the campus|de campus)\b"
)
_NEAR = 320
"""Characters of its document within which a sentence that points back speaks of the same."""
_BESIDE = 1_500
"""Characters of its document within which ways that are compared stand: a page."""
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+")
_ARTICLE = re.compile(r"^(?:De|Het|Een|The|An?|Onze|Our|Deze|Dit|This) (?=[A-Z])")
_LONGEST = 900


_SITE = re.compile(
    r"(?i:\b(?:op|bij|naast|aan|at|on|beside)\s+(?:de\s+|het\s+|the\s+)?(?:terrein\s+van\s+(?:de\s+|het\s+)?|site\s+of\s+(?:the\s+)?)?)"
    r"(?P<site>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)+|[A-Z]\w*(?:werf|kade|terrein|haven|plein|eiland|fort|kwartier|quay|dock|wharf))"
)
"""Where it would stand: a place with a name, so that "op Europees niveau" is none."""
_BARE_WORDS = frozenset({"campus", "park", "sciencepark", "network", "netwerk"})


@dataclass(slots=True)
class _Option:
    """One way that is named: its heading words, the statements that tell of it, the names in these, and where it stands."""

    kind: ArrangementKind
    title: str
    told: list[Statement]
    names: set[str]
    sites: set[str]

    def take(self, other: _Option) -> None:
        """Takes over what is told of another that is the same."""
        self.told += other.told
        self.names |= other.names
        self.sites |= other.sites

    @property
    def sources(self) -> set[str]:
        """The sources that tell of it."""
        return {one.source for one in self.told}


def arrangements(statements: Sequence[Statement]) -> tuple[Arrangement, ...]:
    """The options, by kind and then in the order of the statements that first name them.

    ``statements`` stand by source and start, as the dossier has them.
    """
    options: list[_Option] = []
    for at, statement in enumerate(statements):
        match = _head(statement)
        if match is None:
            continue
        kind: ArrangementKind = match.lastgroup  # type: ignore[assignment]  # the groups are the kinds
        told = [statement, *_following(statements, at)]
        own = _Option(
            kind=kind, title=_named(match), told=told, names=_names(statement), sites=_sites(statement, match)
        )
        options.append(own)
    proposed = [one for one in _joined(options) if any(map(_is_proposal, one.told)) or _is_nothing(one)]
    proposed = [one for one in proposed if not _is_nothing(one) or _is_beside_others(one, proposed)]
    return tuple(_arrangement(one) for one in sorted(proposed, key=lambda one: _ORDER[one.kind]))


def _is_proposal(statement: Statement) -> bool:
    return statement.type in ("recommendation", "request") or bool(
        _PROPOSED.search(statement.quote) or _NUMBERED.search(statement.quote)
    )


def _is_nothing(option: _Option) -> bool:
    """Whether it is to do nothing at all, without a word of what is not arranged."""
    title = option.title.casefold()
    return option.kind == "none" and ("nothing" in title or title.startswith(("niets", "nul")))


def _is_beside_others(option: _Option, others: Iterable[_Option]) -> bool:
    """Whether another way is told of close by, so that doing nothing is about this."""
    return any(
        near.source == one.source and abs(near.start - one.start) <= _BESIDE
        for one in option.told
        for other in others
        if other.kind != "none"
        for near in other.told
    )


_ORDER: dict[str, int] = {"campus": 0, "network": 1, "extension": 2, "none": 3}


def _head(statement: Statement) -> re.Match[str] | None:
    lower = statement.quote.lower()
    if len(lower) > _LONGEST or not any(cue in lower for cue in _CUES) or _NOT_KNOWING.search(lower):
        return None
    quote = statement.quote
    return _HEAD.search(quote) or (_BARE.search(quote) if _NUMBERED.search(quote) else None)


def _names(statement: Statement) -> set[str]:
    """The proper names that the sentence has, less those of what is only a model."""
    text = _MODEL.sub(" ", " ".join(statement.quote.split()))
    return {one.casefold() for one in _NAME.findall(text)}


def _proper(title: str) -> str:
    """The name of its own that a campus bears ("Leiden Bio Science Park"); empty where it has none."""
    return title.casefold() if _NAME.fullmatch(title) else ""


def _named(match: re.Match[str]) -> str:
    """The words that name it, without the article of a sentence that begins with it."""
    return _ARTICLE.sub("", " ".join(match[0].split()))


def _sites(statement: Statement, head: re.Match[str]) -> set[str]:
    """Where it would stand, less what is only a model, and less its own name ("op de Techport Campus")."""
    text = _MODEL.sub(" ", " ".join(statement.quote.split()))
    own = _named(head).casefold()
    return {name for found in _SITE.finditer(text) if not (name := found["site"].casefold()).endswith(own)}


def _borne(option: _Option) -> set[str]:
    """The names of its own that its sentences give it."""
    heads = (_named(match) for one in option.told if (match := _head(one)))
    return {name for title in (option.title, *heads) if (name := _proper(title))}


def _is_same(one: _Option, other: _Option) -> bool:
    """Whether two tell of one: by a name of its own, by where it stands, or by its own word.

    A name that both only mention ties nothing. One with a name of its own is in another source only told of by that name.
    """
    own, others = _borne(one), _borne(other)
    if own and others:
        return any(a.endswith(b) or b.endswith(a) for a in own for b in others)
    if own or others:
        return bool(own & other.names or others & one.names)
    word = _own_word(one.title)
    return bool(one.sites & other.sites) or (
        word == _own_word(other.title) and word not in _BARE_WORDS and not _is_elsewhere(one, other)
    )


def _is_elsewhere(one: _Option, other: _Option) -> bool:
    """Whether two cannot be one: they stand elsewhere, or one is called a campus of another sort."""
    words = {_own_word(one.title), _own_word(other.title)} - _BARE_WORDS
    return (bool(one.sites and other.sites) and one.sites.isdisjoint(other.sites)) or (
        one.kind == "campus" and len(words) > 1 and not (_borne(one) or _borne(other))
    )


def _own_word(title: str) -> str:
    """The last word of its name, which tells a "techniekcampus" from a "zorgcampus"."""
    return title.casefold().rsplit(" ", maxsplit=1)[-1]


def _joined(options: Sequence[_Option]) -> list[_Option]:
    """The options, of which two are one by what is said of them; a mere word is that of which its source told last."""
    made: list[_Option] = []
    for option in options:
        same = [one for one in made if one.kind == option.kind and _is_same(one, option)]
        if not same:
            made.append(option)
            continue
        for one in (*same[1:], option):
            same[0].take(one)
        made = [one for one in made if not any(one is other for other in same[1:])]
    kept = [one for one in made if _borne(one) or len(one.sources) > 1]
    for option in sorted(
        (one for one in made if not any(one is other for other in kept)),
        key=lambda one: (one.told[0].source, one.told[0].start),
    ):
        (source,) = option.sources
        near = [
            one for one in kept if one.kind == option.kind and source in one.sources and not _is_elsewhere(one, option)
        ]
        if near:
            min(near, key=lambda one: _apart(one, option.told[0])).take(option)
        else:
            kept.append(option)
    return sorted(kept, key=lambda one: min((told.source, told.start) for told in one.told))


def _apart(option: _Option, statement: Statement) -> tuple[bool, int]:
    """How far an option was last told of before a statement of the same source; what comes after it is farther."""
    places = [statement.start - one.start for one in option.told if one.source == statement.source]
    before = [one for one in places if one >= 0]
    return (not before, min(before) if before else -max(places))


def _following(statements: Sequence[Statement], at: int) -> Iterator[Statement]:
    """The sentences right after it that point back to it."""
    head = statements[at]
    end = head.end
    for statement in statements[at + 1 : at + 4]:
        if statement.source != head.source or statement.start - end > _NEAR or _head(statement) is not None:
            return
        if not _FOLLOWS.match(statement.quote):
            return
        yield statement
        end = statement.end


def _arrangement(option: _Option) -> Arrangement:
    told = sorted({one.id: one for one in option.told}.values(), key=lambda one: (one.source, one.start, one.id))
    held = [one for one in told if not one.is_reported]
    against = [one for one in held if _AGAINST.search(one.quote)]
    for_ = [
        one
        for one in held
        if one not in against and ((one.type in _HOLDS and _FOR.search(one.quote)) or _WANTS.search(one.quote))
    ]
    if option.kind == "none":
        for_, against = against or for_, []
    first = told[0]
    key = f"{option.kind} {option.title.casefold()}"[:80]
    digest = sha256(f"arrangement\n{first.id}\n{key}".encode()).hexdigest()
    return Arrangement(
        id=f"m-{digest[:20]}",
        kind=option.kind,
        title=_title(option, told),
        statements=tuple(one.id for one in told),
        traits=(*_traits(told), *shown(told)),
        for_=_sides(for_),
        against=_sides(against),
        models=tuple(dict.fromkeys(name for one in told for name in models(one.quote))),
        key=key,
    )


def _title(option: _Option, told: Sequence[Statement]) -> str:
    """The name that most of its sentences give it, a name of its own before a mere word; the fullest of those."""
    named = [_named(match) for one in told if (match := _head(one)) and match.lastgroup == option.kind]
    return max(named, key=lambda one: (bool(_proper(one)), named.count(one), len(one)), default=option.title)


def models(quote: str) -> tuple[str, ...]:
    """What an option is to be made after, as the sentence names it."""
    return tuple(" ".join(found["names"].split()) for found in _MODEL.finditer(quote) if _head_in(quote))


def _head_in(quote: str) -> bool:
    return _HEAD.search(quote) is not None


def _sides(statements: Iterable[Statement]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((holder, one.id) for one in statements for holder in one.holders))


def _traits(told: Sequence[Statement]) -> Iterator[Trait]:
    """What is said of host, governance, education, facilities and funding: the first words of each statement."""
    for aspect, pattern in _ASPECTS:
        for statement in told:
            found = pattern.search(statement.quote)
            if found:
                yield Trait(aspect=aspect, statement=statement.id, words=found[0].strip())
