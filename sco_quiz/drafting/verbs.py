"""Where the verb of a clause stands, as far as word forms and the words around them show."""

from __future__ import annotations

from collections.abc import Sequence

from sco_quiz.drafting import lexicon
from sco_quiz.drafting.lexicon import readings
from sco_quiz.drafting.tokens import Token


def is_adverb(word: str) -> bool:
    """Whether a lower-case word is an adverb by its form: in ``-ly``, but for verbs like *rely*."""
    return word in lexicon.ADVERBS or (word.endswith("ly") and len(word) > 4 and not readings(word))


def find_verb(words: Sequence[Token], begin: int) -> int | None:
    """The index of the first word of the main verb group of the clause that begins at ``begin``.

    What reads as a noun as well ("issues for") counts only where there is no other verb.
    """
    sure = _find_verb(words, begin, sure=True)
    if sure is None or any(words[i].text == "," and words[i + 1].lower == "and" for i in range(begin, sure)):
        other = _find_verb(words, begin, sure=False)
        return other if other is not None else sure
    return sure


def _find_verb(words: Sequence[Token], begin: int, *, sure: bool) -> int | None:
    index = begin
    while index < len(words):
        word = words[index]
        if word.text in '("“':
            index = _after_bracket(words, index)
            continue
        if word.lower in lexicon.RELATIVES and index > begin and words[index - 1].text != ",":
            after = _after_relative(words, index)
            if after is None:
                return None
            index = after
            continue
        if word.text == ",":
            index = _after_comma(words, index)
            continue
        if index > begin and is_finite(words, index, sure=sure):
            return index
        if word.lower in lexicon.SUBORDINATORS - lexicon.PREPOSITIONS and index > begin:
            return None
        index += 1
    return None


def _after_bracket(words: Sequence[Token], index: int) -> int:
    closing = {"(": ")", '"': '"', "“": "”"}[words[index].text]
    for position in range(index + 1, len(words)):
        if words[position].text == closing:
            return position + 1
    return index + 1


def _after_relative(words: Sequence[Token], index: int) -> int | None:
    """The index after the verb group of a relative clause and before the main verb."""
    verb = next((i for i in range(index + 1, min(index + 8, len(words))) if is_finite(words, i)), None)
    if verb is None:
        return None
    position = verb + 1
    while position < len(words) and (
        words[position].lower in lexicon.BE | lexicon.AUXILIARIES | lexicon.ADVERBS
        or (
            words[position - 1].lower in lexicon.AUXILIARIES | lexicon.BE | lexicon.ADVERBS
            and "participle" in readings(words[position].lower)
        )
    ):
        position += 1
    return position


def _after_comma(words: Sequence[Token], index: int) -> int:
    """After an insertion between two commas, if there is one here; else just after the comma (an enumeration)."""
    following = words[index + 1].lower if index + 1 < len(words) else ""
    inserted = following in lexicon.RELATIVES | lexicon.PREPOSITIONS | {"a", "an", "the", "or", "named"}
    inserted = inserted or ("participle" in readings(following) and "base" not in readings(following))
    if inserted:
        for position in range(index + 1, len(words) - 1):
            if words[position].text == ",":
                after = words[position + 1]
                if is_finite(words, position + 1) or after.lower in lexicon.ADVERBS:
                    return position + 1
    return index + 1


def is_finite(words: Sequence[Token], index: int, *, sure: bool = True) -> bool:
    """Whether the word at ``index`` begins a finite verb group, as far as the words around it show."""
    word = words[index]
    before = words[index - 1].lower if index else ""
    after = words[index + 1].lower if index + 1 < len(words) else ""
    if before in lexicon.COORDINATORS | {"to", "of"} or not word.text.isalpha() or (word.is_capital and index):
        return False
    if word.lower in lexicon.AUXILIARIES:
        return before not in lexicon.MODALS and not (word.lower == "can" and before in lexicon.DETERMINERS)
    forms = readings(word.lower)
    if (
        not forms
        or before in (lexicon.DETERMINERS - {"that"}) | lexicon.PREPOSITIONS | lexicon.FINITE_BE | lexicon.HAVE
    ):
        return False
    if "past" in forms:
        return "participle" not in forms or _past_not_participle(words, index)
    if after in lexicon.AUXILIARIES:
        return False
    if sure and "third" in forms and _reads_as_noun(words, index, forms["third"]):
        return False
    if "third" in forms:
        return _singular_before(words, index) and (word.lower != "means" or before != "by")
    return "base" in forms and _plural_before(words, index)


def _reads_as_noun(words: Sequence[Token], index: int, base: str) -> bool:
    """Whether ``issues for`` and the like are the plural of a noun rather than a verb."""
    after = words[index + 1].lower if index + 1 < len(words) else ""
    before = words[index - 1].lower
    return (
        base in lexicon.NOUNS_TOO
        and (after in lexicon.PREPOSITIONS | lexicon.COORDINATORS or not after[:1].isalnum())
        and not is_adverb(before)
        and before not in lexicon.PRONOUNS | lexicon.RELATIVES
    )


def _past_not_participle(words: Sequence[Token], index: int) -> bool:
    """``held`` is the verb unless a surer verb follows in the same stretch ("the share held by X fell")."""
    if index == 0 or (
        words[index - 1].lower.endswith("ly") and index > 1 and words[index - 2].lower in lexicon.COORDINATORS
    ):
        return False
    for position in range(index + 1, len(words)):
        word = words[position]
        if not word.is_word or word.lower in lexicon.COORDINATORS | lexicon.RELATIVES | lexicon.SUBORDINATORS:
            return True
        if word.lower in lexicon.FINITE_BE | {"has", "had"} | lexicon.MODALS and position > index + 1:
            return False
        forms = readings(word.lower)
        if ("past" in forms or "third" in forms) and position > index + 1 and not word.is_capital:
            before = words[position - 1].lower
            if before in lexicon.DETERMINERS | lexicon.PREPOSITIONS | lexicon.ADVERBS or "participle" in forms:
                continue
            if "past" in forms or (_singular_before(words, position) and not words[position - 1].is_number):
                nouns_possible = "third" in forms and "past" not in forms
                if not nouns_possible:
                    return False
    return True


def _singular_before(words: Sequence[Token], index: int) -> bool:
    before = words[index - 1]
    if before.text in {")", '"', "”", ","}:
        return True
    if before.lower in lexicon.COORDINATORS:
        return False
    if is_adverb(before.lower):
        return index >= 2 and _singular_before(words, index - 1)
    if before.lower in {"it", "he", "she", "this", "that", "which", "who", "one", "each"}:
        return True
    after = words[index + 1].lower if index + 1 < len(words) else ""
    if before.looks_plural and not before.is_capital:
        return after in lexicon.DETERMINERS  # "The library of routines contains the ..."
    forms = readings(before.lower)
    return bool(before.is_word and not ("ing" in forms and "base" not in forms and index < 2))


def _plural_before(words: Sequence[Token], index: int) -> bool:
    before = words[index - 1]
    if is_adverb(before.lower):
        return index >= 2 and _plural_before(words, index - 1)
    if before.lower in {"they", "we", "you", "i", "these", "those", "who", "which", "that", "people", "all"}:
        return True
    after = words[index + 1].lower if index + 1 < len(words) else ""
    if after == "of":
        return False
    if before.text in {")", ","}:
        return False
    return before.looks_plural or _is_joined(words, index)


def _is_joined(words: Sequence[Token], index: int) -> bool:
    """``Britain and France fight``: two things joined just before."""
    return any(word.lower == "and" for word in words[max(0, index - 4) : index])
