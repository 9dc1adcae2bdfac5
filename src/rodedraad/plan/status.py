"""How far an act is, only from quoted words: asked, promised, under way, done or lapsed; the later document wins.

A request is asked, and unanswered where a later document of who was asked is here that does not take it up. What is
planned without a promise has no status: nothing tells. docs/method/plan.md, section 4.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rodedraad.intervals import may_follow
from rodedraad.plan.ground import Ground
from rodedraad.plan.outcomes import is_yours, outcome
from rodedraad.plan.roles import doers
from rodedraad.records import ActionStatus, Gap, Settlement, Statement

_GONE = (
    r"(?:is|zijn)\s+(?:\w+\s+){0,4}?(?:ingetrokken|vervallen|geschrapt|gestaakt|stopgezet|afgeblazen|afgelast|van\s+de\s+baan)"
    r"|(?:\w*plan|\w*plannen|\w*project\w*|\w*maatregel|proef|voornemen|actie|aanvraag|verzoek)\b[^.;]{0,60}?\b(?:vervalt|komt\s+te\s+vervallen|gaat\s+niet\s+(?:meer\s+)?door|gaan\s+niet\s+(?:meer\s+)?door)"
    r"|(?:toezegging|belofte|aanbod|bijdrage)\b[^.;]{0,60}?\btrek(?:ken)?\s+(?:wij|we|ik)\s+(?:hierbij\s+)?in|(?:wij|we|ik)\s+trek(?:ken)?\s+(?:hierbij\s+)?(?:onze|de|mijn|deze)\s+(?:toezegging|belofte|aanbod|bijdrage)\b[^.;]{0,60}?\bin"
    r"|(?:has|have)\s+been\s+(?:withdrawn|cancelled|dropped|abandoned)|(?:is|are)\s+no\s+longer\s+planned"
)
_DONE = (
    r"(?:is|zijn|werd|werden)\s+(?:\w+\s+){0,6}?(?:afgerond|voltooid|opgeleverd|gerealiseerd|uitgevoerd|(?<!concept\s)gereed(?!\s+(?:voor|maken|komen))|klaar(?=[.,;]|$)|geplaatst|ingevoerd|vastgesteld|ondertekend|in\s+gebruik\s+genomen|geopend|aangelegd|ingericht|opgericht|afgesloten|aangekocht|verworven|aangepast|verwijderd|gesloopt|overgedragen|toegekend)"
    r"|(?:hebben|heeft|heb)\s+(?:\w+\s+){0,14}?(?:afgerond|voltooid|opgeleverd|gerealiseerd|uitgevoerd|opgesteld|ondertekend|vastgesteld|geplaatst|aangelegd|geopend|ingevoerd|opgericht|getekend|ingericht|aangekocht|gebouwd)|sta(?:at|an)\s+er\s+(?:nu|al|inmiddels|sinds)|(?:is|zijn)\s+sinds\s+(?:\w+\s+){0,3}?(?:open|in\s+gebruik|klaar|gereed|in\s+werking)"
    r"|(?:has|have)\s+been\s+(?:completed|finished|delivered|built|opened|adopted|signed|installed|carried\s+out)|(?:was|were)\s+(?:completed|opened|delivered|finished|signed)|(?:is|are)\s+(?:complete|completed|finished)"
)
_GOING = (
    r"(?:is|zijn)\s+(?:\w+\s+){0,6}?(?:gestart|begonnen|in\s+uitvoering|onderweg|in\s+voorbereiding|in\s+aanbouw|van\s+start\s+gegaan|ingezet|gaande|opgestart|in\s+volle\s+gang|in\s+concept\s+(?:gereed|klaar|af))(?!\s+met\s+het\s+idee)"
    r"|(?:loopt|lopen)\s+(?:al\b|inmiddels|sinds|nu\b|momenteel|tot\b|door\b)|(?:wij|we|ik)\s+werken\s+(?:\w+\s+){0,4}?aan|werken\s+(?:wij|we)\s+(?:\w+\s+){0,4}?aan|werkt\s+(?:\w+\s+){0,3}?(?:momenteel|nu|inmiddels)\s+aan"
    r"|(?:hebben|heeft)\s+(?:\w+\s+){0,8}?(?:gestart|opgestart|begonnen)|wordt\s+(?:momenteel|nu|thans|op\s+dit\s+moment)\s+(?:\w+\s+){0,3}?(?:gebouwd|gewerkt|aangelegd|opgesteld|voorbereid|uitgewerkt|uitgevoerd)"
    r"|(?:has|have)\s+(?:already\s+)?(?:started|begun|been\s+started)|(?:is|are)\s+(?:now\s+|already\s+|currently\s+)?(?:under\s+way|underway|being\s+(?:built|prepared|drawn\s+up|carried\s+out|installed)|in\s+progress)|(?:we|i)\s+are\s+(?:currently\s+|already\s+)?working\s+on"
)
_AHEAD = re.compile(
    r"\b(?:zodra|als\s+(?:de|het|er|wij|we|dat|dit|een|deze|die|alle)|indien|wanneer|nadat|mits|voordat|pas|na\s+\d|moet|moeten|zal|zullen|gaat|gaan|kan|kunnen|willen|wil|hopen|verwachten|uiterlijk|if\s+\w+|when|once|after|before|until|will|must|should|shall|can)\b",
    re.IGNORECASE,
)
_YET = re.compile(
    r"\b(?:nog\s+niet|niet\s+(?!alleen)|geen|nog\s+altijd\s+niet|not|never|nooit|zijn\s+nog)\b", re.IGNORECASE
)
_IF_ONLY = re.compile(
    r"\b(?:mits|tenzij|indien|vooropgesteld|onder\s+(?:het\s+)?voorbehoud|op\s+(?:de\s+)?voorwaarde|(?:alleen|pas|slechts)\s+(?:als|indien|wanneer|zodra)|provided\s+that|unless|subject\s+to|on\s+condition)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:totdat|tot\s+dat|zolang|until|till|as\s+long\s+as)\b", re.IGNORECASE)
"""Behind these words stands what has not happened yet; before a comma only, where the sentence begins with them."""
_YEAR = re.compile(r"\b(?:in|per|sinds|eind|begin|medio|since|by)\s+(20\d\d)\b", re.IGNORECASE)
_WORDS: tuple[tuple[ActionStatus, re.Pattern[str]], ...] = (
    ("lapsed", re.compile(rf"\b(?:{_GONE})\b", re.IGNORECASE)),
    ("done", re.compile(rf"\b(?:{_DONE})\b", re.IGNORECASE)),
    ("under_way", re.compile(rf"\b(?:{_GOING})\b", re.IGNORECASE)),
)
_GONE_LETTERS = (
    "ingetrokken|verval|geschrapt|gestaakt|stopgezet|afgeblazen|afgelast|de baan|gaat niet|gaan niet|trek|withdrawn|cancelled"
    "|dropped|abandoned|no longer"
)
_DONE_LETTERS = (
    "afgerond|voltooid|opge|gerealiseerd|uitgevoerd|gereed|klaar|geplaatst|ingevoerd|vastgesteld|ondertekend|genomen"
    "|geopend|aangelegd|ingericht|afgesloten|aangekocht|verworven|aangepast|verwijderd|gesloopt|overgedragen|toegekend"
    "|getekend|gebouwd|staat er|staan er|sinds|complete|finished|delivered|built|opened|adopted|signed|installed"
    "|carried out"
)
_GOING_LETTERS = (
    "gestart|begonnen|uitvoering|onderweg|voorbereiding|aanbouw|van start|ingezet|gaande|volle gang|opgestart|concept"
    "|loopt|lopen|werken|werkt|wordt |started|begun|under way|underway|being|progress|working"
)
_QUICK: Mapping[str, tuple[str, ...]] = {
    "lapsed": tuple(_GONE_LETTERS.split("|")),
    "done": tuple(_DONE_LETTERS.split("|")),
    "under_way": tuple(_GOING_LETTERS.split("|")),
}
"""What no word of a status can do without, as plain letters, which are looked for ten times as fast."""
_CELL_HEAD = re.compile(r"status|stand|voortgang|fase|state|progress|phase", re.IGNORECASE)
_CELLS: tuple[tuple[ActionStatus, re.Pattern[str]], ...] = (
    (
        "lapsed",
        re.compile(
            r"^\W*(?:vervallen|vervalt|ingetrokken|geschrapt|gestopt|stopgezet|withdrawn|cancelled|dropped)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "done",
        re.compile(
            r"^\W*(?:gereed|afgerond|klaar|voltooid|uitgevoerd|gerealiseerd|opgeleverd|done|completed?|finished)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "under_way",
        re.compile(
            r"^\W*(?:in\s+uitvoering|loopt|lopend|gestart|bezig|in\s+voorbereiding|onderweg|in\s+aanbouw|doorlopend|under\s*way|ongoing|in\s+progress|started)\b",
            re.IGNORECASE,
        ),
    ),
    ("promised", re.compile(r"^\W*(?:toegezegd|gepland|afgesproken|promised|planned|agreed)\b", re.IGNORECASE)),
    ("asked", re.compile(r"^\W*(?:gevraagd|aangevraagd|verzocht|asked|requested)\b", re.IGNORECASE)),
)
_HAS_SEARCHED = frozenset({"gap.searched_asked", "gap.searched_layer"})
"""Gaps of a request for which there was somewhere to search; without a document of that party it stays asked."""
REPORTING = frozenset({"finding", "conclusion", "measure", "concern", "ambition", "condition"})
TOLD_SHARE = 60
"""Per cent of an act's telling words that another statement must have to tell how far it is."""
LEAST_TOLD = 150
"""The same at least, in per cents of a word that stands once."""


def unanswered(gaps: Iterable[Gap]) -> frozenset[str]:
    """The requests that a later document of who was asked does not take up."""
    open_: dict[str, bool] = {}
    for gap in gaps:
        if gap.kind == "request_without_answer" and gap.statement:
            open_[gap.statement] = open_.get(gap.statement, False) or gap.searched.code in _HAS_SEARCHED
    return frozenset(id_ for id_, has_searched in open_.items() if has_searched)


def told(statement: Statement, ground: Ground) -> ActionStatus | None:
    """What the words of one statement tell of how far its act is; None where they do not tell."""
    for cell in ground.rows.get(statement.id, ()):
        if _CELL_HEAD.search(cell.head) or not cell.head:
            for status, pattern in _CELLS:
                if pattern.search(cell.words):
                    return status
    text = statement.text
    low = text.lower()
    for status, pattern in _WORDS:
        if any(map(low.__contains__, _QUICK[status])) and (match := pattern.search(text)) is not None:
            near = text[max(0, match.start() - 60) : match.end()]
            if _YET.search(near) or (status != "lapsed" and _AHEAD.search(near)):
                continue
            if _is_until(text, match.start()):
                continue
            if status == "done" and (_IF_ONLY.search(text) or _is_ahead(statement, ground)):
                continue  # done on a condition, or on a day that the source had not seen, is not done
            return status
    return None


def _is_until(text: str, place: int) -> bool:
    """Whether what is told there is what an act waits for or ends with, and not the act: "opgeschort totdat … is beëindigd"."""
    waits = [
        match for match in _UNTIL.finditer(text, 0, place) if not re.search(r"[;:]|\.\s", text[match.end() : place])
    ]
    if not waits:
        return False
    before = text[: waits[-1].start()].strip()
    return bool(before) or "," not in text[waits[-1].end() : place]


def _is_ahead(statement: Statement, ground: Ground) -> bool:
    """Whether the year in which something is said to be done lies behind that of the source."""
    date = ground.sources[statement.source].date
    return date is not None and any(year > date[:4] for year in _YEAR.findall(statement.text))


def status(
    group: Sequence[Statement],
    ground: Ground,
    *,
    is_asked: bool,
    open_: frozenset[str],
    answers: Sequence[Settlement],
    reports: Sequence[tuple[Statement, ActionStatus]] = (),
) -> tuple[ActionStatus | None, str | None]:
    """How far an act is, and the statement that tells it. ``reports`` are those of other statements that tell of it."""
    said = [(one, told(one, ground)) for one in group]
    known = [(one, found) for one, found in [*said, *reports] if found is not None]
    if known:
        one, found = max(known, key=lambda pair: ground.place[pair[0].id])
        return found, one.id
    if answers and answers[-1].outcome == "granted":
        answer = ground.statements.get(answers[-1].statement)
        has_done = answer is not None and told(answer, ground)
        return has_done or "promised", answers[-1].statement
    # "uw verzoek ... willigen wij niet in" refuses, whatever else stands beside it
    promised = [
        one
        for one in group
        if one.is_commitment and not (is_yours(one.text) and outcome(one.text) in ("refused", "noted"))
    ]
    if promised:
        return "promised", promised[-1].id
    if not is_asked:
        return None, None
    is_open = not answers and any(one.id in open_ for one in group)
    return ("unanswered" if is_open else "asked"), group[-1].id


def reported(
    groups: Mapping[str, Sequence[Statement]], ground: Ground
) -> dict[str, tuple[tuple[Statement, ActionStatus], ...]]:
    """Statements outside an action that tell how far its act is, by the action's id: in later or the same sources."""
    action = {one.id: id_ for id_, group in groups.items() for one in group}
    ids = frozenset(action)
    about = ground.about
    found: dict[str, list[tuple[Statement, ActionStatus]]] = defaultdict(list)
    for id_ in ground.order:
        statement = ground.statements[id_]
        if id_ in action or statement.type not in REPORTING or (found_ := told(statement, ground)) is None:
            continue
        best: tuple[int, str] | None = None
        for other in about.candidates(id_, ids, least=LEAST_TOLD):
            act = ground.statements[other]
            if not is_later(ground, statement, act) or not _may_tell(statement, act):
                continue
            mass = about.mass(about.said[id_] & about.said[other])
            if mass * 100 >= about.masses[other] * TOLD_SHARE and mass * 100 >= LEAST_TOLD * about.full:
                best = max(best or (0, ""), (mass, other))
        if best is not None:
            found[action[best[1]]].append((statement, found_))
    return {id_: tuple(each) for id_, each in found.items()}


def _may_tell(statement: Statement, act: Statement) -> bool:
    """Whether a statement may tell of this act: of the same parties, or naming who acts."""
    named = {actor.party for actor in statement.actors} | set(statement.holders)
    who = set(doers(act)) | set(act.holders)
    return not who.isdisjoint(named)


def is_later(ground: Ground, one: Statement, other: Statement) -> bool:
    """Whether a statement stands in the same source as another, or in one that is not surely older."""
    mine, theirs = ground.sources[one.source], ground.sources[other.source]
    return mine.id == theirs.id or (mine.date is not None and may_follow(mine.date, theirs.date))
