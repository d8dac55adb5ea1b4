"""The parameters of the notebooks: what there is, and whether what was typed fits.

A notebook's parameters are the plain assignments of its cell tagged `parameters`. papermill only
warns of an unknown one and passes "true" as text; here both are told before anything runs.
"""
from __future__ import annotations

import ast
import difflib
import json
import math
from pathlib import Path

import yaml

PLACES = ("corpus", "out", "figures")        # the command itself fills these in


def defaults(notebook: Path) -> dict:
    """Name and default of each parameter of a notebook file."""
    found = {}
    for cell in json.loads(Path(notebook).read_text(encoding="utf-8"))["cells"]:
        if "parameters" in cell.get("metadata", {}).get("tags", []):
            for node in ast.parse("".join(cell["source"])).body:
                if isinstance(node, ast.Assign):
                    found[node.targets[0].id] = ast.literal_eval(node.value)
    return found


def known(notebooks: list[Path]) -> dict[str, dict[str, object]]:
    """parameter -> {notebook: default}, without the places that the command fills in."""
    found: dict[str, dict[str, object]] = {}
    for path in notebooks:
        for name, default in defaults(path).items():
            if name not in PLACES:
                found.setdefault(name, {})[path.stem] = default
    return found


def listing(notebooks: list[Path]) -> str:
    """The parameters one may pass, one a line with default and notebooks."""
    lines = [f"  {name}={_typed(next(iter(where.values())))}  ({', '.join(where)})"
             for name, where in sorted(known(notebooks).items())]
    return "\n".join(lines) or "  (none)"


def _typed(value) -> str:
    """A default as one would type it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def parse(typed: str, default):
    """The value typed for a parameter, of the type of its default; ValueError saying what is expected."""
    try:
        value = yaml.safe_load(typed) if typed.strip() else ""
    except yaml.YAMLError:
        value = typed
    if default is None:
        return value
    if isinstance(default, bool):
        if not isinstance(value, bool):
            raise ValueError("true or false")
        return value
    if isinstance(default, str):         # 2022 or 2022-02-16 typed for a text is the text
        return value if isinstance(value, str) else typed
    expected = "a whole number" if isinstance(default, int) else "a number"
    try:
        value = int(typed) if isinstance(default, int) else float(typed)
    except ValueError:
        raise ValueError(expected) from None
    if not math.isfinite(value):
        raise ValueError(expected)
    return value


def choose(given: list[str], notebooks: list[Path]) -> tuple[dict[str, dict], list[str]]:
    """The parameters of `given` ("name=value") that each notebook takes, and all that is wrong with them."""
    parameters = known(notebooks)
    chosen: dict[str, dict] = {path.stem: {} for path in notebooks}
    problems, unknown = [], False
    for item in given:
        name, equals, typed = item.partition("=")
        name = name.strip()
        if not equals or not name:
            problems.append(f"-p {item}: write it as name=value")
        elif name in PLACES:
            problems.append(f"-p {name}: is set by the command itself (CORPUS, --out, --figures)")
        elif name not in parameters:
            near = difflib.get_close_matches(name, parameters, 1)
            hint = f"; did you mean '{near[0]}' ({', '.join(parameters[near[0]])})?" if near else ""
            problems.append(f"no notebook has a parameter '{name}'{hint}")
            unknown = True
        else:
            for notebook, default in parameters[name].items():
                try:
                    chosen[notebook][name] = parse(typed, default)
                except ValueError as error:
                    problems.append(f"parameter '{name}' of {notebook} takes {error}, as in "
                                    f"{name}={_typed(default)}; got '{typed}'")
    if unknown:
        problems.append(f"the parameters are\n{listing(notebooks)}")
    return chosen, problems
