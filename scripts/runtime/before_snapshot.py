"""Inside the build's Python, last before the snapshot: import, answer the sample requests, leave little behind."""

import gc
import json
import re
import sys
from pathlib import Path

from target_calculator.interface import handle

for request in json.loads(Path("/requests.json").read_text(encoding="utf8")):
    handle(json.dumps(request))
re.purge()
sys.path_importer_cache.clear()
del request
gc.collect()
