"""The map of the program stays true: who may import whom, and what is not imported at all on a quick path."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEED, clean_environment

# A part imports from the lines above its own, never from below and not from its own line.
ORDER = (
    ("cache",),
    ("patterns", "records"),
    ("errors",),
    ("assets",),
    ("fold",),
    ("lexicon", "display", "arabic", "yearly"),
    ("ends",),
    ("source",),
    ("model",),
    ("extract", "ledger"),
    ("story",),
    ("typeset",),
    ("charts",),
    ("pdf", "deck"),
    ("verify",),
    ("output", "seal", "worker"),
    ("api",),
    ("cli",),
    ("__main__",),
)
RANK = {part: rank for rank, parts in enumerate(ORDER) for part in parts}
PACKAGE = ROOT / "reportgen"
FILES = sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """Every module that a file imports, wherever in it, with the line; no relative imports are in use."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write the import from the top"
            module = node.module or ""
            if module == "reportgen":
                yield from ((f"reportgen.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield module, node.lineno


def wrong_way(path: Path) -> list[str]:
    """The imports of a file that go against the map."""
    part = path.relative_to(PACKAGE).with_suffix("").parts[0]
    if part == "__init__":
        return []
    found = []
    for module, line in imported(path):
        names = module.split(".")
        if names[0] != "reportgen" or names[1:2] == ["__version__"]:
            continue
        other = names[1]
        if other != part and (other not in RANK or RANK[other] >= RANK[part]):
            found.append(f"{path.relative_to(ROOT)}:{line}: {part} imports {other}")
    return found


def test_every_part_is_on_the_map() -> None:
    parts = {path.relative_to(PACKAGE).with_suffix("").parts[0] for path in FILES} - {"__init__"}
    assert parts <= RANK.keys()


def test_imports_follow_the_map() -> None:
    assert [line for path in FILES for line in wrong_way(path)] == []


def test_a_wrong_import_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys.modules[__name__], "PACKAGE", tmp_path)
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    (tmp_path / "pdf").mkdir()
    wrong = tmp_path / "pdf" / "write.py"
    wrong.write_text("def f():\n    from reportgen.deck import x\n    from reportgen import cli\n")
    assert len(wrong_way(wrong)) == 2


def test_no_circle_inside_a_part() -> None:
    graph: dict[str, set[str]] = {}
    for path in FILES:
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        # What a package's __init__ offers is for others; inside the package one imports the module itself.
        graph[name] = {module for module, _ in imported(path) if module != name}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail[trail.index(name) :], name))
        if name in done or name not in graph:
            return
        for other in sorted(graph[name]):
            if other.rpartition(".")[0] == name:
                continue
            visit(other, (*trail, name))
        done.add(name)

    # The root imports the api lazily and the stages import the root only for its version.
    graph["reportgen"] = set()
    for name in sorted(graph):
        visit(name, ())


def test_what_is_imported_is_declared() -> None:
    declared = {
        line.partition("==")[0].lower()
        for line in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    }
    homes = packages_distributions()
    used = {module.partition(".")[0] for path in FILES for module, _ in imported(path)}
    foreign = used - sys.stdlib_module_names - {"reportgen"}
    assert {
        name: homes.get(name) for name in foreign if not declared & {home.lower() for home in homes.get(name, [])}
    } == {}


def modules_after(*arguments: str) -> set[str]:
    """The modules loaded after a run of the command line in a process of its own, which must succeed."""
    code = (
        "import json, sys\nfrom reportgen.cli import main\n"
        f"code = main({list(arguments)!r})\n"
        "print('\\n' + json.dumps([code, sorted(sys.modules)]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True,
        encoding="utf-8", env=clean_environment(),
    )  # fmt: skip
    code_, modules = json.loads(run.stdout.splitlines()[-1])
    assert code_ == 0, run.stderr
    return set(modules)


WRITERS = {"reportgen.pdf", "reportgen.deck", "reportgen.charts", "reportgen.story"}
HEAVY = {
    "matplotlib",
    "reportlab",
    "pptx",
    "numpy",
    "xlsxwriter",
    "fontTools",
    "uharfbuzz",
    "PIL",
    "trafilatura",
    "lxml",
}


def test_facts_import_no_writer() -> None:
    assert modules_after("facts", str(SEED), "--json") & (WRITERS | HEAVY) == set()


def test_the_deck_alone_imports_no_pdf(tmp_path: Path) -> None:
    loaded = modules_after("generate", str(SEED), "--out", str(tmp_path), "--only", "pptx", "--quiet")
    assert loaded & {"reportgen.pdf", "matplotlib", "reportlab", "pptx"} == set()


def test_the_briefing_alone_imports_no_deck(tmp_path: Path) -> None:
    loaded = modules_after("generate", str(SEED), "--out", str(tmp_path), "--only", "pdf", "--quiet")
    assert loaded & {"reportgen.deck", "pptx", "xlsxwriter"} == set()


def test_no_pyplot_and_no_font_tools_anywhere() -> None:
    banned = ("matplotlib.pyplot", "fontTools", "jieba")
    assert [
        f"{path.relative_to(ROOT)}:{line}"
        for path in FILES
        for module, line in imported(path)
        if module.startswith(banned)
    ] == []


def test_the_public_names() -> None:
    import reportgen

    assert sorted(reportgen.__all__) == ["Made", "ReportgenError", "__version__", "facts", "generate", "read"]
    assert all(getattr(reportgen, name) for name in reportgen.__all__)
    with pytest.raises(AttributeError, match="no attribute 'verfiy'"):
        reportgen.verfiy  # noqa: B018
