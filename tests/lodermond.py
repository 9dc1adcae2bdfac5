"""The example dossier, built once for all tests of a run, whichever of the processes comes to it first."""

import fcntl
import os
import shutil

import pytest

from rodedraad import dossier
from rodedraad.adapters.folder import DossierFolder

AT = "2026-01-01T00:00:00Z"


@pytest.fixture(scope="session")
def lodermond(tmp_path_factory):
    """Its folder, built by *proef* without a model. It is everybody's: who changes it takes a copy."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own  # of this run, and of no other
    root = shared / "lodermond"
    with (shared / "lodermond.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not root.exists():
            made = shared / "lodermond.half"
            shutil.copytree(dossier.example(), made, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
            dossier.build(DossierFolder.open(made), name="proef", at=AT, workers=1)
            made.rename(root)
    return root
