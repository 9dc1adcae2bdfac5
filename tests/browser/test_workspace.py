"""The workspace in a real browser: accessible, fits a phone, without script too, and asks nothing of another machine."""

import gzip
import re
import subprocess
import sys

import pytest
from chromium import AXE, needs_browser

pytestmark = needs_browser
PAGES = (
    "/", "/draden", "/spanningen", "/witte-vlekken", "/bronnen", "/uitspraken", "/uitspraken?q=energie", "/partijen", "/scenarios", "/scenarios/invloeden", "/scenarios/vergelijk", "/toekomstbeelden", "/benodigdheden", "/benodigdheden/toekomsten", "/kennisinfrastructuur",
    "/vraag?q=Wat+willen+de+gemeenten+met+de+kooksfabriek", "/propositie", "/logboek", "/nakijken", "/downloads", "/inbrengen", "/naam", "/stand", "/hulp", "/bestaat-niet",
    "/agenda", "/agenda?beeld=tijdlijn&jaar=2027", "/agenda?beeld=net", "/gevraagd?laag=rijk", "/indicatoren", "/verwacht", "/relaties", "/bezwaren",
    "/bezwaren/nieuw", "/nakijken/voorstellen", "/hulp/algoritmeregister", "/hulp/toegankelijkheid",
)  # fmt: skip
SINGLE = {
    "/propositie": "/propositie/zinnen/",
    "/draden": "/draden/",
    "/spanningen": "/spanningen/",
    "/bronnen": "/bronnen/",
    "/uitspraken": "/uitspraken/",
    "/gevraagd": "/agenda/a-",
    "/indicatoren": "/indicatoren/i-",
    "/toekomstbeelden": "/toekomstbeelden/",
    "/benodigdheden": "/benodigdheden/r-",
    "/scenarios/invloeden": "/scenarios/oordelen/",
    "/scenarios": "/scenarios/drijvende",
    "/scenarios/vergelijk": "/scenarios/afspraak",
}
FEW = """
for (const list of document.querySelectorAll('main section, main ol, tbody, #lijst'))
  [...list.children].filter(one => ['ARTICLE', 'TR', 'LI'].includes(one.tagName)).slice(6).forEach(one => one.remove())
"""
"""Keeps six rows of each list: axe takes seconds for a hundred rows of one make."""


CUT = """
[...document.querySelectorAll('main button, main a, main input, main select, main textarea')]
  .filter(one => one.offsetParent && !one.closest('.scroll, .plate, svg'))
  .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map(one => one.outerHTML.slice(0, 120))
"""
"""What can be used and sticks out of the page."""
BARE = """
[...document.querySelectorAll('button, input:not([type=hidden]), select, textarea')]
  .filter(one => one.offsetParent && getComputedStyle(one).borderStyle === 'none')
  .filter(one => !['checkbox', 'radio'].includes(one.type))
  .map(one => one.outerHTML.slice(0, 120))
"""
"""What can be used and has no edge, where only edges tell."""


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


@pytest.mark.parametrize("width", [320, 1920])
def test_no_page_scrolls_sideways_on_a_wide_screen_nor_at_four_hundred_percent(tab, width):
    """1280 pixels at 400% are 320: what WCAG 1.4.10 asks of reflow."""
    page = tab("/", width=width)
    for path in _all(tab):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        cut = page.evaluate(CUT)
        assert cut == [], (path, cut)


def test_on_a_phone_no_table_of_expected_parties_or_indicators_is_cut_off(tab):
    """Two of their four columns stood outside the screen; each cell now says of which column it is."""
    for path in ("/verwacht", "/indicatoren"):
        page = tab(path, width=360)
        assert page.locator("table.stack td[data-label]").count() > 5
        cut = (
            "[...document.querySelectorAll('main .scroll')].filter(one => one.scrollWidth > one.clientWidth + 1).length"
        )
        assert page.evaluate(cut) == 0, path
        wide = tab(path, width=1280)
        assert wide.locator("table.stack thead").first.is_visible()


def test_with_forced_colours_what_can_be_pressed_and_what_is_marked_can_be_seen(tab):
    page = tab("/")
    page.emulate_media(forced_colors="active")
    for path in ("/", "/nakijken", "/bezwaren/nieuw", "/agenda"):
        page.goto(path)
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        bare = page.evaluate(BARE)
        assert bare == [], (path, bare)
    page.goto(page.evaluate("location.origin") + "/nakijken")
    page.locator("[data-item]").first.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_map_of_relations_is_walked_by_keyboard_and_told_aloud(tab):
    page = tab("/relaties")
    stage = page.get_by_role("application")
    stage.focus()
    told = page.locator("[data-map] [role=status]")
    stage.press("ArrowRight")
    first = told.text_content()
    assert "samen met" in first
    stage.press("ArrowRight")
    assert told.text_content() not in ("", first)
    stage.press("ArrowLeft")
    assert told.text_content() == first
    stage.press("Enter")
    page.wait_for_url("**/partijen/*")
    still = tab("/relaties", script=False)
    assert still.locator("[data-map] svg").is_visible()
    assert still.get_by_role("application").count() == 0


def test_the_first_page_asks_little(tab):
    """JavaScript and style of the overview, as they are sent: at most 250 kB."""
    page = tab("/")
    sizes = [
        len(gzip.compress(page.request.get(url).body()))
        for url in dict.fromkeys(page.asked)
        if url.endswith((".js", ".css"))
    ]
    assert len(sizes) >= 4
    assert sum(sizes) < 250_000


def test_what_the_state_was_asked_and_what_came_of_it_is_two_steps_away(tab):
    page = tab("/", script=False)
    page.get_by_role("link", name="Rijk", exact=True).click()
    answered = page.locator("article.request", has_text="afgewezen").first
    assert answered.get_by_role("figure").count() >= 2, "the request, and the answer beside it"
    assert page.get_by_text(re.compile(r"Gezocht in \d+ stuk")).count() > 3
    picture = tab("/agenda?beeld=tijdlijn&jaar=2027&laag=rijk")
    bar = picture.locator(".for-wide svg a").first
    bar.focus()
    bar.press("Enter")
    picture.wait_for_url("**/agenda/a-*")


@pytest.mark.parametrize("script", [True, False])
def test_a_quote_is_found_from_a_question_to_its_page(tab, script):
    page = tab("/", script=script)
    page.get_by_role("searchbox").first.fill("kooksfabriek")
    page.get_by_role("button", name="Zoek").click()
    page.wait_for_load_state()
    page.get_by_label("Soort", exact=True).select_option("request")
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


def test_keys_that_are_typed_ahead_act_on_the_row_they_were_typed_for(tab):
    """The letters for the next row came while the one before was being sent: b, meant for its type, confirmed it."""
    page = tab("/nakijken")
    rows = [one.get_attribute("id") for one in page.locator("[data-item]").all()[4:10]]
    last = (
        "row => { const own = document.querySelector(`#${row} select`); return own.selectedIndex === own.length - 1; }"
    )
    ways = ["ArrowUp" if page.evaluate(last, row) else "ArrowDown" for row in rows]
    page.locator(f"#{rows[0]}").focus()
    for way in ways:  # nobody waits for an answer
        page.keyboard.press("t")
        page.keyboard.press(way)
        page.keyboard.press("Enter")
    for row in rows:
        page.locator(f"#{row} .fresh").wait_for()
        assert "→" in page.locator(f"#{row} .fresh").text_content()
    assert [one for one in page.said if "404" not in one] == []


def test_what_was_not_kept_is_said_on_its_row(tab):
    page = tab("/nakijken")
    row = page.locator("[data-item]").nth(1)
    row.focus()
    page.keyboard.press("s")  # nothing was changed
    row.get_by_role("alert").wait_for()
    assert page.url.endswith("/nakijken"), "the others on the page stay as they are"
    page.route("**/uitspraken/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    row = page.locator("[data-item]").nth(0)
    row.focus()
    page.keyboard.press("b")
    row.get_by_role("alert").wait_for()
    assert "Niet bewaard" in row.get_by_role("alert").text_content()


def test_the_matrix_is_one_stop_for_tab_and_the_arrows_move_in_it(tab):
    page = tab("/scenarios/invloeden", width=360)
    assert page.locator("[data-grid] a").count() > 100
    assert page.locator("[data-grid] a:not([tabindex='-1'])").count() == 1
    page.locator("[data-grid] a:not([tabindex='-1'])").focus()
    where = "document.activeElement.getAttribute('href')"
    assert page.evaluate(where) == "/scenarios/oordelen/afspraak1-staal1"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(where) == "/scenarios/oordelen/afspraak1-staal2"
    for _ in range(3):  # the fourth row is of the next driver, which says nothing of itself
        page.keyboard.press("ArrowDown")
    assert page.evaluate(where) == "/scenarios/oordelen/net1-staal2"
    page.keyboard.press("Enter")
    page.wait_for_url("**/scenarios/oordelen/net1-staal2")
    assert page.said == []
