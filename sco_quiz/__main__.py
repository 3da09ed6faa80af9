"""``python -m sco_quiz`` and the ``sco-quiz`` command."""

from __future__ import annotations


def main() -> int:
    """Run the command line; returns the exit code."""
    from sco_quiz.cli import run

    return run()


if __name__ == "__main__":
    raise SystemExit(main())
