"""The review: for some records, or for all that changed since a commit, the card and what changes for readers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from portal.cellar.addresses import vacancy_path
from portal.cellar.english import counted, joined
from portal.model.vacancy import Vacancy
from portal.review.base import Base, Differing
from portal.review.card import Card, card
from portal.review.page_text import Block, line_text
from portal.review.passages import Passage, passages
from portal.review.side import Render, Side, is_own, kind_of, needed, side_of
from portal.validate.schema import Schemas

SAME_FILE = 0.6
"""A file that goes and one that comes are the same, renamed, if their lines are at least so much alike."""

MOST_PAIRS = 400
"""Of more files that come and go, none are compared with one another."""

SUMMARY = "Summary"

ADDED, CHANGED, REMOVED, RENAMED, SAME = "added", "changed", "removed", "renamed", "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """One file of `content/`.

    `how` is added, changed, removed or renamed since the base, or same if there is none; `was` is the path that a
    renamed one had. `card` is None for what is no vacancy, or cannot be shown. `passages` are what changes, in the
    text of the page or, if there is none, of the `file`. `remarks` are what else a reviewer should know.
    """

    path: str
    kind: str
    title: str
    how: str
    was: str = ""
    card: Card | None = None
    of: str = ""  # "page" or "file", whose text was compared; "" if neither was
    passages: tuple[Passage, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a reviewer needs. `since` is what was asked for, and `base` the commit that it came to; or both are ""."""

    day: date
    files: tuple[Reviewed, ...]
    since: str = ""
    base: str = ""

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(file.path for file in self.files)


def review_of(root: Path, paths: Iterable[str], schemas: Schemas, day: date) -> Review:
    """The review of the files `paths` as they are, without anything to compare them with."""
    wanted = [path for path in paths if is_own(root, path)]
    side = side_of(needed(root) | {path: (root / path).read_bytes() for path in wanted}, schemas)
    files = (Reviewed(path=path, kind=kind_of(path), title=side.titles.get(path, ""), how=SAME) for path in wanted)
    return Review(day=day, files=tuple(_with_card(file, side, day) for file in files))


def review_since(base: Base, ref: str, schemas: Schemas, day: date, render: Render) -> Review:
    """The review of all files that differ from the `base`, which was found by `ref`."""
    root = base.root
    found = {file.path: file for file in base.differing()}
    pairs = dict(_renamed(found.values()))
    common = {path: data for path, data in needed(root).items() if path not in found}
    old = {path: file.before for path, file in found.items() if file.readable and file.before is not None}
    new = {path: file.now for path, file in found.items() if file.readable and file.now is not None}
    sides = side_of(common | old, schemas), side_of(common | new, schemas)
    texts = sides[0].texts(old, day, render), sides[1].texts(new, day, render)
    files = []
    for path, file in found.items():
        if path in pairs.values():
            continue
        was = found[pairs[path]] if path in pairs else file
        compared = _compared(file, was, texts, sides, day)
        files.append(_with_card(compared, sides[1], day))
    return Review(day=day, files=tuple(files), since=ref, base=base.commit)


def _with_card(file: Reviewed, side: Side, day: date) -> Reviewed:
    """The file with the card of its vacancy, or the reason why it has none."""
    if file.kind != "vacancy" or file.how == REMOVED:
        return file
    vacancy = side.vacancy(file.path)
    if vacancy is None or side.catalogue is None:
        why = "There is no card: first the mistakes have to be mended."
        return replace(file, remarks=(*file.remarks, why))
    return replace(file, card=card(vacancy, side.catalogue, day))


# --- what came, went and changed -------------------------------------------------------------------


def _renamed(files: Iterable[Differing]) -> Iterator[tuple[str, str]]:
    """The new path and the old one of each file that only moved, or moved and changed a little."""
    known = [file for file in files if file.readable]
    gone = [file for file in known if file.now is None]
    come = [file for file in known if file.before is None]
    if len(gone) * len(come) > MOST_PAIRS:
        return
    for new in come:
        alike = [(likeness, old.path) for old in gone if (likeness := _likeness(old, new)) >= SAME_FILE]
        if alike:
            best = max(alike)[1]
            gone = [old for old in gone if old.path != best]
            yield new.path, best


def _likeness(old: Differing, new: Differing) -> float:
    """How much of the lines of two files of one kind is the same, from 0 to 1."""
    if kind_of(old.path) != kind_of(new.path):
        return 0.0
    matcher = SequenceMatcher(None, (old.before or b"").splitlines(), (new.now or b"").splitlines())
    return matcher.ratio() if matcher.quick_ratio() >= SAME_FILE else 0.0


Texts = tuple[Mapping[str, Sequence[Block]], Mapping[str, Sequence[Block]]]
"""What readers see by the path of the record: before, and now."""


def _compared(file: Differing, was: Differing, texts: Texts, sides: tuple[Side, Side], day: date) -> Reviewed:
    """What became of the file that `was`, without its card."""
    how = REMOVED if file.now is None else ADDED if was.before is None else RENAMED if was is not file else CHANGED
    side = sides[0 if how == REMOVED else 1]
    reviewed = Reviewed(
        path=file.path,
        kind=kind_of(file.path),
        title=side.titles.get(file.path) or sides[0].titles.get(was.path, ""),
        how=how,
        was=was.path if how == RENAMED else "",
    )
    if not (file.readable and was.readable):
        return replace(reviewed, remarks=("It is too large to be compared.",))
    remarks = tuple(_remarks(reviewed, was, sides, day))
    if how == REMOVED:
        return replace(reviewed, remarks=remarks)
    before, now = texts[0].get(was.path), texts[1].get(file.path)
    if how == ADDED:
        return _new_page(reviewed, now) if now is not None else reviewed
    if before is not None and now is not None:
        found, of = passages(before, now), "page"
        same = () if found else ("Readers see no difference on its page.",)
        return replace(reviewed, of=of, passages=found, remarks=(*remarks, *same))
    found = passages(line_text(_text(was.before)), line_text(_text(file.now)))
    return replace(reviewed, of="file", passages=found, remarks=remarks)


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "replace")


def _new_page(reviewed: Reviewed, blocks: Sequence[Block]) -> Reviewed:
    """Of a new vacancy only its summary, for the card tells the rest; of another new page all of it."""
    some: Collection[Block] = [block for block in blocks if block.under[:1] == (SUMMARY,)]
    words = sum(len(block.words) for block in blocks)
    parts = [block.text for block in blocks if block.heading and not block.under][1:]
    under = f": {joined(parts)}" if parts else ""
    remark = f"A new page of {counted(words, 'word')}{under}."
    shown = passages((), tuple(some if reviewed.kind == "vacancy" else blocks))
    return replace(reviewed, of="page", passages=shown, remarks=(remark,))


def _remarks(file: Reviewed, was: Differing, sides: tuple[Side, Side], day: date) -> Iterator[str]:
    """What a reviewer could overlook: addresses and ids that readers rely on."""
    if file.kind != "vacancy":
        return
    old, new = sides[0].vacancy(was.path), sides[1].vacancy(file.path)
    if file.how == REMOVED:
        page = vacancy_path(old.slug) if old else "its page"
        yield f"The address {page} is given up. A vacancy that is over stays: its closing date or `withdrawn` ends it."
    if file.how == RENAMED and old and new:
        yield (
            f"The address changes from {vacancy_path(old.slug)} to {vacancy_path(new.slug)}: "
            "links to the old one break, and readers lose their ticks."
        )
    had, has = _has_posting(sides[0], old, day), _has_posting(sides[1], new, day)
    if had and has is False:
        yield "It had a JobPosting for search engines, and loses it."
    if had is False and has:
        yield "It gains a JobPosting for search engines."
    gone = [found for found in _ids(old) if found not in _ids(new)] if old and new else []
    if gone:
        yield f"Ids of criteria that are gone, and readers’ ticks with them: {joined(gone)}."


def _has_posting(side: Side, vacancy: Vacancy | None, day: date) -> bool | None:
    """Whether search engines get a JobPosting of the vacancy; None if it is not there or cannot be shown."""
    if vacancy is None or side.catalogue is None:
        return None
    return not card(vacancy, side.catalogue, day).posting_reasons


def _ids(vacancy: Vacancy | None) -> list[str]:
    specification = vacancy.person_specification if vacancy else None
    return [criterion.id for criterion in specification.criteria()] if specification else []
