"""Keep, check, schedule and compare the action plans of a provincial office.

The program is also a library. Nothing below imports a terminal library.
"""

from __future__ import annotations

__version__ = "0.1.0"
