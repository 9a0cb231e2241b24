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
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from portal.commands.ahead import Ahead
    from portal.commands.site import Wanted
    from portal.front.arguments import Options
    from portal.front.outcome import Outcome
    from portal.front.progress import Progress
    from portal.validate.schema import Schemas

ROOT = Path(__file__).resolve().parent
SITE = ROOT / "site"
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

    Raises BadArguments if there is no such folder, or a demonstration would take the place of the site.
    """
    from portal.front.arguments import BadArguments

    if options.content is not None and not options.content.is_dir():
        raise BadArguments(f"there is no folder {options.content}")
    if options.demo is None:
        yield options.content.absolute().parent if options.content else ROOT
        return
    from portal.commands.stores import DEMONSTRATION
    from portal.demo.content import write_content

    if options.output is not None and options.output.resolve().is_relative_to(SITE):
        raise BadArguments("site/ is for content/: with --demo, name another folder by --output")

    with tempfile.TemporaryDirectory(prefix=DEMONSTRATION) as folder:
        write_content(Path(folder) / "content", options.demo, today, options.seed)
        yield Path(folder)


def build(options: Options, today: date, home: Path, progress: Progress) -> int:
    """Make the site, and put it in the place of the old one if it has no mistakes."""
    from portal.commands.stores import Stores
    from portal.commands.unchanged import LastBuild, kept_of, outcome_of
    from portal.front.profile import Profile

    started = time.monotonic()
    output = options.output or SITE
    asked = (today, options.site_url, options.search, options.strict)
    last = LastBuild(Stores(ROOT, home).of_last_build(output), home, ROOT / "templates", output, asked)
    profile = Profile(progress.step)
    if told := last.told():
        profile.step("nothing has changed since the last build")
        outcome = outcome_of(told, home)
    else:
        outcome = built(options, today, home, output, profile.step, progress)
        if outcome.fit(options.strict):
            last.keep(kept_of(outcome), outcome.stamps)
    if options.demo is not None:
        outcome.notes = outcome.details = ()  # nobody can mend what is invented
    progress.clear()
    if options.profile:
        print("\n".join(profile.told()), file=sys.stderr)
    took = f" in {time.monotonic() - started:.1f} s" if progress.live else ""
    print(outcome.told(options.format, name_of(output), took, strict=options.strict, colour=colourful()), end="")
    return FINE if outcome.fit(options.strict) else MISTAKES


def built(
    options: Options, today: date, home: Path, output: Path, step: Callable[[str], None], progress: Progress
) -> Outcome:
    """What came of making the site in `output`."""
    from portal.commands.site import build_site
    from portal.publish.publish import staged

    waiting = f"build.py: waiting for another build of {name_of(output)}"
    with staged(output, ROOT, lambda: progress.line(waiting)) as staging:
        return with_schemas(
            lambda schemas: build_site(wanted(options, today, home, schemas), staging, step, publish=True)
        )


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
    from portal.commands.site import build_site
    from portal.publish.publish import staged

    with tempfile.TemporaryDirectory() as folder, staged(Path(folder) / "site", ROOT, progress.clear) as staging:
        return build_site(wanted(options, today, home, schemas), staging, progress.step, publish=False)


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
    print(what_comes_next(path, options.content), end="")
    return FINE


def serve(options: Options, today: date, home: Path, progress: Progress) -> int:
    """Show the site, and make it anew on every change, until somebody ends it."""
    from portal.commands.site import build_site
    from portal.front.arguments import PORT
    from portal.front.serve import Preview
    from portal.publish.publish import refuse_foreign, staged

    # By its port each of several previews at once has a folder of its own.
    name = f".preview{'' if options.demo is None else '-demo'}{'' if options.port == PORT else f'-{options.port}'}"
    output = options.output or ROOT / name
    refuse_foreign(output, ROOT)
    preview = Preview(output, options.host, options.port)
    known: list[Ahead] = []

    def ahead(files: Sequence[Path]) -> Mapping[str, bytes]:
        """The pages of the records that were saved, if these are without an error."""
        try:
            return known[-1].pages(files) if known else {}
        except Exception:  # the build that follows tells what is wrong
            return {}

    def remember(made: Ahead) -> None:
        known[:] = [made]

    def rebuild() -> str:
        """Make the preview anew; its mistakes as text, for the browser."""
        try:
            with staged(output, ROOT, progress.clear) as staging:
                outcome = with_schemas(
                    lambda schemas: build_site(
                        # Left open overnight, it shows the new day with the next change.
                        wanted(options, today if options.today else today_in_london(), home, schemas, preview.url),
                        staging,
                        progress.step,
                        publish=True,
                        remember=remember,
                    )
                )
            outcome.notes = outcome.details = ()  # told by a build; here they would come after every change
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

    sources = [ROOT / "templates", ROOT / "schema", *([home / "content"] if options.demo is None else [])]
    preview.run(rebuild, sources, ready, ahead)
    return FINE


def wanted(options: Options, today: date, home: Path, schemas: Schemas, preview_url: str | None = None) -> Wanted:
    """The site that was asked for; a preview has no copy for reading offline."""
    from portal.commands.site import Wanted

    return Wanted(
        root=ROOT,
        home=home,
        day=today,
        schemas=schemas,
        url=options.site_url or preview_url,
        preview=preview_url is not None and options.today is not None,
        offline=preview_url is None,
        search=options.search,
        strict=options.strict,
    )


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
    if isinstance(error, ImportError) and not str(error.name).startswith("portal"):
        mend = "remove this folder" if Path(sys.prefix) == ROOT / ".venv" else "install requirements.txt there anew"
        return f"a package in {sys.prefix} is damaged ({error}); {mend} and run the same command again"
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.relpath(frame.filename, ROOT)}:{frame.lineno}"
    what = f"{type(error).__name__}: {error}"
    return f"a fault of the portal itself, at {place}: {what} (PORTAL_DEBUG=1 shows more)"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
