"""A dossier on disk with hostile words in it, and the workspace that serves it, without a network between."""

import pytest
from starlette.testclient import TestClient

from rodedraad import cli
from rodedraad.adapters.folder import DossierFolder
from rodedraad.web import app
from rodedraad.web.admission import Alone
from rodedraad.web.workspace import Workspace

HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>{{ 7 * 7 }}\u202e'
VISION = f"""# Visie Energie Oosterdam {HOSTILE}

Gemeente Velsen, 12 maart 2026

De gemeente legt uiterlijk in 2030 een warmtenet aan in de Havenwijk, met steun van de provincie Noord-Holland.
Wij vragen de provincie Noord-Holland om vóór 2027 een besluit te nemen over de kade {HOSTILE}, zie de Nota Kades 2024.
Wij willen dat alle woningen in de Havenwijk in 2035 zonder aardgas zijn.
"""
LETTER = """# Brief Havenwijk

Provincie Noord-Holland, 4 mei 2026

De gemeente legt uiterlijk in 2032 een warmtenet aan in de Havenwijk.
Wij willen dat alle woningen in de Havenwijk in 2035 zonder aardgas zijn.
"""
CLOSED = """# Vertrouwelijke notitie Zeppelinhal

Gemeente Beverwijk, 6 juni 2026

Wij willen dat alle woningen in de Havenwijk in 2035 zonder aardgas zijn.
De gemeente koopt in 2027 de Zeppelinhal voor 12 miljoen euro.
"""


def run(*arguments):
    assert cli.run([*map(str, arguments)]) in (0, 1)


def built(path, closed="", before=None, **files):
    """A dossier of these texts; ``before`` is called with its folder before it is built."""
    run("new", path)
    if before:
        before(path)
    for name, text in files.items():
        (path / "bronnen" / (name if "." in name else f"{name}.md")).write_text(text, encoding="utf-8")
    if closed:
        (path / "bronnen.toml").write_text(f'[[bron]]\npad = "{closed}"\nopenbaar = false\n', encoding="utf-8")
    run("build", path)
    return path


def now():
    return "2026-11-23T12:00:00Z"


def opened(path, *, has_confidential=False, door=None):
    folder, given = DossierFolder.open(path), door or Alone("Proef")
    workspace = Workspace(folder, has_confidential=has_confidential, door=given, keeper="Beheer", now=now)
    return client(app.made(workspace, hosts=("127.0.0.1", "localhost")))


def client(made):
    return TestClient(
        made,
        base_url="http://127.0.0.1:8800",
        raise_server_exceptions=False,
        follow_redirects=False,
    )


@pytest.fixture(scope="package")
def dossier(tmp_path_factory):
    path = tmp_path_factory.mktemp("open") / "dossier"
    return built(path, brief=LETTER, **{"visie.txt": VISION, 'naam "><script>': "# Nota\n\nWij willen een brug.\n"})


@pytest.fixture(scope="package")
def site(dossier):
    return opened(dossier)
