"""The forms of a page as a browser would send them, and waiting for the build that follows."""

import time
from html.parser import HTMLParser

from rodedraad import consult
from rodedraad.adapters.folder import DossierFolder


class Forms(HTMLParser):
    """The forms of a page: where each goes, and what it would send untouched."""

    def __init__(self, page):
        super().__init__()
        self.found, self._own, self._select = [], None, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "form":
            self._own = {}
            self.found.append((values.get("action", ""), self._own))
        elif self._own is not None and tag == "input" and values.get("name"):
            if values.get("type") != "checkbox" or "checked" in values:
                self._own.setdefault(values["name"], []).append(values.get("value", ""))
        elif self._own is not None and tag == "select":
            self._select = values["name"]
        elif tag == "option" and self._select and ("selected" in values or self._select not in self._own):
            self._own[self._select] = [values["value"]]

    def handle_endtag(self, tag):
        if tag == "form":
            self._own = None
        elif tag == "select":
            self._select = None


def form(page, action, number=0):
    return [own for to, own in Forms(page).found if to.partition("#")[0] == action][number]


def renewed(site, seconds=60):
    """Waits for the build that follows a change, as a page does that asks how far it is."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if "data-ready" in (told := site.get("/stand", headers={"hx-request": "true"}).text):
            return told
        time.sleep(0.2)
    raise AssertionError(told)


def records(path, kind="statements"):
    with consult.reading(DossierFolder.open(path)) as store:
        return list(store.records(kind))
