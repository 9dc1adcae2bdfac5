"""The ways to say that a means is not there, or not enough of it: a lack, a gap, too few, none, full, hard to find.

Of what is said so, the region has too little by its sources' own words: such a requirement is unmet until a source or a
person says otherwise. docs/method/require.md, section 3.
"""

from __future__ import annotations

from rodedraad.require.frames import AIMED, HAD, Frame, framed

LACKING: tuple[Frame, ...] = (
    framed(
        "lack of",
        "tekort gebrek schaars krapte nood gemis achterstand ontbr uitblijven afwezig schort gaten hiaten leemte lacune lack shortage scarcity absence gap short deficit insuffic",
        r"(?:tekort(?:en)?|gebrek|schaarste|krapte|nood|gemis|achterstand) (?:aan|op|in|van)|tekortschietende?|(?:het )?(?:ontbreken|uitblijven|afwezigheid) van"
        r"|afwezigheid van|ontbreekt (?:het )?(?:\w+ ){0,2}aan|schort het aan|gaten in|hiaten in|leemtes? in|lacunes? in"
        r"|lack of|lacks?|lacking|shortages? of|scarcity of|absence of|gaps? in|short of|shortfall in|deficit of|insufficient",
        "after",
    ),
    framed(
        "lack, first",
        "gebrek tekort behoefte schaarste",
        r"(?<!\bhet )(?:gebrek|tekort|behoefte|schaarste)(?! aan)",
        "before",
        on="aan",
    ),
    framed("short by", "te tekort short", r"te weinig|te kort|tekort|short", "before", near=6),
    framed(
        "too little",
        "onvoldoende weinig niet geen nauwelijks beperkt enough few little",
        r"onvoldoende|(?:te|relatief|erg|zeer|nog) weinig|niet (?:voldoende|genoeg)|geen (?:voldoende|enkele)|nauwelijks|te beperkte?|not enough|too few|too little",
        "after",
        near=4,
    ),
    framed(
        "falls short",
        "ontbr tekort toereikend voorhanden",
        r"ontbreekt|ontbreken|ontbrak|tekort(?:schiet|schieten)|schiet tekort|niet (?:toereikend|voorhanden)",
        "around",
    ),
    framed(
        "without",
        "zonder without",
        r"zonder (?:aanvullende|extra|voldoende|de juiste|de nodige|structurele|betere|goede|meer)|without (?:additional|sufficient|more|adequate)",
        "after",
        near=2,
    ),
    framed(
        "gap",
        "tekort hia lacun schaarste behoefte vraag gebrek gap shortage",
        r"\w{3,}(?:tekort(?:en)?|hia(?:at|ten)|lacunes?|schaarste)"
        r"|(?:kennis|investerings|scholings|opleidings|personeels|financierings|ruimte|onderzoeks)(?:behoeften?|behoeftes|vraag)|ruimtegebrek|geldgebrek|plaatsgebrek"
        r"|(?:knowledge|skills?|funding|investment|data|information|labour|staff|capacity|teacher) (?:gaps?|shortages?)",
        "self",
    ),
    framed(
        "is not there",
        "bestaa beschikbaar aanwezig bekend haalbaar exist available",
        r"(?:best(?:aat|aan)|is er|zijn er|is|zijn) (?:nog |op dit moment |nu |er |(?:\w+ )?)(?:niet|onvoldoende|nauwelijks)(?: (?:altijd|overal|volledig|goed|of nauwelijks))?(?: (?:beschikbaar|aanwezig|voorhanden|bekend))?(?=[.,;:]|$)"
        r"|(?:nog )?(?:niet|nauwelijks|onvoldoende|slecht) (?:\w+ ){0,2}(?:beschikbaar|aanwezig|voorhanden)"
        r"|(?:does|do) not (?:yet )?exist|(?:is|are) (?:not|hardly) (?:yet |always )?available|unavailable",
        "before",
        near=14,
        kinds=AIMED - {"competence"},
    ),
    framed(
        "has none",
        "geen no zonder",
        r"(?:heeft|hebben|is er|zijn er|er is|er zijn|bestaat|bestaan|er ligt|ligt er|(?<!mogen )(?<!mag )er)(?: \w+)?(?: (?:nog|nu|vaak|meestal|weinig tot|eigen))* geen(?= )"
        r"|weinig tot geen|(?:has|have|there is|there are|with) (?:currently |yet |still )?no",
        "after",
        near=3,
        kinds=HAD,
    ),
    framed(
        "as long as none",
        "zolang zonder cannot without",
        r"zolang (?:er )?(?:geen|niet)|zonder(?: een| de| nieuwe?)?(?=[^.;]*\b(?:kan|kunnen|gaat|gaan|valt|lukt|komt|komen|blijft|is|zijn|wordt|worden|heeft)\b[^.;]*\b(?:niet|niets|geen|onmogelijk|nooit|stil)\b)"
        r"|(?:cannot|can not|not be|none)[^.;]{0,80} without(?: an?)?",
        "after",
        near=5,
        kinds=AIMED | {"investment"},
    ),
    framed(
        "missed",
        "miss mist ontbeer ontber verlegen zoek springen schreeuw",
        r"missen|mist|ontbeert|ontberen|verlegen om|op zoek naar|te springen om|schreeuwt om|schreeuwen om|afhankelijk van(?= (?:voldoende|extra|meer))|valt of staat met|vallen of staan met|staat of valt met",
        "after",
        near=5,
        kinds=HAD | {"investment"},
    ),
    framed(
        "hampers",
        "knelpunt bottleneck beperkende obstakel",
        r"(?:is|zijn|vormt|vormen|blijft) (?:\w+ ){0,3}(?:knelpunt|bottleneck|beperkende factor)|(?:is|are|remains?) (?:\w+ ){0,3}bottleneck",
        "before",
        kinds=HAD,
    ),
    framed(
        "is hard to find",
        "vinden krijgen find",
        r"(?:moeilijk|lastig|nauwelijks|niet|schaars) (?:nog )?te (?:vinden|krijgen|werven)|(?:hard|difficult) to (?:find|recruit)",
        "before",
        kinds=frozenset({"people", "expertise"}),
    ),
    framed(
        "is full",
        "vol overbelast verouderd krap klein",
        r"(?:is|zijn|zit|zitten|raakt|raken) (?:\w+ )?(?:vol|overvol|overbelast|verouderd|te krap|te klein|te oud|ontoereikend)|(?:is|are) (?:full|overloaded|outdated|congested)",
        "before",
        kinds=frozenset({"infrastructure", "capacity", "space"}),
    ),
    framed(
        "vacancies",
        "vacature vacanc",
        r"(?:openstaande|onvervulbare) vacatures|vacatures (?:staan|blijven)|unfilled vacancies",
        "self",
    ),
    framed(
        "is not fit",
        "onvoldoende niet not",
        r"(?:is|zijn) (?:nog |daar )?(?:onvoldoende|niet) (?:voldoende )?(?:toegesneden|berekend|ingericht|geschikt|toegerust|op orde|op peil|toereikend|bestand)|(?:is|are) not (?:fit|suited|equipped)",
        "before",
        kinds=HAD,
    ),
    framed(
        "the lack is",
        "gebrek tekort knelpunt behoefte bottleneck shortage",
        r"(?:gebrek|tekort|knelpunt|behoefte|opgave|bottleneck|shortage)(?: [^.;,]{0,40})? (?:is|zijn|are)(?: niet [^.;]{0,40}, maar)?",
        "after",
        near=9,
        kinds=HAD | {"investment"},
    ),
)
