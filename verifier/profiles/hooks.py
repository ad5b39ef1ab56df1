"""A country's own small pure functions, for what the rule kinds cannot say.

`country_profiles/<iso3>/hooks.py` holds plain functions without state, clock or imports of ours.
One that checks or decodes a number takes that number; one of a `hook` rule takes, by name, the
fields the rule declares in `fields`, so what it reads is declared twice and checked to agree.
python-stdnum's modules are reached the same way: `stdnum.pl.pesel`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from inspect import signature
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

from verifier.errors import ProfileError

HOOKS_FILE = "hooks.py"


def function(folder: str, name: str) -> Callable[..., Any]:
    """Return `hooks.<function>` of the country in `folder`; raises ProfileError if absent."""
    found = functions(folder).get(name.removeprefix("hooks."))
    if found is None:
        raise ProfileError(f"{Path(folder).name}/{HOOKS_FILE}: {name} is not a function there")
    return found


@lru_cache(maxsize=256)
def functions(folder: str) -> Mapping[str, Callable[..., Any]]:
    """Return the public functions of a country's hooks, by name; none when it has no hooks."""
    path = Path(folder) / HOOKS_FILE
    if not path.is_file():
        return {}
    module = _module(path)
    return {
        name: value
        for name, value in vars(module).items()
        if callable(value) and not name.startswith("_") and value.__module__ == module.__name__
    }


def reads(hook: Callable[..., Any]) -> tuple[str, ...]:
    """Return the names of what a hook takes."""
    return tuple(signature(hook).parameters)


@lru_cache(maxsize=256)
def stdnum_module(name: str) -> ModuleType:
    """Return python-stdnum's module of that full name; raises ProfileError if there is none."""
    if not name.startswith("stdnum."):
        raise ProfileError(f"{name} is not a python-stdnum module")
    try:
        return import_module(name)
    except ImportError:
        raise ProfileError(f"{name} is not a python-stdnum module") from None


@lru_cache(maxsize=1)
def stdnum_names() -> tuple[str, ...]:
    """Return the full names of python-stdnum's modules, to propose the right one."""
    package = import_module("stdnum")
    return tuple(m.name for m in walk_packages(package.__path__, "stdnum.") if not m.ispkg)


def _module(path: Path) -> ModuleType:
    spec = spec_from_file_location(f"country_profiles.{path.parent.name}.hooks", path)
    if spec is None or spec.loader is None:
        raise ProfileError(f"{path.parent.name}/{HOOKS_FILE} cannot be loaded")
    module = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        why = type(error).__name__
        raise ProfileError(f"{path.parent.name}/{HOOKS_FILE} does not run: {why}") from error
    return module
