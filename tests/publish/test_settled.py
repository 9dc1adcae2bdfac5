"""What people settled stands beside what the program derived, with name and day; a condition tells who sets it and who must fulfil it."""

from dataclasses import replace
from xml.etree import ElementTree as ET

from acted import PARTIES, action, condition, dossier
from make import source, statement

from rodedraad.publish.knots_svg import MOST_NODES, dependencies
from rodedraad.publish.roadmap import roadmap
from rodedraad.records import Frame, Party, Signed

DAY = "2026-11-22T10:00:00Z"


def _signed(*fields, event="e-1"):
    return (Signed(event=event, at=DAY, fields=fields),)


def _letters(picture):
    return " ".join(" ".join(ET.fromstring(picture.svg).itertext()).split())  # noqa: S314  our own picture


def test_an_act_tells_what_who_settled_and_when_and_an_erased_name_is_said_to_be_gone():
    decided = (*_signed("deadline", "who"), *_signed("is_confirmed", event="e-2"))
    made = replace(dossier(action("a-1", decided=decided), action("a-2")), signers={"e-1": "P. Jansen", "e-2": ""})
    acts = {one.action.id: one for one in roadmap(made, language="nl").acts}
    assert acts["a-1"].settled == (
        "wie en termijn vastgesteld door P. Jansen, 22 november 2026",
        "bevestigd door iemand van wie de naam is gewist, 22 november 2026",
    )
    assert acts["a-2"].settled == ()


def _regional(*actions, authors=()):
    """Of the IJmond with a municipality of it and the state."""
    made = dossier(*actions)
    parties = tuple(
        replace(one, layer="rijk" if one.id == "rijk" else "gemeente") for one in PARTIES if one.id != "tata"
    )
    frame = Frame(name="IJmond", themes=(), parties=parties, places=("Velsen",))
    said = tuple(replace(one, parties=authors, holder=None) for one in made.statements)
    return replace(made, sources=(source("bron", *authors),), statements=said, frame=frame)


def test_the_picture_is_of_the_region_and_there_is_none_where_nothing_of_it_waits():
    far = [action("a-land", who=("rijk",), what="erkent een staat", after=["a-ver"]), action("a-ver", who=("rijk",))]
    assert dependencies(roadmap(_regional(*far), language="nl")) is None
    near = [action("a-hier", what="legt aan", after=["a-eerst"]), action("a-eerst", what="tekent")]
    picture = dependencies(roadmap(_regional(*far, *near), language="nl"))
    assert "legt aan" in _letters(picture)
    assert "erkent" not in _letters(picture)
    assert (picture.shown, picture.left) == (2, 2)


def test_what_a_person_said_that_waits_is_always_drawn():
    chain = [action(f"a-{at:03}", after=[f"a-{at + 1:03}"]) for at in range(MOST_NODES * 2)]
    own = action("a-los", who=("rijk",), what="wacht op de kade", after=["a-kade"], decided=_signed("depends_on"))
    made = _regional(
        *chain, action(f"a-{MOST_NODES * 2:03}"), own, action("a-kade", who=("rijk",), what="bouwt de kade")
    )
    letters = _letters(dependencies(roadmap(made, language="nl")))
    assert "wacht op de kade" in letters
    assert "bouwt de kade" in letters


def test_a_condition_of_three_is_set_by_all_three_and_met_by_whom_its_words_name_the_same_everywhere():
    towns = tuple(
        Party(id=name.lower(), name=f"Gemeente {name}", layer="gemeente") for name in ("Aldorp", "Bedorp", "Cedorp")
    )
    bound = condition("mits De Fabriek de lucht schoner maakt", statement="s-mits", party="aldorp")
    made = dossier(action("a-1", who=("rijk",), conditions=(bound,)), action("a-2", who=("rijk",), conditions=(bound,)))
    ids = tuple(one.id for one in towns)
    said = tuple(
        statement(one.id, one.text, parties=ids, holder="aldorp") if one.id == "s-mits" else one
        for one in made.statements
    )
    links = replace(made.links, parties=(*made.links.parties, *towns))
    found = roadmap(replace(made, statements=said, links=links), language="nl")
    told = "gesteld door Gemeenten Aldorp, Bedorp en Cedorp; te vervullen door De Fabriek (afgeleid)"
    assert found.acts[0].under == (("mits De Fabriek de lucht schoner maakt", told),)
    assert [one.told for one in found.decisions if one.is_condition] == [told]
    assert told in _letters(dependencies(found, is_narrow=True))
