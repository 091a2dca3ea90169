"""Headless Chromium for the tests: one process, asked over a pipe what it makes of a page."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

__all__ = ["CHROMIUM", "Browser", "start_browser"]

CHROMIUM: Final = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))),
    None,
)
"""Where Chromium is installed; None where it is not."""

_OPTIONS: Final = """
--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync
--disable-background-networking --disable-component-update --disable-extensions
--hide-scrollbars --remote-debugging-pipe
""".split()
_PATIENCE: Final = 120.0
"""Seconds after which an answer is not awaited any longer."""


@dataclass(slots=True)
class Browser:
    """A running Chromium with one page, driven by the DevTools protocol."""

    orders: IO[bytes]
    answers: IO[bytes]
    session: str = ""
    """Name of the page's session; empty for the browser as a whole."""
    sent: int = 0
    received: bytearray = field(default_factory=bytearray)
    events: list[str] = field(default_factory=list)
    """Names of the events since the last page."""

    def show(
        self,
        address: str,
        *,
        width: int = 1000,
        height: int = 1400,
        dark: bool = False,
        scale: float = 1,
        media: str = "screen",
        scripts: bool = True,
    ) -> None:
        """Load a page, its fonts and pictures included, in a window of that size.

        `address` is a URL, such as `path.as_uri()`; lengths are CSS pixels; `scale` is the number
        of device pixels in one of them; `media` is `screen` or `print`; without `scripts`, the
        page's own do not run.
        """
        size = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
        self.ask("Emulation.setDeviceMetricsOverride", **size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", media=media, features=[scheme])
        self.ask("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.events.clear()
        answer = self.ask("Page.navigate", url=address)
        assert not answer.get("errorText"), f"{address}: {answer['errorText']}"
        while "Page.loadEventFired" not in self.events:
            self._receive()
        self.evaluate("document.fonts.ready.then(() => true)")

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression in the page, awaited if it is a promise."""
        answer = self.ask(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def html(self) -> str:
        """The page as it stands now."""
        return str(self.evaluate("document.documentElement.outerHTML"))

    def picture(self, *, whole: bool = True) -> bytes:
        """The page as a PNG: all of it, or what the window shows."""
        answer = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        return base64.b64decode(answer["data"])

    def press(self, key: str, *, code: int, text: str = "") -> None:
        """Press and release a key, such as `Tab` with the code 9; `text` is what it types."""
        named: dict[str, object] = {"key": key, "windowsVirtualKeyCode": code}
        down = {"type": "keyDown", "text": text} if text else {"type": "rawKeyDown"}
        self.ask("Input.dispatchKeyEvent", **down, **named)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **named)

    def ask(self, method: str, **parameters: object) -> dict[str, Any]:
        """The answer to any request of the DevTools protocol."""
        self.sent += 1
        order: dict[str, Any] = {"id": self.sent, "method": method, "params": parameters}
        if self.session:
            order["sessionId"] = self.session
        self.orders.write(json.dumps(order).encode() + b"\0")
        self.orders.flush()
        while True:
            answer = self._receive()
            if answer.get("id") == self.sent:
                assert "error" not in answer, f"{method}: {answer['error']}"
                result: dict[str, Any] = answer["result"]
                return result

    def _receive(self) -> dict[str, Any]:
        """The next message, noted where it is an event."""
        end = time.monotonic() + _PATIENCE
        while b"\0" not in self.received:
            ready, _, _ = select.select([self.answers], [], [], max(0, end - time.monotonic()))
            assert ready, "Chromium does not answer"
            piece = os.read(self.answers.fileno(), 1 << 20)
            assert piece, "Chromium has ended"
            self.received += piece
        line, _, rest = bytes(self.received).partition(b"\0")
        self.received = bytearray(rest)
        message: dict[str, Any] = json.loads(line)
        if "method" in message:
            self.events.append(message["method"])
        return message


@contextmanager
def start_browser(folder: Path) -> Iterator[Browser]:
    """Run Chromium, with its profile in that folder, without a network and without our fonts."""
    assert CHROMIUM is not None
    command = [*_OPTIONS, "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={folder}"]
    with subprocess.Popen(
        # The pipe is expected at the descriptors 3 and 4.
        ["/bin/sh", "-c", 'exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null', CHROMIUM, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # Under our configuration of fonts, which is for PDF files, it would hint the letters.
        env={name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"},
    ) as running:
        assert running.stdin
        assert running.stdout
        browser = Browser(running.stdin, running.stdout)
        try:
            target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
            session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)
            browser.session = session["sessionId"]
            browser.ask("Page.enable")
            yield browser
        finally:
            running.kill()
