"""The clear cases: phrases that settle what a sentence does, whatever its other words suggest.

Requests are rare in what can be learned from and plain in what they say, so they are written down here; so are
conditions, commitments to inform, and the headings and opening lines that tell what follows under them.
Patterns run on at most ``_MAX_CHARS`` characters of one sentence and repeat within bounds only.
docs/method/extract.md, section 2.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from rodedraad.extract.askings import reader_asks
from rodedraad.extract.efforts import forecasts
from rodedraad.extract.promises import promises
from rodedraad.records import StatementType

if TYPE_CHECKING:
    from rodedraad.extract.features import Passage
    from rodedraad.records import SourceKind

_MAX_CHARS = 1_200
_W = r"(?:[\w'’-]{1,40},? )"
_FIRST = r"(?:wij|we|ik)"
_OTHERS = (
    r"(?:u|uw|jullie|provinciale staten|gedeputeerde staten|staten|rijk|het rijk|kabinet|regering|minister\w{0,10}|ministerie\w{0,3}|staatssecretaris\w{0,4}|kamer|"
    r"tweede kamer|overhe(?:id|den)|gemeente\w{0,4}|gemeenteraden|provincies?|college|colleges|raad|waterschap\w{0,4}|"
    r"europese commissie|commissie|bedrij(?:f|ven)|werkgevers|werknemers|partijen|partners|netbeheerders?|inwoners|scholen|instellingen)"
)
_PASSIVE = (
    r"\b(?:worden?|wordt)\b.{0,60}\b\w{0,12}ge\w{2,20}(?:d|t|en)\b|\b\w{0,12}ge\w{2,20}(?:d|t|en) (?:wordt|worden)\b"
)

_ASKING: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (stem, re.compile(pattern))
    for stem, pattern in (
        ("vra", rf"\b(?:(?:wij|we) {_W}{{0,3}}?vragen|ik {_W}{{0,3}}?vraag)\b(?! ons\b| me\b| mij\b| af\b| niet\b| geen\b)"),
        ("vra", r"\b(?:vraag ik|vragen (?:wij|we))\b(?! ons\b| me\b| mij\b| af\b)"),
        ("vra", r"\b(?:vraagt|vragen) (?:hierbij |daarom |dan ook |nadrukkelijk )?(?:u|uw|jullie)\b"),
        ("verzoek", rf"\b{_FIRST} {_W}{{0,4}}?(?<!op )verzoek(?:en)?\b|\bverzoek(?:en)? (?:{_FIRST}|u|ik u)\b"),
        ("verzoek", rf"\b(?:ver)?zoekt (?:u|uw|de|het|{_OTHERS})\b.{{0,200}}\b(?:om|te)\b"),
        ("verzoek", r"\b(?:ons|dringende?|mijn) verzoek\b|\bhet verzoek aan (?:u|uw)\b"),
        ("roep", r"(?<!te )\broep(?:t|en)?\b(?! (?:de |een |veel |wel |nieuwe )?(?:vraag|vragen|weerstand|zorgen|emoties))(?! al\b).{0,160}?\bop (?:om|tot|te|hun|haar|zijn|dit|dat|de|het|voor|snel|zich|er)\b|\broep(?:t|en) (?:\w+ ){0,12}op[.:]?$"),
        ("oproep", r"\b(?:onze|mijn|deze|een|dringende) oproep (?:aan|is|om|luidt|doen|tot)\b|\bdoen (?:wij|we) (?:een|de) .{0,30}oproep\b"),
        ("opgeroepen", r"\b(?:wordt|worden) .{0,80}opgeroepen\b"),
        ("uitgenodigd", r"\b(?:(?:u|bent|bent u) .{0,60}|(?:wordt|worden) .{0,40}(?:hierbij|van harte|graag|dringend) .{0,20})uitgenodigd\b"),
        ("nodig", rf"\b(?:nodig(?:en)? (?:{_FIRST} )?(?:u|uw|hen|jullie|de|het|alle)\b.{{0,120}}?\buit\b)"),
        ("nodig", r"\bnodig(?:en)? (?:wij|we|ik) (?:\w+ ){0,6}?uit\b"),
        ("dring", rf"\bdring(?:t|en)? (?:{_FIRST} )?.{{0,80}}?(?:\bop aan\b|\baan op\b|\bop .{{1,60}}\baan\b)"),
        ("verwacht", rf"\bverwacht(?:en)? (?:{_FIRST} )?(?:dat|van) (?:de |het |alle |onze |uw )?{_OTHERS}\b"),
        ("verwacht", rf"\b(?:{_FIRST} {_W}{{0,4}}?verwacht(?:en)?|verwacht(?:en)? {_FIRST}) dat\b.{{0,250}}(?:{_PASSIVE})"),
        ("verwacht", r"\b(?:wordt|worden) .{0,80}\bverwacht (?:van|dat)\b|\bvan .{3,80} verwacht(?:en)? (?:wij|we|ik)\b"),
        ("spre", rf"\b(?:spreken|spreek) (?:{_FIRST} )?(?:ook )?.{{3,80}}\baan\b (?:om|op|meer|te)\b"),
        ("gesprek", r"\bgraag\b.{0,60}\b(?:met u|met uw|met de|hierover|daarover)\b.{0,60}\bin gesprek\b"),
        ("mogen", r"\b(?:mogen|mag) (?:wij|we|ik) (?:u|uw \w+|jullie) (?:\w+ ){0,4}?(?:vragen|verzoeken|uitnodigen)\b"),
        ("hopen", r"\b(?:(?:wij|we) (?:\w+ ){0,2}hopen|hopen (?:wij|we)|ik hoop|hoop ik) (?:en vertrouwen (?:erop )?|en verwachten )?dat (?:u|uw|jullie)\b"),
        ("gelieve", r"\bgelieve\b"),
        ("op prijs", r"\b(?:(?:wij|we|ik) zou(?:den)?|zou(?:den)? (?:wij|we|ik)) het (?:zeer |bijzonder |erg )?op prijs stellen\b"),
        ("reken", r"\b(?:(?:wij|we) (?:\w+ ){0,2}?rekenen|rekenen (?:wij|we)|ik reken|reken ik) (?:\w+ ){0,2}?op (?:u\b|uw\b|jullie\b)"),
        ("hopen op", r"\bhopen op (?:een |uw ){1,2}(?:\w+ )?(?:reactie|antwoord|steun|medewerking|inzet|besluit)\b"),
        ("verzoek aan", r"^\W{0,3}(?:daarom|dus|hierbij|vandaar|ook|tot slot|nogmaals)\b.{0,20}\b(?:het|ons|een|mijn) (?:\w+ )?verzoek aan\b.{0,120}\bom\b"),
        ("laat", r"^\W{0,4}laat (?:het )?(?:ons|mij) (?:\w+ ){0,3}weten\b"),
        ("steun", r"^\W{0,4}(?:en )?(?:(?:steun|help) (?:daarom|dus|dan ook|ons|onze|deze|dit)|stem (?:voor|tegen)|help mee)\b"),
        ("neem", r"^\W{0,4}neem (?:\w+ ){0,2}contact (?:met ons op\b|op met ons\b)"),
        ("stuur", r"^\W{0,4}stuur (?:ons|mij|uw)\b"),
        ("stellen", rf"\bstel(?:len)? (?:{_FIRST}) (?:het )?(?:zeer )?op prijs\b"),
        ("gevraagd", r"^(?!.{0,200}\b(?:waarbij|omdat|doordat|wanneer|waarin)\b)(?:[\w'’(),-]{1,40} ){1,20}?(?:wordt|worden) (?:dringend |met klem |nadrukkelijk |hierbij )?(?:gevraagd|verzocht)\b(?! naar)"),
        ("graag", rf"\b(?:graag|gaarne) (?:{_W}){{0,6}}(?:uw (?:reactie|antwoord|steun|medewerking|standpunt|inzet|aandacht)|vernemen|ontvangen (?:wij|we))|\bontvangen (?:wij|we) (?:\w+ ){{0,3}}graag\b"),
        ("beroep", r"\b(?:doe|doen) (?:wij|we|ik) (?:\w+ ){0,4}?beroep op\b"),
        ("beroep", rf"^(?:[\w’'-]{{1,30}} ){{1,6}}?(?:doe|doen|doet) (?:\w+ ){{0,2}}?een (?:\w+ )?beroep op (?:de |het |alle |onze |elke )?(?:\w+e )?{_OTHERS}\b"),
        ("eis", r"\b(?:(?:wij|we) (?:daarom |dan ook |ook |hierbij |nadrukkelijk |dus )?eisen|ik eis|eisen (?:wij|we))\b(?! dat dit| de nacht)"),
        ("naar onze mening", rf"\b{_OTHERS} (?:moet|moeten|dient|dienen) (?:{_W}){{0,3}}?naar onze mening\b"),
        ("wat ons betreft", rf"\b{_OTHERS} (?:moet|moeten|dient|dienen) (?:{_W}){{0,3}}?wat ons betreft\b|\bwat ons betreft (?:moet|moeten) (?:de |het )?{_OTHERS}\b"),
        ("ask", r"\bwe (?:\w+ ){0,3}(?:ask|request|urge|invite|call on|call upon|expect) (?!that )"),
        ("please", r"\bplease (?!note|insert|indicate|see\b|refer|[^.;]{2,80}\b(?:section|box|boxes|column|field|table|form|below|above|row|footnote)\b)"),
        ("call", r"\bcalls? (?:up)?on (?:the|all|you|your|our|member|national)\b"),
        ("request", r"\b(?:we|it|council|board|parties) (?:\w+ ){0,2}requests? (?:the|you|your|that)\b|\b(?:is|are) (?:kindly |hereby )?requested to\b"),
        ("urge", r"\b(?:urges?|urged) (?:the|you|your|all|government\w?|council\w?)\b"),
        ("expect", r"\bwe (?:\w+ ){0,3}expect (?:you|your|the|that the) (?:\w+ ){0,6}(?:to|will|should|shall|is|are)\b"),
        ("invite", r"\b(?:we|hereby) (?:\w+ ){0,3}invites? (?:you|your|the|all)\b"),
    )
)  # fmt: skip
_BY_STEM = tuple((stem, tuple(pattern for other, pattern in _ASKING if other == stem)) for stem in dict(_ASKING))
# Who asks in the third person asks in a letter or a plan; a study or a manual tells of it ("de browser verzoekt …").
_TELLING: frozenset[str] = frozenset({"study", "data"})
_OWN_ASKING = re.compile(r"\b(?:wij|we|ik|u|uw|ons|onze|our|you|your|please)\b")
_FORECAST = re.compile(
    r"\bverwacht(?:en)? (?:\w+ ){0,2}dat er\b|\b(?:naar verwachting|expect(?:s|ed)? (?:that )?there)\b"
)
_SOFT = re.compile(
    r"\b(?:belangrijk|cruciaal|essentieel|noodzakelijk|van (?:groot )?belang|important|crucial|essential)\b(?:,? \w+){0,4}? (?:dat|that)\b(.{0,300})"
)
_OTHERS_ACT = re.compile(
    rf"\b{_OTHERS}\b|{_PASSIVE}|\b(?:is|are|be) \w{{3,20}}ed\b|\bgovernment\b|\bcouncil\b|\bprovince\b"
)
# What a letter calls important by a term is asked, whoever must do it.
_TERM = re.compile(
    r"\b(?:zo (?:snel|spoedig) mogelijk|op (?:zeer )?korte termijn|uiterlijk|tijdig|spoedig|met spoed|binnen (?:een|één|twee|drie|zes|\d+) (?:weken|maanden|jaar)|"
    r"(?:voor|vóór) (?:de zomer|\d{4}|1 \w+)|dit jaar|as soon as possible|before \d{4}|by \d{4}|this year)\b"
)
_OTHERS_FIRST = re.compile(rf" (?:de |het |onze |uw |the )?{_OTHERS}\b")
_EXPECTED = re.compile(
    r"\b(?:[Ww]ij|[Ww]e|[Ii]k) (?:\w+ ){0,2}verwacht(?:en)? (?:dat|van) (?:de |het )?([A-Z][\w-]{2,40})\b|\b(?:[Vv]erwachten (?:wij|we)) (?:dat|van) (?:de |het )?([A-Z][\w-]{2,40})\b"
)
_NOT_ASKED = frozenset({"Nederland", "Europa", "Vlaanderen"})
_ADVISING = frozenset({"programme", "agreement", "study", "data"})
_CONDITION = re.compile(
    r"\bmits\b|\b(?:alleen|enkel|slechts|uitsluitend) (?:\w+ ){0,2}?(?:als|indien|wanneer)\b|\balleen (?:dan|mogelijk) "
    r"(?:\w+ ){0,6}?(?:als|indien|wanneer)\b|\bpas (?:\w+ ){0,3}?(?:als|indien|wanneer|nadat)\b|\b(?:als|op|onder) (?:harde |belangrijke |uitdrukkelijke |de )?"
    r"voorwaarde (?:voor|dat|om|is|geldt)\b|\bis (?:dan ook )?(?:daarvoor |hiervoor )?(?:een|de) (?:\w+ ){0,2}voorwaarde\b|"
    r"\bvoorwaarde (?:voor .{1,120})?(?:is|daarbij is|hierbij is)\b|\bonder de voorwaarden? dat\b|"
    r"\b(?:toekomst|plaats|ruimte|draagvlak|steun) voor\b.{0,80}, (?:als|indien|mits|wanneer) (?:dat|dit|het|zij|ze|deze|die) |"
    r"\b(?:stel|stelt|stellen|stellen wij|stellen we) (?:\w+ ){0,6}als (?:\w+ )?(?:voorwaarde|eis)\b|"
    r"\bprovided that\b|\bonly (?:if|when|once|after)\b|\bon (?:the )?condition that\b|\bas a condition (?:for|of)\b|"
    r"\b(?:niet|geen) (?:\w+ ){0,8}?(?:voordat|alvorens)\b|\b(?:is|are) (?:a|an) (?:\w+ )?(?:pre)?condition\b|\bnot (?:\w+ ){0,6}(?:unless|until)\b"
)
_CONCERN = re.compile(
    r"\b(?:maken|maak|maakt) (?:\w+ ){0,4}?zorgen\b|\bbaart (?:\w+ ){0,3}?zorgen\b|\b(?:zijn|is) (?:\w+ ){0,2}?bezorgd\b|"
    r"\b(?:are|is) (?:\w+ ){0,2}?(?:worried|concerned) (?:about|that)\b"
)
_CONDITION_STEMS = (
    "toekomst",
    "plaats",
    "ruimte",
    "draagvlak",
    "steun",
    "mits",
    "alleen",
    "enkel",
    "slechts",
    "uitsluitend",
    "pas ",
    "voorwaarde",
    "condition",
    "only",
    "provided",
    "unless",
    "until",
    "voordat",
    "alvorens",
    "als eis",
    "als harde eis",
)
_MEASURE = re.compile(
    r"\b(?:ik zal|zal ik|ik zeg|zeg ik|informeer ik|ik informeer|ik stuur|stuur ik)\b.{0,200}\b(?:kamer|raad|toe|informeren|informeer)\b|"
    r"\b(?:informeren|sturen) (?:wij|we) (?:u|uw)\b|\b(?:wij|we) (?:informeren|sturen) (?:u|uw)\b|\b(?:wij|we) zeggen .{0,120} toe\b|"
    r"\b(?:zegt|zeggen) (?:hierbij |hiermee |graag |ook )?toe (?:dat |om |[^.;]{0,120}?\bte \w+)|"
    r"\bi (?:will|shall) (?:\w+ ){0,2}(?:inform|send|report)\b|\bwe (?:will|shall|commit to)\b"
)
_INPUT = (
    r"(?:hulp|steun|ondersteuning|medewerking|inzet|bijdragen?|samenwerking|cofinanciering|financiering|middelen|geld|capaciteit|menskracht|"
    r"kennis|expertise|help|support|assistance|funding|cooperation)"
)
# "Wij hebben daarbij de hulp van het Rijk hard nodig": what is needed is an input of others.
_NEED = re.compile(
    rf"\b(?:hebben|heb|heeft)\b[^.;,]{{0,60}}\b{_INPUT}\b[^.;,]{{0,60}}\bnodig\b|"
    rf"\b{_INPUT} van (?:het |de |onze |andere |alle )?[^.;,]{{2,60}} (?:is|zijn) (?:\w+ ){{0,3}}?(?:nodig|noodzakelijk|onmisbaar|onontbeerlijk)\b|"
    rf"\b(?:kunnen|kan) (?:\w+ ){{0,4}}niet (?:zonder|buiten) (?:de |het )?(?:\w+ )?{_INPUT}\b|\bwe (?:\w+ ){{0,3}}need (?:the )?{_INPUT}\b"
)
_NEED_STEMS = ("nodig", "noodzakelijk", "onmisbaar", "onontbeer", "zonder", "buiten", "need")
# "Wij bevelen aan", "adviseren wij": the author's own advice, in its own word for it.
_ADVISES = re.compile(
    r"\b(?:bevelen|beveel) (?:wij|we|ik) .{0,200}\baan\b|\b(?:wij|we|ik) (?:\w+ ){0,2}(?:bevelen|beveel) .{0,200}\baan\b|\b(?:adviseren|adviseer) (?:wij|we|ik)\b|"
    r"\b(?:wij|we|ik) (?:\w+ ){0,2}(?:adviseren|adviseer)\b|\b(?:raden|raad) (?:wij|we|ik) .{0,120}\b(?:aan|af)\b|\bwe (?:\w+ )?recommend\b|\bverdient (?:het )?aanbeveling\b|\baan te bevelen\b"
)
_ADVISES_STEMS = ("beve", "advise", "raad", "raden", "recommend")
# An alternative that is called impossible is a judgement, whatever it wants.
_UNREALISTIC = re.compile(
    r"\b(?:is|zijn|lijkt|lijken|blijft|achten|acht|vinden|vindt|noemen)\b[^.;]{0,60}\b(?:niet (?:realistisch|haalbaar|reëel|denkbaar|uitvoerbaar)|onrealistisch|onhaalbaar|irreëel|geen (?:reëel |realistisch |serieus |goed )?(?:optie|alternatief))\b"
    r"|\b(?:is|are|seems?) (?:\w+ )?(?:unrealistic|not (?:realistic|feasible|viable|credible)|no (?:\w+ )?(?:option|alternative))\b"
)
_UNREALISTIC_STEMS = (
    "realis",
    "haalba",
    "reëel",
    "denkba",
    "uitvoerba",
    "geen ",
    "feasible",
    "viable",
    "credible",
    "no ",
)
# A definition, and the text of a law being edited, tell what is written: no act of policy.
_WRITTEN = re.compile(
    r"^(?:\W{0,3}\d{0,3}\W{0,3})(?:onder|met) .{2,200}?\b(?:wordt|worden|verstaan (?:wij|we)) (?:[\w-]+ ){0,8}?(?:verstaan|bedoeld)\b|"
    r"\b(?:in dit (?:artikel|besluit|document|hoofdstuk)|hierbij) wordt verstaan\b|"
    r"\b(?:artikel(?:en)?|lid|leden|onderdelen|onderdeel|aanhef|volzin|zinsnede|begrips\w+|begrip|bepaling(?:en)?|article|paragraph)\b.{0,160}"
    r"(?:\b(?:komt|komen|komend) te (?:luiden|vervallen)\b|\b(?:vervalt|vervallen)\b|\b(?:wordt|worden) (?:[\w-]+ ){0,8}?(?:vernummerd|tekstueel \w+|(?:als volgt )gewijzigd|vervangen door)|"
    r"\b(?:wordt|worden) (?:een |het |de )?(?:nieuwe? )?(?:artikel|lid|onderdeel|volzin|zinsnede)\b.{0,60}\b(?:ingevoegd|toegevoegd)\b|\bis (?:amended|replaced)\b|\bshall read\b)|"
    r"\b(?:wordt|worden) (?:het |dit |de |deze )?(?:artikel(?:en)?|lid|bepaling(?:en)?|begrip(?:somschrijving)?|definitie|titel) (?:[\w-]+ ){0,6}?(?:(?:tekstueel|redactioneel) )?(?:aangepast|gewijzigd|toegevoegd|verwijderd|geschrapt)\b"
)
# How a thing is told, counted or used is no act, in a document that explains.
_EXPLAINS = re.compile(
    r"\b(?:wordt|worden|is|zijn)\b[^.;]{0,80}\b(?:uitgedrukt in|aangegeven (?:bij|met|in|door)|aangeduid|weergegeven (?:in|met|door)|berekend (?:op|als|door|met|volgens)|"
    r"onderscheiden in|gebruikt (?:in|voor|om|bij|als)|beperkt door|opgebouwd uit|afgeleid (?:van|uit))\b|\b(?:volgt|volgen) uit\b"
)
_EXPLAINING: frozenset[str] = frozenset({"study", "data", "slides", "form", "other"})
_AHEAD_WORDS = re.compile(r"\b(?:zal|zullen|gaan|wij|we|ik|ons|onze|20[2-9]\d|will|shall|our)\b")
_WRITTEN_STEMS = (
    "verstaan",
    "bedoeld",
    "luiden",
    "vervall",
    "vervalt",
    "vernummerd",
    "aangepast",
    "verwijderd",
    "geschrapt",
    "tekstueel",
    "redactioneel",
    "gewijzigd",
    "vervangen",
    "ingevoegd",
    "toegevoegd",
    "amended",
    "replaced",
    "shall read",
)
_DETERMINER = r"(?:de|het|een|deze|dit|uw|je|onze|alle|elk|elke|meer|minder|geen|concrete?|duidelijke?|betrokken|partijen|daarbij|hierbij|dus|daarom|nu|snel)"
_IMPERATIVE = re.compile(
    rf"^[^\w]{{0,4}}(?!stel je voor)(?:(?:neem|maak|geef|vul|kies|investeer|stel|verhoog|verlaag|versterk|zet|schaf|houd|richt|ontwikkel|betrek|"
    rf"voer|verbied|bescherm|stimuleer|verbeter|versnel|vergroot|beperk|voorkom|benut|onderzoek|creëer|leg|pak|breid|bied|organiseer|"
    rf"regel|borg|laat|bevorder|introduceer|ondersteun|vereenvoudig|faciliteer|trek|breng|reageer|informeer|verken|actualiseer|"
    rf"evalueer|waarborg|garandeer|reserveer|betaal|wijs|veranker|hanteer|gebruik|bouw|start|herstel|sluit|werk|vraag) {_DETERMINER}\b|"
    rf"(?:stop met|zorg dat|zorg ervoor|zorg er|zet in op|neem contact|kom met|ga door met|maak werk van|houd rekening|investeer in) |"
    rf"(?:ensure|make sure|invest|establish|introduce|set up|strengthen|stop|develop|publish|provide|adopt) (?:that |the |a |an |in |all |more |your |clear ))"
)
_HEADINGS: tuple[tuple[re.Pattern[str], StatementType, int], ...] = (
    (re.compile(r"aanbeveling|recommendation|advies\b|adviezen"), "recommendation", 20),
    (re.compile(r"conclusie|conclusion"), "conclusion", 16),
    (re.compile(r"verzoek|oproep|onze vraag|wat (?:wij|we) (?:van )?u? ?vragen|uitnodiging|our request|our asks?"), "request", 10),
    (re.compile(r"voorwaarde|condition|uitgangspunten en eisen"), "condition", 14),
    (re.compile(r"\bambitie|doelstelling|\bdoelen\b|\bmissie|ambition|objectives|\bgoals\b"), "ambition", 10),
    (re.compile(r"maatregel|actieplan|\bacties\b|uitvoeringsprogramma|wat (?:gaan )?(?:wij|we) (?:gaan )?doen|measures|actions"), "measure", 10),
    (re.compile(r"knelpunt|risico|\bzorgen\b|bezwar|problemen|risks|concerns|bottlenecks"), "concern", 10),
    (re.compile(r"\bbehoefte|benodigd|wat is (?:er )?nodig|needs\b|requirements"), "need", 8),
    (re.compile(r"bevinding|resultaten|findings|results"), "finding", 8),
)  # fmt: skip
_INTROS: tuple[tuple[re.Pattern[str], StatementType, int], ...] = (
    (re.compile(r"\b(?:vragen|verzoeken|verzoekt|roepen|nodigen|vraag|verzoek|oproep|verwachten)\b.{0,200}$|\b(?:ask|urge|request|call on)\b.{0,150}$"), "request", 40),
    (re.compile(r"\b(?:mits|voorwaarden?|eisen|conditions?)\b.{0,150}$"), "condition", 30),
    (re.compile(r"\b(?:aanbevol|aanbevel|bevelen|adviseren|adviseert|advies|recommend|moet|moeten|should|must)\w*.{0,150}$"), "recommendation", 16),
    (re.compile(r"\b(?:daarom|dus) (?:gaan|zullen|willen|kiezen|doen) (?:we|wij)\b|\b(?:wij|we) (?:gaan|zullen|nemen|kiezen)\b|maatregelen|acties|\bwe will\b|measures"), "measure", 12),
    (re.compile(r"\b(?:doel|doelen|ambities?|streven|willen|goals?|aims?|objectives)\b.{0,150}$"), "ambition", 12),
    (re.compile(r"\b(?:nodig|behoefte|benodigd|need|needed|required)\b.{0,100}$"), "need", 14),
    (re.compile(r"\b(?:knelpunten|risico|risico's|zorgen|problemen|risks|concerns|problems)\b.{0,100}$"), "concern", 16),
)  # fmt: skip
_AHEAD = re.compile(
    r"\b(?:vanaf|per|in|vóór|voor|uiterlijk|eind|begin|medio|from|by|in the autumn of|in the spring of) (?:(?!\d{4})[\w’'-]{1,14} ){0,5}?(20[2-9]\d)\b"
)
_DONE_THEN = re.compile(
    r"\b(?:krijgt|krijgen|geldt|gelden|opent|openen|start|starten|begint|beginnen|verschijnt|verschijnen|volgt|volgen|planten|komt er|komen er|er komt|er komen|"
    r"neemt|nemen|(?:wordt|worden) (?:\w+ ){0,12}(?:aangelegd|geopend|gebouwd|geplaatst|ingevoerd|vervangen|verruimd|vernieuwd|uitgebreid|opgericht|gestart|geplant|verlaagd|verhoogd|afgeschaft|verboden|gesloten|heringericht|ingericht)|"
    r"opens|starts|begins|follows|receives?|will be (?:opened|built|installed|introduced|replaced|closed))\b"
)
_NOT_ANNOUNCED = re.compile(
    r"\b(?:naar verwachting|moet|moeten|zou|zouden|willen|wil|streven|als|indien|volgens|kunnen|kan|verwacht|niet|geen|may|should|must|expected|if)\b"
)
# Little English is learned from: its plainest words are written down here.
_IS_ENGLISH = re.compile(r"\b(?:the|of|and|to|is|are|we)\b")
_IS_DUTCH = re.compile(r"\b(?:de|het|een|en|van|wij)\b")
_ENGLISH: tuple[tuple[StatementType, re.Pattern[str]], ...] = (
    ("recommendation", re.compile(r"\b(?:should|must|ought to|recommend(?:s|ed)?|it is advisable|needs? to be)\b")),
    ("need", re.compile(r"\b(?:is|are) (?:\w+ ){0,2}(?:needed|required)\b|\b(?:requires?|there is a need for)\b")),
    ("ambition", re.compile(r"\b(?:strives?|aims? (?:to|at|for)|ambition|our (?:goal|aim)|the (?:goal|aim) is)\b")),
    ("concern", re.compile(r"\b(?:risks?|shortage|worr(?:y|ied)|lack of|threat(?:ens?)?|unfortunately|serious problem)\b")),
    ("measure", re.compile(r"\b(?:will (?:be )?(?:\w+ ){0,1}(?:introduce|establish|invest|build|install|open|publish|start|launch|provide)\w*)\b")),
)  # fmt: skip
# "Is het college bereid", "kan het college toezeggen", "kunnen jullie ons laten weten": a question that asks for an act.
_WRITTEN_TO: tuple[SourceKind, ...] = ("letter", "minutes", "form", "other")
_ASKABLE = r"(?:u|uw \w+|jullie|je|het (?:college|kabinet|bestuur|dagelijks bestuur|ministerie)|de (?:minister|staatssecretaris|regering|wethouder|gedeputeerde|raad|burgemeester|gemeente|provincie)|gedeputeerde staten|burgemeester en wethouders|college|you|the (?:council|minister|government|board|college))"
_QUESTION = re.compile(
    rf"(?:mogen|mag) (?:wij|we|ik) (?:u|uw \w+|jullie)\b|^(?:neemt|stuurt|geeft|laat|zorgt|wilt|komt|doet|helpt|steunt|regelt|onderzoekt|deelt|bevestigt|betrekt) (?:u|uw \w+|het college|de raad)\b|"
    rf"(?:^|[,;:.] |\ben )(?:is|bent|zijn) {_ASKABLE} (?:\w+ ){{0,3}}?(?:bereid|voornemens|van plan)\b|(?:^|[,;:.] |\ben )(?:kan|kunnen|kunt|wil|willen|wilt|zou|zouden|can|could|will|would|is|are) {_ASKABLE} "
)
_ADDRESSED = re.compile(r"\b(?:u|uw|your?)\b")


def leanings(passage: Passage) -> list[tuple[StatementType, int]]:
    """What the heading above and the line that opens the list speak for, in sixteenths of a natural logarithm."""
    return [*_of_heading(passage.heading[:200]), *_of_intro(passage.intro[-400:])]


@lru_cache(maxsize=512)
def _of_heading(heading: str) -> tuple[tuple[StatementType, int], ...]:
    lowered = heading.lower()
    return tuple((kind, bonus) for pattern, kind, bonus in _HEADINGS if pattern.search(lowered))[:2]


@lru_cache(maxsize=512)
def _of_intro(intro: str) -> tuple[tuple[StatementType, int], ...]:
    lowered = intro.lower()
    return tuple((kind, bonus) for pattern, kind, bonus in _INTROS if pattern.search(lowered))[:1]


_THANKS = re.compile(r"(?:wij|we|ik|i)?\s?(?:danken|dank|bedanken|bedankt|thank)\b", re.IGNORECASE)


# "Uw verzoek … wijzen wij af" answers a request, and "wij vragen ons af" asks nobody.
_REFUSES = re.compile(
    r"\b(?:uw|jullie|dit|dat|your|the)\s(?:verzoek|vraag|request)\b[^.]{0,200}?(?:\b(?:wij(?:zen|st)\s(?:wij\s|we\s|ik\s)?af\b|afgewezen\b|"
    r"geen\sgehoor\b|niet\s(?:te\s)?(?:honoreren|inwilligen|in\s?te\swilligen|gehonoreerd|ingewilligd)\b|(?:honoreren|willigen)\s[^.]{0,40}?\bniet\b|"
    r"(?:is|was|has\sbeen)\s(?:denied|refused|rejected|declined)\b))"
)
_WONDERS = re.compile(r"\b(?:vraag|vragen|vraagt)\s(?:[\w-]+\s){0,3}?(?:ons|me|mij|zich)\s(?:[\w-]+\s){0,2}?af\b")


def thanks(passage: Passage) -> bool:
    """Whether a sentence opens with thanks: it speaks to a reader as a request does, and asks nothing."""
    return _THANKS.match(passage.text) is not None


def decide(passage: Passage, guess: StatementType | Literal["none"]) -> StatementType | None:
    """The type that the words themselves settle; None where they leave it to the model's guess."""
    text = passage.text[:_MAX_CHARS].lower()
    if "\n" in text:
        text = " ".join(text.split())
    if text.endswith("?"):
        return "request" if passage.kind in _WRITTEN_TO and _QUESTION.search(text) else None
    if reader_asks(text) or (passage.intro and reader_asks(" ".join(passage.intro[-_MAX_CHARS:].lower().split()))):
        return "finding"  # what the reader asked of the author is told
    if any(map(text.__contains__, _WRITTEN_STEMS)) and _WRITTEN.search(text):
        return "finding" if guess != "none" else None
    if guess != "concern" and any(map(text.__contains__, _UNREALISTIC_STEMS)) and _UNREALISTIC.search(text):
        return "conclusion"
    if ("verzoek" in text or "vraag" in text or "request" in text) and _REFUSES.search(text):
        return "conclusion"
    if " af" in text and _WONDERS.search(text):
        return "concern"
    is_promise = promises(text)
    if is_promise and not (". " in text and _asks(text.rpartition(". ")[2])):
        return "condition" if _is_condition(text) else "measure"
    if guess == "measure" and forecasts(text):
        return "finding"
    if guess == "request" and _FORECAST.search(text) and not _asks(text):
        return "finding"
    if (_asks(text) and _is_own_asking(passage, text)) or (
        passage.intro and _asks(passage.intro[-_MAX_CHARS:].lower())
    ):
        return "request"
    if _is_condition(text):
        return "condition"
    if _is_soft_request(passage, text):
        return "request"
    if any(map(text.__contains__, _ADVISES_STEMS)) and _ADVISES.search(text):
        return "recommendation"
    if any(map(text.__contains__, _NEED_STEMS)) and _NEED.search(text):
        return "need"
    if ("zorg" in text or "concerned" in text or "worr" in text) and _CONCERN.search(text):
        return "concern"
    if ("kamer" in text or "toe" in text or "info" in text or "we " in text or "u" in text) and _MEASURE.search(text):
        return "measure"
    if guess != "finding" and _IMPERATIVE.match(text) and len(text) > 20:
        if passage.kind == "programme" and passage.opens and not _ADDRESSED.search(text):
            return "measure"  # the heading of its block, in the style of a slogan: what follows says who does it
        is_addressed = passage.kind == "programme" or (passage.kind == "letter" and _ADDRESSED.search(text) is not None)
        return "request" if is_addressed else "recommendation"
    if (
        guess == "measure"
        and passage.kind in _EXPLAINING
        and _EXPLAINS.search(text)
        and _AHEAD_WORDS.search(text) is None
    ):
        return "finding"
    if guess in ("finding", "ambition", "none") and passage.year and _is_announced(text, passage.year):
        return "measure"
    if guess in ("finding", "conclusion", "none") and _IS_ENGLISH.search(text) and not _IS_DUTCH.search(text):
        return next((kind for kind, pattern in _ENGLISH if pattern.search(text)), None)
    return None


def _is_announced(text: str, year: int) -> bool:
    """``Vanaf 2027 krijgen verpleegkundigen voorrang``: an act told in the present tense for a date to come."""
    found = _AHEAD.search(text)
    return (
        found is not None
        and int(found.group(1)) >= year
        and _DONE_THEN.search(text) is not None
        and _NOT_ANNOUNCED.search(text) is None
    )


def _is_condition(text: str) -> bool:
    return any(map(text.__contains__, _CONDITION_STEMS)) and _CONDITION.search(text) is not None


def _asks(text: str) -> bool:
    for stem, patterns in _BY_STEM:
        if stem in text:
            for pattern in patterns:
                if pattern.search(text):
                    return True
    return False


def _is_own_asking(passage: Passage, text: str) -> bool:
    """Whether the document itself asks: a study or a list of data tells who asks what of whom."""
    return passage.kind not in _TELLING or _OWN_ASKING.search(text) is not None


_WOULD_BE_GOOD = re.compile(
    rf"\bhet zou (?:\w+ )?(?:goed|fijn|mooi|wenselijk|verstandig|welkom) zijn,? (?:als|wanneer|indien) (?:de |het |alle |onze )?{_OTHERS}\b"
)


def _is_soft_request(passage: Passage, text: str) -> bool:
    """``Het is belangrijk dat de provincie ...``: what the writer calls important, or expects, for another to do.

    In a letter whatever is called important for another, or to be done; elsewhere only where the other is the
    subject, and not in programmes and studies, which advise.
    """
    is_letter = passage.kind in ("letter", "minutes")
    if is_letter and ("goed aan doen" in text or _WOULD_BE_GOOD.search(text)):
        return True
    found = _SOFT.search(text) if "dat" in text or "that" in text else None
    if found is not None:
        if is_letter:
            return _OTHERS_ACT.search(found.group(1)) is not None or _TERM.search(found.group(1)) is not None
        return passage.kind not in _ADVISING and _OTHERS_FIRST.match(found.group(1)) is not None
    expected = _EXPECTED.search(passage.text[:_MAX_CHARS]) if "erwacht" in text else None
    return expected is not None and passage.kind not in ("study", "data") and expected.group(1) not in _NOT_ASKED
