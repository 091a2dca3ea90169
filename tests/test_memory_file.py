"""The file of a memory: whatever is wrong with it is a sentence, and nothing in it is lost."""

from __future__ import annotations

import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from communique.memory import Memory, MemoryFileError, Unit, open_memory

NUMBERS = range(3_000)


def unit(number: int) -> Unit:
    """A unit of its own for every number."""
    return Unit(
        source=f"This is the text of number {number} of many",
        translation=f"C’est le texte du numéro {number}",
        source_locale="en",
        locale="fr",
        before="" if number == 0 else f"This is the text of number {number - 1} of many",
        date="2018-05-25",
    )


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A memory with three thousand units; to be copied, not changed."""
    path = tmp_path_factory.mktemp("memory") / "memory.sqlite3"
    with open_memory(path, create=True) as memory:
        memory.add(map(unit, NUMBERS))
    return path


@pytest.fixture
def path(full: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(full, tmp_path / "memory.sqlite3"))


def everything_of(memory: Memory) -> None:
    """Use all that a memory can do."""
    text = unit(7).source
    memory.exact(text, source_locale="en", locale="fr")
    memory.similar(text + " more", source_locale="en", locale="fr", least=50)
    memory.holds(text, locale="fr")
    memory.digest_of("a.po")
    memory.count()
    list(memory.units())


def refusal(path: Path, *, create: bool = False) -> MemoryFileError:
    """What is said about a file that cannot be opened."""
    with pytest.raises(MemoryFileError) as raised, open_memory(path, create=create) as memory:
        everything_of(memory)
    assert f"`{path}`" in str(raised.value)
    return raised.value


def other_process(program: str, *arguments: object) -> subprocess.Popen[str]:
    """A Python program of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", dedent(program), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
    )


# --- what is no memory ---


def test_no_file_is_a_sentence_that_says_what_makes_one(tmp_path: Path) -> None:
    """Reading makes no empty memory by the way."""
    error = refusal(tmp_path / "memory.sqlite3")
    assert str(error).startswith("there is no memory at")
    assert "communique update" in error.hint
    assert not (tmp_path / "memory.sqlite3").exists()


@pytest.mark.parametrize("create", [False, True])
def test_another_kind_of_file_is_left_alone(tmp_path: Path, *, create: bool) -> None:
    """What is no file of SQLite is not taken for one, and not written over."""
    path = tmp_path / "memory.sqlite3"
    path.write_text("Dear diary, " * 1_000, "utf-8")
    assert "no file of SQLite" in str(refusal(path, create=create))
    assert path.read_text("utf-8").startswith("Dear diary")


@pytest.mark.parametrize("create", [False, True])
def test_data_of_another_program_are_left_alone(tmp_path: Path, *, create: bool) -> None:
    """SQLite is the file format of half the world."""
    path = tmp_path / "places.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE places (id INTEGER)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    assert "another program" in str(refusal(path, create=create))
    assert path.read_bytes() == before


def test_a_newer_version_is_not_guessed_at(path: Path) -> None:
    """What a later program has written is for that program."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 2")
    connection.close()
    error = refusal(path, create=True)
    assert "version 2" in str(error)
    assert "update communique" in error.hint


def test_a_memory_with_other_tables_is_not_trusted(path: Path) -> None:
    """A trigger that somebody has put in is never run."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE TRIGGER surprise AFTER INSERT ON units BEGIN DELETE FROM tags; END")
    connection.close()
    assert "not those of a memory" in str(refusal(path, create=True))


def test_an_empty_file_becomes_a_memory_only_if_asked_to(tmp_path: Path) -> None:
    """A program killed at its first breath leaves one; the next one goes on."""
    path = tmp_path / "memory.sqlite3"
    path.touch()
    assert "is empty" in str(refusal(path))
    with open_memory(path, create=True) as memory:
        assert memory.add([unit(1)]) == 1
    with open_memory(path) as memory:
        assert list(memory.units()) == [unit(1)]


def test_a_folder_and_a_missing_folder_are_sentences(tmp_path: Path) -> None:
    """A path that cannot be a file is no traceback."""
    assert "cannot be opened" in str(refusal(tmp_path, create=True))
    assert "cannot be opened" in str(refusal(tmp_path / "none" / "memory.sqlite3", create=True))


def test_a_name_of_sqlites_own_is_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`:memory:` and addresses are files like others."""
    monkeypatch.chdir(tmp_path)
    for name in (":memory:", "file:x?mode=memory"):
        with open_memory(Path(name), create=True) as memory:
            memory.add([unit(1)])
        with open_memory(Path(name)) as memory:
            assert memory.holds(unit(1).translation, locale="fr")


# --- damage ---


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.99])
def test_a_file_that_is_cut_off_is_damaged(path: Path, share: float) -> None:
    """Half a download is told as what it is."""
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert "damaged" in str(refusal(path))


@pytest.mark.parametrize("seed", range(25))
def test_damage_anywhere_is_a_sentence_or_does_no_harm(path: Path, seed: int) -> None:
    """Whatever bytes a bad disk gives, no traceback comes of it."""
    chance = random.Random(seed)  # noqa: S311 - damage is no secret
    content = bytearray(path.read_bytes())
    for _ in range(40):
        at = chance.randrange(len(content))
        length = chance.choice((1, 8, 300))
        content[at : at + length] = chance.randbytes(len(content[at : at + length]))
    path.write_bytes(content)
    try:
        with open_memory(path, create=True) as memory:
            everything_of(memory)
            memory.add(map(unit, range(2_900, 3_100)))
            everything_of(memory)
    except MemoryFileError as error:
        assert str(path) in str(error)  # noqa: PT017 - it may as well not be raised


# --- others at the same file ---


_HOLDER = """
    import sqlite3, sys, time
    connection = sqlite3.connect(sys.argv[1], isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
    connection.execute("ROLLBACK")
"""


def test_a_file_that_another_process_writes_is_waited_for(path: Path) -> None:
    """Two updates at once are one after the other."""
    with other_process(_HOLDER, path, 0.5) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with open_memory(path, wait=60) as memory:
            assert memory.add([unit(5_000)]) == 1
        assert holder.wait() == 0


def test_waiting_has_an_end(path: Path) -> None:
    """A process that never lets go is named as the reason."""
    with other_process(_HOLDER, path, 600) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(MemoryFileError, match="in use by another process"):
            open_memory(path, wait=0.1)
        holder.kill()


def test_a_memory_can_be_read_while_another_process_adds(path: Path) -> None:
    """Until the other is done, what was there before is what is there."""
    adder = """
        import sys
        from pathlib import Path
        from communique.memory import Unit, open_memory
        def units():
            yield Unit(source="A", translation="B", source_locale="en", locale="fr")
            print("adding", flush=True)
            sys.stdin.readline()
        with open_memory(Path(sys.argv[1])) as memory:
            memory.add(units())
    """
    with other_process(adder, path) as other, open_memory(path) as memory:
        assert other.stdout is not None
        assert other.stdout.readline() == "adding\n"
        assert not memory.holds("B", locale="fr")
        with pytest.raises(MemoryFileError, match="in use"), open_memory(path, wait=0.1) as third:
            third.add([unit(6_000)])
        other.communicate("\n")
        assert other.returncode == 0
        assert memory.holds("B", locale="fr")


def test_a_killed_import_leaves_what_was_there(path: Path) -> None:
    """Killed without warning in the middle, the old memory is the memory."""
    importer = """
        import os, signal, sys
        from pathlib import Path
        from communique.memory import Unit, open_memory
        def units():
            for number in range(200_000):
                yield Unit(source=f"word{number} and {'filler ' * 40}{number}",
                           translation="x" * 400, source_locale="en", locale="fr")
                if number == 12_000:
                    # More than fits into the cache has been written to the file by now.
                    os.kill(os.getpid(), signal.SIGKILL)
        with open_memory(Path(sys.argv[1])) as memory:
            memory._connection.execute("PRAGMA cache_size = 100")
            memory.add(units())
    """
    size = path.stat().st_size
    with other_process(importer, path) as other:
        assert other.wait() == -signal.SIGKILL
    assert path.stat().st_size > size
    with open_memory(path) as memory:
        assert list(memory.units()) == sorted(map(unit, NUMBERS), key=lambda kept: kept.source)
        assert memory.add([unit(9_999)]) == 1


def test_units_that_fail_midway_leave_what_was_there(path: Path) -> None:
    """A broken file that is imported changes nothing."""

    def units() -> Iterator[Unit]:
        yield from map(unit, range(5_000, 15_000))
        raise ValueError("the file ends here")

    with open_memory(path) as memory:
        with pytest.raises(ValueError, match="ends here"):
            memory.add(units())
        assert sum(memory.count().values()) == len(NUMBERS)
        assert not memory.holds(unit(5_000).translation, locale="fr")
        assert memory.add([unit(5_000)]) == 1


def test_a_full_disk_leaves_what_was_there(path: Path) -> None:
    """Where nothing more can be written, the old memory is the memory."""
    adder = """
        import sys
        from pathlib import Path
        from communique.memory import MemoryFileError, Unit, open_memory
        with open_memory(Path(sys.argv[1])) as memory:
            try:
                memory.add(Unit(source=f"{number}", translation="x" * 900, source_locale="en",
                                locale="fr") for number in range(20_000))
            except MemoryFileError as error:
                print(error)
    """
    most = path.stat().st_size + 1_000_000
    done = subprocess.run(
        [sys.executable, "-c", dedent(adder), str(path)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert done.returncode == 0, done.stderr
    assert str(path) in done.stdout
    assert "disk" in done.stdout
    with open_memory(path) as memory:
        assert list(memory.units()) == sorted(map(unit, NUMBERS), key=lambda kept: kept.source)


def test_a_memory_in_a_read_only_folder_can_be_read_and_not_written(full: Path) -> None:
    """An archive on a medium that cannot be written is still a memory."""
    program = """
        import os, sys
        from pathlib import Path
        from communique.memory import MemoryFileError, Unit, open_memory
        if os.geteuid() == 0:
            # Nothing is read-only for root; nobody is somebody else.
            os.setuid(65534)
        with open_memory(Path(sys.argv[1])) as memory:
            print(sum(memory.count().values()))
            try:
                memory.add([Unit(source="A", translation="B", source_locale="en", locale="fr")])
            except MemoryFileError as error:
                print(error)
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(full, Path(folder, "memory.sqlite3")))
        copy.chmod(0o444)
        Path(folder).chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", dedent(program), str(copy)],
            capture_output=True,
            text=True,
            check=False,
        )
        Path(folder).chmod(0o755)
    assert done.stdout.splitlines()[:1] == [str(len(NUMBERS))], done.stderr
    assert "cannot be written" in done.stdout
