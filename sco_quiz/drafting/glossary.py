"""What a first reading of a document gathers for the second."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from sco_quiz.drafting import gazetteer, lexicon
from sco_quiz.drafting.names import Names, Sort
from sco_quiz.drafting.tokens import tokens_of


@dataclass(slots=True)
class Glossary:
    """What a first reading of the document gathers: its names, its short forms and its recurring nouns."""

    names: Names = field(default_factory=Names)
    topic: str = ""
    short_forms: dict[str, set[str]] = field(default_factory=dict)
    modified: dict[str, set[str]] = field(default_factory=dict)
    generic: Counter[str] = field(default_factory=Counter)

    def learn(self, text: str) -> None:
        """Take note of one sentence."""
        self.names.learn(text)
        if len(self.generic) > 50_000:
            return
        for match in re.finditer(r"\b(?:[Aa]n?|[Ee]ach|[Ee]very|[Oo]ne) ([a-z]{3,})\b", text):
            self.generic[match[1]] += 1
        for match in re.finditer(r"\b([a-z]{3,})s\b", text):
            self.generic[match[1]] += 1
        for match in re.finditer(r"\b[Tt]he ([a-z-]{3,} )([a-z]{3,})\b(?= [a-z]|[.,;]|$)", text):
            if (
                "participle" not in lexicon.readings(match[2])
                and match[1].strip() not in lexicon.FUNCTION_WORDS | {"first", "last", "new"}
                and not match[1].endswith("est ")
            ):
                self.modified.setdefault(match[2], set()).add(f"the {match[1]}{match[2]}")

    def settle(self, title: str) -> None:
        """Work out the short forms, when the whole document has been read."""
        self.names.settle()
        self.names.parts.update(word for word in title.split() if word[:1].isupper())
        titled = title.split()
        if len(titled) > 1 and titled[-1][:1].isupper() and title.removeprefix("The ") not in self.names.counts:
            full = title.removeprefix("The ")
            common = all(word.lower() in self.names.lower for word in full.split())
            self.short_forms.setdefault(titled[-1].lower(), set()).add(f"the {full.lower() if common else full}")
        for name in self.names.counts:
            words = name.split()
            owned = "'s " in name or "\u2019s " in name
            if len(words) > 1 and not owned and self.names.sort_of(name) is not Sort.PERSON:
                for word in {words[-1], words[0]}:
                    fits = word in gazetteer.PLACE_WORDS | gazetteer.ORGANISATION_WORDS or word == words[-1]
                    if word.isalpha() and fits:
                        self.short_forms.setdefault(word.lower(), set()).add(self.names.in_full(name))
        for word, names in self.short_forms.items():
            inside = {name for name in names if any(name != other and name in other for other in names)}
            about_topic = {name for name in names if title and name.removeprefix("the ") in title}
            self.short_forms[word] = about_topic or (names - inside)

    def mid_sentence(self, phrase: str) -> str:
        """A phrase from the beginning of a sentence as it is written within one."""
        words = tokens_of(phrase)
        if not words or self.names.keeps_capital(words):
            return phrase
        return phrase[:1].lower() + phrase[1:]

    def sure_form(self, noun: str) -> str:
        """What ``the noun`` stands for where the document leaves no doubt, else empty."""
        forms = self.short_forms.get(noun, set())
        return next(iter(forms)) if len(forms) == 1 else ""
