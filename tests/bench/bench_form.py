"""How long the form's checks take at each pause in typing: `python tests/bench/bench_form.py`.

Prints, for the longest published vacancy, for it with every field misspelt, and for it twice as long, the median
milliseconds in Node of reading, of the shape, of the rules and of the whole check; and how many times those of the
first the last takes. Twice the text should take about twice the time.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from casebook import DAY, PROJECT
from node import from_record

from portal.form.context import context
from portal.load.content import load_content
from portal.model.assemble import assemble
from portal.validate.language import language_of
from portal.validate.schema import read_schemas

FIELD = re.compile(r"^([a-z_]+):", re.MULTILINE)
MEASURE = """(() => {
  const median = act => Array.from({ length: 21 }, () => {
    const start = performance.now()
    act()
    return performance.now() - start
  }).sort((one, other) => one - other)[10]
  return it.texts.map(text => {
    const path = 'content/vacancies/a.yaml'
    const { data, place } = form.read(text, path)
    const record = { kind: 'vacancy', slug: 'a', path, data, place, lines: text.split('\\n') }
    return [
      median(() => form.read(text, path)),
      median(() => form.shape(record, it.context.schema)),
      median(() => form.rules(record, it.context)),
      median(() => form.check(text, path, it.context))
    ]
  })
})()"""


def main() -> None:
    """Print a line for each text."""
    content, schemas = load_content(PROJECT), read_schemas(PROJECT / "schema")
    catalogue = assemble(content.records, schemas.terms())
    known = context(catalogue, len(catalogue.vacancies), language_of(content.records, schemas), schemas, DAY)
    longest = max((content.sources[record.path].text for record in content.of("vacancy")), key=len)
    texts = {
        "the longest": longest,
        "misspelt": FIELD.sub(r"\1s:", longest),
        "twice": longest + FIELD.sub(r"\1_again:", longest),
    }
    measured = from_record(MEASURE, {"context": known, "texts": list(texts.values())}, known["tables"])
    for (name, text), times in zip(texts.items(), measured, strict=True):
        told = ", ".join(
            f"{part} {took:.1f} ms" for part, took in zip(("read", "shape", "rules", "check"), times, strict=True)
        )
        print(f"{name:12} {len(text):6} signs: {told}; {times[-1] / measured[0][-1]:.1f} times the first")  # noqa: T201


if __name__ == "__main__":
    main()
