"""The cases: small mistakes as files, each laid over a copy of the smallest whole site and then checked.

`tests/cases/invalid/<rule>/<case>.yaml` (or `.md`) becomes `content/vacancies/<case>.yaml`; a folder
`<case>/` is laid over the site as it stands. Beside either stands `<case>.expected`, what a person reads.
A case that git cannot hold, or should not, is made here: it has only its expected text.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from portal.cache.store import Store
from portal.cellar.aside import Aside
from portal.front.outcome import Outcome
from portal.gather.gather import gather
from portal.gather.listed import list_files
from portal.gather.verdicts import Verdicts
from portal.load.content import load_content
from portal.load.files import MAX_BYTES
from portal.load.scalars import MAX_NODES
from portal.pages import plan as pages
from portal.publish.verify import look_over
from portal.render.render import Renderer, TemplateMistake
from portal.validate import rules
from portal.validate.schema import BrokenSchema, read_schemas
from portal.validate.validate import validate

TESTS = Path(__file__).resolve().parent
PROJECT = TESTS.parent
SMALL = TESTS / "sites" / "small"
INVALID, VALID = TESTS / "cases" / "invalid", TESTS / "cases" / "valid"
DAY = date(2026, 3, 1)
"""The day on which every case is checked."""

DAY_RULES = frozenset(rule.__name__.replace("_", "-") for rule in rules.DAY)


@dataclass(frozen=True, slots=True)
class Case:
    """One mistake: the rule that it breaks, where its content is, and where its expected text is."""

    rule: str
    name: str
    content: Path | None  # None if it is made

    @property
    def expected(self) -> Path:
        return INVALID / self.rule / f"{self.name}.expected"

    @property
    def asked(self) -> tuple[str, ...]:
        """The file that somebody works on: for the rules on the day, which look at no other."""
        if self.rule not in DAY_RULES or self.content is None:
            return ()
        return (f"content/vacancies/{self.content.name}",)

    def lay_out(self, root: Path, patch: pytest.MonkeyPatch) -> None:
        """Put a site with this mistake into the empty folder `root`."""
        shutil.copytree(SMALL, root, dirs_exist_ok=True)
        if self.content is None:
            MADE[self.rule, self.name](root / "content", patch)
        elif self.content.is_dir():
            if (self.content / "schema").exists():
                shutil.copytree(PROJECT / "schema", root / "schema")
            shutil.copytree(self.content, root, dirs_exist_ok=True)
        else:
            shutil.copyfile(self.content, root / "content" / "vacancies" / self.content.name)


def all_cases() -> list[Case]:
    """Every failing case, in the order of their names."""
    cases = []
    for rule in sorted(folder for folder in INVALID.iterdir() if folder.is_dir()):
        contents = {path.stem: path for path in rule.iterdir() if path.suffix != ".expected"}
        made = {name for of, name in MADE if of == rule.name}
        stale = {path.stem for path in rule.glob("*.expected")}
        names = sorted(contents.keys() | made | stale)
        cases += [Case(rule.name, name, contents.get(name)) for name in names]
    return cases


def look_at(root: Path, asked: Collection[str] = ()) -> Outcome:
    """What a build would find wrong with the site in `root`, as far as a build would get.

    The files `asked` are those that somebody works on.
    """
    content = load_content(root)
    outcome = Outcome(content.sources)
    try:
        schemas = read_schemas(root / "schema" if (root / "schema").exists() else PROJECT / "schema")
    except BrokenSchema as broken:
        outcome.add([broken.diagnostic])
        return outcome
    if asked:
        # Only `check FILE` holds a record against the day.
        outcome.add(validate(content, schemas, day=DAY, asked=asked).found)
        return outcome
    with TemporaryDirectory() as folder:
        aside = Aside(Path(folder))
        verdicts, sheets = (Store(Path(folder), name, b"") for name in ("verdicts", "sheets"))
        known = gather(Verdicts(list_files(root), verdicts), schemas, DAY, None, sheets, aside)
        outcome.add(known.report.found)
        if known.catalogue is not None:
            site = pages.plan(known.catalogue, DAY, sources=known, roles=known.roles, vacancy_of=known.vacancy_of)
            outcome.add(site.diagnostics)
        aside.close()
    if known.catalogue is None:
        return outcome
    if (root / "templates").exists():
        _render(root / "templates", outcome)
    if (root / "site").exists():
        outcome.add(look_over(root / "site", known.catalogue.site.url))
    return outcome


def _render(templates: Path, outcome: Outcome) -> None:
    """Render the pages of a case's own templates, which are given neither a view nor a frame."""
    renderer = Renderer(templates, {"portal.css": "assets/portal.css"}, "https://example.org/small/")
    for file in sorted((templates / "pages").iterdir()):
        page = Page(path="index.html", template=f"pages/{file.name}", view=None)
        try:
            renderer.page(page, None)  # type: ignore[arg-type]
        except TemplateMistake as mistake:
            outcome.sources.update(mistake.sources)
            outcome.add([mistake.diagnostic])


@dataclass(frozen=True, slots=True)
class Page:
    """As much of a page as the renderer needs."""

    path: str
    template: str
    view: None


def told(outcome: Outcome) -> str:
    """The outcome as a person reads it after `python3 build.py check`, without colours."""
    return outcome.told("text", None)


def _too_large(content: Path, patch: pytest.MonkeyPatch) -> None:
    words = "summary: " + "x" * MAX_BYTES
    (content / "vacancies" / "too-large.yaml").write_text(words, "utf-8")


def _too_many_values(content: Path, patch: pytest.MonkeyPatch) -> None:
    words = "title: Play Therapist\nbenefits:\n" + "  - one more\n" * MAX_NODES
    (content / "vacancies" / "too-many.yaml").write_text(words, "utf-8")


def _hundred_thousand_brackets(content: Path, patch: pytest.MonkeyPatch) -> None:
    (content / "vacancies" / "brackets.yaml").write_text("title: " + "[" * 100_000, "utf-8")


def _no_site(content: Path, patch: pytest.MonkeyPatch) -> None:
    (content / "site.yaml").unlink()


def _no_content(content: Path, patch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(content)


def _no_vacancies(content: Path, patch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(content / "vacancies")


def _link(content: Path, patch: pytest.MonkeyPatch) -> None:
    (content / "vacancies" / "passwords.yaml").symlink_to("/etc/passwd")


def _linked_folder(content: Path, patch: pytest.MonkeyPatch) -> None:
    (content / "pages").rename(content.parent / "elsewhere")
    (content / "pages").symlink_to(content.parent / "elsewhere")


def _name_that_is_not_utf8(content: Path, patch: pytest.MonkeyPatch) -> None:
    (content / "vacancies" / os.fsdecode(b"\xff.yaml")).write_text("title: Play Therapist\n", "utf-8")


def _name_of_control_characters(content: Path, patch: pytest.MonkeyPatch) -> None:
    (content / "vacancies" / "a\x1b[31m\n::error::b.yaml").write_text("title: Play Therapist\n", "utf-8")


def _pipe(content: Path, patch: pytest.MonkeyPatch) -> None:
    os.mkfifo(content / "vacancies" / "pipe.yaml")


def _unreadable(content: Path, patch: pytest.MonkeyPatch) -> None:
    # Taking the permission away would not do: the tests may run as an owner who can read everything.
    locked = content / "vacancies" / "locked.yaml"
    locked.write_text("title: Play Therapist\n", "utf-8")
    original = Path.open

    def refuse(self: Path, *arguments: object, **options: object) -> object:
        if self == locked:
            raise PermissionError(13, "Permission denied", str(self))
        return original(self, *arguments, **options)  # type: ignore[call-overload]

    patch.setattr(Path, "open", refuse)


MADE: dict[tuple[str, str], Callable[[Path, pytest.MonkeyPatch], None]] = {
    ("file-too-large", "too-large"): _too_large,
    ("too-many-values", "too-many"): _too_many_values,
    ("nested-too-deep", "hundred-thousand-brackets"): _hundred_thousand_brackets,
    ("file-name", "control-characters"): _name_of_control_characters,
    ("file-name", "not-utf8"): _name_that_is_not_utf8,
    ("missing-file", "no-content"): _no_content,
    ("missing-file", "no-site"): _no_site,
    ("missing-file", "no-vacancies"): _no_vacancies,
    ("not-a-plain-file", "link"): _link,
    ("not-a-plain-file", "linked-folder"): _linked_folder,
    ("not-a-plain-file", "pipe"): _pipe,
    ("unreadable-file", "locked"): _unreadable,
}
"""The cases that are made: too large to keep, what is not there, and what git cannot hold on every system."""
