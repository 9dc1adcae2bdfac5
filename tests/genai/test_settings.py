"""What dossier.toml may say of a model: every wrong value is said, and a key in it is refused before anything is kept."""

import pytest

from rodedraad import assisting, dossier
from rodedraad.adapters.endpoint import EndpointModel
from rodedraad.adapters.folder import DossierFolder
from rodedraad.endpoints import address, is_loopback
from rodedraad.errors import WrongUse
from rodedraad.genai.settings import checked_endpoint, read
from rodedraad.wording import word

HIDDEN = "Zq8Xv3Lm7Tn2Rw6Yb4Kd9Pf1Hs5Jc0"
WRONG = [
    ("naam", 7), ("naam", ["a"]), ("naam", "a\nb"), ("naam", "x" * 301), ("endpoint", 7), ("endpoint", "ftp://x/v1"),
    ("endpoint", "localhost:11434"), ("endpoint", "http://"), ("endpoint", "http://x:99999/v1"), ("endpoint", "http://x /v1"),
    ("endpoint", "file:///etc/passwd"), ("endpoint", "javascript:1"), ("prijs_in", "3"), ("prijs_in", -1), ("prijs_in", float("nan")),
    ("prijs_in", float("inf")), ("prijs_uit", True), ("prijs_uit", 10_001), ("budget", -0.01), ("budget", "1"), ("budget", float("nan")),
    ("budget", float("inf")), ("tegelijk", 0), ("tegelijk", 65), ("tegelijk", True), ("venster", 10), ("venster", "veel"),
    ("wachttijd", 0), ("wachttijd", 1e9), ("taken", "extract"), ("taken", ["lezen"]), ("taken", [7]), ("telt_mee", "ja"), ("telt_mee", 1),
    ("vertrouwelijk", 1), ("vertrouwelijk", "true"), ("minuten_per_pagina", -1), ("temperatuur", 0.2), ("", 1),
]  # fmt: skip


@pytest.mark.parametrize(("key", "value"), WRONG, ids=str)
def test_what_cannot_be_is_said(key, value):
    with pytest.raises(WrongUse) as error:
        read({"naam": "proef", key: value})
    for language in ("nl", "en"):
        assert 20 < len(word(error.value.message, language)) < 400


PASSWORD = "kip-en-ei-99"  # noqa: S105  it opens nothing; so short that nothing tells it from a word


@pytest.mark.parametrize("key", ["naam", "endpoint", "prijs_in", "prijs_uit", "budget", "tegelijk", "venster", "wachttijd", "taken", "telt_mee", "vertrouwelijk", "minuten_per_pagina"])  # fmt: skip
@pytest.mark.parametrize("shape", [lambda it: it, lambda it: [it], lambda it: {"x": it}, lambda it: f"{it}\n", lambda it: f"htps://u:{it}@x.example/v1", lambda it: it * 60])  # fmt: skip
def test_no_value_that_is_refused_is_told(key, shape):
    # The words of a value out of its place stood in the problems of the dossier and so in its exports.
    try:
        read({"naam": "proef", key: shape(PASSWORD)})
    except WrongUse as error:
        assert PASSWORD not in repr(error) + repr(error.message)  # noqa: PT017  some of these can be: a name is any word
    else:
        assert (key, shape(PASSWORD)) == ("naam", PASSWORD)


@pytest.mark.parametrize("name", [PASSWORD, f"{PASSWORD} = x", "hunter2", "é" * 90])
def test_no_name_of_a_setting_is_told_but_a_word(name):
    with pytest.raises(WrongUse) as error:
        read({"naam": "proef", name: 1})
    assert name not in repr(error.value.message)
    with pytest.raises(WrongUse) as error:
        read({"naam": "proef", "temperatuur": 1})
    assert "temperatuur" in word(error.value.message, "nl")


KEYS = [
    f'sleutel = "{HIDDEN}"',
    f'api_key = "{HIDDEN}"',
    f'"API-Key" = "{HIDDEN}"',
    f'apikey = "{HIDDEN}"',
    f'Authorization = "Bearer {HIDDEN}"',
    f'token = "{HIDDEN}"',
    f'wachtwoord = "{HIDDEN}"',
    f'naam = "sk-{HIDDEN}"',
    f'naam = "sk-proj-{HIDDEN}"',
    f'budget = "sk-{HIDDEN}"',
    f'taken = ["sk-{HIDDEN}"]',
    f'taken = [["sk-{HIDDEN}"]]',
    f'taken = [{{ x = "sk-{HIDDEN}" }}]',
    f'endpoint = "https://sk-{HIDDEN}@x.example/v1"',
    f'endpoint = "https://u:{HIDDEN}@x.example/v1"',
    f'endpoint = "https://x.example/v1?api_key={HIDDEN}"',
    f'endpoint = "https://x.example/v1?code={HIDDEN}"',
    f'endpoint = "https://x.example/v1#{HIDDEN}"',
    f'endpoint = "https://x.example/{HIDDEN}/v1"',
    f'x = {{ y = {{ z = "{HIDDEN}" }} }}',
    f'temperatuur = "{HIDDEN}"',
    f'endpoint = "http://[{HIDDEN}/v1"',
    f'endpoint = "https//u:{HIDDEN}@x.example/v1"',
    f'prijs_in = "u:{HIDDEN}@x.example"',
    f'"{HIDDEN}" = 1',
]


def _files(folder):
    return {path: path.read_bytes() for path in folder.root.rglob("*") if path.is_file()}


def _built(root, settings):
    folder = DossierFolder.make(root, 'kader = "ijmond"\n')
    (folder.sources / "brief.md").write_text("# Brief\n\nDe gemeente Velsen wil schone lucht in 2030.\n")
    folder.settings.write_text('kader = "ijmond"\n' + settings, encoding="utf-8")
    try:
        outcome = dossier.build(folder, name="proef", at="2026-11-23T00:00:00Z", workers=1)
    except WrongUse as error:
        return folder, repr(error), None
    return folder, repr(outcome.problems), outcome


@pytest.mark.parametrize("line", KEYS)
def test_a_key_in_a_dossier_is_refused_and_in_no_file_that_is_written(tmp_path, line):
    folder, told, outcome = _built(tmp_path / "d", f"[model]\n{line}\n")
    assert HIDDEN not in told
    assert "genai.key_in_file" in told or "frame." in told
    assert outcome is None or outcome.usage is None
    assert [path.name for path, data in _files(folder).items() if HIDDEN.encode() in data] == ["dossier.toml"]


@pytest.mark.parametrize(
    "settings", [f'model = "sk-{HIDDEN}"\n', f'[[model]]\nsleutel = "{HIDDEN}"\n', f'model = ["sk-{HIDDEN}"]\n']
)
def test_a_model_that_is_no_table_is_refused_without_its_words(tmp_path, settings):
    # The words of a value that is no table were told in the problem, and so stood in the store: a key among them.
    folder, told, _ = _built(tmp_path / "d", settings)
    assert HIDDEN not in told
    assert [path.name for path, data in _files(folder).items() if HIDDEN.encode() in data] == ["dossier.toml"]


@pytest.mark.parametrize(
    ("given", "is_here"),
    [
        ("http://localhost:11434/v1", True), ("http://127.0.0.1/v1", True), ("http://127.9.9.9:1/v1", True), ("http://[::1]:80/v1", True),
        ("http://LOCALHOST./v1", True), ("http://localhost.kwaad.example/v1", False), ("http://127.0.0.1.kwaad.example/v1", False),
        ("http://10.0.0.1/v1", False), ("http://127.1/v1", False), ("https://api.example/v1", False), ("", False),
    ],
)  # fmt: skip
def test_this_machine_is_told_from_elsewhere(given, is_here):
    assert is_loopback(given) is is_here


def test_an_address_is_kept_as_it_is_but_for_its_end():
    assert checked_endpoint("https://x.example:8443/openai/v1/") == "https://x.example:8443/openai/v1"


@pytest.mark.parametrize(
    "given",
    ["http://8.8.8.8/v1", "http://x.example/v1", "https://x.example/v1?sig=abc", "https://x.example/v1?model=3",
     "https://x.example/v1#a", "https://x.exámple/v1", f"https://x.example/sk-{HIDDEN}/v1"],
)  # fmt: skip
def test_what_the_endpoint_would_refuse_is_refused_where_it_is_named(given):
    # Some passed the settings and the estimate, to be refused when the first question went out.
    told = []
    for place in (address, checked_endpoint, lambda one: read({"naam": "proef", "endpoint": one})):
        with pytest.raises(WrongUse) as error:
            place(given)
        told.append(error.value)
    assert HIDDEN not in repr(told)
    with pytest.raises(WrongUse):
        assisting.chosen(None, assisting.Wish(name="proef", endpoint=given))


@pytest.mark.parametrize(
    "given", ["http://localhost:11434", "https://API.example/v1/chat/completions", "http://10.0.0.7:8000"]
)
def test_an_address_is_the_same_in_the_settings_and_where_it_is_asked(given):
    assert checked_endpoint(given) == address(given) == EndpointModel(name="m", endpoint=given).endpoint
    assert read({"naam": "proef", "endpoint": given}).endpoint == address(given)


@pytest.mark.parametrize("budget", [float("nan"), float("inf"), -1.0])
def test_a_wish_for_a_budget_that_is_no_amount_is_refused(budget):
    # Nothing is above "nan": such a budget let everything out.
    with pytest.raises(WrongUse):
        assisting.chosen(None, assisting.Wish(name="proef", endpoint="http://localhost/v1", budget_eur=budget))


@pytest.mark.parametrize("name", ["a\nb", "\x1b[31m", "x" * 301, f"sk-{HIDDEN}"])
def test_a_wish_for_a_name_that_can_be_none_is_refused(name):
    with pytest.raises(WrongUse) as told:
        assisting.chosen(None, assisting.Wish(name=name, endpoint="http://localhost/v1"))
    assert HIDDEN not in repr(told.value)
