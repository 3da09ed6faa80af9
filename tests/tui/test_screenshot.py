from __future__ import annotations

import importlib.util
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "docs" / "make_screenshot.py"


def test_the_picture_in_the_readme_is_what_the_app_shows() -> None:
    """After a wanted change: `python docs/make_screenshot.py`."""
    specification = importlib.util.spec_from_file_location("make_screenshot", SCRIPT)
    assert specification is not None
    assert specification.loader is not None
    script = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(script)
    assert script.make() == script.PICTURE.read_text(encoding="utf-8")
