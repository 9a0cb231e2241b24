"""The check of named files: it tells of them what the check of everything tells, whatever was kept."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from portal.cache.stamps import Stamp
from portal.cache.store import Store
from portal.cellar.diagnostics import Diagnostic, Report
from portal.check import named
from portal.check.named import ALWAYS, check_named
from portal.demo.content import write_content
from portal.front.outcome import Outcome
from portal.gather.listed import list_files
from portal.gather.verdicts import Verdicts
from portal.load.content import load_content
from portal.load.files import read_source
from portal.model.assemble import assemble
from portal.pages.plan import plan
from portal.validate.schema import read_schemas
from portal.validate.validate import validate

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = read_schemas(ROOT / "schema")
DAY = date(2026, 3, 1)


def in_full(home: Path, asked: list[str]) -> Report:
    """What a build finds wrong with the records of `home`, and with the links and addresses of their pages."""
    content = load_content(home)
    report = validate(content, SCHEMAS, day=DAY, asked=asked)
    if not report.errors:
        catalogue = assemble(content.records, SCHEMAS.terms())
        report.add(plan(catalogue, DAY, sources=content.sources).diagnostics)
    return report


def quickly(home: Path, asked: list[str], say: Callable[[str], None] = lambda _: None) -> Report:
    listed = list_files(home)
    verdicts = Verdicts(listed, Store(home / ".cache", "v", b"k"))
    report, sources = check_named(asked, verdicts, SCHEMAS, DAY, say)
    assert {found.span.path for found in report.found if found.span} & listed.files.keys() <= sources.keys()
    return report


def told(report: Report, asked: list[str]) -> tuple[list[Diagnostic], tuple[str, ...]]:
    about = Outcome(report=report).about(asked)
    return about.report.in_order(), about.notes


def agree(home: Path, asked: list[str]) -> Report:
    """Check `asked` quickly and in full, and see that both tell the same."""
    quick = quickly(home, asked)
    assert told(quick, asked) == told(in_full(home, asked), asked)
    return quick


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demonstration")
    write_content(folder / "content", 60, DAY, 1)
    return folder


@pytest.fixture
def home(demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site to break. No file of it is too young to be sure of, as it would be for the first two seconds."""
    shutil.copytree(demonstration / "content", tmp_path / "content")
    monkeypatch.setattr(Stamp, "is_sure", lambda _stamp, _now: True)
    return tmp_path


def vacancies(home: Path) -> list[str]:
    return sorted(path for path in list_files(home).files if path.startswith("content/vacancies/"))


def edit(home: Path, path: str, change: Callable[[str], str]) -> None:
    """Change a file as an editor does, which puts another in its place."""
    text = change((home / path).read_text("utf-8"))
    new = home / "new"
    new.write_text(text, "utf-8")
    new.replace(home / path)


LINES = (
    "posted: [\n",
    'description: "\\uD800 [a](b.html) and [c](d"\n',
    "description: Read [this](about.html) and [that](nowhere.html).\n",
    "description: Read [this](vacancies.html#found).\n",
    "description: The QQZ team is young and dynamic.\n",
    "# a comment\n",
)
"""What somebody may add to a record, right or wrong."""

SLIPS = (
    ("title:", "titel:"),
    ("employer: ", "employer: x"),
    ("town: ", "town: St "),
    ("name:", "nam:"),
    ("DBT", "DBX"),
)


def with_line_of_another(home: Path, chance: random.Random, text: str) -> str:
    """The record `text` with the reference and the employer of another."""
    other = (home / chance.choice(vacancies(home))).read_text("utf-8")
    lines = [line for line in other.splitlines() if line.startswith(("reference:", "employer:"))]
    own = [line for line in text.splitlines() if not line.startswith(("reference:", "employer:"))]
    return "\n".join([*own, *lines, ""])


def break_something(home: Path, chance: random.Random) -> None:
    """One thing that happens to content: right, wrong, or between two records."""
    path = chance.choice([path for path in list_files(home).files if "/pages/" not in path])
    file, twin = home / path, home / "content" / "vacancies" / f"twin-{chance.randrange(3)}.yaml"
    slip, line = chance.choice(SLIPS), chance.choice(LINES)
    match chance.choice(["slip", "line", "line", "another", "twin", "ending", "renamed", "misnamed", "deleted"]):
        case "slip":
            edit(home, path, lambda text: text.replace(*slip, 1))
        case "line":
            edit(home, path, lambda text: text + line)
        case "another":
            edit(home, path, lambda text: with_line_of_another(home, chance, text))
        case "twin":
            shutil.copyfile(home / chance.choice(vacancies(home)), twin)
        case "ending":
            shutil.copyfile(file, file.with_suffix(".md"))
        case "renamed":
            file.rename(file.with_stem(f"{file.stem}-2"))
        case "misnamed":
            file.rename(file.with_stem("Wrong Name"))
        case "deleted":
            file.unlink()


@pytest.mark.parametrize("seed", range(8))
def test_whatever_happens_the_quick_check_tells_the_same(home: Path, demonstration: Path, seed: int) -> None:
    """One thing after another, each time for some files, with what was kept from the times before."""
    chance = random.Random(seed)
    for _ in range(5):
        if chance.random() < 0.4:  # begin again without a mistake, so that a single one shows
            shutil.rmtree(home / "content")
            shutil.copytree(demonstration / "content", home / "content")
        break_something(home, chance)
        every = list_files(home).paths
        agree(home, sorted({*chance.sample(every, 2)}))


COPY = "content/vacancies/a-copy.yaml"


def alike(home: Path, rule: str) -> str:
    """Break `home` by that rule, which is on two records: the second comes before the others. The other one's path."""
    original = next(path for path in vacancies(home) if "reference:" in (home / path).read_text("utf-8"))
    text = (home / original).read_text("utf-8")
    match rule:
        case "name-used-twice":
            (home / original).with_suffix(".md").write_text(f"---\n{text}---\n", "utf-8")
            return original
        case "employer-named-twice":
            employer = next(path for path in list_files(home).paths if "/employers/" in path)
            shutil.copyfile(home / employer, home / "content/employers/a-copy.yaml")
            return employer
        case "town-written-differently":
            text = f"{SPARSE}locations: [{{kind: site, town: Xyz-le-Grand}}]\n"
            (home / original).write_text(text.replace("-le-", " Le "), "utf-8")
    (home / COPY).write_text(text, "utf-8")
    return original


SPARSE = "title: Play Therapist\n"


@pytest.mark.parametrize(
    "rule",
    ["reference-used-twice", "text-used-twice", "name-used-twice", "employer-named-twice", "town-written-differently"],
)
def test_what_is_wrong_between_two_records_is_told_of_either(home: Path, rule: str) -> None:
    """Whichever of them a build points at: who asks about the other must not hear that all is well."""
    before = set(list_files(home).files)
    original = alike(home, rule)
    (copy,) = list_files(home).files.keys() - before
    for path, other in ((original, copy), (copy, original)):
        quick = agree(home, [path])
        (found,) = (found for found in told(quick, [path])[0] if found.rule == rule)
        assert found.span
        assert found.span.path == path
        assert other in found.label


def test_a_file_that_could_not_be_read_for_once_is_read_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody had it locked, or too many files were open: no stamp shows that this is over."""
    path, other = vacancies(home)[:2]
    with monkeypatch.context() as patch:
        patch.setattr(
            named, "read_source", lambda file, at, found: None if at == other else read_source(file, at, found)
        )
        quickly(home, [path])
    agree(home, [other])
    agree(home, [path])


def test_only_what_changed_is_read(home: Path) -> None:
    """And the glossary and the wording list, by which the words are judged."""
    said: list[str] = []
    number, path = len(list_files(home).files), vacancies(home)[0]
    spoken = sum((home / "content" / name).exists() for name in ("glossary.yaml", "wording.yaml"))
    quickly(home, [path], said.append)
    quickly(home, [path], said.append)
    edit(home, vacancies(home)[1], lambda text: text + "# changed\n")
    quickly(home, [path], said.append)
    quickly(home, [path], said.append)
    read = [int(words.split()[1]) for words in said if words.startswith("reading")]
    assert read == [number, 1 + spoken, 2 + spoken, 1 + spoken]


def test_links_that_are_certain_need_no_plan(home: Path) -> None:
    """Those to the portal's own pages, to records, and to none."""
    said: list[str] = []
    path = next(path for path in vacancies(home) if "description:" not in (home / path).read_text("utf-8"))
    edit(home, path, lambda text: text + "description: See [all](vacancies.html) and [us](about.html).\n")
    quickly(home, [path], said.append)
    assert not [words for words in said if "links" in words]
    edit(home, path, lambda text: text.replace("vacancies.html", "vacancies.html#found"))
    agree(home, [path])
    edit(home, path, lambda text: text.replace("#found", "#lost"))
    assert [found.rule for found in agree(home, [path]).errors] == ["link-to-no-place"]


def test_a_page_at_an_address_of_the_portals_is_told(home: Path) -> None:
    """As a build tells it."""
    page = "content/pages/employers.md"
    (home / page).write_text("---\ntitle: Employers\ndescription: A page of that name.\n---\n\nWords.\n", "utf-8")
    assert {found.rule for found in agree(home, [page]).found} == {"two-pages-one-address"}


def test_the_pages_that_are_always_there_are(home: Path) -> None:
    """Also on a site without a vacancy."""
    small = home / "small"
    shutil.copytree(ROOT / "tests/sites/small/content", small / "content")
    for folder in (home, small):
        for path in (folder / "content" / "vacancies").iterdir() if folder == small else ():
            path.unlink()
        made = plan(assemble(load_content(folder).records, SCHEMAS.terms()), DAY)
        assert set(ALWAYS) <= {page.path for page in made.pages}


def test_a_damaged_cache_is_thrown_away(home: Path) -> None:
    """Whatever is in it."""
    path = vacancies(home)[0]
    edit(home, path, lambda text: text.replace("title:", "titel:", 1))
    expected = told(quickly(home, [path]), [path])
    kept = home / ".cache" / "v"
    for raw in (b"", b"x" * 99, kept.read_bytes()[:-1]):
        kept.write_bytes(raw)
        assert told(quickly(home, [path]), [path]) == expected
    Store(home / ".cache", "v", b"k").write(b"\x93not a table")
    assert told(quickly(home, [path]), [path]) == expected


def test_a_project_that_cannot_be_written_is_checked_too(home: Path) -> None:
    """Only not as quickly the second time."""
    (home / ".cache").write_text("no folder", "utf-8")
    edit(home, vacancies(home)[0], lambda text: text.replace("title:", "titel:", 1))
    assert agree(home, vacancies(home)[:1]).errors
