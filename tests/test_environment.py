"""pyproject.toml, environment.yml and requirements.lock say the same."""
import re
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from analysis import paths

PROJECT = tomllib.loads((paths.ROOT / "pyproject.toml").read_text())["project"]
LOCK = (paths.ROOT / "requirements.lock").read_text()


def wanted() -> dict[str, str]:
    lines = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"]
    return {canonicalize_name(r.name): str(r.specifier) for r in map(Requirement, lines)}


def conda() -> dict[str, str]:
    listed = yaml.safe_load((paths.ROOT / "environment.yml").read_text())["dependencies"]
    lines = [d for d in listed if isinstance(d, str)] + next(d["pip"] for d in listed if isinstance(d, dict))
    return {canonicalize_name(r.name): str(r.specifier) for r in map(Requirement, (d for d in lines if d != "-e ."))}


def locked() -> dict[str, list[str]]:
    pins: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.\-]+)==([\w.]+)", LOCK, re.M):
        pins.setdefault(canonicalize_name(name), []).append(version)
    return pins


def test_conda_names_and_bounds_are_those_of_pyproject():
    listed = conda()
    assert listed.pop("python") == PROJECT["requires-python"]
    assert listed.pop("pip") == ""
    assert listed == wanted()


@pytest.mark.parametrize("name", sorted(wanted()))
def test_lock_pins_within_the_bounds(name):
    versions = locked()[name]
    assert versions and all(Requirement(name + wanted()[name]).specifier.contains(v) for v in versions)


def test_every_pin_has_a_hash_and_no_registry_is_named():
    entries = [entry for entry in re.split(r"\n(?=\S)", LOCK) if "==" in entry]
    assert len(entries) > 80
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in LOCK and "index-url" not in LOCK


def test_what_is_installed_is_within_the_bounds():
    from importlib.metadata import version
    outside = {name: version(name) for name, bound in wanted().items()
               if not Requirement(name + bound).specifier.contains(version(name))}
    assert outside == {}
