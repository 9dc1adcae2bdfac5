"""From the name of a document to the document: doubtful matches stay missing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodedraad.link.references import _content, _entry, _likeness, _rarity, resolve
from rodedraad.records import Issuer, Reference, Source


def source(id_, title, **fields):
    return Source(id=id_, path=fields.pop("path", "scan.pdf"), title=title, **fields)


SOURCES = (
    source("programma", "Programma Stille Kust Duinrand 2026-2030", date="2025-12-01", kind="programme"),
    source("agenda", "Agenda gezonde leefomgeving Duinrand", date="2024-11-05", kind="plan"),
    source("perspectief", "Ontwikkelperspectief Kanaalzone: varen op eigen kracht", date="2023-12-19", kind="vision"),
    source(
        "effect",
        "Gezondheidseffectrapportage Staal",
        date="2025-09-02",
        kind="study",
        parties=(Issuer(id="ggd-kust", name="GGD Kust"),),
    ),
    source(
        "kosten",
        "Wat kost een tunnel?",
        date="2021-03-01",
        kind="study",
        parties=(Issuer(id="bureau-wad", name="Bureau Wad"),),
    ),
    source("brief", "Reactie op uw vragen", date="2024-03-03", kind="letter"),
    source("stuk", "Verslag van een overleg", numbers=("99812-23",), date="2025-01-01"),
    source("visie2019", "Havenvisie Oost 2019", date="2019-01-01"),
    source("visie2030", "Havenvisie Oost 2030", date="2024-01-01"),
    source("bestand", "Zonder titel", path="map/231219-kanaal-boekje-spreads.pdf"),
    source("energie", "Regionale Energiestrategie Kustland 2.0", date="2024-05-05"),
    source("netvisie", "Netvisie Kustland 2035", date="2023-05-05"),
)


def reference(title=None, *keys, url=None):
    named = (f"title={title}",) if title else ()
    return Reference(
        id="r",
        source="naming",
        page=None,
        quote=title or "x",
        start=0,
        end=1,
        title=title,
        keys=(*named, *keys),
        url=url,
    )


HITS = [
    (reference("231219 Kanaal boekje spreads", "file=231219-Kanaal boekje_spreads"), "bestand"),
    (reference("Programma Stille Kust Duinrand 2026-2030"), "programma"),
    (reference("Programma Stille Kust 2026-2030"), "programma"),
    (reference("Programma Stille Kust"), "programma"),
    (reference("de Agenda Gezonde Leefomgeving Duinrand"), "agenda"),
    (reference("Agenda gezonde leefomgeving"), "agenda"),
    (reference("Ontwikkelperspectief Kanaalzone"), "perspectief"),
    (reference("Gezondheidseffectrapportage Staal"), "effect"),
    (reference("Wat kost een tunnel?"), "kosten"),
    (reference(None, "number=99812-23"), "stuk"),
    (reference("Een heel andere naam", "number=99812-23"), "stuk"),
    (reference("brief van 3 maart 2024", "kind=letter", "date=2024-03-03"), "brief"),
    (reference(None, "author=Bureau Wad", "date=2021"), "kosten"),
    (reference(None, "author=GGD Kust", "date=2025"), "effect"),
    (reference("Havenvisie Oost 2019"), "visie2019"),
    (reference("Havenvisie Oost 2030"), "visie2030"),
    (reference(None, url="https://www.kanaal.example/uploads/231219-kanaal-boekje-spreads.pdf"), "bestand"),
    (reference("Regionale Energiestrategie Kustland 2.0"), "energie"),
    (reference("Regionale Energiestrategie Kustland"), "energie"),
    (reference("Netvisie Kustland 2035"), "netvisie"),
]

MISSES = [
    reference("Programma Schone Lucht 2026-2030"),
    reference("Agenda economie Zandvoorde"),
    reference("Ontwikkelperspectief"),
    reference("Havenvisie Oost"),
    reference("Havenvisie Oost 2050"),
    reference("Programma Stille Kust 2018-2022"),
    reference(None, "number=99812"),
    reference(None, "number=99812-24"),
    reference("brief van 4 maart 2024", "kind=letter", "date=2024-03-04"),
    reference(None, "author=Bureau Wad", "date=2019"),
    reference(None, "author=Bureau Zand", "date=2021"),
    reference("Structuurvisie Kustland 2019"),
    reference("Convenant Walstroom Duinrand"),
    reference("Klimaatakkoord"),
    reference("Joint Letter of Intent", "alias=JLoI"),
    reference(None, url="https://www.elders.example/uploads/iets-anders-boekje.pdf"),
    reference("mobiliteitsagenda"),
    reference("Netvisie"),
]


@pytest.mark.parametrize(
    ("named", "target"), HITS, ids=[f"{named.title or named.keys or named.url}"[:50] for named, _ in HITS]
)
def test_a_named_document_is_found(named, target):
    (resolved,) = resolve([named], SOURCES)
    assert (resolved.target, resolved.resolved) == (target, True)


@pytest.mark.parametrize("named", MISSES, ids=[f"{named.title or named.keys or named.url}"[:50] for named in MISSES])
def test_a_doubtful_name_stays_missing(named):
    (resolved,) = resolve([named], SOURCES)
    assert (resolved.target, resolved.resolved, resolved.url) == (None, False, named.url)


def test_the_worked_likeness_of_the_method_page():
    entries = [_entry(one) for one in SOURCES]
    assert _likeness(_content("Programma Stille Kust"), entries[0], _rarity(entries)) == 88


@pytest.mark.parametrize(
    ("named", "titled", "kind"),
    [
        ("Kadevisie Wad", "Reactie op de Kadevisie Wad", "letter"),
        ("Kadevisie Wad", "Data voor de Kadevisie Wad en de haven", "study"),
        (
            "Nationaal Programma Schone Kade 2023-2030",
            "Nationaal Programma Schone Kade 2023-2030 en toezeggingen",
            "letter",
        ),
    ],
)
def test_what_is_about_a_document_is_not_that_document(named, titled, kind):
    """A letter that presents a programme was taken for the programme, and a study of visions for the vision."""
    (found,) = resolve([reference(named)], [*SOURCES, source("over", titled, kind=kind)])
    assert found.target is None
    (found,) = resolve([reference(titled)], [*SOURCES, source("over", titled, kind=kind)])
    assert found.target == "over"


def test_a_source_never_names_itself():
    named = replace(reference("Agenda gezonde leefomgeving Duinrand"), source="agenda")
    assert resolve([named], SOURCES)[0].target is None


def test_a_replaced_source_is_no_target():
    newer = source("agenda2", "Agenda gezonde leefomgeving Duinrand", replaces="agenda")
    assert resolve([reference("Agenda gezonde leefomgeving Duinrand")], (*SOURCES, newer))[0].target == "agenda2"


def test_two_that_fit_as_well_are_none():
    twin = source("tweeling", "Netvisie Kustland 2035")
    assert resolve([reference("Netvisie Kustland 2035")], (*SOURCES, twin))[0].target is None


def test_one_document_in_two_files_is_the_first_of_them():
    copies = (
        source("kopie", "Zeevisie Kustland", path="b.pdf", date="2024-01-01"),
        source("eerste", "Zeevisie Kustland", path="a.pdf", date="2024-01-01"),
    )
    assert resolve([reference("Zeevisie Kustland")], (*SOURCES, *copies))[0].target == "eerste"


def test_one_word_is_enough_among_the_same_makers():
    makers = (Issuer(id="gemeente-a", name="Gemeente A"),)
    naming = source("naming", "Brief", parties=makers)
    housing = source("wonen", "Woonvisie Duinrand 2035", parties=makers)
    assert resolve([reference("Woonvisie")], (*SOURCES, naming, housing))[0].target == "wonen"
    assert resolve([reference("Woonvisie")], (*SOURCES, source("naming", "Brief"), housing))[0].target is None


def test_a_dated_document_needs_a_word_of_its_makers():
    view = source(
        "zienswijze",
        "Geen nieuwe kade",
        date="2026-01-22",
        kind="other",
        parties=(Issuer(id="s", name="Stichting Strand"),),
    )
    hit = reference("zienswijze van Stichting Strand van 22 januari 2026", "date=2026-01-22")
    miss = reference("zienswijze van Vereniging Duin van 22 januari 2026", "date=2026-01-22")
    assert [found.target for found in resolve([hit, miss], (*SOURCES, view))] == ["zienswijze", None]


@given(st.permutations(SOURCES))
def test_the_order_of_sources_does_not_matter(shuffled):
    named = [named for named, _ in HITS] + MISSES
    assert resolve(named, shuffled) == resolve(named, SOURCES)
