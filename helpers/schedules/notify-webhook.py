"""Posts the event and the status as JSON to a webhook, ``REPORT_WEBHOOK`` in the environment.

    notify = ".venv/bin/python helpers/schedules/notify-webhook.py"
"""

from __future__ import annotations

import json
import os
import sys
import urllib.request


def main() -> int:
    """Send one event; the exit code says whether the other side took it."""
    status = json.load(sys.stdin)
    text = f"Treaty report: {sys.argv[-1]} ({status.get('edition')})"
    body = json.dumps({"event": sys.argv[-1], "text": text, "status": status}).encode()
    head = {"Content-Type": "application/json"}
    request = urllib.request.Request(os.environ["REPORT_WEBHOOK"], data=body, headers=head)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return int(not 200 <= answer.status < 300)


if __name__ == "__main__":
    sys.exit(main())
