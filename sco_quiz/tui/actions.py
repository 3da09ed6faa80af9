"""Everything that a key can do, in one list: bindings, key bar, help and command palette are all made from it.

A place is a screen's name, a question's, or ``everywhere``. The config remaps by id:
``keys = {study-undo = "u,backspace"}``.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding

EVERYWHERE = "everywhere"
HOME = "home"
STUDY = "study"
TYPED = "typed"
CHOICE = "choice"
TRUE_FALSE = "true-false"
LIST = "list"
ORDER = "order"
MATCH = "match"
SUMMARY = "summary"
BROWSE = "browse"
NUMBER = "number"
DRAFT = "draft"
EDITOR = "editor"
CONFIRM = "confirm"
QUIZ = "quiz"
QUIZ_SETUP = "quiz-setup"
QUIZ_RESULT = "quiz-result"
PICK = "pick"
ENTRY = "entry"
SCORES = "scores"
READING = "reading"
"""Screens that are only read: help, problems."""


MATCH_KEYS = "abcdefghilmnopqrstuvwxyz"
"""The letters of the options of pairs; j and k move, as they do everywhere."""


class Action(NamedTuple):
    """One thing that can be done, and the ``place`` where.

    ``keys`` are Textual's names, separated by commas; the first is shown, or the first that is no letter while
    letters go into a field. ``call`` is the action of the screen (``app.`` for the app's). ``label`` is a word or two
    for the key bar, ``says`` a sentence for help and tooltips. ``rank`` orders the key bar: what doesn't fit is left
    out from the highest rank on; None keeps an action out of it.
    """

    place: str
    name: str
    keys: str
    call: str
    label: str
    says: str
    rank: int | None = None
    priority: bool = False

    @property
    def id(self) -> str:
        """What the config calls it: ``study-undo``."""
        return f"{self.place}-{self.name}"

    @property
    def binding(self) -> Binding:
        """The action as Textual binds it."""
        return Binding(
            self.keys,
            self.call,
            self.label,
            show=self.rank is not None,
            priority=self.priority,
            tooltip=self.says,
            id=self.id,
        )


ACTIONS: tuple[Action, ...] = (
    Action(HOME, "study", "enter,s,space", "study", "Study", "Study the selected deck, or all of them.", 1),
    Action(HOME, "go-on", "o", "go_on", "Go on", "Go on with the quiz that was interrupted.", 3),
    Action(HOME, "give-up", "x", "give_up", "Give up", "Give the interrupted quiz up; it is not offered again.", 7),
    Action(HOME, "quiz", "z", "quiz", "Quiz", "Set up a quiz of the selected deck, or of all.", 3),
    Action(HOME, "scores", "t", "scores", "Scores", "Show scores and statistics of the selected deck, or of all.", 4),
    Action(HOME, "cram", "c", "cram", "Cram", "Practise all of the selected deck; the schedule stays as it is.", 5),
    Action(HOME, "browse", "slash,b", "browse", "Cards", "Search all cards, see their history, and change them.", 5),
    Action(HOME, "problems", "p", "problems", "Problems", "Show what is wrong in the decks, with file and line.", 4),
    Action(HOME, "refresh", "r,f5", "refresh", "Reload", "Read decks that have changed on the disk.", 6),
    Action(HOME, "up", "up,k", "select(-1)", "Up", "Select the deck above."),
    Action(HOME, "down", "down,j", "select(1)", "Down", "Select the deck below."),
    Action(HOME, "first", "home,g", "select_first", "First", "Select the first row."),
    Action(HOME, "last", "end,G", "select_last", "Last", "Select the last row."),
    Action(HOME, "quit", "q", "app.quit", "Quit", "Leave the program; every answer is already kept.", 2),
    Action(
        STUDY,
        "continue",
        "space,enter",
        "continue",
        "Show answer",
        "Show or give the answer; then take the suggested rating.",
        2,
    ),
    Action(STUDY, "again", "1", "rate(1)", "Again", "Rate Again: I didn't know it."),
    Action(STUDY, "hard", "2", "rate(2)", "Hard", "Rate Hard: I knew it, with effort."),
    Action(STUDY, "good", "3", "rate(3)", "Good", "Rate Good: I knew it."),
    Action(STUDY, "easy", "4", "rate(4)", "Easy", "Rate Easy: I knew it at once."),
    Action(STUDY, "retype", "r,f4", "retype", "Retype", "Type the answer again after a near miss.", 3),
    Action(STUDY, "hint", "h,f2", "hint", "Hint", "Show the card's hint.", 4),
    Action(STUDY, "undo", "u,ctrl+z", "undo", "Undo", "Take back the last rating and ask that card again.", 5),
    Action(STUDY, "edit", "e,f3", "edit", "Edit", "Open this card in your editor, and come back to it.", 8),
    Action(STUDY, "skip", "n,f6", "skip", "Later", "Leave this card for later in the session.", 9),
    Action(STUDY, "suspend", "s,f8", "suspend", "Suspend", "Never ask this card again, until it is unsuspended.", 7),
    Action(STUDY, "bury", "b,f7", "bury", "Bury", "Put this card off until tomorrow.", 8),
    Action(STUDY, "leave", "escape", "leave", "Leave", "End the session; the card on the screen is not graded.", 1),
    Action(STUDY, "scroll-up", "pageup", "scroll(-1)", "Page up", "Scroll a long card up."),
    Action(STUDY, "scroll-down", "pagedown", "scroll(1)", "Page down", "Scroll a long card down."),
    Action(TYPED, "check", "enter", "submit", "Check", "Give the answer in the field; nothing is an answer too.", 2),
    Action(CHOICE, "up", "up,k", "move(-1)", "Up", "Go to the option above."),
    Action(CHOICE, "down", "down,j", "move(1)", "Down", "Go to the option below."),
    Action(CHOICE, "tick", "space", "tick", "Tick", "Tick the option, where several are right.", 3),
    *(
        Action(
            CHOICE, f"pick-{number}", str(number), f"pick({number - 1})", str(number), "Choose an option by its number."
        )
        for number in range(1, 10)
    ),
    Action(TRUE_FALSE, "up", "up,k", "move(-1)", "Up", "Go to the option above."),
    Action(TRUE_FALSE, "down", "down,j", "move(1)", "Down", "Go to the option below."),
    Action(TRUE_FALSE, "true", "t,1", "pick(0)", "True", "Say that the statement is true.", 3),
    Action(TRUE_FALSE, "false", "f,2", "pick(1)", "False", "Say that the statement is false.", 3),
    Action(
        QUIZ, "continue", "space,enter", "continue", "Answer", "Give the answer; then go on to the next question.", 2
    ),
    Action(QUIZ, "back", "left,p,f5", "back", "Back", "Show the question before.", 4),
    Action(QUIZ, "forward", "right,n,f6", "forward", "Forward", "Show the question after.", 5),
    Action(QUIZ, "flag", "g,f7", "flag", "Flag", "Mark the question to come back to it; take the mark away.", 6),
    Action(QUIZ, "hand-in", "ctrl+s,f9", "hand_in", "Hand in", "Hand the quiz in and see how it went.", 3),
    Action(QUIZ, "hint", "h,f2", "hint", "Hint", "Show the hint.", 7),
    Action(QUIZ, "leave", "escape", "leave", "Leave", "Leave; the quiz waits, its clock stands still.", 1),
    Action(QUIZ, "scroll-up", "pageup", "scroll(-1)", "Page up", "Scroll a long card up."),
    Action(QUIZ, "scroll-down", "pagedown", "scroll(1)", "Page down", "Scroll a long card down."),
    Action(QUIZ_SETUP, "start", "enter", "start", "Start", "Start the quiz as it is set here.", 2),
    Action(QUIZ_SETUP, "up", "up,k", "move(-1)", "Up", "Go to the setting above."),
    Action(QUIZ_SETUP, "down", "down,j", "move(1)", "Down", "Go to the setting below."),
    Action(QUIZ_SETUP, "less", "left,h", "turn(-1)", "Before", "Take the value before.", 4),
    Action(QUIZ_SETUP, "more", "right,l", "turn(1)", "Next", "Take the next value.", 4),
    Action(QUIZ_SETUP, "edit", "space,e", "edit", "Choose", "Choose several from a list, or type a value.", 3),
    Action(QUIZ_SETUP, "go-on", "o", "go_on", "Go on", "Go on with the quiz that was interrupted.", 3),
    Action(QUIZ_SETUP, "give-up", "x", "give_up", "Give up", "Give the interrupted quiz up for good.", 7),
    Action(QUIZ_SETUP, "leave", "escape,q", "leave", "Decks", "Go back to the decks.", 1),
    Action(QUIZ_RESULT, "home", "enter,space,escape", "home", "Decks", "Go back to the decks.", 1),
    Action(QUIZ_RESULT, "mistakes", "m", "mistakes", "Mistakes again", "A new quiz of what was wrong in this one.", 3),
    Action(QUIZ_RESULT, "add", "a", "add", "Review today", "Add what was missed to today's reviews.", 4),
    Action(QUIZ_RESULT, "again", "n", "again", "New quiz", "A new quiz, to be set up like any other.", 5),
    Action(QUIZ_RESULT, "scores", "t", "scores", "Scores", "Show the scores of all quizzes.", 6),
    Action(QUIZ_RESULT, "quit", "q", "app.quit", "Quit", "Leave the program; the result is already kept.", 2),
    Action(SCORES, "turn", "tab,right,left", "turn", "Other page", "Show scores, or statistics.", 2),
    Action(SCORES, "quiz", "z", "quiz", "Quiz", "Set up a quiz of these decks.", 3),
    Action(SCORES, "home", "escape,q,enter", "home", "Decks", "Go back to the decks.", 1),
    Action(PICK, "take", "enter", "take", "Take", "Take what is ticked.", 1),
    Action(PICK, "tick", "space,x", "tick", "Tick", "Tick the line, or take the tick away.", 2),
    Action(PICK, "none", "a", "tick_none", "All", "Take all ticks away: everything counts.", 3),
    Action(PICK, "up", "up,k", "move(-1)", "Up", "Go to the line above."),
    Action(PICK, "down", "down,j", "move(1)", "Down", "Go to the line below."),
    Action(PICK, "close", "escape,q", "close", "Leave", "Go back, with everything as it was.", 4),
    Action(ENTRY, "take", "enter", "submit", "Take", "Take what stands in the field.", 1),
    Action(ENTRY, "close", "escape", "close", "Leave", "Go back, with everything as it was.", 2),
    Action(
        LIST, "add", "enter", "submit", "Add or finish", "Add the item in the field; with none in it, you are done.", 2
    ),
    Action(LIST, "take-back", "up", "take_back", "Last item", "Take the last item back into the field, to change it."),
    Action(ORDER, "up", "up,k", "move(-1)", "Up", "Go to the item above; move there what is picked up."),
    Action(ORDER, "down", "down,j", "move(1)", "Down", "Go to the item below; move there what is picked up."),
    Action(ORDER, "hold", "space", "hold", "Pick up", "Pick the item up to move it; put it down.", 3),
    Action(ORDER, "carry-up", "shift+up,K", "carry(-1)", "Move up", "Move the item up.", 4),
    Action(ORDER, "carry-down", "shift+down,J", "carry(1)", "Move down", "Move the item down.", 4),
    *(
        Action(ORDER, f"put-{number}", str(number), f"put({number - 1})", str(number), "Move the item to that place.")
        for number in range(1, 10)
    ),
    Action(MATCH, "up", "up,k", "move(-1)", "Up", "Go to the row above."),
    Action(MATCH, "down", "down,j", "move(1)", "Down", "Go to the row below."),
    Action(MATCH, "before", "left", "turn(-1)", "Option before", "Give the row the free option before."),
    Action(MATCH, "after", "right,space", "turn(1)", "Next option", "Give the row the next free option.", 3),
    Action(MATCH, "clear", "backspace,delete", "clear", "Clear", "Take the row's option away.", 4),
    *(
        Action(MATCH, f"pair-{letter}", letter, f"pair({index})", letter, "Give the row an option by its letter.")
        for index, letter in enumerate(MATCH_KEYS)
    ),
    Action(SUMMARY, "home", "enter,space,escape", "home", "Decks", "Go back to the decks.", 1),
    Action(SUMMARY, "study", "s", "study", "Study on", "Study what is due by now.", 3),
    Action(SUMMARY, "undo", "u,ctrl+z", "undo", "Undo", "Take back the last rating and ask that card again.", 4),
    Action(SUMMARY, "quit", "q", "app.quit", "Quit", "Leave the program; every answer is already kept.", 2),
    Action(BROWSE, "search", "slash,f2", "search", "Search", "Go to the search field.", 3),
    Action(
        BROWSE, "read", "enter,right", "read", "Read", "Show the whole card with its history, or the list again.", 4
    ),
    Action(BROWSE, "mark", "space", "mark", "Mark", "Mark the card, to do something to several at once.", 5),
    Action(BROWSE, "mark-all", "a", "mark_all", "Mark all", "Mark all cards that were found, or none."),
    Action(BROWSE, "suspend", "s,f8", "suspend", "Suspend", "Suspend the marked cards, or bring them back.", 6),
    Action(BROWSE, "bury", "b,f7", "bury", "Bury", "Put the marked cards off until tomorrow, or bring them back.", 7),
    Action(BROWSE, "due", "d,f9", "set_due", "Set due", "Say in how many days the marked cards are due.", 8),
    Action(
        BROWSE, "forget", "n", "forget", "Forget", "Make the marked cards new again; the log keeps their reviews.", 9
    ),
    Action(BROWSE, "edit", "e,f3", "edit", "Edit", "Open the card in your editor.", 10),
    Action(BROWSE, "undo", "u,ctrl+z", "undo", "Undo", "Take back what was done to cards here last.", 11),
    Action(BROWSE, "order", "o,f6", "order", "Order", "List the cards by the next of their qualities.", 13),
    *(
        Action(
            BROWSE, f"flag-{number}", str(number), f"flag({number})", f"Flag {number}", "Put a flag on; 0 takes it off."
        )
        for number in range(8)
    ),
    Action(BROWSE, "up", "up,k", "move(-1)", "Up", "Go to the card above."),
    Action(BROWSE, "down", "down,j", "move(1)", "Down", "Go to the card below."),
    Action(BROWSE, "page-up", "pageup", "page(-1)", "Page up", "Go a page up."),
    Action(BROWSE, "page-down", "pagedown", "page(1)", "Page down", "Go a page down."),
    Action(BROWSE, "first", "home,g", "first", "First", "Go to the first card."),
    Action(BROWSE, "last", "end,G", "last", "Last", "Go to the last card."),
    Action(BROWSE, "leave", "escape,q", "leave", "Back", "Go back to the list, and from there to the decks.", 1),
    Action(NUMBER, "take", "enter", "take", "Done", "Take the number in the field.", 1, priority=True),
    Action(NUMBER, "cancel", "escape", "cancel", "Cancel", "Leave everything as it is.", 2, priority=True),
    Action(DRAFT, "keep", "k,space", "keep", "Keep", "Keep this note for the deck.", 2),
    Action(DRAFT, "drop", "d,delete", "drop", "Drop", "Leave this note out.", 3),
    Action(DRAFT, "edit", "e,f4", "edit", "Edit", "Change this note as text.", 4),
    Action(DRAFT, "undo", "u,ctrl+z", "undo", "Undo", "Take back the last decision.", 5),
    Action(DRAFT, "write", "w,ctrl+s", "write", "Write", "Write the notes that were kept as a deck.", 6),
    Action(DRAFT, "leave", "escape,q", "leave", "Leave", "Leave; kept notes that are not written are lost.", 1),
    Action(EDITOR, "accept", "ctrl+s,f10", "accept", "Done", "Take the note as it is written now.", 1, priority=True),
    Action(EDITOR, "cancel", "escape", "cancel", "Cancel", "Leave the note as it was.", 2, priority=True),
    Action(CONFIRM, "yes", "enter,y", "yes", "Yes", "Do what the question offers.", 1),
    Action(CONFIRM, "no", "escape,n,q", "no", "No", "Leave everything as it is.", 2),
    Action(READING, "close", "escape,q,enter", "close", "Close", "Go back.", 1),
    Action(EVERYWHERE, "help", "question_mark,f1", "app.help", "Help", "Show what every key does.", 6),
    Action(
        EVERYWHERE, "palette", "ctrl+p", "app.command_palette", "Commands", "Search for anything that can be done.", 10
    ),
    Action(EVERYWHERE, "theme", "ctrl+t", "app.change_theme", "Theme", "Choose the colours."),
    Action(
        EVERYWHERE,
        "quit",
        "ctrl+q",
        "app.quit",
        "Quit",
        "Leave the program; every answer is already kept.",
        priority=True,
    ),
    # Without priority: where text is selected, ctrl+c copies it.
    Action(
        EVERYWHERE, "interrupt", "ctrl+c", "app.interrupt", "Quit", "Leave the program; every answer is already kept."
    ),
)

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}


def bindings_of(place: str) -> list[Binding]:
    """The actions of a place as Textual binds them, in the order of the list."""
    return [action.binding for action in ACTIONS if action.place == place]
