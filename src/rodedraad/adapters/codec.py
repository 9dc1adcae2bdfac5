"""Records to bytes and back: MessagePack, checked against the records' types when read, and compressed.

A dossier is zipped and mailed, so what a store holds is untrusted: nothing here can run code, and the size that
bytes may grow to is bounded. The checksum of zlib tells a damaged blob from a whole one.
"""

from __future__ import annotations

import zlib
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

from rodedraad.errors import StoreError
from rodedraad.garbage import uncollected
from rodedraad.records.propositions import without_unsaid

Record = TypeVar("Record")

LARGEST_BYTES = 1 << 29
"""What one blob may grow to: some hundred times the largest document of 10,000 pages."""

BLOCK = 256
"""Records in one compressed piece: small enough to look up one, large enough to compress well."""
_LEVEL = 1
"""zlib's fastest: it halves what the disk must hold, and a higher level costs more than it saves."""


def pack(record: object) -> bytes:
    """The record, or tuple of records, as compressed bytes."""
    return zlib.compress(encoded(record), _LEVEL)


def unpack(data: bytes, type_: type[Record]) -> Record:
    """The record that ``pack`` made these bytes of. Raises StoreError when they are damaged or of another type."""
    return decoded(inflate(data), type_)


def encoded(record: object) -> bytes:
    """The record as bytes, not compressed."""
    return _encoder().encode(record)


def decoded(packed: bytes, type_: type[Record]) -> Record:
    """The record that ``encoded`` made these bytes of. Raises StoreError as ``unpack`` does."""
    try:
        with uncollected():
            return cast("Record", _decoder(type_).decode(packed))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError("store.corrupt", reason=str(error)[:200]) from error


def deflate(data: bytes) -> bytes:
    """Bytes that do not compress, with a checksum."""
    return zlib.compress(data, 0)


def inflate(data: bytes) -> bytes:
    """The bytes that were compressed; at most LARGEST_BYTES. Raises StoreError when they are damaged or too many."""
    engine = zlib.decompressobj()
    try:
        plain = engine.decompress(data, LARGEST_BYTES)
    except (zlib.error, TypeError) as error:
        raise StoreError("store.corrupt", reason=str(error)[:200]) from error
    if not engine.eof:
        raise StoreError("store.corrupt", reason=f"{len(data)} > {LARGEST_BYTES}" if plain else "0")
    return plain


@cache
def _encoder() -> msgspec.msgpack.Encoder:
    return msgspec.msgpack.Encoder()


_decoders: dict[Any, Any] = {}  # making one costs more than decoding a small record


def _decoder(type_: Any) -> Any:
    if type_ not in _decoders:
        _decoders[type_] = msgspec.msgpack.Decoder(type_)
    return _decoders[type_]


def written(record: object) -> bytes:
    """The record as JSON, keys in the order of its fields: the same record gives the same bytes."""
    return without_unsaid(msgspec.json.encode(record))


def read(data: bytes, type_: type[Record]) -> Record:
    """The record that ``written`` made these bytes of. Raises StoreError when they are damaged or of another type."""
    try:
        return msgspec.json.decode(data, type=type_)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError("store.corrupt", reason=str(error)[:200]) from error
