"""How a request was answered, in the words of the answer: granted, partly, deferred, refused, only noted.

Without such words there is no outcome; that a document speaks of the matter is no answer. docs/method/plan.md, section 5.
"""

from __future__ import annotations

import re

from rodedraad.records import Outcome

_I = r"(?:ik|wij|we|het\s+college|de\s+raad|gedeputeerde\s+staten|het\s+kabinet|de\s+minister|de\s+staatssecretaris|het\s+bestuur|de\s+directie|i)"
_PARTLY = (
    r"\b(?:gedeeltelijk|ten\s+dele|deels|slechts\s+voor\s+een\s+deel|voor\s+een\s+deel|op\s+onderdelen|in\s+part|partly|partially|half(?:way)?\s+way)\b"
    r"|\bzij\s+het\s+(?:zonder|met|dat|niet|alleen|voor|in)\b|\balbeit\b"
    r"|\b(?:niet\s+(?:alle|alles|het\s+hele|de\s+hele|volledig|geheel|helemaal)|not\s+(?:all|fully|entirely|the\s+whole))\b"
)
_SHARE = re.compile(
    r"\bvan\s+de\s+(?:gevraagde\s+)?[\d,.]+\s+\w+[^.;]{0,160}?\ber\s+(?:\w+\s+){0,4}?(?:[\d,.]+|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien)\b",
    re.IGNORECASE,
)
_HALVES = re.compile(
    r"\b(?:eerste|ene|first)\s+(?:deel|onderdeel|helft|punt|verzoek|part|half|point)\b[^.;]{0,120}?\b(?:(?:tweede|andere|laatste)\b[^.;]{0,40}?\b(?:niet|geen)|not\s+the\s+(?:second|other|rest))\b"
    r"|\bop\s+(?:\w+\s+)?(?:punt(?:en)?|onderdelen|onderdeel)\s+na\b",
    re.IGNORECASE,
)
"""One half is granted and the other is not."""
_NOT_BEFORE = re.compile(
    r"\b(?:cannot|can\s+not|will\s+not)\s+(?:\w+\s+){1,5}?before\s+20\d\d\b|\bniet\s+(?:vóór|eerder\s+dan)\s+(?:\w+\s+)?20\d\d\b"
    r"|\b(?:wij|we|ik)\s+niet\s+(?:voordat|vóórdat|zolang)\b|\bmaar\s+niet\s+(?:meer\s+)?(?:in\s+(?:deze|dit)\b|dit\s+jaar|nu\b|voor\s+20\d\d)|\bbut\s+not\s+(?:in\s+this|this\s+year|now\b|yet\b)",
    re.IGNORECASE,
)
_ONLY_IF = re.compile(
    r"\b(?:mits|tenzij|vooropgesteld|onder\s+(?:het\s+)?voorbehoud|op\s+(?:de\s+)?voorwaarde|(?:alleen|pas|slechts)\s+(?:als|indien|wanneer)|provided\s+that|providing\s+that|unless|subject\s+to|on\s+(?:the\s+)?condition|only\s+if)\b",
    re.IGNORECASE,
)
"""What is granted on a condition is granted in part: it is no refusal, and it is not sure."""
_LESS = re.compile(
    r"\b(?:dat|dit|that|this)\s+is\s+(?:wel\s+)?(?:minder|less)\s+(?:dan|than)\b[^.;]{0,60}?\b(?:wens\w*|vra(?:agt|gen)|vroeg\w*|wil(?:len|de|den)?|hoop\w*|verzoek\w*|verzocht\w*|wish\w*|ask\w*|want\w*)\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"\b(?:niet|not)\s+(?:de\s+|the\s+)?(?:gevraagde\s+|requested\s+)?(?:€\s*)?\d[\d.,]*\b[^.;]{0,40}?\b(?:maar|but)\s+(?:wel\s+|slechts\s+|only\s+)?(?:€\s*)?\d",
    re.IGNORECASE,
)
"""Another amount than was asked: "niet 8 miljoen maar 2 miljoen euro"."""
_REFUSED = (
    r"\bzeg(?:gen|t)?\b[^.;,]{0,40}?\b(?:geen|niets|niet)\b[^.;]{0,80}?\btoe\b|\b(?:kan|kunnen)\b[^.;,]{0,40}?\bniets\s+(?:toezeggen|beloven|bijdragen|betekenen)\b|\bniet[-\s]ontvankelijk\b|\bunable\s+to\b|\bnot\s+in\s+a\s+position\s+to\b|\bpas(?:t|sen)\s+(?:\w+\s+)?niet\s+(?:binnen|in)\b|\bdo(?:es)?\s+not\s+fit\s+(?:with)?in\b|"
    r"\btrek(?:ken|t)?\b[^.;]{0,60}?\b(?:toezegging|belofte|aanbod|bijdrage)\b[^.;]{0,20}?\bin\b|\b(?:toezegging|belofte|aanbod|bijdrage)\b[^.;]{0,60}?\btrek(?:ken|t)?\s+(?:wij|we|ik)\s+in\b|\b(?:withdraw|withdraws|take\s+back)\s+(?:\w+\s+){0,3}?(?:promise|commitment|offer|contribution)\b|"
    r"\bniet\s+tegemoet\b|"
    rf"\b(?:dat|dit)\s+(?:hebben|heb|heeft)\s+{_I}\s+(?:\w+\s+){{0,2}}?niet\s+(?:gedaan|overgenomen|gevolgd)\b|\bthat\s+(?:we|i)\s+(?:have|did)\s+not\b|"
    r"\b(?:wijzen|wijst|wijs)\b[^.;]{0,120}?\baf\b|\bafgewezen\b|\bwillig(?:en|t)?\b[^.;]{0,80}?\bniet\s+in\b|\bniet\s+(?:ingewilligd|gehonoreerd|overgenomen|toegekend|toegezegd|verleend)\b"
    r"|\bz(?:ien|iet|ie)\b[^.;]{0,60}?\b(?:geen|onvoldoende)\s+(?:\w+\s+)?(?:ruimte|aanleiding|reden|mogelijkheid|mogelijkheden|noodzaak|heil|grond|kans)\b"
    r"|\b(?:geen|onvoldoende)\s+(?:aanleiding|reden|ruimte|mogelijkheid|noodzaak|grond|geld|middelen)\b[^.;]{0,60}?(?:\b(?:om|voor|toe|daartoe|hiervoor|daarvoor|beschikbaar)\b)"
    r"|\bgeen\s+gehoor\b|\bzie(?:n)?\b[^.;]{0,40}\bvan\s+af\b"
    r"|\bniet\s+(?:\w+\s+)?bereid\b|\bdaartoe\s+niet\b|\b(?:kan|kunnen)\b[^.;]{0,120}?\bniet\s+(?:\w+\s+){0,2}?(?:toezeggen|honoreren|inwilligen|toestaan|meewerken|toewijzen|voldoen|ondersteunen|bijdragen|overnemen|verlenen|geven|treden|instemmen)\b"
    r"|\b(?:neem|nemen|neemt)\b[^.;]{0,80}?\bniet\s+over\b|\bstem(?:men|t)?\b[^.;]{0,60}?\bniet\s+(?:in|mee)\b|\b(?:werk(?:en|t)?)\b[^.;]{0,60}?\bniet\s+(?:aan\s+)?mee\b"
    rf"|\b(?:dat|dit)\s+(?:kan|kunnen|doe|doen|zal|zullen|ga|gaan|hebben|heb)\s+{_I}\s+(?:\w+\s+){{0,2}}?niet\b|\b{_I}\s+(?:kan|kunnen|doe|doen|zal|zullen|ga|gaan)\s+(?:dat|dit|daar\w*|hier\w*|uw\s+verzoek)\s+(?:\w+\s+){{0,3}}?niet\b"
    rf"|\bkomt?\s+er\s+(?:\w+\s+){{0,2}}?niet\b|\b{_I}\s+(?:ga|gaan|zal|zullen|doe|doen|verleen|verlenen|stel|stellen|geef|geven|betaal|betalen|draag|dragen)\b[^.;,]{{0,80}}?\b(?:geen|niet(?!\s+(?:alleen|eerder|later|langer|meer\s+dan)))\b"
    r"|\b(?:(?:verle(?:en|nen)|verstrek(?:ken)?|financier(?:en)?|beta(?:al|len)|bekostig(?:en)?|ge(?:ef|ven)|bouw(?:en)?)\s+(?:wij|we|ik)\s+(?:\w+\s+)?niet"
    r"|leg(?:gen)?\s+(?:wij|we|ik)\s+(?:\w+\s+)?niet\s+aan|dra(?:ag|gen)\s+(?:wij|we|ik)\s+(?:\w+\s+)?niet\s+bij|voer(?:en)?\s+(?:wij|we|ik)\s+(?:\w+\s+)?niet\s+uit|stel(?:len)?\s+(?:wij|we|ik)\s+(?:\w+\s+)?niet\s+beschikbaar)(?=\s*(?:[.;]|$))"
    r"|\b(?:we|i)\s+(?:do\s+not|cannot|will\s+not|are\s+not|decline|reject|refuse|see\s+no)\b|\b(?:is|are|was|were)\s+(?:rejected|refused|declined|turned\s+down)\b|\bnot\s+(?:willing|prepared|able)\s+to\b"
)
_DEFERRED = (
    r"\b(?:dat|dit|that|this)\s+is\s+(?:wel\s+)?(?:later|trager|langzamer|slower)\s+(?:dan|than)\b[^.;]{0,60}?\b(?:wens\w*|vra(?:agt|gen)|vroeg\w*|wil(?:len|de|den)?|hoop\w*|verzoek\w*|verzocht\w*|wish\w*|ask\w*|want\w*)\b|"
    r"\b(?:niet|geen)\b[^.;,]{0,40}?\beerder\b[^.;,]{0,60}?\bdan\b|\bniet\s+(?:\w+\s+){0,4}?(?:vóór|voor)\s+(?:\d{1,2}\s+)?(?:\w+\s+)?20\d\d\b|\b(?:not|no)\b[^.;,]{0,40}?\b(?:earlier\s+than|before)\s+(?:\w+\s+)?20\d\d\b|"
    r"\b(?:pas|op\s+zijn\s+vroegst|niet\s+eerder\s+dan|not\s+before|at\s+the\s+earliest)\s+(?:in|vanaf|na|per|rond)?\s*(?:(?:begin|eind|medio|het\s+\w+\s+van)\s+)?(?:20\d\d|volgend)|"
    r"\b(?:kom(?:t|en)?|nem(?:en|t)|neem|beslis\w*|besluit\w*|beoordelen|bezien|bekijken|betrekken|informeer|informeren|bericht\w*|meld\w*|reageren|reageer|volgt|volgen)\b[^.;]{0,100}?\b(?:later|nader|te\s+zijner\s+tijd|in\s+een\s+later\s+stadium|op\s+een\s+later\s+moment|opnieuw|alsnog)\b"
    r"|\b(?:later|te\s+zijner\s+tijd|op\s+een\s+later\s+moment|in\s+een\s+later\s+stadium)\b[^.;]{0,80}?\b(?:besl\w+|besluit\w*|terug\w*|bezien|bekeken|reageren)\b"
    r"|\b(?:kom(?:t|en)?|komen)\s+(?:\w+\s+){0,6}?(?:hier|daar|er)?op\s+terug\b|\b(?:hier|daar)op\b[^.;]{0,60}?\bterug\b"
    r"|\bhoud(?:en|t)?\b[^.;]{0,80}?\baan\b(?=\s+tot\b|[.,;]|$)|(?<!niet\s)\baangehouden\b|(?<!niet\s)\buitgesteld\b|\bberaa(?:dt|d|den)\s+(?:zich|ons|mij)\b|\bstel(?:len|t)?\b(?:(?!\bniet\b)[^.;]){0,100}?\buit\b(?=\s+tot|[.,;]|$)"
    r"|\b(?:eerst|first)\b[^.;]{0,80}?\b(?:onderzoek\w*|uitzoeken|afwachten|verkennen|bezien|uitkomst\w*|resultaten|study|investigate|await|research)\b|\b(?:wacht(?:en)?|afwachten|in\s+afwachting)\b[^.;]{0,80}?\b(?:op|af|van|uitkomst\w*|onderzoek\w*|besluit\w*)\b"
    r"|\b(?:onderzoek(?:en|t)?|verken(?:nen|t)?|laten?\s+\w*\s*onderzoeken)\b[^.;]{0,100}?\b(?:of|mogelijk\w*|eerst|haalbaar\w*|whether)\b"
    r"|\b(?:nog\s+(?:niet|geen)|nog\s+te\s+vroeg|te\s+vroeg|not\s+yet|too\s+early)\b"
    r"|\b(?:in|na|vóór|voor)\s+(?:het|de|dit|volgend)?\s*(?:voorjaar|najaar|zomer|winter|begroting\w*|jaarwisseling|jaar)\b[^.;]{0,60}?\b(?:besl\w+|besluit\w*|neem|nemen|neemt|komen|kom|volgt)\b|\b(?:neem|nemen|neemt)\b[^.;]{0,60}?\b(?:een\s+)?besluit\b"
    r"|\b(?:we|i)\s+will\s+(?:decide|come\s+back|return\s+to|revisit|consider)\b|\b(?:postponed|deferred|put\s+on\s+hold)\b"
)
_GRANTED = (
    r"\b(?:kan|kunnen)\b[^.;]{0,60}?\binstemmen\b|\bge(?:ven|eft|ef)\b[^.;]{0,30}?\buitvoering\s+aan\b|"
    rf"\bge(?:eft|ven|ef)\b[^.;]{{0,60}}?\bgevolg\b|\bop\s+aandringen\s+van\b|\bkom(?:t|en)?\b[^.;]{{0,60}}?\btegemoet\b|"
    rf"\b(?:zeg(?:gen|t)?|zegt)\b[^.;]{{0,100}}?\btoe\b|\btoegezegd\b|\bstem(?:men|t)?\b[^.;]{{0,80}}?\bin\b(?=\s+met\b|[.,;]|$)|\bhonore(?:ren|ert|er|erd)\b|\bgehonoreerd\b|\bwillig(?:en|t)?\b[^.;]{{0,80}}?\bin\b|\bingewilligd\b"
    rf"|\b(?:neem|nemen|neemt)\b[^.;]{{0,80}}?\bover\b|\bovergenomen\b|\b(?:kom(?:t|en)?)\b[^.;]{{0,60}}?\btegemoet\b|\bgeef(?:t)?\b[^.;]{{0,40}}?\bgehoor\b|\bgeven\b[^.;]{{0,40}}?\bgehoor\b|\bvoldoe(?:n|t)?\b[^.;]{{0,40}}?\baan\b[^.;]{{0,40}}?\b(?:verzoek|vraag)\b|\bakkoord\b(?!\s+(?:van|over|tussen))"
    rf"|\b{_I}\s+(?:zijn|is|ben|are|am)\s+(?:\w+\s+){{0,2}}?(?:bereid|willing|prepared|happy)\b|\bbereid\b[^.;]{{0,40}}\b(?:om|tot)\b|\b(?:dat|dit|daar\w*|hier\w*)\s+(?:doen|doe|zullen|zal|gaan|ga)\s+{_I}\s+(?:graag|zeker)?|\bgraag\s+(?:aan|gehoor|mee|toe)\b"
    rf"|\b(?:op|naar\s+aanleiding\s+van)\s+(?:uw|het|hun|dit|dat)?\s*verzoek\b|\bzoals\b[^.;]{{0,60}}?\b(?:gevraagd|verzocht|vroeg|vroegen|verzochten)\b|\bgevraagde\b|\b(?:as\s+requested|at\s+(?:your|the)\s+request|the\s+requested)\b"
    r"|^(?:(?!\bdie\b|,)[^.;])*?\b(?:is|zijn)\s+(?:[\w.]+\s+){0,6}?verleend\b"
    r"|\b(?:we|i)\s+(?:agree|accept|grant|commit|hereby\s+(?:agree|grant|commit)|will\s+gladly|undertake)\b|\bhas\s+been\s+granted\b"
)
_NOTED = (
    r"\b(?:mee\s?nemen|mee)\s+in\s+(?:onze|de|mijn|haar|zijn)\s+(?:afweging\w*|overweging\w*|besluitvorming)\b|\bin\s+overweging\b|\b(?:into|under)\s+consideration\b|"
    r"\buw\s+(?:\w+\s+)?(?:verzoek|vraag|vragen|brief|oproep)\b[^.;]{0,160}?\bontvangen\b|\breceived\s+your\s+(?:request|letter|question)\b|"
    r"\b(?:neem|nemen|neemt|genomen|nam|namen)\s+(?:\w+\s+){0,4}?kennis\b|\b(?:ter|voor)\s+kennis(?:geving|name)?\b[^.;]{0,40}?\b(?:aangenomen|genomen|aan)?\b|\bvoor\s+kennisgeving\b"
    r"|\b(?:heb|hebben|heeft)\b[^.;]{0,80}?\b(?:kennisgenomen|goede\s+nota\s+genomen|ter\s+harte)\b|\bontvangst\s+(?:bevestigen|bevestig)\b|\bbevestig(?:en|t)?\s+(?:\w+\s+){0,3}?ontvangst\b"
    r"|\b(?:take|takes|taken|took)\s+note\b|\bnote[sd]?\s+(?:your|the)\s+(?:request|letter)\b|\backnowledge\s+receipt\b"
)
_ORDER: tuple[tuple[Outcome, re.Pattern[str]], ...] = (
    ("partly", re.compile(_PARTLY, re.IGNORECASE)),
    ("noted", re.compile(_NOTED, re.IGNORECASE)),
    ("refused", re.compile(_REFUSED, re.IGNORECASE)),
    ("deferred", re.compile(_DEFERRED, re.IGNORECASE)),
    ("granted", re.compile(_GRANTED, re.IGNORECASE)),
)
_POINTS_BACK = re.compile(
    r"\b(?:dit\s+verzoek|dat\s+verzoek|uw\s+verzoek(?!\s+(?:om|tot|over|inzake|betreffende)\b)|het\s+verzoek(?!\s+(?:om|tot)\b)|deze\s+vraag|uw\s+vraag|deze\s+oproep|uw\s+oproep|daartoe|hiertoe|hieraan|daaraan|hierin|daarin|hiermee|daarmee|hierop|daarop|hiervan|daarvan|hiervoor|daarvoor|this\s+request|your\s+request|that\s+request)\b"
    r"|^\W*(?:dat|dit|die|that|this)\b",
    re.IGNORECASE,
)
_TOO_SOON = re.compile(
    r"\b20\d\d\b[^.;,]{0,20}?\b(?:is|lukt|halen|achten)\b[^.;,]{0,20}?\b(?:niet|te\s+vroeg|onhaalbaar)\b|\b20\d\d\s+is\s+(?:not|too)\b",
    re.IGNORECASE,
)
_BUT_NOT = re.compile(
    r",\s*(?:maar|doch|though|although|but)\b(?!\s+ook\b)[^.;]*\b(?:niet|geen|not|no)\b(?!\s+(?:alleen|only|eerder|langer))",
    re.IGNORECASE,
)
"""What is granted and then less than that: in part, as with a condition."""
_BUT = re.compile(r",\s*(?:maar|doch|though|although|but)\b", re.IGNORECASE)
_TAKES_BACK = re.compile(r"\b(?:trek(?:ken|t)?|had(?:den)?|withdraws?|take\s+back)\b", re.IGNORECASE)
_FORMERLY = re.compile(
    r"\b(?:ooit|eens|destijds|indertijd|eertijds|\w*voorgangers?|predecessors?|at\s+the\s+time|in\s+the\s+past)\b[^.;]*\b(?:toegezegd|beloofd|ingestemd|verleend|promised|granted|agreed)\b"
    r"|\b(?:toegezegd|beloofd|ingestemd|verleend|promised|granted|agreed)\b[^.;]*\b(?:destijds|indertijd|\w*voorgangers?|predecessors?|at\s+the\s+time|in\s+the\s+past)\b",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(
    r"\b(?:is|zijn|was|werd|heb|hebben|heeft|has|have|had|were)\b[^.;]{0,80}?\b((?:19|20)\d\d)\b[^.;]{0,60}?\b(?:toegezegd|beloofd|ingestemd|verleend|gehonoreerd|overgenomen|promised|granted|agreed)\b"
    r"|\b(?:toegezegd|beloofd|ingestemd|verleend|gehonoreerd|overgenomen|promised|granted|agreed)\b[^.;,]{0,30}?\b(?:in|uit|since|sinds)\s+((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_HOWEVER_MUCH = re.compile(r"^\W*hoe\s+\w+\b[^.;,]*\book\b[^.;,]*,|^\W*(?:much|gladly)\s+as\b[^.;,]*,", re.IGNORECASE)
"""What somebody would wish, told before what it does: "Hoe graag wij dat ook zouden doen, ..." sets no condition."""
_NO_PROMISE = re.compile(
    r"\b(?:geen|niets|no)\s+(?:\w+\s+)?(?:toezegging(?:en)?|beloften?|garanties?|toezeggen|beloven|garanderen|promises?|commitments?|guarantees?)\b"
    r"|\bniet\s+(?:toezeggen|beloven|garanderen)\b|\b(?:cannot|can\s+not)\s+(?:yet\s+)?(?:promise|commit|guarantee)\b",
    re.IGNORECASE,
)
_STILL = re.compile(r"\b(?:maar|doch|wel|echter|but|however)\b", re.IGNORECASE)
_NOT_IF = re.compile(r"\b(?:zou|zouden|would|could|als|indien|if)\b", re.IGNORECASE)


def outcome(text: str) -> Outcome | None:
    """The outcome that a sentence tells; None where it tells none.

    What is done in part is neither granted nor refused, and what is only taken note of is no grant.
    """
    if _SHARE.search(text) or _LESS.search(text) or _INSTEAD.search(text):
        return "partly"
    if _HALVES.search(text) and any(pattern.search(text) for _, pattern in _ORDER[1:]):
        return "partly"
    if _NOT_BEFORE.search(text):
        return "deferred"
    wished = _HOWEVER_MUCH.search(text)
    begin = wished.end() if wished else 0
    for found, pattern in _ORDER:
        if (match := pattern.search(text)) is not None and not _NOT_IF.search(
            text[max(begin, match.start() - 30) : match.start()]
        ):
            if found == "partly" and not any(other.search(text) for _, other in _ORDER[1:]):
                continue  # "deels" alone tells nothing of a request
            if found == "refused" and _grants_first(text, match.start()):
                return "partly"
            if found != "granted":
                return found
            return "partly" if _ONLY_IF.search(text) else grant(text)
    return None


def promises_nothing(text: str) -> bool:
    """Whether a sentence only says that its author makes no promise, and promises nothing else beside it."""
    found = _NO_PROMISE.search(text)
    return found is not None and _STILL.search(text) is None


def grant(text: str) -> Outcome:
    """What a promise grants of what was asked: less, or later, where it goes on with a "but" that denies."""
    if _TOO_SOON.search(text):
        return "deferred"
    return "partly" if _BUT_NOT.search(text) else "granted"


def is_of_before(text: str, date: str | None) -> bool:
    """Whether a sentence tells what was granted before a date, or by who went before: that answers nothing asked then."""
    years = [one or other for one, other in _IN_YEAR.findall(text)]
    return _FORMERLY.search(text) is not None or (bool(date) and any(year < str(date)[:4] for year in years))


def _grants_first(text: str, place: int) -> bool:
    """Whether a sentence grants something before the "but" behind which it refuses something."""
    but = _BUT.search(text, 0, place)
    if but is None or _TAKES_BACK.search(text):
        return False
    first = text[: but.start()]
    granted = _ORDER[-1][1].search(first)
    return granted is not None and _NOT_IF.search(first, 0, granted.start()) is None


_ASKING = re.compile(
    r"\b(?:vroeg(?:en)?|vraagt|gevraagd|verzocht(?:en)?|verzoekt|verzoek(?:en)?|wens|wenst|wensen|oproep|beroep|aandring\w*|pleidooi|bepleitte|zienswijze|motie|asked|requested|request|called|wish|wishes)\b"
    r"|\bvolgens\b[^.;]{1,60}?\b(?:hoort|horen|moet|moeten|dient|dienen|zou|zouden)\b|\baccording\s+to\b[^.;]{1,60}?\b(?:should|must|ought)\b",
    re.IGNORECASE,
)
_LETTERS = (
    "vroeg|vraagt|gevraagd|verzo|wens|oproep|beroep|aandring|pleidooi|bepleit|zienswijze|motie|ask|request"
    "|call|wish|volgens|according"
)
_ASKING_QUICK = tuple(_LETTERS.split("|"))
"""What no such word can do without: plain letters are looked for ten times as fast."""
_YOURS = re.compile(
    r"\buw\s+(?:verzoek(?:en)?|wens(?:en)?|vraag|vragen|oproep|brief|voorstel|beroep)\b|\b(?:vraagt|vroeg|verzoekt|verzocht)\s+u\b|\bu\s+(?:vraagt|vroeg|verzoekt|verzocht)\b|\bu\s+(?:heeft|hebt)\s+(?:\w+\s+){0,4}?(?:gevraagd|verzocht)\b|\byou\s+(?:have\s+)?(?:asked|requested)\b|\byour\s+(?:request|letter|wish|question)\b",
    re.IGNORECASE,
)


def retells(text: str) -> bool:
    """Whether a sentence may tell that something was asked."""
    low = text.lower()
    return any(map(low.__contains__, _ASKING_QUICK)) and _ASKING.search(text) is not None


def is_yours(text: str) -> bool:
    """Whether a sentence speaks of what its reader asked."""
    return _YOURS.search(text) is not None


def points_back(text: str) -> bool:
    """Whether a sentence speaks of a request that was named right before it."""
    return _POINTS_BACK.search(text) is not None
