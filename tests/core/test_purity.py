"""S24: the core decides and the edge acts: proved by what each module imports and calls."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

BOT = Path(__file__).parents[2] / "bot"
CORE = sorted((BOT / "core").rglob("*.py"))
MODULES = sorted(BOT.rglob("*.py"))

# fmt: off
PURE = {
    "__future__", "array", "base64", "bisect", "collections", "copy", "dataclasses", "datetime", "enum", "functools",
    "hashlib", "heapq", "itertools", "math", "operator", "re", "types", "typing", "unicodedata", "zlib",
    "rapidfuzz", "bot.core",
}
# fmt: on
ACTING_CALLS = {"open", "print", "input", "exec", "eval", "__import__", "breakpoint"}
CLOCKS = {"now", "today", "utcnow", "fromtimestamp"}

KNOWS = {
    "core": (),
    "core/scoring": ("core",),
    "core/understanding": ("core", "core/scoring"),
    "core/replying": ("core", "core/scoring", "core/understanding"),
    "core/answering.py": ("core", "core/replying", "core/dialogue"),
    "core/dialogue.py": ("core", "core/scoring", "core/understanding", "core/replying"),
    "core/why.py": ("core", "core/scoring", "core/understanding", "core/dialogue"),
    "clock.py": (),
    "replacing.py": (),
    "settings.py": (),
    "logs.py": ("settings",),
    "loading": ("core", "clock", "replacing"),
    "checking": ("core", "clock", "loading"),
    "starter": ("core", "loading"),
    "conversation.py": ("core", "clock"),
    "measuring": ("core", "clock", "loading"),
    "state": ("core", "logs", "replacing", "settings"),
    "operating": ("core", "clock", "loading", "logs", "settings", "state"),
    "doctor": ("core", "clock", "loading", "logs", "operating", "settings", "state", "telegram"),
    "telegram": ("core", "clock", "logs", "operating", "settings", "state", "telegram/rendering"),
    "telegram/rendering.py": ("core",),
    "desk": (
        *("core", "checking", "clock", "conversation", "loading", "logs", "measuring", "replacing", "settings"),
        "state",
        "telegram/rendering",
    ),
    "cli": ("",),
    "__main__.py": ("cli",),
}
"""What each folder, or module beside them, may import of `bot`, besides itself; the longest name that fits counts.

`core` by itself are its plain data, next to the folders in it.
"""
AT_HOME = {
    "telegram": ("telegram", "doctor"),
    "yaml": ("loading",),
    "pydantic": ("loading",),
    "click": ("cli",),
    "rich": ("cli",),
    "redis": ("state",),
    "sqlite3": ("state",),
    "prometheus_client": ("operating",),
    "starlette": ("telegram", "desk"),
    "uvicorn": ("telegram", "desk"),
    "jinja2": ("desk",),
    "ruamel": ("desk",),
}
"""Libraries, and the folders that know each."""


def imports_of(path: Path, bot: Path = BOT) -> Iterator[str]:
    """Everything that a module imports, by its whole name: a package, and what is taken out of it."""
    package = path.relative_to(bot.parent).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*above, *([node.module] if node.module else [])))
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def names_of(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(BOT)) for path in paths]


def is_below(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def part_of(name: str) -> str:
    """The folder or module of `KNOWS` in which something of `bot` stands; nothing for `bot` itself, and its version."""
    inner = name.split(".")[1:]
    names = ["/".join(inner[:depth]) for depth in range(len(inner), 0, -1)]
    return next((part for name in names for part in (f"{name}.py", name) if part in KNOWS), "")


def may_know(own: str, other: str) -> bool:
    """Who stands outside of a folder and may know it may know all that is in it."""
    known, top = KNOWS[own], other.split("/")[0]
    is_named = other.removesuffix(".py") in ("", *known) or "" in known
    return own == other or is_named or (top in known and top not in own)


def calls_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id
        elif isinstance(node, ast.Attribute):
            yield "." + node.attr


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("from bot import desk, telegram", {"bot.desk", "bot.telegram"}),
        ("from ..desk import files", {"bot.desk.files"}),
        ("from .. import desk", {"bot.desk"}),
        ("from . import folder", {"bot.loading.folder"}),
        ("import bot.desk.files", {"bot.desk.files"}),
    ],
)
def test_an_import_is_seen_however_it_is_written(tmp_path: Path, line: str, named: set[str]) -> None:
    path = tmp_path / "bot" / "loading" / "x.py"
    path.parent.mkdir(parents=True)
    path.write_text(line, encoding="utf-8")

    assert named <= set(imports_of(path, tmp_path / "bot"))


def test_the_core_and_its_parts_are_where_this_test_looks() -> None:
    assert "dialogue.py" in {path.name for path in CORE}
    assert [part for part in KNOWS if not (BOT / part).exists()] == []
    assert {path.name for path in BOT.iterdir() if not path.name.startswith("__")} <= set(KNOWS)


@pytest.mark.parametrize("path", CORE, ids=names_of(CORE))
def test_the_core_imports_only_what_cannot_act(path: Path) -> None:
    others = [name for name in imports_of(path) if not any(is_below(name, pure) for pure in PURE)]

    assert others == []


@pytest.mark.parametrize("path", CORE, ids=names_of(CORE))
def test_the_core_reads_no_file_and_no_clock(path: Path) -> None:
    acting = [name for name in calls_of(path) if name in ACTING_CALLS or name.removeprefix(".") in CLOCKS]

    assert acting == []


@pytest.mark.parametrize("path", MODULES, ids=names_of(MODULES))
def test_imports_point_one_way(path: Path) -> None:
    own = part_of(f"bot.{'.'.join(path.relative_to(BOT).with_suffix('').parts)}")
    wrong = [n for n in imports_of(path) if is_below(n, "bot") and not may_know(own, part_of(n))]

    assert wrong == []


def reached_from(path: Path) -> set[Path]:
    """The modules of `bot` that a module imports, at once or later, and those that these import."""
    reached, waiting = set(), [path]
    while waiting:
        for name in imports_of(waiting.pop()):
            module = BOT.parent / name.replace(".", "/")
            for other in (module.with_suffix(".py"), module / "__init__.py"):
                if is_below(name, "bot") and other.exists() and other not in reached:
                    reached.add(other)
                    waiting.append(other)
    return reached


def test_the_running_bot_knows_nothing_of_the_checks() -> None:
    folders = {str(path.relative_to(BOT).parent) for path in reached_from(BOT / "cli" / "run.py")}

    assert {"loading", "operating", "telegram"} <= folders
    assert "checking" not in folders


@pytest.mark.parametrize("path", MODULES, ids=names_of(MODULES))
def test_a_library_is_known_only_where_it_is_at_home(path: Path) -> None:
    folder = path.relative_to(BOT).parts[0]
    strangers = [name for name in imports_of(path) if folder not in AT_HOME.get(name.split(".")[0], (folder,))]

    assert strangers == []


def constants_of(path: Path) -> Iterator[tuple[str, str]]:
    """Those of a module by their names in capitals, and what stands behind each; no type variable is one."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.Assign | ast.AnnAssign):
            continue
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        pairs = [(target, node.value)]
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            pairs = [*zip(target.elts, node.value.elts, strict=True)]
        for name, value in pairs:
            if isinstance(name, ast.Name) and name.id.isupper() and len(name.id) > 1:
                yield name.id, ast.unparse(value) if value else ""


@pytest.mark.parametrize("folder", sorted({path.relative_to(BOT).parts[0] for path in MODULES}))
def test_a_constant_means_one_thing_in_its_layer(folder: str) -> None:
    meanings: dict[str, set[str]] = defaultdict(set)
    for path in MODULES:
        if path.relative_to(BOT).parts[0] == folder:
            for name, value in constants_of(path):
                meanings[name].add(value)

    assert [name for name, values in meanings.items() if len(values) > 1] == []
