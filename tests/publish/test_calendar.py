"""The calendar as another program reads it: by a strict reader of our own, and by icalendar where that is installed."""

import re
from dataclasses import replace
from datetime import date

import icalendar
import pytest
from acted import PARTIES, THEMES, action, condition, dossier
from hypothesis import given, settings
from hypothesis import strategies as st
from make import source

from rodedraad.errors import WrongUse
from rodedraad.publish.calendar import calendar, left_out
from rodedraad.publish.roadmap import roadmap
from rodedraad.records import Frame, Settlement

STAMP = "2026-11-22T09:05:00+01:00"
MARK = "Concept: door niemand vastgesteld."
LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^:;]+)*):(.*)", re.DOTALL)
ONCE = {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "CATEGORIES", "STATUS", "TRANSP"}


def read(data):
    """The entries of a calendar by RFC 5545: what is not as it says there is an error."""
    assert data.endswith(b"\r\n")
    lines = data[:-2].split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(byte < 32 for line in lines for byte in line)
    text = "\n".join(line.decode("utf-8") for line in lines)  # each line alone: no character is parted
    unfolded = text.replace("\n ", "").split("\n")
    assert (unfolded[0], unfolded[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert {"VERSION:2.0"} < set(unfolded)
    events = []
    for line in unfolded[1:-1]:
        name, parameters, value = LINE.fullmatch(line).groups()
        if (name, value) == ("BEGIN", "VEVENT"):
            events.append({})
        elif name in ONCE and events:
            assert name not in events[-1]
            events[-1][name] = value if parameters in ("", ";VALUE=DATE") else None
    for event in events:
        assert event.keys() >= ONCE - {"CATEGORIES"}
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
        event["DTSTART"] = date.fromisoformat(event["DTSTART"])
        for name in ("SUMMARY", "DESCRIPTION"):
            event[name] = plain(event[name])
    return events


def plain(value):
    """A value of type TEXT: every special character is escaped, and only those."""
    assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value, re.DOTALL)
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def _made(*actions, words=lambda text: text, **wanted):
    found = roadmap(dossier(*actions, words=words), language="nl", **wanted)
    return calendar(found, themes=THEMES, mark=MARK, stamp=STAMP, place=wanted.get("place")), found


def test_an_action_stands_on_the_last_day_of_its_term_with_its_quote_place_status_and_mark():
    answer = Settlement(outcome="granted", statement="s-a", party="tata", steps=("s-a",), by=("number",))
    data, found = _made(
        action(
            "a-1",
            what="legt een kade aan, tenzij; \\dus",
            deadline="medio 2028",
            by_from="2028-05",
            by_to="2028-08",
            status="asked",
            asker=("tata",),
            themes=("lucht", "anders"),
            answers=(answer,),
            conditions=(condition("mits het Rijk betaalt", statement="s-m", party="rijk"),),
        ),
        action("a-2", by_to="2024-02", status="lapsed", who=()),
        action("a-3", by_from="2030"),
        action("a-4", by_to="2030", status="promised", is_confirmed=True),
    )
    by_id = {event["UID"]: event for event in read(data)}
    assert by_id.keys() == {"a-1@rodedraad", "a-2@rodedraad", "a-4@rodedraad"}
    assert left_out(found) == 1
    one = by_id["a-1@rodedraad"]
    assert (one["DTSTART"], one["DTSTAMP"]) == (date(2028, 8, 31), "20261122T080500Z")
    assert one["SUMMARY"] == "Gemeente Velsen: legt een kade aan, tenzij; \\dus (medio 2028)"
    assert one["CATEGORIES"] == "Schone lucht"
    for told in (
        "«Zin s-a-1.»",
        "Een plan, blz. 1",
        "gevraagd",
        "ingewilligd",
        "«mits het Rijk betaalt» (gesteld door Het Rijk; te vervullen door Het Rijk (afgeleid))",
    ):
        assert told in one["DESCRIPTION"]
    assert MARK in one["DESCRIPTION"]
    assert "nog door niemand bevestigd" in one["DESCRIPTION"]
    assert "bevestigd" not in by_id["a-4@rodedraad"]["DESCRIPTION"]
    assert [by_id[f"a-{at}@rodedraad"]["STATUS"] for at in (1, 2, 4)] == ["TENTATIVE", "CANCELLED", "CONFIRMED"]
    assert by_id["a-2@rodedraad"]["DTSTART"] == date(2024, 2, 29)
    assert by_id["a-2@rodedraad"]["SUMMARY"] == "doet a-2"


def test_another_program_reads_the_same():
    data, _ = _made(action("a-1", what="één; twee, drie\\ " + "é" * 90, by_to="2028", themes=("lucht",)))
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert str(event["SUMMARY"]) == read(data)[0]["SUMMARY"]
    assert str(event["DESCRIPTION"]) == read(data)[0]["DESCRIPTION"]
    assert event["DTSTART"].dt == date(2028, 12, 31)
    assert event.to_ical().count(b"BEGIN:VEVENT") == 1
    assert not event.errors


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120), st.sampled_from(["2026", "9998", "0001-02", "2028-02-31", "2027-06"]))
def test_hostile_words_stay_words(text, term):
    data, _ = _made(
        action("a-1", what=text + "\r\nEND:VEVENT", deadline=text, by_to=term),
        words=lambda one: one + text,
        place="alles",
    )
    events = read(data)
    assert len(events) == 1
    assert (
        data
        == _made(
            action("a-1", what=text + "\r\nEND:VEVENT", deadline=text, by_to=term),
            words=lambda one: one + text,
            place="alles",
        )[0]
    )


def test_what_is_narrowed_shows_nothing_of_the_rest():
    data, _ = _made(action("a-1", by_to="2027"), action("a-2", who=("tata",), by_to="2027"), party="tata")
    assert [event["UID"] for event in read(data)] == ["a-2@rodedraad"]


@pytest.mark.parametrize("term", [None, "", "ooit", "9999"])
def test_a_calendar_without_an_entry_is_refused(term):
    with pytest.raises(WrongUse, match=r"roadmap\.no_dates"):
        _made(action("a-1", by_to=term, by_from="2026"))


def test_what_is_past_or_national_is_in_a_calendar_only_where_it_is_asked_for_and_what_lapsed_stays():
    acts = [
        action("a-oud", by_to="2026-11-21", status="done"),
        action("a-vandaag", by_to="2026-11-22"),
        action("a-weg", by_to="2020", status="lapsed"),
        action("a-land", by_to="2030", who=("rijk",)),
    ]
    made = dossier(*acts)
    parties = tuple(replace(one, layer="rijk" if one.id == "rijk" else "gemeente") for one in PARTIES)
    made = replace(made, frame=Frame(name="IJmond", themes=(), parties=parties, places=("Velsen",)))
    said = tuple(replace(one, parties=(), holder=None) for one in made.statements)
    made = replace(made, statements=said, sources=(source("bron"),))

    def ids(place):
        found = roadmap(made, language="nl", place=place)
        return [
            one["UID"][: -len("@rodedraad")]
            for one in read(calendar(found, themes=(), mark=MARK, stamp=STAMP, place=place))
        ]

    assert sorted(ids(None)) == ["a-vandaag", "a-weg"]
    assert ids("landelijk") == ["a-land"]
    assert sorted(ids("alles")) == ["a-land", "a-oud", "a-vandaag", "a-weg"]


@pytest.mark.parametrize(
    ("status", "is_confirmed", "state"),
    [
        ("promised", False, "TENTATIVE"),
        ("promised", True, "CONFIRMED"),
        ("asked", True, "TENTATIVE"),
        (None, False, "TENTATIVE"),
        ("lapsed", True, "CANCELLED"),
    ],
)
def test_nothing_is_confirmed_before_a_person_confirmed_it(status, is_confirmed, state):
    data, _ = _made(action("a-1", by_to="2030", status=status, is_confirmed=is_confirmed))
    assert [one["STATUS"] for one in read(data)] == [state]
