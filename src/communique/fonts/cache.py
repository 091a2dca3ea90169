"""Keep prepared faces in a folder that is complete or absent, and check it each time."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from platformdirs import user_cache_dir

from communique.fonts.additions import Addition
from communique.fonts.configuration import configuration
from communique.fonts.faces import RECIPES, Face, FontError, FontSet, Recipe
from communique.fonts.sources import Source, find_source
from communique.frozen import asdict

__all__ = ["load_fonts", "prepare_fonts"]

Report = Callable[[str], None]

_FORMAT = 3
"""Raise it whenever other bytes come out of the same fonts, or the folder is laid out anew."""
_VARIABLE = "COMMUNIQUE_CACHE"
_LOCK = ".lock"
_UNFINISHED = ".unfinished-"
_CONFIGURATION = "fonts.conf"
_FACES = "faces"
_INDEX = "index"
_MANIFEST = "faces.json"


def prepare_fonts(
    cache: Path | None = None,
    *,
    workers: int = 2,
    report: Report | None = None,
    recipes: Sequence[Recipe] = RECIPES,
    additions: Sequence[Addition] = (),
) -> FontSet:
    """Give the font set, made now as far as the cache does not hold it whole.

    `cache` is the folder that holds `fonts`; without it the environment variable
    COMMUNIQUE_CACHE, without that the user's cache. `workers` is the number of faces made at
    the same time; `report` is told what is being made. Each of the `additions` is kept by itself,
    so that one more language makes nothing anew.
    Raises `FontError` if a package is missing or the cache cannot be written.
    """
    sets = [
        _prepared(cache, wanted, workers, report)
        for wanted in (recipes, *(addition.recipes for addition in additions))
    ]
    return _together(sets, additions) if additions else sets[0]


def load_fonts(
    cache: Path | None = None,
    *,
    recipes: Sequence[Recipe] = RECIPES,
    additions: Sequence[Addition] = (),
) -> FontSet | None:
    """Give the font set if the cache holds it whole, else None; makes no face.

    Raises `FontError` if a package is missing.
    """
    sets = []
    for wanted in (recipes, *(addition.recipes for addition in additions)):
        found = _load(_folder(cache, wanted, _sources(wanted)), wanted)
        if found is None:
            return None
        sets.append(found)
    return _together(sets, additions) if additions else sets[0]


def _sources(recipes: Sequence[Recipe]) -> list[Source]:
    return [find_source(recipe.package, recipe.source) for recipe in recipes]


def _prepared(
    cache: Path | None, recipes: Sequence[Recipe], workers: int, report: Report | None
) -> FontSet:
    sources = _sources(recipes)
    folder = _folder(cache, recipes, sources)
    if fonts := _load(folder, recipes):
        return fonts
    with _writing(folder.parent), _alone(folder.parent):
        # Another process may have made it while this one waited.
        if _load(folder, recipes) is None:
            _make(folder, list(zip(recipes, sources, strict=True)), workers, report)
    if fonts := _load(folder, recipes):
        return fonts
    raise FontError(
        f"the fonts in `{folder}` are damaged, although they were made just now",
        hint=f"set {_VARIABLE} to a folder on another disk",
    )


def _together(sets: Sequence[FontSet], additions: Sequence[Addition]) -> FontSet:
    """Make one set of several; its folder holds no more than a configuration."""
    first = {addition.family: addition.languages for addition in additions}
    names = [fonts.folder.name for fonts in sets]
    root = sets[0].folder.parent
    folder = root / _digest([_FORMAT, names, first])[:20]
    content = configuration(
        [fonts.folder / _FACES for fonts in sets],
        folder / _INDEX,
        tuple(dict.fromkeys(face.family for fonts in sets for face in fonts.faces)),
        first,
    ).encode()
    path = folder / _CONFIGURATION
    if not (path.is_file() and path.read_bytes() == content):
        with _writing(folder):
            (folder / _INDEX).mkdir(parents=True, exist_ok=True)
            _write(path, content)
    return FontSet(
        folder=folder,
        fontconfig_file=path,
        faces=tuple(face for fonts in sets for face in fonts.faces),
        digest=_digest([fonts.digest for fonts in sets]),
    )


def _folder(cache: Path | None, recipes: Sequence[Recipe], sources: Sequence[Source]) -> Path:
    """Name the folder after everything that decides about the bytes in it."""
    root = cache or Path(os.environ.get(_VARIABLE) or user_cache_dir("communique"))
    inputs = [
        {**asdict(recipe), "version": source.version, "sha256": source.sha256}
        for recipe, source in zip(recipes, sources, strict=True)
    ]
    key = _digest([_FORMAT, version("fonttools"), inputs])[:20]
    return root.absolute() / "fonts" / key


def _load(folder: Path, recipes: Sequence[Recipe]) -> FontSet | None:
    try:
        manifest = json.loads((folder / _MANIFEST).read_bytes())
        entries = manifest["faces"]
        # A file that is not ours would be offered to every document.
        strangers = len(list((folder / _FACES).iterdir())) - len(recipes)
        whole = (
            not strangers
            and manifest["digest"] == _digest(entries)
            and all(
                entry["file"] == recipe.file_name
                and entry["sha256"] == _sha256((folder / _FACES / recipe.file_name).read_bytes())
                for entry, recipe in zip(entries, recipes, strict=True)
            )
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None
    if not whole:
        return None
    _configure(folder, folder)
    return FontSet(
        folder=folder,
        fontconfig_file=folder / _CONFIGURATION,
        faces=tuple(
            Face(
                family=recipe.family,
                weight=recipe.weight,
                style=recipe.style,
                path=folder / _FACES / recipe.file_name,
                sha256=entry["sha256"],
                characters=tuple((first, last) for first, last in entry["characters"]),
            )
            for entry, recipe in zip(entries, recipes, strict=True)
        ),
        digest=manifest["digest"],
    )


def _configure(folder: Path, home: Path) -> None:
    """Write the configuration of a set that lives in `home`, unless it is there.

    It names folders in full, so that a cache that was moved or restored elsewhere needs another.
    """
    path = folder / _CONFIGURATION
    content = configuration([home / _FACES], home / _INDEX).encode()
    if not (path.is_file() and path.read_bytes() == content):
        with _writing(folder):
            _write(path, content)


def _make(
    folder: Path, work: Sequence[tuple[Recipe, Source]], workers: int, report: Report | None
) -> None:
    for leftover in folder.parent.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    unfinished = folder.with_name(_UNFINISHED + secrets.token_hex(8))
    damaged = folder.with_name(_UNFINISHED + secrets.token_hex(8))
    try:
        (unfinished / _FACES).mkdir(parents=True)
        (unfinished / _INDEX).mkdir()
        entries = _make_faces(unfinished / _FACES, work, workers, report)
        manifest = {"digest": _digest(entries), "faces": entries}
        _write(unfinished / _MANIFEST, json.dumps(manifest).encode())
        _configure(unfinished, folder)
        if folder.exists():
            folder.rename(damaged)
        unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.rmtree(damaged, ignore_errors=True)


def _make_faces(
    folder: Path, work: Sequence[tuple[Recipe, Source]], workers: int, report: Report | None
) -> list[dict[str, object]]:
    def make(place: int) -> tuple[int, dict[str, object]]:
        recipe, source = work[place]
        if report:
            report(f"making {recipe.family} {recipe.style_name}")
        return place, _make_face(recipe, source, folder / recipe.file_name)

    # The largest font file takes longest: started last, it would leave the other workers idle.
    order = sorted(range(len(work)), key=lambda place: -work[place][1].path.stat().st_size)
    with ThreadPoolExecutor(max(1, workers)) as executor:
        futures = [executor.submit(make, place) for place in order]
        try:
            made = dict(future.result() for future in futures)
        except BaseException:
            executor.shutdown(cancel_futures=True)
            raise
    return [made[place] for place in range(len(work))]


def _make_face(recipe: Recipe, source: Source, target: Path) -> dict[str, object]:
    """Make one face in a process of its own, started afresh so that no state of ours leaks in."""
    job = {
        "recipe": asdict(recipe),
        "source": {**asdict(source), "path": str(source.path)},
        "target": str(target),
    }
    search_path = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
    try:
        finished = subprocess.run(
            [sys.executable, "-P", "-m", "communique.fonts.cutting"],
            input=json.dumps(job).encode(),
            capture_output=True,
            env={**os.environ, "PYTHONPATH": search_path},
            check=False,
        )
        answer = json.loads(finished.stdout)
    except OSError as error:
        raise FontError(f"no process can be started to make the fonts: {error.strerror}") from error
    except ValueError:
        words = finished.stderr.decode(errors="replace").strip().splitlines() or ["no message"]
        raise FontError(
            f"making the face `{recipe.file_name}` ended with {finished.returncode}: {words[-1]}"
        ) from None
    if "error" in answer:
        raise FontError(answer["error"], hint=answer["hint"])
    return {
        "file": recipe.file_name,
        "sha256": _sha256(target.read_bytes()),
        "characters": answer["characters"],
    }


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time make fonts; the system frees the lock when a process dies."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _LOCK).open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FontError(
            f"the folder for prepared fonts, `{folder}`, cannot be written:"
            f" {error.strerror or error}",
            hint=f"set {_VARIABLE} to a folder that can be written",
        ) from error


def _write(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _digest(value: object) -> str:
    return _sha256(json.dumps(value, sort_keys=True, separators=(",", ":")).encode())


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
