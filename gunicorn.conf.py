"""gunicorn's settings for a server: `gunicorn careerquiz.wsgi`, in the directory of the app.

Started by systemd, it takes the socket of deploy/careerquiz.socket instead of `bind`.
"""

import os

from careerquiz.logs import logging_config

bind = "127.0.0.1:8000"
workers = 2
timeout = 30  # seconds; a page takes a fraction of one
graceful_timeout = 30  # told to stop, a worker still answers what it has begun
# A worker is replaced after so many requests: memory that it may have gathered is given back.
max_requests = 10_000
max_requests_jitter = 1_000
worker_tmp_dir = "/dev/shm"  # noqa: S108  # sign of life of each worker: never to wait for a disk
control_socket_disable = True  # systemd controls it; the user has no home to put one into

# Who may say that a request came over https: the proxy on this machine. A socket file needs no
# entry, since its permissions say who may use it.
forwarded_allow_ips = "127.0.0.1,::1"

# Longest first line and headers that we take. Our longest address and cookie stay well below.
limit_request_line = 4094
limit_request_fields = 50
limit_request_field_size = 8190

# The paths of a respondent's pages are the keys to them, so there is no access log, and what
# gunicorn says of a failed request is masked as the app's own log is.
accesslog = None
logconfig_dict = logging_config(os.environ.get("CAREERQUIZ_LOG_FORMAT", "").strip())
