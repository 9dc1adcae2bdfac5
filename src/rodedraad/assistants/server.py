"""The protocol: tools and resources of one dossier, answered by threads, each call on the dossier as it is then.

Whatever goes wrong in a call is an answer of that call: a sentence, never a traceback, and the server goes on.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError

from rodedraad import __version__, phrases
from rodedraad.assistants import malformed, reading, wire
from rodedraad.assistants.tools import TOOLS, Tool, named
from rodedraad.desk import Desk
from rodedraad.errors import RodedraadError, WrongUse
from rodedraad.moment import Moment
from rodedraad.records import Message
from rodedraad.visible import in_line
from rodedraad.wording import Language, word

Result = TypeVar("Result")

_THREADS = 4
"""Calls at once: the work is Python's, so more would only wait for one another."""
_SOURCES_PER_PAGE = 100
_JSON = "application/json"


def serve(desk: Desk) -> None:
    """Serves standard input and output until the client leaves."""
    asyncio.run(_serve(desk))


async def _serve(desk: Desk) -> None:
    with wire.standard() as (inward, outward):
        outgoing: Any = wire.Outgoing(outward)
        incoming: Any = wire.Incoming(inward, outgoing, lambda line: malformed.answered(line, desk.language))
        with ThreadPoolExecutor(_THREADS, thread_name_prefix="rodedraad") as threads:
            server = made(desk, threads)
            threads.submit(_ready, desk)
            async with stdio_server(incoming, outgoing) as (received, sent):
                await server.run(received, sent, server.create_initialization_options())
            threads.shutdown(wait=False, cancel_futures=True)


def _ready(desk: Desk) -> None:
    """Reads the dossier before the first call; what is wrong with it is said at that call."""
    with suppress(Exception):
        desk.moment()


def made(desk: Desk, threads: ThreadPoolExecutor) -> Server[Any]:
    """The server of one dossier."""
    language = desk.language

    async def aside(work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(threads, work)

    async def list_tools(_: Any, __: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_described(one, language) for one in TOOLS])

    async def call_tool(_: Any, asked: types.CallToolRequestParams) -> types.CallToolResult:
        return await aside(lambda: called(desk, asked.name, asked.arguments or {}))

    async def list_resources(_: Any, asked: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
        cursor = asked.cursor if asked else None
        return await aside(lambda: _refused(desk, lambda: _sources(desk, cursor)))

    async def list_templates(_: Any, __: Any) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(
            resource_templates=[
                types.ResourceTemplate(
                    name=name,
                    uri_template=template,
                    description=phrases.said(f"assistants.resource_{name}", language),
                    mime_type=_JSON,
                )
                for name, template in (
                    ("statement", "rodedraad://statement/{id}"),
                    ("thread", "rodedraad://thread/{id}"),
                    ("source", "rodedraad://source/{id}"),
                    ("page", "rodedraad://source/{id}/page/{number}"),
                    ("text", "rodedraad://source/{id}/text/{start}"),
                )
            ]
        )

    async def read_resource(_: Any, asked: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        return await aside(lambda: _refused(desk, lambda: _read(desk, asked.uri)))

    server: Server[Any] = Server(
        "rodedraad",
        version=__version__,
        title="Rodedraad",
        instructions=phrases.said("assistants.instructions", language),
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_list_resource_templates=list_templates,
        on_read_resource=read_resource,
    )
    server.middleware.clear()  # it would report every call to whatever collector the environment names
    return server


def called(desk: Desk, name: str, given: dict[str, Any]) -> types.CallToolResult:
    """What one call answers; what is wrong with it is an answer too."""
    try:
        tool = named(name)
        asked = tool.checked(given)
        moment = desk.moment()
        answer = {**tool.answer(moment, asked), "state": _state(desk, moment)}
        content: list[types.ContentBlock] = [types.TextContent(type="text", text=tool.text(answer, desk.language))]
        return types.CallToolResult(content=content, structured_content=answer)
    except Exception as error:  # noqa: BLE001  a call that fails is answered, and the next is served
        told = types.TextContent(type="text", text=_told(error, desk.language))
        return types.CallToolResult(content=[told], is_error=True)


def _state(desk: Desk, moment: Moment) -> dict[str, Any]:
    return {
        "fingerprint": moment.fingerprint[:12],
        "is_building": desk.is_building(),
        "withheld": moment.withheld,
    }


def _described(tool: Tool, language: Language) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=phrases.said(f"assistants.title_{tool.name}", language),
        description=tool.description(language),
        input_schema=tool.input_schema(language),
        output_schema=tool.schema,
        annotations=types.ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        ),
    )


def _sources(desk: Desk, cursor: str | None) -> types.ListResourcesResult:
    moment = desk.moment()
    first = int(cursor) if cursor and cursor.isascii() and cursor.isdecimal() and len(cursor) < 10 else 0
    if cursor and str(first) != cursor:
        raise WrongUse("assistants.no_cursor", cursor=cursor[:80])
    sources = moment.records("sources")
    after = first + _SOURCES_PER_PAGE
    return types.ListResourcesResult(
        resources=[
            types.Resource(
                name=in_line(one.path),
                title=in_line(one.title)[:300],
                uri=f"rodedraad://source/{one.id}",
                mime_type=_JSON,
            )
            for one in sources[first:after]
        ],
        next_cursor=str(after) if after < len(sources) else None,
    )


def _read(desk: Desk, uri: str) -> types.ReadResourceResult:
    moment = desk.moment()
    answer = {**reading.opened(moment, uri), "state": _state(desk, moment)}
    text = json.dumps(answer, ensure_ascii=False)
    return types.ReadResourceResult(contents=[types.TextResourceContents(uri=uri, mime_type=_JSON, text=text)])


def _refused(desk: Desk, work: Callable[[], Result]) -> Result:
    """The work, with what goes wrong as an error of the protocol: a resource has no answer that says so."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001  as above
        code = types.INVALID_PARAMS if isinstance(error, WrongUse) else types.INTERNAL_ERROR
        raise MCPError(code=code, message=_told(error, desk.language)) from None


def _told(error: Exception, language: Language) -> str:
    """What went wrong, in one sentence."""
    if isinstance(error, RodedraadError):
        values = tuple((k, in_line(v) if isinstance(v, str) else v) for k, v in error.message.values)
        return word(Message(code=error.message.code, values=values), language)
    reason = in_line(f"{type(error).__name__}: {error}"[:200])
    return word(Message.of("assistants.unforeseen", reason=reason), language)
