"""Inside the build's Python, last before the snapshot: leave little behind of what was imported and answered."""

import gc
import re
import sys

re.purge()
sys.path_importer_cache.clear()
gc.collect()
