"""The decks that come with the program, read in place."""

from __future__ import annotations

import os


def bundled_folder() -> str:
    """The folder of the bundled decks: in the package where it was built into a wheel, else the checkout's own."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    built_in = os.path.join(package, "bundled_decks")
    return built_in if os.path.isdir(built_in) else os.path.join(os.path.dirname(package), "decks")
