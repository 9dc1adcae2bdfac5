"""By when: every term is a slice of its sentence, and its days are those that the words allow."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import SHARED, needs_shared

from rodedraad.extract.deadlines import deadline

WRITTEN = "2026-03-10"

TERMS = [
    ("De studie is medio 2026 gereed.", "medio 2026", "2026-05-01", "2026-08-31"),
    ("Wij ronden de aanleg eind 2027 af.", "eind 2027", "2027-10-01", "2027-12-31"),
    ("Begin 2028 gaat de sluis open.", "Begin 2028", "2028-01-01", "2028-03-31"),
    ("Het besluit volgt in Q3 2026.", "Q3 2026", "2026-07-01", "2026-09-30"),
    ("In het derde kwartaal van 2026 besluit de raad.", "het derde kwartaal van 2026", "2026-07-01", "2026-09-30"),
    ("In de eerste helft van 2027 starten wij.", "de eerste helft van 2027", "2027-01-01", "2027-06-30"),
    ("De kade moet uiterlijk 1 januari 2030 gereed zijn.", "uiterlijk 1 januari 2030", None, "2030-01-01"),
    ("De lucht moet schoner, uiterlijk in 2030.", "uiterlijk in 2030", None, "2030-12-31"),
    ("Uiterlijk eind 2026 ligt er een plan.", "Uiterlijk eind 2026", None, "2026-12-31"),
    ("Wij verzoeken u voor 1 juli 2026 te antwoorden.", "voor 1 juli 2026", None, "2026-06-30"),
    ("De raad besluit vóór de zomer van 2026.", "vóór de zomer van 2026", None, "2026-06-20"),
    ("Voor eind 2026 besluiten wij.", "Voor eind 2026", None, "2026-12-31"),
    ("Tussen 2026 en 2030 investeren wij in de haven.", "Tussen 2026 en 2030", "2026-01-01", "2030-12-31"),
    ("In 2030 is de lucht schoon.", "2030", "2030-01-01", "2030-12-31"),
    ("Vanaf 2027 geldt een nieuwe zone.", "Vanaf 2027", "2027-01-01", None),
    ("De gemeente moet vanaf januari 2027 meten.", "vanaf januari 2027", "2027-01-01", None),
    ("De vergunning moet voor 31-12-2026 zijn aangepast.", "voor 31-12-2026", None, "2026-12-30"),
    ("De regeling vervalt per 1 januari.", "per 1 januari", "2027-01-01", "2027-01-01"),
    ("Per 2028 gaat het tarief omhoog.", "Per 2028", "2028-01-01", "2028-12-31"),
    ("Het fonds wil tot en met 2029 woningen isoleren.", "tot en met 2029", None, "2029-12-31"),
    ("Dit wordt later dit jaar vastgelegd.", "later dit jaar", "2026-03-10", "2026-12-31"),
    ("Wij verwachten binnen drie maanden een antwoord.", "binnen drie maanden", "2026-03-10", "2026-06-10"),
    ("Wij vragen binnen vier tot zes weken een reactie.", "binnen vier tot zes weken", "2026-03-10", "2026-04-21"),
    ("De komende vijf jaar zal de dienst meer meten.", "De komende vijf jaar", "2026-03-10", "2031-03-10"),
    ("Het college moet dit najaar kiezen.", "dit najaar", "2026-09-01", "2026-12-20"),
    ("Volgend jaar starten wij met de sloop.", "Volgend jaar", "2027-01-01", "2027-12-31"),
    ("In september zal de werkgroep verslag doen.", "september", "2026-09-01", "2026-09-30"),
    ("In de loop van 2027 komen er laadpunten.", "In de loop van 2027", "2027-01-01", "2027-12-31"),
    ("Deze kabinetsperiode komt er een wet.", "Deze kabinetsperiode", None, None),
    ("Dit moet op korte termijn gebeuren.", "op korte termijn", None, None),
    ("De overlast moet zo snel mogelijk stoppen.", "zo snel mogelijk", None, None),
    ("De komende jaren verkennen wij dit.", "De komende jaren", None, None),
    ("Op termijn willen wij de weg sluiten.", "Op termijn", None, None),
    ("Wij nodigen u uit om binnenkort te komen.", "binnenkort", None, None),
    (
        "Het gezag moet uiterlijk zes weken na de datum van ontvangst besluiten.",
        "uiterlijk zes weken na de datum van ontvangst",
        None,
        None,
    ),
    ("We will finish by the end of 2027.", "by the end of 2027", None, "2027-12-31"),
    ("The plan must be ready by 1 July 2026.", "by 1 July 2026", None, "2026-07-01"),
    ("No later than March 2027 the board will decide.", "No later than March 2027", None, "2027-03-31"),
    ("We ask you to answer before May 15, 2026.", "before May 15, 2026", None, "2026-05-14"),
    ("The port will be clean within six months.", "within six months", "2026-03-10", "2026-09-10"),
    ("Work should start in the third quarter of 2026.", "the third quarter of 2026", "2026-07-01", "2026-09-30"),
    ("Between 2026 and 2030 we will invest.", "Between 2026 and 2030", "2026-01-01", "2030-12-31"),
    ("The noise must end as soon as possible.", "as soon as possible", None, None),
    ("De uitstoot daalt tot nul in 2050.50 Om dat te halen, plaatsen wij filters.", "2050", "2050-01-01", "2050-12-31"),
    ("De komende drie jaar (t/m 2029) bouwen wij door.", "De komende drie jaar (t/m 2029)", None, None),
    ("Wij zullen op korte termijn meten wat tot 2030 haalbaar is.", "op korte termijn", None, None),
    ("De regeling wordt na twee jaar geëvalueerd.", "na twee jaar", "2028-03-10", "2028-03-10"),
    ("Wij melden dit één jaar na de opening van de kade.", "één jaar na de opening van de kade", None, None),
    ("Tegen het einde van de eerste fase delen wij het plan.", "Tegen het einde van de eerste fase", None, None),
    ("Om uiterlijk in 2050 schoon te zijn, halen wij in 2031 de helft.", "2031", "2031-01-01", "2031-12-31"),
    ("From 2028 all quays must have shore power.", "From 2028", "2028-01-01", None),
]

NO_TERMS = [
    "Op 29 april 2025 hebben de partijen een akkoord getekend.",
    "Een rapport van 2019 laat dit zien.",
    "Het Programma Schone Haven 2026-2030 is vastgesteld.",
    "De metingen (RIVM, 2021) wijzen dat uit.",
    "Sinds 2015 daalt de uitstoot.",
    "In 2018 werd de kade verlengd.",
    "Er werken 2030 mensen bij de fabriek.",
    "Artikel 20 lid 19 is van toepassing.",
    "De haven ligt aan het kanaal.",
    "In 2023 is het verkeer toegenomen.",
    "The report of 2019 shows this.",
    "In 2020 the quay was extended.",
    "Wij voeren de nota “Schoon vliegen naar 2050” uit.",
    "Wij kiezen vanaf een zo vroeg mogelijk stadium.",
]


@pytest.mark.parametrize(
    ("sentence", "words", "first", "last"),
    [
        ("Het doel voor 2030 is 500 nieuwe woningen in de haven.", "2030", "2030-01-01", "2030-12-31"),
        ("Wij verhogen de doelstelling voor 2035 naar 60 procent.", "2035", "2035-01-01", "2035-12-31"),
        ("Voor de periode 2027-2029 reserveren wij geld.", "de periode 2027-2029", "2027-01-01", "2029-12-31"),
        ("Wij scherpen de ambitie voor 2035 uiterlijk in 2027 aan.", "uiterlijk in 2027", None, "2027-12-31"),
        ("De kade moet voor 2030 klaar zijn.", "voor 2030", None, "2029-12-31"),
        ("Het doel vóór 2030 is dat de kade klaar is.", "vóór 2030", None, "2029-12-31"),
        ("Wij verzoeken u het plan voor 1 juli 2026 vast te stellen.", "voor 1 juli 2026", None, "2026-06-30"),
    ],
)
def test_an_aim_for_a_year_ends_with_it_and_not_before(sentence, words, first, last):
    found = deadline(sentence, date=WRITTEN, type="measure")
    assert (found.words, found.first, found.last) == (words, first, last)


def test_what_is_paid_or_counted_for_a_year_has_no_term():
    for sentence in ("De begroting voor 2027 gaat omhoog.", "De raad stelt het jaarplan voor 2027 vast."):
        assert deadline(sentence, date=WRITTEN, type="measure") is None


def test_a_concern_sets_no_term():
    assert deadline("De komende jaren neemt de overlast toe.", date=WRITTEN, type="concern") is None
    assert deadline("De komende jaren neemt de overlast af.", date=WRITTEN, type="ambition") is not None


def test_what_is_announced_in_the_present_is_ahead_without_a_date():
    assert deadline("In september vindt een bijeenkomst plaats.", type="measure") is not None
    assert deadline("In september vond een bijeenkomst plaats.", type="measure") is None


@pytest.mark.parametrize(("sentence", "words", "first", "last"), TERMS, ids=[case[1] for case in TERMS])
def test_a_term_ahead_is_found_with_its_days(sentence, words, first, last):
    found = deadline(sentence, date=WRITTEN)
    assert found is not None
    assert (found.words, found.first, found.last) == (words, first, last)


@pytest.mark.parametrize("sentence", NO_TERMS)
def test_what_is_past_or_only_describes_is_no_deadline(sentence):
    assert deadline(sentence, date=WRITTEN) is None


def test_the_same_words_are_due_before_and_past_after_their_year():
    sentence = "In 2027 moet de kade gereed zijn."
    assert deadline(sentence, date="2026") is not None
    assert deadline(sentence, date="2028") is None


def test_a_finding_with_a_year_binds_nobody():
    sentence = "In 2040 telt de regio naar verwachting 90.000 inwoners."
    assert deadline(sentence, date=WRITTEN, type="finding") is None
    assert deadline(sentence, date=WRITTEN, type="ambition") is not None


_WORDS = st.sampled_from(
    [
        "uiterlijk",
        "in",
        "op",
        "voor",
        "vóór",
        "tot",
        "en",
        "met",
        "vanaf",
        "per",
        "1",
        "31",
        "30",
        "februari",
        "januari",
        "mei",
        "2026",
        "2030",
        "1999",
        "eind",
        "medio",
        "q3",
        "kwartaal",
        "binnen",
        "drie",
        "maanden",
        "komende",
        "jaar",
        "zomer",
        "van",
        "dit",
        "volgend",
        "zo",
        "snel",
        "mogelijk",
        "moet",
        "zal",
        "İ",
        ".",
        ",",
        "(",
        ")",
        "-",
        "by",
        "the",
        "end",
        "of",
        "within",
    ]
)


@given(
    st.lists(_WORDS, max_size=14).map(" ".join), st.sampled_from([None, "2026", "2026-02", "2026-02-29", "2024-02-29"])
)
def test_words_are_a_slice_and_first_is_never_after_last(sentence, date):
    found = deadline(sentence, date=date)
    if found is not None:
        assert sentence[found.start : found.end] == found.words
        assert found.words.strip() == found.words
        assert found.first is None or found.last is None or found.first <= found.last


@needs_shared
def test_labelled_deadlines_are_found():
    """Floor on the labelled sentences: span F1 0.85 measured 2026-11-22 over all."""
    hits = misses = wrong = 0
    for line in (SHARED / "gold" / "statements_dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = deadline(row["text"], date=None, type=None if row["type"] == "none" else row["type"])
        wanted = row["deadline"]
        if wanted is None or found is None:
            wrong += found is not None
            misses += wanted is not None
            continue
        start = row["text"].find(wanted)
        shared = max(0, min(found.end, start + len(wanted)) - max(found.start, start))
        is_hit = 2 * shared >= found.end - found.start + len(wanted) - shared
        hits += is_hit
        misses += not is_hit
        wrong += not is_hit
    assert 2 * hits / (2 * hits + misses + wrong) >= 0.84


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Wij leveren de brug uiterlijk op 7-9-28 op.", "2028-09-07"),
        ("Wij leveren de brug op 7/9/28 op.", "2028-09-07"),
        ("Zie dossier 7-9-28.", None),
        ("Wij spelen voor 7-9-28-3.", None),
        ("Wij leveren de brug op 31-2-28 op.", None),
    ],
)
def test_a_day_with_a_year_of_two_digits_is_a_day_and_another_number_is_none(text, last):
    found = deadline(text, date="2025-03-10", type="measure")
    assert (found.last if found else None) == last
