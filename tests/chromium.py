"""Whether the browser tests can run here: Chromium (``RODEDRAAD_CHROMIUM`` or on the path) and axe-core.

axe-core is at ``RODEDRAAD_AXE``, the path of axe.min.js, or in the checkout after ``npm install axe-core``.
"""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
AXE = Path(os.environ.get("RODEDRAAD_AXE") or ROOT / "node_modules" / "axe-core" / "axe.min.js")
CHROMIUM = os.environ.get("RODEDRAAD_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
MISSING = [
    *([] if CHROMIUM else ["chromium is not installed"]),
    *([] if AXE.is_file() else [f"axe-core is not at {AXE}: run npm install axe-core"]),
]
if MISSING and os.environ.get("CI"):
    raise RuntimeError(f"CI must have a browser and axe-core: {'; '.join(MISSING)}")

needs_browser = [pytest.mark.slow, pytest.mark.skipif(bool(MISSING), reason="; ".join(MISSING))]
