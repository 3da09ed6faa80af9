"""What pronouns and short forms ("it", "the canal") stand for, or nothing where two things could be meant."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from sco_quiz.drafting import gazetteer, lexicon
from sco_quiz.drafting.clauses import Clause, head_of, is_plural
from sco_quiz.drafting.glossary import Glossary
from sco_quiz.drafting.names import Sort, names_in
from sco_quiz.drafting.tokens import tokens_of
from sco_quiz.drafting.wordlists import word_set

_MASCULINE = word_set("he him his himself")
_FEMININE = word_set("she her hers herself")
_SINGULAR = word_set("it its itself")
_PLURAL = word_set("they them their themselves")
_REFERRING = _MASCULINE | _FEMININE | _SINGULAR | _PLURAL
_MALE_WORDS = word_set("king emperor prince husband son brother father mr sir lord man monk pope tsar duke")
_FEMALE_WORDS = word_set("queen empress princess wife daughter sister mother mrs ms lady woman nun actress")


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that was spoken of: its words, whether it is several, and whether it is a person."""

    text: str
    plural: bool
    person: bool

    @property
    def gender(self) -> str:
        """``he`` or ``she`` where a word says so, else empty."""
        words = set(self.text.lower().split())
        return "she" if words & _FEMALE_WORDS else "he" if words & _MALE_WORDS else ""


def refers(text: str) -> bool:
    """Whether a text holds a pronoun that stands for something else."""
    return any(word.lower in _REFERRING for word in tokens_of(text))


def possessive(text: str) -> str:
    """``Lake Baikal`` -> ``Lake Baikal's``, ``drones`` -> ``drones'``."""
    return text + ("'" if text.endswith("s") and text[-2:] != "ss" and text[:1].islower() else "'s")


_DEFINITE = re.compile(
    r"\b(?P<the>[Tt]he|[Tt]his) (?P<noun>[a-z]{3,})\b(?P<own>['\u2019]s)?(?= (?P<next>[\w-]+)|(?P<mark>[^\w\s-])|$)"
)
_COMMON_KNOWLEDGE = word_set(
    "world sun moon sea sky north south east west right left time day year public state ground body law internet "
    "government environment weather ocean country brain heart blood same end beginning water air past future "
    "present universe user reader average rest top bottom middle surface number need ability risk importance way "
    "idea use"
)


_POINTING = word_set(
    "couple pair project area company city country man woman book plan idea event war battle treaty agreement "
    "decision discovery invention method result group team organisation organization journey move attempt work "
    "paper report study theory case problem incident site place region period town village building institution "
    "house home ship king queen emperor president minister leader author party union state law act bill rule "
    "reform movement revolution family child son daughter brother sister husband wife father mother friend boy "
    "girl position post office job role prize award medal title name word term letter document text article "
    "chapter section example figure table list following former latter other others rest first second third last "
    "next one ones thing things situation condition change changes effect effects reason cause issue question "
    "answer step stage phase version feature option value argument function file program library package patient "
    "experiment test sample substance technique process system machine device vehicle boat train expedition "
    "voyage trip visit meeting summit conference ceremony election vote campaign attack invasion siege fire flood "
    "disaster accident crisis collapse distance amount sum sums"
)
"""Nouns that after *the* most often point back to one thing spoken of before."""


_SOON = 4
"""Sentences for which a short form ("the court") is taken to mean the name that it is part of."""

_MOST_HEARD = 1_000


@dataclass(slots=True)
class Memory:
    """What was spoken of last. ``resolve`` is to be called for the clauses of a document in their order."""

    glossary: Glossary
    recent: list[Entity] = field(default_factory=list)
    topic: Entity | None = None
    genders: dict[str, str] = field(default_factory=dict)
    people: list[str] = field(default_factory=list)
    heard: int = 0
    last_heard: dict[str, int] = field(default_factory=dict)

    def hear(self, text: str) -> None:
        """Note which names a sentence holds: a short form stands for a name only soon after it."""
        self.heard += 1
        for name in self._names(text):
            self.last_heard[name] = self.heard
        if len(self.last_heard) > _MOST_HEARD:
            self.last_heard = {name: at for name, at in self.last_heard.items() if self.heard - at <= _SOON}

    def _was_heard(self, name: str) -> bool:
        plain = name.removeprefix("the ")
        topic = self.glossary.topic.lower().removeprefix("the ")
        titled = plain.lower() in topic or (topic != "" and topic in plain.lower())
        return titled or self.heard - self.last_heard.get(plain, -_SOON - 1) <= _SOON

    def entity(self, subject: str, *, plural: bool | None = None) -> Entity:
        """The entity that a noun phrase stands for."""
        names = self.glossary.names
        words = tokens_of(subject)
        head = head_of(words)
        person = any(
            names.sort_of(name) is Sort.PERSON for name in self._names(subject)[:1] if subject.endswith(name)
        ) or (head is not None and (head.lower in gazetteer.ROLES or head.lower in _FEMALE_WORDS | _MALE_WORDS))
        return Entity(subject, is_plural(subject) if plural is None else plural, person)

    def _names(self, text: str) -> list[str]:
        return [name.text for name in reversed(names_in(text, self.glossary.names))]

    def remember(self, clause: Clause) -> None:
        """Note what a resolved clause was about."""
        entity = self.entity(clause.subject, plural=clause.plural)
        self.recent = [entity, *self.recent[:3]]
        mentioned = [n for n in reversed(self._names(clause.text)) if self.glossary.names.sort_of(n) is Sort.PERSON]
        self.people = list(dict.fromkeys(mentioned))
        if self.topic is None and self._is_topic(clause.subject):
            self.topic = entity

    def begin_paragraph(self) -> None:
        """A pronoun that begins a paragraph stands for the topic or for nothing that is sure."""
        self.recent = [self.topic] if self.topic is not None else []

    def forget(self) -> None:
        """A sentence could not be read: what a pronoun after it stands for is not sure, but for the topic."""
        self.recent = []

    def resolve(self, clause: Clause, *, strict: bool = True, all_named: bool = False) -> Clause | None:
        """The clause with everything named, or nothing.

        Not ``strict`` lets a bare "the company" pass: what it stands for is said where the clause is used.
        ``all_named`` says that no pronoun stands for the clause's own subject.
        """
        subject = self._resolve_subject(clause.subject, plural=clause.plural, strict=strict)
        if subject is None:
            return None
        subject = self.glossary.mid_sentence(subject)
        entity = self.entity(subject, plural=clause.plural)
        intro = self._resolve_text(clause.intro, entity, main=False, strict=strict) if clause.intro else ""
        own = Entity("", plural=False, person=False) if all_named else entity
        rest = self._resolve_text(clause.rest, own, main=True, strict=strict)
        if rest is None or intro is None:
            return None
        return replace(clause, intro=intro, subject=subject, rest=rest)

    def _resolve_subject(self, subject: str, *, plural: bool, strict: bool) -> str | None:
        words = tokens_of(subject)
        first = words[0].lower
        if subject.lower() in {"the couple", "the pair", "the two"}:
            return self._pair()
        if self.topic is not None and self.topic.person and subject == self.topic.text.split()[-1]:
            return self.topic.text
        if len(words) == 1 and first in _REFERRING:
            antecedent = self._antecedent(first)
            return antecedent.text if antecedent else None
        if first in lexicon.POSSESSIVES:
            antecedent = self._antecedent(first)
            if antecedent is None:
                return None
            owner = antecedent.text
            owned = subject[words[0].end :].strip()
            if antecedent.plural and not words[-1].is_capital:
                return f"the {owned} of {owner}"
            return f"{possessive(owner)} {owned}"
        if first in {"this", "these", "those", "such", "that", "some", "others", "nobody", "we", "you", "i"}:
            named = self._name_things(subject)
            return named if named != subject else None
        named = self._name_things(subject)
        if (
            named == subject
            and strict
            and first == "the"
            and len(words) == 2
            and words[1].lower == words[1].text
            and not self._known_noun(words[1].lower, plural)
        ):
            return None
        others = {word.lower for word in words[1:]} & (_REFERRING | {"this", "these", "those", "such"})
        return None if others else named

    def _pair(self) -> str | None:
        """The two people of the sentence before."""
        people = [name for name in self.people if not any(name != other and name in other for other in self.people)]
        return " and ".join(people) if len(people) == 2 else None

    def _is_topic(self, subject: str) -> bool:
        """Whether the document is about what a clause of it is about: its title says so, or it has a name."""
        title = {word.lower.rstrip("s") for word in tokens_of(self.glossary.topic) if len(word.text) > 3}
        told = {word.lower.rstrip("s") for word in tokens_of(subject)}
        named = self._names(subject)[:1]
        return bool(title & told) or (bool(named) and subject.endswith(named[0]) and self.heard <= _SOON)

    def subject_of(self, clause: Clause) -> str | None:
        """The subject alone with everything named, or nothing."""
        return self._resolve_subject(clause.subject, plural=clause.plural, strict=True)

    def _known_noun(self, noun: str, plural: bool) -> bool:
        singular = noun[:-1] if plural and noun.endswith("s") else noun
        return self.glossary.generic[singular] > 0 or noun in _COMMON_KNOWLEDGE or singular not in _POINTING

    def _antecedent(self, pronoun: str, exclude: Entity | None = None) -> Entity | None:
        candidates = [entity for entity in self.recent if exclude is None or entity.text != exclude.text]
        if pronoun in _SINGULAR:
            first = candidates[0] if candidates else None
            if first is not None and not first.plural and not first.person:
                owned = "'s " in first.text or (" of " in first.text and first.text.startswith(("the ", "The ")))
                named = self._names(first.text)[:1]
                return first if not owned or (named and first.text.endswith(named[0]) and " of " in named[0]) else None
            topic = self.topic
            if topic is not None and not topic.plural and not topic.person and first is not None and first.person:
                return topic
            return None
        if pronoun in _PLURAL:
            return next((entity for entity in candidates[:2] if entity.plural), None)
        gender = "she" if pronoun in _FEMININE else "he"
        people = [entity for entity in candidates if entity.person and not entity.plural]
        if self.topic is not None and self.topic.person and self.topic not in people:
            people.append(self.topic)
        if exclude is not None:
            people = [person for person in people if person.text != exclude.text]
        sure = [person for person in people if (person.gender or self.genders.get(person.text)) == gender]
        unsure = [person for person in people if not (person.gender or self.genders.get(person.text))]
        found = sure[0] if sure else unsure[0] if unsure else None
        if found is not None:
            self.genders.setdefault(found.text, gender)
        return found

    def _resolve_text(self, text: str, subject: Entity, *, main: bool, strict: bool) -> str | None:
        """Name what the pronouns outside the subject stand for; those after a clause's own noun may stay."""
        named = self._name_things(text)
        dependent = not main
        result = named
        for word in reversed(tokens_of(named)):
            if word.lower not in _REFERRING:
                continue
            before = {other.lower for other in tokens_of(named[: word.start])}
            dependent = not main or bool(before & (lexicon.SUBORDINATORS | lexicon.RELATIVES | {"if"}))
            if self._stays(word.lower, subject, dependent=dependent):
                continue
            if re.search(r" (?:who|that|which) ", subject.text):
                return None  # the pronoun may stand for something inside the long subject
            antecedent = self._antecedent(word.lower, exclude=subject)
            if antecedent is None or (word.lower == "it" and self._rivals_topic(antecedent)):
                return None
            of_noun = word.lower in lexicon.POSSESSIVES and not (word.lower == "her" and word.end == len(named))
            words = antecedent.text
            result = result[: word.start] + (possessive(words) if of_noun else words) + result[word.end :]
        if re.search(r"\b(?:of|in|at|on|by|for|from|with|to|than|as) that\b", result.lower()):
            return None
        if re.search(r"\b(?:this|these|those|such)\b(?! (?:that|who|as))", result.lower()) or "the former" in result:
            return None
        return None if strict and self._has_loose_noun(result) else result

    def _rivals_topic(self, antecedent: Entity) -> bool:
        """Whether an *it* in the object could as well be the topic of the document."""
        topic = self.topic
        return topic is not None and not (topic.person or topic.plural or topic.text == antecedent.text)

    def _stays(self, pronoun: str, subject: Entity, *, dependent: bool) -> bool:
        if not subject.text:
            return False
        own = pronoun in lexicon.POSSESSIVES or pronoun.endswith(("self", "selves")) or dependent
        if pronoun in _SINGULAR:
            return own and not subject.plural and not subject.person
        if pronoun in _PLURAL:
            return own and (subject.plural or dependent)
        gender = "she" if pronoun in _FEMININE else "he"
        known = subject.gender or self.genders.get(subject.text, "")
        return own and subject.person and known in {"", gender}

    def _name_things(self, text: str) -> str:
        """``the canal`` -> ``the Suez Canal`` where the document has one such name and the text doesn't give it."""

        def named(match: re.Match[str]) -> str:
            following = match["next"] or ""
            compound = bool(following) and not (
                following.lower() in lexicon.FUNCTION_WORDS
                or lexicon.readings(following.lower())
                or following.endswith("ly")
                or following[0].isdigit()
                or match["own"]
            )
            form = self.glossary.sure_form(match["noun"])
            if form and not self._was_heard(form):
                return match[0]
            if not form and len(self.glossary.modified.get(match["noun"], ())) == 1 and match["the"].lower() == "the":
                form = next(iter(self.glossary.modified[match["noun"]]))
            if compound or not form or form.removeprefix("the ") in text or following == "of":
                return match[0]
            capital = match["the"][0].isupper() and match.start() == 0
            form = form[:1].upper() + form[1:] if capital else form
            return form + (match["own"] or "")

        return _DEFINITE.sub(named, text)

    def _has_loose_noun(self, text: str) -> bool:
        """Whether a bare ``the project`` stands in the text that nothing in it or before it explains."""
        for match in _DEFINITE.finditer(text):
            noun = match["noun"]
            following = (match["next"] or "").lower()
            if text[: match.start()].endswith(" of "):
                continue
            if re.match(r" (?:in|for) (?:\d|[A-Z][a-z]+ \d)", text[match.end() :]):
                following = ""
            modified = following in {"of", "that", "which", "who", "in", "for", "between"} or (
                following and following not in lexicon.FUNCTION_WORDS and not lexicon.readings(following)
            )
            plural = noun.endswith("s")
            if not modified and not self._known_noun(noun, plural) and noun not in lexicon.FUNCTION_WORDS:
                return True
        return False
