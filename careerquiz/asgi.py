"""The door for a production server that speaks ASGI.

Whoever starts the app this way serves it to others: unless told otherwise it runs in production
mode, which refuses to start without a key and hosts.
"""

import os

from django.core.asgi import get_asgi_application
from django.db import connection

from careerquiz.database import answer_in_time
from careerquiz.terminal import use_own_settings
from roles.web.edge import AsyncEdge

use_own_settings()
os.environ.setdefault("CAREERQUIZ_MODE", "production")

application = AsyncEdge(get_asgi_application())
answer_in_time()
# Each request has threads of its own here: a connection that is kept would never be used again.
connection.settings_dict["CONN_MAX_AGE"] = 0
