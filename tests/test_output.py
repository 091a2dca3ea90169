"""Writing files: all of a set or none, never half a one, and nothing outside the folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.project import ProjectError, write_files
from communique.project.output import remove_files

OLD = {"a/page.html": b"old page", "b/page.html": b"old other page", "manifest.json": b"old list"}
NEW = {"a/page.html": b"new page", "b/page.html": b"new other page", "manifest.json": b"new list"}

# Writes 301 files that have a word in them; it kills itself before a number of them is taken, and
# may write so many bytes to one file at most.
WRITER = """
import os, resource, signal, sys
from pathlib import Path
from communique.project import ProjectError, write_files

class Killing(dict):
    def items(self):
        for number, item in enumerate(super().items()):
            if number == int(sys.argv[3]):
                os.kill(os.getpid(), signal.SIGKILL)
            yield item

files = {f"{n % 7}/{n}.html": sys.argv[2].encode() * 2000 for n in range(300)}
files["manifest.json"] = sys.argv[2].encode()
if sys.argv[4:]:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]), int(sys.argv[4])))
try:
    write_files(Path(sys.argv[1]), Killing(files))
except ProjectError as error:
    print(error)
"""

names = st.text("abcdeé文.- ", min_size=1, max_size=8).filter(lambda name: name.strip(" .") != "")
trees = st.dictionaries(
    st.lists(names, min_size=1, max_size=3).map(lambda parts: "_/".join(parts) + ".x"),
    st.binary(max_size=64),
    max_size=6,
)


def below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def put(folder: Path, files: dict[str, bytes]) -> None:
    """Lay files down without the code under test."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def writer(folder: Path, word: str, *, killed_at: int = -1, limit: int = 0) -> list[str]:
    """The command line of a process that writes 301 files with a word in them."""
    limits = [str(limit)] if limit else []
    return [sys.executable, "-c", WRITER, str(folder), word, str(killed_at), *limits]


def sets_in(folder: Path) -> set[bytes]:
    """Which words the files of `writer` have; each file must be whole."""
    files = {path: content for path, content in below(folder).items() if path.endswith("html")}
    assert len(files) == 300
    assert all(len(content) == 2000 * len(content[:3]) for content in files.values())
    return {content[:3] for content in files.values()}


class TestWriting:
    """What `write_files` promises."""

    @given(files=trees)
    @settings(max_examples=30)
    def test_what_is_written_is_there(
        self, tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]
    ) -> None:
        """Every file has its bytes, nothing else is there, and each is told as changed."""
        folder = tmp_path_factory.mktemp("written") / "new"
        assert write_files(folder, files) == tuple(files)
        assert below(folder) == files
        assert write_files(folder, files) == ()

    def test_a_file_that_has_its_bytes_is_not_touched(self, tmp_path: Path) -> None:
        """Copying tools and browsers see no change where there is none."""
        put(tmp_path, OLD)
        for path in OLD:
            os.utime(tmp_path / path, ns=(1, 1))
        assert write_files(tmp_path, {**OLD, "b/page.html": b"new"}) == ("b/page.html",)
        changed = {path for path in OLD if (tmp_path / path).stat().st_mtime_ns != 1}
        assert changed == {"b/page.html"}

    def test_a_web_server_can_read_what_is_new(self, tmp_path: Path) -> None:
        """A new file can be read by all; one that was there keeps its permissions."""
        put(tmp_path, OLD)
        (tmp_path / "manifest.json").chmod(0o600)
        write_files(tmp_path, {**NEW, "c.html": b""})
        assert (tmp_path / "c.html").stat().st_mode & 0o777 == 0o644
        assert (tmp_path / "manifest.json").stat().st_mode & 0o777 == 0o600

    def test_a_file_where_a_folder_should_be_changes_nothing(self, tmp_path: Path) -> None:
        """The error names the file that is in the way, and the others stay as they were."""
        before = {"a/page.html": b"old page", "b": b"in the way", "manifest.json": b"old list"}
        put(tmp_path, before)
        with pytest.raises(ProjectError, match="/b` cannot be written: ") as caught:
            write_files(tmp_path, NEW)
        assert "nothing that stood there was changed" in caught.value.hint
        assert below(tmp_path) == before

    def test_a_folder_where_a_file_should_be_changes_nothing(self, tmp_path: Path) -> None:
        """What cannot be replaced is found before anything is."""
        before = {"a/page.html": b"old page", "b/page.html/x": b"", "manifest.json": b"old list"}
        put(tmp_path, before)
        with pytest.raises(ProjectError, match=r"b/page\.html` cannot be written: Is a directory"):
            write_files(tmp_path, NEW)
        assert below(tmp_path) == before

    @pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind the superuser")
    def test_a_folder_that_is_closed_changes_nothing(self, tmp_path: Path) -> None:
        """Permissions that are missing for one folder hold up the whole set."""
        put(tmp_path, OLD)
        (tmp_path / "b").chmod(0o555)
        with pytest.raises(ProjectError, match="Permission denied"):
            write_files(tmp_path, NEW)
        (tmp_path / "b").chmod(0o755)
        assert below(tmp_path) == OLD

    def test_a_device_is_written_to_and_never_replaced(self, tmp_path: Path) -> None:
        """Who writes to `/dev/null` as root has it still, and a device without end is not read."""
        device = tmp_path / "device"
        device.symlink_to("/dev/full")
        assert write_files(tmp_path, {"page.html": b"x", "device": b""}) == ("page.html", "device")
        with pytest.raises(ProjectError, match="cannot be written: No space left"):
            write_files(tmp_path, {"device": b"x"})
        assert device.is_char_device()

    def test_a_pipe_is_written_to(self, tmp_path: Path) -> None:
        """As where a shell puts a command in the place of a file."""
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        read: list[bytes] = []
        reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
        reader.start()
        write_files(tmp_path, {"pipe": b"told"})
        reader.join(timeout=10)
        assert read == [b"told"]
        assert pipe.is_fifo()

    def test_a_name_that_is_too_long_is_a_sentence(self, tmp_path: Path) -> None:
        """With the name that was given."""
        name = "a" * 300
        with pytest.raises(ProjectError, match=f"/{name}` cannot be written: File name too long"):
            write_files(tmp_path, {name: b"x"})

    def test_a_file_that_has_no_room_changes_nothing(self, tmp_path: Path) -> None:
        """The system refuses to write more; every file is the old one, and nothing else is left."""
        put(tmp_path, {f"{n % 7}/{n}.html": b"old" * 2000 for n in range(300)})
        finished = subprocess.run(
            writer(tmp_path, "new", limit=4096), capture_output=True, text=True, check=True
        )
        assert finished.stdout.strip() == f"`{tmp_path}/0/0.html` cannot be written: File too large"
        assert sets_in(tmp_path) == {b"old"}
        assert len(below(tmp_path)) == 300


class TestBeingKilled:
    """What a reader finds when the process is gone at any moment."""

    @pytest.mark.parametrize("at", [0, 1, 150, 300])
    def test_killed_before_all_is_written_nothing_is_replaced(
        self, tmp_path: Path, at: int
    ) -> None:
        """Files that wait beside their places are not in them."""
        put(tmp_path, {f"{n % 7}/{n}.html": b"old" * 2000 for n in range(300)})
        finished = subprocess.run(writer(tmp_path, "new", killed_at=at), check=False)
        assert finished.returncode == -signal.SIGKILL
        assert sets_in(tmp_path) == {b"old"}
        assert not (tmp_path / "manifest.json").exists()

    def test_killed_while_files_are_replaced_each_is_whole(self, tmp_path: Path) -> None:
        """Some files are new and some old, none is half, and the manifest is the old one."""
        subprocess.run(writer(tmp_path, "old"), check=True)
        process = subprocess.Popen(writer(tmp_path, "new"))
        while (tmp_path / "0/0.html").read_bytes()[:3] == b"old":
            assert process.poll() is None
        process.kill()
        process.wait()
        assert sets_in(tmp_path) <= {b"old", b"new"}
        if b"old" in sets_in(tmp_path):
            assert (tmp_path / "manifest.json").read_bytes() == b"old"

    def test_the_next_one_sweeps_up(self, tmp_path: Path) -> None:
        """What was killed leaves nothing behind once another has written."""
        subprocess.run(writer(tmp_path, "old", killed_at=200), check=False)
        assert any(path.endswith(".part") for path in below(tmp_path))
        subprocess.run(writer(tmp_path, "new"), check=True)
        assert len(below(tmp_path)) == 301

    def test_two_that_write_at_once_take_turns(self, tmp_path: Path) -> None:
        """The files are those of the last one, all of them."""
        both = [subprocess.Popen(writer(tmp_path, word)) for word in ("one", "two")]
        assert [process.wait() for process in both] == [0, 0]
        assert sets_in(tmp_path) == {(tmp_path / "manifest.json").read_bytes()}
        assert len(below(tmp_path)) == 301

    def test_a_reader_never_sees_half_a_file(self, tmp_path: Path) -> None:
        """Whoever reads while files are replaced gets the old bytes or the new ones."""
        old, new = b"old" * 100_000, b"new" * 100_000
        write_files(tmp_path, {"page.html": old})
        seen: set[bytes] = set()
        done = threading.Event()

        def read() -> None:
            while not done.is_set():
                seen.add((tmp_path / "page.html").read_bytes())

        reader = threading.Thread(target=read)
        reader.start()
        for number in range(50):
            write_files(tmp_path, {"page.html": new if number % 2 else old + b"."})
            time.sleep(0)
        done.set()
        reader.join()
        assert seen <= {old, old + b".", new}


class TestRemoving:
    """What `remove_files` promises."""

    def test_files_go_and_empty_folders_with_them(self, tmp_path: Path) -> None:
        """A language that is withheld leaves no empty folder, and what is beside it stays."""
        put(tmp_path, {"fr/release/index.html": b"", "fr/release/release.pdf": b"", "en/x": b""})
        removed = remove_files(tmp_path, ["fr/release/index.html", "fr/release/release.pdf", "no"])
        assert removed == ("fr/release/index.html", "fr/release/release.pdf")
        assert sorted(path.name for path in tmp_path.iterdir()) == ["en"]
        assert tmp_path.is_dir()

    @pytest.mark.parametrize(
        "path", ["../precious", "/etc/hostname", "link/precious", "a\0b", "", ".", "..", "folder"]
    )
    def test_nothing_outside_the_folder_is_removed(self, tmp_path: Path, path: str) -> None:
        """The list comes from a manifest, which anybody may have changed."""
        build = tmp_path / "build"
        put(tmp_path, {"precious": b"", "build/folder/file": b""})
        (build / "link").symlink_to(tmp_path)
        assert remove_files(build, [path]) == ()
        assert below(tmp_path)["precious"] == b""
        assert (build / "folder/file").exists()
