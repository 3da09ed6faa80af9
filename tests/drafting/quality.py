"""What the drafts of the documents beside this file are worth: recall of facts, and precision by the judgements.

A fact is recalled where a note that was judged good asks for it. A note is good if it is true to its text, stands by
itself, can be answered and is worth asking. ``python tests/drafting/quality.py`` renews the judgement files after a
change of the rules: notes judged before keep their judgement, new ones come as ``unjudged``, and the tests fail until
somebody has read them and written ``good`` or ``bad: why``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from sco_quiz.domain.cloze import answers_of, full_text, groups_of
from sco_quiz.domain.deck import Basic, Choice, Cloze, Content, ListItems, TrueFalse, Typed
from sco_quiz.drafting.draft import draft_deck
from sco_quiz.drafting.reading import read_document

HERE = Path(__file__).parent
DOCUMENTS = tuple(sorted(path for path in HERE.iterdir() if path.suffix in {".txt", ".md"}))


@dataclass(frozen=True, slots=True)
class Measured:
    """One document: the facts recalled and missed, and the judgement of each note (``good``, ``bad: why``)."""

    recalled: tuple[str, ...]
    missed: tuple[str, ...]
    judged: dict[str, str]

    @property
    def recall(self) -> float:
        return len(self.recalled) / (len(self.recalled) + len(self.missed))

    @property
    def precision(self) -> float:
        return sum(verdict == "good" for verdict in self.judged.values()) / len(self.judged)


def shown(content: Content) -> tuple[str, str]:
    """A note's prompt and its answer, each as one line."""
    match content:
        case Basic(question=question, answer=answer) | Typed(question=question, answer=answer):
            return question, answer
        case Choice(question=question, answers=answers, choices=choices):
            return f"{question} [not: {'; '.join(choices)}]", "; ".join(answers)
        case ListItems(question=question, answers=answers):
            return question, "; ".join(answers)
        case TrueFalse(statement=statement, answer=truth):
            return statement, str(truth).lower()
        case Cloze(text=text):
            return full_text(text), "; ".join(answer for group in groups_of(text) for answer in answers_of(text, group))
        case _:
            raise AssertionError(content)


def drafted(path: Path) -> list[tuple[str, str]]:
    document = read_document(path)
    return [shown(one.note.content) for one in draft_deck(document, title=document.title, deck_id=path.stem).notes]


def judgements(path: Path) -> dict[str, str]:
    judged = path.with_suffix(".judged.yaml")
    entries = yaml.safe_load(judged.read_text(encoding="utf-8")) if judged.exists() else []
    return {entry["note"]: entry["verdict"] for entry in entries}


def measure(path: Path) -> Measured:
    facts = yaml.safe_load(path.with_suffix(".facts.yaml").read_text(encoding="utf-8"))
    notes = drafted(path)
    judged = judgements(path)
    good = [(prompt, answer) for prompt, answer in notes if judged.get(f"{prompt} = {answer}") == "good"]
    found = [any(asks(fact, prompt, answer) for prompt, answer in good) for fact in facts]
    return Measured(
        tuple(fact["fact"] for fact, is_found in zip(facts, found, strict=True) if is_found),
        tuple(fact["fact"] for fact, is_found in zip(facts, found, strict=True) if not is_found),
        {f"{prompt} = {answer}": judged.get(f"{prompt} = {answer}", "unjudged") for prompt, answer in notes},
    )


def asks(fact: dict[str, str], prompt: str, answer: str) -> bool:
    return bool(re.search(fact["about"], prompt, re.IGNORECASE) and re.search(fact["answer"], answer, re.IGNORECASE))


def renew() -> None:
    for path in DOCUMENTS:
        known = judgements(path)
        entries = [f"{prompt} = {answer}" for prompt, answer in drafted(path)]
        data = [{"note": entry, "verdict": known.get(entry, "unjudged")} for entry in entries]
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
        path.with_suffix(".judged.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    renew()
