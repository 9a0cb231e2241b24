"""Applying: how to apply, whom to ask, and what the source leaves out or says twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from portal.cellar.addresses import EXTERNAL_REL, host_of, is_mail_address, is_web_address, mail_link
from portal.cellar.english import upper_first
from portal.cellar.markdown import Href, render
from portal.model.catalogue import Catalogue
from portal.model.vacancy import Applying, Contact, Status, Vacancy
from portal.views.abbreviations import Expander
from portal.views.given import (
    ApplyingView,
    ConflictView,
    FactLine,
    LinkView,
    QuestionView,
    ReadingView,
    SourceView,
    UnstatedView,
)
from portal.views.panel import conflict_id
from portal.views.wording import date_view, source_word

METHODS = {"url": "on a website", "email": "by e-mail", "form": "on a form", "post": "by post"}
"""The words for a method within a sentence."""


def applying_view(vacancy: Vacancy, day: date, expand: Expander, href: Href) -> ApplyingView:
    """How to apply on `day`. Once the vacancy is closed there is no link, instruction or contact.

    The link of an upcoming vacancy is there for the script to show when it opens.
    """
    status = vacancy.status_on(day)
    over = status.is_over
    applying = vacancy.applying or Applying()
    return ApplyingView(
        lines=tuple(_over_lines(status) if over else _lines(vacancy, applying, status)),
        link=_apply_link(vacancy, applying) if not over else None,
        instructions=_instructions(applying, expand, href) if not over else None,
        questions=_questions(applying, expand),
        documents=tuple(_documents(applying)),
        contact=tuple(contact_lines(vacancy.contact)) if not over else (),
    )


def _over_lines(status: Status) -> Iterator[FactLine]:
    word = "withdrawn" if status is Status.WITHDRAWN else "closed"
    yield FactLine(text=f"This vacancy is {word}: applications are no longer taken.")


def _lines(vacancy: Vacancy, applying: Applying, status: Status) -> Iterator[FactLine]:
    opens = vacancy.opens_on()
    if status is Status.UPCOMING and opens:
        yield FactLine(text="Applications open on", date=date_view(opens))
    source = source_word(vacancy)
    if vacancy.conflict("applying"):
        yield FactLine(text=f"The {source} gives more than one way to apply: see where it contradicts itself.")
    elif applying.target_missing:
        how = f" {METHODS[applying.method]}" if applying.method else ""
        text = f"The {source} asks you to apply{how}, but the address is missing from it: ask the employer."
        yield FactLine(text=text)
    elif applying.method:
        yield method_line(applying.method, applying.target or "")
    else:
        yield FactLine(text=f"The {source} does not say how to apply: ask the employer.")
    if vacancy.reference:
        yield FactLine(text=f"Quote the reference {vacancy.reference}.")


def method_line(method: str, target: str) -> FactLine:
    """How to apply, with whatever the target says that cannot be linked."""
    linked = is_mail_address(target) if method == "email" else is_web_address(target)
    words = f"Apply {METHODS[method]}"
    return FactLine(text=f"{words}: {target}" if target and not linked else f"{words}.")


def _apply_link(vacancy: Vacancy, applying: Applying) -> LinkView | None:
    """The link to apply by; None if the source is not clear about it, or the target is no address."""
    target = applying.target or ""
    if not applying.method or vacancy.conflict("applying"):
        return None
    if applying.method == "email":
        words = f"Apply by e-mail for {vacancy.title}"
        return LinkView(text=words, url=mail_link(target), host=target) if is_mail_address(target) else None
    link = link_to(f"Apply for {vacancy.title}", target)
    return link if link.url else None


def _instructions(applying: Applying, expand: Expander, href: Href) -> Markup | None:
    return render(applying.instructions, expand, 3, href, "in-applying") if applying.instructions else None


def _questions(applying: Applying, expand: Expander) -> tuple[QuestionView, ...]:
    numbers = {question.id: number for number, question in enumerate(applying.screening_questions, start=1)}
    return tuple(
        QuestionView(
            text=expand(question.question),
            alternative=_alternative(numbers.get(question.alternative_to or "")),
        )
        for question in applying.screening_questions
    )


def _alternative(number: int | None) -> str:
    return f"Instead of question {number}:" if number else ""


def _documents(applying: Applying) -> Iterator[LinkView]:
    for document in applying.documents:
        yield link_to(document.title, document.url)
    if applying.privacy_notice:
        notice = applying.privacy_notice
        yield link_to(notice.title or "The employer’s privacy notice for applicants", notice.url)


def link_to(text: str, url: str | None) -> LinkView:
    """A link to a document elsewhere; an address that cannot be linked is printed behind its words."""
    if url and is_web_address(url):
        return LinkView(text=text, url=url, host=host_of(url), rel=EXTERNAL_REL)
    return LinkView(text=f"{text}: {url}" if url else text, url="", host="")


def contact_lines(contact: Contact | None) -> Iterator[FactLine]:
    """Whom to ask, and how to reach them."""
    if contact is None:
        return
    yield FactLine(text=upper_first(contact.role), note=contact.name or "")
    if contact.email:
        yield FactLine(text=f"E-mail: {contact.email}")
    if contact.telephone:
        yield FactLine(text=f"Telephone: {contact.telephone}")


def unstated(vacancy: Vacancy, catalogue: Catalogue) -> tuple[UnstatedView, ...]:
    """The facts that the source does not state, each with what to ask."""
    terms = [catalogue.vocabularies["fact"][code] for code in vacancy.not_stated]
    return tuple(UnstatedView(name=term.label, question=term.help) for term in terms)


def conflicts(vacancy: Vacancy, catalogue: Catalogue) -> tuple[ConflictView, ...]:
    """The facts of which the source says two things, with both readings."""
    return tuple(
        ConflictView(
            id=conflict_id(conflict.fact),
            name=catalogue.label("fact", conflict.fact),
            readings=tuple(ReadingView(says=reading.says, where=reading.where) for reading in conflict.readings),
            note=conflict.note or "",
        )
        for conflict in vacancy.conflicts
    )


def source_view(vacancy: Vacancy, catalogue: Catalogue) -> SourceView:
    """Where the facts were read, and when."""
    source = vacancy.source
    return SourceView(
        lines=tuple(_source_lines(vacancy, catalogue)),
        link=link_to("The source itself", source.url) if source.url else None,
    )


def _source_lines(vacancy: Vacancy, catalogue: Catalogue) -> Iterator[FactLine]:
    source = vacancy.source
    label = catalogue.label("source_type", source.type)
    yield FactLine(text=label if source.url else f"{label}; we have no link to it", note=source.note or "")
    for words, day in (
        ("Read on", source.retrieved),
        ("Last compared with this page on", vacancy.checked_on),
        ("To be looked at again by", vacancy.review_by),
    ):
        if day:
            yield FactLine(text=words, date=date_view(day))
