"""Words: what a review says in whatever form it is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from portal.cellar.diagnostics import shown
from portal.cellar.english import counted, joined, lower_first
from portal.review.card import Card, Fact, State
from portal.review.review import ADDED, CHANGED, REMOVED, RENAMED, SAME, Review, Reviewed

STATES = {
    State.STATED: "stated",
    State.NOT_STATED: "not stated",
    State.IN_CONFLICT: "in conflict",
    State.MISSING: "missing",
}
HOW = {ADDED: "new", CHANGED: "changed", REMOVED: "removed", RENAMED: "renamed", SAME: ""}

AT_THE_TOP = "At the top"
SHORT_COMMIT = 10


def one_line(text: str) -> str:
    """A text of a record on one line, with nothing in it that a terminal would obey."""
    line = " ".join(text.split())
    return shown(line, len(line))


def subject(review: Review) -> str:
    """What was reviewed: "3 files changed since main"."""
    number = counted(len(review.files), "file")
    if not review.since:
        return f"{number}, on {review.day.isoformat()}"
    return f"{number} changed since {one_line(review.since)}"


def base(review: Review) -> str:
    """The commit that the files were compared with: "(aba1fe2b61)"; empty if there is none."""
    return f"({review.base[:SHORT_COMMIT]})" if review.base else ""


def name(file: Reviewed) -> str:
    """What a file is called at the head of its part: its title and employer, or else its path."""
    if file.card:
        return f"{one_line(file.card.title)}, {one_line(file.card.employer)}"
    return one_line(file.title) or one_line(file.path)


def whereabouts(file: Reviewed, written: Callable[[str], str] = one_line) -> str:
    """The path of a file, and what became of it: "content/vacancies/a.yaml, renamed from content/…".

    `written` is how a path is printed.
    """
    how = HOW[file.how]
    words = f"{how} from {written(file.was)}" if file.was else how
    return ", ".join(filter(None, [written(file.path), words]))


def posting(card: Card) -> str:
    """Whether search engines get a JobPosting, and if not, why."""
    reasons = "; ".join(card.posting_reasons)
    return f"No JobPosting for search engines: {reasons}" if reasons else "A JobPosting for search engines"


def tally(card: Card) -> str:
    """How the key facts stand: "6 stated, 1 not stated and 1 in conflict"."""
    counts = [(card.count(state), words) for state, words in STATES.items()]
    return joined(f"{number} {words}" for number, words in counts if number)


def names(facts: Iterable[Fact], state: State) -> str:
    """The names of those of `facts` that have `state`, as one phrase within a sentence."""
    return joined(lower_first(fact.name) for fact in facts if fact.state is state)


def in_short(file: Reviewed) -> str:
    """What changed in a file, in a few words: "closing date 20 → 27 January 2026; 2 criteria"."""
    if file.gist:
        return "; ".join(map(one_line, file.gist))
    places = sum(len(passage.lines) for passage in file.passages)
    return counted(places, "line") if places and file.how in (CHANGED, RENAMED) else ""


def card_comes_first(file: Reviewed) -> bool:
    """Whether the card is the news. Of what changed, the change is."""
    return file.how not in (CHANGED, RENAMED)


def what_changes(file: Reviewed) -> str:
    """What leads the passages of a file."""
    if file.of == "file":
        return "What changes in the file"
    return "What readers get" if file.how == ADDED else "What changes for readers"
