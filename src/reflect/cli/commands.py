"""The table of commands. A command's module is imported only when it is called; `--help` reads this table alone."""

from __future__ import annotations

from importlib import import_module
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from reflect import __version__
from reflect.cli.place import Place

if TYPE_CHECKING:
    from typer._click import Command, Context, HelpFormatter

    from reflect.library.flows import FlowFile

NARROWEST, WIDEST = 30, 100


def context() -> dict[str, Any]:
    """How every command takes its options and shows its help: as wide as the terminal, which typer takes for 50 at
    least."""
    columns = get_terminal_size().columns - 2
    return {"help_option_names": ["-h", "--help"], "terminal_width": max(NARROWEST, min(columns, WIDEST))}


class Known(NamedTuple):
    """A command: its name, its line in the help, and where it is made (module:attribute)."""

    name: str
    about: str
    made_by: str


COMMANDS = (
    Known("resume", "Go on with a draft.", "reflect.cli.asking:resume"),
    Known("due", "What has come back: promises, steps, dates you set.", "reflect.cli.owed:due"),
    Known("next", "What you could do next, and the reason.", "reflect.cli.owed:next_steps"),
    Known(
        "insights",
        "What your entries show: what is owed, what was kept, what comes back.",
        "reflect.cli.insights:insights",
    ),
    Known("drafts", "What is unfinished; discard what you do not want to finish.", "reflect.cli.reading:drafts"),
    Known("setbacks", "Your setbacks, newest first.", "reflect.cli.reading:setbacks"),
    Known("list", "Your entries, newest first.", "reflect.cli.reading:entries"),
    Known("search", "Find entries by their words, by cause, by day.", "reflect.cli.searching:search"),
    Known("show", "Read an entry, or everything about a setback.", "reflect.cli.reading:show"),
    Known(
        "export",
        "An entry, a setback or everything as Markdown, without what is private.",
        "reflect.cli.exporting:export",
    ),
    Known("check", "Gentle remarks on any text: an apology, for example.", "reflect.cli.checking:check"),
    Known("edit", "Change an answer; the wording before is kept with it.", "reflect.cli.editing:edit"),
    Known("delete", "Put an entry or a setback into the trash.", "reflect.cli.removing:delete"),
    Known("undo", "Take the last change back.", "reflect.cli.removing:undo"),
    Known("forget", "Remove something for good, with all that speaks of it.", "reflect.cli.removing:forget"),
    Known("rename", "Give a setback another title.", "reflect.cli.changing:rename"),
    Known("close", "Put a setback away; nothing of it is lost.", "reflect.cli.changing:close"),
    Known("reopen", "Take a closed setback up again.", "reflect.cli.changing:reopen"),
    Known(
        "doctor",
        "Look whether everything in the journal is in order, and mend what can be.",
        "reflect.cli.doctor:doctor",
    ),
    Known("run", "Run any flow by its name.", "reflect.cli.asking:run_flow"),
    Known("flows", "The flows: list, show, check, schema.", "reflect.cli.flows:app"),
    Known("config", "Your settings: show them, or change one.", "reflect.cli.settings:config"),
    Known("where", "The folders where everything is kept.", "reflect.cli.reading:where"),
    Known("demo", "A made-up year to look around in; thrown away afterwards.", "reflect.cli.demo:demo"),
    Known("lifeline", "Where to find people, if living itself is hard just now.", "reflect.cli.lifeline:lifeline"),
    Known("help", "This help.", "reflect.cli.lifeline:usual_help"),
)

HOME = "reflect.cli.home:home"
"""What is shown where no command is named."""
FLOW = "reflect.cli.asking:flow_command"
"""What makes the command of a flow from its name."""
_TABLE = {known.name: known for known in COMMANDS}
RESERVED = frozenset(_TABLE)
"""The names that are commands, whatever flow is called the same."""


def typed(flow: str) -> str:
    """What to type to run a flow."""
    return f"reflect run {flow}" if flow in RESERVED else f"reflect {flow}"


class Commands(TyperGroup):
    """The commands of the table, and one for each flow. Flow files are looked at only for what the table does not have."""

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """The command itself, made now."""
        if cmd_name in _TABLE:
            known = _TABLE[cmd_name]
            return _made(known, _attribute(known.made_by))
        if flow := _flows(ctx.obj).get(cmd_name):
            return _made(_known(flow), _attribute(FLOW)(flow.id))
        # What the name may have been meant for is looked up among `commands`.
        self.list_commands(ctx)
        return None

    def list_commands(self, ctx: Context) -> list[str]:
        """The names of all commands, flows first."""
        for known in (*map(_known, _flows(ctx.obj).values()), *COMMANDS):
            self.add_command(TyperCommand(known.name, help=known.about, rich_markup_mode=None))
        return [*self.commands]

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Two lists, flows first, from names and help lines alone."""
        names = self.list_commands(ctx)
        for title, flows in (("Flows", True), ("Commands", False)):
            rows = [(name, self.commands[name].help or "") for name in names if (name not in _TABLE) == flows]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)


def group() -> Commands:
    """The command `reflect`."""
    app = typer.Typer(
        cls=Commands,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        context_settings=context(),
        help="A guided journal for setbacks at work. Plain files on your own machine; nothing leaves it.",
    )
    app.callback(invoke_without_command=True)(_home)
    made = typer.main.get_command(app)
    assert isinstance(made, Commands)
    return made


def _home(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    if version:
        ctx.obj.write(f"reflect {__version__}\n")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        _attribute(HOME)(ctx.obj)


def _flows(place: Place) -> dict[str, FlowFile]:
    """The flows that are commands: all but those that have the name of another command; `run` reaches these."""
    return {name: flow for name, flow in place.library.files().items() if name not in _TABLE}


def _known(flow: FlowFile) -> Known:
    head = flow.head()
    return Known(flow.id, head.get("about", head.get("title", "")), FLOW)


def _attribute(made_by: str) -> Any:
    module, _, name = made_by.partition(":")
    return getattr(import_module(module), name)


def _made(known: Known, what: Any) -> Command:
    """The command that a function, or an app with commands of its own, makes."""
    if not isinstance(what, typer.Typer):
        app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        app.command(name=known.name, help=known.about, context_settings=context())(what)
        what = app
    made = typer.main.get_command(what)
    made.name = known.name
    return made
