"""The command that shows what is set, and changes it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from reflect.cli.place import Place
from reflect.config.settings import Value, about_settings, check_setting, read_settings, with_setting
from reflect.errors import WrongOptions


def config(
    ctx: typer.Context,
    key: Annotated[str | None, typer.Argument(metavar="[SETTING]", help="The setting.", show_default=False)] = None,
    value: Annotated[
        str | None,
        typer.Argument(
            metavar="[VALUE]",
            help="What it is to be from now on: a text, true or false, or texts with ; between them.",
            show_default=False,
        ),
    ] = None,
    unset: Annotated[bool, typer.Option("--unset", help="Take the setting out.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Your settings: show them, or change one."""
    place: Place = ctx.obj
    if unset and (key is None or value is not None):
        raise WrongOptions("--unset takes the name of one setting, and no value.")
    if key is not None and (unset or value is not None):
        _change(place, key, value or "")
    elif key is not None:
        check_setting(key)
    _show(place, key, as_json=as_json)


def _change(place: Place, key: str, value: str) -> None:
    from reflect.journal.durable import make_folder, write
    from reflect.journal.lock import locked

    path = place.folders.settings
    # Before a folder is made for a setting that there is not.
    if not with_setting(place.folders.config, key, value) and not path.exists():
        return
    # The file may be a link to where somebody keeps such files; the link stays.
    real = path.resolve()
    # The lock lies in our own folder: the other may be one that somebody keeps tidy.
    for folder in (real.parent, place.folders.cache):
        make_folder(folder)
    with locked(place.folders.cache):
        write(real, with_setting(place.folders.config, key, value).encode())


def _show(place: Place, key: str | None, *, as_json: bool) -> None:
    path = place.folders.settings
    found: dict[str, Value] = asdict(read_settings(place.folders.config))
    if as_json:
        place.write_json({"file": str(path), "settings": found})
        return
    from reflect.pages.blocks import Table
    from reflect.pages.visible import one_line

    about = about_settings()
    rows = tuple((name, _in_words(each), about[name]) for name, each in found.items() if key in (None, name))
    # The path stays on one line, so that it can be copied.
    place.write(f"{one_line(str(path))}{'' if path.exists() else '  (not there yet)'}\n\n")
    place.show((Table(("setting", "value", "what it is for"), rows),))


def _in_words(value: Value) -> str:
    """The value of a setting as it can be typed again."""
    if isinstance(value, bool):
        return str(value).lower()
    return (value if isinstance(value, str) else "; ".join(value)) or "(not set)"
