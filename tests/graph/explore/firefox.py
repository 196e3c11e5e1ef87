"""Firefox without a driver: it speaks Marionette, which is JSON over a local socket."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Any

FIREFOX = os.environ.get("CASUSGRAPH_FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
PREFERENCES = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}
"""A fresh profile that asks nothing, with a proxy that leads nowhere."""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Firefox:
    """A running browser with one window."""

    def __init__(self, profile: Path) -> None:
        port = free_port()
        self.downloads = profile / "downloads"
        folder = {"browser.download.folderList": 2, "browser.download.dir": str(self.downloads)}
        preferences = {**PREFERENCES, **folder, "marionette.port": port}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in preferences.items()]
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [str(FIREFOX), "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
        environment = {**os.environ, "HOME": str(profile), "MOZ_HEADLESS_WIDTH": "1400", "MOZ_HEADLESS_HEIGHT": "900"}
        self._process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._socket = self._connect(port)
        self._read()
        self._count = 0
        self.ask("WebDriver:NewSession", {"strictFileInteractability": False})

    def _connect(self, port: int) -> socket.socket:
        for _ in range(240):
            try:
                return socket.create_connection(("127.0.0.1", port), timeout=60)
            except OSError:
                time.sleep(0.25)
        self._process.kill()
        raise RuntimeError(f"{FIREFOX} did not open its port within a minute")

    def _read(self) -> Any:
        size = b""
        while not size.endswith(b":"):
            size += self._socket.recv(1)
        body = b""
        while len(body) < int(size[:-1]):
            body += self._socket.recv(int(size[:-1]) - len(body))
        return json.loads(body)

    def ask(self, command: str, parameters: dict[str, Any]) -> Any:
        """The result of a command of the protocol."""
        self._count += 1
        message = json.dumps([0, self._count, command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._read()
        if error is not None:
            raise RuntimeError(f"{command}: {error['error']}: {error['message']}")
        return result

    def open(self, url: str) -> None:
        """Opens a page and waits until it is ready."""
        self.ask("WebDriver:Navigate", {"url": url})
        for _ in range(240):
            if self.run("return document.documentElement.dataset.ready") == "yes":
                return
            time.sleep(0.125)
        raise RuntimeError("the page was not ready within half a minute")

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script returns; the page's own objects stand in `page`."""
        script = f"const page = window.wrappedJSObject || window; {script}"
        return self.ask("WebDriver:ExecuteScript", {"script": script, "args": list(arguments)})["value"]

    def type(self, selector: str, keys: str) -> None:
        """Real strokes of keys into a field."""
        found = self.ask("WebDriver:FindElement", {"using": "css selector", "value": selector})["value"]
        [id] = found.values()
        self.ask("WebDriver:ElementSendKeys", {"id": id, "text": keys})

    def downloaded(self, name: str) -> bytes:
        """A file that the page has let the browser save; an empty one holds its place until then."""
        for _ in range(240):
            path = self.downloads / name
            if path.exists() and (content := path.read_bytes()):
                return content
            time.sleep(0.125)
        raise RuntimeError(f"{name} was not saved within half a minute; there are {os.listdir(self.downloads)}")

    def __enter__(self) -> Firefox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()
        self._process.terminate()
        self._process.wait(timeout=30)
