"""The invented dossier that the workspace is measured on is one that every page can show, and the same for the same seed."""

import sys
from pathlib import Path

import pytest
from web_site import opened

from rodedraad import consult
from rodedraad.adapters.folder import DossierFolder

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
import large_dossier
import workspace_million


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("large") / "een"
    large_dossier.filled(path, 900, seed=1)
    return path


def lists(path):
    with consult.reading(DossierFolder.open(path)) as store:
        return {
            kind: tuple(store.records(kind)) for kind in ("statements", "threads", "actions", "gaps", "requirements")
        }


def test_every_quote_stands_in_its_document_and_in_its_file(path):
    found = lists(path)
    assert len(found["statements"]) == 900
    with consult.reading(DossierFolder.open(path)) as store:
        held = {one.source: one for one in store.documents(sorted({one.source for one in found["statements"]}))}
        paths = {one.id: one.path for one in store.records("sources")}
    assert all(held[one.source].text[one.start : one.end] == one.quote for one in found["statements"])
    assert all((path / "bronnen" / name).read_bytes().startswith(b"%PDF") for name in paths.values())


def test_the_same_seed_makes_the_same_records(path, tmp_path):
    large_dossier.filled(tmp_path / "twee", 900, seed=1)
    assert lists(tmp_path / "twee") == lists(path)


def test_every_kind_of_page_can_be_shown(path):
    site = opened(path)
    for to in workspace_million.PAGES:
        if "page_size" not in to:
            assert site.get(to).status_code == 200, to
