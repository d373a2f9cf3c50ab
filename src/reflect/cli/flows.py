"""The commands about flows: list, show, check, schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from reflect.cli.place import Place
from reflect.errors import BrokenFlow, UnknownName

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
    """Every flow at hand, and where a person's own replaces one that came with the program."""
    from reflect.pages.flows import flows_page

    place: Place = ctx.obj
    rows = [{"flow": each.id, **each.head(), "own": each.own, "replaces": each.replaces, "file": str(each.path)}
            for each in place.library.files().values()]  # fmt: skip
    listed = [
        {key: row.get(key) for key in ("flow", "title", "about", "minutes", "own", "replaces", "file")} for row in rows
    ]
    if as_json:
        place.write_json(listed)
    else:
        place.show(flows_page(listed))


@app.command("show")
def flows_show(ctx: typer.Context, flow: Annotated[str, typer.Argument(metavar="FLOW")], as_json: Json = False) -> None:
    """The questions of a flow, in order."""
    from reflect.flow.build import unbuild
    from reflect.pages.flows import flow_page

    place: Place = ctx.obj
    found = place.library.load(flow).flow
    if as_json:
        place.write_json(unbuild(found))
    else:
        place.show(flow_page(found), paged=True)


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
            place.write(f"{path}: sound\n")
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
