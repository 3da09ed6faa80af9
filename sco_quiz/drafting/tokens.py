"""Words and marks of a sentence, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sco_quiz.drafting.lexicon import UNCOUNTED_PLURALS

_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|%)?(?!\w)"  # 1,642  3.37.0  19th  1990s  40%
    r"|(?:[A-Z]\.){2,}"  # U.S.
    r"|\w+(?:[-'\u2019./&]\w+)*['\u2019]?"  # words, X-ray, TCP/IP, bees'
    r"|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark, at ``start:end`` of the sentence; ``lower`` is its text in lower case."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number, not a mark."""
        return self.text[0].isalnum()

    @property
    def is_number(self) -> bool:
        """Whether it begins with a digit."""
        return self.text[0].isdigit()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def looks_plural(self) -> bool:
        """Whether it looks like a plural noun."""
        word = self.lower
        return word in UNCOUNTED_PLURALS or (
            word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is", "'s", "\u2019s"))
        )


@lru_cache(maxsize=2048)
def tokens_of(text: str) -> tuple[Token, ...]:
    """All tokens of a text, in order."""
    return tuple(Token(m[0], m[0].lower(), m.start(), m.end()) for m in _TOKEN.finditer(text))
