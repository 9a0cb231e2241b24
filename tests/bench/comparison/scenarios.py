"""Scenarios: what is measured, each a function from a bench to its table."""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from comparison.figures import Table, median, megabytes, ratio, seconds
from comparison.makers import LABELS, OURS, Maker, ours, peer
from comparison.measure import Taken, run, size_of
from comparison.tools import ROOT, Tools
from comparison.watching import seconds_until_visible

SMALL = 1000
"""Growth is measured from so many records."""

EDITS = 5
"""So many edits are made and waited for while a site is served."""

STARTS = 7
"""So many times a short command is run."""

TAKES = ("wall", "CPU", "memory, largest process", "memory, all processes")
MEMORY = (
    "Memory: the most that one process held (the kernel's figure), and the most that all held together "
    "(sampled twice a second; pages that processes share count once)."
)


@dataclass(kw_only=True)
class Bench:
    """What scenarios work with. `peers` are their names; `work` is the folder of everything that is made."""

    records: int
    pairs: int
    day: date
    peers: tuple[str, ...]
    work: Path
    tools: Tools
    say: Callable[[str], None]

    def folder(self, number: int = 0) -> Path:
        """The records and sources of so many vacancies, made when they are first asked for."""
        number = number or self.records
        folder = self.work / str(number)
        if not folder.exists():
            self.say(f"writing {number} records, for the peers too (not timed)")
            command = [sys.executable, "-m", "comparison.prepare", str(folder), str(number), self.day.isoformat()]
            run([*command, *self.peers], Path(__file__).parents[1], {"PYTHONPATH": str(ROOT)})
        return folder

    def makers(self, names: Sequence[str], number: int = 0, *, search: bool = False) -> list[Maker]:
        """The portal, and those of the peers that are among `names`."""
        folder = self.folder(number)
        slug = json.loads((folder / "facts.json").read_text("utf-8"))["edited"]
        found = [ours(folder, self.day.isoformat(), slug, search=search)]
        kept = [name for name in names if name in self.peers]
        return found + [peer(name, folder, slug, self.tools, search=search) for name in kept]

    def in_turns(self, makers: Sequence[Maker], act: Callable[[Maker], Taken]) -> dict[str, Taken]:
        """The medians of what `act` takes, by maker, measured in turns: A B A B."""
        taken: dict[str, list[Taken]] = {maker.name: [] for maker in makers}
        for pair in range(self.pairs):
            for maker in makers:
                self.say(f"  {LABELS[maker.name]}, {pair + 1} of {self.pairs}")
                taken[maker.name].append(act(maker))
        return {name: median(found) for name, found in taken.items()}


def cold(bench: Bench) -> Table:
    """Every page from nothing, without a search index."""
    makers = bench.makers(("hugo", "hugo-json", "eleventy", "pelican"))
    heading = f"Cold build of {bench.records:,} vacancies, no search"
    return _table("cold", heading, makers, bench.in_turns(makers, _from_nothing))


def with_search(bench: Bench) -> Table:
    """Every page from nothing and the index of a search: Pagefind's over the peers' full pages."""
    makers = bench.makers(("hugo", "eleventy"), search=True)
    heading = f"Cold build of {bench.records:,} vacancies with search"
    note = "A peer's time is its build and then Pagefind's over the whole pages of its vacancies."
    return _table("search", heading, makers, bench.in_turns(makers, _from_nothing), note)


def changed(bench: Bench) -> Table:
    """One record edited, by a new process, over the site that is there."""
    number = iter(range(10_000))

    def summary(maker: Maker) -> Taken:
        maker.edit(f"Edited{next(number)}")
        return maker.build()

    def duty(maker: Maker) -> Taken:
        maker.edit_duties(f"Edited{next(number)}")
        return maker.build()

    whole = _over_what_is_there(bench, "changed", "One record changed: its summary, which lists show too", summary)
    part = _over_what_is_there(replace(bench, peers=()), "changed", "", duty)
    rows = [(f"{row[0]}, one of its duties", *row[1:]) for row in part.rows]
    return replace(whole, rows=(*whole.rows, *rows))


def nothing(bench: Bench) -> Table:
    """No change at all, by a new process, over the site that is there."""
    return _over_what_is_there(bench, "nothing", "Nothing changed", Maker.build)


def _over_what_is_there(bench: Bench, scenario: str, heading: str, act: Callable[[Maker], Taken]) -> Table:
    """A table of building again, without and with search. Each maker builds once before, which is not counted."""
    tables = []
    for search in (False, True):
        makers = bench.makers(("hugo",), search=search)
        for maker in makers:
            # Even where a site is there: what we keep of it may have been forgotten for another.
            bench.say(f"  {LABELS[maker.name]}, the site to begin with")
            maker.build()
        found = bench.in_turns(makers, act)
        tables.append(_table(scenario, "", makers, found, with_sizes=False))
    rows = [
        (f"{row[0]}{which}", *row[1:])
        for table, which in zip(tables, ("", ", with search"), strict=True)
        for row in table.rows
    ]
    title = f"{heading}, {bench.records:,} vacancies, a cold process"
    note = "Hugo renders all of its site anew, into the folder that is there."
    return replace(tables[0], heading=title, rows=tuple(rows), notes=(note, *tables[0].notes))


def served(bench: Bench) -> Table:
    """From a file's being saved to the new words' being served."""
    rows = []
    ours_takes = 0.0
    for maker in bench.makers(("hugo",)):
        bench.say(f"  {LABELS[maker.name]}, {EDITS} edits")
        found = seconds_until_visible(maker, EDITS)
        middle = statistics.median(found)
        ours_takes = middle if maker.name == OURS else ours_takes
        theirs = 0.0 if maker.name == OURS else middle
        rows.append((LABELS[maker.name], seconds(middle), seconds(max(found)), ratio(ours_takes, theirs)))
    return Table(
        scenario="serve",
        heading=f"From saved to served, {bench.records:,} vacancies",
        columns=("watching", "median", "longest", "ours to it"),
        rows=tuple(rows),
        notes=("The page of the record is asked for until it has the new words. Hugo keeps its pages in memory.",),
    )


def checked(bench: Bench) -> Table:
    """`check` of one file beside the mere start of Python with all that it imports."""
    (maker,) = bench.makers(())
    home = ["--content", str(bench.folder() / "content"), "--today", bench.day.isoformat()]
    check = [str(ROOT / "build.py"), "check", str(maker.record), *home]
    run([sys.executable, *check], ROOT)
    imports = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import {', '.join(_imported_by(check))}"
    commands = {
        "`check` of one file": [sys.executable, *check],
        "starting Python with its imports": [sys.executable, "-c", imports],
    }
    taken: dict[str, list[Taken]] = {name: [] for name in commands}
    for _ in range(STARTS):
        for name, command in commands.items():
            taken[name].append(run(command, ROOT))
    found = {name: median(each) for name, each in taken.items()}
    first, start = found.values()
    rows = [(name, seconds(one.wall), seconds(one.cpu), megabytes(one.largest)) for name, one in found.items()]
    return Table(
        scenario="check",
        heading=f"`check` of one file among {bench.records:,}",
        columns=("command", "wall", "CPU", "memory"),
        rows=(*rows, ("the one to the other", ratio(first.wall, start.wall), ratio(first.cpu, start.cpu), "")),
        notes=("What is known of the other files was kept from a check before.",),
    )


def _imported_by(command: Sequence[str]) -> list[str]:
    """Our modules that a command of Python imports; they import all the others."""
    asked = [sys.executable, "-X", "importtime", *command]
    told = subprocess.run(asked, cwd=ROOT, check=False, capture_output=True, text=True).stderr
    names = re.findall(r"^import time:[^|]*\|[^|]*\| +(\S+)$", told, re.MULTILINE)
    return [name for name in dict.fromkeys(names) if name.startswith("portal.")]


def growth(bench: Bench) -> Table:
    """A cold build of few beside one of many."""
    names = ("hugo", "eleventy")
    few = bench.in_turns(bench.makers(names, SMALL), _from_nothing)
    many = bench.in_turns(bench.makers(names), _from_nothing)
    return Table(
        scenario="growth",
        heading=f"Growth from {SMALL:,} to {bench.records:,} vacancies, no search",
        columns=("maker", f"{SMALL:,}", f"{bench.records:,}", "times, wall", "times, CPU"),
        rows=tuple(
            (
                LABELS[name],
                seconds(one.wall),
                seconds(many[name].wall),
                f"{many[name].wall / one.wall:.1f}",
                f"{many[name].cpu / one.cpu:.1f}",
            )
            for name, one in few.items()
        ),
    )


def first_search(bench: Bench) -> Table:
    """What a browser downloads for the first text search on a page that is open."""
    from comparison.browser import bytes_of_first_search

    rows = []
    for maker in bench.makers(("hugo",), search=True):
        bench.say(f"  {LABELS[maker.name]}")
        if maker.name != OURS and not (maker.output / "pagefind").is_dir():
            maker.forget()
        _begin(maker)
        found = bytes_of_first_search(maker)
        rows.append((LABELS[maker.name] + (" + Pagefind" if maker.index else ""), f"{found / 1000:,.0f} KB"))
    return Table(
        scenario="first-search",
        heading=f"The first text search among {bench.records:,} vacancies",
        columns=("site", "downloaded, compressed"),
        rows=tuple(rows),
        notes=("In Chromium, after the page has settled: “dbt”, and the first ten results.",),
    )


def _from_nothing(maker: Maker) -> Taken:
    maker.forget()
    return maker.build()


def _begin(maker: Maker) -> None:
    if not maker.output.is_dir():
        maker.build()


def _table(
    scenario: str, heading: str, makers: Sequence[Maker], found: dict[str, Taken], *notes: str, with_sizes: bool = True
) -> Table:
    """A row for each maker: what it took, and how ours compares with it."""
    mine = found[OURS]
    rows = []
    for maker in makers:
        one = found[maker.name]
        label = LABELS[maker.name] + (" + Pagefind" if maker.index else "")
        compared = ("", "") if maker.name == OURS else (ratio(mine.wall, one.wall), ratio(mine.largest, one.largest))
        files, size = size_of(maker.output)
        sizes = (f"{files:,}", megabytes(size)) if with_sizes else ()
        rows.append(
            (
                label,
                seconds(one.wall),
                seconds(one.cpu),
                megabytes(one.largest),
                megabytes(one.together),
                *sizes,
                *compared,
            )
        )
    columns = ("maker", *TAKES, *(("files", "written") if with_sizes else ()), "ours to it: wall", "memory")
    return Table(scenario=scenario, heading=heading, columns=columns, rows=tuple(rows), notes=(*notes, MEMORY))


SCENARIOS: dict[str, Callable[[Bench], Table]] = {
    "cold": cold,
    "search": with_search,
    "changed": changed,
    "nothing": nothing,
    "serve": served,
    "check": checked,
    "growth": growth,
    "first-search": first_search,
}
"""Every scenario by its name, in the order in which they are run."""
