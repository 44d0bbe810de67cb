"""The smallest program of our kind: Typer, pydantic and YAML, one command. The yardstick of start-up."""

import sys

import typer
import yaml
from pydantic import BaseModel


class Named(BaseModel):
    """One field."""

    id: str


app = typer.Typer()


@app.command()
def main() -> None:
    """Read one line of YAML and print it."""
    sys.stdout.write(Named.model_validate(yaml.safe_load("id: hello")).id + "\n")


if __name__ == "__main__":
    app()
