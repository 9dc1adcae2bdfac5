"""The report in a real browser: accessible, fits a phone, sends nothing out, and every line leads to its page."""

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from chromium import AXE, needs_browser

pytestmark = needs_browser
LANGUAGES = ("nl", "en")
WIDTHS = (1280, 360)
WHOLE = {("nl", 1280, "light"), ("en", 360, "dark")}
SAMPLE = """
for (const list of document.querySelectorAll('main section, tbody, ul.rows, ul.clauses'))
  [...list.children].filter(one => ['ARTICLE', 'TR', 'LI'].includes(one.tagName)).slice(10).forEach(one => one.remove())
"""
"""Keeps ten rows of each list: axe takes seconds for a thousand rows of one make, so two reports are tried whole."""


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """The example dossier's report in both languages, with corrections, in a folder whose name needs escaping."""
    folder = tmp_path_factory.mktemp("een map #1 é 100%") / "voorbeeld"
    _run("demo", "--out", folder, "--no-open")
    first, second, *_ = json.loads(_run("list", folder, "threads", "--json"))
    _run("edit", folder, first["statements"][0], "type=zorg", "deadline=eind 2027", "--as", "A. de Vries")
    _run("confirm", folder, second["statements"][0], "--as", "B. Jansen")
    for language in LANGUAGES:
        _run("export", folder, "--to", "html", "--lang", language)
    _run("export", folder, "--to", "html", "--lang", "nl", "--out", folder.parent / "elders.html")
    reports = {language: folder / "uitvoer" / f"rodedraad-{language}.html" for language in LANGUAGES}
    return {**reports, "elsewhere": folder.parent / "elders.html"}


def _run(*arguments):
    done = subprocess.run(
        [sys.executable, "-m", "rodedraad", *map(str, arguments)], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


@pytest.fixture
def page(browser):
    """Opens a report; the page's own rules against script hold unless ``is_bare``, which axe needs."""
    contexts = []

    def opened(path, *, width=1280, scheme="light", is_bare=False):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=is_bare, reduced_motion="reduce"
        )
        contexts.append(context)
        tab = context.new_page()
        tab.asked = []
        tab.on("request", lambda request: tab.asked.append(request.url))
        tab.goto(path.as_uri())
        return tab

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(page, reports, language, width, scheme):
    tab = page(reports[language], width=width, scheme=scheme, is_bare=True)
    tab.evaluate(
        "for (const one of document.querySelectorAll('section')) [...one.querySelectorAll('details')].slice(0, 6).forEach(each => {each.open = true})"
    )
    if (language, width, scheme) not in WHOLE:
        tab.evaluate(SAMPLE)
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    found = tab.evaluate("axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})")
    assert len(found["passes"]) > 20
    assert [(one["id"], one["nodes"][0]["html"][:200], len(one["nodes"])) for one in found["violations"]] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [360, 320])
def test_a_phone_never_scrolls_sideways(page, reports, language, width):
    tab = page(reports[language], width=width)
    tab.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_is_asked_of_any_other_place_and_no_script_runs(page, reports):
    path = reports["nl"]
    tab = page(path)
    tab.wait_for_load_state("networkidle")
    assert tab.asked == [path.as_uri()]
    assert tab.locator("script").count() == 0


@pytest.mark.parametrize("place", ["nl", "elsewhere"])
def test_every_link_to_a_source_finds_its_file(page, reports, place):
    path = reports[place]
    tab = page(path)
    hrefs = set(tab.evaluate("[...document.querySelectorAll('a[href]')].map(one => one.href)"))
    own = path.as_uri()
    ways = {href for href in hrefs if href.startswith("file:") and href.partition("#")[0] != own}
    assert len(ways) > 60
    assert [way for way in sorted(ways) if not Path(unquote(urlsplit(way).path)).is_file()] == []


def test_the_first_thread_leads_to_the_page_of_its_quote(page, reports):
    tab = page(reports["nl"])
    tab.click("#een .shared ol a >> nth=0")
    assert tab.locator(":target").get_attribute("id").startswith("t-")
    link = tab.locator(":target figure a").first
    assert link.is_visible()
    way = link.evaluate("one => one.href")
    assert Path(unquote(urlsplit(way).path)).is_file()
    pdf = tab.locator("#draden figure a[href*='.pdf#page=']").first
    with tab.expect_request(lambda request: ".pdf" in request.url) as asked:
        pdf.evaluate("one => one.click()")
    assert Path(unquote(urlsplit(asked.value.url).path)).is_file()


def test_a_text_source_opens_at_the_words(page, reports):
    tab = page(reports["nl"])
    link = tab.locator("#draden figure a[href*='.html#:~:text='], #spanningen figure a[href*='.html#:~:text=']").first
    words = link.evaluate("one => one.closest('figure').querySelector('q').textContent")
    link.evaluate("one => {for (let up = one; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true}")
    link.click()
    tab.wait_for_url("**/*.html*")
    tab.wait_for_timeout(500)
    place = tab.evaluate(
        """words => {const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node; node = walk.nextNode();) if (node.textContent.replace(/\\s+/g, ' ').includes(words)) {
        const range = document.createRange(); range.selectNode(node); return range.getBoundingClientRect().top}}""",
        " ".join(words.split())[:25],
    )
    assert tab.evaluate("scrollY") > 0
    assert 0 <= place < 900


def test_the_lines_around_a_quote_open_from_the_keyboard(page, reports):
    tab = page(reports["nl"])
    details = tab.locator("#draden details.around").first
    assert not details.locator("p.code").is_visible()
    details.locator("summary").focus()
    tab.keyboard.press("Enter")
    assert details.locator("p.code").is_visible()
    assert details.locator("mark").is_visible()


def test_a_corrected_line_leads_to_who_corrected_it_and_back_to_its_page(page, reports):
    tab = page(reports["nl"])
    mark = tab.locator("#draden p.mended", has_text="A. de Vries").first
    assert "is nu «zorg»" in tab.locator("#draden p.mended", has_text="Soort").first.inner_text()
    mark.locator("a").click()
    change = tab.locator(":target")
    assert "A. de Vries" in change.locator("h3").inner_text()
    assert change.locator("a").first.is_visible()


def test_a_number_of_the_matrix_opens_its_statements(page, reports):
    tab = page(reports["nl"])
    tab.locator("table.matrix td a").first.click()
    target = tab.locator(":target")
    assert target.is_visible()
    assert tab.locator(":target + ul q").first.is_visible()


def test_the_first_key_offers_to_skip_to_the_content(page, reports):
    tab = page(reports["nl"])
    tab.keyboard.press("Tab")
    focused = tab.locator(":focus")
    assert focused.get_attribute("href") == "#kern"
    assert focused.bounding_box()["x"] >= 0


def test_quoted_words_open_their_quote_beside_the_sentence_and_on_a_phone_below_it(page, reports):
    for width in (1280, 360):
        tab = page(reports["nl"], width=width)
        words = tab.locator("#kern a.quoted").nth(2)
        opened = tab.locator(f"#kern [id='{words.get_attribute('href')[1:]}']")
        assert not opened.locator("mark").is_visible()
        words.focus()
        tab.keyboard.press("Enter")
        assert opened.locator("mark").is_visible()
        quote = re.sub(
            "[⁰¹²³⁴-⁹]", "", opened.locator("mark").inner_text()
        )  # what refers to a footnote is no word of it
        assert quote == words.inner_text()
        says = words.locator("xpath=ancestor::div[@class='says']").bounding_box()
        place = opened.bounding_box()
        if width > 1000:
            assert place["x"] >= says["x"] + says["width"], "in a column beside it"
        else:
            assert place["y"] >= says["y"] + says["height"], "below it"
        assert 0 <= place["y"] < 900, "and where the reader looks"


def test_a_document_beside_a_sentence_opens_from_the_keyboard_and_leads_to_its_page(page, reports):
    tab = page(reports["nl"])
    details = tab.locator("#kern details.source").first
    link = details.locator("a[href*='bronnen']")
    assert not link.is_visible()
    details.locator("summary").focus()
    tab.keyboard.press("Enter")
    assert link.is_visible()
    assert Path(unquote(urlsplit(link.evaluate("one => one.href")).path)).is_file()


def test_a_page_is_pictured_beside_its_quote_under_the_report_s_own_rules(page, reports):
    tab = page(reports["nl"])
    told = []
    tab.on("console", lambda message: told.append(message.text))
    picture = tab.locator("#lezing .page").first
    picture.evaluate("one => {one.closest('details').open = true; one.scrollIntoView()}")
    tab.wait_for_timeout(300)
    assert told == []
    shot = picture.screenshot()
    assert len(set(shot[-4000:])) > 100, "a page, not an empty box"
    assert picture.evaluate("one => getComputedStyle(one).backgroundImage").startswith('url("data:image/png')


@pytest.fixture(scope="module")
def printed(browser, reports, tmp_path_factory):
    """The text of each sheet on which the report prints."""
    import pypdfium2  # noqa: PLC0415

    made = tmp_path_factory.mktemp("print") / "verslag.pdf"
    tab = browser.new_context().new_page()
    tab.goto(reports["nl"].as_uri())
    tab.pdf(path=made, prefer_css_page_size=True)
    with pypdfium2.PdfDocument(made) as document:
        return [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in document]


def test_it_prints_with_the_core_on_one_sheet(printed):
    first, second, *_ = printed
    assert "De kern" in first
    assert "Wat en wie ontbreekt" in first
    assert "Gemaakt op" in first
    assert "De hele tekst, per thema" in second[:120]


def test_every_sheet_has_the_mark_and_its_number_and_none_is_blank(printed):
    for place, sheet in enumerate(printed, start=1):
        assert f"Concept, versie 1: nog door niemand goedgekeurd {place} / {len(printed)}" in sheet
        assert len(sheet) > 400


def test_on_paper_every_source_of_the_reading_is_named_though_nobody_opened_it(page, reports, printed):
    whole = "".join("".join(printed).split())
    named = page(reports["nl"]).evaluate(
        "[...document.querySelectorAll('#lezing details.source summary')].map(one => one.textContent.replace(/^\\s*\\d+\\s/, ''))"
    )
    assert len(named) > 200
    assert [one for one in named if "".join(one.split()) not in whole] == []
