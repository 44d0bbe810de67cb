"""The bare libyaml event scan of every plan file in a folder: the least that any reader has to do."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

if __name__ == "__main__":
    events = 0
    for file in sorted(Path(sys.argv[1]).glob("*.yaml")):
        events += sum(1 for _event in yaml.parse(file.read_bytes(), Loader=yaml.CSafeLoader))
    sys.stdout.write(f"{events}\n")
