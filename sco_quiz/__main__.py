"""``python -m sco_quiz`` and the ``sco-quiz`` command."""

from __future__ import annotations


def main() -> int:
    """Run the command line; returns the exit code."""
    try:
        import sys

        from sco_quiz.cli import run
        from sco_quiz.cli.reports import report_for

        code = run()
        if report_for(sys.argv[1:]) is not None:
            import os

            # All is written and closed. Python would take its modules apart now, a tenth of a quick report's time.
            os._exit(code)
    except KeyboardInterrupt:
        return 130  # before or after anything that has something to say about it
    return code


if __name__ == "__main__":
    raise SystemExit(main())
