"""Progress in line with a deck that changed, with the notes recognised that were edited and have no id."""

from __future__ import annotations

from sco_quiz.services.clock import Clock
from sco_quiz.storage.index import Index, IndexedFile
from sco_quiz.storage.progress import Progress
from sco_quiz.storage.reconciling import reconcile


def bring_in_line(progress: Progress, clock: Clock, index: Index, file: IndexedFile) -> None:
    """Reconcile progress with the deck in a file."""
    rows = list(index.card_rows(file.path))

    def settle(_added: set[str], _orphans: set[str]) -> None:
        clock.day()

    reconcile(progress, file.deck, file.stamp, [(row[0], row[1], row[7]) for row in rows], settle)
