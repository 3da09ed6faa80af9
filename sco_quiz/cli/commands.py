"""The table of commands: their names, in the order of the help, with a line each.

A command's code is the module of its name in this package (``due`` is ``cli/due.py``; ``import`` and names that
Python reserves end in an underscore), imported only when the command runs. Each module has ``EXAMPLE``,
``add_arguments(parser)`` and ``execute(arguments) -> int``.
"""

from __future__ import annotations

COMMANDS: dict[str, str] = {
    "study": "study what is due, in the app or line by line",
    "quiz": "test yourself and get a score",
    "cram": "practise anything without moving the schedule",
    "scores": "list your scores, and what comes out worst",
    "stats": "say what you practised, and what is to come",
    "decks": "list the decks with what is new, learning and due",
    "due": "say what today asks for",
    "cards": "search cards, and list them with their memory",
    "log": "list every review, oldest first",
    "check": "say what is wrong with a deck, and where",
    "new": "start a deck",
    "add": "ask for cards one after another, and write them into a deck",
    "edit": "open a card or a deck in your editor, at its line",
    "draft": "draft a deck from a document, or list what decks leave out of it",
    "doctor": "look progress over, and settle what has lost its card",
    "backup": "copy all progress into one file",
    "restore": "go back to a backup",
    "schema": "print the JSON Schema of decks, for editors",
}


def module_of(command: str) -> str:
    """The module that holds a command."""
    return "sco_quiz.cli." + {"import": "import_"}.get(command, command)
