"""How soon an assistant's server answers: its start, and each tool over the pipes of a process.

Run: python benchmarks/assistants.py DOSSIER [CALLS]. The dossier is only read. Figures: docs/reference/assistants.md.
"""

import asyncio
import math
import sys
import time

from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client


def _p95(seconds: list[float]) -> float:
    return sorted(seconds)[math.ceil(0.95 * len(seconds)) - 1]


async def measure(dossier: str, calls: int) -> None:
    """Prints the start-up, and of each tool the first call, the median and the 95th percentile in milliseconds."""
    started = time.perf_counter()
    parameters = StdioServerParameters(command=sys.executable, args=["-m", "rodedraad", "mcp", dossier])
    async with Client(stdio_client(parameters)) as client:
        await client.list_tools()
        print(f"start to first answer {time.perf_counter() - started:.2f} s")
        before = time.perf_counter()
        found = (await client.call_tool("list", {"kind": "statements", "limit": 100})).structured_content["rows"]
        print(f"dossier read after {time.perf_counter() - before:.2f} s more")
        total = (await client.call_tool("list", {"kind": "statements", "limit": 1})).structured_content["total"]
        threads = (await client.call_tool("list", {"kind": "threads", "limit": 100})).structured_content["rows"]
        words = [word for row in found for word in row["text"].split() if len(word) > 7 and word.isalpha()]
        step = max(1, len(words) // calls)
        words = list(dict.fromkeys(words[::step]))
        asked = {
            "quote": [{"id": row["id"]} for row in found],
            "thread": [{"id": row["id"]} for row in threads],
            "search": [{"query": word} for word in words],
            "search narrowed": [{"query": word, "theme": "energie"} for word in words],
            "ask": [{"question": f"Wat zegt men over {word}?"} for word in words],
            "list": [{"kind": kind} for kind in ("statements", "actions", "gaps", "threads")],
            "list narrowed": [{"kind": "statements", "type": kind} for kind in ("request", "measure", "need")],
            "proposition": [{"limit": 15}, {"core": True}],
            "coverage": [{}],
        }
        print(f"{total} statements, {calls} calls each, milliseconds")
        for name, arguments in asked.items():
            seconds = []
            for number in range(calls):
                before = time.perf_counter()
                answer = await client.call_tool(name.split()[0], arguments[number % len(arguments)])
                seconds.append(time.perf_counter() - before)
                if answer.is_error:
                    sys.exit(f"{name}: {answer.content}")
            first, rest = 1000 * seconds[0], [1000 * one for one in seconds[1:]]
            print(f"{name:16} first {first:7.0f}   median {sorted(rest)[len(rest) // 2]:6.1f}   p95 {_p95(rest):6.1f}")


if __name__ == "__main__":
    asyncio.run(measure(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100))
