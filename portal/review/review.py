"""The review: for some records, or for all that changed since a commit, the card and what changes for readers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path, PurePosixPath

from portal.cellar.addresses import content_path, employer_path, vacancy_path
from portal.cellar.english import counted, day_words, joined
from portal.model.vacancy import Vacancy
from portal.review.base import Base, Differing
from portal.review.card import Card, card
from portal.review.gist import criteria_by_id, gist
from portal.review.page_text import Block, line_text
from portal.review.passages import Passage, passages
from portal.review.side import Render, Side, is_own, kind_of, needed, side_of, vacancies_of
from portal.validate.schema import Schemas

SAME_FILE = 0.6
"""A file that goes and one that comes are the same, renamed, if their lines are at least so much alike."""

MOST_PAIRS = 400
"""Of more files that come and go, none are compared with one another."""

SUMMARY = "Summary"

_ADDRESSES = {"vacancy": vacancy_path, "employer": employer_path, "page": content_path}
"""The address of the page that a record has, by its kind."""

ADDED, CHANGED, REMOVED, RENAMED, SAME = "added", "changed", "removed", "renamed", "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """One file of `content/`.

    `how` is added, changed, removed or renamed since the base, or same if there is none; `was` is the path that a
    renamed one had. `card` is None for what is no vacancy, or cannot be shown. `passages` are what changes, in the
    text of the page or, if there is none, of the `file`; `gist` is the same in a few words, of a vacancy. `remarks` are
    what a reviewer should look at, and `notes` what is good to know.
    """

    path: str
    kind: str
    title: str
    how: str
    was: str = ""
    card: Card | None = None
    of: str = ""  # "page" or "file", whose text was compared; "" if neither was
    passages: tuple[Passage, ...] = ()
    gist: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


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

    @property
    def rewritten(self) -> tuple[str, ...]:
        """The paths of those files that did not only move."""
        return tuple(file.path for file in self.files if file.how != RENAMED or file.passages)


def review_of(root: Path, paths: Iterable[str], schemas: Schemas, day: date) -> Review:
    """The review of the files `paths` as they are, without anything to compare them with."""
    wanted = [path for path in paths if is_own(root, path)]
    side = side_of(needed(root) | {path: (root / path).read_bytes() for path in wanted}, schemas)
    files = (Reviewed(path=path, kind=kind_of(path), title=side.titles.get(path, ""), how=SAME) for path in wanted)
    return Review(day=day, files=tuple(_with_card(file, _version(side, file.path, day).card) for file in files))


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
        if path not in pairs.values():
            was = found[pairs[path]] if path in pairs else file
            versions = _version(sides[0], was.path, day), _version(sides[1], path, day)
            compared = _compared(file, was, texts, sides, versions, day)
            files.append(_with_name_counted(_with_card(compared, versions[1].card), sides, root))
    return Review(day=day, files=tuple(files), since=ref, base=base.commit)


@dataclass(frozen=True, slots=True)
class Version:
    """A vacancy and its card, if there is one that can be shown."""

    vacancy: Vacancy | None = None
    card: Card | None = None


def _version(side: Side, path: str, day: date) -> Version:
    vacancy = side.vacancies.get(path)
    return Version(vacancy, card(vacancy, side.catalogue, day)) if vacancy and side.catalogue else Version()


def _with_card(file: Reviewed, card: Card | None) -> Reviewed:
    """The file with the card of its vacancy, or the reason why it has none."""
    if file.kind != "vacancy" or file.how == REMOVED:
        return file
    if card is None:
        return replace(file, notes=(*file.notes, "There is no card: first the mistakes have to be mended."))
    return replace(file, card=card)


def _with_name_counted(file: Reviewed, sides: tuple[Side, Side], root: Path) -> Reviewed:
    """The file; of an employer with a new name, the remark on how many pages this stands."""
    old, new = (side.titles.get(path, "") for side, path in zip(sides, (file.was or file.path, file.path), strict=True))
    if file.kind != "employer" or not old or not new or old == new:
        return file
    pages = counted(vacancies_of(PurePosixPath(file.path).stem, root), "vacancy", "vacancies")
    return replace(file, remarks=(*file.remarks, f"The name changes on the pages of {pages}: “{old}” becomes “{new}”."))


# --- what came, went and changed -------------------------------------------------------------------


def _renamed(files: Iterable[Differing]) -> Iterator[tuple[str, str]]:
    """The new path and the old one of each file that only moved, or moved and changed a little.

    Git would tell this only of files that have been added to it, and a review is the same before that and after.
    """
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


def _compared(
    file: Differing,
    was: Differing,
    texts: Texts,
    sides: tuple[Side, Side],
    versions: tuple[Version, Version],
    day: date,
) -> Reviewed:
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
    reviewed = replace(reviewed, remarks=tuple(_remarks(reviewed, versions, day)), gist=_gist(versions))
    if how == REMOVED:
        return reviewed
    before, now = texts[0].get(was.path), texts[1].get(file.path)
    if how == ADDED:
        return _new_page(reviewed, now) if now is not None else reviewed
    if before is not None and now is not None:
        found, of = passages(before, now), "page"
        same = () if found else ("Readers see no difference on its page.",)
        return replace(reviewed, of=of, passages=found, notes=same)
    found = passages(line_text(_text(was.before)), line_text(_text(file.now)))
    return replace(reviewed, of="file", passages=found)


def _gist(versions: tuple[Version, Version]) -> tuple[str, ...]:
    before, now = versions
    if before.vacancy and before.card and now.vacancy and now.card:
        return gist((before.vacancy, before.card), (now.vacancy, now.card))
    return ()


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "replace")


def _new_page(reviewed: Reviewed, blocks: Sequence[Block]) -> Reviewed:
    """Of a new vacancy only its summary, for its card and criteria tell the rest; of another new page all of it."""
    some: Collection[Block] = [block for block in blocks if block.under[:1] == (SUMMARY,)]
    words = sum(len(block.words) for block in blocks)
    parts = [block.text for block in blocks if block.heading and not block.under][1:]
    under = f": {joined(parts)}" if parts else ""
    note = f"A new page of {counted(words, 'word')}{under}."
    shown = passages((), tuple(some if reviewed.kind == "vacancy" else blocks))
    return replace(reviewed, of="page", passages=shown, notes=(note,))


def _remarks(file: Reviewed, versions: tuple[Version, Version], day: date) -> Iterator[str]:
    """What a reviewer could overlook: what is lost, and addresses and ids that readers rely on."""
    if file.how in (REMOVED, RENAMED):
        yield from _remarks_on_address(file, versions[0], day)
    old, new = versions[0].vacancy, versions[1].vacancy
    had, has = (bool(version.card and not version.card.posting_reasons) for version in versions)
    if had and versions[1].card and not has:
        yield "It had a JobPosting for search engines, and loses it."
    if has and versions[0].card and not had:
        yield "It gains a JobPosting for search engines."
    kept = criteria_by_id(new).keys() if new else ()
    gone = [each for each in criteria_by_id(old) if each not in kept] if old and new else []
    if gone:
        yield f"Ids of criteria that are gone, and readers’ ticks with them: {joined(gone)}."


def _remarks_on_address(file: Reviewed, old: Version, day: date) -> Iterator[str]:
    """That the address of a file's page goes, if it has one of its own."""
    if file.kind not in _ADDRESSES:
        return
    is_vacancy = file.kind == "vacancy"
    page = _ADDRESSES[file.kind](PurePosixPath(file.was or file.path).stem)
    if file.how == RENAMED:
        now = _ADDRESSES[file.kind](PurePosixPath(file.path).stem)
        ticks = ", and readers lose their ticks" if is_vacancy else ""
        if page != now:  # the ending of the file alone may be another
            yield f"The address changes from {page} to {now}: links to the old one break{ticks}."
        return
    if old.card:
        status = f"{old.card.status} on {day_words(day)}"
        yield f"It is a vacancy of {old.card.employer}, {status}. {old.card.status_words}"
    stays = "A vacancy that is over stays: its closing date or `withdrawn` ends it."
    yield f"The address {page} is given up{f'. {stays}' if is_vacancy else ': links to it break.'}"
