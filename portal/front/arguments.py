"""Arguments: what was asked for on the command line. Nothing but the standard library is needed for it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from portal.cellar.trouble import Trouble

COMMANDS = ("build", "check", "new", "serve", "test")
FORMATS = ("text", "github", "markdown", "json")
PORT, HOST = 8000, "127.0.0.1"
SEED = 1
MOST = 100_000
"""The largest demonstration: ten times what anybody has tried."""

YEARS = range(2001, 2100)
"""The years that a site can be built for: a record's dates, before and after, are of 2000 to 2100."""

DESCRIPTION = """\
Makes a searchable website of vacancies from the records in content/.

commands:
  build             make the site in site/; this is what happens without a command
  check [FILE ...]  look everything over, write nothing; with files, tell of these only
  new TITLE         begin the record of a vacancy, with its blanks to be filled in
  serve             show the site at http://127.0.0.1:8000/, in step with what you save
  test [ARG ...]    run the tests; everything after the word goes to pytest
"""

EXAMPLES = """\
examples:
  python3 build.py serve                       see the site while you write
  python3 build.py new "DBT therapist" --employer oxleas
                                               a record to fill in
  python3 build.py check content/vacancies/my-vacancy.yaml
                                               is my record right?
  python3 build.py check --since main          what my branch changes, for a reviewer
  python3 build.py --today 2025-11-10          the site as it is on that day
  python3 build.py serve --today 2025-11-10    a preview of that day, marked as such
  python3 build.py --site-url https://example.org/jobs/ --output public
  python3 build.py serve --demo 300            300 invented vacancies to try it with
  python3 build.py test -k search               only the tests about search

The first use makes .venv beside build.py; for that it needs the network.

exit code: 0 fine, 1 mistakes in the content or a failed test, 2 anything else;
           130 after Ctrl-C
"""


class BadArguments(Trouble):
    """What was asked for makes no sense. The text is one line that says why, and what would."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was asked for. `today`, `site_url` and `output` are None where that was left to us, `demo` without one."""

    command: str
    title: str = ""
    employer: str = ""
    file: str = ""
    files: tuple[str, ...] = ()
    test_arguments: tuple[str, ...] = ()
    today: date | None = None
    site_url: str | None = None
    output: Path | None = None
    content: Path | None = None
    search: bool = True
    profile: bool = False
    demo: int | None = None
    seed: int = SEED
    format: str = "text"
    strict: bool = False
    review: bool = False
    since: str | None = None
    port: int = PORT
    host: str = HOST


def understand(arguments: Sequence[str]) -> Options:
    """The options in `arguments`, before or after the command. Raises BadArguments; ends after --help."""
    if arguments and arguments[0] == "test":
        return Options(command="test", test_arguments=tuple(arguments[1:]))
    given = vars(_parser().parse_intermixed_args(arguments))
    words = given.pop("words")
    command = words.pop(0) if words else "build"
    # A title of several words is understood without quotes around it, too.
    rest = {"title": " ".join(words).strip()} if command == "new" else {"files": tuple(words)}
    options = Options(command=command, **rest, **given)
    _refuse_senseless(options, given)
    return options


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise BadArguments(f"{message}; `python3 build.py --help` tells what there is")


def _parser() -> _Parser:
    parser = _Parser(
        prog="build.py",
        usage="python3 build.py [build | check [FILE ...] | new TITLE | serve | test] [options]",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        argument_default=argparse.SUPPRESS,
        allow_abbrev=False,
        add_help=False,
    )
    parser.add_argument("words", nargs="*", default=[], help=argparse.SUPPRESS)
    add = parser.add_argument_group("options").add_argument
    add("-h", "--help", action="help", help="show this, and do nothing")
    add(
        "--today",
        type=_day,
        metavar="DATE",
        help="the day to build for, such as 2025-11-10; else today in London",
    )
    add(
        "--site-url",
        type=_address,
        metavar="URL",
        help="where the site will stand; else as in content/site.yaml",
    )
    add("--output", type=_folder, metavar="DIR", help="the folder to make the site in; else site/")
    add("--content", type=_content, metavar="DIR", help="another folder called content, with the records")
    add("--no-search", dest="search", action="store_false", help="build, serve: leave out the search for words")
    add("--profile", action="store_true", help="build: tell how long each stage took")
    add("--demo", type=_number, metavar="N", help="build, serve: N invented vacancies in place of content/")
    add("--seed", type=_seed, metavar="S", help=f"with --demo: other vacancies for every number; else {SEED}")
    add(
        "--format",
        choices=FORMATS,
        help="how mistakes are told: text, annotations for GitHub, Markdown, or JSON; else text",
    )
    add("--review", action="store_true", help="check FILE: the cards that a reviewer reads as well")
    add(
        "--since",
        type=_commit,
        metavar="REF",
        help="check: also the cards of what changed since the commit, and what readers will see of it",
    )
    add("--employer", metavar="NAME", help="new: the name of a file in content/employers/, without .yaml")
    add("--file", metavar="NAME", help="new: the name of the new file; else one is made of title and employer")
    add("--strict", action="store_true", help="warnings are mistakes too")
    add("--port", type=_port, metavar="N", help=f"serve: the port; else {PORT}")
    add("--host", metavar="NAME", help=f"serve: the address; else {HOST}, which only this machine can reach")
    return parser


def _refuse_senseless(options: Options, given: dict[str, object]) -> None:
    if options.command == "test":
        raise BadArguments("put `test` first: what comes after it goes to pytest")
    if options.command not in COMMANDS:
        near = get_close_matches(options.command, COMMANDS, 1)
        hint = f"did you mean `{near[0]}`?" if near else "there are build, check, new, serve and test"
        raise BadArguments(f"`{options.command}` is not a command; {hint}")
    _refuse_odd_new(options, given)
    if options.files and options.command != "check":
        raise BadArguments(f"only `check` takes files, and `{options.files[0]}` was given")
    if options.command != "serve" and ("port" in given or "host" in given):
        raise BadArguments("--port and --host are for `serve`")
    _refuse_odd_build(options)
    _refuse_odd_review(options)
    _refuse_odd_demo(options, given)
    _refuse_odd_content(options)


def _refuse_odd_build(options: Options) -> None:
    if options.command == "check" and options.output is not None:
        raise BadArguments("`check` writes nothing: leave --output away")
    if options.command not in ("build", "serve") and not options.search:
        raise BadArguments("--no-search is for `build` and `serve`")
    if options.command != "build" and options.profile:
        raise BadArguments("--profile is for `build`")


def _refuse_odd_review(options: Options) -> None:
    if options.command != "check" and (options.review or options.since):
        raise BadArguments("--review and --since are for `check`")
    if options.since and (options.files or options.review):
        raise BadArguments("--since finds the files itself: leave files and --review away")
    if options.review and not options.files:
        raise BadArguments("--review asks for files, such as content/vacancies/my-vacancy.yaml; --since finds them")


def _refuse_odd_new(options: Options, given: dict[str, object]) -> None:
    if options.command != "new":
        if "employer" in given or "file" in given:
            raise BadArguments("--employer and --file are for `new`")
        return
    if not options.title:
        raise BadArguments('`new` needs the title of the role: `new "DBT therapist" --employer oxleas`')
    if not options.employer.strip():
        raise BadArguments("`new` needs --employer, the name of a file in content/employers/ without .yaml")
    if options.output is not None or options.demo is not None:
        raise BadArguments("`new` writes into content/: leave --output and --demo away")


def _refuse_odd_demo(options: Options, given: dict[str, object]) -> None:
    """What is invented stays out of the way of what is real."""
    if options.demo is None:
        if "seed" in given:
            raise BadArguments("--seed is for --demo")
    elif options.command == "check":
        raise BadArguments("`check` looks at content/, and --demo is none of it: leave --demo away")
    elif options.content is not None:
        raise BadArguments("--demo invents what --content would give: leave one of them away")
    elif options.command == "build" and options.output is None:
        raise BadArguments("site/ is for content/: with --demo, say by --output where the demonstration goes")


def _refuse_odd_content(options: Options) -> None:
    """Another folder's site does not take the place of the portal's own by mistake."""
    if options.content is not None and options.command == "build" and options.output is None:
        raise BadArguments("site/ is for content/: with --content, say by --output where the site goes")


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is not a day such as 2025-11-10") from None
    if day.year not in YEARS:
        raise argparse.ArgumentTypeError(f"`{text}` is not a day of the years {YEARS[0]} to {YEARS[-1]}")
    return day


def _commit(text: str) -> str:
    if not text.strip() or text.startswith("-"):
        raise argparse.ArgumentTypeError(f"`{text}` is no name of a commit, such as main or origin/main")
    return text


def _folder(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("the name of the folder is empty")
    return Path(text)


def _content(text: str) -> Path:
    if Path(text).name != "content":
        raise argparse.ArgumentTypeError(f"`{text}` is not called content, as all messages call it")
    return _folder(text)


def _address(text: str) -> str:
    try:
        parts = urlsplit(text)
        right = parts.scheme in ("http", "https") and parts.hostname and not (parts.query or parts.fragment)
    except ValueError:
        right = False
    if not right:
        raise argparse.ArgumentTypeError(f"`{text}` is not an address such as https://example.org/jobs/")
    return text if text.endswith("/") else f"{text}/"


def _number(text: str) -> int:
    if not 1 <= _whole(text) <= MOST:
        raise argparse.ArgumentTypeError(f"`{text}` is not a number from 1 to {MOST:,}")
    return _whole(text)


def _seed(text: str) -> int:
    if _whole(text) < 0:
        raise argparse.ArgumentTypeError(f"`{text}` is not a whole number such as 7, of nine digits at most")
    return _whole(text)


def _whole(text: str) -> int:
    """The whole number that `text` is; -1 if it is none, or longer than anybody means."""
    return int(text) if text.isdecimal() and len(text) <= 9 else -1


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"`{text}` is not a port: it is a number from 1 to 65535")
    return int(text)
