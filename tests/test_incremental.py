"""What is kept of earlier builds is never wrong: whatever changed since, the site is the one that a fresh build makes.

Sequences of edits are drawn and made on a small project. After each the site is built over the last one, and afresh
with nothing kept; every file, every mode and every word of the two must be the same. `PORTAL_LONGER=20` makes twenty
times as many sequences.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout, suppress
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from builtsite import copy_project, demo_content, tree
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import build
from portal.cache import stamps
from portal.commands import stores, unchanged
from portal.front.arguments import understand
from portal.front.progress import Progress
from portal.make import making

LONGER = int(os.environ.get("PORTAL_LONGER", "1"))

DAY = date(2026, 11, 22)
VACANCIES = 14
SOURCES = ("content", "templates", "schema", "portal", "requirements.txt")

SHORT_OF_TIME = 0
"""Nanoseconds in place of the two seconds within which a file system may hide a change: here they would hide what is
kept. Linux's own file systems tell changes apart by some milliseconds, and each build takes a hundred."""

CUT_SHORT = ("rename", "replace", "unlink")
"""The functions of `os` before any of whose calls a build may be killed."""


class Noted(Progress):
    """Keeps what it is told, instead of showing it."""

    def __init__(self) -> None:
        super().__init__(io.StringIO())
        self.steps: list[str] = []

    def step(self, words: str) -> None:
        self.steps.append(words)

    @property
    def made(self) -> int:
        """How many files were made but for those of search and reading offline."""
        return sum(int(step.split()[1]) for step in self.steps if step.startswith("making "))


class Desk:
    """A small project that edits are made on, the site that is built of it, and what the next build is asked for."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = copy_project(folder / "project", demo_content(VACANCIES, DAY.isoformat()))
        self.content, self.templates = self.folder / "content", self.folder / "templates"
        self.cache = self.folder / stores.FOLDER
        (folder / "out").mkdir()
        self.site, self.elsewhere = folder / "out" / "site", folder / "fresh"
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self.day = DAY
        self.options: dict[str, str] = {}
        self.numbers = count(1)

    # --- building -----------------------------------------------------------------------------------

    def build(self, output: Path | None = None, cache: str = stores.FOLDER) -> tuple[int, str, Noted]:
        """Build as the front door does: the exit code, the words, and what was done."""
        output = output or self.site
        options = understand(["build", "--output", str(output), *(f"{name}{it}" for name, it in self.options.items())])
        said, noted = io.StringIO(), Noted()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(said), redirect_stderr(io.StringIO()):
            patch.setattr(build, "ROOT", self.folder)
            patch.setattr(stores, "FOLDER", cache)
            patch.setattr(stamps, "COARSEST", SHORT_OF_TIME)
            patch.setattr(unchanged, "COARSEST", SHORT_OF_TIME)
            try:
                code = build.build(options, self.day, self.folder, noted)
            except Exception as error:
                return build.TROUBLE, build.in_one_line(error), noted
        return code, said.getvalue(), noted

    def fresh(self) -> tuple[int, str, Path]:
        """Build elsewhere, with nothing kept: the exit code, the words as if it had been here, and the site."""
        for folder in (self.elsewhere, self.folder / ".nothing"):
            shutil.rmtree(folder, ignore_errors=True)
        self.elsewhere.mkdir()
        site = self.elsewhere / "site"
        code, words, _ = self.build(site, ".nothing")
        return code, words.replace(str(site), str(self.site)), site

    def check(self) -> bool:
        """Build here and afresh: the same must come of it. Whether there is a site now."""
        before = seen(self.site)
        code, words, _ = self.build()
        fresh_code, fresh_words, fresh = self.fresh()
        assert (code, words) == (fresh_code, fresh_words)
        assert code in (build.FINE, build.MISTAKES), words
        wanted = seen(fresh) if code == build.FINE else before
        assert differences(seen(self.site), wanted) == []
        assert [entry.name for entry in self.site.parent.iterdir()] in ([], ["site"])
        return code == build.FINE

    def killed(self, moment: int) -> None:
        """Begin a build that the system kills before its call number `moment` of those that change a folder."""
        child = os.fork()
        if child == 0:
            try:
                tempfile.tempdir = str(self.temporary)  # it has no time to tidy
                kill_at(moment)
                self.build()
            finally:
                os._exit(0)
        os.waitpid(child, 0)

    # --- files --------------------------------------------------------------------------------------

    def sources(self) -> dict[Path, bytes]:
        """All that a site is made from."""
        found: dict[Path, bytes] = {}
        for name in SOURCES:
            part = self.folder / name
            files = [part] if part.is_file() else part.rglob("*")
            found |= {file: file.read_bytes() for file in files if file.is_file()}
        return found

    def restore(self, sources: Mapping[Path, bytes]) -> None:
        """Make all files again what they were."""
        now = self.sources()
        for file in now.keys() - sources.keys():
            file.unlink()
        for file, data in sources.items():
            if now.get(file) != data:
                file.parent.mkdir(exist_ok=True)
                file.write_bytes(data)

    def records(self, kind: str) -> list[Path]:
        return sorted(file for file in (self.content / kind).iterdir() if file.name[0] not in "_.")

    def number(self) -> int:
        """One that no edit had before."""
        return next(self.numbers)


def kill_at(moment: int) -> None:
    """Have this process killed before its call number `moment` of those that change a folder."""
    here, calls = os.getpid(), count(1)

    def mortal(function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            if os.getpid() == here and next(calls) == moment:
                os.kill(here, signal.SIGKILL)
            return function(*arguments, **named)

        return called

    for name in CUT_SHORT:
        setattr(os, name, mortal(getattr(os, name)))


def seen(folder: Path) -> dict[str, tuple[int, bytes]]:
    return tree(folder) if folder.exists() else {}


def differences(one: Mapping[str, object], other: Mapping[str, object]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def replaced(file: Path, pattern: str, new: str) -> None:
    """Put `new` in the place of the first match of `pattern` in `file`, if there is one."""
    text = file.read_text("utf-8")
    file.write_text(re.sub(pattern, lambda _: new, text, count=1, flags=re.MULTILINE), "utf-8", newline="\n")


# --- edits ------------------------------------------------------------------------------------------

Edit = Callable[[Desk, Random], None]
EDITS: dict[str, Edit] = {}


def edit(function: Edit) -> Edit:
    EDITS[function.__name__] = function
    return function


def vacancy(desk: Desk, chance: Random) -> Path:
    return chance.choice(desk.records("vacancies"))


def employer(desk: Desk, chance: Random) -> Path:
    return chance.choice(desk.records("employers"))


@edit
def a_new_vacancy(desk: Desk, chance: Random) -> None:
    old, number = vacancy(desk, chance), desk.number()
    new = old.with_name(f"new-{number}{old.suffix}")
    shutil.copyfile(old, new)
    replaced(new, r"^title: .*", f"title: Another Role {number}")
    replaced(new, r"^reference: .*", f"reference: NEW-{number}")


@edit
def a_title(desk: Desk, chance: Random) -> None:
    replaced(vacancy(desk, chance), r"^title: .*", f"title: Therapist of Number {chance.randrange(9)}")


@edit
def a_text(desk: Desk, chance: Random) -> None:
    text = f"summary: The {desk.number()}th summary of this role, which tells little of it."
    replaced(vacancy(desk, chance), r"^summary: .*(\n +.*)*", text)


@edit
def a_comment(desk: Desk, chance: Random) -> None:
    with vacancy(desk, chance).open("a") as file:
        file.write(f"# {desk.number()}\n")


@edit
def a_closing_date(desk: Desk, chance: Random) -> None:
    day = desk.day + timedelta(chance.randrange(-20, 20))
    replaced(vacancy(desk, chance), r"^closing_date: .*", f"closing_date: {day}")


@edit
def an_opening_date(desk: Desk, chance: Random) -> None:
    file, day = vacancy(desk, chance), desk.day + timedelta(chance.randrange(-3, 5))
    replaced(file, r"^opening_date: .*\n", "")
    replaced(file, r"^closing_date: ", f"opening_date: {day}\nclosing_date: ")


@edit
def a_day_of_review(desk: Desk, chance: Random) -> None:
    file, day = vacancy(desk, chance), desk.day + timedelta(chance.randrange(-3, 30))
    replaced(file, r"^review_by: .*\n", "")
    replaced(file, r"^locations:", f"review_by: {day}\nlocations:")


@edit
def a_withdrawal(desk: Desk, chance: Random) -> None:
    file, day = vacancy(desk, chance), desk.day - timedelta(chance.randrange(-1, 3))
    replaced(file, r"^locations:", f"withdrawn:\n  on: {day}\nlocations:")


@edit
def a_vacancy_of_another_employer(desk: Desk, chance: Random) -> None:
    replaced(vacancy(desk, chance), r"^employer: .*", f"employer: {employer(desk, chance).stem}")


@edit
def a_place(desk: Desk, chance: Random) -> None:
    replaced(vacancy(desk, chance), r"^    town: .*", f"    town: {chance.choice(['Leeds', 'Derry', 'Bromley'])}")


@edit
def a_salary(desk: Desk, chance: Random) -> None:
    replaced(vacancy(desk, chance), r"^  min: .*", f"  min: {chance.randrange(20, 30)}000")


@edit
def a_link(desk: Desk, chance: Random) -> None:
    places = ["about.html", "vacancies.html#closing", "#duties", "#summary", "closed.html#closed", "no-such.html"]
    places += [f"vacancies/{vacancy(desk, chance).stem}.html{end}" for end in ("", "#checklist", "#similar")]
    places += [f"employers/{employer(desk, chance).stem}.html{end}" for end in ("", "#open")]
    text = f"purpose: It is as [that]({chance.choice(places)})."
    replaced(vacancy(desk, chance), r"^purpose: .*(\n +.*)*", text)


@edit
def a_renamed_vacancy(desk: Desk, chance: Random) -> None:
    old = vacancy(desk, chance)
    old.rename(old.with_name(f"renamed-{chance.randrange(3)}{old.suffix}"))


@edit
def a_removed_vacancy(desk: Desk, chance: Random) -> None:
    if len(desk.records("vacancies")) > 1:
        vacancy(desk, chance).unlink()


@edit
def two_vacancies_that_change_names(desk: Desk, chance: Random) -> None:
    """With their stamps, but for the time of the last change of anything."""
    one, two = vacancy(desk, chance), vacancy(desk, chance)
    between = one.with_name("_between")
    one.rename(between)
    if two.exists():
        two.rename(one)
    between.rename(two)


@edit
def a_broken_vacancy(desk: Desk, chance: Random) -> None:
    pattern, new = chance.choice(
        [
            ("^title:", "titel:"),
            ("^employer: .*", "employer: nobody"),
            ("^source:", "\tsource:"),
            ("^kind: .*", "kind: x"),
        ]
    )
    replaced(vacancy(desk, chance), pattern, new)


@edit
def a_vacancy_in_markdown(desk: Desk, chance: Random) -> None:
    file = vacancy(desk, chance)
    if file.suffix == ".yaml":
        replaced(file, r"^description: .*(\n +.*)*\n", "")
        text = file.read_text("utf-8")
        file.unlink()
        file.with_suffix(".md").write_text(f"---\n{text}---\n\nOne works here with *others*.\n", "utf-8")


@edit
def a_new_employer(desk: Desk, chance: Random) -> None:
    number = desk.number()
    text = f"name: The Employer of Number {number}\nsector: charity\n"
    (desk.content / "employers" / f"new-{number}.yaml").write_text(text, "utf-8")


@edit
def an_employers_name(desk: Desk, chance: Random) -> None:
    replaced(employer(desk, chance), r"^name: .*", f"name: House of Number {desk.number()}")


@edit
def an_employers_text(desk: Desk, chance: Random) -> None:
    replaced(employer(desk, chance), r"^about: .*(\n +.*)*", f"about: It has some {desk.number()} [roles](index.html).")


@edit
def a_renamed_employer(desk: Desk, chance: Random) -> None:
    old = employer(desk, chance)
    new = old.rename(old.with_name(f"house-{desk.number()}.yaml"))
    for file in desk.records("vacancies") if chance.random() < 0.8 else []:
        replaced(file, f"^employer: {old.stem}$", f"employer: {new.stem}")


@edit
def a_removed_employer(desk: Desk, chance: Random) -> None:
    old = employer(desk, chance)
    rest = [file for file in desk.records("employers") if file != old]
    old.unlink()
    for file in desk.records("vacancies") if chance.random() < 0.8 and rest else []:
        replaced(file, f"^employer: {old.stem}$", f"employer: {rest[0].stem}")


@edit
def a_term_of_the_glossary(desk: Desk, chance: Random) -> None:
    file = desk.content / "glossary.yaml"
    if chance.random() < 0.5:
        replaced(file, r"^  ACT:\n(    .*\n)*", "")
    else:
        replaced(file, r"^(    expansion: )(.*)", f"    expansion: the meaning of number {desk.number()}")


@edit
def the_wording(desk: Desk, chance: Random) -> None:
    file = desk.content / "wording.yaml"
    if file.exists() and chance.random() < 0.5:
        file.unlink()
        return
    word = chance.choice(["therapist", "team", "colleagues", "zebra"])
    text = f"discriminates:\n  - words: [{word}]\n    note: Say it otherwise.\n    source: https://example.org/words\n"
    file.write_text(text, "utf-8")


@edit
def the_sites_record(desk: Desk, chance: Random) -> None:
    pattern, new = chance.choice(
        [
            ("^name: .*", f"name: The Portal of Number {desk.number()}"),
            ("^tagline: .*", f"tagline: The line of number {desk.number()}."),
            ("^url: .*", f"url: https://number-{chance.randrange(3)}.example.org/"),
            ("^footer:", "  - label: Closed\n    page: closed.html\nfooter:"),
            ("^  - label: Employers\n    page: .*\n", ""),
            ("^recently_closed_days: .*", f"recently_closed_days: {chance.choice([1, 7, 30, 60])}"),
            ("^footer:", "repository: https://github.com/example/portal\nfooter:"),
            ("^  people: .*", f"  people: people of number {desk.number()}"),
        ]
    )
    replaced(desk.content / "site.yaml", pattern, new)


@edit
def a_content_page(desk: Desk, chance: Random) -> None:
    file = desk.content / "pages" / f"page-{chance.randrange(2)}.md"
    if file.exists() and chance.random() < 0.5:
        file.unlink()
        return
    number = desk.number()
    text = f"---\ntitle: Page {number}\ndescription: What page {number} tells.\n---\nIt tells [this](vacancies.html).\n"
    file.write_text(text, "utf-8")
    about = desk.content / "pages" / "about.md"
    if f"({file.stem}.html)" not in about.read_text("utf-8"):
        with about.open("a") as told:
            told.write(f"\nSee [it]({file.stem}.html).\n")


@edit
def a_template(desk: Desk, chance: Random) -> None:
    file = chance.choice([*desk.templates.rglob("*.html.jinja")])
    replaced(file, "(?<=</p>)", f"<!-- {desk.number()} -->")


@edit
def a_broken_template(desk: Desk, chance: Random) -> None:
    name, old, new = chance.choice(
        [("vacancy", "view.title", "view.titel"), ("list", r"\{%", "{%%"), ("employer", "href=", 'id="content" href=')]
    )
    replaced(desk.templates / "pages" / f"{name}.html.jinja", old, new)


@edit
def an_asset(desk: Desk, chance: Random) -> None:
    file = chance.choice(
        [*desk.templates.rglob("*.css"), *desk.templates.rglob("*.js"), *desk.templates.rglob("*.svg")]
    )
    with file.open("a") as asset:
        asset.write(
            {".css": f"\n.a{desk.number()} {{ color: red }}\n", ".js": f"\n{desk.number()};\n"}.get(file.suffix, "\n")
        )


@edit
def a_schema(desk: Desk, chance: Random) -> None:
    """A help text, or the label of a value."""
    file = desk.folder / "schema" / chance.choice(["vacancy", "employer", "site"])
    found = '"Full time"' if chance.random() < 0.5 else r'"The page\'s heading and the title in every list\."'
    replaced(file.with_suffix(".schema.json"), found, f'"Words of number {desk.number()}"')


@edit
def the_code(desk: Desk, chance: Random) -> None:
    """Of which only the digest counts here: see the test of a changed constant."""
    with (desk.folder / "portal" / "cellar" / "english.py").open("a") as file:
        file.write(f"# {desk.number()}\n")


@edit
def the_options(desk: Desk, chance: Random) -> None:
    name, given = chance.choice(
        [
            ("--no-search", ""),
            ("--no-search", ""),
            ("--strict", ""),
            ("--site-url=", f"https://{chance.randrange(2)}.example/x/"),
        ]
    )
    if name in desk.options:
        del desk.options[name]
    else:
        desk.options[name] = given


@edit
def another_day(desk: Desk, chance: Random) -> None:
    desk.day += timedelta(chance.choice([1, 1, 1, -1, -1, 2, 7, -7, 40, -40, 366]))


@edit
def a_day_of_which_a_record_speaks(desk: Desk, chance: Random) -> None:
    text = vacancy(desk, chance).read_text("utf-8")
    days = sorted(set(re.findall(r"20\d\d-\d\d-\d\d", text))) or [DAY.isoformat()]
    with suppress(ValueError):
        desk.day = date.fromisoformat(chance.choice(days)) + timedelta(chance.choice([-8, -7, -1, 0, 1]))


@edit
def the_first_day(desk: Desk, chance: Random) -> None:
    desk.day = DAY


@edit
def nothing(desk: Desk, chance: Random) -> None:
    """And what is the same may be built again."""


@edit
def times(desk: Desk, chance: Random) -> None:
    """A change that shows neither in the size nor in the time, another that shows in the time alone."""
    changed, touched = vacancy(desk, chance), vacancy(desk, chance)
    told = changed.stat()
    text = changed.read_text("utf-8")
    words = re.findall(r"\b[a-z]{7}\b", text)
    if words:
        changed.write_text(text.replace(chance.choice(words), "therapy", 1), "utf-8", newline="\n")
    os.utime(changed, ns=(told.st_atime_ns, told.st_mtime_ns))
    years = chance.choice([-1, 1]) * 10**9
    os.utime(touched, (told.st_mtime + years, told.st_mtime + years))


@edit
def a_damaged_cache(desk: Desk, chance: Random) -> None:
    files = sorted(desk.cache.iterdir()) if desk.cache.exists() else []
    if not files:
        return
    one, two = chance.choice(files), chance.choice(files)
    damage = chance.choice(["flip", "cut", "remove", "swap", "all", "rubbish"])
    raw = bytearray(one.read_bytes())
    if damage == "flip" and raw:
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        one.write_bytes(raw)
    elif damage == "cut":
        one.write_bytes(raw[: chance.randrange(len(raw) + 1)])
    elif damage == "rubbish":
        one.write_bytes(bytes(chance.randrange(256) for _ in range(100)))
    elif damage == "swap":
        shutil.copyfile(two, one)
    elif damage == "remove":
        one.unlink()
    else:
        shutil.rmtree(desk.cache)


@edit
def an_older_cache(desk: Desk, chance: Random) -> None:
    """One file of those that were there when this was asked for last; what is there now waits for the next time."""
    older = desk.folder.parent / "older"
    now = {file.name: file.read_bytes() for file in desk.cache.iterdir()} if desk.cache.exists() else {}
    if older.exists() and desk.cache.exists():
        files = sorted(older.iterdir())
        for file in files if chance.random() < 0.5 else files and [chance.choice(files)]:
            shutil.copyfile(file, desk.cache / file.name)
    shutil.rmtree(older, ignore_errors=True)
    older.mkdir()
    for name, data in now.items():
        (older / name).write_bytes(data)


@edit
def a_damaged_site(desk: Desk, chance: Random) -> None:
    files = sorted(file for file in desk.site.rglob("*") if file.is_file() and file.name != ".portal-build")
    if not files:
        return
    for file in chance.sample(files, chance.choice([1, 1, 3])):
        told, damage = file.stat(), chance.choice(["end", "same size", "remove", "mode"])
        raw = bytearray(file.read_bytes())
        if damage == "end":
            file.write_bytes(raw + b"!")
        elif damage == "same size" and raw:
            raw[-1] ^= 1
            file.write_bytes(raw)
            os.utime(file, ns=(told.st_atime_ns, told.st_mtime_ns))
        elif damage == "mode":
            file.chmod(0o600)
        else:
            file.unlink()


@edit
def a_damaged_site_without_what_it_was_made_from(desk: Desk, chance: Random) -> None:
    """What was changed by hand is to go as well when there is no record for it any more."""
    file = vacancy(desk, chance)
    page = desk.site / "vacancies" / f"{file.stem}.html"
    if page.exists() and len(desk.records("vacancies")) > 1:
        page.write_bytes(b"changed by hand")
        file.unlink()


@edit
def a_site_that_is_gone(desk: Desk, chance: Random) -> None:
    shutil.rmtree(desk.site, ignore_errors=True)


@edit
def a_file_among_those_of_the_site(desk: Desk, chance: Random) -> None:
    """It is no build's, so nothing is touched until it is gone."""
    if desk.site.exists():
        a_title(desk, chance)
        foreign = desk.site / "vacancies" / "foreign.html"
        foreign.write_text("mine", "utf-8")
        before = seen(desk.site)
        code, words, _ = desk.build()
        assert (code, differences(seen(desk.site), before)) == (build.TROUBLE, []), words
        foreign.unlink()


@edit
def a_build_that_is_killed(desk: Desk, chance: Random) -> None:
    """In the middle of something else; and then perhaps nobody wants that any more."""
    before = desk.sources()
    chance.choice([a_title, a_new_vacancy, a_renamed_vacancy, a_removed_vacancy, a_closing_date, a_template])(
        desk, chance
    )
    desk.killed(chance.randrange(1, 200))
    if chance.random() < 0.5:
        desk.restore(before)


# --- that what is kept is used, and no more is made than must be ---------------------------------------


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """One on which everything has been built twice: the second time knows what the first had left."""
    made = Desk(tmp_path_factory.mktemp("kept") / "desk")
    made.build()
    made.build()
    return made


def stamped(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file in `folder` with its number and the time of its last change."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {
        file.relative_to(folder).as_posix(): (file.stat().st_ino, file.stat().st_mtime_ns) for file in sorted(files)
    }


def untouched(site: Path, before: Mapping[str, tuple[int, int]]) -> set[str]:
    """The files of `site` that no build has written anew since `before`; their folder may have got another name."""
    return {path for path, stamp in stamped(site).items() if stamp in before.values()}


def test_where_nothing_has_changed_nothing_is_done(desk: Desk) -> None:
    before = stamped(desk.site)
    code, words, noted = desk.build()
    assert (code, noted.steps) == (build.FINE, ["nothing has changed since the last build"])
    assert words.splitlines()[-1].endswith("is up to date")
    assert stamped(desk.site) == before


def test_a_changed_sentence_has_few_files_made(desk: Desk) -> None:
    """The page, its text for search, and the few that tell what has changed."""
    file = desk.records("vacancies")[0]
    replaced(file, r"^purpose: .*(\n +.*)*", "purpose: It is needed, as this changed sentence tells.")
    before, vacancies = stamped(desk.site), {f"vacancies/{other.stem}.html" for other in desk.records("vacancies")}
    _, _, noted = desk.build()
    kept = untouched(desk.site, before)
    assert vacancies - kept == {f"vacancies/{file.stem}.html"}
    assert 1 <= noted.made <= 4, noted.steps
    assert len({path for path in kept if path.endswith(".html")}) > len(stamped(desk.site)) / 2


def test_a_change_of_day_alone_touches_only_the_pages_that_it_changes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a day like others, and when something closes: a file is written if its bytes are others than before.

    The index is made as a whole, of pages that have changed, though not always in their words. So small a site changes
    in most of its files when something closes, and would be made anew as a whole.
    """
    monkeypatch.setattr(making, "MOST_CHANGED", 1)
    closing = min(
        date.fromisoformat(found[1])
        for file in desk.records("vacancies")
        if (found := re.search(r"^closing_date: (.*)", file.read_text("utf-8"), re.MULTILINE)) and found[1] > str(DAY)
    )
    for day in (DAY + timedelta(1), closing, closing + timedelta(1)):
        desk.day = day - timedelta(1)
        desk.build()
        before, bytes_before = stamped(desk.site), {data for _, data in seen(desk.site).values()}
        desk.day = day
        desk.build()
        now = {path: data for path, (_, data) in seen(desk.site).items() if (desk.site / path).is_file()}
        same = {path for path, data in now.items() if data in bytes_before} - {".portal-build"}
        same = {path for path in same if not path.startswith(("pagefind", "assets/texts", "assets/words"))}
        assert same - untouched(desk.site, before) == set(), day
        vacancies = {path for path in now if path.startswith("vacancies/")}
        assert len(vacancies & same) >= len(vacancies) - 4, day


def test_a_build_that_is_killed_at_any_moment_does_not_mislead_the_next(desk: Desk) -> None:
    """Whatever it has brought to its place, and whatever is wanted of it afterwards."""
    desk.options = {"--no-search": ""}
    desk.build()
    wanted = seen(desk.fresh()[2])
    for moment in range(1, 120, 15 if LONGER == 1 else 1):
        before = desk.sources()
        a_title(desk, Random(moment))
        a_new_vacancy(desk, Random(moment))
        desk.killed(moment)
        desk.restore(before)
        code, words, _ = desk.build()
        assert code == build.FINE, (moment, words)
        assert differences(seen(desk.site), wanted) == [], moment


def test_a_source_that_is_saved_while_a_build_runs_is_in_the_next(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    file, saved = desk.content / "pages" / "about.md", "A sentence that was saved in the meantime."
    reading = build.built

    def late(*arguments: Any) -> Any:
        outcome = reading(*arguments)
        with file.open("a") as text:
            text.write(f"\n{saved}\n")
        return outcome

    desk.options = {"--no-search": ""}
    a_title(desk, Random(0))
    with monkeypatch.context() as patch:
        patch.setattr(build, "built", late)
        desk.build()
    assert saved not in (desk.site / "about.html").read_text("utf-8")
    desk.build()
    assert saved in (desk.site / "about.html").read_text("utf-8")


PATIENT = f"""
import sys
sys.path.insert(0, ".")
from portal.cache import stamps
from portal.commands import unchanged
stamps.COARSEST = unchanged.COARSEST = {SHORT_OF_TIME}
import build
sys.exit(build.main(sys.argv[1:]))
"""


def test_a_changed_constant_of_the_code_is_in_the_next_build(tmp_path: Path) -> None:
    """In programs of their own: what has been imported cannot be changed."""
    desk = Desk(tmp_path / "desk")

    def run() -> None:
        arguments = ["--today", str(DAY), "--no-search", "--output", str(desk.site)]
        subprocess.run([sys.executable, "-c", PATIENT, *arguments], cwd=desk.folder, check=True, capture_output=True)

    run()
    before = stamped(desk.site)
    run()
    assert stamped(desk.site) == before
    replaced(desk.folder / "portal" / "views" / "lists.py", "Employers", "Those who employ")
    run()
    assert "Those who employ" in (desk.site / "employers.html").read_text("utf-8")


# --- the property -----------------------------------------------------------------------------------


@settings(
    max_examples=2 * LONGER,
    deadline=None,
    phases=[Phase.generate, Phase.shrink] if LONGER > 1 else [Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(names=st.lists(st.sampled_from(sorted(EDITS)), unique=True, min_size=1, max_size=14), seed=st.integers(0, 2**32))
def test_whatever_changes_the_site_is_that_of_a_fresh_build(names: list[str], seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "desk")
        desk.check()
        fit = desk.sources()
        for name in names:
            chance = Random(f"{seed} {name}")
            EDITS[name](desk, chance)
            if desk.check():
                fit = desk.sources()
            elif chance.random() < 0.7:
                desk.restore(fit)
                desk.check()
