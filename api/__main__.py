"""`python -m api`: the same as the `candor` command."""

import sys

from api.command import main

sys.exit(main())
