"""The server that ``bench_web.py`` measures, and the clients that ask it for pages."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self
from urllib.parse import urlencode


class Server:
    """Gunicorn with two workers on a free port."""

    def __init__(self) -> None:
        self.port = _find_port()

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "gunicorn", "spoorboek.web.wsgi:application", "--workers", "2"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--log-level", "error", "--timeout", "300"]
        self._process = subprocess.Popen(command)
        for _ in range(300):
            try:
                http.client.HTTPConnection("127.0.0.1", self.port, timeout=1).connect()
                return self
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("gunicorn does not answer")

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()

    def count_seconds(self) -> float:
        """Return the seconds of the processor that the workers spent so far; 0 where Linux does not say."""
        main = self._process.pid
        try:
            workers = Path(f"/proc/{main}/task/{main}/children").read_text().split()
            # After the name, which may hold spaces: the 12th and 13th are time in and for the program.
            told = [Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split() for pid in workers]
        except OSError:
            return 0.0
        return sum(int(one[11]) + int(one[12]) for one in told) / os.sysconf("SC_CLK_TCK")


def _find_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def visit(
    port: int, cookies: Sequence[str], path: str, form: dict[str, str] | None, rounds: int
) -> list[float]:
    """Let a client for each cookie do the same at the same time, ``rounds`` times; return milliseconds."""
    times: list[float] = []
    failures: list[str] = []

    def go(cookie: str) -> None:
        for _ in range(rounds):
            start = time.perf_counter()
            status, said = send(port, cookie, path, form)
            times.append(1000 * (time.perf_counter() - start))
            # Who may not see a case is told that it is not there; that takes just as long.
            if status not in {200, 302, 303, 404}:
                failures.append(f"{path}: {status} {said[:200]!r}")

    threads = [threading.Thread(target=go, args=(cookie,)) for cookie in cookies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise RuntimeError(failures[0])
    return times


def send(port: int, cookie: str, path: str, form: dict[str, str] | None) -> tuple[int, bytes]:
    """Ask for one page, or send one form; return the status and the body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        token = "a" * 32
        session = f"sessionid={cookie}; " if cookie else ""
        headers = {"Cookie": f"{session}csrftoken={token}", "Accept-Language": "nl"}
        body = None
        if form is not None:
            filled = {n: re.sub("UNIQUE", str(time.perf_counter_ns()), value) for n, value in form.items()}
            body = urlencode({**filled, "csrfmiddlewaretoken": token})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("GET" if body is None else "POST", path, body=body, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
