"""The front door, run.py: how it is asked and what it says. Nothing here uses the network."""

import ast
import builtins
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import run

ROOT = Path(run.__file__).resolve().parent
TREE = ast.parse(Path(run.__file__).read_text(), feature_version=(3, 6))


def start(*args, root=ROOT, python=sys.executable):
    """What a start of run.py with these arguments gives: exit code, output, error output."""
    done = subprocess.run(  # noqa: S603  # our own code
        [python, str(root / "run.py"), *args], capture_output=True, text=True, timeout=60
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(("version", "shown"), [((3, 9, 18), "3.9"), ((2, 7, 18), "2.7")])
def test_python_older_than_3_11_is_refused_by_name(version, shown):
    with pytest.raises(run.Trouble) as trouble:
        run.refuse_old_python(version)
    assert str(trouble.value) == f"careerquiz needs Python 3.11 or newer; this is {shown}."


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 0), (4, 0, 0)])
def test_python_from_3_11_on_is_taken(version):
    assert run.refuse_old_python(version) is None


def test_help_shows_every_way_to_start():
    code, said, _ = start("--help")
    assert code == 0
    assert said == f"{run.HELP}\n"
    ways = [line.split("  ")[1] for line in said.splitlines() if line.startswith("  ")]
    assert ways == [
        "python3 run.py",
        "python3 run.py --port 9000",
        "python3 run.py test [...]",
        "python3 run.py createsuperuser",
        "python3 run.py COMMAND [...]",
        "python3 run.py --help",
    ]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--port", "x"], "--port takes a whole number from 1 to 65535, not 'x'."),
        (["--port", "0"], "--port takes a whole number from 1 to 65535, not '0'."),
        (["--port=65536"], "--port takes a whole number from 1 to 65535, not '65536'."),
        (["--port", "٣"], "--port takes a whole number from 1 to 65535, not '٣'."),
        (["--port"], "--port takes a whole number from 1 to 65535, and it is missing."),
        (["--prot", "9"], "Unknown option: --prot. To see what there is: python3 run.py --help"),
        (["--port", "9", "x"], "Unknown option: x. To see what there is: python3 run.py --help"),
    ],
)
def test_option_that_is_wrong_is_refused_with_what_is_allowed(args, message):
    with pytest.raises(run.Trouble) as trouble:
        run.read_port(args)
    assert (str(trouble.value), trouble.value.code) == (message, 2)


@pytest.mark.parametrize(
    ("args", "port"), [([], 8000), (["--port", "1"], 1), (["--port=65535"], 65535)]
)
def test_port_is_read_from_the_options(args, port):
    assert run.read_port(args) == port


def test_start_with_a_wrong_option_ends_with_code_2_before_any_set_up(tmp_path):
    shutil.copy(ROOT / "run.py", tmp_path)
    code, said, complaint = start("--port", "x", root=tmp_path)
    assert (code, said) == (2, "")
    assert complaint == "--port takes a whole number from 1 to 65535, not 'x'.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["run.py"]


def test_start_on_a_taken_port_names_it_and_another_one_before_any_set_up(tmp_path):
    shutil.copy(ROOT / "run.py", tmp_path)
    with socket.socket() as taken:
        taken.bind((run.ADDRESS, 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, said, complaint = start("--port", str(port), root=tmp_path)
    assert (code, said) == (1, "")
    first, second = complaint.splitlines()
    assert first == f"Port {port} cannot be used: another program uses it already."
    other = 8001 + port % 1000
    assert second == f"Stop that program or take another port: python3 run.py --port {other}"
    assert [path.name for path in tmp_path.iterdir()] == ["run.py"]


@pytest.mark.parametrize(
    ("args", "given"),
    [
        ([], ["-n", "auto"]),
        (["tests/x.py", "-k", "name"], ["-n", "auto", "tests/x.py", "-k", "name"]),
        (["-n", "2"], ["-n", "2"]),
        (["-n0"], ["-n0"]),
        (["--numprocesses=2"], ["--numprocesses=2"]),
        (["-p", "no:xdist"], ["-p", "no:xdist"]),
        (["--pdb"], ["--pdb"]),
    ],
)
def test_pytest_gets_all_cores_unless_the_caller_says_otherwise(args, given):
    assert run.pytest_arguments(args) == given


# --- that an old Python can read it


def test_file_needs_the_standard_library_only():
    imports = [node for node in TREE.body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {getattr(node, "module", None) or node.names[0].name for node in imports}
    assert names <= sys.stdlib_module_names


def test_file_has_no_annotation_that_an_old_python_cannot_evaluate():
    annotations = [getattr(node, "annotation", None) for node in ast.walk(TREE)]
    annotations += [getattr(node, "returns", None) for node in ast.walk(TREE)]
    nodes = [node for top in annotations if top for node in ast.walk(top)]
    new = [node for node in nodes if isinstance(node, ast.BinOp)]
    new += [
        node
        for node in nodes
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) in dir(builtins)
    ]
    assert [ast.unparse(node) for node in new] == []
