"""Whom a sentence gives a task, and which: to pay, to lead, to watch over, to decide or to do.

Only where one bearer is named and nothing says that others share: who pays does not contradict who leads, and who has a
part of its own does not contradict who has another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rodedraad.link.tensions.scope import are_apart, left, main_clause, own, share_scope
from rodedraad.records import Statement

_LAYERS = {
    "rijk": "rijk|rijksoverheid|kabinet|staat|ministers?|ministerie|staatssecretaris|state|national government|minister|ministry",
    "provincie": "provincies?|gedeputeerde staten|provinces?",
    "gemeenten": "gemeenten?|gemeenteraad|college|stad|municipalit(?:y|ies)|city|council",
    "waterschap": "waterschap(?:pen)?|hoogheemraadschap|water boards?",
    "eu": "eu|europese unie|europese commissie|european union|lidstaat van de eu",
    "lidstaten": "lidstaten|member states|nederland",
    "overheid": "overheid|overheden|government",
    "bedrijf": "(?:\\w{2,20})?bedrij(?:f|ven)|werkgevers?|ondernemers?|fabriek(?:en)?|vervuilers?|rederij(?:en)?|netbeheerders?|"
    "havens?(?= (?:moet|moeten|betaalt|betalen))|markt|industrie|compan(?:y|ies)|employers?|polluters?",
    "toezicht": "omgevingsdiensten?|inspectie",
    "ggd": "ggd|ggd’en",
    "rivm": "rivm",
    "onderwijs": "schoolbestuur|schoolbesturen|universiteit(?:en)?",
    "verzekeraars": "zorgverzekeraars?|verzekeraars?",
    "bewoners": "bewoners|burgers|ouders|huiseigenaren|parents|residents",
    "veiligheidsregio": "veiligheidsregio(?:’s)?",
    "organisaties": "natuurorganisaties|corporaties|woningcorporaties|stichting(?:en)?",
}
_BEARER = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{layer}>{words})' for layer, words in _LAYERS.items())})\b",
    re.IGNORECASE,
)
# A private body is public to no layer; "the government" is any of the public ones.
_PUBLIC = frozenset({"rijk", "provincie", "gemeenten", "waterschap", "eu", "lidstaten", "toezicht"})
_ALL = "|".join(_LAYERS.values())
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for name, words in (
        (
            "pay",
            r"betaal\w*|betalen|bekostig\w*|financier\w*|vergoed\w*|voor rekening van|op kosten van|ten laste van|pays?|paid|finances?|funds?",
        ),
        ("lead", r"leidt|leiden|geleid|regie|coördin\w*|trekker|leads?|coordinates?"),
        ("watch", r"toezicht|handhav\w*|controle|supervis\w*|monitoring|meting|meten"),
        (
            "decide",
            r"bevoegd gezag|gaat over|gaan over|\bgaat\b(?= (?:het|de) )|vaststellen|vergunning\w* verlenen|verplichten|competent authority",
        ),
        (
            "do",
            (
                r"taak van|taak voor|verantwoordelijk\w*|uitgevoerd|uitvoer\w*|voert|regel(?:t|en)|geregeld|zorg(?:t|en) (?=\S)|zorgen|organiseer\w*|"
                rf"organiseren|georganiseerd|onderhouden|beheer|inkoop|(?:hoort|horen|ligt|liggen|thuis) bij(?: de| het| een)? (?:{_ALL})|"
                r"responsib\w+|runs?|carry out"
            ),
        ),
    )
)
# Most sentences have none of one or the other: looking for a piece of a word is cheap.
_ROLE_CUES = (
    "betaal", "betalen", "bekostig", "financ", "vergoed", "voor rekening", "op kosten van", "ten laste", " pay", " paid",
    " fund", "leiden", "leidt", "geleid", "regie", "coördin", "trekker", " lead", "coordinat", "toezicht", "handhav", "controle", "supervis",
    "monitor", "meting", "meten ", "bevoegd gezag", "gaat over", "gaan over", "vaststel", "verlenen", "verplichten", "taak van",
    "taak voor", "verantwoordelijk", "uitgevoerd", "uitvoer", "voert", "regelt", "regelen", "geregeld", "zorgt", "zorgen", "organise",
    "onderhouden", "beheer", "inkoop", "hoort ", "horen ", " thuis bij", "ligt bij", "liggen bij", "responsib", " run", "carry out", "authority",
)  # fmt: skip
_BEARER_CUES = (
    "rijk", "kabinet", "staat", "minister", "state", "government", "ministry", "provinc", "staten", "gemeente", "college", "stad",
    "municipal", "city", "council", "waterschap", "hoogheem", "water board", "eu ", "europe", "lidstat", "nederland", "overhe",
    "bedrij", "werkgever", "ondernemer", "fabriek", "vervuiler", "rederij", "netbeheerder", "haven", "markt", "industrie",
    "compan", "employer", "polluter", "dienst", "inspectie", "ggd", "rivm", "schoolbest", "universit", "verzeker", "bewoners",
    "burgers", "ouders", "eigenaren", "parents", "residents", "veiligheidsregio", "organisaties", "corporaties", "stichting",
)  # fmt: skip
_MODAL = r"(?:moet|moeten|dient|dienen|hoort|horen|behoort|behoren|betaalt|betalen|leidt|leiden|neemt|nemen|zal|zullen|(?:is|zijn|heeft|hebben|are)(?= (?:\w+ ){0,3}(?:verantwoordelijk|bevoegd|trekker|regie|responsible))|gaat|gaan|regelt|regelen|zorgt|zorgen|voert|voeren|organiseert|organiseren|bekostigt|financiert|must|should|leads?|pays?|is(?= responsible)|finances)"
_BEFORE = re.compile(
    r"\b(?:van|voor|door|bij|naar|aan|of|by|with|on)(?: (?:de|het|een|the|alle|regionale|nationale))?(?: \w+elijke?)?\s$|^(?:De|Het|The|Een)?\s?$|(?:^|[\s,])(?:de|het|the)\s$",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"\b(?:samen|ook|mede|mee|mee\w+|gezamenlijk|eigen|haar deel|zijn deel|hun deel|aandeel|helft|andere helft|share|also|as well|together|"
    r"bijdra\w+|ondersteun\w*|steunt|helpen|helpt|vraagt|vragen|verzoek\w*|roep\w*|pleit\w*|aandringen|advies|adviseert|gevraagd|asks?|asked|"
    r"contribut\w*|enable\w*|support\w*|middelen|zolang|vooralsnog|tijdelijk|schiet\w*|voorfinancier\w*|niet|geen|not|tot \d{4}|"
    r"was|waren|werd|werden|moest|moesten|heeft \w+ \d{4}|vroeger|voorheen|in (?:19|20)[01]\d)\b",
    re.IGNORECASE,
)

# "het Rijk moet bedrijven verplichten tot", "het Rijk verplicht bedrijven om", "the state must oblige companies to"
_MADE_TO = re.compile(r"\s(?:te )?(?:verplichten|dwingen|bewegen|aanzetten|manen)\s(?:om|tot)\b", re.IGNORECASE)
_MAKES = re.compile(
    r"\b(?:verplicht(?:en)?|dwing(?:t|en)|oblig(?:e|es|ing)|forc(?:e|es|ing)|compels?|requires?)\s(?:(?:de|het|een|alle|the|an?|all)\s)?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 16)
def duties(text: str) -> frozenset[str]:
    """Whom a sentence gives a task, by layer, with the kind of task: "pay:rijk". Empty where several may share it."""
    low = text.casefold()
    if not any(cue in low for cue in _ROLE_CUES) or not any(cue in low for cue in _BEARER_CUES):
        return frozenset()
    plain = main_clause(text)
    if _BEARER.search(plain) is None or _SHARED.search(plain):
        return frozenset()
    roles = [name for name, words in _ROLES if words.search(text)]
    if not roles:
        return frozenset()
    named = [hit for hit in _BEARER.finditer(plain) if not _is_place(plain, hit)]
    bearing = [hit for hit in named if not _is_made_to(plain, hit)]
    if len(bearing) < len(named):
        # who makes another pay decides, and does not pay
        roles = [role for role in roles if role == "decide"]
    found = {hit.lastgroup for hit in bearing}
    if len(found) != 1 or not roles or not any(_bears(plain, hit) for hit in _BEARER.finditer(plain)):
        return frozenset()
    bearer = found.pop()
    strict = [role for role in roles if role != "do"] or roles
    return frozenset(f"{role}:{bearer}" for role in strict)


def bearers_apart(a: Statement, b: Statement, one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, str] | None:
    """The two who are given one task, where it cannot be both's."""
    given, taken = dict(duty.split(":") for duty in one), dict(duty.split(":") for duty in other)
    for role in sorted(given.keys() & taken.keys()):
        pair = {given[role], taken[role]}
        if len(pair) < 2 or ("overheid" in pair and pair & _PUBLIC):
            continue
        if not share_scope(a, b) or are_apart(a, b, beside=_NO_MATTER):
            return None
        if role == "pay" and any(amount.unit == "euro" for statement in (a, b) for amount in statement.amounts):
            return None
        return given[role], taken[role]
    return None


def roles(duties: Iterable[str]) -> frozenset[str]:
    """The roles that a sentence gives."""
    return frozenset(duty.partition(":")[0] for duty in duties)


def task(statement: Statement) -> tuple[str, ...]:
    """What a sentence names besides who has a task and in which role."""
    return own(statement.text, _NO_MATTER)


def is_one_task(a: Statement, b: Statement) -> bool:
    """Whether two sentences name one task and nothing else, besides who has it and in which role."""
    one, other = task(a), task(b)
    return bool(one and other) and not left(one, other) and not left(other, one)


_NO_MATTER = re.compile(
    "|".join((*(rf"\b(?:{words})\b" for words in _LAYERS.values()), *(words.pattern for _, words in _ROLES))),
    re.IGNORECASE,
)
"""What says who and in which role, and not what it is about."""


def _is_place(text: str, hit: re.Match[str]) -> bool:
    """Whether a body is only where something is: "in de gemeente"."""
    return re.search(r"\b(?:in|binnen|buiten|rond)(?: de| het| deze| onze)?\s$", text[: hit.start()]) is not None


def _is_made_to(text: str, hit: re.Match[str]) -> bool:
    """Whether another makes a body do something: "de provincie moet de fabriek verplichten tot filters"."""
    return _MADE_TO.match(text, hit.end()) is not None or _MAKES.search(text[: hit.start()]) is not None


def _bears(text: str, hit: re.Match[str]) -> bool:
    after = text[hit.end() :]
    if re.match(rf"(?: [A-Z][\w-]+| zelf)?\s{_MODAL}\b", after):
        return True
    before = text[: hit.start()]
    if re.search(
        rf"\b{_MODAL}(?: \w+){{0,8}} (?:de|het|the|door|bij|van|by|of)(?: de| het| the)?\s$", before, re.IGNORECASE
    ):
        return True
    return (
        _BEFORE.search(before) is not None
        and re.search(
            r"\b(?:taak|verantwoordelijkheid|rekening|kosten|door|bij|naar|responsibility|by)\b[^.]{0,25}$",
            before,
            re.IGNORECASE,
        )
        is not None
    )
