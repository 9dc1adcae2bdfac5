"""The words that say what kind of document one is: those a name is found by, and those it is not told apart by."""

from __future__ import annotations

_KIND_WORDS = """
    programma programme agenda visie vision plan rapport report rapportage akkoord agreement convenant covenant
    strategie strategy nota notitie perspectief roadmap routekaart handreiking manifest manifesto masterplan
    verklaring declaration verkenning monitor evaluatie onderzoek studie study analyse scan koersdocument paper deal
    advies brief factsheet outlook assessment effectrapportage intent aanpak pact protocol whitepaper voorstel
    overeenkomst jaarverslag verslag motie begroting manual handboek atlas kenniskaart leidraad
    handleiding memorandum pledge prestatieafspraken bestuursafspraken samenwerkingsafspraken ambitiedocument visiedocument
    bouwstenendocument discussiedocument basisdocument achtergronddocument beleidsdocument bidbook beleidskader uitvoeringskader toetsingskader toekomstbeeld kabinetsreactie witboek groenboek
"""
_AREA_WORDS = "kamerbrief adviezen document regio regionale regional nationaal nationale national gemeente provincie"

ENDINGS: tuple[str, ...] = tuple(_KIND_WORDS.split())
"""Endings of a word that says what kind of document this is; with a capital it is, or belongs to, a name."""

UNTELLING: frozenset[str] = frozenset((*_KIND_WORDS.split(), *_AREA_WORDS.split()))
"""Words that say what kind of document it is or of how large an area, not which one."""
