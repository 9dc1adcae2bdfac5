"""Where sentences begin and end in Dutch and English text: offsets, never copies.

Method: every ``.``, ``?``, ``!`` and ellipsis is a candidate; what stands just before it (abbreviation, initial,
number) and just after it (capital, digit, quote, bracket) decides. Bullets and numbered list marks inside a
paragraph open a new sentence. One pass, each candidate looks at a bounded stretch: linear in the length.
docs/method/extract.md, section 1.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Followed by more of the same sentence, whatever comes next.
_ALWAYS = _words(
    """
    o.a b.v bijv d.w.z dwz t.a.v m.b.t i.v.m t.o.v t.b.v a.d.h.v i.p.v t.g.v o.l.v m.u.v i.h.k.v n.a.v d.m.v i.c
    i.s.m z.g zgn m.n m.i i.h.b incl excl resp vgl evt ca c.q cq w.o m.a.w o.b.v o.g.v v.w.b i.o i.g.v m.m.v p/a
    a.h.w t.z.t nl bv tav mbt ivm tov tbv nav dmv ipv e.g i.e viz cf vs approx d.i i.t.t v.a u.d t.h.v b.g.g z.o
    s.v.p gem wnd plv vml geb gest afk oorspr spec betr vnl
    """
)
# Before a name: never the end.
_TITLES = _words(
    """
    dhr mevr mw mej prof dr drs mr mrs ms ir ing mr.dr dr.ir prof.dr prof.mr prof.ir prof.dr.ir dr.h.c min.pres
    """
)
# Before a name, number or letter that completes them; the end only where a word that opens sentences follows.
_NUMBERED = _words(
    """
    ds bc jhr st ste gen kol sen rep gov hon rev burg weth nrs nos artt pag hfdst figs tabs bijl vol dl jg afl sec
    sect ch eq ref jan feb febr mrt apr jun jul aug sept sep okt oct nov dec tel kst stb stcrt trb pb ov ed eds afd
    max min
    """
)
# Before a number, or a letter that numbers: not the end, not even before an opener.
_COUNTED = _words("nr no art blz p pp par hfst fig tab afb §")
# May well end a sentence: they do where a word that opens sentences follows.
_FINAL = _words(
    """
    enz etc e.d e.a jl a.s e.v o.i.d al b.v n.v inc ltd co corp u.s u.k e.u chr v.s w.v.t.t.k dgl u.s.a jr sr p.m
    a.m mln mld ph.d c.s m.a b.a
    """
)
_LISTING = _words("enz etc e.d e.a o.i.d dgl")
# Abbreviations in Dutch, plain words in English.
_ENGLISH_WORDS = _words("gem art tab par ing bv nl tav nav")
# Words that open Dutch or English sentences and seldom a name.
_OPENERS = _words(
    """
    de het een in dit deze dat die er op om voor met door als bij daarom daarbij daarnaast daarmee daardoor ook
    maar want en of dus toch zo wij we ik hij zij ze je u men wie wat waar hoe wanneer naast na sinds tijdens tot
    uit over onder tussen volgens omdat hoewel terwijl indien verder bovendien echter tevens immers hierbij hierdoor
    hiermee hiervoor hierin hierop daarin daarvoor daarop daarna toen nu vanaf van aan alle elk elke ieder iedere
    sommige veel meer niet geen ten tegen zonder via dankzij wel eerst zowel mede alleen vooral
    the a an this these that those it its we they he she there in on at for with by if when while although because
    however moreover therefore as to from our their his her all each some many no not and but or so also since
    """
)

_OPEN = "\"'“‘„«‹([{‚”’"
_CLOSE = "\"'”’»›)]}“"
_BULLET = "•▪►▶●○◦‣⁃∙■□➢➤✓✔❖"
_CANDIDATE = re.compile(
    r"[.!?…]{1,10}[\"'”’»›)\]}“]{0,5}(?:[\d¹²³⁰-⁹]{1,3}(?=\s))?(?=\s|$|[A-Z])"
    rf"|(?<=\s)(?=[{_BULLET}]\s)"
    r"|[;:](?=\s+(?:[-–—*o]|\(?[a-z]\)|\(?\d{1,2}\)|\(?i{1,3}v?\))\s+\S)"
    r"|\n[ \t]*\n?"
)
_GOES_ON = re.compile(r"(?:,|(?<=\w)[-–—]|[(/&]|\b(?:de|het|een|van|en|of|the|an?|and|or|to))\s*$", re.IGNORECASE)
"""How a line ends that the next one goes on with, whatever that begins with."""
_BEFORE = re.compile(r"[^\s(\[{\"“‘„«,;:/]+$")
_NUMBER = re.compile(r"\d+|\d{1,2}(?:\.\d{1,2}){0,4}|[ivxl]{1,5}")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LOOK_BACK = 40


def sentences(text: str, language: str | None = None) -> tuple[tuple[int, int], ...]:
    """The sentences of one paragraph or list item, as [start, end) without white space at the ends.

    ``language`` is ``nl``, ``en`` or None: one grammar covers both, but ``gem.`` is a word in English. Every visible
    character lies in exactly one sentence.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for candidate in _CANDIDATE.finditer(text):
        at = _quote_end(text, candidate.end())
        if at <= start or not _ends(text, candidate.start(), at, start, language):
            continue
        _append(spans, text, start, at)
        start = at
    _append(spans, text, start, len(text))
    return tuple(spans)


def _quote_end(text: str, at: int) -> int:
    """Past a straight quote that stands apart and closes one opened before, perhaps some sentences ago: ``"Ja. " Daarop``."""
    is_apart = text[at : at + 2] == ' "' and text[at + 2 : at + 3].isspace()
    return at + 2 if is_apart and text.count('"', max(0, at - 2000), at) % 2 else at


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return
    if spans and not any(character.isalnum() for character in text[start : min(end, start + 200)]) and end - start < 4:
        spans[-1] = (spans[-1][0], end)  # a stray quote or dash belongs to the sentence before it
        return
    spans.append((start, end))


def _ends(text: str, mark: int, at: int, start: int, language: str | None) -> bool:
    """Whether the sentence from ``start`` ends at ``at``, the end of the candidate that begins at ``mark``."""
    sign = text[mark : mark + 1]
    if sign == "\n" and text.count("\n", mark, at) == 1:
        return _is_line_end(text, mark, at, start)
    if at == mark or sign == "\n":
        return True  # a bullet, or an empty line
    if sign in ";:":
        return sign == ";" or _is_list_opening(text, at)
    if at >= len(text):
        return False
    follow = _next(text, at)
    if follow is None:
        return False
    after, spaced = follow
    if sign == "." and not spaced:
        return _is_glued_end(text, mark, at)
    character = text[after]
    opened = text[at:after].strip()
    if character.islower():
        return _is_lower_opening(text, after, opened)
    if character in _BULLET:
        return True
    if not (character.isalnum() or character in "€$£#@" or opened):
        return character in "-–—*" and sign != "…"
    if sign in "!?":
        return True
    if text[mark : mark + 2] == ".." or sign == "…":
        return character.isupper()
    return _ends_at_point(text, mark, at, start, after=after, language=language)


def _is_line_end(text: str, mark: int, at: int, start: int) -> bool:
    """Whether a line that was kept is a unit of its own: readers join lines that were only wrapped to a width."""
    follow = _next(text, at)
    if follow is None:
        return False
    word = _word(text, follow[0])
    if text[follow[0]].islower() and not (word in _TITLES and text.startswith(".", follow[0] + len(word))):
        return False
    return _GOES_ON.search(text, max(start, mark - _LOOK_BACK), mark) is None


def _next(text: str, at: int) -> tuple[int, bool] | None:
    """The first character after ``at`` that is neither white space nor an opening mark; was there a space?"""
    position, limit = at, min(len(text), at + _LOOK_BACK)
    spaced = False
    while position < limit and (text[position].isspace() or text[position] in _OPEN):
        spaced = spaced or text[position].isspace()
        position += 1
    return (position, spaced) if position < limit else None


def _word(text: str, at: int) -> str:
    found = _WORD.match(text, at, at + _LOOK_BACK)
    return found.group() if found else ""


def _is_list_opening(text: str, at: int) -> bool:
    """Whether a colon opens a list: only where a mark like ``a)`` follows, not a dash."""
    return bool(re.match(r"\s+(?:\(?[a-z]\)|\(?\d{1,2}\)|\(?i{1,3}v?\))\s", text[at : at + 12]))


def _is_glued_end(text: str, mark: int, at: int) -> bool:
    """``woord.De``: a point without a space ends a sentence only between a plain word and an opener."""
    word = _word(text, at)
    before = text[max(0, mark - 3) : mark]
    return bool(word.lower() in _OPENERS and word.istitle() and before.isalpha() and before.islower())


def _is_lower_opening(text: str, after: int, opened: str) -> bool:
    """A small letter opens a sentence only as ``'s Avonds`` and ``'t Is``."""
    word = _word(text, after)
    if opened[-1:] in ("'", "’", "‘") and word in ("s", "t", "n", "k"):
        rest = text[after + 1 : after + 3]
        return len(rest) == 2 and rest[0] == " " and (rest[1].isupper() or word in ("t", "k"))
    return False


def _ends_at_point(text: str, mark: int, at: int, start: int, *, after: int, language: str | None) -> bool:
    """A point before a capital, a digit or an opening mark: does the word before it end here?"""
    found = _BEFORE.search(text, max(start, mark - _LOOK_BACK), mark)
    token = found.group() if found else ""
    key = token.lower().strip("'’‘")
    word = _word(text, after)
    is_opener = word.lower() in _OPENERS and (word.istitle() or len(word) == 1)
    if language == "en" and key in _ENGLISH_WORDS:
        return True
    if key in _ALWAYS or key in _TITLES:
        return False
    if at > mark + 1 and text[mark + 1] in _CLOSE:
        return True
    if key in _COUNTED:
        return key == "no" and not text[after].isdigit() and is_opener
    if key in _NUMBERED:
        return is_opener
    if key in _FINAL:
        return is_opener or (key in _LISTING and not text[after].isdigit())
    if key in ("v", "n") and word == "Chr":
        return False
    if _NUMBER.fullmatch(key):
        return not _is_number_mark(text, start, mark - len(token), key)
    if len(key) == 1 and token.isalpha():
        return _ends_after_letter(text, start, mark, is_opener=is_opener)
    if "." in key and all(len(part) <= 1 for part in key.split(".")):
        return is_opener and not _is_initials(token)
    return True


def _is_number_mark(text: str, start: int, token_start: int, key: str) -> bool:
    """``1. De`` and ``3.2. De`` at the start of a sentence number it; ``eeuw II. De`` does not."""
    return not any(character.isalnum() for character in text[start:token_start]) and (len(key) < 6 or "." in key)


def _ends_after_letter(text: str, start: int, mark: int, *, is_opener: bool) -> bool:
    """One letter and a point: an initial (``J. Jansen``), a list mark (``a. De``), or the end (``vitamine C.``)."""
    if not any(character.isalnum() for character in text[start : mark - 1]):
        return False
    return is_opener or not text[mark - 1].isupper()


def _is_initials(token: str) -> bool:
    """``J.P`` as in ``J.P. De Vries``: capitals only."""
    return token.replace(".", "").isupper() and len(token) <= 5
