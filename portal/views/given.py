"""Views: what a template is given. Every value is ready to print; no template works anything out.

A `str` is plain text, which the templates escape. A `Markup` was made by the markdown room.
Paths are those of pages within the site (`vacancies/dbt-therapist.html`); `href(path)` in a
template turns one into a link relative to the page at hand.

Nobody changes a view once it is made. Those that a page has many of are not frozen all the same: that would make each
four times as dear (1.9 µs instead of 0.4 for ten fields), and the view of a vacancy has more than a hundred of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from markupsafe import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class DateView:
    """A day or moment for a `<time>` element: `iso` for machines, `text` for people."""

    iso: str
    text: str


class ChangeView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A status that is still to come, with its words: the script puts them in place once `at` has passed."""

    code: str  # open, closed or withdrawn
    at: str  # an ISO moment with an offset from UTC
    label: str
    detail: str
    notice: str
    closing: str  # what leads the closing date among the facts: "Closes", "Closed at 5pm on"


class StatusView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Where the vacancy stands on the day of the build, and what the script needs to correct it.

    `code` is upcoming, open, closed or withdrawn. `opens_at` and `closes_at` are ISO moments with an offset
    from UTC, or empty where the record has none. `changes` are in the order of the codes.
    """

    code: str
    label: str  # "Open", "Closed", "Opens soon", "Withdrawn"
    detail: str  # "closes 23 November 2025", "no closing date stated", "closed 13 November 2025"
    opens_at: str
    closes_at: str
    review_note: str  # "" or what to know when nobody has looked at the source since its review date
    changes: tuple[ChangeView, ...] = ()


class CardView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A vacancy in a list or a search result. `mark` is another whenever anything in it is."""

    slug: str
    path: str
    title: str
    kind: str  # "" for an ordinary vacancy, else "Job description", "Sessional pool"
    employer: str
    place: str
    pay: str
    pay_note: str  # "" or its pay in a year of full-time work, where the source's own figures are for something else
    contract: str
    summary: str
    status: StatusView
    mark: bytes = b""


@dataclass(slots=True, kw_only=True)
class FactLine:
    """One line of a fact; `date` is printed in a `<time>` after `text`."""

    text: str = ""
    date: DateView | None = None
    note: str = ""  # smaller, after the line


@dataclass(slots=True, kw_only=True)
class FactView:
    """A key fact. `state` is stated, not_stated, in_conflict or, if the record is silent, not_told.

    `anchor` is where the page says `more`, or "": a conflict's `id`, or a part of the vacancy page: details,
    person-specification, eligibility, applying, not-stated, conflicts, source.
    """

    code: str
    name: str
    state: str
    lines: tuple[FactLine, ...]
    anchor: str = ""
    more: str = ""  # the words of the link: "What to ask"
    headline: str = ""  # stands for the lines where there is room for one; if empty, the first of them does
    first: int = 1  # how many of the lines are as good as the first: all readings of what is told in two ways


@dataclass(slots=True, kw_only=True)
class SectionView:
    id: str
    heading: str
    kind: str  # decides its place, and what it weighs in a search
    html: Markup | None
    items: tuple[Markup, ...]


@dataclass(slots=True, kw_only=True)
class CriterionView:
    id: str  # unique on the page
    key: str  # the record's criterion id; the script takes it from `id`, which ends in it
    text: Markup
    level: str  # essential, desirable, unmarked, lost
    level_label: str
    basis: str  # "" when stated, else "implied by the wording"
    assessed_by: str  # "application form and interview", or ""
    parts_rule: str
    parts: tuple[Markup, ...]
    themes: tuple[str, ...]  # for search


@dataclass(slots=True, kw_only=True)
class CriteriaGroupView:
    id: str
    heading: str
    category: str  # the common name of the group, or "" where the employer's heading says as much
    criteria: tuple[CriterionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistView:
    storage_key: str  # the slug
    counts: str  # "29 essential and 6 desirable criteria"
    marking: str  # how the levels are marked, in words
    note: str
    groups: tuple[CriteriaGroupView, ...]


@dataclass(slots=True, kw_only=True)
class RequirementView:
    """A requirement in words. `lead` introduces `children` ("One of these:"); a leaf has only `text`."""

    text: str
    lead: str
    children: tuple[RequirementView, ...]
    open_note: str  # "The advert says “such as”: others may be accepted. Ask." or ""
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityView:
    requirement: RequirementView | None
    points: tuple[FactLine, ...]  # trainees, UK registration, checks, sponsorship, disability commitment


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    text: str
    alternative: str  # "" or "Instead of question 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    text: str
    url: str
    host: str  # shown beside the link, so that nobody is led elsewhere unseen; "" if there is nothing to show
    rel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyingView:
    """`link` is None when the vacancy is closed or the source gives no address."""

    lines: tuple[FactLine, ...]
    link: LinkView | None
    instructions: Markup | None
    questions: tuple[QuestionView, ...]
    documents: tuple[LinkView, ...]
    contact: tuple[FactLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnstatedView:
    name: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    says: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictView:
    id: str
    name: str
    readings: tuple[ReadingView, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AbbreviationView:
    abbreviation: str
    expansion: str
    synonyms: tuple[str, ...]
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    lines: tuple[FactLine, ...]  # kind of source, retrieved, checked, review by, note
    link: LinkView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerLink:
    name: str
    path: str
    as_advertised: str  # "" unless the advert used another name
    also_known_as: tuple[str, ...]  # for search


@dataclass(frozen=True, slots=True, kw_only=True)
class VacancyView:
    slug: str
    title: str
    title_note: str
    kind: str  # "" for an ordinary vacancy
    kind_note: str
    source_word: str  # what the source is called in a sentence: "advert"
    employer: EmployerLink
    status: StatusView
    notice: str  # "" or why one cannot apply: closed, withdrawn, not yet open
    facts: tuple[FactView, ...]  # the five-second panel
    summary: Markup
    purpose: Markup | None
    description: Markup | None
    sections: tuple[SectionView, ...]
    details: tuple[FactView, ...]  # clients, modalities, delivery, reporting, supervision, systems, benefits …
    checklist: ChecklistView | None
    eligibility: EligibilityView | None
    applying: ApplyingView
    not_stated: tuple[UnstatedView, ...]
    conflicts: tuple[ConflictView, ...]
    source: SourceView
    abbreviations: tuple[AbbreviationView, ...]
    similar: tuple[CardView, ...]  # open roles like it, when this one is not open
    listed: tuple[ListedUnder, ...]  # the pages that list it among others, by facet
    json_ld: str  # "" when none is emitted
    edit_url: str  # "" without a repository


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerView:
    name: str
    sector: str
    also_known_as: tuple[str, ...]
    areas: tuple[str, ...]
    about: Markup | None
    note: str
    website: LinkView | None
    idle: bool  # nothing is open, which the first page says
    groups: tuple[CardGroup, ...]  # open, closed: as far as this page of the list has them
    pagination: PaginationView


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerRow:
    name: str
    path: str
    sector: str
    counts: str  # "1 open, 2 closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """A list of vacancies under one heading; `lead` says what to do when there is none."""

    heading: str
    lead: str
    groups: tuple[CardGroup, ...]
    pagination: PaginationView


@dataclass(frozen=True, slots=True, kw_only=True)
class CardGroup:
    id: str
    heading: str
    lead: str
    cards: tuple[CardView, ...]
    more: str = ""  # the words of the link to those that are left out, or ""
    more_path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNumber:
    """A page of a list; `gap` if pages before it are left out."""

    number: int
    path: str
    current: bool
    gap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaginationView:
    """Where one is in a list of `pages` pages; `previous` and `next` are addresses, or ""."""

    page: int
    pages: int
    previous: str
    next: str
    links: tuple[PageNumber, ...]  # none if there is but one page


@dataclass(slots=True, kw_only=True)
class FacetLink:
    label: str
    path: str


@dataclass(slots=True, kw_only=True)
class ListedUnder:
    """A facet's name, and the pages of those of its values that a vacancy has."""

    name: str
    links: tuple[FacetLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValueView:
    """A value of a facet, and how many vacancies that one can still apply for have it.

    `roles` are the parts that a modality has in those vacancies, each with its own count and page.
    """

    key: str
    label: str
    path: str
    count: int
    roles: tuple[FacetValueView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView:
    """A way to narrow a list. Values without a current vacancy are there too, with a count of 0."""

    code: str
    name: str
    kind: str  # "values" or "range"
    unit: str  # of a range: "pounds a year, full time"
    help: str
    shown: bool  # there is something to choose
    opened: bool  # it begins unfolded
    first: tuple[FacetValueView, ...]  # eight at most
    others: tuple[FacetValueView, ...]  # the rest, in the order of their labels or in their own
    others_label: str  # "All 43 towns and cities", or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinderView:
    """The page that finds everything: the first page of the list, and the ways to narrow it."""

    heading: str
    lead: str
    groups: tuple[CardGroup, ...]
    facets: tuple[FacetView, ...]
    pagination: PaginationView
    current: int  # how many vacancies there are to apply for
    over: int  # how many are closed or withdrawn
    count_words: str  # "34 vacancies, closing soonest first"
    chunk: int  # how many cards come in one file


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetPageView:
    """A page of the vacancies of one value of a facet."""

    heading: str
    lead: str
    facet: str  # the facet's name
    groups: tuple[CardGroup, ...]
    pagination: PaginationView
    siblings: tuple[FacetValueView, ...]  # other values of the facet
    roles: tuple[FacetValueView, ...]  # of a modality: its parts in the vacancies
    finder_query: str  # the finder's address with this value chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    lead: str
    groups: tuple[CardGroup, ...]  # dated and open, open-ended, recently closed; empty groups are left out
    counts: str  # "2 open vacancies, 3 closed"
    find_by: tuple[FacetView, ...]  # where to begin; only the facets that have anything to choose


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentView:
    html: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class AddView:
    """The form that writes a record; without JavaScript, the annotated example and what to do with it."""

    example: str  # the text of the annotated example, or ""
    new_url: str  # where GitHub begins a new file among the vacancies, or "" without a repository


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationLink:
    label: str
    path: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfflineView:
    """What there is for reading offline: the worker, the manifest, and the site as one file at an absolute address."""

    worker: str
    manifest: str
    zip_url: str  # "" where there is no such file
    zip_size: str  # "3.2 MB", or "" where it is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every page has around its content."""

    site_name: str
    tagline: str
    language: str
    navigation: tuple[NavigationLink, ...]
    footer: tuple[NavigationLink, ...]
    disclaimer: str
    built: DateView  # the day of the build
    preview: bool  # the day was set by hand under `serve`
    repository: str
    offline: OfflineView | None = None  # None where nothing is made for reading offline
    search: bool = True  # whether there is a search for words


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """An open vacancy in the feed. `id` and `url` are absolute; `updated` is ISO with an offset."""

    id: str
    url: str
    title: str
    updated: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """The Atom feed. Its addresses are absolute."""

    title: str
    language: str
    feed_url: str
    site_url: str
    updated: str
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapEntry:
    url: str
    modified: str  # an ISO day, or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsView:
    sitemap_url: str
