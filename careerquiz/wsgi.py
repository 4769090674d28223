"""The door for a production server such as gunicorn.

Whoever starts the app this way serves it to others: unless told otherwise it runs in production
mode, which refuses to start without a key and hosts.
"""

import os

from django.core.wsgi import get_wsgi_application

from careerquiz.database import answer_in_time
from careerquiz.terminal import use_own_settings
from roles.web.edge import Edge

use_own_settings()
os.environ.setdefault("CAREERQUIZ_MODE", "production")

application = Edge(get_wsgi_application())
answer_in_time()
