"""One entry of ``cards:`` from its tree to a Note, with all its problems."""

from __future__ import annotations

from typing import Any

from sco_quiz.deckfile.codes import Code
from sco_quiz.deckfile.faults import faults_of
from sco_quiz.deckfile.format import CONTENT_KEYS, KIND_RULES, NOTE_KEYS, RULE_OF, Key, KindRule, Shape
from sco_quiz.deckfile.report import Report, closest, shortened
from sco_quiz.deckfile.tree import Mapping, Node, Scalar
from sco_quiz.deckfile.values import (
    Marks,
    flag_of,
    id_of,
    keyed,
    pairs_of,
    place_of,
    text_of,
    texts_of,
)
from sco_quiz.domain.deck import (
    Basic,
    Choice,
    Cloze,
    Content,
    Kind,
    ListItems,
    Match,
    Note,
    Order,
    TrueFalse,
    Typed,
)

_KEYS = {key.name: key for key in NOTE_KEYS}
_KINDS = frozenset(kind.value for kind in Kind)
_Found = dict[str, tuple[Scalar, Node]]


def read_note(node: Node, report: Report) -> Note | None:
    """The note of one entry, or None where a problem (reported) leaves it without a clear content or id.

    A note whose optional keys alone have problems, or with an unknown key, stays usable without them.
    """
    if not isinstance(node, Mapping):
        if isinstance(node, Scalar) and not node.text.strip():
            report.add(
                Code.EMPTY_VALUE,
                place_of(node),
                "A card is empty.",
                "delete the `-`, or write `question:` and `answer:` under it",
            )
        else:
            report.add(
                Code.WRONG_SHAPE,
                place_of(node),
                "A card is a mapping of keys.",
                "write `- question: …` and below it `answer: …`",
            )
        return None
    return _NoteReader(node, report).read()


class _NoteReader:
    def __init__(self, node: Mapping, report: Report) -> None:
        self.node = node
        self.report = report
        keys = keyed(node, _KEYS, "a card", report)
        self.found, self.meant, self.clear = keys.found, keys.meant, keys.clear
        self.marks: Marks = {name: place_of(value) for name, (_, value) in self.found.items()}

    def read(self) -> Note | None:
        note_id = ""
        if "id" in self.found:
            read_id = id_of(self.found["id"][1], self.report)
            self.clear = self.clear and read_id is not None
            note_id = read_id or ""
        content = self._content()
        texts = {name: self._optional_text(name) for name in ("hint", "explanation", "source")}
        tags, ignore = self._optional_texts("tags"), self._optional_texts("ignore")
        suspended = "suspended" in self.found and bool(flag_of("suspended", self.found["suspended"][1], self.report))
        if content is None or not self.clear:
            return None
        return Note(
            id=note_id,
            content=content,
            tags=tags,
            suspended=suspended,
            ignore=ignore,
            line=self.node.line,
            column=self.node.column,
            marks=self.marks,
            **texts,
        )

    def _optional_text(self, name: str) -> str:
        return (text_of(name, self.found[name][1], self.report) or "") if name in self.found else ""

    def _optional_texts(self, name: str) -> tuple[str, ...]:
        if name not in self.found:
            return ()
        return texts_of(name, self.found[name][1], self.report, self.marks) or ()

    def _content(self) -> Content | None:
        present = [name for name in self.found if name in CONTENT_KEYS]
        rule = self._rule(frozenset(present))
        if rule is None:
            return None
        missing = self._missing(rule)
        foreign = [name for name in present if name not in rule.content]
        if rule.one_of and all(name in self.found for name in rule.one_of):
            foreign.append(rule.one_of[0])
        for name in foreign:
            self.report.add(
                Code.MIXED_KINDS,
                place_of(self.found[name][0]),
                f"`{name}` does not go with {self._because(rule)}.",
                f"delete it, or make a card of its own from it; a {rule.kind} card has {_listed(rule)}",
            )
        values = {name: self._value(_KEYS[name]) for name in present if name in rule.content}
        if missing or foreign or None in values.values():
            return None
        content = build_content(rule.kind, values)
        return content if self._makes_sense(content) else None

    def _because(self, rule: KindRule) -> str:
        return f"`{rule.signature}`" if rule.signature in self.found else f"the kind {rule.kind}"

    def _rule(self, present: frozenset[str]) -> KindRule | None:
        """The rule of the kind that is declared, or else that follows from the keys."""
        followed = next(
            (rule for rule in KIND_RULES if rule.signature and rule.signature in present), RULE_OF[Kind.BASIC]
        )
        fitting = next((rule for rule in KIND_RULES if rule.signature in present and present <= rule.content), None)
        followed = fitting or followed
        if "kind" not in self.found:
            return followed
        node = self.found["kind"][1]
        text = text_of("kind", node, self.report)
        if text is None:
            return None
        if text not in _KINDS:
            guess = closest(text, _KINDS)
            self.report.add(
                Code.UNKNOWN_KIND,
                place_of(node),
                f"There is no kind `{shortened(text)}`.",
                f"did you mean `{guess}`?" if guess else f"the kinds are {', '.join(kind.value for kind in Kind)}",
            )
            return None
        declared = RULE_OF[Kind(text)]
        if declared.content >= present or not present:
            return declared
        if _is_whole(followed, present):
            self.report.add(
                Code.KIND_CONTRADICTS_KEYS,
                place_of(node),
                f"The kind is given as {declared.kind}, but the keys are those of a {followed.kind} card.",
                f"delete `kind`, or write the keys of a {declared.kind} card: {_listed(declared)}",
            )
            return None
        return declared

    def _missing(self, rule: KindRule) -> bool:
        missing = [name for name in rule.required if name not in self.found]
        if rule.one_of and not any(name in self.found for name in rule.one_of):
            missing.append(rule.one_of[0])
        if not missing:
            return False
        if not self.meant.intersection((*missing, *rule.one_of)):
            what = "The card has nothing to ask" if len(missing) == len(rule.required) else "The card is not complete"
            names = " and ".join(f"`{name}`" for name in missing)
            kind = f" of a {rule.kind} card" if "kind" in self.found else ""
            self.report.add(
                Code.MISSING_KEY,
                place_of(self.node),
                f"{what}: {names}{kind} {'is' if len(missing) == 1 else 'are'} missing.",
                f"write {' and '.join(f'`{name}: …`' for name in missing)}",
            )
        return True

    def _value(self, key: Key) -> object:
        node = self.found[key.name][1]
        if key.name == "answer" and "statement" in self.found:
            return flag_of("answer", node, self.report)
        match key.shape:
            case Shape.TEXTS:
                return texts_of(key.name, node, self.report, self.marks)
            case Shape.PAIRS:
                return pairs_of(key.name, node, self.report, self.marks)
            case Shape.FLAG:
                return flag_of(key.name, node, self.report)
            case _:
                example = "write `answers:` for several right answers" if key.name == "answer" else ""
                return text_of(key.name, node, self.report, example)

    def _makes_sense(self, content: Content) -> bool:
        fine = True
        for fault in faults_of(content):
            self.report.add(fault.code, self.marks[fault.key], fault.message, fault.hint)
            fine = False
        return fine


def _is_whole(rule: KindRule, present: frozenset[str]) -> bool:
    one_of = not rule.one_of or any(name in present for name in rule.one_of)
    return one_of and present >= frozenset(rule.required) and present <= rule.content


def _listed(rule: KindRule) -> str:
    required = [f"`{name}`" for name in rule.required]
    if rule.one_of:
        required.append(" or ".join(f"`{name}`" for name in rule.one_of))
    return ", ".join(required)


def build_content(kind: Kind, values: dict[str, Any]) -> Content:
    """The content of a kind from the values of its keys, which have been read by the keys' shapes."""
    get = values.get
    match kind:
        case Kind.BASIC:
            return Basic(values["question"], values["answer"], get("accept", ()), get("reverse", False))
        case Kind.TYPED:
            return Typed(values["question"], values["answer"], get("accept", ()), get("reverse", False))
        case Kind.CHOICE:
            return Choice(values["question"], get("answers") or (values["answer"],), values["choices"])
        case Kind.TRUE_FALSE:
            return TrueFalse(values["statement"], values["answer"])
        case Kind.CLOZE:
            return Cloze(values["cloze"])
        case Kind.LIST:
            return ListItems(values["question"], values["answers"])
        case Kind.ORDER:
            return Order(values["question"], values["order"])
        case Kind.MATCH:
            return Match(values["question"], values["pairs"])
