"""Words that grammar is known by, in Dutch and English, as sets of lower-case words."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


BREAK = frozenset('.;:!?()[]•–—"“”„')
PREPOSITIONS = words(
    "voor van over in met op aan door bij uit naar tot tussen binnen tegen per ten ter rond rondom om inzake namens via"
    " onder volgens sinds tijdens na vanuit vanwege wegens dankzij qua zonder naast buiten langs omtrent jegens richting"
    " of for with on to from by at about into between through under during against within without among towards per via"
)
"""``of`` is a preposition in English alone; in Dutch it joins."""
JOINS = frozenset({"en", "of", ",", "and", "or", "&", "alsook", "alsmede", "evenals", "én"})
OPENERS = words(
    "die dat waar waarin waarmee waarvoor waarbij waardoor omdat doordat zodat terwijl hoewel maar want dus om"
    " which that who because while whereas so but where"
)
CONTAINERS = words(
    "aanwezigheid borging opbouw inzet beschikbaarheid uitbreiding vergroting versterking ontwikkeling verwerving aantrekken werving"
    " behoud inbreng toename vormen soorten delen aanbod opleiding bundeling-van ontsluiting verzamelen verkrijgen combinatie"
    " mix netwerk stelsel toegang bronnen hebben krijgen instroom hoeveelheid aanleg reservering vrijmaken levering gebruik benutting scholing aantal bedrag som tekort gebrek schaarste"
    " availability access sources source expansion development acquisition amount lack level levels combination number increase kind kinds sort"
)
"""What holds a means: to need its build-up is to need it."""
QUESTION = words("welke welk wat hoeveel hoe waarom waarvoor waartoe wie wiens which what how whether why")
ADVERBS = words(
    "aantal veel meer extra voldoende genoeg fors fysieke vooral onder andere meer dan zeer heel erg de het een"
    " deze dit die onze ons hun uw haar alle geen enkele aanzienlijk substantieel structureel steeds ander elk ieder"
    " the a an this these those our their its his some any much many more additional further such sufficient enough"
    " ervaren eigen open goed beter praktisch technisch hoog lokaal nader diep diepgaand wetenschappelijk"
)
PARTICLES = words("ook er weer dus nog wel dan hier specifiek onder meer echter also still however therefore")
"""Before one of these a phrase has ended; after a verb they stand between it and what it asks for."""
INDEFINITE = frozenset({"een", "geen", "elk", "ieder", "veel", "meer", "ons", "en", "voldoende"})
CONDITIONAL = words("als indien wanneer mocht if when unless zodra")
IF = words("wanneer indien zodra mits tenzij if unless")
"""Before what only may be; "als" and "when" are as often something else."""
CASES = words("geval gevallen case cases situaties")
UNCALLED = words("nodig vereist noodzakelijk benodigd needed required necessary mag mogen hoeft hoeven wordt worden")
"""After "geen": no means is needed, or none may be used, which is another thing than having none."""
COUNTS = words(
    "twee drie vier vijf zes zeven acht negen tien elf twaalf twintig dertig veertig vijftig honderd tientallen honderden duizenden"
    " two three four five six seven eight nine ten twelve twenty thirty forty fifty hundred dozens hundreds thousands"
)
VARIES = words("verschilt verschillen varieert afhankelijk daalt geïnventariseerd varies differs")
CLAUSE_VERBS = words("hebben heeft heb had hadden maakt maken acht achten vindt vinden have has had make makes")
COPULA = words("is zijn was waren blijft blijven wordt worden lijkt are be remains remain")
ENGLISH_WORDS = words(
    "is are was were be been has have had will would can could may must should do does that which who we they it there"
    " not need needs require requires and or however therefore"
)
NEGATED = words("niet geen minder not no less nooit")
PAST = words("was waren werd werden vroeger destijds had hadden were")
VERBS = (
    COPULA
    | CLAUSE_VERBS
    | words(
        "moeten kunnen zullen willen mogen zouden dienen en geen een tussen binnen buiten alleen tegen ontbreken vergen vragen"
        " vereisen eisen behoeven beschikken blijven komen worden hebben nodig schieten"
    )
)
BUILDING = words(
    "verzwaren uitbreiden aanleggen bijbouwen vergroten opleiden werven aantrekken vrijmaken verzamelen bijscholen"
)
"""To need one of these done with a means is to need the means."""
OF_WHAT = words("in over van naar op voor of for on about to aan bij langs tussen nabij")
STOPS = words(
    "om te nodig noodzakelijk vereist gewenst moet moeten dient dienen kan kunnen zal zullen wordt ontbreekt ontbreken"
    " essentieel cruciaal must should needed required ook beschikbaar vergt vraagt vereist beschikken komen"
)
BE = words("worden moeten moet dient te be zal zullen")
ASKING = words("vraagt vragen ook roept schreeuwt roepen")
BEGINS = words("er we wij ze zij het dit dat is zijn moet moeten dient zal kan there we they it this is are")
