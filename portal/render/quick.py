"""Quick: the same templates as quicker Python than Jinja would write of them.

A template prints texts, reads attributes of views and calls macros, a thousand times a page, so these go the shortest
way. All else is left to Jinja. Where a short way does not lead to the goal it ends in an exception, never in another
text; the renderer then has Jinja itself make the page, so the worst that can happen is that a page is slow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping, Set
from keyword import iskeyword
from types import BuiltinFunctionType, CodeType
from typing import Any, Protocol

import markupsafe
from jinja2 import BytecodeCache, Environment, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.idtracking import VAR_LOAD_PARAMETER, VAR_LOAD_RESOLVE
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

escaped: Callable[[str], str] = markupsafe._escape_inner  # type: ignore[attr-defined]
"""A plain string in HTML, as a plain string; `escape` would make a Markup of it, which takes ten times as long."""


def printed(value: object) -> str:
    """The HTML of a value that is not a plain string."""
    if type(value) is Markup:
        return value
    return str(value) if type(value) is int else escape(value)


def said(context: Context, callee: Any, *values: Any) -> str:
    """The HTML of what `callee` makes of `values`."""
    kind = type(callee)
    if kind is Macro:
        made = context.call(callee, *values)
    else:
        if kind is not BuiltinFunctionType and _asks_for_more(callee):
            raise NotImplementedError
        made = callee(*values)
    return escaped(made) if type(made) is str else printed(made)


def ready(macro: Macro) -> Macro:
    """`macro`, with a `_quickly` that takes its values as they are, unless it may be given more than those it names.

    A page calls two hundred macros: what they are is found out once, not at each call, which saves 30 µs a page.
    """
    if not (macro.caller or macro.catch_kwargs or macro.catch_varargs):
        # Jinja itself gives this for a value that is left out.
        macro._func.__defaults__ = (missing,) * macro._argument_count
        # Views have `html`, and more such names, but none that begins like this one.
        macro._quickly = macro._func  # type: ignore[attr-defined]
    return macro


def _asks_for_more(callee: Any) -> bool:
    """Whether `callee` asks for more than its values, such as the names that are known where it is called."""
    return hasattr(callee, "jinja_pass_arg") or hasattr(callee.__call__, "jinja_pass_arg")


PRINTED = "(escaped(it) if type(it := (", ")) is str else printed(it))"
"""The Python around that of a value that is printed."""


class QuickCode(CodeGenerator):
    """Writes the Python of a template, with calls of the functions above."""

    _said: nodes.Expr | None = None  # a call that is printed as it is
    _macros: Set[str] = frozenset()

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 (Jinja's name)
        self.writeline(f"from {__name__} import escaped, printed, ready, said")
        self._macros = {*_macros_of(node)}.difference(_set_in(node))
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if not _escapes(frame):
            super()._output_child_pre(node, frame, finalize)
        elif isinstance(node, nodes.Call) and not (node.kwargs or node.dyn_args or node.dyn_kwargs):
            self._said = node
        else:
            self.write(PRINTED[0])

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if not _escapes(frame):
            super()._output_child_post(node, frame, finalize)
        elif node is not self._said:
            self.write(PRINTED[1])

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        if node is not self._said:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        begin, between, end = self._around(node.node, frame)
        self.write(begin)
        self.visit(node.node, frame)
        self.write(between)
        for value in node.args:
            self.visit(value, frame)
            self.write(", ")
        self.write(end)

    def _around(self, callee: nodes.Expr, frame: Frame) -> tuple[str, str, str]:
        """The Python before `callee` where what it makes is printed, between it and its values, and after these."""
        name = callee.name if isinstance(callee, nodes.Name) else None
        if name and self._is_macro(name, frame):
            return "", "._quickly(", ")"
        if name and self._is_given(name, frame):
            return PRINTED[0], "(", f"){PRINTED[1]}"
        return "said(context, ", ", ", ")"

    def _is_macro(self, name: str, frame: Frame) -> bool:
        """Whether `name` means a macro here, and not what is given to one, or each of what a loop goes through."""
        load = frame.symbols.find_load(frame.symbols.ref(name))
        return name in self._macros and (load is None or load[0] != VAR_LOAD_PARAMETER)

    def _is_given(self, name: str, frame: Frame) -> bool:
        """Whether `name` means what the environment gives to all templates here, and that asks for its values alone.

        A list has sixty links: to find out at each call what it is would take 9 µs a page.
        """
        given, load = self.environment.globals.get(name), frame.symbols.find_load(frame.symbols.ref(name))
        return callable(given) and not _asks_for_more(given) and load is not None and load[0] == VAR_LOAD_RESOLVE

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("ready(")
        super().macro_def(macro_ref, frame)
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 (Jinja's name)
        """Python's own way to an attribute; Jinja would look among the items of the object too."""
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:  # noqa: N802 (Jinja's name)
        """A block of a layout as one text: its pieces would go through the layout one by one."""
        if self.extends_so_far or frame.buffer is not None or node.scoped or node.required:
            super().visit_Block(node, frame)
            return
        self.writeline(f"yield concat(context.blocks[{node.name!r}][0]({self.get_context_ref()}))", node)


def _macros_of(node: nodes.Template) -> Iterator[str]:
    """The names of the macros that a template has, or brings in from others."""
    for macro in node.find_all(nodes.Macro):
        yield macro.name
    for brought in node.find_all(nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in brought.names)


def _set_in(node: nodes.Template) -> Iterator[str]:
    """The names that a template sets, or gives to all that another has."""
    for given in node.find_all((nodes.Assign, nodes.AssignBlock)):
        yield from (name.name for name in given.find_all(nodes.Name) if name.ctx == "store")
    yield from (brought.target for brought in node.find_all(nodes.Import))


def _escapes(frame: Frame) -> bool:
    """Whether it is known already that what is printed is to be escaped."""
    return bool(frame.eval_ctx.autoescape) and not frame.eval_ctx.volatile


class QuickTemplate(Template):
    """A template whose macros, and what else others bring in from it, are the same for all pages."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        # Jinja would look whether a page has names that the environment has not, ten times a page.
        return self._module or super()._get_default_module(ctx)


class QuickEnvironment(Environment):
    """An environment whose templates are quick. A template that was read is not looked for again."""

    code_generator_class = QuickCode
    template_class = QuickTemplate

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._known: dict[str | Template, Template] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names that a template knows. None has its own, so all share those of the environment as they are."""
        return self.globals if d is None else super().make_globals(d)

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        if name not in self._known:
            self._known[name] = super().get_template(name, parent, globals)
        return self._known[name]


class Kept(Protocol):
    """Where something is kept from one run to the next, if it is."""

    def read(self) -> bytes | None: ...
    def write(self, data: bytes) -> None: ...


class SharedCode(BytecodeCache):
    """The Python of each template, written once for several environments and, if `kept` gives a place, several runs.

    To write that of all templates takes 100 ms, to read it 5.
    """

    def __init__(self, kept: Callable[[str], Kept] | None = None) -> None:
        self._kept = kept
        self._codes: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        known = self._codes.get(bucket.key)
        if known and known[0] == bucket.checksum:
            bucket.code = known[1]
        elif self._kept and (data := self._kept(f"template-{bucket.key}").read()):
            bucket.bytecode_from_string(data)
            self._remember(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._remember(bucket)
        if self._kept:
            self._kept(f"template-{bucket.key}").write(bucket.bytecode_to_string())

    def _remember(self, bucket: Bucket) -> None:
        if bucket.code:
            self._codes[bucket.key] = bucket.checksum, bucket.code
