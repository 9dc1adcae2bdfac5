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

    ``asks`` is what makes it a need and no promise: a word of will (``modal``), of duty (``must``; ``due`` in the same
    clause), that somebody is asked (``request``) or that it come about is asked (``wish``), that the whole sentence recommends or requests (``directive``), or that
    it says of nobody that it is done (``unpromised``). ``near`` bounds how many words lie between; 0 is no bound.
    """

    name: str
    pattern: re.Pattern[str]
    side: Side
    asks: Literal["no", "modal", "must", "due", "request", "wish", "directive", "unpromised"] = "no"
    near: int = 0
    kinds: frozenset[RequirementKind] = frozenset()
    on: str = ""
    """The preposition on which the means must hang: "van walstroom worden voorzien"."""
    cues: tuple[str, ...]
    """Letters in lower case of which some stand in every sentence that says it this way: most sentences need no more."""


def framed(name: str, cues: str, pattern: str, side: Side, **fields: object) -> Frame:
    """A frame whose words may stand anywhere as whole words, in capitals or not; ``cues`` with spaces between."""
    found = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
    return Frame(name=name, pattern=found, side=side, cues=tuple(cues.split()), **fields)  # type: ignore[arg-type]  # those of Frame


AIMED: frozenset[RequirementKind] = frozenset(
    {"infrastructure", "capacity", "space", "knowledge", "expertise", "people", "competence"}
)
_BUT_ROOM: frozenset[RequirementKind] = frozenset(
    {"infrastructure", "capacity", "knowledge", "expertise", "people", "competence", "investment", "research"}
)
"""Who wants more room for somebody seldom means land."""
HAD: frozenset[RequirementKind] = frozenset(
    {"infrastructure", "capacity", "knowledge", "expertise", "people", "competence", "research"}
)
"""What may be said not to be there; "geen ruimte" and "geen geld" are said of anything."""
FRAMES: tuple[Frame, ...] = (
    framed(
        "wish",
        "meer extra voldoende more additional sufficient",
        r"(?:willen|wil|wensen|pleiten voor|pleit voor|staat pal voor|verdien(?:t|en)|want|wants|deserves?)(?: (?:dat|er|ook|graag|eveneens|wij|we|that|there|is|are)){0,3}"
        r" (?:meer|extra|voldoende|more|additional|sufficient)",
        "after",
        near=3,
        kinds=_BUT_ROOM,
    ),
    framed(
        "invest first",
        "investeren",
        r"(?<![\w ])(?:(?:fors|flink|structureel|meer|extra|gericht|volop) )?investeren in(?![^.;]*\b(?:kan|kunnen|helpt|levert|leidt|loont|maakt|blijft)\b)",
        "self",
        asks="unpromised",
    ),
    framed("needed", "nodig", r"nodig|hard nodig", "around"),
    framed(
        "is so",
        "noodza broodnodig luxe benodigd vereist gewenst wenselijk onmisbaar onontbeer essentieel cruciaal voorwaarde belang onvoldoende ontoereik schaars beperkt needed required necess essential crucial indispens vital desirable lacking scarce insuffic missing prerequisite vereiste",
        r"noodzakelijk|benodigd|vereist|gewenst|wenselijk|onmisbaar|onontbeerlijk|essentieel|cruciaal|(?:een )?(?:harde )?(?:rand)?voorwaarden?"
        r"|(?:een|pure|bittere) noodzaak|broodnodig|geen (?:overbodige )?luxe|van (?:groot|cruciaal|essentieel|vitaal|wezenlijk|doorslaggevend) belang|een vereiste|onvoldoende|ontoereikend|schaars|te beperkt"
        r"|(?:also |urgently |still )?(?:needed|required|necessary|essential|crucial|indispensable|vital|desirable|lacking|scarce|insufficient|missing)"
        r"|a prerequisite",
        "around",
    ),
    framed(
        "needed that",
        "nodig noodzak essentieel cruciaal vereist belang necess essential crucial",
        r"(?:nodig|noodzakelijk|essentieel|cruciaal|vereist|van (?:groot )?belang|belangrijk|necessary|essential|crucial) (?:dat|that) (?:er|there|voldoende|meer|sufficient|more)",
        "after",
        near=4,
    ),
    framed("that asks", "vraagt", r"(?:dat|dit|hetgeen|wat) vraagt(?! (?:om|de|het) )", "after", near=5),
    framed(
        "asks for",
        "vra vroeg roept schreeuwt call asks",
        r"vraagt om|vragen om|vraagt ook om|vragen ook om|roept om|schreeuwt om|calls? for(?! evidence| proposals)|asks for",
        "after",
    ),
    framed(
        "takes",
        "verg vereis behoe require necess demand",
        r"vergt|vergen|vereist|vereisen|behoeft|behoeven|requires?|necessitates?|demands?",
        "after",
    ),
    framed(
        "takes, last",
        "verg vereis behoe",
        r"(?:vergt|vergen|vereist|vereisen|behoeft|behoeven)(?=\s*(?:[.,;:)]|$|(?:en|om|voor|of|die|dat|is|zijn|wordt|worden)\b))",
        "before",
    ),
    framed(
        "asks",
        "vraagt vragen",
        r"vraagt|vragen",
        "after",
        near=4,
        kinds=frozenset({"space", "investment", "capacity", "people", "competence", "expertise"}),
    ),
    framed(
        "need of",
        "behoefte vraag need demand",
        r"behoeftes? aan|behoeften aan|vraag naar|need for|needs for|demand for|in need of",
        "after",
    ),
    framed(
        "need",
        "need",
        r"(?:we|they|you|i|states|regions|municipalities|companies|industry|region|sector|transition) (?:also |urgently |will |clearly |still )?needs?",
        "after",
        near=5,
    ),
    framed(
        "further research",
        "onderzoek research stud",
        r"(?:nader|vervolg|aanvullend|verder|meer|diepgaander|further|more|additional) ?(?:onderzoek|research|stud(?:y|ies)|studie)",
        "self",
        asks="modal",
    ),
    framed(
        "invest",
        "invest ïnvest",
        r"ge[iï]nvesteerd|te investeren(?= in)|investeren in|investeringen (?:doen|plegen)|investeer(?! ik)|blijven investeren|invest",
        "self",
        asks="directive",
    ),
    framed(
        "made to be",
        "uitgebreid aangelegd vergroot gemaakt gereserveerd opgebouwd vrijgespeeld geschool opgeleid getraind aangetrokken geworven verzwaard bijgebouwd beschikbaar peil expanded built trained recruited reserved increased upgraded available",
        r"(?:worden |te worden )?(?:uitgebreid|aangelegd|vergroot|vrijgemaakt|gereserveerd|opgebouwd|vrijgespeeld|opgeleid|bijgeschoold|omgeschoold|geschoold|getraind"
        r"|aangetrokken|geworven|verzwaard|bijgebouwd|beschikbaar (?:te )?(?:komen|zijn|gesteld|gemaakt|worden)|op peil)"
        r"|be (?:expanded|built|trained|recruited|reserved|increased|upgraded|made available)",
        "before",
        asks="must",
        kinds=AIMED | {"investment"},
    ),
    framed(
        "must have",
        "beschikken zorgen voorzien komen have provide",
        r"(?:moet|moeten|dient|dienen|behoren|must|should)(?: \w+){0,5}? (?:beschikken over|te beschikken over|zorgen voor|voorzien in|komen tot|have|provide)",
        "after",
        near=5,
        kinds=AIMED | {"investment"},
    ),
    framed(
        "more, as is due",
        "meer extra voldoende more additional sufficient",
        r"(?:er )?(?:moet|moeten|dient|dienen|must|should)(?: \w+){0,4}? (?:meer|extra|voldoende|more|additional|sufficient)",
        "after",
        near=3,
        kinds=_BUT_ROOM,
    ),
    framed(
        "enlarge",
        "uitbrei vergro verhog versterk expand increase",
        r"(?<!te )(?:uitbreiden(?: met)?|uitbreiding|vergroten|vergroting|verhogen|versterken|expand|increase)",
        "around",
        asks="unpromised",
        kinds=frozenset({"capacity", "infrastructure"}),
        near=8,
    ),
    framed(
        "train",
        "leid train scholen",
        r"leid(?:en)? (?:we |wij )?(?:meer|extra|nieuwe|voldoende|jonge|de|\d+)(?: [\w-]+){1,4} op(?=[.,;]| voor| tot| in|$)|opleiden van|train more|bij te scholen|op te leiden|om te scholen",
        "self",
        asks="directive",
    ),
    framed(
        "make available",
        "beschikbaar vrij",
        r"stel(?:len)? (?:\w+[ .,]?){0,8}beschikbaar|beschikbaar te stellen|maak (?:\w+ ){0,6}vrij|vrij te maken",
        "around",
        asks="directive",
        kinds=frozenset({"investment", "space", "capacity", "people"}),
    ),
    framed(
        "shall come",
        "moet dien hoor komen liggen gaan voorzien aanwezig",
        r"te (?:komen|liggen|staan)|komen|bijkomen|aanwezig zijn",
        "around",
        near=6,
        asks="due",
        kinds=AIMED | {"investment"},
    ),
    framed(
        "ask, and more",
        "vra eis",
        r"(?:vraagt|vragen|eist|eisen)(?= .*\b(?:extra|meer|aanvullende|grote|grotere|aanzienlijke|forse|nieuwe)\b)",
        "after",
        near=9,
        kinds=frozenset({"investment", "capacity", "people", "expertise", "competence"}),
    ),
    framed(
        "are needed",
        "need",
        r"(?:\w+ )?needs?(?! to\b)(?= (?:an?|more|the|additional|better|extra|\d+)\b)",
        "after",
        near=5,
    ),
    framed(
        "be needed", "needed required", r"(?:is|are|be|was) (?:\w+ly |also |therefore )?(?:needed|required)", "before"
    ),
    framed(
        "to know",
        "weten inzicht know",
        r"(?:nodig|noodzakelijk|essentieel|cruciaal|van belang|belangrijk) om te weten|(?:necessary|essential|crucial|need) to know",
        "self",
    ),
    framed(
        "to look into",
        "onderzocht uitgezocht onderzoek gemeten investigat studied",
        r"(?:nader |verder )?(?:onderzocht|uitgezocht|doorgerekend)(?: (?:moet(?:en)?|dient|dienen))(?: te)? worden|(?:moet(?:en)?|dient|dienen)(?: (?!niet|kunnen)\w+){0,5} (?:onderzocht|uitgezocht|doorgerekend)(?: te)? worden"
        r"|(?:must|should|need(?:s)? to) be (?:investigated|studied|researched)",
        "self",
    ),
    framed(
        "to invest in",
        "ïnvesteerd investeren",
        r"ge[iï]nvesteerd (?:moet(?:en)?|dient|dienen|zal moeten)(?: te)? worden|te weinig (?:te )?(?:ge[iï]nvesteerd|investeren)|(?:under-?investment|onderinvestering)",
        "self",
    ),
    framed(
        "by means of",
        "door",
        r"(?:moet|moeten|dient|dienen|kan alleen|kunnen alleen|vraagt|vergt)[^.;]*, door(?: middel van)?(?! (?:de|het|een)\b)(?: (?:meer|extra|nieuwe|gerichte|betere))?",
        "after",
        near=2,
        kinds=frozenset({"investment", "competence", "people", "capacity"}),
    ),
    framed(
        "what is needful",
        "noodzakelijke broodnodige onmisbare",
        r"noodzakelijke|broodnodige|onmisbare",
        "after",
        near=2,
        kinds=AIMED | {"investment", "research"},
    ),
    framed(
        "to invest is a must",
        "investeren investing",
        r"(?<!we )(?<!wij )(?:investeren|investing) in[^.;,]{0,70} (?:is|blijft|remains) [^.;]{0,60}\b(?:nodig|noodza\w+|essentieel|cruciaal|belangrijk|van (?:\w+ )?belang|een voorwaarde|necessary|essential|crucial)",
        "self",
    ),
    framed("invest, an order", "nvesteer nvest", r"(?:(?<=^)|(?<=[.:;] ))(?:investeer|invest) (?:\w+ )?in", "self"),
    framed(
        "needed to have",
        "nodig noodzak essentieel cruciaal belang necess essential crucial important",
        r"(?:nodig|noodzakelijk|essentieel|cruciaal|van (?:\w+ )?belang|belangrijk)(?: om)?(?=[^.;]{0,90} te (?:hebben|krijgen|verkrijgen|verzamelen|werven|behouden|beschikken|realiseren|betrekken))"
        r"|(?:necessary|essential|crucial|important) to (?:have|obtain|collect|recruit|attract)",
        "after",
        near=6,
        kinds=HAD | {"investment"},
    ),
    framed(
        "pay for",
        "betalen dragen",
        r"(?:mee te betalen|bij te dragen) aan",
        "after",
        near=5,
        asks="request",
        kinds=AIMED,
    ),
    framed(
        "provided with",
        "voorzien",
        r"(?:zijn|worden) voorzien|voorzien (?:zijn|worden)",
        "before",
        asks="due",
        on="van",
    ),
    framed("appeal", "beroep appeal", r"(?:doen|doet) (?:\w+ )?een beroep op", "before", on="voor"),
    framed(
        "that it come",
        "komt komen",
        r"(?<=dat er )(?:een|meer|extra|voldoende)(?=[^.;,]* (?:komt|komen|bijkomt)\b)|(?:komt|komen)",
        "around",
        near=8,
        asks="wish",
        kinds=AIMED | {"investment"},
    ),
    framed(
        "request for",
        "verzoek vraag vragen request ask",
        r"(?:verzoek(?:t|en)?|vraagt|vragen)(?: [^.;,:]{0,60})? om(?![^.;]* te \w+en\b)|(?:ask|asks|request|requests)(?: \w+){0,4} for",
        "after",
        near=12,
        kinds=AIMED | {"investment", "research"},
    ),
)
