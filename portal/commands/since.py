"""Since: `check --since`, which judges what changed since a commit of git, and says what readers will see of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from portal.check.named import check_named
from portal.commands.stores import Stores
from portal.front.outcome import Outcome
from portal.gather.listed import list_files
from portal.gather.verdicts import Verdicts
from portal.render.assets import gather
from portal.render.render import Renderer, TemplateMistake
from portal.review.base import base_of
from portal.review.review import Review, review_since
from portal.validate.schema import Schemas


def judge_since(ref: str, root: Path, home: Path, day: date, schemas: Schemas, step: Callable[[str], None]) -> Outcome:
    """What a build would tell, first of the files that changed since the commit `ref`, and the review of these.

    `root` is the project, `home` has its content; `step` is told what is done at the moment. Raises NoBase.
    """
    step("comparing with git")
    try:
        review = _reviewed(ref, root, home, day, schemas)
    except TemplateMistake as error:
        return Outcome(dict(error.sources)).with_mistake(error.diagnostic)
    listed = list_files(home)
    verdicts = Verdicts(listed, Stores(root, home).of_verdicts())
    report, sources = check_named(review.paths, verdicts, schemas, day, step)
    outcome = Outcome(sources, report, checked=len(listed.files), review=review)
    return outcome.after_change(review.paths, review.rewritten)


def _reviewed(ref: str, root: Path, home: Path, day: date, schemas: Schemas) -> Review:
    templates = root / "templates"
    renderer = Renderer(templates, gather(templates / "assets").paths, "")
    return review_since(base_of(home, ref), ref, schemas, day, renderer.page)
