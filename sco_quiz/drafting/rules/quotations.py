"""Words in quotation marks and who said them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sco_quiz.domain.deck import Basic
from sco_quiz.drafting.candidate import Candidate
from sco_quiz.drafting.document import Sentence
from sco_quiz.drafting.glossary import Glossary
from sco_quiz.drafting.names import names_in
from sco_quiz.drafting.reference import refers

_SAID = (
    "said|says|wrote|writes|argued|argues|declared|remarked|warned|explained|stated|states|added|noted|called|replied|"
    "asked"
)
_QUOTE = r"[\"“](?P<quote>[^\"“”]{12,220})[\"”]"
_AFTER = re.compile(rf"{_QUOTE},? (?:(?P<verb>{_SAID}) (?P<who>[^.,;]+)|(?P<who2>[^.,;]+?) (?P<verb2>{_SAID}))\b")
_BEFORE = re.compile(rf"(?P<who>[^.,;\"“]+?) (?:once |famously |also )?(?P<verb>{_SAID})(?:,|:| that) {_QUOTE}")
_TO = re.compile(rf"[Aa]ccording to (?P<who>[^,]+), {_QUOTE}")


def draft_quotations(sentence: Sentence, glossary: Glossary) -> Iterator[Candidate]:
    """``Who said: “...”?``: only where the speaker is named and not by a pronoun."""
    if '"' not in sentence.text and "“" not in sentence.text:
        return
    for pattern in (_AFTER, _BEFORE, _TO):
        match = pattern.search(sentence.text)
        if match is None:
            continue
        groups = match.groupdict()
        who = (groups["who"] or groups.get("who2") or "").strip()
        verb = groups.get("verb") or groups.get("verb2") or "said"
        speaker = _speaker(who, glossary)
        quote = match["quote"].strip().rstrip(",")
        if speaker and len(quote.split()) >= 4 and not any(word in quote for word in speaker.split() if len(word) > 3):
            past = {"says": "said", "writes": "wrote", "argues": "argued", "states": "stated", "called": "said"}.get(
                verb, verb
            )
            person = bool(names_in(speaker, glossary.names)) and not re.match(
                r"the .*(?:website|report|guide|manual)", speaker
            )
            asked = f"Who {past}: “{quote}”?" if person else f"Whose words are these: “{quote}”?"
            yield Candidate(Basic(asked, speaker), "quotation", 74, sentence, quote.lower())
            return


def _speaker(who: str, glossary: Glossary) -> str:
    """A speaker that says by itself who it is: a name, in full where the document knows one."""
    if re.match(r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Ww]e|[Oo]ne|[Ww]ho|[Tt]his)\b", who) or len(who.split()) > 8:
        return ""
    found = names_in(who, glossary.names)
    if found and found[-1].end == len(who):
        full = [name for name in glossary.names.counts if name.endswith(f" {who}")]
        if refers(who):
            return found[-1].text
        topic = [name for name in full if name in glossary.topic]
        return topic[0] if topic else full[0] if len(full) == 1 else who
    if match := re.match(r"the project(?:'s|\u2019s) (?P<what>\w+)$", who):
        return f"the {match['what']} of {glossary.topic}" if glossary.topic else ""
    return ""
