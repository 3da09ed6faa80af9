"""The command line: one small file a command, imported only when it runs.

Exit codes: 0 fine; 1 ran and found problems; 2 usage, or a file that can't be used; 130 interrupted.
"""

from __future__ import annotations

import sys

from sco_quiz.cli.streams import abandon_output, prepare_streams, readable
from sco_quiz.errors import ScoQuizError

EXIT_INTERRUPTED = 130


def run(arguments: list[str] | None = None) -> int:
    """Run the command that ``arguments`` (default: the process's own) name; returns the exit code.

    Whatever goes wrong ends as a sentence on standard error; no traceback reaches the user.
    """
    try:
        prepare_streams()
        return _execute(sys.argv[1:] if arguments is None else arguments)
    except ScoQuizError as error:
        _complain(str(error), error.remedy)
        return error.exit_code
    except KeyboardInterrupt:
        _complain("\nInterrupted; every answer so far is kept.", program="")
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # As Unix tools end when their reader has gone.
        abandon_output()
        return 0
    except OSError as error:
        if error.filename is not None:
            return _report_fault(error)
        # Files have names; what hasn't is a stream.
        abandon_output()
        _complain(f"Standard output cannot be written to: {error.strerror}.", "Every answer so far is kept.")
        return 2
    except Exception as error:  # noqa: BLE001  # the last net: a fault of ours is written to a file, not thrown at the user
        return _report_fault(error)


def _execute(words: list[str]) -> int:
    from sco_quiz.cli.reports import report_for

    report = report_for(words)
    if report is None:
        from sco_quiz.cli.parsing import parse

        execute, parsed = parse(words)
        code = execute(parsed)
    else:
        code = report[0](report[1])  # type: ignore[arg-type]  # its words have all attributes that the command reads
    sys.stdout.flush()
    return code


def _complain(*sentences: str, program: str = "sco-quiz: ") -> None:
    """Say on standard error what went wrong, a sentence a line."""
    print(program + readable("\n".join(filter(None, sentences))), file=sys.stderr)


def _report_fault(error: BaseException) -> int:
    """Keep the traceback of a fault of ours in a file, and say in a sentence where it is."""
    import tempfile
    import traceback

    said = f"something went wrong inside the program ({type(error).__name__}). Your progress is kept."
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="sco-quiz-fault-", suffix=".txt", delete=False, encoding="utf-8", errors="backslashreplace"
        ) as report:
            report.writelines(traceback.format_exception(error))
    except OSError:
        _complain(said, f"Please report it with what you were doing, and this: {error!r}")
    else:
        _complain(said, f"What happened is written in {report.name}; please report it with what you were doing.")
    return 2
