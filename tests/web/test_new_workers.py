"""A worker that is told to stop before it is ready to serve stops."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sources import ROOT
from tests.web.conftest import Server

SLOW_TO_START = f"""
import runpy, time
globals().update(runpy.run_path({str(ROOT / "gunicorn.conf.py")!r}))
graceful_timeout = 5

def post_fork(server, worker):
    server.log.info("Not ready yet")
    time.sleep(60)
"""


@pytest.mark.parametrize(("end", "passed_on"), [("SIGTERM", "SIGTERM"), ("SIGINT", "SIGQUIT")])
def test_worker_not_ready_yet_ends_when_told_to(tmp_path: Path, end: str, passed_on: str) -> None:
    configuration = tmp_path / "slow.py"
    configuration.write_text(SLOW_TO_START)
    environment = Server(tmp_path).environment
    command = [sys.executable, "-m", "gunicorn", "-c", str(configuration)]
    with subprocess.Popen(
        command, env=environment, cwd=ROOT, stderr=subprocess.PIPE, text=True
    ) as site:
        assert site.stderr is not None
        lines = iter(site.stderr)
        assert any("Not ready yet" in line for line in lines)
        site.send_signal(signal.Signals[end])
        rest = "".join(lines)
    assert f"was sent {passed_on}!" in rest  # and not, in the end, SIGKILL
