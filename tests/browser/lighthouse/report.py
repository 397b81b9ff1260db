"""Print Lighthouse's scores of the main pages. A report: whatever they are, nothing fails."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.browser.pages import MAIN_PAGE, STORY
from tests.browser.prepare import chromium
from tests.browser.server import running_site

PAGES = ["/", MAIN_PAGE, STORY, "/referral/", "/contact/"]
PROGRAM = Path(__file__).parent / "node_modules" / ".bin" / "lighthouse"
FLAGS = "--headless=new --no-sandbox --disable-gpu --no-first-run"


def scores(address: str) -> str:
    """Return the score of each category, 0 to 100, or what went wrong."""
    command = [str(PROGRAM), address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    environment = os.environ | {"CHROME_PATH": chromium() or ""}
    result = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    if result.returncode:
        return f"no scores: {result.stderr.strip().splitlines()[-1:]}"
    categories = json.loads(result.stdout)["categories"]
    parts = (f"{name} {round(100 * (entry['score'] or 0))}" for name, entry in categories.items())
    return ", ".join(parts)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, running_site(Path(folder)) as site:
        for path in PAGES:
            sys.stdout.write(f"{path:<45} {scores(site + path)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
