"""The front door, run.py: how it is asked and what it says. Nothing here uses the network."""

import ast
import re
import runpy
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import run
from careerquiz.listen import Listen
from careerquiz.requirements import REQUIREMENTS

ROOT = Path(run.__file__).resolve().parent
TREE = ast.parse(Path(run.__file__).read_text(), feature_version=(3, 6))


def start(*args, root=ROOT, python=sys.executable):
    """What a start of run.py with these arguments gives: exit code, output, error output."""
    done = subprocess.run(  # noqa: S603  # our own code
        [python, str(root / "run.py"), *args], capture_output=True, text=True, timeout=60
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def fresh(tmp_path):
    """A folder with what run.py is made of, and nothing set up."""
    for name in ("run.py", "manage.py", *REQUIREMENTS["test"]):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "careerquiz", tmp_path / "careerquiz")
    return tmp_path


def is_untouched(folder):
    return not {".venv", "var"} & {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(("version", "shown"), [((3, 10, 18, "final", 0), "3.10"), ((3, 6), "3.6")])
def test_python_older_than_3_11_is_refused_by_name(monkeypatch, version, shown):
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(SystemExit) as end:
        runpy.run_path(run.__file__)
    assert end.value.code == f"careerquiz needs Python 3.11 or newer; this is {shown}."


def test_help_shows_every_way_to_start():
    code, said, _ = start("--help")
    assert code == 0
    ways = [line[17:35].strip() for line in said.splitlines() if line.startswith("  python3")]
    assert ways == [
        *("", "--port 9000", "--host 0.0.0.0", "createsuperuser", "COMMAND [...]"),
        *("dev", "test [...]", "test --fast", "check", "fix", "--help"),
    ]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--port", "x"], "--port takes a whole number from 1 to 65535, not 'x'."),
        (["dev", "--prot"], "Unknown option: --prot. To see what there is: python3 run.py --help"),
        (["check", "roles"], "Unknown option: roles. check takes none."),
    ],
)
def test_start_with_a_wrong_option_ends_with_code_2_before_any_set_up(fresh, args, message):
    assert start(*args, root=fresh) == (2, "", f"{message}\n")
    assert is_untouched(fresh)


def test_start_on_a_taken_port_names_it_and_another_one_before_any_set_up(fresh):
    with socket.socket() as taken:
        taken.bind((Listen().host, 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, said, complaint = start("--port", str(port), root=fresh)
    assert (code, said) == (1, "")
    first, second = complaint.splitlines()
    assert first == f"Port {port} cannot be used: another program uses it already."
    other = 8001 + port % 1000
    assert second == f"Stop that program or take another port: python3 run.py --port {other}"
    assert is_untouched(fresh)


@pytest.mark.parametrize(
    ("args", "given"),
    [
        ([], ["-n", "auto"]),
        (["tests/x.py", "-k", "name"], ["-n", "auto", "tests/x.py", "-k", "name"]),
        (["--fast", "-x"], ["-n", "auto", *run.FAST, "-x"]),
        (["-n", "2"], ["-n", "2"]),
        (["-n0", "--fast"], ["-n0", *run.FAST]),
        (["--numprocesses=2"], ["--numprocesses=2"]),
        (["-p", "no:xdist"], ["-p", "no:xdist"]),
        (["--pdb"], ["--pdb"]),
    ],
)
def test_pytest_gets_all_cores_unless_the_caller_says_otherwise(args, given):
    assert run.pytest_arguments(args) == given


def test_fast_tests_leave_out_markers_that_there_are(pytestconfig):
    marked = {line.split(":")[0] for line in pytestconfig.getini("markers")}
    assert {*re.findall("not (\\w+)", run.FAST[1])} == {"browser", "faults", "slow"} <= marked


@pytest.mark.parametrize("folder", ["browser", "faults"])
def test_whole_folder_has_the_marker_of_its_name(request, folder):
    below = ROOT / "tests" / folder
    items = [item for item in request.session.items if item.path.is_relative_to(below)]
    assert [item.nodeid for item in items if not item.get_closest_marker(folder)] == []
    assert below.is_dir()


def test_steps_that_fail_are_named_and_the_others_run(capfd):
    steps = {
        "first": ["python", "-c", "raise SystemExit(1)"],
        "second": ["python", "-c", "import os; print(os.environ['DATABASE_URL'])"],
    }
    assert run.run_steps(sys.executable, steps) == 1
    assert capfd.readouterr() == (
        "\n== first\n\n== second\nsqlite://:memory:\n",
        "\nFAILED: first\n",
    )


# --- that an old Python can read it


def test_file_imports_nothing_of_ours_before_it_has_looked_at_the_version():
    (check,) = [
        place for place, node in enumerate(TREE.body) if ast.unparse(node).startswith("if sys.v")
    ]
    imports = [node for node in TREE.body[:check] if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {getattr(node, "module", None) or node.names[0].name for node in imports}
    assert names <= sys.stdlib_module_names


def test_modules_that_it_imports_need_the_standard_library_only():
    code = "import sys, run; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run(  # noqa: S603  # our own code
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, '.'); {code}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert {*done.stdout.split()} - {"run", "careerquiz", "__main__"} <= sys.stdlib_module_names
