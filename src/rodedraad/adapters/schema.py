"""The tables of the derived store, once, for every database that may hold them.

``sqlite.py`` creates them with the very statements that this compiles to (a test compares them), so that opening a
dossier need not import SQLAlchemy, which takes longer than reading one. A store on a server uses this module.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("source", String, primary_key=True),
    Column("key", String, nullable=False),
    Column("reading", LargeBinary, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("vectors", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
)

records = Table(
    "records",
    metadata,
    Column("kind", String, primary_key=True),
    Column("first", Integer, primary_key=True, autoincrement=False),
    Column("count", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

names = Table(
    "names",
    metadata,
    Column("name", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("position", Integer, nullable=False),
)

held = Table(
    "held",
    metadata,
    Column("name", String, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

units = Table(
    "units",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String, nullable=False),
    Column("statement", String),
    Column("page", Integer),
    Column("page_end", Integer),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
)

Index("units_by_source", units.c.source)
