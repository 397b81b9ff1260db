"""An S3 server of the tests' own: it checks keys and signatures, and refuses everybody else."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.browser.server import free_port
from tests.machines.redis_server import START_LIMIT_SECONDS, answers_within

PICTURES, SCANS = "pictures", "scans"
REGION = "us-east-1"
SET_UP_CALLS = 5
"""After so many the server asks for keys: a user, a key, a policy and two buckets."""

POLICY = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}


@contextmanager
def running_buckets(folder: Path) -> Iterator[dict[str, str]]:
    """Yield the variables that tell the site of a server with two buckets."""
    port = free_port()
    environment = os.environ | {"INITIAL_NO_AUTH_ACTION_COUNT": str(SET_UP_CALLS)}
    command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1"]
    with (folder / "buckets.log").open("ab") as log:
        server = subprocess.Popen(
            [*command, "-p", str(port)], env=environment, stdout=log, stderr=log
        )
    try:
        answers_within(START_LIMIT_SECONDS, "127.0.0.1", port)
        yield variables(f"http://127.0.0.1:{port}")
    finally:
        server.kill()
        server.wait()


@contextmanager
def slow_bucket(content: bytes, pause_seconds: float) -> Iterator[str]:
    """Yield the address of a server that pauses after every byte of a file."""

    class Slow(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Last-Modified", self.date_time_string())
            self.end_headers()
            for byte in content:
                self.wfile.write(bytes([byte]))
                time.sleep(pause_seconds)

    with ThreadingHTTPServer(("127.0.0.1", 0), Slow) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def variables(endpoint: str) -> dict[str, str]:
    """Make the two buckets and the key that opens them."""
    import boto3

    anybody: dict[str, Any] = {"endpoint_url": endpoint, "region_name": REGION}
    anybody |= {"aws_access_key_id": "none", "aws_secret_access_key": "none"}
    accounts, buckets = boto3.client("iam", **anybody), boto3.client("s3", **anybody)
    accounts.create_user(UserName="site")
    key = accounts.create_access_key(UserName="site")["AccessKey"]
    document = json.dumps({"Version": "2012-10-17", "Statement": [POLICY]})
    accounts.put_user_policy(UserName="site", PolicyName="all", PolicyDocument=document)
    for name in (PICTURES, SCANS):
        buckets.create_bucket(Bucket=name)
    return {
        "S3_BUCKET": PICTURES,
        "S3_PRIVATE_BUCKET": SCANS,
        "S3_ENDPOINT": endpoint,
        "S3_REGION": REGION,
        "S3_ACCESS_KEY": key["AccessKeyId"],
        "S3_SECRET_KEY": key["SecretAccessKey"],
    }
