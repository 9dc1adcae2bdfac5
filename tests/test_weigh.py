"""Who stands where: each voice once, the latest position, no smoothing."""

from dataclasses import replace

import make
from hypothesis import given
from hypothesis import strategies as st

from rodedraad.records import DocumentSupport, Kinship, Message, Party, Support, Tension, Thread
from rodedraad.weigh import weighed


def _thread(*ids: str) -> Thread:
    return Thread(
        id="t-1",
        subject="u-1",
        title="",
        representative=ids[0],
        statements=ids,
        sources=(),
        parties=(),
        themes=(),
        confidence=1.0,
        support=Support(documents=DocumentSupport()),
    )


def _against(a: str, b: str, kind: str = "stance") -> Tension:
    return Tension(id=f"x-{a}{b}", subject="u-1", a=a, b=b, kind=kind, score=1.0, explanation=Message(code="x.y"))


def _support(thread, statements, sources, *, tensions=(), kinships=(), parties=()):
    (found,) = weighed(
        [thread],
        tensions=tensions,
        statements={one.id: one for one in statements},
        sources={one.id: one for one in sources},
        kinships=kinships,
        parties=parties,
    )
    return found.support.documents


def test_a_voice_counts_once_however_many_sources_say_it_and_a_report_of_it_not_at_all():
    one, two = make.source("b1", "velsen/college"), make.source("b2", "velsen/college")
    other = make.source("b3", "krant")
    said = [
        make.statement("s1", of=one),
        make.statement("s2", of=two),
        make.statement("s3", of=other, is_reported=True, holder="heemskerk"),
    ]
    assert _support(_thread("s1", "s2", "s3"), said, [one, two, other]).for_ == ("velsen",)


def test_a_party_with_its_organ_and_without_is_one_voice():
    # "velsen" and "velsen/college" were two voices for the same thread.
    bare, college = make.source("b1", "velsen", date="2024-05"), make.source("b2", "velsen/college", date="2025-05")
    council = make.source("b3", "velsen/raad", date="2025-06")
    said = [make.statement("s1", of=bare), make.statement("s2", of=college), make.statement("s3", of=council)]
    assert _support(_thread("s1", "s2"), said[:2], [bare, college]).for_ == ("velsen",)
    assert _support(_thread("s1", "s3"), [said[0], said[2]], [bare, council]).for_ == ("velsen",)
    everyone = _support(_thread("s1", "s2", "s3"), said, [bare, college, council])
    assert everyone.for_ == ("velsen/college", "velsen/raad")
    # The latest position of that one voice holds: the college turned against what the municipality once wrote.
    turned = _support(_thread("s1"), said[:2], [bare, college], tensions=[_against("s1", "s2")])
    assert turned == DocumentSupport(against=("velsen",), earlier=("velsen",))


def test_the_latest_position_holds_and_the_earlier_one_is_history():
    early = make.source("b1", "provincie", date="2023-05")
    late = make.source("b2", "provincie", date="2025-01-10")
    said = [make.statement("s1", of=early), make.statement("s2", of=late)]
    support = _support(_thread("s1"), said, [early, late], tensions=[_against("s1", "s2")])
    assert support == DocumentSupport(against=("provincie",), earlier=("provincie",))
    turned = _support(_thread("s2"), said, [early, late], tensions=[_against("s1", "s2")])
    assert turned.for_ == ("provincie",)
    assert turned.against == ()


def test_the_day_on_which_a_file_was_saved_makes_no_position_the_later_one():
    old = make.source("b1", "provincie", date="2023-05")
    saved = make.source("b2", "provincie", date="2025-01-10", is_file_date=True)
    resaved = make.source("b1", "provincie", date="2023-05", is_file_date=True)
    said = [make.statement("s1", of=old), make.statement("s2", of=saved)]
    between = [_against("s1", "s2")]
    assert _support(_thread("s1"), said, [old, saved], tensions=between).for_ == ("provincie",)
    assert _support(_thread("s1"), said, [resaved, saved], tensions=between).against == ("provincie",)


def test_of_a_year_and_a_month_of_it_neither_is_the_later():
    # As strings "2026" < "2026-03": the plan of 2026 was history, though nobody knows which came first.
    year, month = make.source("b1", "provincie", date="2026"), make.source("b2", "provincie", date="2026-03")
    said = [make.statement("s1", of=year), make.statement("s2", of=month)]
    assert _support(_thread("s1"), said, [year, month], tensions=[_against("s1", "s2")]).for_ == ("provincie",)
    assert _support(_thread("s2"), said, [year, month], tensions=[_against("s1", "s2")]).for_ == ("provincie",)


def test_what_only_a_replaced_draft_says_is_earlier():
    draft, final = make.source("b1", "ggd", date="2026"), make.source("b2", "ggd", date="2025")
    support = _support(
        _thread("s1"),
        [make.statement("s1", of=draft)],
        [draft, final],
        kinships=[Kinship(earlier="b1", later="b2", kind="version", share=0.9)],
    )
    assert support.earlier == ("ggd",)
    assert support.for_ == ()


def test_a_college_is_not_a_council():
    college, council = make.source("b1", "velsen/college"), make.source("b2", "velsen/raad")
    said = [make.statement("s1", of=college), make.statement("s2", of=council)]
    support = _support(_thread("s1"), said, [college, council], tensions=[_against("s1", "s2")])
    assert support.for_ == ("velsen/college",)
    assert support.against == ("velsen/raad",)


def test_a_tension_of_numbers_is_no_opposition():
    one, two = make.source("b1", "a"), make.source("b2", "b")
    said = [make.statement("s1", of=one), make.statement("s2", of=two)]
    assert _support(_thread("s1"), said, [one, two], tensions=[_against("s1", "s2", "number")]).against == ()


def test_an_umbrella_does_not_bind_its_members_and_the_absent_are_named():
    umbrella = make.source("b1", "koepel")
    parties = [Party(id="lid", name="Lid", member_of=("koepel",), expected=True), Party(id="koepel", name="Koepel")]
    support = _support(_thread("s1"), [make.statement("s1", of=umbrella)], [umbrella], parties=parties)
    assert support.for_ == ("koepel",)
    assert support.expected_absent == ("lid",)


@given(st.data())
def test_every_voice_is_in_one_list_and_the_order_of_input_is_nothing(data):
    sources = [
        make.source(f"b{n}", data.draw(st.sampled_from("pqr")), date=data.draw(st.sampled_from(["2024", "2025", None])))
        for n in range(5)
    ]
    said = [make.statement(f"s{n}", of=one) for n, one in enumerate(sources)]
    members = tuple(data.draw(st.lists(st.sampled_from([one.id for one in said]), min_size=1, unique=True)))
    tensions = [
        _against(a, b)
        for a, b in data.draw(st.lists(st.tuples(*[st.sampled_from([one.id for one in said])] * 2), max_size=4))
        if a < b
    ]
    first = _support(_thread(*members), said, sources, tensions=tensions)
    lists = [first.for_, first.against]
    assert not set(lists[0]) & set(lists[1])
    again = _support(
        replace(_thread(*members), statements=members[::-1]), said[::-1], sources[::-1], tensions=tensions[::-1]
    )
    assert again == first


def test_what_another_sent_in_counts_for_no_author():
    bundle = make.source("b1", "velsen/college")
    said = [make.statement("s1", of=bundle, parties=(), holder=None)]
    assert _support(_thread("s1"), said, [bundle]).for_ == ()


def test_a_corrected_party_speaks_in_the_place_of_the_author():
    # The thread named the corrected party, and neither it nor the author was in favour.
    bundle, other = make.source("b1", "velsen/college"), make.source("b2", "krant")
    said = [
        make.statement("s1", of=bundle, parties=("provincie",), holder="provincie", origin="person"),
        make.statement("s2", of=other, parties=("ggd",), holder="ggd", origin="person"),
    ]
    support = _support(_thread("s1"), said, [bundle, other], tensions=[_against("s1", "s2")])
    assert support == DocumentSupport(for_=("provincie",), against=("ggd",))


def test_a_corrected_holder_speaks_alone_and_one_in_words_is_no_party():
    joint = make.source("b1", "velsen/college", "beverwijk/college")
    both = make.statement("s1", of=joint)
    known = [Party(id="tata", name="Tata")]
    for holder, voices in (("velsen", ("beverwijk", "velsen")), ("beverwijk", ("beverwijk",)), ("tata", ("tata",))):
        assert _support(_thread("s1"), [replace(both, holder=holder)], [joint], parties=known).for_ == voices
    assert _support(_thread("s1"), [replace(both, holder="de omwonenden")], [joint], parties=known).for_ == ()


def test_a_copy_of_a_source_that_was_replaced_is_history_too():
    draft, copy, final = (make.source(id_, "ggd") for id_ in ("b1", "b2", "b3"))
    kinships = [
        Kinship(earlier="b1", later="b3", kind="version", share=0.9),
        Kinship(earlier="b1", later="b2", kind="copy", share=1.0),
    ]
    for place in (draft, copy):
        support = _support(_thread("s1"), [make.statement("s1", of=place)], [draft, copy, final], kinships=kinships)
        assert (support.for_, support.earlier) == ((), ("ggd",))
    held = _support(_thread("s1"), [make.statement("s1", of=final)], [draft, copy, final], kinships=kinships)
    assert held.for_ == ("ggd",)
