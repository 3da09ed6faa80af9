"""Questions, answers and items as plain values (text, numbers, lists, dicts) that can be kept as JSON, and back.

What was read back equals what was written. Anything else that is read raises ValueError.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from sco_quiz.domain.deck import Kind
from sco_quiz.domain.question import (
    Answer,
    Arranged,
    AskChoice,
    AskFlip,
    AskList,
    AskMatch,
    AskOrder,
    AskTrueFalse,
    AskTyped,
    Chosen,
    Form,
    Judged,
    Listed,
    Matched,
    Question,
    Revealed,
    TypedText,
    form_of,
)
from sco_quiz.domain.quiz.sitting import Item, Judging, Rules

Record: TypeAlias = dict[str, Any]
"""What ``json`` gives for an object; its values are checked where they are read."""


def question_record(question: Question) -> Record:
    """A question with all that was shown and what is right."""
    record: Record = {"form": form_of(question).value, "prompt": question.prompt}
    match question:
        case AskFlip(answer=answer):
            return record | {"answer": answer}
        case AskTyped(answer=answer, accept=accept):
            return record | {"answer": answer, "accept": list(accept)}
        case AskChoice(options=options, right=right):
            return record | {"options": list(options), "right": sorted(right)}
        case AskTrueFalse(truth=truth):
            return record | {"truth": truth}
        case AskList(items=items):
            return record | {"items": list(items)}
        case AskOrder(items=items, right=order):
            return record | {"items": list(items), "right": list(order)}
        case AskMatch(lefts=lefts, options=options, right=order):
            return record | {"lefts": list(lefts), "options": list(options), "right": list(order)}


def question_from(record: Mapping[str, Any]) -> Question:
    """The question that a record was made from."""
    try:
        prompt = str(record["prompt"])
        match Form(record["form"]):
            case Form.FLIP:
                return AskFlip(prompt, str(record["answer"]))
            case Form.TYPED:
                return AskTyped(prompt, str(record["answer"]), tuple(record["accept"]))
            case Form.CHOICE:
                return AskChoice(prompt, tuple(record["options"]), frozenset(record["right"]))
            case Form.TRUE_FALSE:
                return AskTrueFalse(prompt, bool(record["truth"]))
            case Form.LIST:
                return AskList(prompt, tuple(record["items"]))
            case Form.ORDER:
                return AskOrder(prompt, tuple(record["items"]), tuple(record["right"]))
            case Form.MATCH:
                return AskMatch(prompt, tuple(record["lefts"]), tuple(record["options"]), tuple(record["right"]))
    except (KeyError, TypeError) as error:
        raise ValueError(f"no question: {record!r}") from error


def answer_record(answer: Answer) -> Record:
    """An answer as it was given."""
    match answer:
        case Revealed():
            return {"gave": "up"}
        case TypedText(text=text):
            return {"gave": "text", "value": text}
        case Chosen(options=options):
            return {"gave": "options", "value": sorted(options)}
        case Judged(truth=truth):
            return {"gave": "judgement", "value": truth}
        case Listed(items=items):
            return {"gave": "list", "value": list(items)}
        case Arranged(items=places):
            return {"gave": "order", "value": list(places)}
        case Matched(options=matched):
            return {"gave": "pairs", "value": list(matched)}


def answer_from(record: Mapping[str, Any]) -> Answer:
    """The answer that a record was made from."""
    try:
        match record["gave"]:
            case "up":
                return Revealed()
            case "text":
                return TypedText(str(record["value"]))
            case "options":
                return Chosen(frozenset(record["value"]))
            case "judgement":
                return Judged(bool(record["value"]))
            case "list":
                return Listed(tuple(record["value"]))
            case "order":
                return Arranged(tuple(record["value"]))
            case "pairs":
                return Matched(tuple(record["value"]))
            case _:
                raise ValueError(f"no answer: {record!r}")
    except (KeyError, TypeError) as error:
        raise ValueError(f"no answer: {record!r}") from error


def item_record(item: Item) -> Record:
    """An item without the other answers of its deck, which the deck knows best."""
    return {
        "note": item.note,
        "kind": item.kind.value,
        "question": question_record(item.question),
        "tags": list(item.tags),
        "hint": item.hint,
        "explanation": item.explanation,
        "source": item.source,
    }


def item_from(card: str, deck: str, record: Mapping[str, Any], others: tuple[str, ...] = ()) -> Item:
    """The item of a card that a record was made from; ``others`` are other answers of its deck."""
    try:
        return Item(
            card=card,
            note=str(record["note"]),
            deck=deck,
            kind=Kind(record["kind"]),
            question=question_from(record["question"]),
            tags=tuple(record["tags"]),
            hint=str(record["hint"]),
            explanation=str(record["explanation"]),
            source=str(record["source"]),
            others=others,
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"no item: {record!r}") from error


def rules_record(rules: Rules) -> Record:
    """What the learner chose at the start."""
    return {
        "judging": rules.judging.value,
        "limit_ms": rules.limit_ms,
        "question_limit_ms": rules.question_limit_ms,
    }


def rules_from(record: Mapping[str, Any]) -> Rules:
    """The rules that a record was made from."""
    try:
        return Rules(Judging(record["judging"]), record["limit_ms"], record["question_limit_ms"])
    except (KeyError, TypeError) as error:
        raise ValueError(f"no rules: {record!r}") from error
