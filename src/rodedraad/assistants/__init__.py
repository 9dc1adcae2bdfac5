"""Assistants: the third thin door, read-only, by which a language model's program searches and reads a dossier (MCP).

``moment`` is the dossier as it may be seen now, ``answers`` and ``reading`` what is told of it, ``tools`` what may be
asked, ``server`` and ``wire`` the protocol. Nothing here writes, and nothing here reaches a network.
"""

from __future__ import annotations
