#!/usr/bin/env python3
"""Does what README.md and docs/operations.md say on a bare Debian, word for word, and uses it.

    .ci/readme.py [--base FOLDER] [--shell] [--only PART...]

As root on Debian. It makes a fresh Debian in a temporary folder, starts it with a systemd and a
network of its own, clones HEAD into it and runs there, taken from the texts themselves:

- local: the first block under "Start it" of README.md, as an ordinary user; takes the quiz;

and then, as root, the ```sh blocks of docs/operations.md, and looks at what comes of them from
outside, through the proxy (readme_checks.py):

- server: "Install";
- backup: "Back up" while people answer, and "Restore";
- upgrade: "Upgrade" and "Go back" while people use the site;
- caddy: "With Caddy in place of nginx";
- old: a site with version 0.1.0, and "From 0.1.0" while people use it.

--only runs those parts; all but local need server. Blocks that are no commands to be run there
must not begin with ```sh. Nothing of it touches
the machine's own services or ports; at the end, also after a failure, all is taken down. With
--base the bare Debian is made once in that folder and copied from there in later runs.
With --shell you get a shell in it before all is taken down.
"""

# ruff: noqa: S603, S607  # system tools by their names, without a shell

import argparse
import ast
import configparser
import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
TOOLS = {"debootstrap": "debootstrap", "slirp4netns": "slirp4netns", "git": "git"}
MOST_SECONDS = 40 * 60
CLEAN = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
OLD = "d5d631e"  # the last commit of version 0.1.0
SOURCE = "/srv/careerquiz-source"
LOCAL_USER = "reader"
PLACE = "/var/lib/readme"  # of this script's own files in the bare Debian

# Makes the folder $1 the whole world of this process and those after it, then is its systemd.
# Further arguments are folders of the machine that pip needs: they are there too, read-only.
BOOT = r"""
set -e
root="$1"; shift
hostname bare
mount --bind "$root" "$root"
for folder in "$@"; do
    mkdir -p "$root$folder"
    mount --bind -o ro "$folder" "$root$folder"
done
cd "$root"
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs -o mode=755 tmpfs dev
for device in null zero full random urandom tty; do
    touch "dev/$device"
    mount --bind "/dev/$device" "dev/$device"
done
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts dev/pts
mount -t tmpfs -o mode=1777 tmpfs dev/shm
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s fd/0 dev/stdin; ln -s fd/1 dev/stdout; ln -s fd/2 dev/stderr
mount -t tmpfs -o mode=755 tmpfs run
mkdir run/machine
pivot_root . run/machine
umount -l /run/machine
rmdir /run/machine
exec env -i container=readme PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd
"""


class Failed(Exception):
    """Ends the run; the message says what did not go as the texts say."""


# --- the texts


def section(text: str, heading: str) -> str:
    """What stands below a heading of any level, down to the next heading."""
    found = re.search(rf"^##+ {re.escape(heading)}\n(.*?)(?=^##+ |\Z)", text, re.M | re.S)
    if not found:
        raise Failed(f"There is no section {heading!r}.")
    return found[1]


def first_block(text: str) -> str:
    """What stands in the first fenced block, whatever its language."""
    found = re.search(r"^```\w*\n(.*?)^```$", text, re.M | re.S)
    if not found:
        raise Failed("The section 'Start it' has no block of commands.")
    return found[1]


def shell_blocks(text: str) -> list[str]:
    return re.findall(r"^```sh\n(.*?)^```$", text, re.M | re.S)


def packages_before(text: str) -> list[str]:
    """The Debian packages that the text tells to install before its first block."""
    found = re.search(r"`apt(?:-get)? install (?:-y )?([^`]+)`", text.partition("```")[0])
    return found[1].split() if found else ["python3"]


# --- the machine


class Machine:
    """A bare Debian in a folder, running in namespaces of its own."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "root"
        self.log = folder / "log"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.cgroup: Path | None = None
        self.leader = ""

    def make(self, base: Path | None) -> None:
        """The files of the system, from the mirror that this machine's apt uses."""
        kept = base / "root" if base else None
        if kept and kept.exists():
            run(["cp", "-a", str(kept), str(self.root)])
            return
        codename = re.search(r"^VERSION_CODENAME=(\w+)", Path("/etc/os-release").read_text(), re.M)
        targets = apt_targets()
        mirror = next((uri for uri, suite, _ in targets if codename and suite == codename[1]), None)
        if not codename or not mirror:
            raise Failed("apt on this machine knows no mirror of Debian.")
        # In a mount namespace, so that what debootstrap mounts is gone whatever happens to it.
        made = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "debootstrap"]
        run([*made, codename[1], str(self.root), mirror], log=self.log)
        lines = [f"deb {uri} {suite} {component}\n" for uri, suite, component in targets]
        (self.root / "etc/apt/sources.list").write_text("".join(lines))
        if base and kept:
            base.mkdir(parents=True, exist_ok=True)
            run(["cp", "-a", str(self.root), str(kept)])

    def configure(self) -> list[Path]:
        """What apt and pip need to reach their registries. Gives the folders to bring along."""
        etc = self.root / "etc"
        (etc / "hostname").write_text("bare\n")
        (etc / "resolv.conf").unlink(missing_ok=True)
        (etc / "resolv.conf").write_text("nameserver 10.0.2.3\n")  # slirp4netns answers there
        options = output(["apt-config", "dump", "Acquire::http", "Acquire::https"])
        (etc / "apt/apt.conf.d/90machine").write_text(options)
        config, folders = pip_config(etc / "pip-machine")
        with (etc / "pip.conf").open("w") as file:
            config.write(file)
        return folders

    def boot(self, folders: list[Path]) -> None:
        self.cgroup = own_cgroup()
        with self.log.open("ab") as log:
            outside = subprocess.Popen(
                [
                    *("bash", "-c", 'echo $$ > "$1/cgroup.procs"; shift; exec "$@"', "bash"),
                    str(self.cgroup),
                    *("setpriv", "--pdeathsig", "KILL", "unshare", "--mount", "--pid", "--net"),
                    *("--uts", "--ipc", "--cgroup", "--fork", "--kill-child"),
                    *("--propagation", "private", "bash", "-c", BOOT, "bash", str(self.root)),
                    *map(str, folders),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self.processes.append(outside)
        children = Path(f"/proc/{outside.pid}/task/{outside.pid}/children")
        wait_for(lambda: bool(children.read_text().strip()), "The bare Debian did not start.")
        self.leader = children.read_text().split()[0]
        name = Path(f"/proc/{self.leader}/comm")
        wait_for(lambda: name.read_text() == "systemd\n", "systemd did not start.")
        self.connect()
        states = ("running", "degraded")
        wait_for(
            lambda: output(self.command(["systemctl", "is-system-running"])).strip() in states,
            "systemd did not come up in the bare Debian.",
        )

    def connect(self) -> None:
        """A network of its own, with a way out that reaches nothing on this machine."""
        ready, tell = os.pipe()
        options = ["--configure", "--mtu=65520", "--disable-host-loopback", f"--ready-fd={tell}"]
        with self.log.open("ab") as log:
            network = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", "slirp4netns", *options, self.leader, "tap0"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=[tell],
            )
        os.close(tell)
        self.processes.append(network)
        with os.fdopen(ready) as told:
            if not told.read(1):
                raise Failed("The bare Debian has no network: slirp4netns did not start.")

    def command(self, command: list[str], user: str = "root") -> list[str]:
        """The command line that runs it in there, as after signing in as that user."""
        home = "/root" if user == "root" else f"/home/{user}"
        values = {**CLEAN, "HOME": home, "USER": user, "DEBIAN_FRONTEND": "noninteractive"}
        variables = [f"{name}={value}" for name, value in values.items()]
        inside = ["nsenter", "--target", self.leader, "--all", "env", "-i", "-C", home]
        sign_in = [] if user == "root" else ["runuser", "-u", user, "--"]
        return [*inside, *variables, *sign_in, *command]

    def run(self, command: list[str], user: str = "root", *, quiet: bool = True) -> None:
        run(self.command(command, user), log=self.log if quiet else None)

    def clone(self, folder: str, owner: str = "root") -> None:
        """A clone of HEAD, as a reader has it."""
        self.run(["git", "clone", "--quiet", f"{PLACE}/careerquiz.git", folder])
        self.run(["chown", "-R", f"{owner}:", folder])

    def write(self, path: str, text: str) -> str:
        (self.root / path.lstrip("/")).write_text(text)
        return path

    def end(self) -> None:
        """Ends every process in there; the mounts go with them."""
        for process in self.processes:
            process.kill()
            process.wait()
        if self.cgroup:
            for _ in range(50):
                with contextlib.suppress(OSError):
                    for inner in sorted(self.cgroup.rglob("*/"), reverse=True):
                        inner.rmdir()
                    self.cgroup.rmdir()
                    return
                time.sleep(0.1)


def apt_targets() -> list[tuple[str, str, str]]:
    """Address, suite and component of every Debian source of this machine's apt."""
    form = "$(REPO_URI) $(RELEASE) $(COMPONENT)"
    lines = output(
        ["apt-get", "indextargets", "--format", form, "Created-By: Packages", "Origin: Debian"]
    ).splitlines()
    return [(uri, suite, component) for uri, suite, component in map(str.split, lines)]


def pip_config(place: Path) -> tuple[configparser.ConfigParser, list[Path]]:
    """This machine's settings of pip, for the bare Debian; and the folders that they name.

    Files that they name, such as certificates, are copied to `place`.
    """
    config = configparser.ConfigParser(interpolation=None)
    config["global"] = {}
    folders: list[Path] = []
    lines = output([sys.executable, "-m", "pip", "config", "list"]).splitlines()
    # What the environment says (":env:.") counts more than files: it comes last.
    for line in sorted(lines, key=lambda line: line.startswith(":env:")):
        name, value = line.split("=", 1)
        kind, _, option = name.rpartition(".")
        if kind not in (":env:", "global"):
            continue
        words = [_brought(word, place, folders) for word in ast.literal_eval(value).split()]
        config["global"][option] = " ".join(words)
    return config, folders


def _brought(word: str, place: Path, folders: list[Path]) -> str:
    """The word as it has to stand in there; a folder that it names is added to `folders`."""
    path = Path(word.removeprefix("file://"))
    if not path.is_absolute() or not path.exists():
        return word
    if path.is_dir():  # an index's pages lead to files beside it
        folders.append(path.parent if word.startswith("file://") else path)
        return word
    place.mkdir(exist_ok=True)
    shutil.copy(path, place)
    return f"/etc/{place.name}/{path.name}"


def own_cgroup() -> Path:
    """A new control group, in which systemd finds nothing of this machine's."""
    mounted = output(["findmnt", "-n", "-t", "cgroup2", "-o", "TARGET"]).split()
    if not mounted:
        raise Failed("This machine has no control groups (cgroup2) to start a systemd in.")
    cgroup = Path(mounted[0]) / f"readme-{os.getpid()}"
    cgroup.mkdir()
    return cgroup


# --- running things


def output(command: list[str]) -> str:
    """What it says, whether it goes well or not."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return done.stdout


def run(command: list[str], log: Path | None = None) -> None:
    """Runs it to its end; what it says goes to the log, and comes out when it fails."""
    with contextlib.ExitStack() as stack:
        place = stack.enter_context(log.open("ab")) if log else None
        start = place.tell() if place else 0
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=place, stderr=place)
    if done.returncode:
        if log:
            print("\n".join(log.read_bytes()[start:].decode().splitlines()[-40:]))
        raise Failed(f"This ended with status {done.returncode}: {command[-1]}")


def wait_for(condition: Callable[[], bool], trouble: str, seconds: int = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise Failed(trouble)
        time.sleep(0.2)


@contextlib.contextmanager
def step(name: str) -> Iterator[None]:
    print(f"== {name}", flush=True)
    began = time.monotonic()
    yield
    print(f"   {time.monotonic() - began:.1f} s", flush=True)


def install_tools() -> None:
    missing = [package for tool, package in TOOLS.items() if not shutil.which(tool)]
    run(["apt-get", "update", "-qq"])
    if missing:
        run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing])


# --- what the texts say


def try_local(machine: Machine, text: str) -> None:
    """The first block of "Start it", twice; the quiz in between."""
    command = first_block(text)
    with step(f"local: {' '.join(packages_before(text))}, which 'Start it' asks for"):
        machine.run(["apt-get", "install", "-y", "-qq", *packages_before(text)])
    machine.run(["useradd", "--create-home", LOCAL_USER])
    home = f"/home/{LOCAL_USER}"
    machine.clone(f"{home}/careerquiz", LOCAL_USER)
    script = machine.write(f"{PLACE}/local.sh", f"cd ~/careerquiz\n{command}")
    check = machine.command(["python3", f"{PLACE}/readme_checks.py", "local"], LOCAL_USER)
    with step(f"local: {command.strip()}"), served(machine, script):
        said = subprocess.run(check, stdout=subprocess.PIPE, text=True)
        print(said.stdout, end="")
        if said.returncode:
            raise Failed("The local server does not serve the quiz.")
    with step(f"local: {command.strip()}, again"), served(machine, script):
        machine.run([*check_words("local"), said.stdout.split()[-1]], LOCAL_USER, quiet=False)


def check_words(name: str) -> list[str]:
    return ["python3", f"{PLACE}/readme_checks.py", name]


@contextlib.contextmanager
def served(machine: Machine, script: str) -> Iterator[None]:
    """While the commands in the script serve on port 8000; ends them as Ctrl+C does."""
    port = machine.command(["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8000"])
    with machine.log.open("ab") as log:
        server = subprocess.Popen(
            machine.command(["bash", "-e", script], LOCAL_USER),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    machine.processes.append(server)

    def is_there() -> bool:
        if server.poll() is not None:
            print("\n".join(machine.log.read_text().splitlines()[-15:]))
            raise Failed("The local server ended.")
        return subprocess.run(port, stderr=subprocess.DEVNULL).returncode == 0

    wait_for(is_there, "The local server did not answer on port 8000.", 600)
    yield
    os.killpg(server.pid, signal.SIGINT)
    server.wait(timeout=30)


class Server:
    """The ```sh blocks of docs/operations.md, run in the machine; and visits."""

    def __init__(self, machine: Machine, text: str) -> None:
        self.machine, self.text = machine, text

    def script(self, heading: str) -> str:
        """The path of a script with all blocks of a section."""
        blocks = shell_blocks(section(self.text, heading))
        if not blocks:
            raise Failed(f"Section {heading!r} of docs/operations.md has no ```sh block.")
        lines = [f"echo '{HEADING}{block.splitlines()[0]}' >&3\n{block}" for block in blocks]
        name = re.sub(r"\W+", "-", heading.lower())
        return self.machine.write(f"{PLACE}/{name}.sh", "exec 3>&1\n" + "".join(lines))

    def follow(self, heading: str) -> None:
        with step(f"server: the blocks of {heading!r}, which begin with"):
            command = ["bash", "-c", QUIETLY, "bash", self.script(heading)]
            self.machine.run(command, quiet=False)

    def visit(self, *words: str) -> None:
        with step(f"server: a visit ({words[0]})"):
            self.machine.run([*check_words(words[0]), *words[1:]], quiet=False)

    def install(self) -> None:
        self.machine.clone(SOURCE)
        self.follow("Install")
        self.visit("server")

    def back_up(self) -> None:
        self.visit("backup", self.script("Back up"), self.script("Restore"))

    def upgrade(self) -> None:
        self.machine.run(["bash", "-c", NEWER])
        self.visit("upgrade", "newer version", self.script("Upgrade"))
        self.visit("upgrade", "back to the one before", self.script("Go back"))

    def change_proxy(self) -> None:
        self.machine.run(["systemctl", "disable", "--now", "nginx"])
        self.follow("With Caddy in place of nginx")
        self.visit("caddy")
        self.machine.run(["bash", "-ec", BACK_TO_NGINX])

    def upgrade_old(self) -> None:
        with step("server: a site with version 0.1.0"):
            self.machine.run(["bash", "-exc", OLD_SITE, "bash", OLD, SOURCE])
        self.visit("upgrade", "from 0.1.0", self.script("From 0.1.0"))


HEADING = "   "
# Says only what goes to the third output, unless it fails: then the last of the others as well.
QUIETLY = """
exec 3>&1 >"$1.log" 2>&1
sed -i 1d "$1"  # the third output is ours
bash -ex "$1" || { status=$?; tail -n 40 "$1.log" >&3; exit $status; }
"""

# Something that a newer version could bring: one more commit.
NEWER = f"""
cd {PLACE} && git clone --quiet careerquiz.git newer && cd newer
echo '.newer {{ top: 0; }}' >> static/css/base.css
git -c user.name=test -c user.email=test@localhost commit --quiet --all --message newer
git push --quiet
"""

BACK_TO_NGINX = """
systemctl disable --now caddy
rm -r /etc/systemd/system/careerquiz.socket.d
systemctl daemon-reload
systemctl stop careerquiz.service
systemctl restart careerquiz.socket
systemctl start careerquiz.service
systemctl enable --now nginx
"""

# What README.md of 0.1.0 said, with today's units around it: it had none.
OLD_SITE = """
systemctl stop careerquiz.socket careerquiz.service careerquiz-jobs.timer
runuser -u postgres -- dropdb careerquiz
runuser -u postgres -- createdb --owner careerquiz --template template0 careerquiz
echo CAREERQUIZ_HOSTS=quiz.example.org >> /etc/careerquiz.env
redis-cli flushall
git -C "$2" fetch --quiet
old=/srv/careerquiz-releases/0.1.0
git -C "$2" worktree add --quiet --detach $old "$1"
cd $old
python3 -m venv .venv
.venv/bin/pip install --quiet --require-hashes -r requirements-lock.txt
install -d -o careerquiz staticfiles
(
    set -a; . /etc/careerquiz.env
    manage() { runuser -u careerquiz -- .venv/bin/python manage.py "$@"; }
    manage migrate
    manage load_catalog --if-empty --publish
    manage load_careers --if-empty
    manage collectstatic --noinput
)
ln -sfn $old /srv/careerquiz
systemctl start careerquiz.socket careerquiz.service
"""


def committed(path: str) -> str:
    return output(["git", "-C", str(PROJECT), "show", f"HEAD:{path}"])


@contextlib.contextmanager
def bare_debian(base: Path | None, *, opens_shell: bool = False) -> Iterator[Machine]:
    """A running bare Debian with a clone of HEAD, taken down afterwards, whatever happens."""
    if os.geteuid() != 0:
        raise Failed("Run this as root: it makes a Debian of its own.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"Not done after {MOST_SECONDS} seconds."))
    signal.alarm(MOST_SECONDS)
    folder = Path(tempfile.mkdtemp(prefix="readme-"))
    machine = Machine(folder)
    try:
        with step("a bare Debian"):
            install_tools()
            machine.make(base)
            folders = machine.configure()
            place = machine.root / PLACE.lstrip("/")
            place.mkdir()
            source = place / "careerquiz.git"
            run(["git", "clone", "--quiet", "--bare", str(PROJECT), str(source)])
            shutil.copy(Path(__file__).with_name("readme_checks.py"), place)
            machine.boot(folders)
            machine.run(["apt-get", "update", "-qq"])
            machine.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "git"])
        yield machine
    finally:
        if opens_shell and machine.leader:
            signal.alarm(0)
            subprocess.run(machine.command(["bash"]))
        machine.end()
        run(["rm", "-rf", "--one-file-system", str(folder)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base", type=Path, help="keeps the bare Debian here for later runs")
    parser.add_argument("--shell", action="store_true", help="opens a shell in it at the end")
    names = ("local", "server", "backup", "upgrade", "caddy", "old")
    parser.add_argument("--only", nargs="+", choices=names, default=names, help="these parts")
    options = parser.parse_args()
    began = time.monotonic()
    with bare_debian(options.base, opens_shell=options.shell) as machine:
        server = Server(machine, committed("docs/operations.md"))
        parts = {
            "local": lambda: try_local(machine, section(committed("README.md"), "Start it")),
            "server": server.install,
            "backup": server.back_up,
            "upgrade": server.upgrade,
            "caddy": server.change_proxy,
            "old": server.upgrade_old,
        }
        for name in options.only:
            parts[name]()
    print(f"== README.md and docs/operations.md hold, in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    try:
        main()
    except Failed as failure:
        sys.exit(f"FAILED: {failure}")
