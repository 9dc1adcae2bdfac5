"""JSON Schemas of what each tool answers: what is always there, so that a client can rely on it.

Records keep the keys of docs/reference/shapes.md; here stands what an answer adds to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]


def obj(properties: Mapping[str, Schema], *, optional: tuple[str, ...] = ()) -> Schema:
    """An object with these keys, all of them there but the optional ones; others may be too."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in optional],
    }


def many(of: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": of}


TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}
RECORD: Schema = {"type": "object"}
TEXT_OR_NONE: Schema = {"type": ["string", "null"]}
COUNT_OR_NONE: Schema = {"type": ["integer", "null"]}
PARTY = obj({"id": TEXT, "name": TEXT, "layer": TEXT_OR_NONE})
CITATION = obj(
    {
        "statement": TEXT_OR_NONE,
        "source": TEXT,
        "title": TEXT,
        "path": TEXT,
        "date": TEXT_OR_NONE,
        "page": COUNT_OR_NONE,
        "page_end": COUNT_OR_NONE,
        "place": TEXT,
        "page_uri": TEXT,
        "uri": TEXT,
    }
)
STATE = obj({"fingerprint": TEXT, "is_building": FLAG, "withheld": COUNT})
"""Of which build the answer is, whether another is under way, and how many sources may not be shown."""
PAGED = {"total": COUNT, "next_cursor": TEXT_OR_NONE}
_HIT = obj(
    {
        "id": TEXT_OR_NONE,
        "source": TEXT,
        "page": COUNT_OR_NONE,
        "quote": TEXT,
        "score": {"type": "number"},
        "start": COUNT,
        "end": COUNT,
        "type": TEXT_OR_NONE,
        "origin": TEXT_OR_NONE,
        "parties": many(PARTY),
        "citation": CITATION,
    }
)
_QUOTED = obj(
    {
        "statement": TEXT,
        "type": TEXT,
        "origin": TEXT,
        "quote": TEXT,
        "parties": many(PARTY),
        "holder": {"anyOf": [PARTY, {"type": "null"}]},
        "is_reported": FLAG,
        "citation": CITATION,
    }
)
_SIDE: Schema = {"anyOf": [_QUOTED, {"type": "null"}]}
_CITED = obj(
    {
        "statement": TEXT,
        "source": TEXT,
        "page": COUNT_OR_NONE,
        "quote": TEXT,
        "title": TEXT_OR_NONE,
        "page_uri": TEXT_OR_NONE,
        "uri": TEXT_OR_NONE,
        "in_text": FLAG,
    }
)
SEARCH = obj(
    {
        "query": TEXT,
        "searched": obj({"sources": COUNT, "statements": COUNT}),
        "hits": many(_HIT),
        "near": RECORD,
        "next_cursor": TEXT_OR_NONE,
        "state": STATE,
    }
)
ASK = obj(
    {
        "question": TEXT,
        "answer": many(
            obj(
                {
                    "text": TEXT,
                    "origin": TEXT,
                    "citations": many(TEXT),
                    "quotes": many(
                        obj(
                            {
                                "statement": TEXT_OR_NONE,
                                "source": TEXT,
                                "page": COUNT_OR_NONE,
                                "quote": TEXT,
                                "parties": many(PARTY),
                                "citation": CITATION,
                            }
                        )
                    ),
                    "conflicts": many(obj({"tension": TEXT, "with": COUNT})),
                }
            )
        ),
        "written": many(obj({"source": TEXT, "title": TEXT, "parties": many(PARTY)})),
        "searched": obj({"sources": COUNT, "statements": COUNT, "words": many(TEXT), "absent": many(TEXT)}),
        "found": FLAG,
        "state": STATE,
    }
)
QUOTE = obj(
    {
        "statement": RECORD,
        "citation": CITATION,
        "prefix": TEXT,
        "suffix": TEXT,
        "holder": {"anyOf": [PARTY, {"type": "null"}]},
        "parties": many(PARTY),
        "verifies": obj({"in_text": FLAG, "file": {"enum": ["unchanged", "changed", "absent"]}}),
        "used_by": many(obj({"kind": TEXT, "id": TEXT})),
        "state": STATE,
    }
)
_BACKERS = many(obj({**PARTY["properties"], "quotes": COUNT}))
THREAD = obj(
    {
        "thread": RECORD,
        "support": obj({"for": _BACKERS, "against": _BACKERS, "earlier": _BACKERS, "expected_absent": _BACKERS}),
        "quotes": many(_QUOTED),
        **PAGED,
        "tensions": many(obj({"id": TEXT, "kind": TEXT, "explanation": RECORD, "a": _SIDE, "b": _SIDE})),
        "tensions_total": COUNT,
        "state": STATE,
    }
)
PROPOSITION = obj(
    {
        "title": TEXT,
        "version": {
            "anyOf": [
                obj({"number": COUNT, "label": TEXT, "at": TEXT, "approved_at": TEXT_OR_NONE}),
                {"type": "null"},
            ]
        },
        "is_draft": FLAG,
        "is_approved": FLAG,
        "clauses": many(
            obj(
                {
                    "id": TEXT,
                    "number": COUNT,
                    "text": TEXT,
                    "text_en": TEXT,
                    "origin": TEXT,
                    "title": TEXT,
                    "titled_by": TEXT,
                    "verdict": TEXT,
                    "is_core": FLAG,
                    "citations": many(_CITED),
                }
            )
        ),
        **PAGED,
        "absent": many(PARTY),
        "themes": many(obj({"id": TEXT, "nl": TEXT, "en": TEXT})),
        "state": STATE,
    }
)
COVERAGE = obj(
    {
        "totals": obj(
            dict.fromkeys(
                (
                    "sources",
                    "statements",
                    "pages",
                    "pages_read",
                    "pages_unread",
                    "characters",
                    "problems",
                    "references_unresolved",
                ),
                COUNT,
            )
        ),
        "sources": many(obj({"source": TEXT, "title": TEXT, "path": TEXT, "uri": TEXT, "problems": many(RECORD)})),
        **PAGED,
        "absent": many(PARTY),
        "other_problems": many(RECORD),
        "state": STATE,
    }
)
LIST = obj({"kind": TEXT, "rows": many(RECORD), **PAGED, "citations": many(CITATION), "state": STATE})
