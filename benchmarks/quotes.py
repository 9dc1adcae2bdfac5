"""Quotes that were tampered with, and sources that were replaced: python benchmarks/quotes.py [--json].

Draws true sentences from every shared document, always the same ones, and alters each in seven ways. A tampered quote
counts only where it is nowhere in the source by a test of its own (white space, hyphens, quotes and dashes taken out),
so that the oracle does not use what it measures. Then it replaces documents by edited versions of themselves and asks
what became of decisions on their sentences. Method: docs/method/quotes.md.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from references import SHARED, readings
from rodedraad import chain
from rodedraad.authored import corrected, target
from rodedraad.extract.identity import bare, statement_id
from rodedraad.extract.units import units
from rodedraad.link import kinship
from rodedraad.records import Block, Document, Event, Source, Statement
from rodedraad.verify.quotes import Sources

PER_DOCUMENT = 14
LEAST_WORDS, MOST_WORDS = 6, 60
VERSIONS_OF = 30
SENTENCES_PER_VERSION = 40

_DASHES = re.compile(r"[\s\u00ad\u200b\ufeff\u2010-\u2015\u2212-]+")
_PLAIN = str.maketrans("‘’‚‛`´“”„‟«»", "''''''\"\"\"\"\"\"")
_TAILS = (
    ", en daarvoor is veertig miljoen euro gereserveerd",
    ", zoals de wethouder vorige week al bevestigde",
    " en dat geldt ook voor alle buurgemeenten",
    ", waarmee het laatste bezwaar is weggenomen",
    ", which every party has already agreed to in writing",
)
_ACTORS = ("de waterschappen", "Stichting Zandbank", "het college van Duinrand", "de vakbonden", "de Europese Unie")
_NAMED = re.compile(
    r"\b(?:[Dd]e gemeenten?|[Hh]et kabinet|[Hh]et Rijk|[Dd]e provincies?|[Dd]e overheid|[Dd]e EU|[Ww]ij|[Ww]e|Nederland|JA21|DENK|[Dd]e SP|[Hh]et CDA|[Dd]e ChristenUnie|RVO|CBS|VIVET|Kadaster|[Nn]etbeheerders|"
    r"[Dd]e Commissie|[Tt]he Commission|[Mm]ember States|TNO|BZK|EZK|PBL)\b"
)
_MODALS = {
    "moet": "kan", "moeten": "kunnen", "kan": "moet", "kunnen": "moeten", "wil": "moet", "willen": "moeten",
    "zal": "kan", "zullen": "kunnen", "mag": "moet", "mogen": "moeten", "shall": "may", "must": "may", "should": "could",
    "may": "shall", "can": "must", "will": "might", "gaan": "kunnen", "gaat": "kan", "dient": "mag", "zou": "zal",
}  # fmt: skip
_FINITE = re.compile(
    r"\b(is|zijn|wordt|worden|heeft|hebben|staat|staan|krijgt|krijgen|komt|komen|doet|biedt|geeft|maakt|maken|are|has|have|was|were|were|werd|werden)\b"
)
_DENIALS = {
    "niet": "wel",
    "geen": "een",
    "nooit": "altijd",
    "not": "indeed",
    "no": "a",
    "never": "always",
    "zonder": "met",
}
_QUALIFIERS = (
    "mits", "tenzij", "grotendeels", "deels", "in beginsel", "in principe", "naar verwachting", "alleen", "slechts", "uitsluitend", "tot",
    "waarschijnlijk", "mogelijk", "vooral", "met name", "zoveel mogelijk", "waar mogelijk", "ten minste", "minimaal", "maximaal", "ongeveer",
    "bijna", "vaak", "soms", "meestal", "doorgaans", "voorlopig", "eventueel", "indien", "only", "mainly", "where relevant", "up to", "at least",
    "partly", "in particular", "possibly", "nog", "verder", "ook",
)  # fmt: skip

Alteration = Callable[[str, random.Random], str | None]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sentence as its source has it."""

    source: str
    quote: str


def drawn(read_in: dict[str, tuple[Source, Document]]) -> list[Drawn]:
    """True quotes of every document, in the order of the sources' ids."""
    found = []
    for id_ in sorted(read_in):
        source, document = read_in[id_]
        chance = random.Random(id_)  # noqa: S311  a draw, no secret
        said = [document.text[unit.start : unit.end] for unit in units(document, kind=source.kind)]
        fit = [one for one in said if LEAST_WORDS <= len(one.split()) <= MOST_WORDS and _letters(one) >= len(one) // 2]
        found += [Drawn(id_, one) for one in chance.sample(fit, min(PER_DOCUMENT, len(fit)))]
    return found


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in text)


# --- seven ways to tamper -------------------------------------------------------------------------------------


def negated(quote: str, chance: random.Random) -> str | None:
    """A negation taken out, or put in behind the first finite verb, else before the last word."""
    for word, other in _DENIALS.items():
        match = re.search(rf"\b{word}\b", quote)
        if match:
            return quote[: match.start()] + (other if chance.random() < 0.5 else "") + quote[match.end() :]
    match = _FINITE.search(quote)
    if match:
        return f"{quote[: match.end()]} niet{quote[match.end() :]}"
    words = quote.split()
    return " ".join([*words[:-1], "niet", words[-1]])


def modal(quote: str, chance: random.Random) -> str | None:
    """*Moet* for *kan* and so on; put in where there is none."""
    for match in re.finditer(r"\w+", quote):
        if match[0] in _MODALS:
            return quote[: match.start()] + _MODALS[match[0]] + quote[match.end() :]
    match = _FINITE.search(quote)
    if match:
        return f"{quote[: match.start()]}{chance.choice(('moet', 'kan'))} {quote[match.start() :]}"
    words = quote.split()
    return " ".join([*words[:-1], chance.choice(("moeten", "kunnen")), words[-1]])


def numbered(quote: str, chance: random.Random) -> str | None:
    """Another number, or one where there was none."""
    numbers = list(re.finditer(r"\d+", quote))
    if numbers:
        match = chance.choice(numbers)
        other = str(int(match[0]) + chance.choice((1, 5, 10, 100))) if chance.random() < 0.7 else match[0][:-1]
        return quote[: match.start()] + other + quote[match.end() :]
    words = quote.split()
    at = chance.randrange(1, len(words))
    return " ".join([*words[:at], str(chance.randrange(3, 90)), *words[at:]])


def acted(quote: str, chance: random.Random) -> str | None:
    """Another actor, at the first name or in place of the first two words."""
    match = _NAMED.search(quote)
    other = chance.choice(_ACTORS)
    if match:
        return quote[: match.start()] + other + quote[match.end() :]
    return " ".join([other[0].upper() + other[1:], *quote.split()[2:]])


def tailed(quote: str, chance: random.Random) -> str | None:
    """An invented tail."""
    body = quote.rstrip(" .;:!?")
    return body + chance.choice(_TAILS) + (quote[len(body) :].strip() or ".")


def unqualified(quote: str, chance: random.Random) -> str | None:
    """A qualifier dropped; a condition with all that hangs on it; of a sentence without one a word."""
    for word in ("mits", "tenzij"):
        match = re.search(rf"[,\s]+{word}\b.*$", quote, re.DOTALL)
        if match and len(quote[: match.start()].split()) >= 3:
            return quote[: match.start()]
    for word in _QUALIFIERS:
        match = re.search(rf"\b{word}\b\s*", quote, re.IGNORECASE)
        if match:
            return quote[: match.start()] + quote[match.end() :]
    words = quote.split()
    at = chance.randrange(1, len(words) - 1)
    return " ".join([*words[:at], *words[at + 1 :]])


TAMPERINGS: dict[str, Alteration] = {
    "negation": negated,
    "modal": modal,
    "number": numbered,
    "actor": acted,
    "tail": tailed,
    "qualifier": unqualified,
}


def plain(text: str) -> str:
    """A text without what the closed list leaves open: the oracle of this file."""
    return _DASHES.sub("", text).translate(_PLAIN)


# --- what the verdicts are ------------------------------------------------------------------------------------


def tampered(read_in: dict[str, tuple[Source, Document]]) -> tuple[dict[str, float], list[str]]:
    """Per alteration: how many were made, the share that was accepted and the share with the right verdict."""
    documents = [document for _, document in read_in.values()]
    sources = Sources(documents)
    flat = {document.source: plain(document.text) for document in documents}
    quotes = drawn(read_in)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    notes: list[str] = []
    for number, one in enumerate(quotes):
        chance = random.Random(f"{one.source}{number}")  # noqa: S311
        for variant in (one.quote, *reshaped(one.quote, chance)):
            said = sources.verdict(variant, one.source)
            counts["true"][said.kind] += 1
            if said.kind != "accepted":
                notes.append(f"true        {said.kind:<14}{' '.join(variant.split())[:160]}")
        for name, alter in TAMPERINGS.items():
            made = next(
                (new for _ in range(8) if (new := alter(one.quote, chance)) and plain(new) not in flat[one.source]),
                None,
            )
            if made is None:
                continue
            said = sources.verdict(made, one.source)
            right = (
                "misattributed"
                if any(plain(made) in other for id_, other in flat.items() if id_ != one.source)
                else "altered"
            )
            counts[name][said.kind if said.kind != right else "right"] += 1
            if said.kind != right:
                notes.append(f"{name:<12}{said.kind:<14}{' '.join(made.split())[:160]}")
        elsewhere = [id_ for id_ in sorted(flat) if plain(one.quote) not in flat[id_]]
        if elsewhere:
            said = sources.verdict(one.quote, chance.choice(elsewhere))
            counts["source"]["right" if said.kind == "misattributed" else said.kind] += 1
            if said.kind != "misattributed":
                notes.append(f"source      {said.kind:<14}{' '.join(one.quote.split())[:160]}")
    counts["invented"] = _invented(read_in, quotes, flat)
    if not quotes:
        raise SystemExit("no quotes were drawn: nothing accepted of nothing altered is no figure")
    figures = {
        "true_quotes": float(len(quotes)),
        "true_accepted": counts["true"]["accepted"] / sum(counts["true"].values()),
    }
    made_all = accepted_all = right_all = 0
    for name in (*TAMPERINGS, "source", "invented"):
        made = sum(counts[name].values())
        figures[f"{name}_made"] = float(made)
        if made:
            figures[f"{name}_right"] = counts[name]["right"] / made
        made_all, right_all, accepted_all = (
            made_all + made,
            right_all + counts[name]["right"],
            accepted_all + counts[name]["accepted"],
        )
    figures |= {
        "tampered": float(made_all),
        "tampered_accepted": float(accepted_all),
        "tampered_right": right_all / made_all,
    }
    return figures, notes


def _invented(
    read_in: dict[str, tuple[Source, Document]], quotes: Sequence[Drawn], flat: dict[str, str]
) -> Counter[str]:
    """Sentences of other documents as what nobody wrote: those of one half, ascribed to the other half alone."""
    ids = sorted(read_in)
    half = {id_ for place, id_ in enumerate(ids) if place % 2}
    held = Sources(document for id_, (_, document) in read_in.items() if id_ not in half)
    kept = [id_ for id_ in ids if id_ not in half]
    counts: Counter[str] = Counter()
    for number, one in enumerate(quotes):
        if one.source in half and not any(plain(one.quote) in flat[id_] for id_ in kept):
            kind = held.verdict(one.quote, kept[number % len(kept)]).kind
            counts["right" if kind == "fabricated" else kind] += 1
    return counts


def reshaped(quote: str, chance: random.Random) -> Iterator[str]:
    """The same quote under the closed list: one line or other lines, plain marks, parted at a line end."""
    yield " ".join(quote.split())
    yield quote.replace(" ", "\n  ", 3)
    yield quote.translate(_PLAIN).replace("–", "-").replace("\u00ad", "")
    words = quote.split()
    long = [at for at, word in enumerate(words) if word.isalpha() and len(word) > 7]
    if long:
        at = chance.choice(long)
        yield " ".join([*words[:at], f"{words[at][:4]}-\n{words[at][4:]}", *words[at + 1 :]])


# --- sources that were replaced -------------------------------------------------------------------------------


def made_of(
    paragraphs: Sequence[Sequence[str]], *, source: str, joined: Callable[[str], str] = str
) -> tuple[Document, list[tuple[str, int, int]]]:
    """A document of these paragraphs of sentences, with where each sentence stands."""
    text, blocks, spans = "", [], []
    for sentences in paragraphs:
        start = len(text)
        for sentence in sentences:
            written = joined(sentence)
            spans.append((sentence, len(text), len(text) + len(written)))
            text += written + " "
        text = text.rstrip()
        blocks.append(Block(kind="paragraph", start=start, end=len(text)))
        text += "\n\n"
    return Document(source=source, text=text, body_end=len(text), blocks=tuple(blocks)), spans


def rewrapped(sentence: str) -> str:
    """As another edition has it: other line ends, curled marks."""
    words = sentence.split()
    lines = [" ".join(words[at : at + 9]) for at in range(0, len(words), 9)]
    return "\n".join(lines).replace(" '", " ‘").replace("' ", "’ ")


def edited(paragraphs: Sequence[Sequence[str]], chance: random.Random) -> tuple[list[list[str]], set[str], set[str]]:
    """The next version: paragraphs put in and moved, numbers and modals changed, sentences deleted.

    Also the sentences that were changed, and those that were deleted.
    """
    changed: set[str] = set()
    gone: set[str] = set()
    made: list[list[str]] = []
    for sentences in paragraphs:
        kept = []
        for sentence in sentences:
            fate = chance.random()
            if fate < 0.1:
                gone.add(sentence)
            elif fate < 0.3:
                alter = chance.choice((numbered, modal, negated, unqualified, tailed, before))
                new = alter(sentence, chance)
                kept.append(new or sentence)
                if new:
                    changed.add(sentence)
            else:
                kept.append(sentence)
        made.append(kept)
    for _ in range(max(1, len(made) // 8)):
        made.insert(
            chance.randrange(len(made)),
            ["Deze alinea is nieuw in deze versie.", f"Zij telt {chance.randrange(99)} woorden."],
        )
    for _ in range(max(1, len(made) // 6)):
        made.insert(chance.randrange(len(made)), made.pop(chance.randrange(len(made))))
    return made, changed, gone


def before(sentence: str, chance: random.Random) -> str | None:
    """Words before a sentence that turn it round, or that make its first number another."""
    return (
        chance.choice(("Niet langer geldt: ", "Onjuist is dat ", "1" if sentence[0].isdecimal() else "Vroeger: "))
        + sentence
    )


def replaced(read_in: dict[str, tuple[Source, Document]]) -> tuple[dict[str, float], list[str]]:
    """What became of a decision on each sentence when its source was replaced by an edited version."""
    counts: Counter[str] = Counter()
    notes: list[str] = []
    for id_ in sorted(read_in)[:VERSIONS_OF]:
        source, document = read_in[id_]
        chance = random.Random(f"version {id_}")  # noqa: S311
        paragraphs = _paragraphs(source, document)
        if not paragraphs:
            continue
        old, spans = made_of(paragraphs, source="0" * 64)
        pages, changed, gone = edited(paragraphs, chance)
        new, new_spans = made_of(pages, source="9" * 64, joined=rewrapped)
        counts += _fates(source, (old, spans), (new, new_spans), changed | gone, notes)
    figures = {
        "replaced_made": float(counts["made"]),
        "replaced_changed_called_exact": float(counts["exact but changed"]),
        "replaced_surviving_lost": float(counts["lost"]),
        "replaced_surviving_elsewhere": float(counts["elsewhere"]),
    }
    return figures, notes


def versions(read_in: dict[str, tuple[Source, Document]]) -> tuple[dict[str, float], list[str]]:
    """What became of a decision on each sentence of a shared document of which another is the next version."""
    counts: Counter[str] = Counter()
    notes: list[str] = []
    sketches = {id_: kinship.sketch(document) for id_, (_, document) in read_in.items()}
    pairs = kinship.kinships([source for source, _ in read_in.values()], sketches)
    for pair in pairs:
        if pair.kind != "version":
            continue
        (source, old), (_, new) = read_in[pair.earlier], read_in[pair.later]
        spans = [
            [(document.text[one.start : one.end], one.start, one.end) for one in units(document, kind=source.kind)]
            for document in (old, new)
        ]
        times = Counter(plain(words) for words, _, _ in spans[0])
        once = [span for span in spans[0] if times[plain(span[0])] == 1 and len(span[0].split()) >= LEAST_WORDS]
        still = {plain(words) for words, _, _ in spans[1]}
        gone = {words for words, _, _ in once if plain(words) not in still}
        counts += _fates(
            source, (replace(old, source="0" * 64), once), (replace(new, source="9" * 64), spans[1]), gone, notes
        )
    figures = {
        f"versions_{name}": float(counts[key])
        for name, key in (("made", "made"), ("changed_called_exact", "exact but changed"), ("surviving_lost", "lost"))
    }
    return figures, notes


def _paragraphs(source: Source, document: Document) -> list[list[str]]:
    """Sentences that stand once in the document, by their block."""
    said = [(unit.block.start, document.text[unit.start : unit.end]) for unit in units(document, kind=source.kind)]
    times = Counter(plain(words) for _, words in said)
    found: dict[int, list[str]] = defaultdict(list)
    for block, words in said:
        if times[plain(words)] == 1 and len(words.split()) >= LEAST_WORDS and re.search(r"[.!?]$", words):
            found[block].append(words)
    return list(found.values())[:SENTENCES_PER_VERSION]


def _fates(
    source: Source,
    old: tuple[Document, list[tuple[str, int, int]]],
    new: tuple[Document, list[tuple[str, int, int]]],
    not_there: set[str],
    notes: list[str],
) -> Counter[str]:
    counts: Counter[str] = Counter()
    before_, after_ = ([_statement(document, *span) for span in spans] for document, spans in (old, new))
    earlier = replace(source, id=old[0].source, path="stuk.txt", replaces=None)
    later = replace(source, id=new[0].source, path="stuk.txt", replaces=old[0].source)
    now = {plain(one.quote): one.id for one in after_}
    for statement in before_:
        events: list[Event] = []
        events.append(
            chain.made(
                events, at="t", person="p", kind="confirm", targets=[target(statement, old[0], earlier.path)], values={}
            )
        )
        found = corrected(events, sources=[later], documents={later.id: new[0]}, statements=after_)
        counts["made"] += 1
        survives = statement.quote not in not_there
        if found.confirmed and not survives:
            counts["exact but changed"] += 1
        elif found.confirmed and found.confirmed != (now[plain(statement.quote)],):
            counts["elsewhere"] += 1
        elif not found.confirmed and survives:
            counts["lost"] += 1
        else:
            continue
        notes.append(f"replaced    {statement.text[:150]} {[loss.message.code for loss in found.losses]}")
    return counts


def _statement(document: Document, _: str, start: int, end: int) -> Statement:
    quote = document.text[start:end]
    ordinal = bare(document.text[:start]).count(bare(quote))
    return Statement(
        id=statement_id(document.source, quote, ordinal), type="finding", text=" ".join(quote.split()), quote=quote,
        source=document.source, page=None, page_end=None, locator=None, start=start, end=end, language="nl", themes=(),
        place=(), parties=(), holder=None, is_reported=False, is_commitment=False, actors=(), within_power=None,
        deadline=None, deadline_from=None, deadline_to=None, amounts=(), confidence=1.0, origin="rule", context=None,
    )  # fmt: skip


def figures(shared: Path) -> dict[str, float]:
    """The share of tampered quotes that was refused for the right reason, and what replacing a source costs."""
    read_in = readings(shared)
    return tampered(read_in)[0] | replaced(read_in)[0] | versions(read_in)[0]


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true", help="what was judged otherwise")
    options = parser.parse_args()
    read_in = readings(options.shared)
    made, notes = tampered(read_in)
    for part in (replaced, versions):
        found, more = part(read_in)
        made, notes = made | found, notes + more
    if options.misses:
        print(*notes, sep="\n")
    if options.json:
        print(json.dumps(made, indent=1))
        return
    for name, value in made.items():
        print(f"{name:<34}{value:>10.3f}")


if __name__ == "__main__":
    main()
