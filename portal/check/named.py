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
from portal.gather.verdicts import Verdict, Verdicts, verdict_on
from portal.load.content import load_content
from portal.load.files import read_source
from portal.load.record import Record
from portal.model.assemble import assemble
from portal.pages.linked import address_of
from portal.validate.language import language_of
from portal.validate.schema import Schemas
from portal.validate.validate import Shapes, conclude, judge_on, judge_words, shapes_of

ALWAYS = (HOME, VACANCIES, CLOSED, EMPLOYERS, ADD, NOT_FOUND, FEED, SITEMAP, ROBOTS)
"""The pages that are made whatever the records say."""


@dataclass(slots=True)
class Opened:
    """What was read of the files that were wanted."""

    records: list[Record] = field(default_factory=list)
    sources: dict[str, SourceFile] = field(default_factory=dict)


def check_named(
    asked: Collection[str], verdicts: Verdicts, schemas: Schemas, day: date, say: Callable[[str], None]
) -> tuple[Report, dict[str, SourceFile]]:
    """Everything wrong with the files that the `verdicts` are on; what hangs on the words or on `day` only of those
    that are `asked`.

    With it come the texts of the files that it is about. `say` is told what is done at the moment.
    """
    listed = verdicts.listed
    opened = _opened(asked, verdicts, shapes_of(schemas), say)
    known = [verdicts.known[path] for path in listed.files]
    language = language_of(opened.records, schemas)
    own = [found for verdict in known for found in verdict.own]
    for record in opened.records:
        if record.path in asked:
            own += [*judge_words(record, language), *judge_on(record, day)]
    loading = chain(listed.diagnostics, *(verdict.loading for verdict in known))
    report = conclude(loading, own, [verdict.marks for verdict in known if verdict.marks], cache(listed.record))
    if not report.errors and not _are_settled(known):
        say("following links through the whole site")
        report.add(_of_the_plan(listed.home, schemas, day))
    for path in {found.span.path for found in report.found if found.span} & listed.files.keys() - opened.sources.keys():
        if source := listed.source(path):
            opened.sources[path] = source
    return report, opened.sources


def _opened(asked: Collection[str], verdicts: Verdicts, shapes: Shapes, say: Callable[[str], None]) -> Opened:
    """Read what is asked for, what the words are judged by, and what has changed: of the rest, verdicts are known."""
    files = verdicts.listed.files
    wanted = {path for path, kind in files.items() if path in asked or kind.name in SPEAKING}
    changed = files.keys() - verdicts.known.keys()
    opened = Opened()
    say(f"reading {len(wanted | changed)} of {len(files)} files")
    for path in sorted(wanted | changed):
        source, record, verdict = _read(path, verdicts.listed, shapes)
        verdicts.add(path, verdict)
        if path in wanted and source:
            opened.sources[path] = source
        if path in wanted and record:
            opened.records.append(record)
    if changed - wanted:
        verdicts.keep()  # not after every change of what is asked for again and again
    return opened


def _read(path: str, listed: Listed, shapes: Shapes) -> tuple[SourceFile | None, Record | None, Verdict]:
    diagnostics: list[Diagnostic] = []
    source = read_source(listed.home / path, path, diagnostics)
    if source is None:
        return None, None, Verdict(loading=tuple(diagnostics))
    verdict, record, _ = verdict_on(listed.files[path], source, shapes)
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
