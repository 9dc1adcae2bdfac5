"""The workspace in a real browser: accessible, fits a phone, without script too, and asks nothing of another machine."""

import re
import subprocess
import sys

import pytest
from chromium import AXE, needs_browser

pytestmark = needs_browser
PAGES = (
    "/", "/draden", "/spanningen", "/witte-vlekken", "/bronnen", "/uitspraken", "/uitspraken?q=energie", "/partijen",
    "/vraag?q=Wat+willen+de+gemeenten+met+de+kooksfabriek", "/propositie", "/logboek", "/nakijken", "/downloads", "/inbrengen", "/naam", "/stand", "/hulp", "/bestaat-niet",
)  # fmt: skip
SINGLE = {"/draden": "/draden/", "/spanningen": "/spanningen/", "/bronnen": "/bronnen/", "/uitspraken": "/uitspraken/"}
FEW = """
for (const list of document.querySelectorAll('main section, main ol, tbody, #lijst'))
  [...list.children].filter(one => ['ARTICLE', 'TR', 'LI'].includes(one.tagName)).slice(6).forEach(one => one.remove())
"""
"""Keeps six rows of each list: axe takes seconds for a hundred rows of one make."""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("een map #1 é 100%") / "voorbeeld"
    made = subprocess.run([sys.executable, "-m", "rodedraad", "demo", "--out", str(folder), "--no-open"], check=False)
    assert made.returncode in (0, 1)
    command = [sys.executable, "-m", "rodedraad", "serve", str(folder), "--no-open", "--lang", "nl"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "encoding": "utf-8"}
    with subprocess.Popen(command, **pipes) as server:
        told = ""
        while "http" not in told:
            told = server.stdout.readline()
            assert told, "the server ended before it listened"
        yield re.search(r"http://[^/]+", told)[0]
        server.terminate()


@pytest.fixture
def tab(browser, address):
    contexts = []

    def opened(path, *, width=1280, scheme="light", script=True, is_bare=False):
        context = browser.new_context(
            base_url=address,
            locale="nl-NL",
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
            bypass_csp=is_bare,
        )
        contexts.append(context)
        tab = context.new_page()
        tab.asked, tab.said = [], []
        tab.on("request", lambda request: tab.asked.append(request.url))
        tab.on("console", lambda message: tab.said.append(message.text))
        tab.on("pageerror", lambda error: tab.said.append(str(error)))
        tab.goto(path)
        return tab

    yield opened
    for context in contexts:
        context.close()


def _all(tab):
    """Every kind of page: the lists, and the first of each."""
    found = list(PAGES)
    for path, start in SINGLE.items():
        hrefs = tab(path).evaluate("[...document.querySelectorAll('main a')].map(one => one.getAttribute('href'))")
        found.append(next(one for one in hrefs if one.startswith(start)))
    source = tab("/bronnen").evaluate(
        "[...document.querySelectorAll('tbody th a')].map(one => one.getAttribute('href'))"
    )
    return [*found, f"{source[2]}?blad=2"]


@pytest.mark.parametrize(("width", "scheme", "language"), [(1280, "light", "nl"), (360, "dark", "en")])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(tab, width, scheme, language):
    page = tab(f"/?taal={language}", width=width, scheme=scheme, is_bare=True)
    for path in _all(tab):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.evaluate(FEW)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(
            "axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})"
        )
        assert len(found["passes"]) > 15
        told = [(path, one["id"], one["nodes"][0]["html"][:200], len(one["nodes"])) for one in found["violations"]]
        assert told == []


def test_nothing_is_asked_of_another_place_and_nothing_is_refused_by_the_pages_own_policy(tab, address):
    page = tab("/")
    for path in _all(tab):
        page.goto(path)
    assert [one for one in page.asked if not one.startswith(f"{address}/")] == []
    assert [one for one in page.said if "404" not in one] == []


@pytest.mark.parametrize("script", [True, False])
def test_a_quote_is_found_from_a_question_to_its_page(tab, script):
    page = tab("/", script=script)
    page.get_by_role("searchbox").first.fill("kooksfabriek")
    page.get_by_role("button", name="Zoek").click()
    page.wait_for_load_state()
    page.get_by_label("Soort").select_option("request")
    if not script:
        page.get_by_role("button", name="Toon").click()
    page.wait_for_url("**type=request**")
    page.locator("ol.rows .from a").first.click()
    page.wait_for_url("**/bronnen/**uitspraak=**")
    assert page.locator(".said.chosen").first.is_visible()
    assert "kooksfabriek" in page.locator(".said.chosen").first.text_content().lower()


def test_the_keyboard_reaches_the_content_and_a_statement_on_the_picture(tab):
    page = tab("/bronnen")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Naar de inhoud"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"
    page.goto(page.locator("tbody th a").nth(2).get_attribute("href") + "?blad=2")
    spot = page.locator(".plate svg a").first
    spot.focus()
    page.keyboard.press("Enter")
    assert page.locator(":target").get_attribute("class").startswith("said")


@pytest.mark.parametrize("script", [True, False])
def test_a_type_is_corrected_and_what_is_right_confirmed_with_the_keyboard_alone(tab, script):
    page = tab("/nakijken", script=script)
    items = page.locator("[data-item]")
    before = items.nth(0).get_attribute("id"), items.nth(1).get_attribute("id")
    items.nth(0).focus()
    if script:
        page.keyboard.press("b")
        page.wait_for_function("id => document.activeElement.id === id", arg=before[1])
        page.keyboard.press("t")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Escape")
        page.keyboard.press("s")
    else:
        items.nth(0).get_by_role("button", name="Klopt").press("Enter")
        page.wait_for_load_state()
        chosen = page.locator(f"#{before[1]}")
        chosen.get_by_role("combobox").press("ArrowDown")
        chosen.get_by_role("button", name="Opslaan").press("Enter")
        page.wait_for_load_state()
    page.locator(f"#{before[1]} .fresh").wait_for()
    assert page.locator("#balk .waiting").count() == 1, "the bar comes without a reload too"
    assert "klopt" in page.locator(f"#{before[0]} .fresh").text_content()
    assert "→" in page.locator(f"#{before[1]} .fresh").text_content()
    assert [one for one in page.said if "404" not in one] == []
    page.goto("/")
    assert "bewaard en nog niet overal meegeteld" in page.locator(".waiting").text_content()
    page.goto("/logboek")
    assert page.get_by_role("button", name="Terugnemen").count() >= 2
