"""What machine a run was on."""

from __future__ import annotations

import os
import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version

_PACKAGES = ("textual", "pyyaml", "fsrs-rs-python", "anki")


def describe_machine() -> str:
    """Processor, cores, system, Python and the packages that are compared with, in one line."""
    parts = [
        f"{_processor()}, {os.cpu_count()} cores",
        platform.platform(),
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
    ]
    for package in _PACKAGES:
        try:
            parts.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            parts.append(f"without {package}")
    return "; ".join(parts)


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:  # noqa: PTH123 - a system's file, read as such
            for line in file:
                if line.startswith("model name"):
                    return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()
