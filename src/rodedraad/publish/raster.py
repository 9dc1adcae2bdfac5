"""A picture as PNG, for slides and documents that take no SVG: drawn by Typst, with the fonts that it carries, so the same everywhere."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

_PIXELS_PER_POINT: Final = 2.0
"""Twice as fine as a screen: sharp on paper and on a beamer."""
_WIDEST: Final = 6_000
"""Pixels of a side at most: a picture that is larger is drawn coarser."""
_FONT: Final = "Libertinus Serif"
"""Of those that Typst carries the one whose letters are no wider than the pictures reckon with."""
_SIZE: Final = re.compile(r'<svg[^>]*? width="(\d+(?:\.\d+)?)" height="(\d+(?:\.\d+)?)"')
_FAMILY: Final = re.compile(r'font-family="[^"]*"')


def png(svg: str) -> bytes:
    """An SVG of ``drawing`` on white. Raises ValueError for one that does not say how large it is."""
    import typst  # noqa: PLC0415  for this export alone

    size = _SIZE.search(svg)
    if size is None:
        raise ValueError(svg[:80])
    wide, high = float(size[1]), float(size[2])
    fine = min(_PIXELS_PER_POINT, _WIDEST / max(wide, high))
    page = '#set page(width: auto, height: auto, margin: 8pt, fill: white)\n#image(bytes(sys.inputs.svg), format: "svg", width: WIDEpt)'
    compiler = typst.Compiler(font_paths=_fonts())
    made = compiler.compile(
        page.replace("WIDE", f"{wide:g}").encode(),
        format="png",
        ppi=72 * fine,
        sys_inputs={"svg": _FAMILY.sub(f'font-family="{_FONT}"', svg)},
    )
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made


@cache
def _fonts() -> Any:
    import typst  # noqa: PLC0415  as above

    return typst.Fonts(include_system_fonts=False)
