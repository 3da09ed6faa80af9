"""Deck format version 1 as one table: its keys, what they hold, and to which kinds they belong.

The parser and the JSON Schema are both made from it, so that they cannot drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sco_quiz.domain.deck import Kind


class Shape(StrEnum):
    """What a key holds, in words that fit into a sentence."""

    TEXT = "text"
    FLAG = "true or false"
    TEXTS = "a list of texts"
    PAIRS = "a mapping of texts"
    SECTION = "a mapping"
    NOTES = "a list of cards"


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its name, its shape, what it is for, and examples as an author would write them.

    ``keys`` are those of a section.
    """

    name: str
    shape: Shape
    description: str
    examples: tuple[object, ...] = ()
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class KindRule:
    """The keys that make a note of a kind: all of ``required``, one of ``one_of`` (if any), and any of ``optional``.

    ``signature`` is the key that by itself gives the kind away (empty where there is none).
    """

    kind: Kind
    description: str
    required: tuple[str, ...]
    one_of: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    signature: str = ""

    @property
    def content(self) -> frozenset[str]:
        """All content keys that a note of this kind may have."""
        return frozenset((*self.required, *self.one_of, *self.optional))


SOURCE_KEYS = (
    Key("title", Shape.TEXT, "Title of the document.", ("The Shanghai Spirit lives on",)),
    Key("author", Shape.TEXT, "Who wrote it.", ("Xi Jinping",)),
    Key("publisher", Shape.TEXT, "Who published it.", ("Xinhua",)),
    Key("date", Shape.TEXT, "When it was published, as text.", ("2018-06-10",)),
    Key("url", Shape.TEXT, "Where it can be read.", ("https://example.org/article",)),
)

LINT_KEYS = (Key("ignore", Shape.TEXTS, "Codes of lint rules that do not apply to this deck.", (["W404"],)),)

DECK_KEYS = (
    Key(
        "id",
        Shape.TEXT,
        "Names the deck for ever: progress is kept under it. Letters, digits, `_.-`. Default: the file's name.",
        ("shanghai-spirit",),
    ),
    Key("title", Shape.TEXT, "The deck's name as learners see it. Default: the id.", ("The Shanghai Spirit",)),
    Key("description", Shape.TEXT, "What the deck is about, in a sentence or two."),
    Key("language", Shape.TEXT, "Language of the cards, as a BCP 47 tag.", ("en", "zh-Hans")),
    Key("authors", Shape.TEXTS, "Who wrote the deck.", (["Ada Lovelace"],)),
    Key("license", Shape.TEXT, "Licence of the deck, as an SPDX identifier.", ("CC-BY-4.0",)),
    Key("tags", Shape.TEXTS, "Tags that count for every card of the deck.", (["history", "asia"],)),
    Key("source", Shape.SECTION, "The document that the cards' `source:` lines refer to.", keys=SOURCE_KEYS),
    Key("lint", Shape.SECTION, "Settings of `sco-quiz check` for this deck.", keys=LINT_KEYS),
    Key("cards", Shape.NOTES, "The notes of the deck; each makes one card or several."),
)

NOTE_KEYS = (
    Key(
        "id",
        Shape.TEXT,
        "Names the note for ever: progress is kept under it. `sco-quiz check --fix` writes it.",
        ("founded",),
    ),
    Key(
        "kind", Shape.TEXT, "What the note asks. It follows from the other keys; only `typed` needs saying.", ("typed",)
    ),
    Key("question", Shape.TEXT, "What is asked.", ("When was the SCO established?",)),
    Key("answer", Shape.TEXT, "The right answer; for a `statement`, true or false.", ("June 2001", True)),
    Key(
        "answers",
        Shape.TEXTS,
        "Several right answers: all of them are asked for.",
        (["mutual trust", "mutual benefit"],),
    ),
    Key("accept", Shape.TEXTS, "Other right answers than `answer`.", (["2001-06"],)),
    Key(
        "choices",
        Shape.TEXTS,
        "The wrong options; the right ones stand in `answer` or `answers`.",
        (["Beijing", "Shanghai"],),
    ),
    Key("statement", Shape.TEXT, "A statement that is true or false.", ("The SCO is a military alliance.",)),
    Key(
        "cloze",
        Shape.TEXT,
        "A text that hides what stands in double braces: `{{text}}`, `{{c1::text}}`, `{{c1::text::cue}}`.",
        ("The SCO was founded in {{c1::June 2001}} in {{c2::Shanghai::city}}.",),
    ),
    Key("order", Shape.TEXTS, "Items in their right order.", (["first", "second", "third"],)),
    Key("pairs", Shape.PAIRS, "Pairs to be brought together.", ({"members": 8, "observers": 4},)),
    Key("reverse", Shape.FLAG, "Also asks for the question by the answer.", (True,)),
    Key("hint", Shape.TEXT, "Help that the learner may ask for.", ("The year of the Shanghai summit.",)),
    Key("explanation", Shape.TEXT, "Shown after the answer: why it is right."),
    Key("source", Shape.TEXT, "Where in the deck's source this stands.", ("paragraph 3",)),
    Key("tags", Shape.TEXTS, "Tags of the note, to select cards by.", (["dates"],)),
    Key("suspended", Shape.FLAG, "True takes the note's cards out of study.", (True,)),
    Key("ignore", Shape.TEXTS, "Codes of lint rules that do not apply to this note.", (["W404"],)),
)

KIND_RULES = (
    KindRule(Kind.BASIC, "A question and its answer.", ("question", "answer"), optional=("accept", "reverse")),
    KindRule(Kind.TYPED, "An answer to be typed.", ("question", "answer"), optional=("accept", "reverse")),
    KindRule(
        Kind.CHOICE, "Options to choose from.", ("question", "choices"), ("answer", "answers"), signature="choices"
    ),
    KindRule(Kind.TRUE_FALSE, "A statement to judge.", ("statement", "answer"), signature="statement"),
    KindRule(Kind.CLOZE, "A text with gaps.", ("cloze",), signature="cloze"),
    KindRule(Kind.LIST, "Several answers to recall.", ("question", "answers"), signature="answers"),
    KindRule(Kind.ORDER, "Items to put in order.", ("question", "order"), signature="order"),
    KindRule(Kind.MATCH, "Pairs to bring together.", ("question", "pairs"), signature="pairs"),
)
"""A rule for each kind."""

RULE_OF = {rule.kind: rule for rule in KIND_RULES}
CONTENT_KEYS = frozenset().union(*(rule.content for rule in KIND_RULES))
"""Keys that say what a note asks; all other keys go with every kind."""

ID_PATTERN = r"[\w][\w.-]*"
"""What an author's id looks like, whole: no `/`, `#`, `~` or space, which card ids use themselves."""

MODELINE = "# yaml-language-server: $schema=deck.schema.json"
"""First line of a deck that tells editors where its schema is."""
