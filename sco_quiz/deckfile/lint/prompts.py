"""Rules about how a card asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sco_quiz.deckfile.lint.notes import answers_with_keys, prompt_key, prompt_of
from sco_quiz.deckfile.lint.rule import Finding, Rule, in_each_note
from sco_quiz.deckfile.lint.sources import HALADYNA, MATUSCHAK, NIELSEN, WOZNIAK, cite
from sco_quiz.deckfile.lint.wording import holds_code, is_english, quote, sentences_of, unquoted, words_of
from sco_quiz.domain.cloze import deletions_of
from sco_quiz.domain.deck import Basic, Choice, Cloze, Deck, Note, TrueFalse, Typed
from sco_quiz.domain.problem import Severity

LONGEST_PROMPT: Final = 40
"""Words. About the length at which a prompt takes longer to read than to answer; a cloze gets the same."""

_QUESTION_WORD: Final = r"(?:who|whom|whose|what|when|where|which|why|how)"
_AUXILIARY: Final = (
    r"(?:is|are|was|were|am|do|does|did|has|have|had|will|would|shall|should|may|might|must|can|could|"
    r"isn't|aren't|wasn't|weren't|don't|doesn't|didn't|hasn't|haven't|hadn't|won't|can't)"
)


def _long_prompt(deck: Deck, note: Note) -> Iterator[Finding]:
    count = len(words_of(prompt_of(note.content)))
    if count > LONGEST_PROMPT:
        yield Finding(
            deck,
            f"This prompt is {count} words long, more than {LONGEST_PROMPT}.",
            "Keep what the answer depends on; move the rest to `explanation`, or make two cards.",
            note,
            prompt_key(note.content),
        )


_PRONOUN = re.compile(r"(?:It|Its|He|His|She|Her|They|Their|This|These|Those)\b(?!['\u2019]s a\b)")
_POINTS_NOWHERE = re.compile(
    # "It is said that", "It was in Qingdao that", "It takes", "Those who": these words stand for nothing before them.
    r"(?:It (?:is|was) [^.?]*\b(?:that|who|whom)\b|"
    r"It (?:is|was) (?:\w+ )?(?!\w+(?:ed|wn|en|de)\b)\w+ (?:to|for|when|where)\b|"
    r"It (?:takes|took|rains|rained|snows|seems|seemed|follows|followed|happens|happened|costs|has been)\b|"
    r"(?:Those|They|He|She) (?:who|whom|whose|which|that)\b|"
    r"(?:This|These) (?:week|month|year|century|decade|statement|sentence|deck|card|question)\b)"
)


_ASKS_OF_PRONOUN = re.compile(
    rf"(?:(?:in |on |at |for |by )?{_QUESTION_WORD}(?: \w+)? {_AUXILIARY} (it|they|he|she) "
    r"(?!like\b|called\b|that\b|to\b)\w+(?: \w+)?\?|who \w+ (it|them|him|her)\?)$",
    re.IGNORECASE,
)


def _dangling_pronoun(deck: Deck, note: Note) -> Iterator[Finding]:
    if not is_english(deck):
        return
    content = note.content
    prompt = prompt_of(content).strip()
    if isinstance(content, Basic | Typed | Choice) and (match := _ASKS_OF_PRONOUN.match(prompt)):
        # A sentence to be translated ends in a question mark on both sides.
        if not any(answer.rstrip().endswith("?") for _, answer in answers_with_keys(content)):
            yield _about_nothing(deck, note, match[1] or match[2])
        return
    match = _PRONOUN.match(prompt)
    if match is None or _POINTS_NOWHERE.match(prompt) or "![" in prompt or holds_code(prompt):
        return
    if isinstance(content, Cloze):
        # In a sentence to practise a language on, "He" is nobody and needs to be nobody: only facts are meant.
        hidden = deletions_of(content.text)
        if hidden and (hidden[0].start == 0 or not any(re.search(r"\d|[A-Z]", part.text) for part in hidden)):
            return
    elif not isinstance(content, TrueFalse):
        # A riddle points at its answer: "This country hosted the summit of 2018."
        first = sentences_of(prompt)[0]
        if not first.endswith("?"):
            return
        if any(answer.rstrip().endswith("?") for _, answer in answers_with_keys(content)):
            return
    yield _about_nothing(deck, note, match[0])


def _about_nothing(deck: Deck, note: Note, pronoun: str) -> Finding:
    return Finding(
        deck,
        f"The prompt speaks of {quote(pronoun)}, which refers to nothing on this card.",
        "Name the thing: cards come one at a time, mixed with others.",
        note,
        prompt_key(note.content),
    )


_TWO_WORDS = re.compile(
    rf"(?<!whether and )\b{_QUESTION_WORD},? (?:and|or) {_QUESTION_WORD}\b(?! not\b)", re.IGNORECASE
)
_SECOND_AT_END = re.compile(r",? and (?:when|where|why|how|who|what|which one|by whom)\?", re.IGNORECASE)
_SECOND_INVERTED = re.compile(
    rf",? and (?:in |on |at |by |of |for |to |from |with )?"
    rf"(?:(?:when|where|why|how|who)|(?:what|which|whose|how many|how much)(?: \w+){{0,3}}?) {_AUXILIARY}\b[^?]*\?|"
    rf", and (?:how many|how much|how long|who|when|where|why)\b[^?]*\?",
    re.IGNORECASE,
)


def _asks_twice(prompt: str) -> bool:
    asked = unquoted(prompt)
    if len(re.findall(r"\?(?=\s+\S|[\"”)]*$)", asked)) > 1:
        # "Which one? the first" is a question and a note on it; two sentences that both ask are two questions.
        asking = [sentence for sentence in sentences_of(asked) if sentence.rstrip("\"”')").endswith("?")]
        return sum(len(words_of(sentence)) > 1 for sentence in asking) > 1
    if "?" not in asked:
        return False
    if _TWO_WORDS.search(asked):
        return True
    for pattern in (_SECOND_AT_END, _SECOND_INVERTED):
        second = pattern.search(asked)
        # With one question word before it, "and when" asks again; with two it goes on with an embedded clause.
        if second and len(re.findall(rf"\b{_QUESTION_WORD}\b", asked[: second.start()], re.IGNORECASE)) == 1:
            return True
    return False


def _two_questions(deck: Deck, note: Note) -> Iterator[Finding]:
    content = note.content
    if not is_english(deck) or not isinstance(content, Basic | Typed | Choice):
        return
    if not holds_code(content.question) and _asks_twice(content.question):
        yield Finding(
            deck,
            "This prompt asks two questions, so half an answer can't be rated.",
            "Make a card of each question.",
            note,
            "question",
        )


_TRUTH_WORDS: Final = frozenset({"yes", "no", "true", "false"})
_YES_NO_QUESTION = re.compile(rf"(?:.{{0,60}},\s+)?{_AUXILIARY}\s+(?!you\b|we\b|___)", re.IGNORECASE)


def _yes_no(deck: Deck, note: Note) -> Iterator[Finding]:
    content = note.content
    if not is_english(deck) or not isinstance(content, Basic | Typed | Choice):
        return
    if isinstance(content, Choice) and (len(content.answers) > 1 or len(content.choices) < 2):
        return
    prompt = unquoted(content.question).strip()
    answer = answers_with_keys(content)[0][1].strip()
    first = re.match(r"\w+", answer)
    says_truth = first is not None and first[0].lower() in _TRUTH_WORDS and re.match(r"\w+(?:[.,;:!]|\s*$)", answer)
    true_or_false = re.match(r"true or false\b", prompt, re.IGNORECASE) is not None
    open_question = re.search(rf"\b{_QUESTION_WORD}\b", prompt, re.IGNORECASE) or re.search(r"_{2,}|\.\.\.|…", prompt)
    if true_or_false or (
        prompt.endswith("?")
        and _YES_NO_QUESTION.match(prompt)
        and (says_truth or (not open_question and not isinstance(content, Choice)))
        and not re.search(r"\bor\b", prompt)
    ):
        yield Finding(
            deck,
            "This prompt can be answered with yes or no, which takes a guess and no recall.",
            "Ask what, who, when or why; or write it as a `statement` with `answer: true` or `false`.",
            note,
            "question",
        )


_NEGATIVE_STEM = re.compile(
    rf"(?<![A-Z] )\b(?:NOT|EXCEPT|LEAST)\b(?! [A-Z]{{2}})|(?i:\b(?:all|each|any)\b[^?]*\bexcept)\b(?! for\b)|"
    rf"(?i:\bwhich (?:one |ones )?(?:\w+ )?(?:of (?:these|those|the following)(?: \w+){{0,2}} )?"
    rf"(?:(?:{_AUXILIARY}) not\b|(?:is|are|was|were|do|does|did|has|have|had|ca)n['\u2019]t\b))"
)


def _negative_stem(deck: Deck, note: Note) -> Iterator[Finding]:
    content = note.content
    if not is_english(deck) or not isinstance(content, Choice):
        return
    found = _NEGATIVE_STEM.search(unquoted(content.question))
    if found:
        word = re.search(r"\w+['\u2019]t$|\w+$", found[0])
        yield Finding(
            deck,
            f"The question turns on {quote(word[0] if word else found[0])}: it asks for the option that doesn't fit.",
            "Ask for what is so; or make a `statement` of each option.",
            note,
            "question",
        )


RULES: Final = (
    Rule(
        "W401",
        "long-prompt",
        Severity.WARNING,
        f"A prompt is longer than {LONGEST_PROMPT} words.",
        "A long prompt is read at every review, and after a few of them it is recognised by its shape instead of "
        "being answered. Only what leads to the answer belongs in it.",
        f"{cite(WOZNIAK, 'rule 12, optimize wording')}; {cite(HALADYNA, 'guidelines 13 and 16')}; "
        f"{cite(MATUSCHAK, 'on pattern matching')}",
        """\
- question: >-
    The organisation was set up in June 2001 in Shanghai, after five countries had met there for some years to settle
    their borders, and it has since taken in new members and partners, so that one may well ask: in which city did its
    leaders, together with the heads of ten international bodies, meet in the summer of 2018?
  answer: Qingdao
""",
        """\
- question: In which city did the SCO's leaders meet in 2018?
  answer: Qingdao
""",
        in_each_note(_long_prompt),
    ),
    Rule(
        "W402",
        "dangling-pronoun",
        Severity.WARNING,
        "A prompt starts with, or asks of, a pronoun that refers to nothing.",
        "A card is seen alone, months later, between cards of other decks. “It” made sense beside the text that the "
        "card was written from, and nowhere else.",
        f"{cite(MATUSCHAK, 'prompts should be precise')}; {cite(WOZNIAK, 'rule 16, context cues')}",
        """\
- statement: It is a military alliance.
  answer: false
""",
        """\
- statement: The SCO is a military alliance.
  answer: false
""",
        in_each_note(_dangling_pronoun),
    ),
    Rule(
        "W403",
        "two-questions",
        Severity.WARNING,
        "One prompt asks two questions.",
        "Whoever knows one half has no right rating to give: the half that was known comes back too often, the other "
        "too seldom. Two cards find out which half is missing.",
        f"{cite(WOZNIAK, 'rule 4, minimum information')}; {cite(NIELSEN, 'on atomic questions')}",
        """\
- question: When and where was the SCO established?
  answer: June 2001, in Shanghai
""",
        """\
- question: When was the SCO established?
  answer: June 2001
- question: In which city was the SCO established?
  answer: Shanghai
""",
        in_each_note(_two_questions),
    ),
    Rule(
        "W404",
        "yes-no-question",
        Severity.WARNING,
        "A prompt outside true-false can be answered with yes or no.",
        "Two answers are possible and one is right half the time, so that little is recalled, and often the wording "
        "gives it away. An open question makes the learner produce the thing itself.",
        cite(MATUSCHAK, "on questions that ask for yes or no"),
        """\
- question: Is the SCO a military alliance?
  answer: No, a partnership.
""",
        """\
- question: Instead of an alliance, what does the SCO call itself?
  answer: a partnership
""",
        in_each_note(_yes_no),
    ),
    Rule(
        "W405",
        "negative-stem",
        Severity.WARNING,
        "A choice question asks for the option that is not so.",
        "A NOT is easily read over, and then a learner who knows everything is wrong. It also drills what is not the "
        "case, and the wrong options are the facts worth knowing.",
        cite(HALADYNA, "guideline 17"),
        """\
- question: Which of these is NOT a member of the SCO?
  answer: Mongolia
  choices: [China, Russia, India]
""",
        """\
- question: Which of these is an observer of the SCO?
  answer: Mongolia
  choices: [China, Russia, India]
""",
        in_each_note(_negative_stem),
    ),
)
