"""Named: judges the files that somebody names, and of all the others takes what is known of them already.

What is told of the named files is what a build would tell of them; so is how many mistakes the others have. Each file
is read and judged by itself once, and the verdict is kept with the stamp of the file. Between the records only their
marks matter, and these are part of the verdicts. Whether links lead anywhere, and whether two pages want one address,
is settled from the verdicts where that is certain: a link to a page that is always there. For any other link, to a
place on a page or to a facet's page, all records are read and the whole plan is made. No template is rendered: what
is wrong with a template is no mistake of a file of `content/`, and a build tells of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path

from portal.cache.stamps import stamp_of
from portal.cache.store import Store
from portal.cellar.addresses import (
    ADD,
    CLOSED,
    EMPLOYERS,
    FEED,
    HOME,
    NOT_FOUND,
    ROBOTS,
    SITEMAP,
    VACANCIES,
)
from portal.cellar.diagnostics import Diagnostic, Report
from portal.cellar.source import SourceFile
from portal.gather.gather import SPEAKING
from portal.gather.listed import Listed
from portal.gather.verdicts import Row, Verdict, packed, read_table, verdict_on, write_table
from portal.load.content import load_content
from portal.load.files import read_source
from portal.load.kinds import Kind
from portal.load.record import Record
from portal.model.assemble import assemble
from portal.pages.linked import address_of
from portal.validate.language import language_of
from portal.validate.schema import Schemas
from portal.validate.validate import Shapes, conclude, judge_on, judge_words, shapes_of

ALWAYS = (HOME, VACANCIES, CLOSED, EMPLOYERS, ADD, NOT_FOUND, FEED, SITEMAP, ROBOTS)
"""The pages that are made whatever the records say."""


@dataclass(slots=True)
class Known:
    """What is known of the files of `content/` by now; `records` and `sources` are only of those that were wanted."""

    verdicts: dict[str, Verdict] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    sources: dict[str, SourceFile] = field(default_factory=dict)


def check_named(
    asked: Collection[str],
    home: Path,
    listed: Listed,
    schemas: Schemas,
    day: date,
    store: Store,
    say: Callable[[str], None],
) -> tuple[Report, dict[str, SourceFile]]:
    """Everything wrong with `home`/content; what hangs on the words or on `day` only of the files that are `asked`.

    With it come the texts of the files that it is about. `say` is told what is done at the moment.
    """
    known = _known(asked, listed, shapes_of(schemas), store, say)
    verdicts = [known.verdicts[path] for path in listed.files]
    language = language_of(known.records, schemas)
    own = [found for verdict in verdicts for found in verdict.own]
    for record in known.records:
        if record.path in asked:
            own += [*judge_words(record, language), *judge_on(record, day)]
    loading = chain(listed.diagnostics, *(verdict.loading for verdict in verdicts))
    report = conclude(loading, own, [verdict.marks for verdict in verdicts if verdict.marks], cache(listed.record))
    if not report.errors and not _are_settled(verdicts):
        say("following links through the whole site")
        report.add(_of_the_plan(home, schemas, day))
    for path in {found.span.path for found in report.found if found.span} & listed.files.keys() - known.sources.keys():
        if source := listed.source(path):
            known.sources[path] = source
    return report, known.sources


def _known(asked: Collection[str], listed: Listed, shapes: Shapes, store: Store, say: Callable[[str], None]) -> Known:
    """Read what is asked for, what the words are judged by, and what has changed; take the rest as it was known."""
    now = store.now()
    before, stamps = read_table(store), {path: stamp_of(file) for path, (_, file) in listed.files.items()}
    table = {path: row for path, row in before.items() if row.stamp == stamps.get(path)}
    wanted = {path for path, (kind, _) in listed.files.items() if path in asked or kind.name in SPEAKING}
    changed = stamps.keys() - table.keys()
    known = Known({path: row.verdict for path, row in table.items()})
    say(f"reading {len(wanted | changed)} of {len(stamps)} files")
    for path in sorted(wanted | changed):
        kind, file = listed.files[path]
        source, record, verdict = _read(path, kind, file, shapes)
        known.verdicts[path] = verdict
        if path in wanted and source:
            known.sources[path] = source
        if path in wanted and record:
            known.records.append(record)
        stamp = stamps[path]
        if path in changed and source and stamp and stamp.is_sure(now):
            row = Row(stamp, verdict)
            table |= {path: row} if packed(row) else {}
    if changed - wanted or not before:
        write_table(store, table)
    return known


def _read(path: str, kind: Kind, file: Path, shapes: Shapes) -> tuple[SourceFile | None, Record | None, Verdict]:
    diagnostics: list[Diagnostic] = []
    source = read_source(file, path, diagnostics)
    if source is None:
        return None, None, Verdict(loading=tuple(diagnostics))
    verdict, record, _ = verdict_on(kind, source, shapes)
    return source, record, verdict


def _are_settled(verdicts: Iterable[Verdict]) -> bool:
    """Whether it is certain that every link leads to a page, and every page has an address of its own.

    `verdicts` are of records without an error.
    """
    marks = [verdict.marks for verdict in verdicts if verdict.marks]
    made = {address_of(each.kind, each.slug) for each in marks}
    return made.isdisjoint(ALWAYS) and made.union(ALWAYS).issuperset(chain(*(each.links for each in verdicts)))


def _of_the_plan(home: Path, schemas: Schemas, day: date) -> Iterable[Diagnostic]:
    """What is wrong with the addresses and links of the whole site, whose records have no error."""
    from portal.pages.plan import plan

    content = load_content(home)
    return plan(assemble(content.records, schemas.terms()), day, sources=content.sources).diagnostics
