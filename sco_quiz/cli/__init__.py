"""The command line: one small file a command."""

from __future__ import annotations


def run() -> int:
    """Parse the command line, run the command, and return its exit code."""
    return 0
