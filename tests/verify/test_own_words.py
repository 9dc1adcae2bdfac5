"""Sixty clauses as a person would write them, right and wrong: the wrong ones are caught, the right ones are not."""

import time
from dataclasses import replace

import pytest
from make import document, source, statement

from rodedraad import __version__
from rodedraad.records import Citation, Clause, Issuer, Links, Party, Proposition
from rodedraad.verify.clauses import verdicts
from rodedraad.verify.names import Called

QUOTES = {
    "homes": "Wij bouwen tussen 2027 en 2030 vijfhonderd sociale huurwoningen aan de Kade, mits het Rijk 5,5 miljoen euro bijdraagt.",
    "air": "De uitstoot van fijnstof moet uiterlijk 1 januari 2029 met 40 procent omlaag.",
    "bridge": "Wij leggen geen brug over de Vaart aan, want dat tast het duin aan.",
    "school": "De vakschool krijgt drie nieuwe praktijklokalen en vijftien leermeesters.",
    "permit": "Alleen bewoners van de wijk Zuidpolder krijgen een parkeervergunning.",
    "bus": "Vanaf medio 2028 rijdt elk kwartier een elektrische bus tussen Aldorp en Beldorp.",
    "birds": "Stichting Kust vragen wij om hulp bij het tellen van vogels, indien nodig ook in 2027.",
    "noise": "Zonder geluidscherm langs het spoor kan de wijk niet groeien. De wijk telt nu 1.600 inwoners.",
}
ENGLISH = {
    "heat": "We will connect 1,200 homes to the heat network by 2031, unless Waterbedrijf Delta withdraws.",
    "trees": "No tree along the canal may be felled before the second review.",
}
COLLEGE = replace(source("nota", title="Nota Kade", kind="plan"), parties=(Issuer(id="gemeente-aldorp", name="Gemeente Aldorp", organ="college"),))  # fmt: skip
BRIEF = source("brief", "stichting-kust", title="Brief over het duin")
REPORT = source("rapport", "haven-beldorp", title="Harbour outlook", language="en")
PARTIES = (
    Party(id="gemeente-aldorp", name="Gemeente Aldorp", aliases=("Aldorp",)),
    Party(id="gemeente-beldorp", name="Gemeente Beldorp", aliases=("Beldorp",)),
    Party(id="stichting-kust", name="Stichting Kust"),
    Party(id="haven-beldorp", name="Havenbedrijf Beldorp"),
)
_OF = {**dict.fromkeys(QUOTES, COLLEGE), "bridge": BRIEF, "noise": BRIEF, **dict.fromkeys(ENGLISH, REPORT)}


def _dossier():
    statements, documents = {}, {}
    for one in (COLLEGE, BRIEF, REPORT):
        own = {key: text for key, text in {**QUOTES, **ENGLISH}.items() if _OF[key] is one}
        documents[one.id] = made = document(one.id, *own.values())
        for (key, text), block in zip(own.items(), made.blocks, strict=True):
            language = "en" if one is REPORT else "nl"
            statements[key] = statement(
                key, text, of=one, start=block.start, end=block.end, page=None, page_end=None, language=language
            )
    return statements, documents


STATEMENTS, DOCUMENTS = _dossier()
SOURCES = {one.id: one for one in (COLLEGE, BRIEF, REPORT)}


def cite(key, shown=""):
    one, of = STATEMENTS[key], _OF[key]
    voices = tuple(f"{issuer.id}/{issuer.organ}" if issuer.organ else issuer.id for issuer in of.parties)
    return Citation(
        id=key,
        source=one.source,
        page=None,
        page_end=None,
        locator=None,
        start=one.start,
        end=one.end,
        quote=one.quote,
        role="says",
        shown=shown,
        voices=voices,
        language=one.language,
    )


def judged(text, *keys, **fields):
    """The verdicts on a clause in a person's words that cites these statements."""
    cited = tuple(cite(key) for key in keys)
    defaults = {"id": "c-1", "theme": None, "part": "ambition", "kind": "written", "origin": "person"}
    clause = Clause(**{**defaults, "text": text, "english": text, "citations": cited, **fields})
    text_ = Proposition(
        title="proef",
        clauses=(clause,),
        core=(),
        themes=(),
        sources=tuple(SOURCES.values()),
        parties=PARTIES,
        absent=(),
        held=tuple(SOURCES),
        statements=len(STATEMENTS),
        release=__version__,
    )
    links = Links(parties=PARTIES)
    return verdicts(text_, statements=STATEMENTS, sources=SOURCES, documents=DOCUMENTS, links=links)


MOST_SECONDS = 10.0  # on a loaded machine; the slowest takes less than two

RIGHT = [
    ("Gemeente Aldorp bouwt 500 sociale huurwoningen aan de Kade als het Rijk meebetaalt.", "homes"),
    ("Aldorp wil tussen 2027 en 2030 vijfhonderd huurwoningen bouwen, mits het Rijk € 5.500.000 bijdraagt.", "homes"),
    ("Het college van Aldorp stelt een voorwaarde: het Rijk draagt 5,5 miljoen euro bij.", "homes"),
    ("De bouw van 500 woningen hangt af van 5,5 miljoen euro van het Rijk.", "homes"),
    ("De gemeente Aldorp zegt: «vijfhonderd sociale huurwoningen aan de Kade, mits het Rijk 5,5 miljoen euro bijdraagt».", "homes"),
    ("De uitstoot van fijnstof daalt uiterlijk in 2029 met 40%.", "air"),
    ("Op 1-1-2029 moet er 40 procent minder fijnstof zijn.", "air"),
    ("Gemeente Aldorp wil voor 1 januari 2029 veertig procent minder fijnstof.", "air"),
    ("Volgens Aldorp moet de uitstoot van fijnstof omlaag.", "air"),
    ("Stichting Kust vragen wij om hulp bij het tellen.", "birds"),
    ("Stichting Kust wil geen brug over de Vaart.", "bridge"),
    ("Er komt geen brug over de Vaart, omdat die het duin aantast.", "bridge"),
    ("Stichting Kust is tegen een brug over de Vaart.", "bridge"),
    ("Het duin wordt volgens Stichting Kust aangetast.", "bridge"),
    ("De vakschool krijgt 3 praktijklokalen en 15 leermeesters.", "school"),
    ("Er komen drie lokalen bij op de vakschool.", "school"),
    ("Alleen wie in Zuidpolder woont krijgt een parkeervergunning.", "permit"),
    ("Parkeervergunningen zijn er uitsluitend voor bewoners van Zuidpolder.", "permit"),
    ("Vanaf 2028 rijdt er elk kwartier een bus tussen Aldorp en Beldorp.", "bus"),
    ("Medio 2028 begint een elektrische bus van Aldorp naar Beldorp te rijden.", "bus"),
    ("Zonder geluidscherm groeit de wijk niet, zegt Stichting Kust.", "noise"),
    ("De wijk heeft 1600 inwoners.", "noise"),
    ("Stichting Kust wil een geluidscherm langs het spoor.", "noise"),
    ("Havenbedrijf Beldorp will connect 1200 homes to the heat network by 2031, unless Waterbedrijf Delta withdraws.", "heat"),
    ("If Waterbedrijf Delta stays, 1,200 homes are connected to the heat network.", "heat"),
    ("Havenbedrijf Beldorp sluit 1.200 woningen aan op het warmtenet, tenzij Waterbedrijf Delta afhaakt.", "heat"),
    ("No tree along the canal is felled before the second review.", "trees"),
    ("Voor de tweede toets wordt geen boom langs het kanaal gekapt.", "trees"),
    ("Trees along the canal may not be felled until the second review.", "trees"),
    ("Gemeente Aldorp bouwt woningen op voorwaarde van geld en wil minder fijnstof in 2029.", "homes", "air"),
    ("Twee partijen zeggen iets: de ene wil minder fijnstof, de andere telt inwoners.", "air", "noise"),
    ("Dit delen Gemeente Aldorp en Stichting Kust: «De wijk telt nu 1.600 inwoners.»", "noise", "air"),
]  # fmt: skip
WRONG = [
    ("Gemeente Aldorp bouwt 600 sociale huurwoningen aan de Kade als het Rijk meebetaalt.", "unsupported", "homes"),
    ("Aldorp bouwt vijfduizend sociale huurwoningen, mits het Rijk bijdraagt.", "unsupported", "homes"),
    ("Aldorp bouwt 500 sociale huurwoningen aan de Kade.", "unsupported", "homes"),
    ("Aldorp bouwt 500 woningen tussen 2027 en 2032, mits het Rijk bijdraagt.", "unsupported", "homes"),
    ("Aldorp bouwt 500 woningen, mits het Rijk 5,5 miljard euro bijdraagt.", "unsupported", "homes"),
    ("Aldorp bouwt 500 huurwoningen aan de Kade, mits de Provincie bijdraagt.", "unsupported", "homes"),
    ("Gemeente Beldorp wil 500 sociale huurwoningen bouwen, mits het Rijk bijdraagt.", "misattributed", "homes"),
    ("De gemeenteraad van Aldorp wil huurwoningen bouwen, mits het Rijk bijdraagt.", "misattributed", "homes"),
    ("Gemeente Aldorp (gemeenteraad) zegt: «vijfhonderd sociale huurwoningen aan de Kade, mits het Rijk 5,5 miljoen euro bijdraagt».", "misattributed", "homes"),
    ("Gemeente Aldorp zegt: «Wij bouwen tussen 2027 en 2030 vijfhonderd sociale huurwoningen aan de Kade».", "altered", "homes"),
    ("Gemeente Aldorp zegt: «vijfhonderd sociale koopwoningen aan de Kade, mits het Rijk 5,5 miljoen euro bijdraagt».", "altered", "homes"),
    ("De uitstoot van fijnstof moet in 2029 met 45 procent omlaag.", "unsupported", "air"),
    ("De uitstoot van fijnstof moet met 40 ton omlaag.", "unsupported", "air"),
    ("De uitstoot van fijnstof moet na 1 januari 2029 omlaag.", "unsupported", "air"),
    ("De uitstoot van fijnstof moet uiterlijk 1 januari 2028 omlaag.", "unsupported", "air"),
    ("De uitstoot van fijnstof moet niet omlaag.", "unsupported", "air"),
    ("Stichting Kust wil dat de uitstoot van fijnstof omlaag gaat.", "misattributed", "air"),
    ("Volgens Havenbedrijf Beldorp moet de uitstoot van fijnstof omlaag.", "misattributed", "air"),
    ("Stichting Kust legt een brug over de Vaart aan.", "unsupported", "bridge"),
    ("Er komt een brug over de Vaart die het duin spaart.", "unsupported", "bridge"),
    ("Stichting Kust zegt: «Wij leggen een brug over de Vaart aan».", "altered", "bridge"),
    ("Stichting Kust zegt: «Wij sluiten morgen alle musea in de omgeving wegens verbouwing».", "fabricated", "bridge"),
    ("Stichting Kust zegt: «De vakschool krijgt drie nieuwe praktijklokalen en vijftien leermeesters».", "misattributed", "bridge"),
    ("De vakschool krijgt vier praktijklokalen en vijftien leermeesters.", "unsupported", "school"),
    ("De vakschool in Cedorp krijgt drie praktijklokalen.", "unsupported", "school"),
    ("De vakschool krijgt geen nieuwe praktijklokalen.", "unsupported", "school"),
    ("Bewoners van de wijk Zuidpolder krijgen een parkeervergunning.", "unsupported", "permit"),
    ("Alleen bewoners van de wijk Noordpolder krijgen een parkeervergunning.", "unsupported", "permit"),
    ("Tot medio 2028 rijdt elk kwartier een bus tussen Aldorp en Beldorp.", "unsupported", "bus"),
    ("Vanaf eind 2028 rijdt een elektrische bus tussen Aldorp en Beldorp.", "unsupported", "bus"),
    ("De wijk kan groeien met een geluidscherm van 12 meter langs het spoor.", "unsupported", "noise"),
    ("De wijk kan groeien langs het spoor.", "unsupported", "noise"),
    ("Havenbedrijf Beldorp will connect 1,200 homes to the heat network by 2031.", "unsupported", "heat"),
    ("Havenbedrijf Beldorp will connect 2,100 homes to the heat network, unless Waterbedrijf Delta withdraws.", "unsupported", "heat"),
    ("Stichting Kust wants to connect 1,200 homes to the heat network, unless Waterbedrijf Delta withdraws.", "misattributed", "heat"),
    ("Trees along the canal may be felled before the second review.", "unsupported", "trees"),
    ("No tree along the canal may be felled before the third review.", "unsupported", "trees"),
    ("Bomen langs het kanaal mogen worden gekapt voor de tweede toets.", "unsupported", "trees"),
    ("Drie partijen zeggen iets: zij willen minder fijnstof en tellen inwoners.", "unsupported", "air", "noise"),
    ("De regio wil groeien.", "unsupported"),
]  # fmt: skip


@pytest.mark.parametrize("case", RIGHT, ids=lambda case: case[0][:60])
def test_what_restates_a_source_rightly_is_left_alone(case):
    text, *keys = case
    assert judged(text, *keys) == ()


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case[0][:60])
def test_what_restates_a_source_wrongly_is_caught(case):
    text, kind, *keys = case
    found = judged(text, *keys)
    assert found
    assert found[0].kind == kind, found


@pytest.mark.parametrize(
    "text",
    [
        "Gemeente Aldorp, Gemeente Beldorp en Stichting Kust " * 1_500,
        "A9 B10 Cdorp. 1.000.000.000 " * 3_000,
        "«" * 20_000 + "»" * 20_000,
        "niet geen nooit, " * 5_000,
        "(" * 30_000,
        "1 januari " * 6_000 + "mits " * 3_000,
        "\x01\x00\ufeff\u202e «\ud7ff» \n" * 2_000,
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_a_text_made_to_break_it_takes_seconds_at_most(text):
    began = time.perf_counter()
    judged(text, "homes", "bridge")
    assert time.perf_counter() - began < MOST_SECONDS


def test_a_clause_may_be_empty():
    assert [one.kind for one in judged("")] == ["unsupported"]
    assert judged("", "homes") == ()


def test_brackets_behind_a_list_are_not_those_of_a_party_whose_name_says_its_organ():
    """Five authors of one agreement used to make each clause misattributed: a ministry is no college."""
    parties = {one: Party(id=one, name=name) for one, name in (("m", "Ministerie van Duinen"), ("p", "Provincie Kust"))}
    found = Called(parties).find("Ministerie van Duinen en Provincie Kust (gedeputeerde staten) willen dit")
    assert [(one.party, one.organs) for one in found] == [("m", {"ministry"}), ("p", {"college"})]
    shared = Called(dict(zip("ab", PARTIES, strict=False))).find("Aldorp en Beldorp (colleges van B en W) willen dit")
    assert [one.organs for one in shared] == [{"college"}, {"college"}]
