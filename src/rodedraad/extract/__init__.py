"""Document to statements, every one anchored. The one verb of this stage is ``extract``."""

from __future__ import annotations

from rodedraad.extract.statements import extract

__all__ = ["extract"]
