"""The ways to say that something is needed: words that govern a means, and where the means stands beside them.

Each frame was written from grammar and not from the labels; which of them cost more than they bring was then weighed on
the half of the labels that may be seen. docs/method/require.md, section 3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rodedraad.records import RequirementKind

Side: TypeAlias = Literal["around", "after", "before", "self"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One way to say it: on which side of the words the means stands, and what else must hold.

    ``asks`` is what makes it a need and no promise: a word of will (``modal``), of duty (``must``), that the whole
    sentence recommends or requests (``directive``), or that it says of nobody that it is done (``unpromised``). ``near`` bounds how many words lie between; 0 is no bound.
    """

    name: str
    pattern: re.Pattern[str]
    side: Side
    asks: Literal["no", "modal", "must", "directive", "unpromised"] = "no"
    near: int = 0
    kinds: frozenset[RequirementKind] = frozenset()
    cues: tuple[str, ...]
    """Letters in lower case of which some stand in every sentence that says it this way: most sentences need no more."""


def _frame(name: str, cues: str, pattern: str, side: Side, **fields: object) -> Frame:
    found = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
    return Frame(name=name, pattern=found, side=side, cues=tuple(cues.split()), **fields)  # type: ignore[arg-type]  # those of Frame


_AIMED: frozenset[RequirementKind] = frozenset(
    {"infrastructure", "capacity", "space", "knowledge", "expertise", "people", "competence"}
)
_BUT_ROOM: frozenset[RequirementKind] = frozenset(
    {"infrastructure", "capacity", "knowledge", "expertise", "people", "competence", "investment", "research"}
)
"""Who wants more room for somebody seldom means land."""
FRAMES: tuple[Frame, ...] = (
    _frame(
        "wish",
        "meer extra voldoende more additional sufficient",
        r"(?:willen|wil|wensen|pleiten voor|pleit voor|staat pal voor|verdien(?:t|en)|want|wants|deserves?)(?: (?:dat|er|ook|graag|eveneens|wij|we|that|there|is|are)){0,3}"
        r" (?:meer|extra|voldoende|more|additional|sufficient)",
        "after",
        near=3,
        kinds=_BUT_ROOM,
    ),
    _frame(
        "invest first",
        "investeren",
        r"(?<![\w ])(?:(?:fors|flink|structureel|meer|extra|gericht|volop) )?investeren in(?![^.;]*\b(?:kan|kunnen|helpt|levert|leidt|loont|maakt|blijft)\b)",
        "self",
        asks="unpromised",
    ),
    _frame("needed", "nodig", r"nodig|hard nodig", "around"),
    _frame(
        "is so",
        "noodzak benodigd vereist gewenst wenselijk onmisbaar onontbeer essentieel cruciaal voorwaarde belang onvoldoende ontoereik schaars beperkt needed required necess essential crucial indispens vital desirable lacking scarce insuffic missing prerequisite vereiste",
        r"noodzakelijk|benodigd|vereist|gewenst|wenselijk|onmisbaar|onontbeerlijk|essentieel|cruciaal|(?:een )?(?:harde )?(?:rand)?voorwaarden?"
        r"|van (?:groot|cruciaal|essentieel|vitaal|wezenlijk|doorslaggevend) belang|een vereiste|onvoldoende|ontoereikend|schaars|te beperkt"
        r"|(?:also |urgently |still )?(?:needed|required|necessary|essential|crucial|indispensable|vital|desirable|lacking|scarce|insufficient|missing)"
        r"|a prerequisite",
        "around",
    ),
    _frame(
        "needed that",
        "nodig noodzak essentieel cruciaal vereist belang necess essential crucial",
        r"(?:nodig|noodzakelijk|essentieel|cruciaal|vereist|van (?:groot )?belang|belangrijk|necessary|essential|crucial) (?:dat|that) (?:er|there|voldoende|meer|sufficient|more)",
        "after",
        near=4,
    ),
    _frame("that asks", "vraagt", r"(?:dat|dit|hetgeen|wat) vraagt(?! (?:om|de|het) )", "after", near=5),
    _frame(
        "asks for",
        "vra vroeg roept schreeuwt call asks",
        r"vraagt om|vragen om|vroeg om|vraagt ook om|vragen ook om|roept om|schreeuwt om|calls? for(?! evidence| proposals)|asks for",
        "after",
    ),
    _frame(
        "takes",
        "verg vereis behoe require necess demand",
        r"vergt|vergen|vereist|vereisen|behoeft|behoeven|requires?|necessitates?|demands?",
        "after",
    ),
    _frame("takes, last", "verg vereis behoe", r"vergt|vergen|vereist|vereisen|behoeft|behoeven", "before"),
    _frame(
        "asks",
        "vraagt vragen",
        r"vraagt|vragen",
        "after",
        near=4,
        kinds=frozenset({"space", "investment", "capacity", "people", "competence", "expertise"}),
    ),
    _frame(
        "lack of",
        "tekort gebrek schaars krapte nood gemis achterstand ontbr uitblijven afwezig schort gaten hiaten leemte lacune lack shortage scarcity absence gap short deficit insuffic",
        r"(?:tekort(?:en)?|gebrek|schaarste|krapte|nood|gemis|achterstand) (?:aan|op|in|van)|tekortschietende?|(?:het )?(?:ontbreken|uitblijven|afwezigheid) van"
        r"|afwezigheid van|ontbreekt (?:het )?(?:\w+ ){0,2}aan|schort het aan|gaten in|hiaten in|leemtes? in|lacunes? in"
        r"|lack of|lacks?|lacking|shortages? of|scarcity of|absence of|gaps? in|short of|shortfall in|deficit of|insufficient",
        "after",
    ),
    _frame(
        "lack, first",
        "gebrek tekort behoefte schaarste",
        r"(?<!\bhet )(?:gebrek|tekort|behoefte|schaarste)(?! aan)",
        "before",
    ),
    _frame("short by", "te tekort short", r"te weinig|te kort|tekort|short", "before", near=2),
    _frame(
        "need of",
        "behoefte vraag need demand",
        r"behoeftes? aan|behoeften aan|vraag naar|need for|needs for|demand for|in need of",
        "after",
    ),
    _frame(
        "too little",
        "onvoldoende weinig niet geen nauwelijks beperkt enough few little",
        r"onvoldoende|(?:te|relatief|erg|zeer|nog) weinig|niet (?:voldoende|genoeg)|geen (?:voldoende|enkele)|nauwelijks|te beperkte?|not enough|too few|too little",
        "after",
        near=4,
    ),
    _frame(
        "falls short",
        "ontbr tekort toereikend voorhanden",
        r"ontbreekt|ontbreken|ontbrak|tekort(?:schiet|schieten)|schiet tekort|niet (?:toereikend|voorhanden)",
        "around",
    ),
    _frame(
        "without",
        "zonder without",
        r"zonder (?:aanvullende|extra|voldoende|de juiste|de nodige|structurele|betere|goede|meer)|without (?:additional|sufficient|more|adequate)",
        "after",
        near=2,
    ),
    _frame(
        "gap",
        "tekort hia lacun schaarste behoefte vraag gebrek gap shortage",
        r"\w{3,}(?:tekort(?:en)?|hia(?:at|ten)|lacunes?|schaarste)"
        r"|(?:kennis|investerings|scholings|opleidings|personeels|financierings|ruimte|onderzoeks)(?:behoeften?|behoeftes|vraag)|ruimtegebrek|geldgebrek|plaatsgebrek"
        r"|(?:knowledge|skills?|funding|investment|data|information|labour|staff|capacity|teacher) (?:gaps?|shortages?)",
        "self",
    ),
    _frame(
        "need",
        "need",
        r"(?:we|they|you|i|states|regions|municipalities|companies|industry|region|sector|transition) (?:also |urgently |will |clearly |still )?needs?",
        "after",
        near=5,
    ),
    _frame(
        "further research",
        "onderzoek research stud",
        r"(?:nader|vervolg|aanvullend|verder|meer|diepgaander|further|more|additional) ?(?:onderzoek|research|stud(?:y|ies)|studie)",
        "self",
        asks="modal",
    ),
    _frame(
        "invest",
        "invest ïnvest",
        r"ge[iï]nvesteerd|te investeren|investeren in|investeringen (?:doen|plegen)|investeer(?! ik)|blijven investeren|invest",
        "self",
        asks="directive",
    ),
    _frame(
        "made to be",
        "uitgebreid aangelegd vergroot gemaakt gereserveerd opgebouwd vrijgespeeld geschool opgeleid getraind aangetrokken geworven verzwaard bijgebouwd beschikbaar peil expanded built trained recruited reserved increased upgraded available",
        r"(?:worden |te worden )?(?:uitgebreid|aangelegd|vergroot|vrijgemaakt|gereserveerd|opgebouwd|vrijgespeeld|opgeleid|bijgeschoold|omgeschoold|geschoold|getraind"
        r"|aangetrokken|geworven|verzwaard|bijgebouwd|beschikbaar (?:te )?(?:komen|zijn|gesteld|gemaakt|worden)|op peil)"
        r"|be (?:expanded|built|trained|recruited|reserved|increased|upgraded|made available)",
        "before",
        asks="must",
        kinds=_AIMED | {"investment"},
    ),
    _frame(
        "must have",
        "beschikken zorgen voorzien komen have provide",
        r"(?:moet|moeten|dient|dienen|behoren|must|should)(?: \w+){0,5}? (?:beschikken over|te beschikken over|zorgen voor|voorzien in|komen tot|have|provide)",
        "after",
        near=5,
        kinds=_AIMED | {"investment"},
    ),
    _frame(
        "more, as is due",
        "meer extra voldoende more additional sufficient",
        r"(?:er )?(?:moet|moeten|dient|dienen|must|should)(?: \w+){0,4}? (?:meer|extra|voldoende|more|additional|sufficient)",
        "after",
        near=3,
        kinds=_BUT_ROOM,
    ),
    _frame(
        "enlarge",
        "uitbrei vergro verhog versterk expand increase",
        r"(?<!te )(?:uitbreiden(?: met)?|uitbreiding|vergroten|vergroting|verhogen|versterken|expand|increase)",
        "around",
        asks="unpromised",
        kinds=frozenset({"capacity", "infrastructure"}),
        near=8,
    ),
    _frame(
        "train",
        "leid train scholen",
        r"leid(?:en)? (?:we |wij )?(?:meer|extra|nieuwe|voldoende|jonge|de|\d+)(?: [\w-]+){1,4} op(?=[.,;]| voor| tot| in|$)|opleiden van|train more|bij te scholen|op te leiden|om te scholen",
        "self",
        asks="directive",
    ),
    _frame(
        "make available",
        "beschikbaar vrij",
        r"stel(?:len)? (?:\w+[ .,]?){0,8}beschikbaar|beschikbaar te stellen|maak (?:\w+ ){0,6}vrij|vrij te maken",
        "around",
        asks="directive",
        kinds=frozenset({"investment", "space", "capacity", "people"}),
    ),
)
