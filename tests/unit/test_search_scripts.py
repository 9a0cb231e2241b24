"""Pagefind's files as scripts: what browsers load over http and from a disk alike."""

from __future__ import annotations

from base64 import b64decode

import pytest

from portal.search.pagefind import SearchFailed
from portal.search.scripts import classic, on_disk

MODULE = "let one=import.meta.url,two=import.meta.url;" * 2 + "var a,b;export{a,b};"


def test_a_module_becomes_a_script_that_hands_over_what_it_exported() -> None:
    script = classic(MODULE).decode()
    assert script.startswith('portal.receive("pagefind",function(fetch,address){"use strict";let one=address,')
    assert script.endswith("var a,b;return {a,b}})\n")
    assert "import" not in script
    assert "export" not in script


UNKNOWN = {
    "an address less": MODULE.replace("import.meta.url", "0", 1),
    "an address more": f"import.meta.url;{MODULE}",
    "no export": MODULE.replace("export", ""),
    "an export under another name": MODULE.replace("{a,b}", "{a as default}").replace("export", "export default"),
    "something after the export": f"{MODULE}a()",
}


@pytest.mark.parametrize("module", UNKNOWN.values(), ids=UNKNOWN)
def test_a_module_of_another_form_stops_the_build(module: str) -> None:
    """Else the script would fail in every reader's browser, and nowhere before."""
    with pytest.raises(SearchFailed, match=r"portal/search/scripts\.py"):
        classic(module)


def test_what_is_fetched_stands_in_a_script_as_text_for_disks() -> None:
    files = {"0.pf_index": b"\xffi" * 100, "wasm.en.pagefind": b"\0w"}
    assert {name: b64decode(text) for name, text in on_disk(files).items()} == files
