"""Gather: all files of `content/`, each read at most once, and only if it is not known from an earlier build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import msgspec

from portal.cache.stamps import NO_STAMP, stamp_of
from portal.cache.store import Store
from portal.cellar.aside import Aside, Place
from portal.cellar.diagnostics import Diagnostic, Report
from portal.cellar.digests import digest_of
from portal.cellar.source import SourceFile
from portal.cellar.trouble import Trouble
from portal.cellar.workers import shared_out
from portal.gather.listed import Listed
from portal.gather.verdicts import Row, Sheet, Table, Verdict, packed, read_table, unpacked, verdict_on, write_table
from portal.load.files import read_source
from portal.load.record import read_record
from portal.model.assemble import assemble, trusted
from portal.model.catalogue import Catalogue
from portal.model.vacancy import Vacancy
from portal.pages.linked import Trusted
from portal.pages.roles import Role, role_of
from portal.validate.language import Language, language_of
from portal.validate.schema import Schemas
from portal.validate.validate import conclude, judge_words, shapes_of

_VACANCY = msgspec.msgpack.Decoder(Vacancy)

VACANCY = "vacancy"
SPEAKING = ("glossary", "wording")
"""The kinds of record by which the words of the others are judged."""


class ChangedMeanwhile(Trouble):
    """A file is not as it was when it was read first: what was made of the two would not fit together."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} changed during the build; build again")
        self.path = path

    def __reduce__(self) -> tuple[type[ChangedMeanwhile], tuple[str]]:
        return ChangedMeanwhile, (self.path,)


def unchanged(source: SourceFile | None, path: str, digest: bytes) -> SourceFile:
    """The file at `path` if it is the one with this digest. Raises ChangedMeanwhile."""
    if source is None or digest_of(source.text) != digest:
        raise ChangedMeanwhile(path)
    return source


class Plain(NamedTuple):
    """A record that is no vacancy, without the places of its values."""

    kind: str
    slug: str
    path: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a site is made from: all records but the vacancies, and what each of these comes to on the day.

    `report` has everything wrong with the files; if any of it is an error, there is no catalogue. `vacancy_of` gives a
    vacancy by its slug; `digests` are those of the files by their paths.
    """

    listed: Listed
    report: Report
    language: Language
    catalogue: Catalogue | None
    roles: Sequence[Role]
    vacancy_of: Callable[[str], Vacancy]
    digests: Mapping[str, bytes]

    def get(self, path: str) -> SourceFile | None:
        """The file at `path`; None if there is none that could be read."""
        return self.listed.source(path) if path in self.listed.files else None

    def text(self, path: str) -> str:
        """What the file at `path` says. Raises ChangedMeanwhile."""
        return unchanged(self.get(path), path, self.digests[path]).text


def gather(listed: Listed, schemas: Schemas, day: date, site_url: str | None, store: Store, aside: Aside) -> Gathered:
    """Everything in the files of `listed`, for a site on `day`.

    What `store` knows is taken from there, and what is found out is put there. Vacancies are put `aside` until their
    pages are made: ten thousand of them would fill 600 MB of memory, packed they take 80 MB of a disk, and to unpack
    one takes a tenth of the time that it takes to read its file again. `site_url`, if given, replaces the site's own.
    """
    now, before = store.now(), read_table(store)
    work = _Gathering(listed, schemas, day, site_url, before, aside)
    work.read_others()
    work.read_vacancies()
    if work.changed or len(before) > len(work.table):
        sure = {path: row for path, row in work.table.items() if row.stamp.is_sure(now) and packed(row)}
        write_table(store, sure)
    return work.gathered()


class _Gathering:
    """The work of `gather`: the records that the others are judged by, all other records, then the vacancies."""

    def __init__(
        self, listed: Listed, schemas: Schemas, day: date, site_url: str | None, before: Table, aside: Aside
    ) -> None:
        self.listed, self.schemas, self.day, self.site_url = listed, schemas, day, site_url
        self.shapes, self.aside = shapes_of(schemas), aside
        self.stamps = {path: stamp_of(file) or NO_STAMP for path, (_, file) in listed.files.items()}
        self.table = {path: row for path, row in before.items() if row.stamp == self.stamps.get(path)}
        self.changed = False
        self.places: dict[str, Place] = {}
        self.catalogue: Catalogue | None = None
        speaking = [record for path in self._paths(SPEAKING) if (record := self._plain(path))]
        self.language = language_of(speaking, schemas)
        self.words_basis = digest_of(speaking)
        self.bases: Mapping[str, bytes] = {}

    def read_others(self) -> None:
        """Read all records but the vacancies, and make the catalogue of them if they have no error."""
        paths = self._paths({*self.shapes} - {VACANCY})
        self._read([path for path in paths if path not in self.table or self.table[path].basis != self.words_basis])
        fit = all(self.table[path].verdict.fit for path in paths)
        if not fit or len(self._paths({"site"})) != 1:
            return
        others = [record for path in paths if (record := self._plain(path))]
        self.catalogue = assemble(others, self.schemas.terms(), site_url=self.site_url)
        # What stands around every page is no part of what a vacancy comes to, and a preview has an address of its own.
        around: dict[str, Any] = {"url": "", "name": "", "tagline": "", "description": "", "disclaimer": ""}
        common = digest_of(self.words_basis, replace(self.catalogue.site, navigation=(), footer=(), **around))
        self.bases = {slug: digest_of(common, employer) for slug, employer in self.catalogue.employers.items()}

    def read_vacancies(self) -> None:
        """Read the vacancies that changed, whose employer did, or of which something else is true on this day."""
        self._read([path for path in self._paths({VACANCY}) if not self._holds(path)])

    def gathered(self) -> Gathered:
        rows = [self.table[path] for path in self.listed.files]
        sheets = [row.opened() for row in rows]
        loading = chain(self.listed.diagnostics, *(row.verdict.loading for row in rows))
        own = chain(*(row.verdict.own for row in rows), *(sheet.words for sheet in sheets))
        report = conclude(
            loading, own, [row.verdict.marks for row in rows if row.verdict.marks], cache(self.listed.record)
        )
        roles = sorted(
            (sheet.role for sheet in sheets if sheet.role), key=lambda role: (role.entry.slug, role.entry.path)
        )
        paths = {role.entry.slug: role.entry.path for role in roles}
        catalogue = None if report.errors else self.catalogue
        digests = {path: row.verdict.digest for path, row in zip(self.listed.files, rows, strict=True)}
        return Gathered(
            self.listed, report, self.language, catalogue, roles, lambda slug: self._vacancy(paths[slug]), digests
        )

    def _paths(self, kinds: Iterable[str]) -> list[str]:
        return [path for path, (kind, _) in self.listed.files.items() if kind.name in kinds]

    def _holds(self, path: str) -> bool:
        row = self.table.get(path)
        return bool(row and row.basis == self._basis(row.verdict) and row.since <= self.day < row.until)

    def _basis(self, verdict: Verdict) -> bytes:
        """What the sheet of a vacancy hangs on besides its own file."""
        employer = verdict.marks.employer if verdict.marks else None
        return self.bases.get(employer.text if employer else "", self.words_basis)

    def _plain(self, path: str) -> Plain | None:
        """The record at `path`, which is no vacancy; None if it cannot be read."""
        data = self.table[path].opened().data if path in self.table else None
        if data is None:
            record = self.listed.record(path)
            data = record.data if record else None
        kind, _ = self.listed.files[path]
        return None if data is None else Plain(kind.name, PurePosixPath(path).stem, path, data)

    def _vacancy(self, path: str) -> Vacancy:
        """The vacancy at `path`, as it was put aside or from its file. Raises ChangedMeanwhile."""
        if path in self.places:
            return _VACANCY.decode(self.aside.get(self.places[path]))
        kind, _ = self.listed.files[path]
        source = unchanged(self.listed.source(path), path, self.table[path].verdict.digest)
        record = read_record(kind, source)[0]
        vacancy = trusted(record) if record else None
        assert isinstance(vacancy, Vacancy), "it was one when it was read first"
        return vacancy

    def _read(self, paths: Sequence[str]) -> None:
        """Read the files at `paths` into the table."""
        for path, row, place in shared_out(self._rows, paths):
            self.changed = True
            self.table[path] = row if isinstance(row, Row) else unpacked(row)
            if place:
                self.places[path] = place

    def _rows(self, paths: Sequence[str]) -> list[tuple[str, bytes | Row, Place | None]]:
        """For each path its row, packed so that it travels lightly, and the place of the vacancy that was put aside."""
        made = ((path, *self._row(path)) for path in paths)
        return [(path, packed(row) or row, place) for path, row, place in made]

    def _row(self, path: str) -> tuple[Row, Place | None]:
        kind, file = self.listed.files[path]
        diagnostics: list[Diagnostic] = []
        source = read_source(file, path, diagnostics)
        if source is None:
            return Row(self.stamps[path], Verdict(loading=tuple(diagnostics))), None
        verdict, record, made = verdict_on(kind, source, self.shapes)
        row = Row(self.stamps[path], verdict)
        if record is None:
            return row, None
        words = tuple(judge_words(record, self.language))
        if kind.name != VACANCY:
            return row.with_sheet(Sheet(words=words, data=record.data), self.words_basis), None
        basis = self._basis(verdict)
        role, place = self._role(made, digest_of(verdict.digest, basis))
        return row.with_sheet(Sheet(words=words, role=role), basis), place

    def _role(self, made: Trusted | None, made_from: bytes) -> tuple[Role | None, Place | None]:
        """What a vacancy comes to, and where it was put aside; nothing if there are mistakes to be mended first."""
        if self.catalogue is None or not isinstance(made, Vacancy) or made.employer not in self.catalogue.employers:
            return None, None
        return role_of(made, self.catalogue, self.day, made_from), self.aside.put(msgspec.msgpack.encode(made))
