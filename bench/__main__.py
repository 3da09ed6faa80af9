"""``python -m bench [NAME ...]``: measure, print the table, and write it to ``bench/RESULTS.md``."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.cases.table import CASES
from bench.measuring import Result, not_measured
from bench.scale import FULL, QUICK, TINY, Scale
from bench.table import plain_line, write_results
from bench.worlds import worlds_folder

_SCALES = {scale.name: scale for scale in (FULL, QUICK, TINY)}


def main() -> int:
    """Run the chosen cases; what is measured at full size is written down."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"what to measure (default: all): {', '.join(CASES)}")
    parser.add_argument("--quick", action="store_true", help="small sizes, for a look while working")
    parser.add_argument("--scale", choices=_SCALES, default="full", help="the sizes (default: full)")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.names if name not in CASES]
    if unknown:
        parser.error(f"there is no case {unknown[0]!r}; the cases are: {', '.join(CASES)}")
    scale = QUICK if arguments.quick else _SCALES[arguments.scale]
    print(f"Worlds are kept in {worlds_folder()}; it may be deleted.", file=sys.stderr)
    # What is measured is stopped on the way out, also when this is.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    results: dict[str, list[Result]] = {}
    loads = [os.getloadavg()[0]]
    for name in arguments.names or CASES:
        with TemporaryDirectory(prefix="sco-quiz-bench-") as folder:
            for result in _measured(name, scale, Path(folder)):
                print(plain_line(result), flush=True)
                results.setdefault(name, []).append(result)
        loads.append(os.getloadavg()[0])
    if scale is FULL:
        load = f"Load average between {min(loads):.1f} and {max(loads):.1f} during the last run."
        write_results(results, list(CASES), load)
    return 0


def _measured(name: str, scale: Scale, folder: Path) -> Iterator[Result]:
    """The results of a case; one that fails says so in the table, and the others go on."""
    try:
        yield from CASES[name](scale, folder)
    except Exception as error:  # noqa: BLE001 - whatever it is, it belongs in the table
        yield not_measured(name, None, f"failed: {type(error).__name__}: {str(error)[:200]}")


if __name__ == "__main__":
    raise SystemExit(main())
