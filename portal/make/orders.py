"""Orders: what is to be made of a plan, file by file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

import msgspec
from msgspec.structs import replace

from portal.cellar.addresses import ADD, VACANCIES
from portal.cellar.digests import digest_of
from portal.cellar.handover import script
from portal.facets.columns import table_files
from portal.form.records import by_script, list_script, records_script
from portal.make.products import Product, Ready, in_folder, plain
from portal.pages.page import Page
from portal.pages.plan import Plan
from portal.render.assets import Assets
from portal.render.render import Renderer
from portal.search.documents import bag, read_document, text_script, texts_of
from portal.views.cards import IN_A_FILE
from portal.views.given import CardView, Frame

KNOWING_ALL = (VACANCIES, ADD)
"""The pages that name all assets, those with the vacancies' data too."""

_given = attrgetter(*(name for name in Page.__struct_fields__ if name != "see"))
"""What a template may be given of a page besides its view, which `inputs` stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be made of `plan`, for a site that will stand at `url`.

    `form` is the script of the form's context; `record` gives the text of a record by its path; `renderer` gives one
    that knows some assets, by their names. `look` changes with any byte of a template and of the code. `search` tells
    whether there is to be a search for words; `offline` is the source of the worker that keeps a copy for reading
    offline, empty if there is none.
    """

    plan: Plan
    url: str
    form: bytes
    record: Callable[[str], str]
    assets: Assets
    renderer: Callable[[Mapping[str, str]], Renderer]
    look: bytes
    search: bool
    offline: str = ""


class Orders:
    """The products of an order."""

    def __init__(self, order: Order) -> None:
        self.order, self.plan, self.assets = order, order.plan, order.assets
        # What a page may name is in its digest: all but a few may not name what comes of the vacancies.
        self.renderer = order.renderer(dict(order.assets.paths))
        self.knowing_renderer = order.renderer(order.assets.paths)
        self.look = digest_of(order.look, sorted(order.assets.paths.items()))

    def first(self) -> list[Product]:
        """All files but those that name or hold the index."""
        tables = {name: table_files(name, table) for name, table in self.plan.tables.items()}
        files = {name: [plain(file, data) for file, data in files.items()] for name, files in tables.items()}
        made = [*self.pages(page for page in self.plan.pages if page.path not in KNOWING_ALL)]
        for name, some in {**files, "cards": self._cards(), "records": self._records()}.items():
            made += self.add_folder(name, some)
        self.assets.add("form-context.js", self.order.form)
        return [*made, plain(".nojekyll", b""), *(plain(path, data) for path, data in self.assets.files.items())]

    def add_folder(self, name: str, products: Iterable[Product]) -> list[Product]:
        """The products of a folder of assets, whose name the pages may be given from now on."""
        self.assets.paths[name], made = in_folder(name, products)
        return made

    def pages(self, pages: Iterable[Page], zip_size: str = "") -> Iterator[Product]:
        """The products of `pages`, which tell the size of the site in one file if it is given."""
        # Nearly all pages have the same around them.
        usual = {id(frame): digest_of(self.look, frame) for frame in (self.plan.base_frame, self.plan.undated_frame)}
        for page in pages:
            frame = self.plan.frame(page, zip_size)
            around = usual.get(id(frame)) or digest_of(self.look, frame)
            assets = sorted(self.assets.paths.items()) if page.path in KNOWING_ALL else ()
            inputs = digest_of(around, assets, _given(page)) if page.inputs else b""
            make = self._searched_page if page.searchable and self.order.search else self._plain_page
            yield Product(page.path, inputs, partial(make, page, frame))

    def _plain_page(self, page: Page, frame: Frame) -> Ready:
        renderer = self.knowing_renderer if page.path in KNOWING_ALL else self.renderer
        return Ready(renderer.page(page, frame))

    def _searched_page(self, page: Page, frame: Frame) -> Ready:
        """A page with what search knows of it. Its view is dear, and made once for both."""
        view = page.view
        page = replace(page, see=lambda: view)
        document = read_document(self.renderer.document(page, frame))
        found_by = msgspec.msgpack.encode((bag(document), text_script(texts_of(document))))
        return Ready(self.renderer.page(page, frame), found_by)

    def _cards(self) -> Iterator[Product]:
        for number, start in enumerate(range(0, len(self.plan.cards), IN_A_FILE)):
            some = self.plan.cards[start : start + IN_A_FILE]
            inputs = digest_of(self.look, [card.mark for card in some])
            yield Product(f"{number}.js", inputs, partial(self._card_file, number, some))

    def _card_file(self, number: int, cards: Sequence[CardView]) -> Ready:
        return Ready(script(f"cards/{number}", [self.renderer.card(card, VACANCIES) for card in cards]))

    def _records(self) -> Iterator[Product]:
        made_from = {role.entry.slug: role.made_from for role in self.plan.roles}
        entries = [role.entry for role in self.plan.roles]
        for number, some in enumerate(by_script(entries)):
            known = [(entry.path, made_from[entry.slug]) for entry in some]
            inputs = digest_of(self.look, known) if all(made for _, made in known) else b""
            yield Product(f"{number}.js", inputs, partial(self._record_file, number, [path for path, _ in known]))
        inputs = digest_of(self.look, [(entry.slug, entry.title, entry.employer_name) for entry in entries])
        yield Product("all.js", inputs, lambda: Ready(list_script(entries)))

    def _record_file(self, number: int, paths: Sequence[str]) -> Ready:
        return Ready(records_script(number, ((path, self.order.record(path)) for path in paths)))
