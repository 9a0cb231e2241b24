"""Asked: which files of `content/` are meant by what was typed on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from portal.cellar.addresses import vacancy_path
from portal.cellar.diagnostics import nearest
from portal.cellar.trouble import Trouble

VACANCIES = "content/vacancies/"


class UnknownFile(Trouble):
    """A file was asked about that the portal does not read. The text is one line that says so."""


def paths_of(files: Iterable[str], known: Iterable[str], here: Path, root: Path) -> list[str]:
    """The paths, of those `known` in the project `root`, that `files` mean: files or folders as seen from `here`.

    Raises UnknownFile for one that is not in the project's content.
    """
    every = sorted(set(known))
    return [path for file in files for path in _paths(file, every, here, root)]


def next_steps(paths: Iterable[str]) -> tuple[str, ...]:
    """What somebody who has one vacancy right wants to know: its address, and how to go on."""
    vacancies = [path for path in set(paths) if path.startswith(VACANCIES)]
    if len(vacancies) != 1:
        return ()
    page = vacancy_path(PurePosixPath(vacancies[0]).stem)
    return (f"its page is {page}; `python3 build.py serve` shows it, and then it can be committed",)


def _paths(file: str, known: Sequence[str], here: Path, root: Path) -> list[str]:
    path = here / file.replace("\\", "/")
    # A link is asked about as what it is; what it leads to may well be a good record.
    path = path.parent.resolve() / path.name if path.is_symlink() else path.resolve()
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else file
    paths = [known_path for known_path in known if known_path == name or known_path.startswith(f"{name}/")]
    # Of a folder that does not belong there one message is told, and what is in it is meant by that.
    paths = paths or [known_path for known_path in known if name.startswith(f"{known_path}/")]
    # A bare name will do, with its ending or without.
    paths = paths or [known_path for known_path in known if file in _short_names(known_path)]
    if not paths:
        raise UnknownFile(_unknown(file, path, known))
    return paths


def _short_names(path: str) -> tuple[str, str]:
    return PurePosixPath(path).name, PurePosixPath(path).stem


def _unknown(file: str, path: Path, known: Sequence[str]) -> str:
    """One line on a file that is not among those that the portal knows."""
    if path.stem == "_template":
        return f"{file} is a template to copy: it is no record, and the tests check it"
    if path.exists():
        return f"{file} is no record: those are in content/, and their names do not begin with `_`"
    stems = {PurePosixPath(known_path).stem: known_path for known_path in known}
    near = [stems[stem] for stem in nearest(path.stem, list(stems))[:1]]
    return f"{file} is no record: there is no such file" + (f"; did you mean {near[0]}?" if near else "")
