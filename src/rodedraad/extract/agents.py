"""The words that name somebody who can act: noun phrases with an agent as their head, found token by token.

Named parties come from the register of parties; this grammar finds the others ("de betrokken gemeenten", "alle
netbeheerders", "de minister van Wonen"), in Dutch and English, by their head noun or its ending.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rodedraad.extract.lexicon import lower, word_set

if TYPE_CHECKING:
    from rodedraad.parties import Mention


def names_somebody(phrase: str) -> bool:
    """Whether a phrase without a known party names people or an organisation, by its words or an abbreviation."""
    return any(
        word in _HEADS or word in _PEOPLE or (len(word) > 6 and word.endswith(_TAILS) and word not in _NO_HEADS)
        for word in phrase.lower().split()
    ) or any(word.isalpha() and word.isupper() and len(word) > 2 for word in phrase.split())


class Token(NamedTuple):
    """One word: in lower case, with its place in the text."""

    word: str
    start: int
    end: int


class Agent(NamedTuple):
    """A phrase that names somebody: tokens ``[first, last)``, characters ``[start, end)``, the parties if known.

    A name may stand for several ("de havengemeenten"); of a coordination all parties are known or none is.
    """

    first: int
    last: int
    start: int
    end: int
    parties: tuple[str, ...]


_TOKEN = re.compile(r"[^\W_][\w’'&/-]*")

_HEADS = word_set(
    # Government, Dutch and Belgian
    "rijk rijksoverheid overheid overheden regering kabinet minister ministers ministerie ministeries staatssecretaris staatssecretarissen "
    "kamer parlement provincie provincies gemeente gemeenten gemeenteraad gemeenteraden college colleges raad raden waterschap waterschappen "
    "gedeputeerden wethouder wethouders burgemeester burgemeesters staten lidstaat lidstaten landen commissie inspectie inspecties politie "
    "defensie rechter rechters toezichthouder toezichthouders politiek bestuur besturen bestuurders stad steden regio's rijkswaterstaat "
    "krijgsmacht leger ambtenaar ambtenaren nederland europa vlaanderen belgië eu unie staat wetgever justitie agentschap "
    "gezag omgevingsdienst ggd veiligheidsregio autoriteit instantie instanties "
    # Business
    "bedrijf bedrijven bedrijfsleven onderneming ondernemingen ondernemers ondernemer werkgever werkgevers werknemers werknemer vakbond vakbonden "
    "bonden industrie sector sectoren multinationals brancheorganisaties banken verzekeraars netbeheerder netbeheerders exploitant exploitanten "
    "ontwikkelaars ontwikkelaar bouwer bouwers schippers vissers griffie corporatie corporaties woningcorporaties verhuurders verhuurder leveranciers leverancier producenten producent "
    "aanbieders aanbieder beheerder beheerders eigenaar eigenaars eigenaren initiatiefnemer initiatiefnemers vergunninghouder opdrachtgever "
    "opdrachtgevers aandeelhouders investeerders boeren boer veehouder veehouders telers reders havenbedrijf pensioenfondsen "
    # Knowledge, care and society
    "onderwijs school scholen universiteit universiteiten hogeschool hogescholen onderwijsinstellingen kennisinstellingen opleidingen docenten "
    "leraren leerkrachten onderzoekers wetenschappers wetenschap ziekenhuis ziekenhuizen artsen huisartsen zorgverleners zorginstellingen "
    "instelling instellingen organisatie organisaties vereniging verenigingen stichting stichtingen fonds ngo's bewoners inwoners burgers burger "
    "consumenten huishoudens ouders leerlingen studenten jongeren statushouders nieuwkomers inburgeraars nederlander nederlanders "
    "partij partijen ervaringsdeskundigen stakeholders ketenpartijen ketenpartners partners stuurgroep werkgroep projectleider projectleiders programmabureau "
    "voorzitter directeur secretaris veteranen experts roc's roc mbo's sectoren diensten departement departementen directoraat topsectoren topsector particulieren ontwerpers hulpverleners platforms centrale zorgprofessionals schooldirecties opleidingsinstituten "
    "kinderopvangorganisaties ouderraad leverende afnemers telecombedrijven organisator organisatoren bouwbedrijf "
    "programmateam projectteam stelselbeheerder platform samenwerkingsverband gebruikers gebruiker vertegenwoordigers "
    # English
    "government governments ministry ministries cabinet parliament municipality municipalities province provinces council councils commission "
    "authority authorities state states agency agencies inspectorate company companies business businesses industry employer employers employees "
    "union unions operator operators owner owners bank banks school schools university universities institute institutes hospital hospitals "
    "organisation organisations organization residents citizens households parties stakeholders committee board developers producers suppliers"
)
_TAILS = (
    "bedrijf",
    "bedrijven",
    "instelling",
    "instellingen",
    "organisatie",
    "organisaties",
    "dienst",
    "diensten",
    "autoriteit",
    "autoriteiten",
    "houder",
    "houders",
    "beheerder",
    "beheerders",
    "gever",
    "gevers",
    "ondernemer",
    "ondernemers",
    "aanbieder",
    "aanbieders",
    "ministerie",
    "inspectie",
    "overheid",
    "overheden",
    "bestuur",
    "besturen",
    "instituut",
    "instituten",
    "corporatie",
    "corporaties",
    "agentschap",
    "commissie",
    "vereniging",
    "verenigingen",
    "fondsen",
    "scholen",
    "ziekenhuizen",
    "leiders",
    "gebruikers",
    "eigenaren",
    "partijen",
    "professionals",
    "gemeenten",
    "provincies",
    "raden",
    "raad",
    "maatschappijen",
    "centrale",
    "bureau",
    "regisseur",
    "exploitanten",
    "verleners",
    "verantwoordelijke",
    "verantwoordelijken",
    "telers",
)
# Words with such an ending, or such a form, that act on nothing.
# Who holds views without acting in policy texts.
_PEOPLE = word_set(
    "coördinator coördinatoren ombudsman planbureau planbureaus rekenkamer belanghebbenden betrokkenen geraadpleegden ondervraagden aanwezigen leden juristen economen "
    "omwonenden critici tegenstanders voorstanders deskundigen experts wetenschappers respondenten geïnterviewden deelnemers indieners insprekers mensen "
    "makelaars medewerkers ambtenaren raadsleden statenleden fractie fracties directie directeur voorzitter portefeuillehouder hoogleraar collega buren buurt "
    "critics opponents proponents respondents interviewees participants people workers experts scientists neighbours director chair founders teachers"
)
_NO_HEADS = word_set(
    "voorraad begrenzing bestuur openbaar kerncentrale energiecentrale gascentrale kolencentrale richtinggever houder uitgever raadhuis volledigheidshalve"
)
DETERMINERS = word_set(
    "de het een elke iedere ieder alle deze dit die onze ons uw hun zijn beide enkele meerdere sommige the a an all each every our your their these"
)
_ADJECTIVE = re.compile(
    r"(?:[a-zà-ÿ-]{2,24}(?:e|se)|eigen|betrokken|aangesloten|omliggend|bevoegd|samenwerkend|verschillend|lokaal|regionaal|local|national|regional|provincial|dutch|european|relevant|public|private)$"
)
_QUALIFIER = re.compile(rf"(?:{_ADJECTIVE.pattern[:-1]}|[a-z]{{2,20}}(?:baar|lijk))$")
_NO_ADJECTIVE = word_set(
    "urge invite advise encourage oblige force enable de het die deze alle elke hele dezelfde welke waarbij hoe je we ze me te ze ene mede reeds beide are were have provide there where the see take make require"
)
_OF = frozenset({"van", "voor", "of", "for", "uit", "in"})
_COMPLEMENT_STOP = word_set(
    "om te dat die wat niet ook wordt worden is zijn het moet moeten zal zullen kan kunnen en of"
)


def tokens(text: str) -> tuple[str, list[Token]]:
    """The text in lower case and its words."""
    low = lower(text)
    return low, [Token._make((match[0], *match.span())) for match in _TOKEN.finditer(low)]


def agents(text: str, words: Sequence[Token], mentions: Iterable[Mention]) -> list[Agent]:
    """The agents of one sentence, in its order, without overlap; a coordination is one agent."""
    named = _named(words, mentions)
    found: list[Agent] = []
    at = 0
    heads = [
        index
        for index, (word, start, _) in enumerate(words)
        if index in named
        or (word in _HEADS and (word not in _CAPITAL_HEADS or text[start].isupper()))
        or (word not in _NO_HEADS and word.endswith(_TAILS) and len(word) > 7)
        or (words[index - 1].word in _BEFORE_NAMES and index and _is_called(text, words, index))
        or (index < 2 and _is_abbreviated(text, words, index))
        or (word in _WITH and any(words[near].word == "met" for near in range(max(0, index - 4), index)))
    ]
    for index in heads:
        if index < at:
            continue
        last, parties = named.get(index, (index + 1, ()))
        first = _leftward(text, words, index, at)
        last = _complement(text, words, last, named)
        if found and _is_joined(text, words, found[-1].last, first):
            previous = found.pop()
            both = tuple(dict.fromkeys((*previous.parties, *parties))) if previous.parties and parties else ()
            found.append(Agent(previous.first, last, previous.start, words[last - 1].end, both))
        else:
            found.append(Agent(first, last, words[first].start, words[last - 1].end, parties))
        at = last
    return found


def _named(words: Sequence[Token], mentions: Iterable[Mention]) -> dict[int, tuple[int, tuple[str, ...]]]:
    """First token -> (token behind the last, parties) of every mention; several where one name stands for them."""
    starts = {token.start: index for index, token in enumerate(words)}
    named: dict[int, tuple[int, tuple[str, ...]]] = {}
    for mention in mentions:
        first = starts.get(mention.start)
        if first is None:
            continue
        last = first + 1
        while last < len(words) and words[last].start < mention.end:
            last += 1
        if first in named:
            known, parties = named[first]
            named[first] = (max(known, last), tuple(dict.fromkeys((*parties, mention.party))))
        else:
            named[first] = (last, (mention.party,))
    return named


_BODIES = word_set(
    "raad dienst autoriteit college agentschap bureau centrum fonds inspectie instituut stichting vereniging platform"
)
# "Rijk" and "Kamer" are somebody with a capital only.
_CAPITAL_HEADS = frozenset({"rijk", "kamer", "staat", "staten", "unie"})
_MODALS = word_set("moet moeten dient dienen zal zullen must shall should")


_BEFORE_NAMES = _MODALS | {"de", "het", "the"}


def _is_called(text: str, words: Sequence[Token], index: int) -> bool:
    """A name that no register knows, right behind a modal verb: "dan moet Frontex", "dient de ECB"."""
    token = words[index]
    if index < 1 or not text[token.start].isupper() or len(token.word) < 3 or token.word in DETERMINERS:
        return False
    following = words[index + 1] if index + 1 < len(words) else None
    if token.word.endswith("se") and following is not None and text[following.start].islower():
        return False  # "het Europese beleid" is no name
    before = words[index - 1].word
    if before in ("de", "het", "the") and index > 1:
        before = words[index - 2].word
    return before in _MODALS and text[words[index - 1].end : token.start].isspace()


# Who acts only beside another: "in overleg met de regio", but not "de omgeving moet schoner".
_WITH = word_set(
    "regio omgeving eilanden buurt wijk markt veld achterban landen streek wetenschap klant klanten aangeslotene buren buurlanden cas-landen"
)
# Abbreviations that act on nothing.
_NO_AGENT = word_set(
    "btw ai ict co2 pfas ggz aow ww wia bim api aov cao ov hsl mer tvw wup sde rijk bni bbp ghg eu-ets ets vn n2 nox kpi's tk zzp"
)
_DOING = word_set(
    "zet neemt maakt stelt doet biedt geeft zorgt werkt onderzoekt investeert beoordeelt start voert ondersteunt ontwikkelt levert trekt coördineert organiseert "
    "faciliteert brengt houdt monitort publiceert actualiseert adviseert bewaakt verzorgt beheert blijft zal gaat zou wil moet dient"
)


def _is_abbreviated(text: str, words: Sequence[Token], index: int) -> bool:
    """An abbreviation that no register knows, first in its sentence and with a verb of doing: "FIT zet", "de KLP zal"."""
    token = words[index]
    written = text[token.start : token.end]
    if not (written.isupper() and 3 <= len(written) <= 6 and written.isalpha()) or token.word in _NO_AGENT:
        return False
    is_first = index == 0 or (index == 1 and words[0].word in ("de", "het", "the", "ook"))
    return is_first and index + 1 < len(words) and words[index + 1].word in _DOING


def _leftward(text: str, words: Sequence[Token], index: int, at: int) -> int:
    first = index
    for _ in range(3):
        before = first - 1
        if before < at or not _is_beside(text, words[before], words[first]):
            break
        word = words[before].word
        if word in DETERMINERS:
            return before
        if word in _NO_ADJECTIVE or not _ADJECTIVE.match(word):
            break
        first = before
    return first


def _complement(text: str, words: Sequence[Token], last: int, named: dict[int, tuple[int, tuple[str, ...]]]) -> int:
    """Adds what says which one: "exploitanten van laadpunten", "de minister voor Klimaat en Groene Groei"."""
    if last >= len(words) or words[last].word not in _OF or not _is_beside(text, words[last - 1], words[last]):
        return last
    head = words[last - 1].word
    preposition = words[last].word
    if preposition not in ("van", "of") and not head.startswith(
        ("minister", "ministerie", "staatssecretaris", "commissie", "ministry")
    ):
        is_body = head in _BODIES and last + 1 < len(words) and text[words[last + 1].start].isupper()
        if preposition != "voor" or not is_body:
            return last
    cursor = last + 1
    if cursor < len(words) and words[cursor].word in DETERMINERS:
        cursor += 1
    if cursor >= len(words) or words[cursor].word in _COMPLEMENT_STOP:
        return last
    if cursor in named:
        return named[cursor][0]
    end = cursor + 1
    while end < len(words) and end - cursor < 4 and _is_beside(text, words[end - 1], words[end]):
        is_capital = text[words[end].start].isupper()
        joins = words[end].word in ("en", "and") and end + 1 < len(words) and text[words[end + 1].start].isupper()
        is_qualifier = text[words[end - 1].start].islower() and _QUALIFIER.match(words[end - 1].word)
        if not (is_capital or joins or is_qualifier):
            break
        end += 1
    return end


def _is_beside(text: str, left: Token, right: Token) -> bool:
    return text[left.end : right.start].isspace()


def _is_joined(text: str, words: Sequence[Token], last: int, first: int) -> bool:
    """Whether two agents are one coordination: "gemeenten, provincies en het Rijk"."""
    if first == last:
        return text[words[last - 1].end : words[first].start].strip() in (",", "/", "&")
    if first == last + 1 and words[last].word in ("en", "of", "and", "or", "ofwel"):
        return text[words[last - 1].end : words[last].start].strip() in ("", ",")
    return False
