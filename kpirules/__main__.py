"""`python -m kpirules`. The folder that the data lies in must not be able to lend us modules or plugins."""

import sys

if not sys.flags.safe_path and sys.path:
    del sys.path[0]

from kpirules.cli import main

sys.exit(main())
