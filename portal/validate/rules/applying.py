"""Rules on how to apply."""

from __future__ import annotations

from collections.abc import Iterator

from portal.cellar.addresses import is_mail_address, is_web_address
from portal.cellar.diagnostics import Diagnostic, did_you_mean, shown
from portal.load.record import Record
from portal.validate.rules.reading import items, text, value

_FORMS = {
    "url": (is_web_address, "a web address", "https://www.example.org/apply"),
    "email": (is_mail_address, "an e-mail address", "recruitment@example.org"),
}
"""What the target of a method must be. The page links just what passes here."""


def target_missing(record: Record) -> Iterator[Diagnostic]:
    """A method of applying has its target, or says that the source does not give it."""
    method = text(record, "applying", "method")
    if (
        method
        and value(record, "applying", "target") is None
        and value(record, "applying", "target_missing") is not True
    ):
        yield Diagnostic(
            "target-missing",
            "it says how to apply and not where",
            record.span(("applying", "method")),
            "where to?",
            "add `target: …`; if the source does not give it, add `target_missing: true`",
        )


def target_without_method(record: Record) -> Iterator[Diagnostic]:
    """A target says by which method one applies to it."""
    if value(record, "applying", "target") is not None and value(record, "applying", "method") is None:
        yield Diagnostic(
            "target-without-method",
            "it says where to apply and not how",
            record.span(("applying", "target"), key=True),
            "on a website, by e-mail, on a form, by post?",
            "add `method: url` under `applying`, or another of `email`, `form`, `post`",
        )


def target_and_missing(record: Record) -> Iterator[Diagnostic]:
    """A target that is given is not also missing."""
    if value(record, "applying", "target") is not None and value(record, "applying", "target_missing") is True:
        yield Diagnostic(
            "target-and-missing",
            "the target is given and also said to be missing",
            record.span(("applying", "target_missing")),
            f"`target` is on line {record.span(('applying', 'target')).line}",
            "delete one of the two lines",
        )


def target_form(record: Record) -> Iterator[Diagnostic]:
    """The target has the form that its method needs."""
    method, target = text(record, "applying", "method"), text(record, "applying", "target")
    if method not in _FORMS or target is None:
        return
    is_one, name, example = _FORMS[method]
    if not is_one(target):
        yield Diagnostic(
            "target-form",
            f"`{shown(target)}` is not {name}",
            record.span(("applying", "target")),
            f"`method` is {method}, on line {record.span(('applying', 'method')).line}",
            f"write it like `{example}`, or change the method",
        )


def _ids(record: Record) -> list[str | None]:
    questions = range(len(items(record, "applying", "screening_questions")))
    return [text(record, "applying", "screening_questions", number, "id") for number in questions]


def question_id_repeated(record: Record) -> Iterator[Diagnostic]:
    """No two screening questions have the same id."""
    ids = _ids(record)
    for number, name in enumerate(ids):
        if name is not None and name in ids[:number]:
            first = record.span(("applying", "screening_questions", ids.index(name), "id")).line
            yield Diagnostic(
                "question-id-repeated",
                f"two questions have the id `{shown(name)}`",
                record.span(("applying", "screening_questions", number, "id")),
                f"first on line {first}",
                f"give this one an id of its own, such as `{name}-2`",
            )


def question_unknown(record: Record) -> Iterator[Diagnostic]:
    """A question is the alternative to another question of the same vacancy."""
    ids = _ids(record)
    for number in range(len(ids)):
        path = ("applying", "screening_questions", number, "alternative_to")
        other = text(record, *path)
        others = [name for place, name in enumerate(ids) if name and place != number]
        if other is not None and other not in others:
            yield Diagnostic(
                "question-unknown",
                f"there is no other question `{shown(other)}`",
                record.span(path),
                "expected the id of another question",
                did_you_mean(other, others) if others else "delete the line, or add the other question",
            )
