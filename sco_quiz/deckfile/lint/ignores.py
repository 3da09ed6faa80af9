"""A rule about switching rules off: what is named must exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sco_quiz.deckfile.lint.rule import Finding, Rule, in_each_deck
from sco_quiz.deckfile.lint.wording import quote
from sco_quiz.domain.deck import Deck, Note
from sco_quiz.domain.problem import Severity


def _unknown(deck: Deck) -> Iterator[Finding]:
    from sco_quiz.deckfile.lint.registry import RULES as ALL_RULES  # this module is one of the registry's own

    def unknown_in(prefixes: tuple[str, ...], note: Note | None) -> Iterator[Finding]:
        for place, prefix in enumerate(prefixes):
            name = prefix.strip().upper()
            if not name or (name != "ALL" and not any(rule.code.startswith(name) for rule in ALL_RULES)):
                yield Finding(
                    deck,
                    f"{quote(prefix)} under `ignore` is no rule, so nothing is switched off.",
                    "Give the code of a rule that was reported here, or delete it; structure can't be switched off.",
                    note,
                    f"ignore[{place}]",
                )

    yield from unknown_in(deck.ignore, None)
    for note in deck.notes:
        yield from unknown_in(note.ignore, note)


RULES: Final = (
    Rule(
        "W491",
        "unknown-ignore",
        Severity.WARNING,
        "An `ignore` names no rule.",
        "A slip in a code switches nothing off, and is noticed by nobody until the finding comes back.",
        "the habit of linters, as ruff's RUF100 has it",
        """\
- question: Where did the SCO meet in 2018?
  answer: Qingdao
  ignore: [W4O4]
""",
        """\
- question: Where did the SCO meet in 2018?
  answer: Qingdao
  ignore: [W404]
""",
        in_each_deck(_unknown),
    ),
)
