"""Signing in: an invitation lets one person in once, a provider whom it can prove, and nobody keeps others out."""

import re
import stat
from datetime import timedelta

import pytest
from joserfc.jwk import OctKey, RSAKey
from provider import CLIENT, SECRET, serving
from web_site import LETTER, built, client, opened

from rodedraad.access import first_name, parsed, role_for
from rodedraad.adapters.accounts import Accounts
from rodedraad.errors import WrongUse
from rodedraad.web.shared import KEYS, Shared

HERE = "http://127.0.0.1:8800"


class Clock:
    """A moment that a test moves."""

    def __init__(self):
        self.at = "2026-11-23T12:00:00Z"

    def __call__(self):
        return self.at


@pytest.fixture(scope="module")
def dossier(tmp_path_factory):
    return built(tmp_path_factory.mktemp("signing") / "dossier", brief=LETTER)


@pytest.fixture
def accounts(tmp_path):
    return Accounts.made(tmp_path / "d.toegang", address=HERE, now=Clock())


def house(dossier, accounts, settings=""):
    door = Shared(accounts, parsed(f'adres = "{HERE}"\n{settings}'), secret=SECRET)
    return opened(dossier, door=door).app


def sealed(browser, path, **fields):
    seal = re.search(r'name="merk" value="([0-9a-f]+)"', browser.get(path).text)[1]
    return {"merk": seal, **fields}


def entered(made, accounts, *, name="Jan", role="reader"):
    browser = client(made)
    link = f"/uitnodiging/{accounts.invite(name=name, role=role, by='proef', lasts=timedelta(days=2))}"
    assert browser.post(link, data=sealed(browser, link)).status_code == 303
    return browser


# --- invitations and sessions ---


def test_an_invitation_lets_in_once_and_only_who_presses_its_button(dossier, accounts):
    made = house(dossier, accounts)
    link = f"/uitnodiging/{accounts.invite(name='Jan', role='editor', by='proef', lasts=timedelta(days=2))}"
    mail, browser, other = client(made), client(made), client(made)
    for _ in range(3):
        assert "Jan" in mail.get(link).text
    assert mail.get("/draden").headers["location"].startswith("/aanmelden")
    data = sealed(browser, link)
    assert browser.post(link, data={}).status_code == 400, "without the token of its page"
    assert browser.post(link, data=data).headers["location"] == "/"
    assert browser.get("/draden").status_code == 200
    other.get("/aanmelden")
    assert other.get(link).status_code == 410
    assert accounts.invitations()[0].state == "used"


@pytest.mark.parametrize("change", ["x", "", "."])
def test_a_link_that_was_changed_or_made_up_is_no_invitation(dossier, accounts, change):
    token = accounts.invite(name="Jan", role="editor", by="proef", lasts=timedelta(days=2))
    for given in (token[:-2] + change, token.split(".")[0] + change, "x" * 2000, "%2e%2e", "€"):
        assert accounts.invitation(given) is None
        assert client(house(dossier, accounts)).get(f"/uitnodiging/{given or 'x'}").status_code in (404, 410)


def test_what_is_over_lets_nobody_in(accounts):
    clock = accounts._now
    link = accounts.invite(name="Jan", role="editor", by="proef", lasts=timedelta(days=2))
    withdrawn = accounts.invite(name="Piet", role="editor", by="proef", lasts=timedelta(days=2))
    accounts.withdraw(accounts.invitation(withdrawn).id, by="proef")
    clock.at = "2026-11-25T12:00:00Z"
    assert {one.state for one in accounts.invitations()} == {"expired", "withdrawn"}
    for token in (link, withdrawn):
        with pytest.raises(WrongUse, match="invitation_over"):
            accounts.accept(token)


def test_a_browser_is_signed_out_after_a_while_and_everywhere_when_its_account_is_closed(dossier, accounts):
    made, clock = house(dossier, accounts), accounts._now
    idle, busy, closed = (entered(made, accounts, name=name) for name in ("Jan", "Piet", "Kees"))
    for hour in (18, 23):
        clock.at = f"2026-11-23T{hour}:00:00Z"
        assert busy.get("/").status_code == 200
    clock.at = "2026-11-24T01:00:00Z"
    assert (idle.get("/").status_code, busy.get("/").status_code) == (303, 200)
    kees = next(one for one in accounts.accounts() if one.name == "Kees")
    fresh = accounts.sign_in(kees, kind="program", title="script")
    bearer = {"Authorization": f"Bearer {fresh}"}
    assert client(made).get("/", headers=bearer).status_code == 200
    accounts.close(kees.id, by="proef")
    assert client(made).get("/", headers=bearer).status_code == 303
    assert closed.get("/").status_code == 303


def test_the_name_and_the_role_are_the_accounts_whatever_a_browser_says(dossier, accounts):
    browser = entered(house(dossier, accounts), accounts, name="Jan", role="editor")
    browser.cookies.set("naam", "Burgemeester")
    said = re.search(r'href="/uitspraken/(s-[^"]+)"', browser.get("/uitspraken").text)[1]
    done = browser.post(f"/uitspraken/{said}", data=sealed(browser, f"/uitspraken/{said}", doe="confirm"))
    assert done.status_code == 303
    log = browser.get("/logboek").text
    assert "Jan" in log
    assert "Burgemeester" not in log


def test_two_people_do_not_sign_with_one_name(accounts):
    first = accounts.known("a|1", name="Jan", email="jan@a.nl", role="reader")
    second = accounts.known("a|2", name="Jan", email="", role="reader")
    assert first.name == "Jan"
    assert second.name.startswith("Jan (")
    assert accounts.known("a|2", name="Jan", email="", role="reader") == second, "at each sign-in the same"
    with pytest.raises(WrongUse, match="name_taken"):
        accounts.invite(name=" Jan ", role="approver", by="proef", lasts=timedelta(days=2))
    links = [accounts.invite(name="Anna", role="reader", by="proef", lasts=timedelta(days=2)) for _ in range(2)]
    anna, other = (accounts.accept(link) for link in links)
    assert anna.name == "Anna" != other.name
    accounts.close(anna.id, by="proef")
    again = accounts.accept(accounts.invite(name="Anna", role="reader", by="proef", lasts=timedelta(days=2)))
    assert again.name not in (anna.name, other.name), "nobody takes over what another signed"


@pytest.mark.parametrize("name", ["jan", "JAN", "J\u0430n", "Ján", "Jan\u2009", "J\uff41n", "J.an"])
def test_nobody_is_invited_under_a_name_that_reads_as_anothers(accounts, name):
    accounts.known("a|1", name="Jan", email="", role="reader")
    with pytest.raises(WrongUse, match=r"name_taken|mixed_name|no_name"):
        accounts.invite(name=name, role="approver", by="proef", lasts=timedelta(days=2))
    assert accounts.known("a|2", name="jan", email="", role="reader").name.startswith("jan ("), "nor signs in so"


def test_a_name_that_cannot_sign_keeps_nobody_from_signing_in():
    assert first_name(["Юрий Jansen", "", "x" * 81, "yuri@example.nl", "7"]) == "yuri@example.nl"
    assert [first_name([one]) for one in ("Юрий Янсен", "山田 はな", "Zoë  de Wit")] == [
        "Юрий Янсен",
        "山田 はな",
        "Zoë de Wit",
    ]


def test_somebody_always_administers(accounts):
    anna = accounts.known("a|1", name="Anna", email="", role="administrator")
    for change in (lambda: accounts.close(anna.id, by="Anna"), lambda: accounts.give(anna.id, "reader", by="Anna")):
        with pytest.raises(WrongUse, match="last_administrator"):
            change()
    assert accounts.account(anna.id) == anna


def test_a_key_of_a_program_makes_no_keys_and_lets_nobody_in(dossier, accounts):
    made = house(dossier, accounts)
    browser = entered(made, accounts, role="administrator")
    page = browser.post("/account", data=sealed(browser, "/account", titel="koppeling", dagen="3")).text
    key = re.search(r"<code[^>]*>([^<]+)</code>", page)[1]
    program = client(made)
    program.headers["authorization"] = f"Bearer {key}"
    assert program.get("/api/v1/statements").status_code == 200
    assert program.get("/draden").status_code == 200
    for path in ("/account", "/toegang", "/toegang.csv"):
        assert program.get(path).status_code == 403, path
    seal = sealed(program, "/bezwaren/nieuw")
    for path, fields in (
        ("/account", {"titel": "nog een"}),
        ("/toegang", {"doe": "invite", "naam": "Vriend", "rol": "administrator"}),
    ):
        assert program.post(path, data={**seal, **fields}).status_code == 403, path
    assert len(accounts.invitations()) == 1


def test_no_secret_is_in_the_folder_and_nobody_else_reads_it(dossier, accounts):
    made = house(dossier, accounts)
    browser = entered(made, accounts)
    secrets = [one.value for one in browser.cookies.jar] + [
        accounts.invite(name="Piet", role="reader", by="proef", lasts=timedelta(days=2))
    ]
    held = b"".join(path.read_bytes() for path in accounts.folder.iterdir())
    assert not [one for one in secrets if one.encode() in held]
    assert {stat.S_IMODE(path.stat().st_mode) for path in accounts.folder.iterdir()} == {0o600}
    assert stat.S_IMODE(accounts.folder.stat().st_mode) == 0o700


def test_who_tries_often_waits(dossier, accounts):
    made = house(dossier, accounts)
    browser = client(made)
    answers = [browser.post("/uitnodiging/x", data={}).status_code for _ in range(KEYS.amount + 5)]
    assert answers[0] == 400
    assert answers[-1] == 429
    last = browser.post("/uitnodiging/x", data={})
    assert 1 <= int(last.headers["retry-after"]) <= 60
    assert entered(house(dossier, accounts), accounts).get("/").status_code == 200


def test_signing_out_is_a_form_of_ones_own_page(dossier, accounts):
    browser = entered(house(dossier, accounts), accounts)
    assert browser.post("/afmelden", data={"merk": "0" * 40}).status_code == 400
    assert browser.get("/").status_code == 200
    stolen = dict(browser.cookies)
    assert browser.post("/afmelden", data=sealed(browser, "/account")).status_code == 303
    again = client(house(dossier, accounts))
    again.cookies.update(stolen)
    assert again.get("/").status_code == 303, "the cookie that was kept lets nobody in"


def test_who_is_sent_to_sign_in_stays_on_this_site(dossier, accounts):
    browser = client(house(dossier, accounts))
    assert browser.get("/draden?theme=water").headers["location"] == "/aanmelden?terug=%2Fdraden%3Ftheme%3Dwater"
    for bad in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"):
        assert (
            "evil"
            not in browser.get("/aanmelden", params={"terug": bad})
            .text.replace(f"terug={bad}", "")
            .split("</header>")[1]
        )


# --- by a provider ---


ROLES_SET = '[rollen]\n"anna@example.nl" = "administrator"\n"groep:griffie" = "editor"\n'


def by_provider(provider):
    return f'[oidc]\nuitgever = "{provider.address}"\nclient = "{CLIENT}"\nnaam = "Regio"\n{ROLES_SET}'


def went(browser, **fields):
    return browser.post("/aanmelden/oidc", data=sealed(browser, "/aanmelden", **fields))


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"sub": "1", "name": "Anna", "email": "anna@example.nl", "email_verified": True}, "administrator"),
        ({"sub": "1", "name": "Anna", "email": "anna@example.nl", "email_verified": False}, None),
        ({"sub": "1", "name": "Anna", "email": "anna@example.nl"}, None),
        ({"sub": "2", "name": "Bo", "groups": ["griffie", "x"]}, "editor"),
        ({"sub": "3", "name": "Cor", "groups": "griffie"}, None),
        ({"sub": "4", "name": "groep:griffie"}, None),
    ],
)
def test_a_provider_lets_in_with_the_role_that_the_settings_give(dossier, accounts, claims, role):
    with serving() as provider:
        browser = client(house(dossier, accounts, by_provider(provider)))
        provider.claims = claims
        back = browser.get(provider.sends_back(went(browser, terug="/draden").headers["location"]))
        assert provider.tried == [f"{CLIENT}:{SECRET}"]
        if role is None:
            assert back.status_code == 403
            assert "geen rol" in back.text
            assert accounts.accounts() == ()
        else:
            assert back.headers["location"] == "/draden"
            assert [(one.name, one.role) for one in accounts.accounts()] == [(claims["name"], role)]
            assert browser.get("/draden").status_code == 200


@pytest.mark.parametrize(
    "trick", ["key", "symmetric", "issuer", "audience", "nonce", "expired", "state", "twice", "elsewhere"]
)
def test_who_a_provider_did_not_vouch_for_does_not_get_in(dossier, accounts, trick):
    anna = {"sub": "1", "name": "Anna", "email": "anna@example.nl", "email_verified": True}
    with serving() as provider:
        browser = client(house(dossier, accounts, by_provider(provider)))
        provider.claims = dict(anna)
        if trick == "key":
            provider.key = RSAKey.generate_key(2048, {"kid": "een"})
        elif trick == "symmetric":  # signed with a secret that two share, by a provider that says it may be
            provider.offered = ["RS256", "HS256"]
            provider.algorithm = "HS256"
            provider.key = OctKey.import_key(SECRET * 2)
        elif trick == "audience":
            provider.claims["aud"] = "another"
        elif trick == "nonce":
            provider.claims["nonce"] = "another"
        elif trick == "expired":
            provider.claims |= {"iat": 1, "exp": 60}
        elif trick == "issuer":
            provider.claims["iss"] = "https://evil.example"
        back = provider.sends_back(went(browser).headers["location"], **({"state": "x"} if trick == "state" else {}))
        if trick == "elsewhere":
            browser = client(browser.app)
        if trick == "twice":
            assert browser.get(back).status_code == 303
            browser.cookies.delete("aangemeld")
            provider.codes[f"code-{len(provider.codes)}"] = {}
        assert browser.get(back).status_code == 403
        assert browser.get("/draden").status_code == 303


def test_a_provider_that_calls_itself_otherwise_or_is_silent_is_told_of(dossier, accounts):
    with serving() as provider:
        made = house(dossier, accounts, by_provider(provider))
        provider.issuer = "https://evil.example"
        assert went(client(made)).status_code == 502
    assert "Regio antwoordt niet" in went(client(made)).text


def test_the_highest_role_that_fits_counts():
    access = parsed(
        'adres = "https://x.nl"\n[rollen]\n"Anna@X.nl" = "reader"\n"groep:a" = "approver"\n"*" = "contributor"\n'
    )
    assert role_for(access, email="anna@x.nl", groups=["a"]) == "approver"
    assert role_for(access, email="anna@x.nl", groups=[]) == "reader"
    assert role_for(access, email="", groups=["b"]) == "contributor"


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ("", "no_address"),
        ('adres = "http://dossier.example.nl"', "open_address"),
        ('adres = "https://dossier.example.nl/pad"', "no_address"),
        ('adres = "https://u:p@dossier.example.nl"', "no_address"),
        ('adres = "https://x.nl"\nopen = "editor"', "no_public_role"),
        ('adres = "https://x.nl"\nwachtwoord = "x"', "unknown_key"),
        ('adres = "https://x.nl"\n[rollen]\n"*" = "baas"', "no_role"),
        ('adres = "https://x.nl"\n[oidc]\nuitgever = "http://x.nl"\nclient = "c"', "open_provider"),
        ('adres = "https://x.nl"\n[oidc]\nuitgever = "https://x.nl"', "no_provider"),
        ("adres = ", "no_toml"),
    ],
)
def test_settings_that_let_in_otherwise_than_meant_are_refused(settings, code):
    with pytest.raises(WrongUse, match=f"access.{code}"):
        parsed(settings)
