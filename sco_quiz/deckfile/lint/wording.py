"""Words, sentences and comparable forms of deck text, as the rules need them.

Rules about wording know English only; ``is_english`` says where they may look. All functions are pure and linear in
the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from sco_quiz.deckfile.lint.numbers import with_digits
from sco_quiz.domain.deck import Deck

_NOT_PROSE = re.compile(r"```.*?(?:```|$)|~~~.*?(?:~~~|$)|\$\$.*?\$\$|!\[[^\]]*\]\([^)]*\)", re.DOTALL)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|(?<!\w)\u2018[^\u2019]*\u2019(?!\w)|(?<!\w)'[^']*'(?!\w)|`[^`]*`")
_WORD = re.compile(r"\w+(?:['\u2019.\-/]\w+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”\u2019)\]]*\s+(?=[\"'“\u2018(\[]?[A-Z0-9])|[。\uff01\uff1f]+")
_ABBREVIATIONS: Final = frozenset(
    re.findall(
        r"\w+",
        """
    adm al approx art ave bros ca capt cf ch co col corp dept dr ed eds eq esp est etc fig figs gen gov inc jr lt
    ltd max min mr mrs ms mt no nos op pp prof rep rev sec sen sgt sr st vol vols vs
    """,
    )
)
_ARTICLES: Final = frozenset({"a", "an", "the"})
_STOPWORDS: Final = frozenset(
    re.findall(
        r"\w+",
        """
    a about all also an and any are as at be been being both but by can could did do does for from had has have how
    if in into is it its may might must of on or shall should so some such than that the their them then there these
    they this those to was were what when where which while who whom whose why will with would you your
    """,
    )
)
_CODE = re.compile(r"`|```|\$\$|^ {4}", re.MULTILINE)


def is_english(deck: Deck) -> bool:
    """Whether rules about English wording apply: a deck without ``language`` is taken for English."""
    return not deck.language or deck.language.lower().replace("_", "-").split("-")[0] == "en"


def holds_code(text: str) -> bool:
    """Whether a text holds code or a formula, whose words and marks are not prose."""
    return _CODE.search(text) is not None


def prose_of(text: str) -> str:
    """The text without code blocks, formulas and pictures; of links, what is read."""
    return _LINK.sub(r"\1", _NOT_PROSE.sub(" ", text)) if any(mark in text for mark in "`~$[") else text


def unquoted(text: str) -> str:
    """The text without what it quotes: words that are mentioned are not words that are used."""
    return _QUOTED.sub("“”", text)


def words_of(text: str) -> list[str]:
    """The words of a text as they are written; ``U.S.``, ``well-known`` and ``1,000`` count as few words, not many."""
    return _WORD.findall(prose_of(text))


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; initials (``J. R. R. Tolkien``) and common abbreviations end none."""
    prose = prose_of(text).strip()
    sentences = []
    start = 0
    for end in _SENTENCE_END.finditer(prose):
        if _ends_an_abbreviation(prose[start : end.start()], end[0]):
            continue
        sentences.append(prose[start : end.end()].strip())
        start = end.end()
    if prose[start:].strip():
        sentences.append(prose[start:].strip())
    return sentences


def _ends_an_abbreviation(before: str, end: str) -> bool:
    if end.startswith(("..", "…")):
        return True
    if not end.startswith("."):
        return False
    last = re.split(r"[\s(]", before)[-1]
    return (
        (len(last) == 1 and last.isalpha())
        or "." in last
        or last.lower() in _ABBREVIATIONS
        or (last.isdigit() and last == before.strip())
    )


_UNSAID_MARKS = re.compile(r"[\"“”\u2018«»*_`]|[,;](?=\s|$)")


@lru_cache(maxsize=65536)
def same_form(text: str, *, keep_case: bool = False) -> str:
    """One form for texts that say the same: case, quotes, articles, end marks and number words are levelled.

    ``eight``, ``8`` and ``Eight.`` become one; so do ``20 per cent`` and ``20%``. Marks within the text stay, because
    ``C`` and ``C++`` differ. Never empty unless the text is.
    """
    level = unicodedata.normalize("NFKC", text).replace("\u2019", "'")
    level = _UNSAID_MARKS.sub("", level)
    level = " ".join(level.split())
    stripped = level.rstrip(".?!:;… ") or level
    if not keep_case:
        stripped = stripped.casefold()
    words = with_digits(stripped).split()
    kept = [word for word in words if word.lower() not in _ARTICLES]
    return " ".join(kept or words) or text.strip()


def stem(word: str) -> str:
    """A lower-case word without the endings that grammar gives it; rough, but the same for words of one root."""
    low = word.casefold().replace("\u2019", "'").removesuffix("'s").removesuffix("'")
    for ending, rest in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", "")):
        if low.endswith(ending) and len(low) - len(ending) >= 4 and not (ending == "s" and low.endswith(("ss", "us"))):
            return low[: len(low) - len(ending)] + rest
    return low


def content_words(text: str) -> list[str]:
    """The words that carry meaning, in order, as written: no articles, auxiliaries, prepositions or question words."""
    return [word for word in words_of(text) if word.lower() not in _STOPWORDS]


def holds_phrase(text: str, phrase: str) -> bool:
    """Whether ``phrase`` stands in ``text`` as whole words, whatever the case; ``SYN-ACK`` is one word."""
    low, sought = text.casefold(), phrase.casefold()
    return sought in low and re.search(rf"(?<![\w-]){re.escape(sought)}(?![\w-])", low) is not None


def quote(text: str, limit: int = 48) -> str:
    """A text as messages name it: on one line, in quotation marks, shortened to about ``limit`` characters."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= limit else f"“{line[: limit - 1].rstrip()}…”"
