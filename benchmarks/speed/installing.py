"""Puts `reflect` and the programs it is measured against into environments of their own."""

# ruff: noqa: INP001 (a module of a program of its own)

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
JRNL, KAYDET, RIPGREP = "jrnl", "kaydet", "ripgrep"
PEERS = {JRNL: "jrnl==4.6", KAYDET: "kaydet"}
"""What pip is asked for."""


class NotInstalled(Exception):
    """What pip could not do; it has said why."""


@dataclass(frozen=True)
class Programs:
    """Where the programs are, by name, and their versions; `missing` says why one is not there."""

    python: Path
    paths: dict[str, str]
    versions: dict[str, str]
    missing: dict[str, str]


def install(work: Path) -> Programs:
    """Installs everything below `work`; what is there from an earlier time stays, but for `reflect` itself."""
    here = work / "environments"
    python = _environment(here / "reflect")
    _pip(python, "--upgrade", "--force-reinstall", "--no-deps", str(ROOT))
    _pip(python, str(ROOT))
    paths = {"reflect": str(python.with_name("reflect"))}
    versions = {"Python": sys.version.split()[0], "reflect": _version(python, "reflect-journal")}
    versions["SQLite"] = _said(python, "import sqlite3; print(sqlite3.sqlite_version)")
    missing = {}
    for name, wanted in PEERS.items():
        peer = _environment(here / name)
        if not peer.with_name(name).exists():
            try:
                _pip(peer, wanted)
            except NotInstalled:
                missing[name] = "could not be installed"
                continue
        paths[name], versions[name] = str(peer.with_name(name)), _version(peer, name)
    if found := shutil.which("rg"):
        paths[RIPGREP] = found
        said = subprocess.run([found, "--version"], check=True, capture_output=True, text=True)  # noqa: S603
        versions[RIPGREP] = said.stdout.split()[1]
    else:
        missing[RIPGREP] = "is not on this machine"
    return Programs(python, paths, versions, missing)


def clean_environment() -> dict[str, str]:
    """The environment without what changes how Python starts and where it compiles modules to."""
    return {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}


def _environment(folder: Path) -> Path:
    """The Python of an environment, which is made when it is not there."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, env=clean_environment())  # noqa: S603
    return python


def _pip(python: Path, *what: str) -> None:
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *what]
    done = subprocess.run(command, check=False, env=clean_environment(), capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        sys.stderr.write(done.stderr)
        raise NotInstalled


def _version(python: Path, distribution: str) -> str:
    return _said(python, f"from importlib.metadata import version; print(version({distribution!r}))")


def _said(python: Path, code: str) -> str:
    done = subprocess.run([str(python), "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    return done.stdout.strip()
