"""`plan rules`, `plan explain CODE`, `plan schema`."""

from __future__ import annotations

import json

from cybercrime_plan.cli.session import Session, single
from cybercrime_plan.language import N_


def schema(session: Session) -> int:
    from cybercrime_plan.model.schema import schema as plan_schema

    session.format_among(("json",))
    session.deliver(json.dumps(plan_schema(), ensure_ascii=False, indent=2) + "\n")
    return 0


schema_app = single(schema, reads_plans=False, help=N_("Print the JSON Schema of the plan file."))
rules_app = schema_app
explain_app = schema_app
