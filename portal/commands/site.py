"""Site: from the files of `content/` to a whole site in a staging folder, or to every mistake of a stage."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from portal.cache.packing import pack, unpack
from portal.cellar.aside import Aside
from portal.cellar.digests import digest_of
from portal.cellar.folders import StampOfFile, files_in
from portal.commands.ahead import Ahead
from portal.commands.stores import Stores
from portal.form.context import context, context_script
from portal.front.outcome import Outcome, counts
from portal.gather.gather import ChangedMeanwhile, Gathered, gather
from portal.gather.listed import list_files
from portal.gather.verdicts import Verdicts
from portal.make.kept import BAGS, KEPT, Bags, Kept
from portal.make.making import Forgotten, Making
from portal.make.orders import Order
from portal.model.catalogue import Catalogue
from portal.pages.plan import Plan, plan
from portal.publish.publish import Staging
from portal.render.assets import gather as gather_assets
from portal.render.render import Renderer, TemplateMistake
from portal.validate.schema import Schemas
from portal.validate.validate import shapes_of

LEFT_BY_EDITORS = re.compile(r"(^|/)[.#][^/]*$|~$")
"""What comes and goes beside a file that somebody is at work on, and no template includes."""

LENGTH_OF_RANDOM = 8
"""So many characters at the end of a staging folder's name tell it apart from others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The site that is wanted: of the content in `home` on `day`, with the templates of the project in `root`.

    `url` takes the place of the site's own address; `preview` marks every page as one of another day. With `offline`
    there is a copy for reading offline, with `search` a search for words. With `strict`, warnings stop it too.
    """

    root: Path
    home: Path
    day: date
    schemas: Schemas
    url: str | None = None
    preview: bool = False
    offline: bool = True
    search: bool = True
    strict: bool = False


def build_site(
    wanted: Wanted,
    staging: Staging,
    say: Callable[[str], None],
    *,
    publish: bool,
    remember: Callable[[Ahead], None] = lambda _: None,
) -> Outcome:
    """Make the site that is wanted and, if it has no mistake and `publish` says so, put it in its place.

    `say` is told what is done at the moment; `remember` gets what can make a page of the site ahead of the next build.
    Raises OutputRefused, SearchFailed, OSError.
    """
    gc.disable()  # almost nothing that is made is garbage before the end, and to look for it takes a third of the time
    stores = Stores(wanted.root, wanted.home)
    # Called like a staging folder, so that the next build removes it where this one is killed.
    beside = staging.folder.name[:-LENGTH_OF_RANDOM]
    with TemporaryDirectory(prefix=beside, dir=staging.folder.parent) as folder:
        aside = Aside(Path(folder))
        try:
            return _Building(wanted, staging, say, stores, aside, remember).build(publish)
        finally:
            aside.close()
            gc.enable()


class _Building:
    def __init__(
        self,
        wanted: Wanted,
        staging: Staging,
        say: Callable[[str], None],
        stores: Stores,
        aside: Aside,
        remember: Callable[[Ahead], None],
    ) -> None:
        self.wanted, self.staging, self.say, self.stores, self.aside = wanted, staging, say, stores, aside
        self.remember = remember

    def build(self, publish: bool) -> Outcome:
        wanted = self.wanted
        self.say("reading content/")
        listed = list_files(wanted.home)
        known = gather(
            Verdicts(listed, self.stores.of_verdicts()),
            wanted.schemas,
            wanted.day,
            wanted.url,
            self.stores.of_sheets(),
            self.aside,
        )
        outcome = Outcome()
        outcome.add(known.report.found)
        if known.catalogue is None:
            return with_sources(outcome, known)
        site_plan = self._plan(known, known.catalogue)
        outcome.add(site_plan.diagnostics)
        outcome.notes, outcome.details = site_plan.notes, site_plan.details
        outcome.counts = counts(site_plan, wanted.day)
        if not outcome.report.errors:
            try:
                making = self._made(known, known.catalogue, site_plan, publish)
            except TemplateMistake as error:
                outcome.sources |= error.sources
                outcome.add([error.diagnostic])
                return with_sources(outcome, known)
            self.say("looking the site over")
            outcome.add(making.look_over())
            if publish and outcome.fit(wanted.strict):
                outcome.stamps = self._published(making)
                self.remember(
                    Ahead(
                        known=known,
                        catalogue=known.catalogue,
                        plan=site_plan,
                        day=wanted.day,
                        shapes=shapes_of(wanted.schemas),
                        renderer=making.orders.renderer,
                    )
                )
        return with_sources(outcome, known)

    def _plan(self, known: Gathered, catalogue: Catalogue) -> Plan:
        wanted = self.wanted
        return plan(
            catalogue,
            wanted.day,
            preview=wanted.preview,
            offline=wanted.offline,
            search=wanted.search,
            sources=known,
            example=_example_in(wanted.home),
            roles=known.roles,
            vacancy_of=known.vacancy_of,
        )

    def _made(self, known: Gathered, catalogue: Catalogue, site_plan: Plan, publish: bool) -> Making:
        """The site, made. What is kept of the last build is of use only where the new site is to take its place."""
        output = self.staging.output
        before = unpack(self.stores.of_site(output), KEPT) if publish else None
        kept = before.still_in(str(output)) if before else Kept()
        try:
            making = self._making(known, catalogue, site_plan, kept)
            making.make(self.say)
        except Forgotten:
            self.staging.clear()
            making = self._making(known, catalogue, site_plan, Kept())
            making.make(self.say)
        if self._look() != making.order.look:
            raise ChangedMeanwhile("templates/")
        return making

    def _look(self) -> bytes:
        """What changes with any byte of a template and of the code."""
        return digest_of(self.stores.code, _look_of(self.wanted.root / "templates"))

    def _making(self, known: Gathered, catalogue: Catalogue, site_plan: Plan, kept: Kept) -> Making:
        wanted = self.wanted
        templates = wanted.root / "templates"
        assets = gather_assets(templates / "assets")
        order = Order(
            plan=site_plan,
            url=catalogue.site.url,
            form=context_script(context(catalogue, len(site_plan.roles), known.language, wanted.schemas, wanted.day)),
            record=known.text,
            assets=assets,
            renderer=lambda paths: Renderer(templates, paths, catalogue.site.url, self.stores.of_templates),
            look=self._look(),
            search=wanted.search,
            offline=(templates / "offline" / "worker.js").read_text("utf-8") if wanted.offline else "",
        )
        return Making(order, self.staging, kept, self._bags, self.aside)

    def _bags(self) -> Bags:
        return unpack(self.stores.of_search(self.staging.output), BAGS) or Bags()

    def _published(self, making: Making) -> Mapping[str, StampOfFile]:
        """Publish the site; the stamps of its files."""
        self.say("publishing")
        kept = making.publish()
        pack(self.stores.of_site(self.staging.output), kept)
        if making.bags:
            pack(self.stores.of_search(self.staging.output), making.bags)
        return kept.stamps


def _look_of(templates: Path) -> bytes:
    """What changes with any byte of a template, or of what a template may include."""
    # Jinja reads whatever is there, in folders that are links too.
    names = sorted(name for name in files_in(templates) if not LEFT_BY_EDITORS.search(name))
    return digest_of([(name, (templates / name).read_bytes()) for name in names])


def _example_in(home: Path) -> str:
    """The text of the annotated example among the vacancies in `home`, or ""."""
    file = home / "content" / "vacancies" / "_template.yaml"
    return file.read_text("utf-8") if file.is_file() else ""


def with_sources(outcome: Outcome, known: Gathered) -> Outcome:
    """The outcome with the files that its mistakes are in, to quote them."""
    paths = {found.span.path for found in outcome.report.found if found.span}
    outcome.sources |= {path: source for path in paths if (source := known.get(path))}
    return outcome
