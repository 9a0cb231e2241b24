"""Assets: the style sheets joined into one file, each folder of scripts into another, and the images copied.

The name of a joined file carries a part of its hash, so that no browser shows a page with last week's styles.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

HASH_LENGTH = 8

CSS_TOKEN = re.compile(
    r"""
    (?P<kept>"(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | url\([^)]*\))
    | (?P<comment>/\*.*?\*/)
    """,
    re.VERBOSE | re.DOTALL,
)

SCRIPT_COMMENT = re.compile(r"^[ \t]*(?:/\*.*?\*/[ \t]*|//[^\n]*)$", re.MULTILINE | re.DOTALL)


@dataclass(slots=True)
class Assets:
    """`paths`: an asset's name in the templates to its path in the site; `files`: that path to its bytes."""

    paths: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    def add(self, name: str, data: bytes) -> str:
        """Add a file under a name with its hash (`portal.css`: `assets/portal.1a2b3c4d.css`); its path."""
        stem, dot, ending = name.rpartition(".")
        fingerprint = hashlib.sha256(data).hexdigest()[:HASH_LENGTH]
        return self._put(name, f"assets/{stem}.{fingerprint}{dot}{ending}", data)

    def add_plain(self, name: str, data: bytes) -> str:
        """Add a file under its own name; its path."""
        return self._put(name, f"assets/{name}", data)

    def _put(self, name: str, path: str, data: bytes) -> str:
        self.paths[name], self.files[path] = path, data
        return path


def gather(folder: Path) -> Assets:
    """The assets in `folder`: `css/*.css` and each folder of `js/` joined in the order of their names, and `img/`.

    A folder of scripts becomes a file of its name: `js/finder/*.js` is `finder.js`. A style sheet in a folder of
    `css/` stays a file of its own, for the page that needs it.

    Raises OSError where a file cannot be read.
    """
    assets = Assets()
    styles = [file.read_text("utf-8") for file in sorted((folder / "css").glob("*.css"))]
    assets.add("portal.css", "".join(lighter(text) for text in styles).encode())
    for sheet in sorted((folder / "css").glob("*/*.css")):
        assets.add(sheet.name, lighter(sheet.read_text("utf-8")).encode())
    for bundle in sorted(path for path in (folder / "js").glob("*") if path.is_dir()):
        scripts = [lighter_script(file.read_text("utf-8")).strip() for file in sorted(bundle.glob("*.js"))]
        # A file that ends without a semicolon would otherwise be called with the next one as its argument.
        assets.add(f"{bundle.name}.js", "".join(f"{text}\n;\n" for text in scripts).encode())
    for image in sorted((folder / "img").rglob("*")):
        if image.is_file() and not image.is_symlink() and not image.name.startswith("."):
            assets.add_plain(image.relative_to(folder).as_posix(), image.read_bytes())
    return assets


def lighter(css: str) -> str:
    """The style sheet without indentation, empty lines and the comments that stand between spaces.

    Texts in quotes and addresses in `url()` stay as they are.
    """
    pieces: list[str] = []
    position = 0
    for found in CSS_TOKEN.finditer(css):
        pieces.append(_closer(css[position : found.start()]))
        if found["kept"] or not _stands_apart(css, found):
            pieces.append(found[0])
        position = found.end()
    pieces.append(_closer(css[position:]))
    return _closer_lines("".join(pieces))


def lighter_script(script: str) -> str:
    """The script without indentation, empty lines and the comments that have lines of their own.

    A text over several lines would suffer: a script with a backtick in its code stays as it is.
    """
    code = SCRIPT_COMMENT.sub("", script)
    return script if "`" in code else _closer(code)


def _closer(text: str) -> str:
    return re.sub(r"\s*\n\s*", "\n", text)


def _closer_lines(text: str) -> str:
    return text.strip() + "\n" if text.strip() else ""


def _stands_apart(css: str, comment: re.Match[str]) -> bool:
    """Whether the words on both sides stay apart when the comment goes."""
    before, after = css[: comment.start()][-1:], css[comment.end() :][:1]
    return not before or not after or before.isspace() or after.isspace()
