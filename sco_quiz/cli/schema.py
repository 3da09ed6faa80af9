"""``sco-quiz schema``: the JSON Schema of decks, for editors."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

EXAMPLE = """\
sco-quiz schema > deck.schema.json
and, as the first line of a deck beside it:
# yaml-language-server: $schema=deck.schema.json"""


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments: it has none."""


def execute(_arguments: argparse.Namespace) -> int:
    """Print the schema."""
    import json

    from sco_quiz.services.schema import deck_schema

    print(json.dumps(deck_schema(), ensure_ascii=False, indent=2))
    return 0
