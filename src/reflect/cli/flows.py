"""The commands about flows: list, show, check, schema."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reflect.cli.commands import RESERVED, typed
from reflect.cli.place import Place
from reflect.errors import BrokenFlow, ReflectError, UnknownName, WrongOptions
from reflect.pages.visible import one_line

if TYPE_CHECKING:
    from reflect.library.flows import Loaded

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="The flows: list, show, check, schema.",
)

Json = Annotated[bool, typer.Option("--json", help="As JSON.")]


@app.command("list")
def flows_list(ctx: typer.Context, as_json: Json = False) -> None:
    """Every flow at hand, where a person's own replaces one that came with the program, and what does not load."""
    from reflect.pages.flows import flows_page

    place: Place = ctx.obj
    keys = ("flow", "title", "about", "minutes", "own", "replaces", "sound", "file")
    rows = [
        {
            "flow": each.id, **each.head(), "own": each.own, "replaces": each.replaces,
            "sound": _loads(place, each.id), "file": str(each.path),
        }
        for each in place.library.files().values()
    ]  # fmt: skip
    listed = [{key: row.get(key) for key in keys} for row in rows]
    if as_json:
        place.write_json(listed)
    else:
        own = {str(row["flow"]) for row in rows if row["own"]}
        place.show(flows_page(listed, by_run=own & RESERVED, not_read=_not_read(place.library.own)))


def _loads(place: Place, name: str) -> bool:
    try:
        place.library.load(name)
    except BrokenFlow:
        return False
    return True


def _not_read(folder: Path | None) -> list[str]:
    """The names of the files among a person's own flows that end almost as a flow does."""
    try:
        return sorted(path.name for path in folder.iterdir() if path.suffix == ".yml") if folder else []
    except OSError:
        return []


@app.command("show")
def flows_show(
    ctx: typer.Context,
    flow: Annotated[str, typer.Argument(metavar="FLOW")],
    as_json: Json = False,
    worksheet: Annotated[
        bool, typer.Option("--worksheet", help="As an answers file to fill in with an editor, for --answers.")
    ] = False,
) -> None:
    """The questions of a flow, in order."""
    from reflect.flow.build import unbuild
    from reflect.pages.flows import flow_page

    place: Place = ctx.obj
    if worksheet and as_json:
        raise WrongOptions("A worksheet is YAML: --worksheet and --json do not go together; leave one of them out.")
    loaded = place.library.load(flow)
    if worksheet:
        place.write(_worksheet(place, loaded))
    elif as_json:
        place.write_json(unbuild(loaded.flow))
    else:
        place.show(flow_page(loaded.flow), paged=True)


def _worksheet(place: Place, loaded: Loaded) -> str:
    """The worksheet of a flow; of the flows it names, those that load are named in their own words."""
    from reflect.pages.worksheet import worksheet

    others = {}
    for name in sorted(loaded.names):
        with contextlib.suppress(ReflectError):
            others[name] = place.library.load(name).flow
    name = loaded.flow.flow
    return worksheet(loaded.flow, others, typed(name))


@app.command("check")
def flows_check(
    ctx: typer.Context,
    what: Annotated[list[str] | None, typer.Argument(metavar="[FLOW|FILE]...", help="All flows when left out.")] = None,
) -> None:
    """Check flow files completely, each mistake with its line and column."""
    place: Place = ctx.obj
    files = place.library.files()
    problems: list[str] = []
    for name in what or [*files]:
        path = files[name].path if name in files else Path(name)
        if name not in files and not path.suffix and not path.exists():
            raise UnknownName(f"There is no flow '{name}', and no such file. `reflect flows list` shows the flows.")
        try:
            place.library.check(path)
        except BrokenFlow as error:
            problems += error.details or [error.message]
        else:
            place.write(f"{one_line(str(path))}: sound\n")
    if problems:
        count = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise BrokenFlow(f"There is {count}." if len(problems) == 1 else f"There are {count}.", problems)


@app.command("schema")
def flows_schema(ctx: typer.Context) -> None:
    """The JSON Schema of a flow file, for editors."""
    from reflect.flow.language import schema

    place: Place = ctx.obj
    described: dict[str, Any] = schema()
    place.write_json(described)
