"""Pages from templates: strict, escaped, bilingual, with the macros as `ui`."""

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from types import FunctionType, MethodType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro, markup_join
from markupsafe import Markup, escape

from app.core import acts, clock, format, i18n  # noqa: A004 -- our module of formats, always read as format.money(…)
from app.core.settings import ROOT, settings
from app.core.territory import state_name
from app.core.words import markdown

FILTERS: dict[str, Callable[..., object]] = {
    "money": format.money,
    "number": format.number,
    "percent": format.percent,
    "day": format.day,
    "short_day": format.short_day,
    "moment": format.moment,
    "stamp": format.stamp,
    "both": format.both,
    "both_text": format.both_text,
    "markdown": markdown,
    "zone_name": format.zone_name,
}


class PageContext(Context):
    """Calls macros and our own functions straight away: Jinja would first ask each, every time, what it wants to be given."""

    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 -- whatever a template calls
        """Call what a template calls; only what asks for the context goes Jinja's longer way."""
        if type(called) not in _PLAIN or hasattr(called, "jinja_pass_arg"):
            return super().call(called, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return called(*args, **kwargs)


_PLAIN = (Macro, FunctionType, MethodType)


def shown(value: object) -> str:
    """What stands in the page for a value: text escaped, markup as it is.

    Jinja wraps every piece as markup before it joins them; a page of a thousand cells pays for that a thousand times.
    """
    if type(value) is Markup:
        return value
    if type(value) is str and not _SPECIAL(value):
        return value
    return escape(value)


_SPECIAL = re.compile(r"[&<>\"']").search


def joined(parts: Sequence[object]) -> str:
    """`a ~ b`: plain text where no part is markup, as most names of fields are."""
    if all(type(part) is str or type(part) is int for part in parts):
        return "".join(map(str, parts))
    return markup_join(parts)


class PageGenerator(CodeGenerator):
    """Compiles templates whose output goes through `shown` and whose `~` goes through `joined`."""

    def write_commons(self) -> None:
        """What each block has at hand."""
        super().write_commons()
        self.writeline("shown = environment.shown")
        self.writeline("joined = environment.joined")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("shown(")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 -- the name that Jinja looks for
        """`a ~ b` of a page."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super().visit_Concat(node, frame)
            return
        self.write("joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


def chosen(options: str, value: str) -> Markup:
    """The choices of a column, with the one of this row marked: they are written once, however many rows there are."""
    mine = f'<option value="{escape(value)}"'
    marked = str(options).replace(f"{mine}>", f"{mine} selected>", 1) if value else str(options)
    return Markup(marked)  # noqa: S704 -- our own macro wrote and escaped it


FILTERS["chosen"] = chosen


class Macros:
    """`ui.field.input(…)`: each file of templates/ui is a room of macros, loaded when first asked for."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- a template module is whatever its macros are
        if name.startswith("_"):
            raise AttributeError(name)
        module = self._environment.get_template(f"ui/{name}.html").module
        setattr(self, name, module)
        return module


def make_environment() -> Environment:
    """The environment of every page and mail."""
    environment = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
        cache_size=-1,
        auto_reload=False,
    )
    environment.context_class = PageContext
    environment.code_generator_class = PageGenerator
    environment.shown, environment.joined = shown, joined  # type: ignore[attr-defined]  # what PageGenerator writes asks for
    environment.install_gettext_callables(i18n._, i18n.ngettext, newstyle=False)  # type: ignore[attr-defined]  # the i18n extension adds it
    environment.globals.update(
        _=i18n._,
        ngettext=i18n.ngettext,
        locale=i18n.locale,
        now=clock.now,
        settings=settings,
        both=format.both_text,
        state_name=state_name,
        action_name=acts.action_name,
        change_list=acts.change_list,
    )
    environment.filters.update(FILTERS)
    environment.globals["ui"] = Macros(environment)
    return environment


environment = make_environment()


def block(template: Template, name: str, context: dict[str, Any]) -> str:
    """One named block of a page, as htmx asks for it."""
    inner = template.new_context(context)
    return environment.concat(template.blocks[name](inner))


FRAGMENTS = 1024
_fragments: OrderedDict[tuple[Hashable, ...], Markup] = OrderedDict()
_turning = Lock()


def fragment(name: str, key: Hashable, make: Callable[[], dict[str, Any]]) -> Markup:
    """A part of a page that can never change under its `key` (a seal's digest, say), rendered once a process and language.

    Only what `make` gives is at hand in the template, so nothing of whoever asks can get into it. The least used of 1,024 goes.
    """
    place = (name, i18n.locale(), key)
    with _turning:
        found = _fragments.get(place)
        if found is not None:
            _fragments.move_to_end(place)
            return found
    made = Markup(environment.get_template(name).render(make()))  # noqa: S704 -- a template of ours, escaped as all are
    with _turning:
        _fragments[place] = made
        while len(_fragments) > FRAGMENTS:
            _fragments.popitem(last=False)
    return made
