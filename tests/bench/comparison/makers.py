"""Makers: the portal and its peers, each with its sources in a folder, its command, and the record that is edited."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from comparison.measure import Failed, Taken, run, together
from comparison.tools import CACHE, ROOT, Tools

OURS = "ours"
LABELS = {
    OURS: "ours",
    "hugo": "Hugo",
    "hugo-json": "Hugo, front matter in JSON",
    "eleventy": "Eleventy",
    "pelican": "Pelican",
}

SUMMARY = re.compile(r"^(\s*\"?summary\"?: (?:>-\n\s+|['\"])?)", re.MULTILINE)

DUTY = re.compile(r"^(\s+items:\n\s+- ['\"]?)", re.MULTILINE)

DONE = CACHE / "work" / "done"
"""What was made before, until all is measured."""

KEPT = ROOT / ".cache"
"""Where the portal keeps what it knows of content and sites."""

Command = Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """`command` is run in `folder`, and makes the site in `output`; `index`, if any, makes its search index after it.

    `record` is the file that is edited; its page is `page`. `serve` is the command that watches, but for its port.
    """

    name: str
    folder: Path
    command: Command
    output: Path
    record: Path
    page: str
    index: Command = ()
    serve: Command = ()
    extra: Mapping[str, str] = field(default_factory=dict)

    def build(self) -> Taken:
        """Make the site, upon what is there."""
        steps = [self.command, *([self.index] if self.index else [])]
        return together([run(step, self.folder, self.extra) for step in steps])

    def forget(self) -> None:
        """Put aside what was made, and remove all that was kept of it.

        Where thousands of files were just removed, ext4 takes ten times as long to create one: it looks at each.
        """
        if self.output.exists():
            DONE.mkdir(parents=True, exist_ok=True)
            self.output.rename(DONE / f"{self.name}-{time.time_ns()}")
        if self.name == OURS:
            for file in KEPT.glob("*-*"):
                file.unlink()

    def edit(self, mark: str) -> None:
        """Put the word `mark` at the head of the record's summary, which its page and cards show."""
        self._put(mark, SUMMARY)

    def edit_duties(self, mark: str) -> None:
        """Put the word `mark` at the head of one of the record's duties, which only its page shows."""
        self._put(mark, DUTY)

    def _put(self, mark: str, before: re.Pattern[str]) -> None:
        text = self.record.read_text("utf-8")
        changed = before.sub(lambda found: f"{found[1]}{mark} ", text, count=1)
        if changed == text:
            raise Failed(f"{self.record} has nothing to be edited")
        self.record.write_text(changed, "utf-8")


def ours(work: Path, day: str, slug: str, *, search: bool) -> Maker:
    """The portal on the records in `work`."""
    output = work / ("site-with-search" if search else "site")
    common = ["--content", str(work / "content"), "--today", day]
    build = [sys.executable, str(ROOT / "build.py")]
    return Maker(
        name=OURS,
        folder=ROOT,
        command=[*build, "build", *common, "--output", str(output), *([] if search else ["--no-search"])],
        output=output,
        record=work / "content" / "vacancies" / f"{slug}.yaml",
        page=f"vacancies/{slug}.html",
        serve=[*build, "serve", *common, "--output", str(work / "preview"), "--port"],
    )


def peer(name: str, work: Path, slug: str, tools: Tools, *, search: bool = False) -> Maker:
    """A peer on its own sources in `work`; with `search`, Pagefind runs over its pages after it."""
    folder = work / name
    output = folder / "public"
    hugo: Command = [str(tools.hugo), "--config", "hugo.yaml,hugo.json", "--cacheDir", str(CACHE / "hugo")]
    commands: dict[str, Command] = {
        "hugo": [*hugo, "--quiet"],
        "hugo-json": [*hugo, "--quiet"],
        "eleventy": [tools.node, "node_modules/@11ty/eleventy/cmd.cjs"],
        "pelican": [str(tools.pelican), "--settings", "pelicanconf.py", "--quiet"],
    }
    sources = {"eleventy": "source/vacancies", "pelican": "content"}
    if name == "eleventy" and not (folder / "node_modules").exists():
        (folder / "node_modules").symlink_to(tools.eleventy)
    return Maker(
        name=name,
        folder=folder,
        command=commands[name],
        output=output,
        record=folder / sources.get(name, "content/vacancies") / f"{slug}.md",
        page=f"vacancies/{slug}.html",
        index=[sys.executable, "-m", "pagefind_bin", "--site", str(output), "--quiet"] if search else (),
        serve=[hugo[0], "server", *hugo[1:], "--port"] if name == "hugo" else (),
    )


def understands(*options: str) -> list[str]:
    """Those of `options` that build.py does not know."""
    told = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "--help"], check=True, capture_output=True, text=True
    )
    return [option for option in options if option not in told.stdout]
