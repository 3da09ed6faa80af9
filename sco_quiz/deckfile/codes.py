"""The problems that stop a card or a deck: a stable code each, with a title and the reason.

E1xx is structure (how the file is written), E2xx content (what it says). Lint rules have codes of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """A code for each kind of problem that the parser reports; codes never change their meaning."""

    NOT_YAML = "E101"
    TAB = "E102"
    DUPLICATE_KEY = "E103"
    UNKNOWN_KEY = "E104"
    MISSING_KEY = "E105"
    WRONG_SHAPE = "E106"
    EMPTY_VALUE = "E107"
    NO_CARDS = "E108"
    NOT_A_DECK = "E109"
    SEVERAL_DOCUMENTS = "E110"
    TAG = "E111"
    UNKNOWN_ALIAS = "E112"
    TOO_MANY_ALIASES = "E113"
    TOO_DEEP = "E114"
    TOO_LARGE = "E115"
    NOT_UTF8 = "E116"
    FORBIDDEN_CHARACTER = "E117"
    UNREADABLE = "E118"
    TOO_MANY_PROBLEMS = "E119"
    INVALID_ID = "E201"
    DUPLICATE_ID = "E202"
    IDENTICAL_NOTES = "E203"
    MIXED_KINDS = "E204"
    KIND_CONTRADICTS_KEYS = "E205"
    UNKNOWN_KIND = "E206"
    NEITHER_TRUE_NOR_FALSE = "E207"
    DUPLICATE_ITEM = "E208"
    RIGHT_OPTION_IS_ALSO_WRONG = "E209"
    NO_DELETION = "E210"
    EMPTY_DELETION = "E211"
    BROKEN_DELETION = "E212"
    TOO_FEW_ITEMS = "E213"
    DUPLICATE_DECK_ID = "E214"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code stands for, in a few words, and why it is a problem."""

    title: str
    reason: str


EXPLANATIONS: dict[Code, Explanation] = {
    Code.NOT_YAML: Explanation(
        "not YAML", "The text cannot be read as YAML at this place, so what the card says is not known."
    ),
    Code.TAB: Explanation("tab in the indentation", "YAML forbids tabs there, because their width is anyone's guess."),
    Code.DUPLICATE_KEY: Explanation(
        "key written twice", "YAML readers keep one of the two values without a word; which one is meant is not known."
    ),
    Code.UNKNOWN_KEY: Explanation(
        "unknown key", "The format has no such key, so what stands under it would silently be lost."
    ),
    Code.MISSING_KEY: Explanation("missing key", "Without it the card has nothing to ask or nothing to answer."),
    Code.WRONG_SHAPE: Explanation(
        "wrong shape", "Each key holds text, a list or a mapping; another shape cannot be shown or graded."
    ),
    Code.EMPTY_VALUE: Explanation("empty value", "A key without a value says nothing; leave the key out instead."),
    Code.NO_CARDS: Explanation("no cards", "A deck without cards has nothing to study; it is never a success."),
    Code.NOT_A_DECK: Explanation("not a deck", "A deck file is one mapping with the key `cards`."),
    Code.SEVERAL_DOCUMENTS: Explanation(
        "several documents in one file", "One file is one deck; what follows a `---` would belong to another."
    ),
    Code.TAG: Explanation(
        "YAML tag", "Tags ask the reader to make other types or run code; a deck is text and nothing else."
    ),
    Code.UNKNOWN_ALIAS: Explanation("unknown alias", "An alias repeats a value that was anchored above it."),
    Code.TOO_MANY_ALIASES: Explanation(
        "aliases that explode", "Aliases of aliases let a few lines stand for more values than any memory holds."
    ),
    Code.TOO_DEEP: Explanation("nested too deeply", "No part of a deck is nested deeper than a few levels."),
    Code.TOO_LARGE: Explanation("file too large", "A deck this large is a mistake or an attack; split it by theme."),
    Code.NOT_UTF8: Explanation("not UTF-8", "Decks are UTF-8, so that everyone reads the same letters everywhere."),
    Code.FORBIDDEN_CHARACTER: Explanation(
        "forbidden character",
        "Control characters command the terminal, and direction overrides make text look like other text.",
    ),
    Code.UNREADABLE: Explanation("file cannot be read", "Only a regular file that may be read can be a deck."),
    Code.TOO_MANY_PROBLEMS: Explanation(
        "too many problems", "After so many problems the file is hardly meant to be a deck; the rest is not read."
    ),
    Code.INVALID_ID: Explanation(
        "invalid id", "Ids become part of card ids and file names: letters, digits, `_`, `.` and `-` only."
    ),
    Code.DUPLICATE_ID: Explanation(
        "two notes with one id", "Progress is kept by id; two notes with one id would share it."
    ),
    Code.IDENTICAL_NOTES: Explanation(
        "identical notes", "Notes without an id are told apart by their text; the same text twice is one note."
    ),
    Code.MIXED_KINDS: Explanation(
        "keys of several kinds", "The keys say what a note asks; these say two things at once."
    ),
    Code.KIND_CONTRADICTS_KEYS: Explanation(
        "kind contradicts the keys", "The note says it is one kind, and its keys are those of another."
    ),
    Code.UNKNOWN_KIND: Explanation("unknown kind", "There are eight kinds of note."),
    Code.NEITHER_TRUE_NOR_FALSE: Explanation(
        "neither true nor false",
        "Only `true` and `false` (in any case) are taken: `yes`, `on` and `1` mean other things elsewhere.",
    ),
    Code.DUPLICATE_ITEM: Explanation("same item twice", "The learner could not tell the two apart."),
    Code.RIGHT_OPTION_IS_ALSO_WRONG: Explanation(
        "option both right and wrong", "The same text cannot be the right answer and a wrong option."
    ),
    Code.NO_DELETION: Explanation("nothing hidden", "A cloze text without `{{...}}` asks for nothing."),
    Code.EMPTY_DELETION: Explanation("empty deletion", "A deletion that hides nothing has no answer."),
    Code.BROKEN_DELETION: Explanation(
        "broken deletion", "Deletions open with `{{`, close with `}}`, and cannot stand in one another."
    ),
    Code.TOO_FEW_ITEMS: Explanation("too few items", "Ordering and matching need at least two items."),
    Code.DUPLICATE_DECK_ID: Explanation(
        "two decks with one id", "Progress is kept by deck id; two decks with one id would share it."
    ),
}
"""What each code stands for; every code has an entry."""
