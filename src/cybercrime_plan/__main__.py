"""`python -m cybercrime_plan`."""

from cybercrime_plan.cli.main import run

run()
