"""The register of parties: who a text names, and what a name stands for."""

from __future__ import annotations

import pickle
import time

import make
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rodedraad.frame import frame
from rodedraad.parties import find, heard, party, present, register, resolve, slug
from rodedraad.records import Actor, Frame, Group, Party

OWN = Frame(
    name="Lodermond",
    themes=(),
    parties=(
        Party(id="gemeente-wierhaven", name="Gemeente Wierhaven", aliases=("Wierhaven",), expected=True),
        Party(id="gemeente-hogerduin", name="Gemeente Hogerduin", aliases=("Hogerduin",)),
        Party(id="raad-hogerduin", name="Gemeenteraad van Hogerduin", organ="raad"),
        Party(id="loderstaal", name="Loderstaal", aliases=("LSN",), layer="bedrijf", form="company"),
        Party(id="bewoners", name="Bewoners", layer="bewoners", form="group"),
    ),
    groups=(Group(names=("Lodergemeenten",), members=("gemeente-wierhaven", "gemeente-hogerduin")),),
    places=("Lodermond", "Wierhaven", "Hogerduin"),
)
REGISTER = register(OWN)
NATIONAL = register(Frame(name="", themes=()))


def named(text, known=REGISTER):
    return [(mention.party, mention.organ) for mention in find(known, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "de gemeenten Beverwijk, Heemskerk en Velsen",
            ["gemeente-beverwijk", "gemeente-heemskerk", "gemeente-velsen"],
        ),
        ("gemeente Bergen op Zoom en provincie Zeeland", ["gemeente-bergen-op-zoom", "provincie-zeeland"]),
        ("gemeente 's-Hertogenbosch, gemeente Bergen (NH)", ["gemeente-s-hertogenbosch", "gemeente-bergen-nh"]),
        ("de ministeries van EZK en BZK", ["ministerie-ezk", "ministerie-bzk"]),
        ("de minister van Economische Zaken en Klimaat", ["ministerie-ezk"]),
        ("I&W en IenW zijn hetzelfde ministerie", ["ministerie-ienw", "ministerie-ienw"]),
        ("het kabinet en uw Kamer", ["kabinet", "tweede-kamer"]),
        ("Het Rijk is niet rijk.", ["rijk"]),
        ("TNO schreef geen TNO-rapport", ["tno"]),
        ("de VVD-fractie en de fractie van D66", ["vvd", "d66"]),
        ("Stichting Schone Kust en Vereniging Duinbehoud", ["stichting-schone-kust", "vereniging-duinbehoud"]),
        ("De stichting heeft overlegd.", []),
        ("Loderstaal Nederland B.V. en Jansen Bouw B.V.", ["loderstaal", "jansen-bouw"]),
        ("omgevingsdienst IJmond en Omgevingsdienst Nergens", ["omgevingsdienst-ijmond", "omgevingsdienst-nergens"]),
        ("Rabobank KvK 09173017", []),
        ("lsn is geen LSN, LODERSTAAL wel", ["loderstaal", "loderstaal"]),
        ("Rli is geen RLI", ["rli"]),
        ("onderwijs en financiën zijn onderwerpen, Onderwijs ook", []),
        ("the municipality of Utrecht and the European Commission", ["gemeente-utrecht", "europese-commissie"]),
    ],
)
def test_names(text, expected):
    assert [known for known, _ in named(text)] == expected


def test_organs_are_kept_apart():
    assert named("het college van burgemeester en wethouders van Wierhaven") == [("gemeente-wierhaven", "college")]
    assert named("de gemeenteraden van de Lodergemeenten") == [
        ("gemeente-wierhaven", "raad"),
        ("raad-hogerduin", "raad"),
    ]
    assert named("Gedeputeerde Staten van Utrecht", NATIONAL) == [("provincie-utrecht", "college")]
    assert named("Provinciale Staten van Utrecht", NATIONAL) == [("provincie-utrecht", "raad")]
    assert named("de VVD-fractie", NATIONAL) == [("vvd", "fractie")]


def test_a_town_alone_may_be_its_municipality_but_not_where_something_is():
    assert [(m.party, m.certainty) for m in find(REGISTER, "Wierhaven wil een brug.")] == [
        ("gemeente-wierhaven", "bare")
    ]
    assert named("In Wierhaven wonen mensen.") == []
    assert named("Utrecht is mooi.") == []


def test_a_name_that_stands_for_several_parties_gives_a_mention_of_each():
    mentions = find(REGISTER, "De Lodergemeenten vragen steun.")
    assert [mention.party for mention in mentions] == ["gemeente-wierhaven", "gemeente-hogerduin"]
    assert len({(mention.start, mention.end) for mention in mentions}) == 1


def test_resolving():
    for name, expected in (
        ("Velsen", "gemeente-velsen"),
        ("gemeente Velsen", "gemeente-velsen"),
        ("gemeente-velsen", "gemeente-velsen"),
        ("EZK", "ministerie-ezk"),
        ("Ministerie van EZK", "ministerie-ezk"),
        ("Unie van Waterschappen", "unie-van-waterschappen"),
        ("Stichting Schone Kust", "stichting-schone-kust"),
    ):
        found = resolve(NATIONAL, name)
        assert found is not None, name
        assert found.id == expected
    assert resolve(NATIONAL, "zomaar iets") is None
    assert resolve(REGISTER, "Lodergemeenten") is None  # two parties are not one


def test_a_renamed_ministry_keeps_its_identity_under_both_names_and_both_ids():
    for older, newer in (
        ("ministerie van IenM", "ministerie van IenW"),
        ("minister van LNV", "minister van LVVN"),
        ("minister van Veiligheid en Justitie", "minister van Justitie en Veiligheid"),
        ("ministerie-lnv", "ministerie-lvvn"),
        ("ministerie-ienm", "ministerie-ienw"),
    ):
        assert resolve(NATIONAL, older) == resolve(NATIONAL, newer) is not None
    # A ministry that was split is neither of what came after it.
    ids = {resolve(NATIONAL, f"ministerie van {name}").id for name in ("EZK", "EZ", "KGG")}
    assert ids == {"ministerie-ezk", "ministerie-ez", "ministerie-kgg"}


def test_umbrellas_and_members_are_apart():
    velsen = NATIONAL.by_id["gemeente-velsen"]
    assert velsen.member_of == ("vng",)
    assert NATIONAL.by_id["vng"].form == "umbrella"
    assert NATIONAL.by_id["ministerie-ezk"].id not in (NATIONAL.by_id["kabinet"].id, NATIONAL.by_id["tweede-kamer"].id)
    assert velsen.tooi == "gm0453"


def test_a_group_is_heard_through_a_member_and_an_umbrella_is_not():
    known = register(frame({})).parties
    assert heard(known, ["dorpsraad-wijk-aan-zee", "ministerie-kgg"]) == {
        "dorpsraad-wijk-aan-zee",
        "bewoners",
        "ministerie-kgg",
        "rijk",
    }
    assert heard(known, ["gemeente-velsen"]) == {"gemeente-velsen"}
    assert heard(known, ["rijk"]) == {"rijk"}


def test_a_party_known_by_its_form_alone():
    made = party(REGISTER, "dorpsraad-oude-werf", name="Dorpsraad Oude Werf")
    assert (made.layer, made.form, made.member_of) == ("bewoners", "residents", ("bewoners",))
    assert party(NATIONAL, "x-b-v", name="X B.V.").layer == "bedrijf"


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "de",
                "gemeente",
                "gemeenten",
                "Velsen",
                ",",
                "en",
                "van",
                "B.V.",
                "Stichting",
                "Noord",
                "Holland",
                "TNO",
                "\n",
                "ministerie",
                "EZK",
                "college",
                "raad",
            ]
        ),
        max_size=30,
    )
)
def test_mentions_are_slices_in_order_and_never_inside_words(words):
    text = " ".join(words)
    last = (0, 0)
    for mention in find(NATIONAL, text):
        assert 0 <= mention.start < mention.end <= len(text)
        assert (mention.start, mention.end) == last or mention.start >= last[1]
        last = (mention.start, mention.end)
        assert not (mention.start and text[mention.start - 1].isalnum())
        assert not (text[mention.end : mention.end + 1].isalnum())
        assert slug(mention.name)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_searched(text):
    assert find(NATIONAL, text) == find(NATIONAL, text)
    resolve(NATIONAL, text)


@pytest.mark.parametrize(
    "bad",
    [
        "A ",
        "gemeente ",
        "Stichting ",
        "Velsen, ",
        "B.V. ",
        "a",
        "Aa",
        "'s-",
        "Ministerie van Onderwijs, Cultuur en ",
        "Xx van ",
    ],
)
def test_a_long_hostile_line_takes_no_time(bad):
    start = time.process_time()
    find(NATIONAL, "Stichting " + bad * (100_000 // len(bad)))
    assert time.process_time() - start < 5


def test_the_register_is_quick_and_travels():
    known = frame({})
    register(known)
    start = time.process_time()
    built = register(known)
    assert time.process_time() - start < 0.25  # 30 ms on the machine of 2026; a slow one may take longer
    copy = pickle.loads(pickle.dumps(built))  # noqa: S301 - what a worker process does
    text = "gemeente Velsen, Tata Steel en FNV"
    assert find(copy, text) == find(built, text)


def test_the_shipped_frame_names_only_parties_that_exist():
    known = frame({})
    built = register(known)
    for own in known.parties:
        assert own.layer is not None
        assert own.form is not None
        for umbrella in own.member_of:
            assert umbrella in built.by_id, (own.id, umbrella)
    for group in known.groups:
        assert set(group.members) <= built.by_id.keys()
    themes = [theme.id for theme in known.themes]
    assert (themes[0], themes[-1]) == ("gezondheid", "anders")
    assert {own.id for own in known.parties if own.expected} >= {"gemeente-velsen", "bewoners", "rijk", "tata-steel"}


def test_a_committee_known_by_its_id_alone_has_a_name_and_its_chamber():
    # As whom "u" is, it was called "u".
    id_ = "tweede-kamer-vaste-commissie-voor-klimaat-en-groene-groei"
    found = party(register(frame({})), id_, name=id_)
    assert (found.name, found.member_of) == ("Vaste commissie voor klimaat en groene groei", ("tweede-kamer",))


def test_who_is_present_wrote_holds_or_is_asked_and_words_alone_are_nobody():
    known = register(frame({}))
    letter = make.source("b1", "stichting-x")
    asked = lambda words: Actor(party="stichting-y", words=words, role="asked")  # noqa: E731
    said = make.statement("s1", of=letter, actors=(asked("u"), asked("Stichting Y")))
    found = {
        one.id: (one.name, one.statements)
        for one in present(
            known,
            frame({}),
            sources=[letter],
            statements=[
                said,
                make.statement("s2", of=letter, holder="tno"),
                make.statement("s3", of=letter, holder="de omwonenden"),
                make.statement("s4", of=letter, holder="fnv", is_reported=True),
            ],
        )
    }
    assert found["stichting-x"] == ("stichting-x", 3)
    assert found["stichting-y"] == ("Stichting Y", 0), "u is the name of nobody"
    assert "tno" in found
    assert "de omwonenden" not in found
    assert found.keys() >= {own.id for own in frame({}).parties}
