"""The literature that the rules rest on: short citations, and where to read more."""

from __future__ import annotations

from typing import Final

WOZNIAK: Final = "Wozniak, Twenty rules of formulating knowledge (1999)"
MATUSCHAK: Final = "Matuschak, How to write good prompts (2020)"
NIELSEN: Final = "Nielsen, Augmenting long-term memory (2018)"
HALADYNA: Final = "Haladyna, Downing & Rodriguez, A review of multiple-choice item-writing guidelines (2002)"

WHERE_TO_READ: Final = {
    WOZNIAK: "https://www.supermemo.com/en/blog/twenty-rules-of-formulating-knowledge",
    MATUSCHAK: "https://andymatuschak.org/prompts/",
    NIELSEN: "https://augmentingcognition.com/ltm.html",
    HALADYNA: "https://doi.org/10.1207/S15324818AME1503_5",
}


def cite(work: str, item: str) -> str:
    """A work and the item in it, as one line: ``Wozniak, Twenty rules ... (1999), rule 4: ...``."""
    return f"{work}, {item}"
