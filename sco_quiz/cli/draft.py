"""``sco-quiz draft``: a draft deck from a document, or what decks leave out of one."""

from __future__ import annotations

import argparse
import sys

from sco_quiz.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sco_quiz.services.drafting import Draft

EXAMPLE = """\
sco-quiz draft article.txt -o article.yaml    write a draft
sco-quiz draft article.txt --coverage decks/  sentences no card rests on
sco-quiz draft article.txt --prompt           for any language model"""

_BAR_CELLS = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("document", metavar="DOCUMENT", help="text, Markdown, HTML, PDF, EPUB or DOCX, in English")
    parser.add_argument("-o", "--output", metavar="FILE", default="", help="the deck file (default: standard output)")
    parser.add_argument("--max", metavar="N", type=int, default=0, help="keep the N notes most worth asking")
    parser.add_argument("--title", metavar="TITLE", default="", help="the deck's title (default: the document's)")
    parser.add_argument("--force", action="store_true", help="replace FILE if it is there")
    parser.add_argument("--review", action="store_true", help="look the draft over in the app, then write what is kept")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--coverage", metavar="DECK", nargs="+", help="list the sentences that no card of DECK rests on")
    what.add_argument("--prompt", action="store_true", help="print a prompt for any language model")
    parser.add_argument("--json", action="store_true", help="with --coverage: print JSON alone, for programs")


def execute(arguments: argparse.Namespace) -> int:
    """Draft, or report; 1 where sentences are left out."""
    if arguments.coverage:
        return _report_coverage(arguments)
    if arguments.prompt:
        return _print_prompt(arguments)
    from sco_quiz.services.drafting import DEFAULT_MAXIMUM, deck_text, draft_file, refuse_existing, save_draft

    if arguments.review:
        from sco_quiz.cli.terminal import require_terminal

        if not arguments.output:
            raise UsageError("A draft that is looked over needs a file to go into.", "Name one: -o deck.yaml")
        require_terminal(f"sco-quiz draft {arguments.document} -o {arguments.output}")
    if arguments.output:
        refuse_existing(arguments.output, force=arguments.force)
    draft = draft_file(
        arguments.document,
        title=arguments.title,
        maximum=arguments.max or DEFAULT_MAXIMUM,
        output=arguments.output,
        report=_show_progress if sys.stderr.isatty() else None,
    )
    if arguments.review:
        return _review(arguments, draft)
    if not arguments.output:
        sys.stdout.write(deck_text(draft))
        return 0
    save_draft(draft, arguments.output, force=arguments.force)
    count = len(draft.notes)
    print(
        f"Drafted {count} {'note' if count == 1 else 'notes'} into {arguments.output}.",
        "They were made by rules: look them over, and drop what is not worth asking.",
        sep="\n",
    )
    return 0


def _review(arguments: argparse.Namespace, draft: Draft) -> int:
    from sco_quiz.cli.library import open_library
    from sco_quiz.services.draft_review import DraftReview

    review = DraftReview(draft, arguments.output, force=arguments.force)
    with open_library(arguments) as library:
        from sco_quiz.tui.launch import run_draft_review

        run_draft_review(library, review)
    if review.saved:
        print(f"Wrote {len(review.kept)} of {review.total} notes into {arguments.output}.")
    else:
        print("Nothing was written.")
    return 0


def _report_coverage(arguments: argparse.Namespace) -> int:
    from sco_quiz.cli.library import open_library
    from sco_quiz.services.drafting import uncovered

    with open_library(arguments) as library:
        found = uncovered(arguments.document, arguments.coverage, library)
    if arguments.json:
        from sco_quiz.cli.output import write_json

        write_json([{"paragraph": one.paragraph, "sentence": one.sentence} for one in found])
        return 1 if found else 0
    paragraph = 0
    for one in found:
        if one.paragraph != paragraph:
            paragraph = one.paragraph
            print(f"paragraph {paragraph}")
        print(f"  {one.sentence}")
    if found:
        print(f"\nNo card rests on {len(found)} {'sentence' if len(found) == 1 else 'sentences'}.")
        return 1
    print("Every sentence that states something has a card that rests on it.")
    return 0


def _print_prompt(arguments: argparse.Namespace) -> int:
    from sco_quiz.services.drafting import model_prompt

    sys.stdout.writelines(model_prompt(arguments.document))
    return 0


def _show_progress(done: int, total: int) -> None:
    """One line on standard error, drawn over itself; while the document is read, how far it got."""
    if not total:
        line = f"\rReading: paragraph {done:,}"
    else:
        filled = _BAR_CELLS * done // total
        line = f"\rDrafting [{'#' * filled}{'.' * (_BAR_CELLS - filled)}] {done:,}/{total:,}"
    sys.stderr.write(f"{line:<60}" if done < total or not total else "\r" + " " * 60 + "\r")
    sys.stderr.flush()
