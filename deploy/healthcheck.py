"""Ends with status 0 while the app in this container answers. For HEALTHCHECK; asks for no data."""

import http.client
import os
import sys
from urllib.parse import urlsplit

site = urlsplit(os.environ.get("CAREERQUIZ_URL", "http://localhost"))
connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=4)
try:
    connection.request("GET", f"{site.path.rstrip('/')}/healthz", headers={"Host": site.netloc})
    sys.exit(0 if connection.getresponse().status == 200 else 1)
except (OSError, http.client.HTTPException) as trouble:
    sys.exit(str(trouble))
