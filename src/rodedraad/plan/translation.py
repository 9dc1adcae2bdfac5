"""What words of English plans are called in Dutch ones: a small list of names of things and of acts.

A dossier may hold an English plan beside a Dutch agreement on the same shed. Vectors of whole sentences brought more wrong
links than right ones (docs/method/plan.md, section 7); a list that a reader can check brings few, and only of what is in it.
One way only, from English to Dutch, and only for statements in English: "land", "pier" and "even" are words in both.
"""

from __future__ import annotations

from functools import lru_cache

from rodedraad.link.tensions.matter import stem, words

_LIST = """
accept aanvaarden accepteren; access toegang; accommodation huisvesting onderdak; advice advies; advise adviseren; affordable betaalbaar;
agreement overeenkomst afspraak akkoord; air lucht; airport luchthaven vliegveld; allowance toelage; alliance verbond; apprentice leerling;
apprenticeship leerwerkplek leerwerkbaan; assessment beoordeling toets; association vereniging; authority gezag; bank oever; bank-guarantee garantie;
barrier kering; battery batterij; beach strand; berth ligplaats; bicycle fiets; bike fiets; bill wetsvoorstel; board bestuur; boat boot; border grens;
bridge brug; build bouwen; building gebouw; built bouwen; bus bus; business bedrijf; cable kabel; canal kanaal; capacity capaciteit; cargo lading;
care zorg; carbon koolstof; centre centrum; center centrum; certificate certificaat; channel vaargeul; charge laden; charging laden; childcare kinderopvang;
church kerk; city stad; class les onderwijs; classes les onderwijs; classroom lokaal; clean schoon; clinic kliniek; close sluiten; closing sluiting; closure sluiting;
coal kolen; coast kust; coke kooks; coking kooks; college hogeschool; combine bundelen; company bedrijf; compensation compensatie vergoeding; competition mededinging;
complaint klacht; concession concessie; connect aansluiten; connection aansluiting verbinding; consortium consortium; construction bouw aanleg;
consultation inspraak raadpleging; contract contract; cooling koeling; corridor corridor; course opleiding cursus; court rechter; covenant convenant;
crane kraan; crossing oversteek oeververbinding; curriculum lesprogramma; customs douane; cycle fietsen; cycling fietsen; dam dam; data gegevens;
deepen verdiepen; demolish slopen; demolition sloop; deposit storten; depot remise; designate aanwijzen; dike dijk; dyke dijk; dock dok; drainage afwatering;
dredge baggeren; dredging baggeren; drinking-water drinkwater; dune duin; dust stof; earth grond; electric elektrisch; electricity stroom elektriciteit;
electrification elektrificatie; embankment dijk; emission uitstoot; employer werkgever; energy energie; engineer ingenieur; entrepreneur ondernemer;
environment milieu; environmental milieu; excavate afgraven; exemption ontheffing vrijstelling; expand uitbreiden; expansion uitbreiding; expropriate onteigenen;
extend verlengen; extension verlenging; facility voorziening; factory fabriek; farm boerderij; farmer boer; ferry veer pont; fibre glasvezel; field veld;
finance financieren; financing financiering; fire brand; fish vis; fishery visserij; fleet vloot; flood overstroming; floor vloer; footbridge loopbrug; foundation stichting;
freight vracht; fuel brandstof; furnace oven; garden tuin; gas gas; gate poort; girder ligger; glasshouse kas; goods goederen; government kabinet regering; grant subsidie;
greenhouse kas; grid net; ground grond; groundwater grondwater; guarantee garantie; gymnasium gymzaal; hall hal; harbour haven; harbor haven; headquarters hoofdkantoor;
health gezondheid; heat warmte; heating verwarming; heavy zwaar; height hoogte; helipad helihaven; high-voltage hoogspanning; highway snelweg; hospital ziekenhuis;
hostel herberg; hotel hotel; housing woning; hydrogen waterstof; incinerator verbrandingsoven; industry industrie; inhabitant inwoner; inspect inspecteren keuren;
inspection keuring inspectie; institute instituut; insulate isoleren; insulation isolatie; insurance verzekering; insure verzekeren; intake inlaat;
investment investering; island eiland; jetty steiger; judgment vonnis; junction kruising knooppunt; laboratory laboratorium; lake meer; land land grond; landfill stortplaats;
landing aanlanding; lane baan rijstrook; law wet; lease pacht huur; lecture college les; lecturer docent; lesson les onderwijs; level-crossing overweg; library bibliotheek;
licence vergunning; license vergunning; lighthouse vuurtoren; lighting verlichting; line lijn; livestock vee; loan lening; location locatie; lock sluis;
lodging onderdak; machine machine; mains hoofdleiding; maintain onderhouden; maintenance onderhoud; manager beheerder; manure mest; map kaart; market markt;
marsh moeras; mast mast; meadow weide; measurement meting; measuring meten; merge fuseren samenvoegen; merger fusie; meter meter; mill molen; mine mijn; mobility mobiliteit;
monitor meten monitoren; monitoring meting monitoring; monument monument; mooring ligplaats; motorway snelweg; mount ophangen; move verhuizen verplaatsen; museum museum; national landelijk nationaal; nature natuur;
neighbour buur; neighbourhood buurt wijk; network netwerk net; nitrogen stikstof; noise geluid lawaai; norm norm; nurse verpleegkundige; nursery kinderdagverblijf;
occupation beroep; odour geur; office kantoor; operator exploitant beheerder; ordinance verordening; ore erts; outlet uitlaat; oven oven; owner eigenaar; park park;
parking parkeren; partner partner; pasture weide; path pad; pavement stoep; peak piek; pension pensioen; permit vergunning; permission toestemming; petition petitie; petrol benzine; pier pier;
pilot proef; pipe leiding buis; pipeline leiding pijpleiding; plot kavel; police politie; pollution vervuiling; pond vijver; pool zwembad; population bevolking; port haven; poverty armoede;
power stroom; practice praktijk; premises pand; pressure druk; price prijs; prison gevangenis; prohibit verbieden; protection bescherming; province provincie; provisional voorlopig; pump pomp;
pumping gemaal; purchase aankoop kopen; pupil leerling; purification zuivering; quarry groeve; quarter wijk; quay kade; quay-wall kademuur; rail spoor; railway spoor; rain regen;
ratify bekrachtigen; reactor reactor; recognise erkennen; recognised erkennen; recognition erkenning; recognize erkennen; reconstruction verbouwing herstel; reduction reductie vermindering;
refit verbouwen; refitting verbouwing; refurbish renoveren; refurbishment renovatie; region regio; register register; regulation verordening regel; regulator toezichthouder;
relocate verplaatsen verhuizen; relocation verplaatsing verhuizing; renew vernieuwen; renewal vernieuwing; renovate renoveren verbouwen; renovation renovatie; rent huur; replace vervangen; replacement vervanging;
report rapport; rescue redding; research onderzoek; reserve reserve; reservoir bekken; resident bewoner inwoner; retrain omscholen; retraining omscholing; revise herzien; revision herziening;
ring-road rondweg; river rivier; road weg; roof dak kap; roundabout rotonde; route route; rules regels; safety veiligheid; sailor zeevarende; salary salaris; sand zand; sanitation riolering; school school;
school-building schoolgebouw; science wetenschap; scholarship beurs; seabed zeebodem; seal afdichten; secondment detachering; secretariat secretariaat; sewage rioolwater; sewer riool;
shaft schacht; shed loods; shelter schuilplaats opvang; shipyard werf; shop winkel; shore-power walstroom; shore oever; sidewalk stoep; sign ondertekenen tekenen; signing ondertekening; signature handtekening; site terrein;
skill vaardigheid; slope helling; slum krot; sluice sluis; smell geur; smoke rook; soil bodem; solar zon; speed snelheid; square plein; stable stal; stadium stadion; staff personeel; station station;
steel staal; storage opslag; store opslaan; stormwater regenwater; street straat; student student; study onderzoek studie; submit indienen; suburb buitenwijk; subsidence bodemdaling; substation onderstation;
sulphur zwavel; supervision toezicht; supplier leverancier; supply levering; survey onderzoek enquête; swimming zwemmen; tank tank; teach lesgeven onderwijs; teacher leraar docent; teaching onderwijs;
technician technicus; tenant huurder; tender aanbesteding aanbesteden; terminal terminal; territory gebied; theatre theater; tide tij; timber hout; toll tol; tower toren; town stad; track spoor; trade handel; traffic verkeer;
train trein; trainee stagiair; training opleiding scholing; tram tram; transfer overdracht; transformer transformator; transport vervoer; treatment behandeling; treaty verdrag; tree boom; trial proef; tunnel tunnel;
tuition lesgeld; turbine turbine; union bond vakbond; university universiteit; unload lossen; upgrade verzwaren; upgrading verzwaring; vacancy vacature; vehicle voertuig; vessel schip; village dorp; visitor bezoeker; vocational beroepsonderwijs; voltage spanning; voucher voucher;
wage loon; warehouse pakhuis loods magazijn; waste afval; water water; wave golf; weir stuw; well put; wetland moeras; wharf kade; wheel wiel; widen verbreden; widening verbreding; wind wind; winter winter; wood bos hout; work werk;
worker werknemer; workplace werkplaats; workshop werkplaats; yard werf; youth jongeren; zone zone
"""
_EMPTY = words("great big full entire whole old first second handed hand handover")
"""English words that name no thing, as "groot" and "overgedragen" name none."""


@lru_cache(maxsize=1)
def _list() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for entry in _LIST.split(";"):
        english, *dutch = entry.split()
        found[stem(english)] = tuple(dict.fromkeys((*found.get(stem(english), ()), *map(stem, dutch))))
    return found


_ENDINGS = (("", ""), ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"), ("e", ""))


@lru_cache(maxsize=1 << 14)
def dutch(stem_: str) -> tuple[str, ...]:
    """The stems of what an English stem is called in Dutch; none where the list has none. Plurals and past forms count."""
    for ending, instead in _ENDINGS:
        if stem_.endswith(ending):
            form = stem_[: len(stem_) - len(ending)] + instead
            if found := _list().get(form):
                return found
    return ()


def is_empty(stem_: str) -> bool:
    """Whether an English stem names no thing by itself."""
    return stem_ in _EMPTY
