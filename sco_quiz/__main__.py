"""``python -m sco_quiz`` and the ``sco-quiz`` command."""

from __future__ import annotations


def main() -> int:
    """Run the command line; returns the exit code."""
    try:
        from sco_quiz.cli import run

        return run()
    except KeyboardInterrupt:
        return 130  # before or after anything that has something to say about it


if __name__ == "__main__":
    raise SystemExit(main())
