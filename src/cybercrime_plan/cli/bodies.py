"""What is known of the bodies of plans: from `--agencies`, from `agencies.yaml` beside a plan, from the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from cybercrime_plan.calc.owners import Owners
from cybercrime_plan.cli.session import Session
from cybercrime_plan.cli.targets import TargetPlan, paths_of
from cybercrime_plan.language import n_
from cybercrime_plan.model.known_bodies import Bodies
from cybercrime_plan.model.spelling import folded
from cybercrime_plan.read.bodies import bodies, is_register, read_bodies
from cybercrime_plan.read.files import most_bytes
from cybercrime_plan.read.working_set import HEAD, Target, kind_of
from cybercrime_plan.render.name_style import NameStyle
from cybercrime_plan.render.names import Names

if TYPE_CHECKING:
    from cybercrime_plan.read.git import Blob

BESIDE: Final = "agencies.yaml"
NEITHER: Final = "none"


def listed(owners: Owners) -> dict[str, tuple[int, bool]]:
    """The collectives on the sheet known for a plan: how many rows belong to each, and whether the plan has it."""
    lists = owners.bodies.lists
    agencies = owners.plan.agencies if lists else ()
    had = {folded(name) for one in agencies for name in (one.id, one.name, *one.aliases)}
    return {parent: (len(ids), folded(parent) in had) for parent, ids in lists.items()}


class Collectives:
    """The collectives on the office's sheets, plan by plan, and which of them no plan has."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}
        self._had: set[str] = set()

    def add(self, found: Mapping[str, tuple[int, bool]]) -> None:
        """Those known for one more plan."""
        for parent, (rows, has) in found.items():
            self._rows[parent] = rows
            self._had |= {parent} if has else set()

    def say_missing(self, session: Session) -> None:
        """Say which collectives on a sheet none of the plans has."""
        for parent, rows in self._rows.items():
            if parent not in self._had:
                session.note(
                    n_(
                        "none of these plans has “{parent}”, to which {count} row of the sheet belongs",
                        "none of these plans has “{parent}”, to which {count} rows of the sheet belong",
                        rows,
                        parent=parent,
                    ),
                    trouble=True,
                )


class KnownBodies:
    """What is known of bodies, plan by plan.

    Args:
        typed: the office's own file, or `none`; left out, it is looked for beside each plan.
    """

    def __init__(self, session: Session, typed: str | None) -> None:
        self.session = session
        self._file = Path(typed) if typed is not None and typed != NEITHER else None
        # the word of the office's file over the shipped register, or nothing for `none`
        known = Bodies() if typed == NEITHER else None if typed is None else bodies(self._file)
        self._typed = None if known is None else self._noted(known, session)
        self._beside: dict[Path | Blob | None, Bodies] = {}

    def of(self, target: Target, session: Session | None = None) -> Bodies:
        """What is known for the plan of that file.

        Args:
            session: what is to be told, when that is not the one of the command.

        Raises:
            InputError: the file beside it cannot be read.
            InvalidPlan: something in it is refused.
        """
        if self._typed is not None:
            return self._typed
        own = target.path.with_name(BESIDE) if target.path else target.blob and target.blob.beside(BESIDE)
        if own in self._beside:
            return self._beside[own]
        if isinstance(own, Path):
            is_own = own.is_file() and is_register(own)
            known = bodies(own, str(Path(target.name).with_name(BESIDE))) if is_own else bodies()
        elif own and own.exists() and kind_of(own.read(HEAD)) == "agencies":
            known = read_bodies(str(own), lambda name: own.beside(PurePosixPath(name).name).read(most_bytes(name)))
        else:
            known = bodies()
        self._beside[own] = self._noted(known, session or self.session)
        return self._beside[own]

    def _noted(self, known: Bodies, session: Session) -> Bodies:
        """The same, once it is said what of an office's sheet could not be used."""
        for remark in known.remarks:
            session.note_once(remark)
        return known

    def paths(self, targets: Iterable[Target]) -> list[Path]:
        """The office's files that are read for these plans; a result must not replace them."""
        if self._typed is not None:
            return [self._file] if self._file else []
        beside = dict.fromkeys(target.path.parent / BESIDE for target in targets if target.path)
        return [file for file in beside if file.is_file()]

    def inputs(self, targets: Iterable[Target]) -> list[Path]:
        """All files that are read for these plans, themselves among them."""
        found = tuple(targets)
        return [*paths_of(found), *self.paths(found)]

    def owners_of_each(self, found: Iterable[TargetPlan]) -> Iterator[Owners]:
        """Who is who in each plan; then collectives on an office's sheet that none of them has are said."""
        collectives = Collectives()
        for target, plan in found:
            owners = Owners(plan, self.of(target))
            collectives.add(listed(owners))
            yield owners
        collectives.say_missing(self.session)

    def owners(self, found: Iterable[TargetPlan]) -> tuple[Owners, ...]:
        """The same at once."""
        return tuple(self.owners_of_each(found))

    def names(self, found: Iterable[TargetPlan], style: NameStyle | None) -> Names:
        """How the bodies of these plans are named today, and on the days of their duties."""
        return Names(self.owners(found), style, self.session.as_of)
