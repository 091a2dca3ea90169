"""Speed: messages a second of our check and of `pofilter`, on the same files in one run.

`pofilter` of the Translate Toolkit is under the GPL; it is run as a program of its own, and
nothing of it is loaded here. Time is that of the processor, which is what passes on an idle core
and does not depend on what else the machine is doing.
"""

from __future__ import annotations

import cProfile
import io
import json
import os
import pstats
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from evidence.checking import check_folder
from evidence.corpus import SITE, CorpusFile, corpus_files
from evidence.ground import REPOSITORY, quoted

__all__ = ["SPEED", "Race", "profile", "race", "speed_data", "written_speed"]

SPEED: Final = Path("docs/evidence/speed.json")
"""Where the committed table stands, relative to the repository."""

_OURS: Final = (sys.executable, str(Path(__file__).with_name("checking.py")))


@dataclass(slots=True, kw_only=True)
class Race:
    """Both programs on the catalogues of one language, or of all."""

    tag: str
    """The language; `all` for one run of ours over all of them, and one of `pofilter` for each."""
    messages: int
    """How many messages there are."""
    seconds: dict[str, list[float]] = field(default_factory=lambda: {"ours": [], "pofilter": []})
    """Processor time of each run with its start, by program."""
    megabytes: dict[str, float] = field(default_factory=lambda: {"ours": 0, "pofilter": 0})
    """The most memory that a run had, by program."""

    def median(self, program: str) -> float:
        """The median of the runs, in seconds."""
        return statistics.median(self.seconds[program])

    @property
    def ratio(self) -> float:
        """How many times as fast ours is."""
        return self.median("pofilter") / self.median("ours")


def race(folder: Path, pofilter: str, *, runs: int = 3, site: str = SITE) -> list[Race]:
    """Run both programs in turns on one core, language by language; the last row is of all.

    `communique check` takes all languages in one run. `pofilter` has to be told the language, so
    it runs once for each, and its time for all is the sum.
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as scratch:
        counts = _laid_out(Path(scratch), folder, site)
        races = [Race(tag=tag, messages=count) for tag, count in sorted(counts.items())]
        together = Race(tag="all", messages=sum(counts.values()))
        for turn in range(runs + 1):
            theirs = 0.0
            for one in races:
                texts, out = Path(scratch, one.tag), Path(scratch, "out", str(turn), one.tag)
                out.mkdir(parents=True)
                options = [f"--language={one.tag}", "-i", str(texts), "-o", str(out)]
                _run(one, "ours", [*_OURS, str(texts)], first=not turn)
                _run(one, "pofilter", [pofilter, *options, "--progress=none"], first=not turn)
                theirs += one.seconds["pofilter"][-1] if turn else 0
            folders = [str(Path(scratch, tag)) for tag in counts]
            _run(together, "ours", [*_OURS, *folders], first=not turn)
            if turn:
                together.seconds["pofilter"].append(theirs)
    together.megabytes["pofilter"] = max(one.megabytes["pofilter"] for one in races)
    return [*races, together]


def speed_data(races: Sequence[Race]) -> dict[str, object]:
    """The committed table: messages, seconds and megabytes by language."""
    rows = [
        {
            "locale": one.tag,
            "messages": one.messages,
            "seconds": {program: round(one.median(program), 3) for program in one.seconds},
            "megabytes": {name: round(size) for name, size in one.megabytes.items()},
        }
        for one in races
    ]
    return {"runs": len(races[0].seconds["ours"]) if races else 0, "languages": rows}


def written_speed(data: Mapping[str, object]) -> str:
    """The committed form of the table: a line for each language."""
    languages = data["languages"]
    rows = [json.dumps(row) for row in languages] if isinstance(languages, list) else []
    listed = ",\n  ".join(rows)
    return f'{{\n "runs": {data["runs"]},\n "languages": [\n  {listed}\n ]\n}}\n'


def profile(folder: Path, *, site: str = SITE, most: int = 40) -> str:
    """Where our time goes, all languages together, without the start."""
    with tempfile.TemporaryDirectory() as scratch:
        tags = list(_laid_out(Path(scratch), folder, site))
        profiler = cProfile.Profile()
        profiler.enable()
        for tag in tags:
            check_folder(Path(scratch, tag), tag)
        profiler.disable()
    out = io.StringIO()
    pstats.Stats(profiler, stream=out).strip_dirs().sort_stats("tottime").print_stats(most)
    return out.getvalue()


def per_message(folder: Path, *, site: str = SITE) -> float:
    """Microseconds for a message, files read and checked, without the start."""
    with tempfile.TemporaryDirectory() as scratch:
        tags = list(_laid_out(Path(scratch), folder, site))
        begun = time.perf_counter()
        messages = sum(check_folder(Path(scratch, tag), tag)[0] for tag in tags)
        return 1e6 * (time.perf_counter() - begun) / messages


def _laid_out(scratch: Path, folder: Path, site: str) -> dict[str, int]:
    """Write the texts of a corpus as both programs read them; how many there are, by language."""
    counts: dict[str, int] = {}
    for file in corpus_files(folder, site=site):
        path = scratch / file.locale.tag / Path(file.path).name
        path.parent.mkdir(exist_ok=True)
        path.write_text(_written(file), "utf-8")
        counts[file.locale.tag] = counts.get(file.locale.tag, 0) + len(file.template)
    return counts


def _written(file: CorpusFile) -> str:
    header = (
        f"Language: {file.locale.posix}\\nMIME-Version: 1.0\\n"
        "Content-Type: text/plain; charset=UTF-8\\nContent-Transfer-Encoding: 8bit\\n"
    )
    entries = [f'msgid ""\nmsgstr "{header}"\n']
    for message in file.catalogue.messages:
        translation = quoted(message.translations[0])
        entries.append(f"msgid {quoted(message.id)}\nmsgstr {translation}\n")
    return "\n".join(entries)


def _run(race: Race, program: str, command: Sequence[str], *, first: bool) -> None:
    """Run a program and note its processor time; the first time warms up and weighs memory."""
    environment = _plain_environment()
    if program == "ours":
        path = os.environ.get("PYTHONPATH", "")
        environment["PYTHONPATH"] = os.pathsep.join([str(REPOSITORY / "src"), path])
    child = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    megabytes = 0.0
    while first and os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is None:
        megabytes = max(megabytes, _most_memory(child.pid))
        time.sleep(0.01)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    if first:
        race.megabytes[program] = megabytes
    else:
        race.seconds[program].append(usage.ru_utime + usage.ru_stime)


def _plain_environment() -> dict[str, str]:
    """Without what a developer tells Python: an installed program has its bytecode."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def _most_memory(process: int) -> float:
    """The most memory that a running process has had, in megabytes; 0 where nobody tells."""
    try:
        status = Path(f"/proc/{process}/status").read_text("ascii", "replace")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s*([0-9]+) kB", status)
    return int(found[1]) / 1024 if found else 0.0
