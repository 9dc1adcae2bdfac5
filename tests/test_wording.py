"""Every code that the program can say has a sentence in both languages, with the same values."""

import ast
import re
from pathlib import Path

import rodedraad
from rodedraad.records import Message
from rodedraad.wording import catalogue, word

ROOT = Path(rodedraad.__file__).parent
CODE = re.compile(r"^[a-z_]+\.[a-z_]+$")


def _codes() -> dict[str, str]:
    """Code -> file, for every string that is the code of a Message or an error."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            given = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "code")]
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in (
                "Message",
                "of",
                "_message",
                "UnreadableSource",
                "WrongUse",
                "UnknownRecord",
                "StoreError",
                "DossierBusy",
            ):
                for argument in given:
                    if (
                        isinstance(argument, ast.Constant)
                        and isinstance(argument.value, str)
                        and CODE.match(argument.value)
                    ):
                        found[argument.value] = str(path.relative_to(ROOT))
    return found


def test_every_code_has_a_wording():
    assert {code: file for code, file in _codes().items() if code not in catalogue()} == {}


def test_both_languages_name_the_same_values():
    for code, words in catalogue().items():
        fields = {language: set(re.findall(r"\{([a-z_]+)#?(?:\|[^{}]+)?\}", text)) for language, text in words.items()}
        assert fields["nl"] == fields["en"], code


def test_a_message_is_worded_with_its_values_and_an_unknown_one_is_not_hidden():
    message = Message(code="frame.missing_key", values=(("file", "dossier.toml"), ("key", "naam")))
    assert word(message) == "In dossier.toml ontbreekt 'naam'."
    assert "nergens.bekend" in word(Message(code="nergens.bekend", values=(("a", 1),)))


def test_a_count_has_its_word_in_one_or_in_many():
    message = Message(code="sending.task", values=(("task", "titels"), ("calls", 1), ("items", 1200)))
    assert "titels: 1 vraag over 1.200 passages" in word(message)
    assert "titels: 1 request about 1,200 passages" in word(message, "en")


def test_no_sentence_leaves_one_or_many_to_the_reader():
    """It said "4 bron(nen)" and "1 file(s)"."""
    open_ends = re.compile(r"\w\((?:e?n|nen|len|s|es|’s|den)\)")
    assert {
        code: words["nl"] for code, words in catalogue().items() if open_ends.search(words["nl"] + words["en"])
    } == {}
