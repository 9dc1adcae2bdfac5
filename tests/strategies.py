"""Random records of any kind, from the types of their fields."""

import types
import typing
from dataclasses import fields, is_dataclass

from hypothesis import strategies as st

_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)
_NUMBERS = st.integers(0, 10**9)
_PLAIN = {
    str: _TEXT,
    int: _NUMBERS,
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    bytes: st.binary(max_size=40),
    type(None): st.none(),
}


def of(type_):
    """Values of a type as records use them: plain values, literals, unions, tuples and other records."""
    if type_ in _PLAIN:
        return _PLAIN[type_]
    origin, arguments = typing.get_origin(type_), typing.get_args(type_)
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    if origin in (typing.Union, types.UnionType):
        return st.one_of(*(of(one) for one in arguments))
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return st.lists(of(arguments[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*(of(one) for one in arguments))
    assert is_dataclass(type_), type_
    hints = typing.get_type_hints(type_)
    return st.builds(type_, **{field.name: of(hints[field.name]) for field in fields(type_)})
