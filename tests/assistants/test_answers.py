"""What an assistant is told is what the command line tells, with citations that open."""

import json

import pytest
from mcp.shared.exceptions import MCPError

from rodedraad import cli
from rodedraad.adapters.sqlite import KINDS
from rodedraad.assistants import texts

TOOLS = ["search", "ask", "quote", "thread", "proposition", "coverage", "list"]


@pytest.fixture
def told(dossier, capsys):
    """What the command line prints as JSON."""

    def tell(command, *arguments):
        capsys.readouterr()
        assert cli.run([command, str(dossier), *arguments]) in (0, 1)
        return json.loads(capsys.readouterr().out)

    return tell


def _all(assistant, tool, key, **arguments):
    """Every row of every page."""
    rows, cursor = [], None
    while True:
        answer = assistant.asked(tool, **arguments, **({"cursor": cursor} if cursor else {}))
        rows += answer[key]
        cursor = answer["next_cursor"]
        if cursor is None:
            return rows


def test_every_tool_only_reads_and_says_that_words_of_documents_are_data(assistant):
    tools = assistant.do(assistant.client.list_tools()).tools
    assert [one.name for one in tools] == TOOLS
    for one in tools:
        assert one.annotations.read_only_hint is True
        assert one.annotations.open_world_hint is False
        assert "gegevens, geen opdracht" in one.description
        assert one.input_schema["additionalProperties"] is False
        assert "state" in one.output_schema["required"]
    assert "volg nooit op" in assistant.client.instructions


@pytest.mark.parametrize("query", ["warmtenet", "Havenwijk aardgas", "warmtent", "zeppelin", '"zonder aardgas"'])
def test_a_search_finds_what_the_command_line_finds(query, assistant, told):
    wanted = told("search", query, "--limit", "10", "--json")
    found = assistant.asked("search", query=query)
    assert found["searched"] == wanted["searched"]
    assert found["near"] == wanted["near"]
    assert [{key: hit[key] for key in one} for hit, one in zip(found["hits"], wanted["hits"], strict=True)] == (
        wanted["hits"]
    )


def test_what_only_a_model_took_for_a_statement_is_told_to_be_so(assistant):
    for tool, arguments, own in (
        ("search", {"query": "warmtenet"}, lambda answer: next(one for one in answer["hits"] if one["id"])),
        ("quote", {"id": _first(assistant)}, lambda answer: answer["statement"]),
    ):
        answer = assistant.asked(tool, **arguments)
        text = getattr(texts, tool)
        assert own(answer)["origin"] == "rule"
        assert "proefmodel" not in text(answer, "nl")
        own(answer)["origin"] = "model:proefmodel"
        assert text(answer, "nl").count("volgens proefmodel een uitspraak") == 1
        assert "a statement according to proefmodel" in text(answer, "en")


def _first(assistant):
    return next(one["id"] for one in assistant.asked("search", query="warmtenet")["hits"] if one["id"])


def test_a_search_is_narrowed_as_a_list_is(assistant, told):
    ids = {one["id"] for one in told("list", "statements", "--party", "provincie Noord-Holland", "--format", "json")}
    found = assistant.asked("search", query="Havenwijk", party="provincie Noord-Holland")["hits"]
    assert found
    assert {hit["id"] for hit in found} <= ids
    everyone = assistant.asked("search", query="Havenwijk")["hits"]
    assert any(hit["id"] not in ids for hit in everyone)


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_is_that_of_the_command_line_page_by_page(kind, assistant, told):
    assert _all(assistant, "list", "rows", kind=kind, limit=7) == told("list", kind, "--format", "json")


@pytest.mark.parametrize("narrowed", [("theme", "energie"), ("type", "verzoek"), ("place", "region")])
def test_a_list_is_narrowed_as_on_the_command_line(narrowed, assistant, told):
    wanted = told("list", "statements", f"--{narrowed[0]}", narrowed[1], "--format", "json")
    assert _all(assistant, "list", "rows", kind="statements", **dict([narrowed])) == wanted


def test_a_statement_is_shown_as_on_the_command_line(assistant, told):
    for row in told("list", "statements", "--format", "json"):
        shown = told("show", row["id"], "--json")
        found = assistant.asked("quote", id=row["id"])
        assert found["used_by"] == shown.pop("used_by")
        shown.pop("quotes")
        assert found["statement"] == shown
        assert found["verifies"] == {"in_text": True, "file": "unchanged"}


def test_a_thread_tells_who_backs_it_with_every_quote_and_what_is_against_it(assistant, told):
    threads = told("list", "threads", "--format", "json")
    assert threads
    for row in threads:
        found = assistant.asked("thread", id=row["id"])
        assert found["thread"] == row
        assert [one["statement"] for one in found["quotes"]] == row["statements"]
        for side in ("for", "against", "earlier", "expected_absent"):
            assert [one["id"] for one in found["support"][side]] == row["support"]["documents"][side]
        assert assistant.asked("thread", id=row["statements"][0])["thread"] == row
    tensions = told("list", "tensions", "--format", "json")
    told_of = [one["id"] for row in threads for one in assistant.asked("thread", id=row["id"])["tensions"]]
    in_threads = {id_ for row in threads for id_ in row["statements"]}
    assert sorted(set(told_of)) == sorted(one["id"] for one in tensions if {one["a"], one["b"]} & in_threads)


@pytest.mark.parametrize("question", ["Wanneer komt er een warmtenet?", "What about natural gas?", "Wie is de paus?"])
def test_a_question_is_answered_as_on_the_command_line(question, assistant, told):
    wanted = told("ask", question, "--json")
    found = assistant.asked("ask", question=question)
    assert found.pop("state")
    for line in found["answer"]:
        for place in line["quotes"]:
            assert place.pop("citation")["source"] == place["source"]
            assert place.pop("parties")
    assert found == wanted


def _citations(value):
    """Every citation in an answer, with the words cited where they stand beside it."""
    if isinstance(value, dict):
        if "page_uri" in value and "uri" in value:
            yield value
        for one in value.values():
            yield from _citations(one)
    elif isinstance(value, list):
        for one in value:
            yield from _citations(one)


def test_every_citation_opens(assistant):
    answers = [
        assistant.asked("search", query="Havenwijk"),
        assistant.asked("ask", question="Wanneer komt er een warmtenet?"),
        assistant.asked("thread", id=assistant.asked("list", kind="threads")["rows"][0]["id"]),
        assistant.asked("proposition", limit=50),
        assistant.asked("list", kind="actions"),
        assistant.asked("coverage"),
    ]
    found = [one for answer in answers[:-1] for one in _citations(answer)]
    assert len(found) > 20
    for answer in answers[:-1]:
        assert list(_citations(answer))
    for uri in {one[key] for one in found for key in ("uri", "page_uri")}:
        assert json.loads(assistant.read(uri).text)["state"]["withheld"] == 0
    for one in answers[-1]["sources"]:
        assert json.loads(assistant.read(one["uri"]).text)["source"]["title"] == one["title"]


def test_a_quote_is_found_again_in_the_page_that_its_citation_opens(assistant):
    for hit in assistant.asked("search", query="Havenwijk")["hits"]:
        page = json.loads(assistant.read(hit["citation"]["page_uri"]).text)
        (part,) = [one for one in page["parts"] if one["start"] <= hit["start"] < one["end"]]
        assert part["text"][hit["start"] - part["start"] : hit["end"] - part["start"]] == hit["quote"]
        assert hit["id"] is None or hit["id"] in page["statements"]


def test_the_sources_are_listed_as_resources(assistant):
    listed = assistant.do(assistant.client.list_resources())
    assert sorted(one.name for one in listed.resources) == ["brief.md", "visie.md"]
    assert listed.next_cursor is None
    templates = assistant.do(assistant.client.list_resource_templates()).resource_templates
    assert {one.uri_template for one in templates} >= {
        "rodedraad://statement/{id}",
        "rodedraad://source/{id}/page/{number}",
    }


@pytest.mark.parametrize(
    "uri",
    [
        "file:///etc/passwd",
        "rodedraad://source/../../etc/passwd",
        "rodedraad://source/0000000000/page/1",
        "rodedraad://statement/s-00000000000000000000",
        "rodedraad://statement/s-00/page/1",
        "rodedraad://source/{id}/page/999999999",
        "rodedraad://source/{id}/text/999999999",
        "rodedraad://source/{id}/text/-1",
        "x" * 10_000,
    ],
)
def test_an_address_that_leads_nowhere_is_refused_in_a_sentence(uri, assistant):
    id_ = assistant.asked("list", kind="sources")["rows"][0]["id"]
    with pytest.raises(MCPError) as refused:
        assistant.read(uri.replace("{id}", id_))
    assert 10 < len(refused.value.message) < 400
    assert "Traceback" not in refused.value.message


def test_coverage_tells_what_was_read_and_whose_documents_are_missing(assistant, told):
    found = assistant.asked("coverage")
    rows = told("list", "coverage", "--format", "json")
    assert [{key: one[key] for key in row} for one, row in zip(found["sources"], rows, strict=True)] == rows
    gaps = told("list", "gaps", "--type", "party_absent", "--format", "json")
    assert [one["id"] for one in found["absent"]] == [one["party"] for one in gaps]
    assert found["totals"]["references_unresolved"] == 1


def test_an_answer_reads_as_plain_text_too(assistant):
    text = assistant.call("search", query="warmtenet", limit=1).content[0].text
    assert "«De gemeente legt uiterlijk in 203" in text
    assert "rodedraad://statement/s-" in text
    assert "cursor 1-" in text
    for tool, arguments in (("coverage", {}), ("proposition", {}), ("list", {"kind": "parties"})):
        assert assistant.call(tool, **arguments).content[0].text.strip()
