"""A side: one version of some records, as far as they can be read, and the pages that readers get of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from portal.cellar.diagnostics import Severity
from portal.load.content import Content, load_content
from portal.load.kinds import FILES, FOLDERS
from portal.load.record import Record
from portal.model.assemble import assemble
from portal.model.catalogue import Catalogue
from portal.model.vacancy import Vacancy
from portal.pages.page import Page
from portal.pages.plan import plan
from portal.review.page_text import Block, page_text
from portal.validate.schema import Schemas
from portal.validate.validate import Shapes, judge, shapes_of
from portal.views.given import Frame

HARMLESS = frozenset({"key-fact-missing", "stated-and-not-stated", "stated-and-in-conflict", "conflict-and-not-stated"})
"""The mistakes with which a record can still be shown: what is wrong is which facts it tells."""

Render = Callable[[Page, Frame], bytes]
"""A page of the plan to its bytes."""


@dataclass(frozen=True, slots=True)
class Side:
    """One version of some records. `catalogue` holds those that can be shown; None if the site itself cannot be.

    `titles` and `vacancies` are by the path of the record.
    """

    catalogue: Catalogue | None
    titles: Mapping[str, str]
    vacancies: Mapping[str, Vacancy]

    def texts(self, paths: Collection[str], day: date, render: Render) -> dict[str, tuple[Block, ...]]:
        """What readers see on `day` of the pages of the records `paths`, for as many of these as can be shown."""
        if self.catalogue is None:
            return {}
        some = tuple(vacancy for vacancy in self.catalogue.vacancies if vacancy.path in paths)
        # The page of an employer is looked at without the vacancies that it lists.
        pages = [*_pages(replace(self.catalogue, vacancies=some), day), *_pages(_alone(self.catalogue), day)]
        return {page.record: page_text(render(page, frame)) for page, frame in pages if page.record in paths}


def _alone(catalogue: Catalogue) -> Catalogue:
    return replace(catalogue, vacancies=())


def _pages(catalogue: Catalogue, day: date) -> Iterator[tuple[Page, Frame]]:
    whole = plan(catalogue, day)
    return ((page, whole.frame(page)) for page in whole.pages if page.record)


def side_of(files: Mapping[str, bytes], schemas: Schemas) -> Side:
    """The side that consists of `files`, by their paths. What is wrong with them is for others to tell."""
    with TemporaryDirectory() as folder:
        for path, data in files.items():
            file = Path(folder) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        content = load_content(Path(folder))
    records = tuple(_sound(content, shapes_of(schemas)))
    titles = {record.path: _title(record) for record in content.records}
    catalogue = _catalogue(records, schemas)
    vacancies = {vacancy.path: vacancy for vacancy in catalogue.vacancies} if catalogue else {}
    return Side(catalogue, titles, vacancies)


def _sound(content: Content, shapes: Shapes) -> Iterator[Record]:
    """The records that can be shown, each vacancy with its employer."""
    broken = {found.span.path for found in content.diagnostics if found.span and found.severity is Severity.ERROR}
    records = [record for record in content.records if record.path not in broken and _is_sound(record, shapes)]
    employers = {record.slug for record in records if record.kind == "employer"}
    for record in records:
        if record.kind != "vacancy" or record.data.get("employer") in employers:
            yield record


def _is_sound(record: Record, shapes: Shapes) -> bool:
    found = judge(record, shapes)
    return all(mistake.severity is not Severity.ERROR or mistake.rule in HARMLESS for mistake in found)


def _catalogue(records: Iterable[Record], schemas: Schemas) -> Catalogue | None:
    known = tuple(records)
    if not any(record.kind == "site" for record in known):
        return None
    return assemble(known, schemas.terms())


def _title(record: Record) -> str:
    title = record.data.get("title") or record.data.get("name")
    return title if isinstance(title, str) else ""


def kind_of(path: str) -> str:
    """The kind of record that a file holds by its place and name; empty if it holds none."""
    _, _, rest = path.partition("/")
    folder, _, name = rest.rpartition("/")
    for kind in FOLDERS:
        if folder == kind.folder and not name.startswith("_") and name.endswith(kind.endings):
            return kind.name
    return next((kind.name for kind in FILES if rest == kind.folder), "")


def needed(root: Path) -> dict[str, bytes]:
    """The files of `root` that a vacancy cannot be shown without: the site, the glossary and all employers."""
    employers = [file.relative_to(root).as_posix() for file in sorted(root.glob("content/employers/*"))]
    wanted = [f"content/{kind.folder}" for kind in FILES] + [path for path in employers if kind_of(path)]
    return {path: (root / path).read_bytes() for path in wanted if is_own(root, path)}


def is_own(root: Path, path: str) -> bool:
    """Whether `path` is a file of the project in `root` itself, and no link leads to it."""
    return (root / path).is_file() and (root / path).resolve() == root.resolve() / path


def vacancies_of(employer: str, root: Path) -> int:
    """How many vacancies in the project in `root` name the employer whose file is called `employer`."""
    line = re.compile(rf"^employer:\s*([\"']?){re.escape(employer)}\1\s*(#.*)?$", re.MULTILINE)
    files = [file.relative_to(root).as_posix() for file in root.glob("content/vacancies/*")]
    own = (path for path in files if kind_of(path) and is_own(root, path))
    return sum(bool(line.search((root / path).read_text("utf-8", "replace"))) for path in own)
