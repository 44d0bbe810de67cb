"""Which files a command reads."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest

from cybercrime_plan.errors import InputError, UsageError
from cybercrime_plan.read.encoding import MOST_BYTES
from cybercrime_plan.read.working_set import Surroundings, Target, resolve, working_folder


def plan(plan_id: str, revision: int | None = None) -> str:
    number = "" if revision is None else f'revision: {{number: {revision}, on: "2024-01-01"}}\n'
    return f"format: 1\nid: {plan_id}\n{number}budget: {{unit: đồng, years: [2024], lines: []}}\n"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder of plans, with a second version of one and something that is no plan."""
    files = {
        "plans/a.yaml": plan("an-giang"),
        "plans/2024/b.yml": plan("bac-ninh", 1),
        "plans/2024/b2.YAML": plan("bac-ninh", 2),
        "plans/.git/c.yaml": plan("hidden"),
        "plans/notes.txt": "not a plan",
        "desk/d.yaml": plan("da-nang"),
    }
    for name, text in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def names(*targets: str, cwd: Path, **more: object) -> list[str]:
    found = resolve(targets, Surroundings(cwd, **more))  # type: ignore[arg-type]
    return [target.name.replace(os.sep, "/") for target in found]


def test_a_file_is_itself(office: Path) -> None:
    (target,) = resolve(["desk/d.yaml"], Surroundings(office))
    assert target.explicit
    assert target.read().decode() == plan("da-nang")


def test_a_folder_is_its_plan_files_recursively_in_order_without_hidden_folders(office: Path) -> None:
    assert names("plans", cwd=office) == ["plans/2024/b.yml", "plans/2024/b2.YAML", "plans/a.yaml"]


def test_what_is_found_in_a_folder_was_not_named(office: Path) -> None:
    assert not any(target.explicit for target in resolve(["plans"], Surroundings(office)))


def test_a_glob_is_expanded_as_a_shell_would(office: Path) -> None:
    assert names("plans/**/b*.y*ml", cwd=office) == ["plans/2024/b.yml"]
    assert names("pla*", cwd=office) == names("plans", cwd=office)
    assert all(target.explicit for target in resolve(["desk/*.yaml"], Surroundings(office)))


def test_a_file_whose_name_looks_like_a_glob_is_a_file(office: Path) -> None:
    (office / "desk" / "d[1].yaml").write_text(plan("da-nang"), encoding="utf-8")
    assert names("desk/d[1].yaml", cwd=office) == ["desk/d[1].yaml"]


def test_an_id_is_the_highest_revision_that_has_it(office: Path) -> None:
    (target,) = resolve(["bac-ninh"], Surroundings(office))
    assert target.name.replace(os.sep, "/") == "plans/2024/b2.YAML"
    assert target.explicit


MANY_LINES = "".join(f"    - {{id: dong-{n}, name: Dòng {n}}}\n" for n in range(500))
LONG = f"budget:\n  unit: đồng\n  years: [2024]\n  lines:\n{MANY_LINES}"


@pytest.mark.parametrize(
    "text",
    [
        f"format: 1\nid: ca-mau\n{LONG}",
        f"# kế hoạch\n\nid: ca-mau\n\n{LONG}",
        f"{LONG}id: ca-mau\n",
        f'title: "Kế hoạch {"dài " * 2000}\nid: nhầm"\nid: ca-mau\n{LONG}',
        f"title: |\n  {'dài ' * 2000}\n  id: nham\nid: ca-mau\n",
        "{" + f"title: {'dài ' * 2000}, id: ca-mau" + "}",
    ],
    ids=["head", "comment", "end", "quoted", "block", "brackets"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_id_is_found_wherever_the_file_says_it(office: Path, text: str, encoding: str) -> None:
    (office / "plans" / "long.yaml").write_text(text, encoding=encoding)
    assert names("ca-mau", cwd=office) == ["plans/long.yaml"]


def test_a_revision_far_behind_the_id_still_counts(office: Path) -> None:
    for number in (1, 2):
        text = f'id: ca-mau\n{LONG}revision: {{number: {number}, on: "2024-01-01"}}\n'
        (office / "plans" / f"{3 - number}.yaml").write_text(text, encoding="utf-8")
    assert names("ca-mau", cwd=office) == ["plans/1.yaml"]


def test_a_file_is_found_by_its_id_however_wrong_the_rest_of_it_is(office: Path) -> None:
    (office / "plans" / "long.yaml").write_text(f"id: ca-mau\n{LONG}tasks: [\n", encoding="utf-8")
    assert names("ca-mau", cwd=office) == ["plans/long.yaml"]


def test_a_path_wins_over_an_id(office: Path) -> None:
    (office / "bac-ninh").write_text(plan("another"), encoding="utf-8")
    assert names("bac-ninh", cwd=office) == ["bac-ninh"]


def test_an_id_that_two_files_share_at_one_revision_is_trouble_that_names_both(office: Path) -> None:
    (office / "plans" / "z.yaml").write_text(plan("bac-ninh", 2), encoding="utf-8")
    with pytest.raises(UsageError) as trouble:
        resolve(["bac-ninh"], Surroundings(office))
    assert "b2.YAML" in str(trouble.value)
    assert "z.yaml" in str(trouble.value)


def test_files_that_share_an_id_are_simply_all_read_when_listed_by_folder(office: Path) -> None:
    (office / "plans" / "z.yaml").write_text(plan("bac-ninh", 2), encoding="utf-8")
    assert len(resolve(["plans"], Surroundings(office))) == 4


def test_an_unknown_id_asks_whether_a_known_one_was_meant(office: Path) -> None:
    with pytest.raises(UsageError) as trouble:
        resolve(["bac-nin"], Surroundings(office))
    assert str(trouble.value.hint) == "did you mean bac-ninh?"


def test_an_id_far_from_all_others_lists_them(office: Path) -> None:
    with pytest.raises(UsageError) as trouble:
        resolve(["x"], Surroundings(office))
    assert str(trouble.value.hint) == "the plans here are: an-giang, bac-ninh"


def test_files_that_cannot_be_read_do_not_hide_the_ids_of_others(office: Path) -> None:
    (office / "plans" / "broken.yaml").write_bytes(b"\xff\x00[[[")
    (office / "plans" / "list.yaml").write_bytes(b"- 1\n")
    assert names("an-giang", cwd=office) == ["plans/a.yaml"]


def test_standard_input_carries_the_name_it_is_given() -> None:
    around = Surroundings(Path(), stdin=io.BytesIO(b"format: 1"), stdin_name="from-mail.yaml")
    (target,) = resolve(["-"], around)
    assert target == Target("from-mail.yaml", explicit=True, path=None, stdin=around.stdin)
    assert target.read() == b"format: 1"


def test_no_more_is_read_than_tells_that_a_file_is_too_large(office: Path) -> None:
    (office / "desk" / "large.yaml").write_bytes(b"#" * (MOST_BYTES + 1000))
    (target,) = resolve(["desk/large.yaml"], Surroundings(office))
    assert len(target.read()) == MOST_BYTES + 1
    stdin = io.BytesIO(b"#" * (MOST_BYTES + 1000))
    assert len(Target("-", explicit=True, path=None, stdin=stdin).read()) == MOST_BYTES + 1


def test_a_missing_file_is_told_when_its_turn_comes_so_that_the_others_are_read(office: Path) -> None:
    good, missing = resolve(["desk/d.yaml", "desk/missing.yaml"], Surroundings(office))
    assert good.read()
    with pytest.raises(InputError, match=r"there is no file desk/missing\.yaml"):
        missing.read()


def test_names_that_no_file_can_have_are_missing_files(office: Path) -> None:
    for name in ("a\0b.yaml", "x" * 5000 + ".yaml"):
        (target,) = resolve([name], Surroundings(office))
        with pytest.raises(InputError):
            target.read()


def test_an_empty_name_is_not_the_folder_one_happens_to_stand_in(office: Path) -> None:
    with pytest.raises(UsageError, match="empty"):
        resolve([""], Surroundings(office))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are POSIX")
def test_a_pipe_or_a_device_is_not_read(office: Path) -> None:
    os.mkfifo(office / "desk" / "pipe.yaml")
    for name in ("desk/pipe.yaml", os.devnull):
        (target,) = resolve([name], Surroundings(office))
        with pytest.raises(InputError, match="is not a file that can be read"):
            target.read()


def test_a_folder_called_like_a_plan_file_is_a_folder(office: Path) -> None:
    (office / "desk" / "e.yaml").mkdir()
    assert names("desk", cwd=office) == ["desk/d.yaml"]
    with pytest.raises(UsageError, match=r"there is no plan file in desk/e\.yaml"):
        resolve(["desk/e.yaml"], Surroundings(office))


@pytest.mark.parametrize("typed", ["desk/*.csv", "plans/.git/none*"])
def test_a_glob_that_matches_nothing_is_trouble(office: Path, typed: str) -> None:
    with pytest.raises(UsageError, match="no file matches"):
        resolve([typed], Surroundings(office))


def test_a_file_named_twice_is_read_once_and_counts_as_named(office: Path) -> None:
    found = resolve(["plans", "plans/a.yaml", "./plans/../plans/a.yaml"], Surroundings(office))
    assert len(found) == 3
    assert [target.explicit for target in found] == [False, False, True]


def test_without_targets_all_plans_of_the_nearest_plans_folder_are_read(office: Path) -> None:
    assert names(cwd=office) == names("plans", cwd=office)
    deep = office / "desk" / "drawer"
    deep.mkdir()
    assert working_folder(Surroundings(deep)) == office / "plans"


def test_the_option_wins_over_the_variable_and_the_variable_over_the_nearest_folder(office: Path) -> None:
    assert names(cwd=office, plan_dir="plans/2024") == ["plans/2024/b.yml", "plans/2024/b2.YAML"]
    assert names(cwd=office, plans=Path("desk"), plan_dir="plans/2024") == ["desk/d.yaml"]


def test_a_folder_of_plans_that_does_not_exist_is_trouble(office: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder nowhere"):
        resolve([], Surroundings(office, plan_dir="nowhere"))


def test_far_from_any_plans_the_programs_own_are_read() -> None:
    root = Path(Path.cwd().anchor)
    if (root / "plans").is_dir():
        pytest.skip("this machine has plans at its root")
    assert {Path(target.name).stem for target in resolve([], Surroundings(root))} >= {
        "dong-thap-2022-2026",
        "khanh-hoa-2023-2026",
    }


def test_one_letter_before_a_colon_is_a_drive_of_windows(office: Path) -> None:
    (target,) = resolve(["C:plan.yaml"], Surroundings(office))
    assert target.name == "C:plan.yaml"
    with pytest.raises(InputError):
        target.read()


# trouble with one does not stop the others


def readable(targets: tuple[Target, ...]) -> list[str]:
    return [target.name.replace(os.sep, "/") for target in targets if target.trouble is None]


def troubles(targets: tuple[Target, ...]) -> list[str]:
    return [str(target.trouble) for target in targets if target.trouble is not None]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("no*thing.yaml", "no file matches no*thing.yaml"),
        ("bac-nin", "there is no file and no plan called bac-nin"),
        ("empty", "there is no plan file in empty"),
        ("", "the name of a target is empty"),
    ],
)
def test_a_word_that_means_nothing_does_not_stop_the_others(office: Path, word: str, said: str) -> None:
    (office / "empty").mkdir()
    found = resolve(["desk/d.yaml", word, "plans/a.yaml"], Surroundings(office))
    assert readable(found) == ["desk/d.yaml", "plans/a.yaml"]
    assert troubles(found) == [said]
    with pytest.raises(InputError, match="^" + re.escape(said)):
        found[1].read()


def test_words_that_all_mean_nothing_are_a_wrong_request(office: Path) -> None:
    with pytest.raises(UsageError, match="no file matches a"):
        resolve(["a*b", "c*d"], Surroundings(office))


def test_a_folder_that_cannot_be_entered_does_not_hide_the_plans_beside_it(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def closed(path: str) -> object:
        if Path(path).name == "2024":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    found = resolve(["plans"], Surroundings(office))
    assert readable(found) == ["plans/a.yaml"]
    assert [said.replace(os.sep, "/") for said in troubles(found)] == [
        "plans/2024 cannot be read: permission denied"
    ]


# one file under two names is one plan


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize("kind", ["symbolic", "hard"])
def test_a_linked_copy_in_a_folder_is_not_a_second_plan(office: Path, kind: str) -> None:
    link = office / "plans" / "0-newest.yaml"
    if kind == "hard":
        link.hardlink_to(office / "plans" / "a.yaml")
    else:
        link.symlink_to("a.yaml")
    kept = "plans/0-newest.yaml" if kind == "hard" else "plans/a.yaml"
    assert sorted(names("plans", cwd=office)) == sorted(["plans/2024/b.yml", "plans/2024/b2.YAML", kept])
    (target,) = resolve(["an-giang"], Surroundings(office))
    assert target.name.replace(os.sep, "/") == kept


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_named_beside_its_file_is_read_once_and_one_alone_is_read(office: Path) -> None:
    (office / "desk" / "link.yaml").symlink_to("d.yaml")
    assert names("desk", "desk/link.yaml", cwd=office) == ["desk/link.yaml"]
    (office / "elsewhere").mkdir()
    (office / "elsewhere" / "link.yaml").symlink_to("../desk/d.yaml")
    (office / "elsewhere" / "broken.yaml").symlink_to("nowhere")
    assert names("elsewhere", cwd=office) == ["elsewhere/broken.yaml", "elsewhere/link.yaml"]
