"""Gather: all files of `content/`, each read at most once, and only if it is not known from an earlier build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from portal.cache.packing import pack, packed, unpack
from portal.cache.store import Store
from portal.cellar.aside import Aside, Place
from portal.cellar.diagnostics import Diagnostic, Report
from portal.cellar.digests import digest_of
from portal.cellar.source import SourceFile
from portal.cellar.trouble import Trouble
from portal.cellar.workers import shared_out
from portal.gather.listed import Listed
from portal.gather.sheets import TABLE, Filed, Sheet, filed
from portal.gather.verdicts import Verdict, Verdicts, verdict_on
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

Found = tuple[Verdict, Filed | None]
"""What is found out of a file."""

_VACANCY = msgspec.msgpack.Decoder(Vacancy)
_FOUND = msgspec.msgpack.Decoder(Found)

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What a site is made from: all records but the vacancies, and what each of these comes to on the day.

    `report` has everything wrong with the files; if any of it is an error, there is no catalogue. `paths` are those of
    the vacancies by their slugs, `digests` those of all files by their paths; `places` has where a vacancy was put
    `aside`. Nothing else of what was read is held: of a hundred thousand vacancies that would be half a gigabyte.
    """

    listed: Listed
    report: Report
    language: Language
    catalogue: Catalogue | None
    roles: Sequence[Role]
    paths: Mapping[str, str]
    digests: Mapping[str, bytes]
    places: Mapping[str, Place]
    aside: Aside

    def get(self, path: str) -> SourceFile | None:
        """The file at `path`; None if there is none that could be read."""
        return self.listed.source(path) if path in self.listed.files else None

    def text(self, path: str) -> str:
        """What the file at `path` says. Raises ChangedMeanwhile."""
        return unchanged(self.get(path), path, self.digests[path]).text

    def vacancy_of(self, slug: str) -> Vacancy:
        """The vacancy with this slug, as it was put aside or from its file. Raises ChangedMeanwhile."""
        path = self.paths[slug]
        if path in self.places:
            return _VACANCY.decode(self.aside.get(self.places[path]))
        source = unchanged(self.get(path), path, self.digests[path])
        record = read_record(self.listed.files[path], source)[0]
        vacancy = trusted(record) if record else None
        assert isinstance(vacancy, Vacancy), "it was one when it was read first"
        return vacancy


def gather(
    verdicts: Verdicts, schemas: Schemas, day: date, site_url: str | None, sheets: Store, aside: Aside
) -> Gathered:
    """Everything in the files that the `verdicts` are on, for a site on `day`.

    What the verdicts and the store of `sheets` know is taken from there, and what is found out is put there. Vacancies
    are put `aside` until their pages are made: ten thousand of them would fill 600 MB of memory, packed they take 80 MB
    of a disk, and to unpack one takes a tenth of the time that it takes to read its file again. `site_url`, if given,
    replaces the site's own.
    """
    before = unpack(sheets, TABLE)
    work = _Gathering(verdicts, schemas, day, site_url, before or {}, aside)
    work.read_others()
    work.read_vacancies()
    verdicts.keep()
    # While another record has an error, no vacancy comes to anything: the sheets from before are for when it is mended.
    if work.changed and work.catalogue:
        pack(sheets, work.sheets)
    return work.gathered()


class _Gathering:
    """The work of `gather`: the records that the others are judged by, all other records, then the vacancies."""

    def __init__(
        self,
        verdicts: Verdicts,
        schemas: Schemas,
        day: date,
        site_url: str | None,
        before: Mapping[str, Filed],
        aside: Aside,
    ) -> None:
        self.listed, self.verdicts, self.known = verdicts.listed, verdicts, verdicts.known
        self.schemas, self.day, self.site_url = schemas, day, site_url
        self.shapes, self.aside = shapes_of(schemas), aside
        self.sheets = {
            path: sheet
            for path, sheet in before.items()
            if path in self.known and sheet.digest == self.known[path].digest
        }
        self.changed = len(self.sheets) < len(before)
        self.places: dict[str, Place] = {}
        self.opened: dict[str, Sheet] = {}
        self.in_common: dict[Any, Any] = {}
        self.catalogue: Catalogue | None = None
        speaking = self._speaking()
        self.language = language_of(speaking, schemas)
        self.words_basis = digest_of(speaking)
        self.bases: Mapping[str, bytes] = {}

    def read_others(self) -> None:
        """Read all records but the vacancies, and make the catalogue of them if they have no error."""
        paths = self._paths({*self.shapes} - {VACANCY})
        self._read([path for path in paths if path not in self.sheets or self.sheets[path].basis != self.words_basis])
        if digest_of(self._speaking()) != self.words_basis:  # they were read twice, and all is judged by the first
            raise ChangedMeanwhile("content/glossary.yaml")
        fit = all(self.known[path].fit for path in paths)
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
        verdicts = [self.known[path] for path in self.listed.files]
        sheets = [self._sheet(path) for path in self.listed.files]
        loading = chain(self.listed.diagnostics, *(verdict.loading for verdict in verdicts))
        own = chain(*(verdict.own for verdict in verdicts), *(sheet.words for sheet in sheets))
        marks = [verdict.marks for verdict in verdicts if verdict.marks]
        report = conclude(loading, own, marks, cache(self.listed.record))
        roles = sorted(
            (sheet.role for sheet in sheets if sheet.role), key=lambda role: (role.entry.slug, role.entry.path)
        )
        return Gathered(
            listed=self.listed,
            report=report,
            language=self.language,
            catalogue=None if report.errors else self.catalogue,
            roles=roles,
            paths={role.entry.slug: role.entry.path for role in roles},
            digests={path: self.known[path].digest for path in self.listed.files},
            places=self.places,
            aside=self.aside,
        )

    def _speaking(self) -> list[Plain]:
        """The records by which the words of the others are judged."""
        return [record for path in self._paths(SPEAKING) if (record := self._plain(path))]

    def _paths(self, kinds: Iterable[str]) -> list[str]:
        return [path for path, kind in self.listed.files.items() if kind.name in kinds]

    def _sheet(self, path: str) -> Sheet:
        """What a site is made from of the file at `path`, besides the verdict on it."""
        if path not in self.opened:
            self.opened[path] = self.sheets[path].opened(self.in_common) if path in self.sheets else Sheet()
        return self.opened[path]

    def _holds(self, path: str) -> bool:
        filed = self.sheets.get(path)
        return bool(filed and filed.basis == self._basis(self.known[path]) and filed.since <= self.day < filed.until)

    def _basis(self, verdict: Verdict) -> bytes:
        """What the sheet of a vacancy hangs on besides its own file."""
        employer = verdict.marks.employer if verdict.marks else None
        return self.bases.get(employer.text if employer else "", self.words_basis)

    def _plain(self, path: str) -> Plain | None:
        """The record at `path`, which is no vacancy; None if it cannot be read."""
        data = self._sheet(path).data
        if data is None:
            record = self.listed.record(path)
            data = record.data if record else None
        return None if data is None else Plain(self.listed.files[path].name, PurePosixPath(path).stem, path, data)

    def _read(self, paths: Sequence[str]) -> None:
        """Read the files at `paths`."""
        for path, found, place in shared_out(self._found, paths):
            verdict, sheet = _FOUND.decode(found) if isinstance(found, bytes) else found
            self.verdicts.add(path, verdict)
            self.sheets.pop(path, None)
            self.opened.pop(path, None)
            if sheet:
                self.sheets[path] = sheet
                self._sheet(path)  # while the others are still being read
            if place:
                self.places[path] = place
            self.changed = True

    def _found(self, paths: Sequence[str]) -> list[tuple[str, bytes | Found, Place | None]]:
        """For each path what was found out, packed so that it travels lightly, and where the vacancy was put aside."""
        made = ((path, *self._judged(path)) for path in paths)
        return [(path, packed((verdict, sheet)) or (verdict, sheet), place) for path, verdict, sheet, place in made]

    def _judged(self, path: str) -> tuple[Verdict, Filed | None, Place | None]:
        kind, diagnostics = self.listed.files[path], list[Diagnostic]()
        source = read_source(self.listed.home / path, path, diagnostics)
        if source is None:
            return Verdict(loading=tuple(diagnostics)), None, None
        verdict, record, made = verdict_on(kind, source, self.shapes)
        if record is None:
            return verdict, None, None
        words = tuple(judge_words(record, self.language))
        if kind.name != VACANCY:
            return verdict, filed(Sheet(words=words, data=record.data), verdict.digest, self.words_basis), None
        basis = self._basis(verdict)
        role, place = self._role(made, verdict.links, digest_of(verdict.digest, basis))
        return verdict, filed(Sheet(words=words, role=role), verdict.digest, basis), place

    def _role(self, made: Trusted | None, links: tuple[str, ...], made_from: bytes) -> tuple[Role | None, Place | None]:
        """What a vacancy comes to, and where it was put aside; nothing if there are mistakes to be mended first."""
        if self.catalogue is None or not isinstance(made, Vacancy) or made.employer not in self.catalogue.employers:
            return None, None
        role = role_of(made, self.catalogue, self.day, made_from, links)
        return role, self.aside.put(msgspec.msgpack.encode(made))
