#!/usr/bin/env python3
"""The front door: `python3 build.py` makes the site; `python3 build.py --help` tells the rest.

It runs on a bare Python: rooms that need packages are imported when the environment is there. An older
Python must still be able to read this file, to be told that it is too old.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
import traceback
from contextlib import contextmanager
from datetime import date, datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from portal.form.context import FormFiles
    from portal.front.arguments import Options
    from portal.front.outcome import Outcome
    from portal.front.progress import Progress
    from portal.pages.plan import Plan
    from portal.publish.publish import Staging
    from portal.render.assets import Assets
    from portal.render.render import Renderer
    from portal.validate.schema import Schemas

ROOT = Path(__file__).resolve().parent
SITE, PREVIEW = ROOT / "site", ROOT / ".preview"
OLDEST_PYTHON = (3, 11)

FINE, MISTAKES, TROUBLE = 0, 1, 2
STOPPED = 128  # and the number of the signal


class Stopped(BaseException):
    """The system asked this program to end."""


def main(arguments: list[str]) -> int:
    """Carry out what `arguments` ask for; the exit code."""
    if sys.version_info < OLDEST_PYTHON:
        return trouble(f"Python 3.11 or later is needed, and this is {sys.version.split()[0]}")
    signal.signal(signal.SIGTERM, stop)
    try:
        return carry_out(arguments)
    except KeyboardInterrupt:
        return trouble("stopped", STOPPED + signal.SIGINT)
    except Stopped:
        return trouble("stopped", STOPPED + signal.SIGTERM)
    except Exception as error:
        return trouble(in_one_line(error))


def carry_out(arguments: list[str]) -> int:
    """The story, as far as it goes without packages; the exit code."""
    from portal.front.arguments import understand
    from portal.front.environment import prepare, run_tests
    from portal.front.progress import Progress

    progress = Progress(sys.stderr)
    options = understand(arguments)
    if options.command == "test":
        prepare(ROOT, ["requirements.txt", "requirements-test.txt"], progress.line)
        code = run_tests(ROOT, options.test_arguments)
        return code if code in (FINE, MISTAKES) else TROUBLE
    prepare(ROOT, ["requirements.txt"], progress.line)
    try:
        commands = {"build": build, "check": check, "new": new, "serve": serve}
        today = options.today or today_in_london()
        with home_of_content(options, today) as home:
            return commands[options.command](options, today, home, progress)
    finally:
        progress.clear()


def today_in_london() -> date:
    """The day to build for if none is given. The clock is read here, and nowhere else."""
    from zoneinfo import ZoneInfo

    seconds = os.environ.get("SOURCE_DATE_EPOCH") or ""
    now = datetime.fromtimestamp(int(seconds), timezone.utc) if seconds.isdecimal() else datetime.now(timezone.utc)
    return now.astimezone(ZoneInfo("Europe/London")).date()


@contextmanager
def home_of_content(options: Options, today: date) -> Iterator[Path]:
    """The folder that holds `content/`: the project's or, for a demonstration, one that goes with its end.

    Raises BadArguments if a demonstration would take the place of the site.
    """
    if options.demo is None:
        yield ROOT
        return
    from portal.demo.content import write_content
    from portal.front.arguments import BadArguments

    if options.output is not None and options.output.resolve().is_relative_to(SITE):
        raise BadArguments("site/ is for content/: with --demo, name another folder by --output")

    with tempfile.TemporaryDirectory() as folder:
        write_content(Path(folder) / "content", options.demo, today, options.seed)
        yield Path(folder)


def build(options: Options, today: date, home: Path, progress: Progress) -> int:
    """Make the site, and put it in the place of the old one if it has no mistakes."""
    from portal.publish.publish import staged

    started = time.monotonic()
    output = options.output or SITE
    with staged(
        output, ROOT, lambda: progress.line(f"build.py: waiting for another build of {name_of(output)}")
    ) as staging:
        outcome = with_schemas(lambda schemas: make_site(options, today, home, schemas, staging, progress))
        if options.demo is not None:
            outcome.notes = ()  # nobody can mend what is invented
        if outcome.fit(options.strict):
            progress.step("publishing")
            staging.publish()
    progress.clear()
    took = f" in {time.monotonic() - started:.1f} s" if progress.live else ""
    print(outcome.told(options.format, name_of(output), took, strict=options.strict, colour=colourful()), end="")
    return FINE if outcome.fit(options.strict) else MISTAKES


def check(options: Options, today: date, home: Path, progress: Progress) -> int:
    """Do all that a build does, but leave everything as it is; with files, judge these, and be quick about it."""
    outcome = with_schemas(lambda schemas: judged(options, today, home, schemas, progress))
    progress.clear()
    print(outcome.told(options.format, None, strict=options.strict, colour=colourful()), end="")
    return FINE if outcome.fit(options.strict) else MISTAKES


def judged(options: Options, today: date, home: Path, schemas: Schemas, progress: Progress) -> Outcome:
    """What a build would tell; of everything, by making a site that is thrown away, or of what was asked about."""
    if options.since:
        from portal.commands.since import judge_since

        return judge_since(options.since, ROOT, home, today, schemas, progress.step)
    if options.files:
        from portal.commands.files import judge_files

        return judge_files(options, ROOT, home, today, schemas, progress.step)
    from portal.publish.publish import staged

    with tempfile.TemporaryDirectory() as folder, staged(Path(folder) / "site", ROOT, progress.clear) as staging:
        return make_site(options, today, home, schemas, staging, progress)


def with_schemas(work: Callable[[Schemas], Outcome]) -> Outcome:
    """What `work` comes to with the schemas; where these cannot be read, that alone."""
    from portal.front.outcome import Outcome
    from portal.validate.schema import BrokenSchema, read_schemas

    try:
        schemas = read_schemas(ROOT / "schema")
    except BrokenSchema as error:
        return Outcome().with_mistake(error.diagnostic)
    return work(schemas)


def new(options: Options, today: date, home: Path, progress: Progress) -> int:
    """Begin the record of a vacancy, and say what is to be done next."""
    from portal.commands.new import begin_vacancy, what_comes_next

    outcome = with_schemas(lambda schemas: begin_vacancy(options, home, today, schemas))
    progress.clear()
    if outcome.report.errors:
        print(outcome.told(options.format, None, colour=colourful()), end="")
        return MISTAKES
    (path,) = outcome.sources
    print(what_comes_next(path), end="")
    return FINE


def serve(options: Options, today: date, home: Path, progress: Progress) -> int:
    """Show the site, and make it anew on every change, until somebody ends it."""
    from portal.front.serve import Preview
    from portal.publish.publish import refuse_foreign, staged

    output = options.output or PREVIEW
    refuse_foreign(output, ROOT)
    preview = Preview(output, options.host, options.port)

    def rebuild() -> str:
        """Make the preview anew; its mistakes as text, for the browser."""
        try:
            with staged(output, ROOT, progress.clear) as staging:
                outcome = with_schemas(
                    lambda schemas: make_site(options, today, home, schemas, staging, progress, preview.url)
                )
                outcome.notes = ()  # told by a build; here they would come after every change
                if outcome.fit(options.strict):
                    staging.publish()
        except Exception as error:
            progress.line(f"build.py: {in_one_line(error)}")
            return in_one_line(error)
        progress.clear()
        fit, strict = outcome.fit(options.strict), options.strict
        told = outcome.told(options.format, "the preview", strict=strict, colour=colourful())
        print(told, end="", flush=True)
        return "" if fit else outcome.told("text", "the preview", strict=strict)

    def ready() -> None:
        progress.line(f"serving {preview.url}; Ctrl-C ends it")

    sources = ("content", "templates", "schema") if options.demo is None else ("templates", "schema")
    preview.run(rebuild, [ROOT / name for name in sources], ready)
    return FINE


def make_site(
    options: Options,
    today: date,
    home: Path,
    schemas: Schemas,
    staging: Staging,
    progress: Progress,
    preview_url: str | None = None,
) -> Outcome:
    """The story proper: from the records to a whole site in `staging`, or to every mistake of a stage."""
    from portal.form.context import form_files
    from portal.front.outcome import Outcome, counts
    from portal.load.content import load_content
    from portal.model.assemble import assemble
    from portal.pages.plan import plan
    from portal.validate.validate import validate

    progress.step("reading content/")
    content = load_content(home)
    outcome = Outcome(content.sources)
    outcome.add(validate(content, schemas).found)
    if outcome.report.errors:
        return outcome
    catalogue = assemble(content.records, schemas.terms(), site_url=options.site_url or preview_url)
    marked = preview_url is not None and options.today is not None
    site_plan = plan(
        catalogue,
        today,
        preview=marked,
        offline=preview_url is None,
        sources=content.sources,
        example=example_in(home),
    )
    outcome.add(site_plan.diagnostics)
    if not outcome.report.errors:
        outcome.notes, outcome.counts = site_plan.notes, counts(site_plan, today)
        form = form_files(catalogue, content, schemas, today)
        fill(staging, site_plan, catalogue.site.url, form, outcome, progress)
    return outcome


def example_in(home: Path) -> str:
    """The text of the annotated example among the vacancies in `home`, or ""."""
    file = home / "content" / "vacancies" / "_template.yaml"
    return file.read_text("utf-8") if file.is_file() else ""


def fill(staging: Staging, plan: Plan, url: str, form: FormFiles, outcome: Outcome, progress: Progress) -> None:
    """Fill the staging folder with the index and the pages of `plan`, and look everything over."""
    from portal.publish.verify import look_over
    from portal.render.assets import gather
    from portal.render.render import Renderer, TemplateMistake

    progress.step("indexing for search")
    templates = ROOT / "templates"
    assets = gather(templates / "assets")
    renderer = Renderer(templates, assets.paths, url)
    try:
        # Data come first: the finder's page names their files.
        add_data(assets, plan, renderer, staging.folder)
        assets.add("form-context.js", form.context)
        assets.add_folder("records", form.records)
        progress.step(f"rendering {len(plan.pages)} pages")
        for page in plan.pages:
            staging.write(page.path, renderer.page(page, plan.frame(page)))
        for path, data in assets.files.items():
            staging.write(path, data)
        staging.write(".nojekyll", b"")
        if plan.base_frame.offline:
            progress.step("packing for reading offline")
            add_offline(staging, plan, renderer)
    except TemplateMistake as error:
        outcome.sources |= error.sources
        outcome.add([error.diagnostic])
        return
    progress.step("looking the site over")
    outcome.add(look_over(staging.folder, url))


def add_data(assets: Assets, plan: Plan, renderer: Renderer, site: Path) -> None:
    """What the finder reads: the facts and cards of the vacancies, and the search index and what belongs to it."""
    from portal.cellar.addresses import VACANCIES
    from portal.facets.columns import table_files
    from portal.render.cards import card_files
    from portal.search.documents import bag, read_document, text_files
    from portal.search.index import FOLDER, index
    from portal.search.scripts import classic, disk_bundle
    from portal.search.words import word_files

    for name, table in plan.tables.items():
        assets.add_folder(name, table_files(name, table))
    assets.add_folder("cards", card_files([renderer.card(card, VACANCIES) for card in plan.cards]))
    pages = {page.path: page for page in plan.pages if page.searchable}
    rows = [pages[card.path] for card in plan.cards]
    documents = {page.path: read_document(renderer.document(page, plan.frame(page))) for page in rows}
    found = index({path: bag(document) for path, document in documents.items()}, site)
    if found:
        assets.paths["index"] = f"{FOLDER}/"
        assets.add_folder("words", word_files(found, documents))
        assets.add_folder("texts", text_files([*documents.values()]))
        assets.add("pagefind.js", classic(found.script))
        assets.add("disk.js", disk_bundle(site / FOLDER))


def add_offline(staging: Staging, plan: Plan, renderer: Renderer) -> None:
    """Add what is for reading offline: the manifest, the site in one file, and the copy that browsers keep.

    Raises TemplateMistake.
    """
    from portal.cellar.addresses import MANIFEST, VACANCIES
    from portal.offline.copy import add_copy
    from portal.offline.manifest import manifest
    from portal.offline.takealong import add_zip

    frame, site = plan.base_frame, staging.folder
    size = add_zip(site, frame.site_name)
    # The list tells the size of the file that it is in itself, so there it stands without.
    finder = next(page for page in plan.pages if page.path == VACANCIES)
    (site / VACANCIES).write_bytes(renderer.page(finder, plan.frame(finder, size)))
    over = {page.path for page in plan.pages if page.over}
    source = (ROOT / "templates" / "offline" / "worker.js").read_text("utf-8")
    add_copy(site, over, frame.built.text, source)
    staging.write(MANIFEST, manifest(frame.site_name, frame.tagline, frame.language))


def name_of(output: Path) -> str:
    """The output folder as messages name it."""
    path = Path(os.path.abspath(output))
    return f"{path.relative_to(ROOT) if path.is_relative_to(ROOT) else path}/"


def colourful() -> bool:
    """Whether messages may have colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def stop(*_: object) -> None:
    """Answer TERM as Ctrl-C is answered: with an exception, so that everything is tidied on the way out."""
    raise Stopped


def trouble(words: str, code: int = TROUBLE) -> int:
    """Say in one line what is the matter."""
    print(f"build.py: {' '.join(words.split())}", file=sys.stderr)
    return code


def in_one_line(error: Exception) -> str:
    """What went wrong, for a person: the error's own words, or where the portal itself is at fault."""
    from portal.cellar.trouble import Trouble

    if isinstance(error, Trouble):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}{f': {error.filename}' if error.filename else ''}"
    if os.environ.get("PORTAL_DEBUG"):
        traceback.print_exception(error)
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.relpath(frame.filename, ROOT)}:{frame.lineno}"
    what = f"{type(error).__name__}: {error}"
    return f"a fault of the portal itself, at {place}: {what} (PORTAL_DEBUG=1 shows more)"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
