"""What an adversary had approved: turned bounds, borrowed names, other scales, verbs and letters; and the right ones beside them."""

import time
from dataclasses import replace

import pytest
from make import document, source, statement

from rodedraad import __version__
from rodedraad.records import Citation, Clause, Issuer, Links, Party, Proposition
from rodedraad.verify.backing import kept
from rodedraad.verify.clauses import verdicts

QUOTES = {
    "pays": "De provincie Noord-Holland betaalt 5 miljoen euro aan het warmtenet.",
    "most": "Het windpark beslaat niet meer dan 500 hectare en komt er vóór 2028.",
    "least": "Wij planten niet minder dan 300 bomen, en niet vóór 2026.",
    "ceiling": "Het plafond van de regeling is 40 miljoen euro.",
    "heat": "Wij investeren 12 miljoen euro in het warmtenet, mits het Rijk de helft betaalt.",
    "ask": "Wij vragen het Rijk om 2 miljard euro subsidie voor groen staal.",
    "gift": "Wij dragen 3 miljoen euro bij aan de haven.",
    "noise": "Wij leggen geen nieuwe startbaan aan.",
    "yearly": "Het fonds krijgt jaarlijks 4 miljoen euro.",
    "twice": "Het aantal laadpalen moet verdubbelen.",
    "own": "Wij bouwen een sluis van 80 meter, mits wij daarvoor een vergunning krijgen.",
    "air": "De GGD meet het fijnstof op 30 plekken in m².",
}
TYPES = {
    "ask": {"type": "request"},
    "gift": {"type": "measure", "is_commitment": True},
    "noise": {"type": "conclusion"},
}
PROVINCE = replace(source("brief", "noord-holland", title="Brief over het warmtenet"), addressees=("rijk",))
CITY = replace(source("nota", title="Nota IJmond"), parties=(Issuer(id="gemeente-velsen", name="Gemeente Velsen"),))
STEEL = source("verzoek", "tata-steel", title="Verzoek om steun")
_OF = {**dict.fromkeys(QUOTES, CITY), "pays": PROVINCE, "ask": STEEL}
PARTIES = (
    Party(id="noord-holland", name="Provincie Noord-Holland"),
    Party(id="gemeente-velsen", name="Gemeente Velsen", aliases=("Velsen",)),
    Party(id="rijk", name="Rijk", aliases=("Rijksoverheid",)),
    Party(id="tata-steel", name="Tata Steel"),
)


def _dossier():
    statements, documents = {}, {}
    for one in (PROVINCE, CITY, STEEL):
        own = {key: text for key, text in QUOTES.items() if _OF[key] is one}
        documents[one.id] = made = document(one.id, *own.values())
        for (key, text), block in zip(own.items(), made.blocks, strict=True):
            fields = {"start": block.start, "end": block.end, "page": None, "page_end": None, **TYPES.get(key, {})}
            statements[key] = statement(key, text, of=one, **fields)
    return statements, documents


STATEMENTS, DOCUMENTS = _dossier()
SOURCES = {one.id: one for one in (PROVINCE, CITY, STEEL)}


def judged(text, *keys):
    """The kinds of verdict on a clause in a person's words that cites these statements."""
    cited = []
    for key in keys:
        one = STATEMENTS[key]
        place = {"page": None, "page_end": None, "locator": None, "start": one.start, "end": one.end}
        voices = tuple(issuer.id for issuer in _OF[key].parties)
        cited.append(
            Citation(id=key, source=one.source, quote=one.quote, role="says", voices=voices, language="nl", **place)
        )
    clause = Clause(id="c-1", theme=None, part="ambition", kind="written", origin="person", text=text, english=text, citations=tuple(cited))  # fmt: skip
    made = Proposition(
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
    return verdicts(made, statements=STATEMENTS, sources=SOURCES, documents=DOCUMENTS, links=Links(parties=PARTIES))


WRONG = [
    # who is named, at the head of a sentence too
    ("Rijk betaalt 5 miljoen euro aan het warmtenet.", "verify.name", "pays"),
    ("Het Rijk betaalt 5 miljoen euro aan het warmtenet.", "verify.name", "pays"),
    ("Er komt 5 miljoen euro voor het warmtenet, betaald door het Rijk.", "verify.name", "pays"),
    ("Velsen betaalt 5 miljoen euro aan het warmtenet.", "verify.name", "pays"),
    ("Wilders steunt het warmtenet in Noord-Holland.", "verify.name", "pays"),
    ("Zwabberstein krijgt 5 miljoen euro voor het warmtenet.", "verify.name", "pays"),
    # bounds
    ("Het windpark beslaat minimaal 500 hectare.", "verify.number", "most"),
    ("Het windpark beslaat 500 hectare en niet minder.", "verify.number", "most"),
    ("Het windpark beslaat 500 hectare of meer.", "verify.number", "most"),
    ("Het windpark beslaat ten minste vijfhonderd hectare.", "verify.number", "most"),
    ("The wind farm takes at least 500 hectares.", "verify.number", "most"),
    ("Het windpark komt er pas in 2028.", "verify.date", "most"),
    ("Het windpark komt er niet vóór 2028.", "verify.date", "most"),
    ("Velsen plant hooguit 300 bomen.", "verify.number", "least"),
    ("Velsen plant niet meer dan 300 bomen.", "verify.number", "least"),
    ("Velsen plant bomen vóór 2026.", "verify.date", "least"),
    ("De GGD meet op maximaal 30 plekken fijnstof.", "verify.number", "air"),
    # conditions
    ("Velsen investeert 12 miljoen euro in het warmtenet, mits Gemeente Velsen de helft betaalt.", "verify.condition_party", "heat"),
    ("Als Velsen de helft betaalt, komt er 12 miljoen euro voor het warmtenet.", "verify.condition_party", "heat"),
    ("Velsen invests 12 million euro in a heat network.", "verify.denial_dropped", "heat"),
    ("Velsen puts 12 million euro into heat.", "verify.denial_dropped", "heat"),
    ("The municipality puts money into heat.", "verify.denial_dropped", "heat"),
    # scales, rates, multiples, digits
    ("Er gaan honderden miljoenen euro naar het warmtenet.", "verify.number", "pays"),
    ("Er gaan miljarden naar het warmtenet.", "verify.number", "pays"),
    ("Noord-Holland betaalt vijf miljoen euro per jaar aan het warmtenet.", "verify.number", "pays"),
    ("Noord-Holland betaalt jaarlijks 5 miljoen euro aan het warmtenet.", "verify.number", "pays"),
    ("Noord-Holland betaalt het dubbele van 5 miljoen euro aan het warmtenet.", "verify.number", "pays"),
    ("Noord-Holland betaalt drie keer 5 miljoen euro.", "verify.number", "pays"),
    ("Noord-Holland betaalt 5⁰ miljoen euro aan het warmtenet.", "verify.letters", "pays"),
    ("Noord-Holland betaalt ５ miljoen euro aan het warmtenet.", "verify.letters", "pays"),
    ("Het aantal laadpalen moet halveren.", "verify.number", "twice"),
    ("Wij planten nі\u0435t.", "verify.letters", "least"),
    ("Noord-Holland betaalt nіet aan het warmtenet.", "verify.letters", "pays"),
    ("Noord-Holland betaalt n\U0001d422et aan het warmtenet.", "verify.letters", "pays"),
    ("Noord-Holland betaalt níet aan het warmtenet.", "verify.denial_added", "pays"),
    # verbs before quoted words
    ("Tata Steel belooft het Rijk «2 miljard euro subsidie».", "verify.no_promise", "ask"),
    ("Tata Steel zegt het Rijk toe: «2 miljard euro subsidie».", "verify.no_promise", "ask"),
    ("Tata Steel belooft het Rijk 2 miljard euro subsidie.", "verify.no_promise", "ask"),
    ("«2 miljard euro subsidie voor groen staal» belooft Tata Steel het Rijk.", "verify.no_promise", "ask"),
    ("Velsen weigert: «Wij dragen 3 miljoen euro bij aan de haven.»", "verify.no_refusal", "gift"),
    ("Velsen wijst dit af: «Wij dragen 3 miljoen euro bij aan de haven.»", "verify.no_refusal", "gift"),
    ("Velsen vraagt: «Wij dragen 3 miljoen euro bij aan de haven.»", "verify.no_request", "gift"),
]  # fmt: skip
RIGHT = [
    ("Provincie Noord-Holland betaalt 5 miljoen euro aan het warmtenet.", "pays"),
    ("Noord-Holland steekt miljoenen in het warmtenet.", "pays"),
    ("Warmtenetten krijgen 5 miljoen euro van de provincie.", "pays"),
    ("Daarom betaalt Noord-Holland mee aan het warmtenet.", "pays"),
    ("Het windpark beslaat hooguit 500 hectare.", "most"),
    ("Het windpark beslaat maximaal 500 hectare en komt er vóór 2028.", "most"),
    ("Het windpark beslaat ten hoogste vijfhonderd hectare.", "most"),
    ("Het windpark is niet groter dan 500 hectare.", "most"),
    ("Het windpark beslaat 500 hectare of minder.", "most"),
    ("The wind farm takes no more than 500 hectares.", "most"),
    ("The wind farm takes at most 500 hectares, and comes before 2028.", "most"),
    ("Het windpark komt er vóór 2028.", "most"),
    ("Velsen plant minimaal 300 bomen.", "least"),
    ("Velsen plant ten minste driehonderd bomen.", "least"),
    ("Velsen plant pas vanaf 2026 bomen.", "least"),
    ("Bomen planten begint niet eerder dan 2026.", "least"),
    ("Velsen plants at least 300 trees, not before 2026.", "least"),
    ("De regeling kost maximaal 40 miljoen euro.", "ceiling"),
    ("Velsen investeert 12 miljoen euro in het warmtenet, mits het Rijk de helft betaalt.", "heat"),
    ("Als het Rijk de helft betaalt, investeert Velsen 12 miljoen euro in het warmtenet.", "heat"),
    ("Velsen investeert in het warmtenet als de Rijksoverheid meebetaalt.", "heat"),
    ("Velsen invests 12 million euro in a heat network, provided that the Rijk pays half.", "heat"),
    ("Velsen bouwt een sluis van 80 meter, mits Velsen een vergunning krijgt.", "own"),
    ("Het fonds krijgt elk jaar 4 miljoen euro.", "yearly"),
    ("Het fonds krijgt 4 miljoen euro per jaar.", "yearly"),
    ("Het aantal laadpalen wordt twee keer zo groot.", "twice"),
    ("The number of charging points must double.", "twice"),
    ("De GGD meet fijnstof op 30 plekken in m².", "air"),
    ("Tata Steel vraagt: «Wij vragen het Rijk om 2 miljard euro subsidie voor groen staal.»", "ask"),
    ("Tata Steel vraagt het Rijk om 2 miljard euro subsidie.", "ask"),
    ("Velsen belooft: «Wij dragen 3 miljoen euro bij aan de haven.»", "gift"),
    ("Velsen wijst een nieuwe startbaan af.", "noise"),
    ("Velsen weigert: «Wij leggen geen nieuwe startbaan aan.»", "noise"),
]  # fmt: skip


@pytest.mark.parametrize("case", WRONG, ids=lambda case: ascii(case[0][:60]))
def test_what_was_turned_is_caught(case):
    text, code, *keys = case
    assert code in {one.reason.code for one in judged(text, *keys)}


@pytest.mark.parametrize("case", RIGHT, ids=lambda case: ascii(case[0][:60]))
def test_what_says_the_same_in_other_words_is_left_alone(case):
    text, *keys = case
    assert judged(text, *keys) == ()


def test_backing_is_asked_again_where_a_bound_was_turned():
    assert kept("Het windpark beslaat hooguit 500 hectare.", STATEMENTS["most"])
    assert not kept("Het windpark beslaat minimaal 500 hectare.", STATEMENTS["most"])


@pytest.mark.parametrize(
    "text",
    ["mits Velsen " * 4_000, "Velsen belooft toe " * 3_000 + "«x»", "maximaal " * 8_000 + "500", "é⁰ " * 8_000, "Q. " * 8_000],
    ids=lambda text: ascii(text[:12]),
)  # fmt: skip
def test_a_text_made_to_break_these_takes_seconds_at_most(text):
    began = time.perf_counter()
    judged(text, "heat")
    assert time.perf_counter() - began < 10
