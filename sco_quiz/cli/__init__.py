"""The command line: one small file a command, imported only when it runs.

Exit codes: 0 fine; 1 ran and found problems; 2 usage, or a file that can't be used; 130 interrupted.
"""

from __future__ import annotations

import sys

from sco_quiz.errors import ScoQuizError

EXIT_INTERRUPTED = 130


def run(arguments: list[str] | None = None) -> int:
    """Run the command that ``arguments`` (default: the process's own) name; returns the exit code.

    Whatever goes wrong ends as a sentence on standard error; no traceback reaches the user.
    """
    from sco_quiz.cli.reports import report_for

    words = sys.argv[1:] if arguments is None else arguments
    try:
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a text stream in every real run
        report = report_for(words)
        if report is None:
            from sco_quiz.cli.parsing import parse

            execute, parsed = parse(words)
            code = execute(parsed)
        else:
            code = report[0](report[1])  # type: ignore[arg-type]  # has the same attributes
        sys.stdout.flush()
    except ScoQuizError as error:
        print(f"sco-quiz: {error}", *filter(None, [error.remedy]), sep="\n", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("\nInterrupted; every answer so far is kept.", file=sys.stderr)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        return _leave_broken_pipe()
    except RecursionError as error:
        return _report_fault(error)
    except Exception as error:  # noqa: BLE001  # the last net: a fault of ours is written to a file, not thrown at the user
        return _report_fault(error)
    return code


def _leave_broken_pipe() -> int:
    """End as Unix tools do when their reader has gone; Python's own flush at exit must not complain."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _report_fault(error: BaseException) -> int:
    """Keep the traceback of a fault of ours in a file, and say in a sentence where it is."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="sco-quiz-fault-", suffix=".txt", delete=False, encoding="utf-8", errors="backslashreplace"
    ) as report:
        report.writelines(traceback.format_exception(error))
    print(
        f"sco-quiz: something went wrong inside the program ({type(error).__name__}). Your progress is kept.",
        f"What happened is written in {report.name}; please report it with what you were doing.",
        sep="\n",
        file=sys.stderr,
    )
    return 2
