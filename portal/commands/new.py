"""New: `new`, which begins the record of a vacancy, and says what comes next."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path, PurePosixPath

from portal.cellar.addresses import vacancy_path
from portal.check.begin import begin
from portal.front.arguments import Options
from portal.front.outcome import Outcome
from portal.gather.listed import list_files
from portal.validate.schema import Schemas


def begin_vacancy(options: Options, home: Path, day: date, schemas: Schemas) -> Outcome:
    """Write the record into `home`/content, which then is the one file among the sources; or tell why it cannot be.

    Raises CannotBegin.
    """
    begun = begin(options.title, options.employer, options.file, list_files(home), home, schemas, day)
    outcome = Outcome({begun.source.path: begun.source})
    outcome.add(begun.mistakes)
    return outcome


def what_comes_next(path: str, content: Path | None) -> str:
    """The steps after the record at `path` was begun, for a person who named the folder `content`, if any."""
    file = content.parent / path if content else path
    named = f" --content {shlex.quote(str(content))}" if content else ""
    return (
        f"{file} is begun; its page will be {vacancy_path(PurePosixPath(path).stem)}. What comes next:\n"
        "  1. open it, and replace every FILL IN by what the advert says\n"
        f"  2. python3 build.py check{named} {path}\n"
        f"  3. python3 build.py serve{named} shows the page; then commit the file, and open a pull request\n"
    )
