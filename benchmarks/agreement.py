"""How right it is to say that sources share a thing: python benchmarks/agreement.py [--shared DIR].

300 pairs drawn from the threads of the corpus, labelled by two readers who did not see each other's labels
(tools/labels/told_pairs.jsonl: same, related, opposed, other). Of the pairs in other words: how many are the same for
both readers, in threads that are sure and in those that are only likely, before and after what parts two sentences in
a proposition (propose/agreement.py). docs/method/propose.md, section 1.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from pairs import SHARED, built, lines
from rodedraad.propose.agreement import agrees
from rodedraad.weigh import SURE
from shelf import sentence_key


def main() -> None:
    """Prints one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    now = built(parser.parse_args().shared)
    at = {(one.source, sentence_key(one.text)): one for one in now.statements.values()}
    thread = {id_: one for one in now.threads for id_ in one.statements}
    counts: Counter[tuple[str, str, str]] = Counter()
    for line in lines("told_pairs.jsonl"):
        pair = [at.get((line[side]["source"], line[side]["sentence"])) for side in ("a", "b")]
        one, other = pair
        if one is None or other is None or one.text == other.text or thread.get(one.id) is not thread.get(other.id):
            continue
        held = thread.get(one.id)
        if held is None:
            continue
        key = "sure" if held.confidence >= SURE else "likely", "told" if agrees(one, other) else "parted"
        counts[*key, "pairs"] += 1
        counts[*key, "same"] += line["labels"] == ["same", "same"]
        counts[*key, "opposed"] += "opposed" in line["labels"]
    print(f"{'threads':8} {'':8} {'pairs':>6} {'same for both':>14} {'opposed for one':>16}")
    for sure in ("sure", "likely"):
        for what in ("told", "parted"):
            pairs, same, opposed = (counts[sure, what, name] for name in ("pairs", "same", "opposed"))
            print(f"{sure:8} {what:8} {pairs:6} {same:14} {opposed:16}")


if __name__ == "__main__":
    main()
