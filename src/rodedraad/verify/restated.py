"""Whether a sentence that a model worded says what the rules' sentence for the same records says: no more, no less. Pure.

Asked beside what is asked of every text that is not by the rules (``own_words``). There a text may say less than its quotes;
a model's may not: what the rules quote in full, it leaves out, adds to or strengthens only where a reader sees it here.

| asked | how |
|---|---|
| numbers, dates, names, parties | all of them are there, on their side, in their order; no party more |
| denials, restrictions, conditions | in each as many, and none more |
| strength | who wants still wants, who seems still seems; nothing is promised, sure or complete that was not |
| quotes beside one another, or in another language | stay as they are, each behind who says it, with the fixed sentence behind them |
| telling words | those of the rules' sentence; in plain language at least some of them |

Words, not understanding: docs/method/verify.md, section 6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal, TypeAlias

from rodedraad.extract.lexicon import word_set
from rodedraad.propose.ground import shown
from rodedraad.records import Clause, ClauseVerdict
from rodedraad.verify import polarity
from rodedraad.verify.citations import QUOTED
from rodedraad.verify.equals import eased
from rodedraad.verify.evidence import Evidence, fault
from rodedraad.verify.figures import figures, unfounded
from rodedraad.verify.names import Mentioned, is_among, strangers, words_of
from rodedraad.wording import Language

Keeps: TypeAlias = Literal["both", "kept", "none_new"]
LONGEST, SHORTEST = 1.6, 0.3
"""How long a wording may be beside the rules' sentence; a text much shorter left something out."""
_MORE_CHARS = 60
_LEAST_ALIKE = 5
_ALIKE_PARTS = 4
"""Where words are held closely, all but one in so many letters of the longer stem begin them both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How near a wording stays to the rules' sentence.

    ``found``: how many per cent of its telling words, weighed by their letters, are those of the rules' sentence.
    ``new``: how many may be its own. ``kept``: how many per cent of those of the rules' sentence it has.
    ``is_close``: whether a word counts as another's form only where most of both is the same.
    """

    found: int
    new: int
    kept: int
    is_close: bool = False
    has_organs: bool = True
    has_roles: bool = True


WORDING = Bounds(found=80, new=2, kept=60)
PLAIN = Bounds(found=35, new=1_000, kept=30, has_organs=False, has_roles=False)
ANSWER = Bounds(found=100, new=0, kept=60, is_close=True, has_organs=False)
"""An answer may leave out the organ that speaks, and has no word of its own."""
_ROLES = word_set(
    "rijk kabinet provincie gemeente gemeenten waterschap ministerie minister kamer raad gemeenteraad college fractie "
    "bewoners inwoners omwonenden werkgevers werknemers universiteit commissie vakbond ggd netbeheerder "
    "government cabinet province municipality municipalities ministry parliament council residents employers employees"
)
"""Who may act without a name: a wording names none that the rules' sentence has not."""
_IN_OTHER = {
    "provincie": ("province",), "gemeente": ("municipality", "municipalities"), "gemeenten": ("municipality", "municipalities"),
    "kabinet": ("government", "cabinet"), "rijk": ("government",), "ministerie": ("ministry",), "omwonenden": ("residents",),
    "bewoners": ("residents",), "inwoners": ("residents",), "werkgevers": ("employers",), "werknemers": ("employees",),
    "werknemer": ("employees",), "raad": ("council",), "gemeenteraad": ("council",), "province": ("provincie",),
    "government": ("rijk", "kabinet"), "ministry": ("ministerie",), "council": ("raad", "gemeenteraad"), "residents": ("bewoners", "inwoners", "omwonenden"),
    "employers": ("werkgevers",), "employees": ("werknemers",), "municipality": ("gemeente",), "municipalities": ("gemeenten",),
}  # fmt: skip
"""What such a one is called in the other language."""
_BY = re.compile(r"\b(?:door|by)(?: de| het| the)? $", re.IGNORECASE)
_NAMED_CONDITION = re.compile(
    r"(?<!op )(?<!op de )(?<!onder de )(?<!onder )\b(?:als )?voorwaarden?\b|(?<!on )(?<!on the )\bconditions?\b",
    re.IGNORECASE,
)
"""That something is a condition: a frame of the rules says it as well, and it sets none."""
_THIS = re.compile(r"^Dit (lijken|delen) ([^«]*?)( te delen)?: «")
_ASKING = re.compile(r"[^«]*\b(?:vraagt|vragen|asks?)\b[^«]*: «")
_ASKED = re.compile(r" aan [^«]*: «")
_WE_ASK = re.compile(r"«(?:Wij|We) (?:vragen|verzoeken|ask|request)(?= )")
_ORGAN = re.compile(r"\([^()]{1,80}\)")


def _kind(name: str, keeps: Keeps, words: str) -> tuple[str, Keeps, re.Pattern[str]]:
    return name, keeps, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


_KINDS: tuple[tuple[str, Keeps, re.Pattern[str]], ...] = (
    _kind("seems", "both", r"lijk(?:t|en)|schijn(?:t|en)|kennelijk|seems?|appears?|apparently"),
    _kind("may", "both", r"kan|kunnen|kunt|kon(?:den)?|mag|mogen|mogelijk\w*|wellicht|misschien|can|may|might|could|possib\w+|perhaps|allowed|able"),
    _kind("want", "kept", r"wil|willen|wilt|wens\w*|streef\w*|streven|doel\w*|ambitie\w*|beoog\w*|beogen|hoop|hopen|graag|voorkeur|verlang\w*|wants?|wish\w*|aims?|goals?|hopes?|prefer\w*|would like|seeks?"),
    _kind("promise", "none_new", r"belo(?:of|ven|ofd|oft|fte)\w*|toezegg\w*|toegezegd|zeg(?:t|gen)[^.!?]{0,200}\btoe|garande\w+|verplicht(?:en)? zich|promis\w+|pledge\w*|commits?|committed|guarantee\w*"),
    _kind("will", "none_new", r"gaat|gaan|zal|zullen|will|shall|is going to|are going to"),
    _kind("must", "none_new", r"moet|moeten|moest\w*|dient|dienen|verplicht\w*|eis(?:t|en)|vereis\w*|must|have to|has to|requir\w+|demands?|obliged"),
    _kind("ask", "none_new", r"vra(?:ag|gen|agt)|verzoek\w*|roep(?:t|en)?\b[^.!?]{0,200}\bop|oproep\w*|dring\w*|pleit\w*|asks?|questions?|request\w*|call(?:s|ed)? (?:up)?on|urges?|invites?|nodig(?:t|en)\b[^.!?]{0,200}\buit"),
    _kind("about", "kept", r"ongeveer|circa|ca|bijna|ruim|rond|grofweg|naar schatting|schat\w*|approximately|roughly|nearly|almost|around|about|estimat\w+|or so"),
    _kind("try", "kept", r"verken\w*|probe(?:er|ren)\w*|poging\w*|inspann\w*|overweeg\w*|overwegen|bereid|explor\w+|consider\w*|tr(?:y|ies)|efforts?|willing|prepared"),
    _kind("because", "none_new", r"omdat|want|doordat|zodat|waardoor|daardoor|because|so that|since|therefore|thus"),
    _kind("before", "kept", r"vóór|voordat|alvorens|before|nadat|after"),
    _kind("some", "kept", r"sommige|(?<!geen )enkele|deels|gedeeltelijk\w*|een deel|some|partly|part of|a few"),
    _kind("sure", "none_new", r"zeker|absoluut|altijd|definitief|definitieve|volledig\w*|geheel|garantie|onvoorwaardelijk\w*|meteen|direct|onmiddellijk|always|never|certainly|definitely|fully|completely|immediately|unconditional\w*"),
    _kind("all", "none_new", r"alle|allemaal|elke?|iedere?|ieder|overal|iedereen|all|every|each|everywhere|everyone"),
    _kind("up", "none_new", r"verhog\w*|verho(?:og|ging)\w*|verhoogd\w*|stijg\w*|gesteg\w*|verleng\w*|toene(?:men|emt)|groei\w*|uitbrei\w*|(?<!niet )(?<!geen )meer(?! (?:toe|mee))|hoger|groter|increas\w*|lengthen\w*|rais\w*|ris(?:e|es|ing)|grow\w*|expand\w*|(?<!any )(?<!no )more|higher|larger"),
    _kind("down", "none_new", r"verlag\w*|verla(?:ag|ging)\w*|daal\w*|dalen\w*|gedaald\w*|verkort\w*|afne(?:men|emt)|krimp\w*|vermind\w*|minder|lager|kleiner|decreas\w*|reduc\w*|shorten\w*|lower\w*|fall\w*|shrink\w*|cut\w*|less|fewer|smaller"),
    _kind("open", "none_new", r"open\w*|start\w*|begin\w*|bouw\w*|aanleg\w*|behoud\w*|behouden|houd|houden|opens?|begin\w*|builds?|keep\w*|maintain\w*"),
    _kind("close", "none_new", r"sluit\w*|dicht\w*|stop\w*|beëindig\w*|sloop|slopen|gesloopt|schrap\w*|opheff\w*|clos\w*|shut\w*|stops?|end(?:s|ed|ing)?|demolish\w*|abolish\w*|scrap\w*"),
    _kind("against", "none_new", r"tegen(?:stander\w*)?|afwijz\w*|wij(?:st|zen)\b[^.!?]{0,200}\baf|weiger\w*|verzet\w*|against|reject\w*|oppos\w*|refus\w*"),
    _kind("for", "none_new", r"voorstander\w*|steun(?:t|en)|omarm\w*|juich\w*|supports?|favou?r\w*|endors\w*|welcom\w*"),
)  # fmt: skip
"""What words of a kind do to a sentence, in both languages: those of ``both`` may neither come nor go, those of ``kept``
not go, those of ``none_new`` not come, nor any of them stand there more often."""
_STANDS_FOR: Mapping[str, tuple[str, ...]] = {
    "promise": ("will",),
    "ask": (),
    "must": ("ask", "want"),
    "want": ("ask",),
}
"""Kinds that go only where another is there: who promised will, and what somebody says must be, they ask or want."""
_FREE = word_set(
    "dit dat er hier daar daarvoor daarbij daarmee daarom hierover waarbij waarmee waarvoor waarin zelf eigen samen gezamenlijk beide allebei terwijl "
    "daarentegen juist namelijk vinden vindt noemen noemt geven geeft spreken spreekt uit achten acht verwacht verwachten meent menen stelt stellen "
    "verzoekt verzoeken roept roepen nodigt nodigen streeft streven volgens voorwaarde voorwaarden voorwaarde partijen partij zeggen wensen wens doel verzoek oproep toezegging toegezegd belooft beloven nodig behoefte "
    "daarover antwoord documenten stukken stuk delen deelt gedeeld eens mening standpunt plan plannen gebeurt gebeuren komt komen zorgt zorgen maakt maken krijgt krijgen "
    "both together while according condition conditions party parties share shares shared say says view plan plans need needs needed want wants promise promises ask asks request "
    "their they them want make makes made get gets happen happens come comes hold holds place takes take taken set sets been being"
)
"""Telling words that a sentence needs to say who says what; they claim nothing of the matter."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A text as it is compared, and the rules' sentence for the same: both without the marks of quotes."""

    own: str
    rules: str
    frame: str
    language: str

    @classmethod
    def of(cls, text: str, rules: str, language: str) -> _Told:
        """The two, and what of the rules' sentence is not quoted. A quote begins a sentence."""
        return cls(
            own=_bare(text), rules=_bare(rules.replace("«", "… ")), frame=QUOTED.sub(" ", rules), language=language
        )


def faults(clause: Clause, made: Clause, evidence: Evidence) -> Iterator[ClauseVerdict]:
    """What a clause in a model's words says otherwise than the clause that the rules make of the same records."""
    told: tuple[tuple[str, str, Language], ...] = (
        (clause.text, made.text, "nl"),
        (clause.english, made.english, "en"),
    )
    for text, rules, language in told:
        if text != rules:
            yield from _beside(clause, text, rules, language)
            yield from _compared(clause, _Told.of(text, eased(rules, text, language), language), evidence, WORDING)


def plain_faults(clause: Clause, made: Clause, evidence: Evidence) -> Iterator[ClauseVerdict]:
    """The same of the plain-language version, which may say it in other words."""
    rules = eased(made.text, clause.plain, "nl")
    if _is_foreign(clause, "nl"):
        yield fault(clause, "unsupported", "verify.restated_quotes")
    yield from _compared(clause, _Told.of(clause.plain, rules, "nl"), evidence, PLAIN)


def answer_faults(clause: Clause, rules: str, language: str, evidence: Evidence) -> Iterator[ClauseVerdict]:
    """The same of a sentence of an answer, beside who says a quote with that quote; both are in this language."""
    yield from _compared(clause, _Told.of(clause.text, rules, language), evidence, ANSWER)


def tail(text: str) -> str:
    """The fixed sentences behind the last quote of a rules' sentence: that nothing was found, over what two differ."""
    return text[text.rfind("»") + 1 :].strip() if "»" in text else ""


def head(text: str) -> str:
    """A rules' sentence without the fixed sentences behind its last quote."""
    return text.removesuffix(tail(text)).strip()


def with_quotes_eased(clause: Clause, texts: Mapping[str, str]) -> Clause:
    """The clause with the hard words of its quotes in those plain ones that its text in their language has."""
    cited, text, english = [], clause.text, clause.english
    for one in clause.citations:
        language = _language(one.language)
        quote = eased(one.quote, texts[language], language)
        cited.append(replace(one, quote=quote))
        text, english = (
            each.replace(f"«{shown(one.quote)}»", f"«{shown(quote)}»") for each in (text, english)
        )  # what is shown whole stays so
    return replace(clause, text=text, english=english, citations=tuple(cited))


def _language(language: str | None) -> Language:
    return "en" if language == "en" else "nl"


def readings(rules: str) -> tuple[str, ...]:
    """A rules' sentence, and the same without what it says twice: that somebody asks, and whom, before the quote that asks.

    *A en B delen dit* is the same frame as *Dit delen A en B*.
    """
    turned = _THIS.sub(r"\2 \1\3: «", rules)
    found = [rules, turned]
    if _ASKING.match(rules):
        found += [_ASKED.sub(": «", one, count=1) for one in found]
        found += [_WE_ASK.sub("«", one, count=1) for one in found]
    return tuple(dict.fromkeys(found))


def without_organs(text: str, *, unless: str) -> str:
    """A rules' sentence without the organs that speak, but those that another text names: plain language may leave them out."""
    start = text.find("«") if "«" in text else len(text)
    return _ORGAN.sub(lambda found: found[0] if found[0] in unless else "", text[:start]) + text[start:]


def _bare(text: str) -> str:
    return text.replace("«", "").replace("»", "")


def _beside(clause: Clause, text: str, rules: str, language: str) -> Iterator[ClauseVerdict]:
    """Of two quotes or more, or one in another language, each stays; and so does the fixed sentence behind them."""
    quoted = QUOTED.findall(rules)
    if (len(quoted) > 1 or _is_foreign(clause, language)) and QUOTED.findall(text) != quoted:
        yield fault(clause, "unsupported", "verify.restated_quotes")
    if not text.endswith(tail(rules)):
        yield fault(clause, "unsupported", "verify.restated_left_out", words=tail(rules))


def _compared(clause: Clause, told: _Told, evidence: Evidence, bounds: Bounds) -> Iterator[ClauseVerdict]:
    size = len(told.own)
    if not told.own.isprintable() or not SHORTEST * len(told.rules) <= size <= LONGEST * len(told.rules) + _MORE_CHARS:
        yield fault(clause, "unsupported", "verify.restated_size")
        return
    yield from _figured(clause, told)
    yield from _named(clause, told, evidence, bounds)
    for words in _turned(told):
        yield fault(clause, "unsupported", "verify.restated_turn", words=words)
    for words in _strength(told):
        yield fault(clause, "unsupported", "verify.restated_strength", words=words)
    yield from _worded(clause, told, evidence, bounds)


def _figured(clause: Clause, told: _Told) -> Iterator[ClauseVerdict]:
    """Every number and date is there, on its side, in its order, and none more."""
    for one, other in ((told.rules, told.own), (told.own, told.rules)):
        numbers, days = unfounded(one, [other])
        for words in (*(number.words for number in numbers), *(day.words for day in days)):
            yield fault(clause, "unsupported", "verify.restated_figure", words=words)
    own, rules = figures(told.own), figures(told.rules)
    for wanted in rules.numbers:
        sides = {one.bound for one in own.numbers if one.value == wanted.value}
        if sides and wanted.bound not in sides:
            yield fault(clause, "unsupported", "verify.restated_side", words=wanted.words)
    for day in rules.days:
        places = {one.side for one in own.days if one.first <= day.last and day.first <= one.last}
        if places and day.side not in places:
            yield fault(clause, "unsupported", "verify.restated_side", words=day.words)
    if not _is_in_order([one.value for one in own.numbers], [one.value for one in rules.numbers]) or not _is_in_order(
        [one.first for one in own.days], [one.first for one in rules.days]
    ):
        yield fault(clause, "unsupported", "verify.restated_order")


def _is_in_order(own: Sequence[object], rules: Sequence[object]) -> bool:
    """Whether what both have stands in one order: two numbers that changed places say another thing."""
    first, other = ([one for one in dict.fromkeys(each) if one in also] for each, also in ((own, rules), (rules, own)))
    return first == other


def _named(clause: Clause, told: _Told, evidence: Evidence, bounds: Bounds) -> Iterator[ClauseVerdict]:
    """Every party and name is there, parties in their order and as the organ that speaks; no party and no role more."""
    own, rules = evidence.called.find(told.own), evidence.called.find(told.rules)
    here, there = {one.party for one in own}, {one.party for one in rules}
    called = {one.party: told.rules[one.start : one.end] for one in reversed(rules)}
    around = words_of([told.own])
    is_foreign = _is_foreign(clause, told.language)
    for id_ in sorted(there - here):
        if not all(is_among(word, around) for word in re.findall(r"\w+", called[id_])):
            yield fault(clause, "unsupported", "verify.restated_left_out", words=called[id_])
    for one in own:
        if one.party not in there:
            yield fault(clause, "unsupported", "verify.name", name=told.own[one.start : one.end])
    if _changed_places(told, own, rules):
        yield fault(clause, "misattributed", "verify.restated_order")
    if not bounds.has_roles:
        return
    for words in dict.fromkeys(_ORGAN.findall(told.frame)) if bounds.has_organs else ():
        if words not in told.own:
            yield fault(clause, "unsupported", "verify.restated_left_out", words=words)
    known, spans = words_of([told.rules]), [(one.start, one.end) for one in own]
    known |= {other for word in known for other in _IN_OTHER.get(word, ())}
    for match in re.finditer(r"[^\W\d_]+", told.own):
        is_party = any(start <= match.start() < end for start, end in spans)
        if match[0].lower() in _ROLES and not is_party and not is_among(match[0], known):
            yield fault(clause, "unsupported", "verify.name", name=match[0])
    for name in () if is_foreign else strangers(told.rules, around, rules):  # it may be called otherwise
        yield fault(clause, "unsupported", "verify.restated_left_out", words=name)


def _changed_places(told: _Told, own: Sequence[Mentioned], rules: Sequence[Mentioned]) -> bool:
    """Whether two parties stand the other way round, or one by whom something is done is another."""
    order = [one.party for one in rules]
    agents = [
        {one.party for one in found if _BY.search(text[: one.start])}
        for text, found in ((told.own, own), (told.rules, rules))
    ]
    if agents[0] - agents[1]:
        return True
    return any(
        one.party != other.party
        and {one.party, other.party} <= set(order)
        and not _is_before(one.party, other.party, order)
        for at, one in enumerate(own)
        for other in own[at + 1 :]
    )


def _is_before(one: str, other: str, order: Sequence[str]) -> bool:
    """Whether the one stands somewhere before the other."""
    return one in order and other in order[order.index(one) :]


def _turned(told: _Told) -> Iterator[str]:
    """The denials, restrictions and conditions that went or came, by their number."""
    own, rules = (polarity.turns(_NAMED_CONDITION.sub(" ", one)) for one in (told.own, told.rules))
    for turn in own:
        if own[turn].marks and len(own[turn]) > max(len(rules[turn]), len(own[turn].as_good)):
            yield own[turn].marks[-1]
        if len(rules[turn].marks) > len(own[turn].marks) + len(own[turn].as_good):
            yield rules[turn].marks[0]


def _strength(told: _Told) -> Iterator[str]:
    """The words that make it stronger or weaker than the rules' sentence."""
    own = {name: pattern.findall(told.own) for name, _, pattern in _KINDS}
    rules = {name: pattern.findall(told.rules) for name, _, pattern in _KINDS}
    for name, keeps, _ in _KINDS:
        borne = len(rules[name]) + (len(rules["promise"]) if name == "will" else 0)  # who promises will
        if keeps != "kept" and len(own[name]) > borne:
            yield own[name][-1]
        if keeps != "none_new" and rules[name] and not own[name] and name not in _STANDS_FOR:
            yield rules[name][0]
    for name, others in _STANDS_FOR.items():
        if rules[name] and not own[name] and not any(own[other] for other in others):
            yield rules[name][0]


def _worded(clause: Clause, told: _Told, evidence: Evidence, bounds: Bounds) -> Iterator[ClauseVerdict]:
    """Whether its telling words are those of the rules' sentence, and most of those are here; who speaks is left out of it.

    Of a quote in another language that cannot be told: it stays as it is.
    """
    if _is_foreign(clause, told.language):
        return
    own, rules = (_claims(text, told.language, evidence) for text in (told.own, told.rules))
    # held closely, a word that is there as it stands is not also the form of another
    forms = {stem: weight for stem, weight in rules.items() if stem not in own} if bounds.is_close else rules
    new = [stem for stem in own if stem not in rules and not _is_found(stem, forms, bounds)]
    if 100 * sum(own[stem] for stem in new) > (100 - bounds.found) * sum(own.values()) or len(new) > bounds.new:
        yield fault(clause, "unsupported", "verify.restated_words", words=new[0])
    gone = [stem for stem in rules if not _is_found(stem, own, bounds)]
    if 100 * sum(rules[stem] for stem in gone) > (100 - bounds.kept) * sum(rules.values()):
        yield fault(clause, "unsupported", "verify.restated_left_out", words=gone[0])


def _claims(text: str, language: str, evidence: Evidence) -> Mapping[str, int]:
    """The telling words of a text by their stems, but for who speaks and what a sentence needs to say so."""
    parts, at = [], 0
    for one in evidence.called.find(text):
        parts.append(text[at : one.start])
        at = one.end
    bare = _ORGAN.sub(" ", " ".join((*parts, text[at:])))
    free = polarity.stems(" ".join(sorted(_FREE)), language)
    return {stem: weight for stem, weight in polarity.stems(bare, language).items() if stem not in free}


def _is_foreign(clause: Clause, language: str) -> bool:
    """Whether what it quotes is in another language than a text: no words of it can be laid beside those of the quote."""
    return any((one.language or "nl") != language for one in clause.citations if one.role != "backs")


def _is_found(stem: str, rules: Mapping[str, int], bounds: Bounds) -> bool:
    """Whether a word, or one that begins alike, is there."""
    if stem in rules:
        return True
    if bounds.is_close and any(one in rules for one in (f"{stem}t", stem.removesuffix("t"))):
        return True  # "bouwt" of "bouwen"
    return len(stem) >= _LEAST_ALIKE and any(
        one[:_LEAST_ALIKE] == stem[:_LEAST_ALIKE] and (not bounds.is_close or _is_close(one, stem)) for one in rules
    )


def _is_close(one: str, other: str) -> bool:
    """Whether two stems are alike but for their ends: not *verbied* and *verbind*."""
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return _ALIKE_PARTS * alike >= (_ALIKE_PARTS - 1) * max(len(one), len(other))
