"""What a person has set, in config.toml: read as it stands, changed without touching anything else in it."""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_args

from reflect.config.folders import SETTINGS_FILE
from reflect.errors import BrokenSettings, UnknownName, WrongOptions
from reflect.flow.notation import YES_NO
from reflect.flow.shapes import View

MAX_BYTES = 64 * 1024
LONGEST = 200
"""The most characters that a setting, or a line of one, may have."""
MOST = 20
"""The most lines that a setting may have."""
PLAIN, FULL = "plain", "full"

Value = str | bool | tuple[str, ...]


@dataclass(frozen=True)
class Settings:
    """What a person has set: one field for each key of config.toml, and what holds where nothing is set.

    A text stands on one line, and so does each text of a list.
    """

    name: str = field(default="", metadata={"about": "your name, as your letters are signed"})
    asking: str = field(
        default="",
        metadata={"about": "plain: questions as plain lines, for a screen reader", "values": (FULL, PLAIN)},
    )
    tips: bool = field(default=True, metadata={"about": "true: a short tip now and then at the end"})
    safety_note: bool = field(
        default=True, metadata={"about": "true: where to find people, when you write that living is hard"}
    )
    contacts: tuple[str, ...] = field(
        default=(), metadata={"about": "people of your own, for `reflect lifeline`, with a ; between them"}
    )
    hidden: tuple[str, ...] = field(
        default=(),
        metadata={"about": "views that `reflect insights` leaves out, with a ; between them", "values": get_args(View)},
    )


def about_settings() -> dict[str, str]:
    """What each setting is for, by its key."""
    return {each.name: each.metadata["about"] for each in fields(Settings)}


def check_setting(key: str) -> None:
    """Raises UnknownName for a key that is none."""
    if key not in about_settings():
        raise UnknownName(f"There is no setting '{key[:LONGEST]}'{_instead(key)}")


def read_settings(folder: Path) -> Settings:
    """The settings in the config folder `folder`; without a file, the defaults.

    Raises BrokenSettings for a file that cannot be read, or with anything in it that is no setting.
    """
    path = folder / SETTINGS_FILE
    text = _text(path)
    return _checked(_table(text, path), text, path)


def with_setting(folder: Path, key: str, value: str) -> str:
    """The text of the settings file once `key` has this value, or is taken out for ""; all else in it stays as it is.

    `value` is as it is typed: true or false where it is one of them, a text for each line or between semicolons where it
    is a list.

    Raises UnknownName for a key that is none, WrongOptions for a value that cannot be kept, and BrokenSettings where the
    file is broken elsewhere.
    """
    check_setting(key)
    wanted_value, wrong = _understood(key, _from_words(key, value))
    if wrong:
        raise WrongOptions(f"'{key}' {wrong}.")
    path = folder / SETTINGS_FILE
    text = _text(path)
    table = _table(text, path)
    written = list(wanted_value) if isinstance(wanted_value, tuple) else wanted_value
    unset = not value.strip() or written in ("", [])
    wanted = {**{name: each for name, each in table.items() if name != key}, **({} if unset else {key: written})}
    if wanted == table:
        return text
    _checked(wanted, text, path)
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text)
        if unset:
            document.remove(key)
        else:
            document[key] = written
        changed = document.as_string()
    except (TOMLKitError, RecursionError):
        changed = ""
    if _table(changed, path) != wanted:
        raise BrokenSettings(f"{path} could not be changed and is left as it is; write {key} into it with an editor.")
    return changed


def _text(path: Path) -> str:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise BrokenSettings(f"{path} is not a file; move it away.")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        reason = os.strerror(error.errno or errno.EIO)
        raise BrokenSettings(f"{path} cannot be read ({reason}); mend that, or move it away.") from None
    if len(data) > MAX_BYTES:
        raise BrokenSettings(
            f"{path} is larger than {MAX_BYTES // 1024} KB, the most that settings may be; shorten it."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BrokenSettings(f"{path}:{line}: this is not UTF-8; save the file as UTF-8.") from None


def _table(text: str, path: Path) -> dict[str, Any]:
    """What stands in the file, as TOML."""
    if not text:
        return {}
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        found = re.fullmatch(r"(.+) \(at (?:line (\d+), column (\d+)|end of document)\)", str(error), re.DOTALL)
        if found is None:
            raise BrokenSettings(f"{path} is not TOML; mend it, or move it away.") from None
        place = f"{found[2]}:{found[3]}" if found[2] else str(text.count("\n") + 1)
        reason = f"{found[1][0].lower()}{found[1][1:]}"
        raise BrokenSettings(f"{path}:{place}: this is not TOML: {reason}; mend it, or take it out.") from None


def _checked(table: Mapping[str, Any], text: str, path: Path) -> Settings:
    for key, value in table.items():
        place = _place(key, text, path)
        if key not in about_settings():
            raise BrokenSettings(f"{place}: there is no setting '{key[:LONGEST]}'{_instead(key)}")
        if wrong := _understood(key, value)[1]:
            raise BrokenSettings(f"{place}: '{key}' {wrong}.")
    return Settings(**{key: _understood(key, value)[0] for key, value in table.items()})  # type: ignore[arg-type]


def _from_words(key: str, words: str) -> Value | list[str]:
    """What was typed for a setting as it would stand in the file: lines, or texts between semicolons, make a list."""
    kind = type(_default(key))
    if kind is bool:
        return YES_NO.get(words.strip().lower(), words) if words.strip() else True
    return re.split(r"[;\n]", words) if kind is tuple else words


def _understood(key: str, value: object) -> tuple[Value, str | None]:
    """The value of a setting for what stands in the file, and what is wrong with it."""
    default = _default(key)
    if isinstance(default, bool):
        if isinstance(value, bool):
            return value, None
        return default, f"is true or false: {key} = {str(not default).lower()}"
    if isinstance(default, tuple):
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            return default, f'is a list of texts in quotes: {key} = ["...", "..."]'
        lines = tuple(filter(None, (" ".join(each.split()) for each in value)))
        wrong = f"holds more than {MOST} texts; shorten it" if len(lines) > MOST else None
        return lines, wrong or next(filter(None, (_wrong(key, each) for each in lines)), None)
    if not isinstance(value, str):
        return default, f'is a text in quotes: {key} = "..."'
    text = " ".join(value.split())
    return text, _wrong(key, text)


def _default(key: str) -> Value:
    found: Value = getattr(Settings(), key)
    return found


def _wrong(key: str, value: str) -> str | None:
    values = next(each.metadata.get("values") for each in fields(Settings) if each.name == key)
    if values and value and value not in values:
        return f"is one of {', '.join(values)}"
    if len(value) > LONGEST:
        return f"is longer than {LONGEST} characters; shorten it"
    if any(unicodedata.category(each) in ("Cc", "Cs") for each in value):
        return "holds a character that cannot be shown; leave it out"
    return None


def _instead(key: str) -> str:
    from reflect.flow.notation import did_you_mean

    known = [*about_settings()]
    return did_you_mean(key, known) or f"; what can be set is {', '.join(known)}."


def _place(key: str, text: str, path: Path) -> str:
    """The file, and the line where `key` is set, as far as it can be found."""
    found = re.search(rf"(?m)^[ \t]*\[*[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*[=.\]]", text)
    return f"{path}:{text.count(chr(10), 0, found.start()) + 1}" if found else str(path)
