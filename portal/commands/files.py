"""Files: `check FILE…`, which judges the files that are named, quickly, and reviews them if asked."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import date
from pathlib import Path

from portal.check.named import check_named
from portal.commands.stores import Stores
from portal.front.arguments import Options
from portal.front.asked import next_steps, paths_of
from portal.front.outcome import Outcome
from portal.gather.listed import list_files
from portal.gather.verdicts import Verdicts
from portal.validate.schema import Schemas


def judge_files(
    options: Options, root: Path, home: Path, day: date, schemas: Schemas, step: Callable[[str], None]
) -> Outcome:
    """What a build would tell of the files named; of the others, what was found out in an earlier run is kept.

    `root` is the project, `home` has its content; `step` is told what is done at the moment. Raises UnknownFile.
    """
    gc.disable()  # what is known of ten thousand files is no garbage, and to look through it takes longer than all else
    listed = list_files(home)
    asked = paths_of(options.files, listed.paths, Path.cwd(), home)
    verdicts = Verdicts(listed, Stores(root, home).of_verdicts())
    report, sources = check_named(asked, verdicts, schemas, day, step)
    outcome = Outcome(sources, report).about(asked)
    if not outcome.report.errors:
        outcome.notes += next_steps(asked)
    if options.review:
        # It would be half of the time that the quick check of a file takes.
        from portal.review.review import review_of

        step("reviewing")
        outcome.review = review_of(home, asked, schemas, day)
    return outcome
