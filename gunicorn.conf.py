"""How gunicorn serves the site. Each value has a variable, explained in .env.example."""

import os
from pathlib import Path

import environ

root = Path(__file__).resolve().parent
if (env_file := root / os.environ.get("ENV_FILE", ".env")).is_file():
    environ.Env.read_env(env_file)

host = os.environ.get("HOST", "127.0.0.1")
wsgi_app = "bmcspine.asgi"
bind = f"{f'[{host}]' if ':' in host else host}:{os.environ.get('PORT', '8000')}"
if "SOCKET" in os.environ:
    bind = f"unix:{os.environ['SOCKET']}"

worker_class = "bmcspine.web.gunicorn_worker.SiteWorker"
logger_class = "bmcspine.web.gunicorn_log.SiteLog"
workers = int(os.environ.get("WEB_WORKERS", "2"))  # each has WEB_THREADS, see bmcspine/asgi.py
worker_connections = int(os.environ.get("WEB_CONNECTIONS", "800"))
asgi_loop = "asyncio"
asgi_lifespan = "off"
http_parser = "python"
# Loaded once, then forked: a mistake in settings stops the start with its message instead of
# workers that die again and again, and the workers share memory. Nothing opens a connection
# while loading, so none is shared. A new version needs a restart, not a reload.
preload_app = True

timeout = int(os.environ.get("WEB_TIMEOUT_SECONDS", "30"))
graceful_timeout = 30
keepalive = 10  # also the longest for the head of a request; a proxy has to let go sooner
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # heartbeat files
control_socket_disable = True

# The longest that gunicorn can allow, so that Django answers a long address with our page.
# Cookies and other headers: an ordinary browser sends 20 or so.
limit_request_line = 8190
limit_request_fields = 100
limit_request_field_size = 8190

accesslog = "-"
errorlog = "-"
loglevel = "info"


def on_starting(_: object) -> None:
    from bmcspine.web.new_workers import let_new_workers_end
    from bmcspine.web.open_files import let_files_suffice

    let_new_workers_end()
    let_files_suffice(worker_connections)
