"""What is shipped: the exact files of the sdist and the wheel, and that the wheel alone is the whole program."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from reflect import __version__

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
IGNORED = {"__pycache__", ".hypothesis", ".pytest_cache", ".mypy_cache", ".ruff_cache"}
NAME = f"reflect_journal-{__version__}"


@dataclass(frozen=True)
class Built:
    """An sdist and the wheel made from it, and a fresh environment that has only that wheel."""

    sdist: Path
    wheel: Path
    environment: Path

    def reflect(self, *args: str, home: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """The installed command, run far from the checkout."""
        environ = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        return subprocess.run(
            [self.environment / "bin" / "reflect", *args],
            env={**environ, "REFLECT_HOME": str(home)},
            cwd=self.environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )


def _run(module: str, *args: str | Path) -> None:
    subprocess.run([sys.executable, "-m", module, *args], check=True, capture_output=True, timeout=300)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("built")
    _run("build", "--no-isolation", "--outdir", folder, ROOT)
    wheel = folder / f"{NAME}-py3-none-any.whl"
    environment = folder / "environment"
    venv.create(environment, with_pip=False, symlinks=True)
    _run("pip", "--python", environment / "bin" / "python", "install", "--no-deps", "--no-index", wheel)
    # The dependencies are those of this environment, so that no network is needed; a path of a .pth file brings none of
    # the .pth files there with it, so an editable install of the checkout stays out.
    (own,) = (environment / "lib").glob("python*/site-packages")
    (own / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return Built(folder / f"{NAME}.tar.gz", wheel, environment)


def files(below: Path) -> Iterator[Path]:
    """The files that belong to the project below a folder of it."""
    for path in below.rglob("*"):
        if path.is_file() and not IGNORED & set(path.parts) and path.suffix != ".pyc":
            yield path.relative_to(ROOT)


def test_the_wheel_holds_the_program_and_the_flows_and_nothing_else(built: Built) -> None:
    program = {path.relative_to("src").as_posix() for path in files(ROOT / "src")}
    flows = {f"reflect/{path.as_posix()}" for path in files(ROOT / "prompts")}
    about = {f"{NAME}.dist-info/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt")}
    with zipfile.ZipFile(built.wheel) as wheel:
        held = wheel.namelist()
    assert len(held) == len(set(held))
    assert set(held) == program | flows | about | {f"{NAME}.dist-info/licenses/LICENSE"}
    assert {"reflect/cli/__init__.py", "reflect/prompts/define.yaml", "reflect/prompts/debrief.yaml"} <= set(held)
    assert all(path.startswith("reflect/") for path in program)
    assert {Path(path).suffix for path in program} <= {".py", ".typed"}


def test_the_sdist_holds_what_it_takes_to_build_and_test(built: Built) -> None:
    folders = {
        path.as_posix() for name in ("src", "prompts", "tests", "examples", "docs") for path in files(ROOT / name)
    }
    single = {"README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "pyproject.toml", "PKG-INFO", ".gitignore"}
    with tarfile.open(built.sdist) as sdist:
        held = {each.name.removeprefix(f"{NAME}/") for each in sdist.getmembers() if each.isfile()}
    assert held == folders | single


def test_the_flows_in_the_wheel_are_those_of_the_checkout(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as wheel:
        for path in files(ROOT / "prompts"):
            assert wheel.read(f"reflect/{path.as_posix()}") == (ROOT / path).read_bytes()


def test_the_wheel_alone_is_the_whole_program(built: Built, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert built.reflect("--version", home=home).stdout == f"reflect {__version__}\n"
    checked = built.reflect("flows", "check", home=home)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert all(line.startswith(str(built.environment)) for line in checked.stdout.splitlines())
    for flow, about in (("define", ()), ("debrief", ("-s", "invoice"))):
        answers = (ROOT / "examples" / "invoice" / f"{flow}.yaml").read_text(encoding="utf-8")
        made = built.reflect(flow, *about, "--answers", "-", "--json", home=home, stdin=answers)
        assert (made.returncode, made.stderr) == (0, "")
        assert Path(json.loads(made.stdout)["file"]).is_relative_to(home)
    assert "Invoice run went out twice" in built.reflect("list", home=home).stdout
    assert "Invoice run went out twice" in built.reflect("show", "last", home=home).stdout
    assert built.reflect("export", "invoice", home=home).stdout.startswith("---\n")


def test_every_package_that_is_imported_is_a_declared_dependency() -> None:
    declared = {re.split(r"[<>=~! \[]", each)[0].lower().replace("-", "_") for each in PROJECT["dependencies"]}
    # What pydantic installs with itself, and the package of ruamel.yaml.
    declared = {"ruamel" if each == "ruamel.yaml" else each for each in declared} | {"pydantic_core", "reflect"}
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            top = {name.partition(".")[0] for name in names}
            assert top <= declared | sys.stdlib_module_names, path
