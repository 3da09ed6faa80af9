"""A sentence into the plain statements that it holds: coordinated clauses, insertions, relative clauses, reasons."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from sco_quiz.drafting import lexicon
from sco_quiz.drafting.clauses import Clause, parse_clause
from sco_quiz.drafting.lexicon import readings
from sco_quiz.drafting.tokens import Token, tokens_of
from sco_quiz.drafting.verbs import find_verb, is_finite
from sco_quiz.drafting.wordlists import word_set


class Origin(StrEnum):
    """Which part of its sentence a statement was."""

    MAIN = "main"
    COORDINATE = "coordinate"
    SECOND_PREDICATE = "second predicate"
    APPOSITIVE = "appositive"
    RELATIVE = "relative"
    PARTICIPLE = "participle"
    BEST_OF = "best of"


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause as found in a sentence, not yet resolved.

    ``reason`` is the clause after *because*; ``follows`` says that the piece before it is the reason (*so*).
    """

    clause: Clause
    origin: Origin
    reason: str = ""
    follows: bool = False


_CONTRACTIONS = (
    (re.compile(r"\b([Cc])an(?:['\u2019]t)\b"), r"\1annot"),
    (re.compile(r"\b([Ww])on['\u2019]t\b"), r"\1ill not"),
    (re.compile(r"n['\u2019]t\b"), " not"),
    (re.compile(r"\b([Ii]t|[Tt]hat|[Hh]e|[Ss]he|[Tt]here|[Ww]hat)['\u2019]s\b"), r"\1 is"),
    (re.compile(r"\b([Tt]hey|[Ww]e|[Yy]ou)['\u2019]re\b"), r"\1 are"),
    (re.compile(r"\b([Tt]hey|[Ww]e|[Yy]ou|I)['\u2019]ve\b"), r"\1 have"),
    (re.compile(r"\b([Tt]hey|[Ww]e|[Yy]ou|I|[Ii]t)['\u2019]ll\b"), r"\1 will"),
)
_OPENER = re.compile(
    r"^(?:however|therefore|moreover|furthermore|in addition|thus|hence|for example|for instance|in fact|by contrast|"
    r"in contrast|on the other hand|instead|firstly|secondly|thirdly|first|second|third|finally|meanwhile|nevertheless|"
    r"nonetheless|indeed|as a result|consequently|similarly|in general|generally|in particular|of course|in short|"
    r"additionally|note that|but|and|yet|so|also|likewise),?\s+(?=\S)",
    re.IGNORECASE,
)
_NEEDS_COMMA = word_set("first second third so finally generally indeed instead")
_INSERTED = re.compile(
    r",? (?:however|therefore|by contrast|in contrast|for example|for instance|moreover|of course|in fact|in turn|"
    r"on the other hand|too)(?:,|(?=[.;]|$))",
    re.IGNORECASE,
)
_ALSO = re.compile(r" (?:also|thus|therefore|then)(?= [a-z])")
_BRACKET = re.compile(r"\s*\([^()]*\)")
_TOLD_BY = re.compile(
    r",? (?:according to|(?<=, )(?:reports|reported|says|said|claims|claimed|argues)) (?P<who>[^,]+)$"
)
_SPEECH = word_set(
    "say claim argue think believe report state suggest hope announce deny warn write predict insist maintain allege "
    "assert propose assume tell estimate note explain add declare"
)
_DASHED = re.compile(r"\s*(?:\s(?:--|-|\u2013)\s|\u2014)[^\u2014\u2013]*?(?:\s(?:--|-|\u2013)(?=\s)|\u2014|$)")
_LONG_QUOTATION = re.compile(r"[\"“](?:\S+\s+){3,}\S+[\"”]")
_BECAUSE = re.compile(r",? because (?!of\b)")
_CUT = re.compile(
    r", (?:which|where|whose|when|while|although|though|unlike|whereas|whichever|including,?|such as|probably|perhaps|"
    r"(?:the|a|an)? ?\w+ of (?:which|whom|these|them)|\w+ing) .*$| while (?:he|she|it|they|the) .*$"
)
_BEST_OF = re.compile(
    r", (?P<best>the (?:\w+est|most \w+|best known)) of which (?P<verb>is|was) (?P<name>(?:the )?[A-Z][\w -]*)$"
)
_OWNED = re.compile(r", (?:his|her|its|their) [^,]+(?=$|,)")
_RELATIVE = re.compile(r", (?:which|who) (?P<verb>\w+)")
_APPOSITIVE = re.compile(r"^(?P<head>.+?), (?P<what>(?:an?|the|one of the) [^,]+|[\d][^,]+)$")


def plain(text: str) -> str:
    """A sentence without the words that tie it to the one before."""
    if "'" in text or "\u2019" in text:
        for pattern, replacement in _CONTRACTIONS:
            text = pattern.sub(replacement, text)
    text = re.sub(r"^In this [a-z]+, (\S)", lambda match: match[1].upper(), text)
    opener = _OPENER.match(text)
    if opener is not None:
        word = opener[0].strip()
        if word.endswith(",") or word.lower() not in _NEEDS_COMMA:
            text = text[opener.end() :]
            text = text[:1].upper() + text[1:]
    text = _INSERTED.sub(lambda m: "," if m.start() and m[0].endswith(",") and not m[0].startswith(",,") else "", text)
    return _ALSO.sub("", text)


def pieces_of(sentence: str) -> list[Piece]:
    """The statements of a sentence, in its order; none where it can't be read for sure."""
    text = _DASHED.sub("", _BRACKET.sub("", plain(sentence.strip()))).rstrip(".!").strip()
    if sentence.rstrip().endswith(("?", ":")) or _LONG_QUOTATION.search(text):
        return []
    if told := _TOLD_BY.search(text):
        text = f"According to {told['who']}, {text[: told.start()]}"
    pieces: list[Piece] = []
    for part in text.split("; "):
        pieces += _pieces_of_part(part)
    return pieces


def _pieces_of_part(text: str) -> list[Piece]:
    before, colon, after = text.partition(": ")
    if colon and len(before.split()) <= 3 and parse_clause(before) is None:
        return _pieces_of_part(after[:1].upper() + after[1:])
    if colon:
        second = parse_clause(after)
        first = _pieces_of_part(before)
        if second is not None and first and len(second.subject.split()) < 10 and "," not in after.split(second.verb)[0]:
            return [*first, *_pieces_of_part(after)]
        return first
    pieces: list[Piece] = []
    for clause_text, origin, follows in _coordinates(text):
        pieces += _unfold(clause_text, origin, follows=follows)
    return pieces


def _coordinates(text: str, origin: Origin = Origin.MAIN) -> list[tuple[str, Origin, bool]]:
    """The coordinated clauses of a text, each with a subject, and whether *so* joins it to the one before."""
    clause = parse_clause(text)
    if clause is None:
        return []
    words = tokens_of(text)
    verb = find_verb(words, 0 if not clause.intro else len(tokens_of(clause.intro)))
    if clause.base in _SPEECH and not clause.rest.startswith(("the ", "a ", "an ")):
        return [(text, origin, False)]  # what was said keeps its speaker
    dependent = False
    for index in range((verb or 0) + 1, len(words) - 1):
        word = words[index]
        if word.lower in {"if", "unless", "whether", "that", "who", "which", "because", "when", "why", "how"}:
            dependent = True
        comma = words[index - 1].text == ","
        if word.lower not in lexicon.COORDINATORS - {"or"} and not (word.lower == "so" and comma):
            continue
        if comma and word.lower == "and" and _ends_a_list(words, index - 1, verb or 0):
            continue
        left = text[: words[index - 1].start if comma else word.start].strip()
        right = text[word.end :].strip()
        if parse_clause(left) is None:
            continue
        of_its_own = comma or words[index + 1].lower in {"it", "he", "she", "they"}
        follower = parse_clause(right) if of_its_own else None
        gerund = "ing" in readings(words[index + 1].lower)
        if follower is not None and len(follower.subject.split()) <= 9 and not gerund:
            rest = _coordinates(right, Origin.COORDINATE)
            first = [(t, o, word.lower == "so" or follows) for t, o, follows in rest[:1]]
            return [(left, origin, False), *first, *rest[1:]]
        second = None if dependent else _second_predicate(clause, words[index + 1 :], right)
        if second is not None:
            return [(left, origin, False), *_coordinates(second, Origin.SECOND_PREDICATE)]
    return [(text, origin, False)]


def _ends_a_list(words: tuple[Token, ...], comma: int, verb: int) -> bool:
    """Whether the comma before *and* closes an item of a list ("a, b, and c") rather than a clause."""
    before = next((i for i in range(comma - 1, verb, -1) if words[i].text == ","), None)
    if before is None or words[before + 1].lower in {"a", "an", "the", "his", "her", "its", "their"}:
        return False
    return not any(is_finite(words, i) for i in range(before + 2, comma))


def _second_predicate(clause: Clause, words: tuple[Token, ...], right: str) -> str | None:
    """``subject + right`` where what follows the conjunction is a predicate of the same subject."""
    start = next((i for i, word in enumerate(words[:3]) if word.lower not in lexicon.ADVERBS), None)
    if start is None or start + 1 >= len(words):
        return None
    verb, after = words[start].lower, words[start + 1].lower
    noun_too = clause.reading in {"base", "third"} and (clause.reading == "base" or after in {"of", "for"})
    goes_on = (
        after in lexicon.DETERMINERS | lexicon.OBJECT_PRONOUNS | {"not"}
        or (after in lexicon.PREPOSITIONS and not noun_too)
        or words[start + 1].is_number
        or words[start + 1].is_capital
    )
    if verb in lexicon.AUXILIARIES:
        second = f"{clause.subject} {right}"
    elif not clause.auxiliaries and clause.reading in {"past", "third", "base"}:
        forms = readings(verb)
        wanted = {"be": clause.reading}.get(clause.base, clause.reading)
        sure = goes_on or (wanted == "past" and "past" in forms)
        if wanted not in forms or not sure:
            return None
        second = f"{clause.subject} {right}"
    elif clause.auxiliaries and clause.reading in readings(verb) and goes_on and clause.reading != "ing":
        second = f"{clause.subject} {' '.join(clause.auxiliaries)} {right}"
    else:
        return None
    parsed = parse_clause(second)
    return second if parsed is not None and parsed.subject == clause.subject else None


def _unfold(text: str, origin: Origin, *, follows: bool) -> list[Piece]:
    """One clause with its insertions taken out, and what they say as statements of their own."""
    text = text.strip()
    reason = ""
    if text.startswith("Because ") and (first := parse_clause(text)) is not None and first.intro:
        reason = first.intro.removeprefix("Because ")
        text = text[len(first.intro) :].lstrip(", ")
    if not reason and (because := _BECAUSE.search(text)):
        reason = text[because.end() :]
        text = re.sub(r" (?:solely|only|simply|mainly|largely|partly|precisely)$", "", text[: because.start()])
        if parse_clause(reason) is None:
            reason = ""
    derived: list[Piece] = []
    clause = parse_clause(text)
    if clause is None:
        return []
    only = re.fullmatch(r"[Oo]nly one (?P<noun>[\w -]+), (?P<name>(?:the )?[A-Z][\w -]+?),?", clause.subject)
    if only is not None:
        about = f"the only {only['noun']} that {clause.predicate}"
        return [Piece(Clause("", only["name"], (), "", "is", "be", "third", about), origin)]
    if added := re.match(r"^(?P<head>[^,]+), (?:with|as in|such as|including|like) [^,]+,?$", clause.subject):
        clause = clause.about(added["head"])
    if clause.subject.count(",") in {1, 2} and (inserted := _APPOSITIVE.match(clause.subject.rstrip(","))):
        clause = clause.about(inserted["head"])
        if not inserted["what"][0].isdigit():
            derived += _saying(inserted["head"], inserted["what"], past=clause.past)
    if (intro := clause.intro.split(" ", 1)[0].lower()) and "participle" in readings(intro) and len(clause.intro) < 80:
        be = ("were" if clause.plural else "was") if origin is Origin.MAIN else "was"
        told = parse_clause(f"{clause.subject} {be} {clause.intro[:1].lower()}{clause.intro[1:]}")
        derived += [Piece(told, Origin.PARTICIPLE)] if told is not None else []
        clause = replace(clause, intro="")
    rest, more = _cut_rest(clause)
    derived += more
    clause = replace(clause, rest=rest)
    ahead = [piece for piece in derived if piece.origin is Origin.BEST_OF]
    return [*ahead, Piece(clause, origin, reason, follows), *(piece for piece in derived if piece not in ahead)]


def _cut_rest(clause: Clause) -> tuple[str, list[Piece]]:
    rest = clause.rest
    derived: list[Piece] = []
    if relative := _RELATIVE.search(rest):
        listed = " and " in rest[: relative.start()][-40:]
        head = "" if listed else last_noun_phrase(rest[: relative.start()])
        told = parse_clause(f"{head} {rest[relative.start('verb') :]}") if head else None
        if told is not None and told.subject == head and told.base not in {"make", "mean", "allow", "cause"}:
            derived.append(Piece(told, Origin.RELATIVE))
    if best := _BEST_OF.search(rest):
        noun = re.sub(
            r"^(?:(?:more|fewer) than |about |over |nearly )?[\d,]+ |^(?:the|many|several) ", "", clause.subject.lower()
        )
        verb = best["verb"]
        about = f"{best['best']} of the {noun} that {clause.predicate[: -len(rest)]}{rest[: best.start()]}"
        derived.append(Piece(Clause("", best["name"], (), "", verb, "be", "third", about), Origin.BEST_OF))
    rest = _OWNED.sub("", _CUT.sub("", rest))
    if inserted := re.search(r", (?P<what>(?:an?|the) [^,]+?)(?P<end>,|$)", rest):
        head = last_noun_phrase(rest[: inserted.start()])
        vague = re.match(r"an? (?:third|half|quarter|fifth|tenth|few|number|lot)\b", inserted["what"])
        if (
            head
            and not vague
            and find_verb(tokens_of(inserted["what"]), 0) is None
            and " and " not in inserted["what"]
            and not head.lower().startswith(("a ", "an "))
        ):
            derived += _saying(head, inserted["what"], past=clause.past)
            rest = rest[: inserted.start()] + rest[inserted.end("what") + len(inserted["end"]) :]
    return re.sub(r",? including$", "", rest.rstrip(" ,")), derived


def _saying(head: str, what: str, *, past: bool) -> list[Piece]:
    """``head is what``, as a piece."""
    named = tokens_of(head)[-1].is_capital
    plural = what.startswith("one of") is False and head.endswith("s") and not named
    verb = ("were" if plural else "was") if past and named else ("are" if plural else "is")
    reading = {"is": "third", "are": "base", "was": "past", "were": "past"}[verb]
    return [Piece(Clause("", head, (), "", verb, "be", reading, what), Origin.APPOSITIVE)]


def last_noun_phrase(text: str) -> str:
    """The noun phrase at the end of a text: back to its determiner, or to the preposition or verb before it."""
    words = tokens_of(text)
    start = len(words)
    while start > 0:
        word = words[start - 1]
        if not word.is_word or word.lower in lexicon.PREPOSITIONS | lexicon.COORDINATORS | lexicon.AUXILIARIES:
            break
        start -= 1
        if word.lower in lexicon.DETERMINERS and not word.is_number:
            break
        if word.lower in lexicon.RELATIVES:
            return ""
    return text[words[start].start :].strip() if start < len(words) and len(words) - start <= 8 else ""
