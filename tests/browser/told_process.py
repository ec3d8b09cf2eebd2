"""A program that says what it was told as it was started. It ends as its argument says, or waits until it is killed."""

import json
import os
import resource
import signal
import sys
import threading
from pathlib import Path

from assessment.settings import PROJECT

KEEPS_SOMETHING = ("app", "pages", "web")
told = {
    "arguments": sys.argv,
    "environment": dict(os.environ),
    "flags": list(sys.flags),
    "has its libraries": "streamlit.web.cli" in sys.modules,
    "has loaded what keeps something": [name for name in sys.modules if name.partition(".")[0] in KEEPS_SOMETHING],
    "input": str(Path("/proc/self/fd/0").readlink()),
    "is in the project": Path.cwd() == PROJECT,
    "leads its session and group": os.getpid() == os.getsid(0) == os.getpgid(0),
    "limit of open files": resource.getrlimit(resource.RLIMIT_NOFILE),
    "mask of new files": os.umask(0o077),
    "mask of signals": [str(each) for each in signal.pthread_sigmask(signal.SIG_BLOCK, [])],
    "name": __name__,
    "signals": {each.name: str(signal.getsignal(each)) for each in signal.Signals},
    "threads": threading.active_count(),
}
sys.stdout.write(f"{json.dumps(told)}\n")
sys.stdout.flush()
if sys.argv[1] == "wait":
    signal.pause()
sys.exit(int(sys.argv[1]) if sys.argv[1].isdigit() else sys.argv[1])
