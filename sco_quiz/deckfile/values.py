"""Reading single values of a tree: text, flags, lists and pairs, each with its problems and its marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from unicodedata import normalize

from sco_quiz.deckfile.codes import Code
from sco_quiz.deckfile.format import ID_PATTERN, Key, Shape
from sco_quiz.deckfile.report import Report, closest, shortened
from sco_quiz.deckfile.source_text import FORBIDDEN, describe_character
from sco_quiz.deckfile.tree import Mapping, Node, Scalar, Sequence

Marks = dict[str, tuple[int, int]]
"""The line and column (from 1) of the value of each key and list item."""

_VALID_ID = re.compile(ID_PATTERN)


_MOST_GUESSES = 20
"""Unknown keys of one mapping for which it is guessed what they were meant to be: guessing takes time."""


def same_text(text: str) -> str:
    """The form in which two texts are compared: NFC, white space as single spaces; case counts (M is not m).

    What the author typed is kept as it is everywhere else.
    """
    return " ".join(text.split()) if text.isascii() else " ".join(normalize("NFC", text).split())


def are_distinct(texts: tuple[str, ...]) -> bool:
    """Whether no two of ``texts`` are the same in the form in which texts are compared."""
    together = " ".join(texts)
    # What is in that form as a whole is so in each of its parts.
    compared = texts if same_text(together) == together else map(same_text, texts)
    return len(set(compared)) == len(texts)


def is_valid_id(text: str) -> bool:
    """Whether ``text`` can be the id of a note or a deck."""
    return _VALID_ID.fullmatch(text) is not None


def place_of(node: Node) -> tuple[int, int]:
    """Line and column of a value."""
    return node.line, node.column


@dataclass(slots=True)
class Keyed:
    """The known keys of a mapping, each with its key and its value.

    ``meant`` are keys that unknown ones were probably meant to be; ``clear`` is false where a key stands twice or is
    not text, so that it is not known what the author meant.
    """

    found: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    meant: set[str] = field(default_factory=set)
    clear: bool = True


def keyed(mapping: Mapping, keys: dict[str, Key], owner: str, report: Report) -> Keyed:
    """Sort out the keys of a mapping; ``owner`` says in a sentence what it is ("a card")."""
    result = Keyed()
    seen: dict[str, Scalar] = {}
    unknown = 0
    names = frozenset(keys)
    for key, value in mapping.pairs:
        if not isinstance(key, Scalar):
            report.add(
                Code.WRONG_SHAPE,
                place_of(key),
                "A list or a mapping stands where a key should be.",
                "write `key: value`",
            )
            result.clear = False
            continue
        name = key.text
        if name in seen:
            report.add(
                Code.DUPLICATE_KEY,
                place_of(key),
                f"The key `{name}` stands twice in {owner}, first on line {seen[name].line}.",
                "keep one of the two",
            )
            result.clear = False
            continue
        seen[name] = key
        if name in keys:
            result.found[name] = (key, value)
            continue
        unknown += 1
        suggestion = closest(name, names) if unknown <= _MOST_GUESSES else ""
        if name == "<<":
            hint = "YAML's merge keys are not part of the format; write the keys out"
        elif suggestion:
            hint = f"did you mean `{suggestion}`?"
            result.meant.add(suggestion)
        else:
            hint = f"the keys of {owner} are {', '.join(keys)}"
        report.add(Code.UNKNOWN_KEY, place_of(key), f"There is no key `{shortened(name)}` in {owner}.", hint)
    return result


def report_wrong_shape(name: str, node: Node, wanted: str, hint: str, report: Report) -> None:
    """Report that a key's value is not what belongs there."""
    report.add(Code.WRONG_SHAPE, place_of(node), f"`{name}` holds {_shape_of(node)} where {wanted} belongs.", hint)


def text_of(name: str, node: Node, report: Report, example: str = "") -> str | None:
    """The text of a value, or None (reported) for anything else."""
    if not isinstance(node, Scalar):
        report_wrong_shape(name, node, "text", _quoting(node, example), report)
        return None
    if not node.text.strip():
        report.add(
            Code.EMPTY_VALUE, place_of(node), f"`{name}` is empty.", f"write its text, or delete `{_key_of(name)}`"
        )
        return None
    return node.text if _is_clean(node, report) else None


def texts_of(name: str, node: Node, report: Report, marks: Marks) -> tuple[str, ...] | None:
    """The texts of a list, or None (reported); items are marked as ``name[0]``, ``name[1]`` ..."""
    if isinstance(node, Scalar) and not node.text.strip():
        report.add(Code.EMPTY_VALUE, place_of(node), f"`{name}` is empty.", f"write a list, or delete `{name}`")
        return None
    if not isinstance(node, Sequence):
        shown = f"`{name}: [{shortened(node.text)}]`" if isinstance(node, Scalar) else f"`{name}: [first, second]`"
        report_wrong_shape(name, node, "a list", f"write {shown}", report)
        return None
    if not node.items:
        report.add(
            Code.EMPTY_VALUE, place_of(node), f"`{name}` is an empty list.", f"write its items, or delete `{name}`"
        )
        return None
    found: list[str] = []
    for number, item in enumerate(node.items):
        text = text_of(f"{name}[{number}]", item, report)
        if text is not None:
            found.append(text)
            marks[f"{name}[{number}]"] = place_of(item)
    return tuple(found) if len(found) == len(node.items) else None


def pairs_of(name: str, node: Node, report: Report, marks: Marks) -> tuple[tuple[str, str], ...] | None:
    """The pairs of a mapping of texts, or None (reported); the right sides are marked as ``name[0]`` ..."""
    if isinstance(node, Scalar) and not node.text.strip():
        report.add(Code.EMPTY_VALUE, place_of(node), f"`{name}` is empty.", "write `left: right` pairs")
        return None
    if not isinstance(node, Mapping):
        report_wrong_shape(name, node, "a mapping", f"write `{name}: {{left: right, other left: other right}}`", report)
        return None
    found: list[tuple[str, str]] = []
    lefts: dict[str, int] = {}
    fine = True
    for number, (key, value) in enumerate(node.pairs):
        left = text_of(f"{name}[{number}]", key, report)
        right = text_of(f"{name}[{number}]", value, report)
        if left is None or right is None:
            fine = False
            continue
        first_line = lefts.setdefault(same_text(left), key.line)
        if len(lefts) == len(found):
            report.add(
                Code.DUPLICATE_KEY,
                place_of(key),
                f"The left side `{shortened(left)}` stands twice in `{name}`, first on line {first_line}.",
                "keep one of the two",
            )
            fine = False
            continue
        found.append((left, right))
        marks[f"{name}[{number}]"] = place_of(value)
    return tuple(found) if fine else None


def flag_of(name: str, node: Node, report: Report) -> bool | None:
    """True or false (in any case, nothing else), or None (reported)."""
    text = text_of(name, node, report)
    if text is None:
        return None
    word = text.strip().lower()
    if word in {"true", "false"}:
        return word == "true"
    report.add(
        Code.NEITHER_TRUE_NOR_FALSE,
        place_of(node),
        f"`{name}` is `{shortened(text)}`, neither true nor false.",
        "write `true` or `false`",
    )
    return None


def id_of(node: Node, report: Report) -> str | None:
    """An id, or None (reported)."""
    text = text_of("id", node, report)
    if text is None or is_valid_id(text):
        return text
    report.add(
        Code.INVALID_ID,
        place_of(node),
        f"`{shortened(text)}` cannot be an id.",
        "use letters, digits, `_`, `.` and `-`, and begin with a letter or digit",
    )
    return None


def _is_clean(node: Scalar, report: Report) -> bool:
    found = None if node.text.isprintable() else FORBIDDEN.search(node.text)
    if found is None:
        return True
    report.add(
        Code.FORBIDDEN_CHARACTER,
        place_of(node),
        f"An escape here makes the character {describe_character(found[0])}, which cannot stand in a deck.",
        "delete the escape",
    )
    return False


def _shape_of(node: Node) -> str:
    match node:
        case Scalar():
            return Shape.TEXT
        case Sequence():
            return "a list"
        case Mapping():
            return "a mapping"


def _key_of(name: str) -> str:
    return name.partition("[")[0]


def _quoting(node: Node, example: str) -> str:
    if isinstance(node, Mapping) and not node.block:
        return "put text that begins with a brace in quotes"
    if isinstance(node, Mapping):
        return "put text that holds a colon and a space in quotes"
    return example or "write one text; put text that begins with a bracket in quotes"
