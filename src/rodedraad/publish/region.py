"""The region's rule under the name that pages call it by; it is ``rodedraad.region``."""

from __future__ import annotations

from rodedraad.region import WHOLE, Region, region_of

__all__ = ["WHOLE", "Region", "region_of"]
