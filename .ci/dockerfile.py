#!/usr/bin/env python3
"""Does what deploy/Dockerfile says, step by step, on a bare Debian, and asks what it starts.

    .ci/dockerfile.py [--base FOLDER]

For machines without Docker, as root on Debian: the Debian is that of readme.py, with its Python in
place of the image's. Files are those of HEAD that deploy/Dockerfile.dockerignore lets in. What CMD
starts runs as USER, with a file system that cannot be written to, as deploy/compose.yaml has it.
"""

# ruff: noqa: S603, S607  # system tools by their names, without a shell

import argparse
import json
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from readme import PROJECT, Failed, Machine, bare_debian, committed, run, step, wait_for

PACKAGES = ["python3", "python3-venv"]  # what the image has that a bare Debian lacks
TOOLS = ["dbus"]  # of systemd-run
SITE = {
    "CAREERQUIZ_URL": "https://quiz.example.org",
    "CAREERQUIZ_SECRET_KEY": "a-key-to-try-with-" * 4,
    "CAREERQUIZ_BEHIND_PROXY": "yes",
}
PREPARE = ("migrate", "load_catalog --if-empty --publish", "load_careers --if-empty --publish")
ASK = """
import http.client
connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=30)
headers = {"Host": "quiz.example.org", "X-Forwarded-Proto": "https"}
for path in ("/readyz", "/", "/quiz/"):
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    assert answer.status in (200, 302), (path, answer.status)
"""


def instructions(text: str) -> Iterator[tuple[str, str]]:
    """Word and rest of each instruction, with lines that go on joined."""
    whole = re.sub(r"^#.*\n", "", text, flags=re.M).replace("\\\n", " ")
    for line in filter(str.strip, whole.splitlines()):
        word, _, rest = line.strip().partition(" ")
        yield word, rest.strip()


def command(rest: str) -> str:
    """A command line, of an instruction in either form."""
    return shlex.join(json.loads(rest)) if rest.startswith("[") else rest


class Image:
    """What has been built so far."""

    def __init__(self, machine: Machine, context: Path) -> None:
        self.machine, self.context = machine, context
        self.folder, self.user, self.start, self.health = "/", "root", "", ""
        self.environment = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}

    def build(self, text: str) -> None:
        for word, rest in instructions(text):
            with step(f"image: {word} {rest[:70]}"):
                self.do(word, rest)

    def do(self, word: str, rest: str) -> None:
        match word:
            case "FROM":
                install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
                self.machine.run([*install, *PACKAGES, *TOOLS])
                self.machine.run(["systemctl", "start", "dbus"])
            case "RUN":
                run(self.inside(rest), log=self.machine.log)
            case "ENV":
                for pair in shlex.split(rest):
                    name, _, value = pair.partition("=")
                    self.environment[name] = value.replace("$PATH", self.environment["PATH"])
            case "WORKDIR":
                self.folder = rest
                self.place(".").mkdir(parents=True, exist_ok=True)
            case "COPY":
                self.copy(*rest.split())
            case "USER":
                self.user = rest
            case "HEALTHCHECK":
                self.health = command(rest.partition("CMD ")[2])
            case "CMD":
                self.start = command(rest)
            case "EXPOSE":
                pass  # the network is the machine's own
            case _:
                raise Failed(f"This script does not know {word}.")

    def copy(self, source: str, target: str) -> None:
        if source == ".":
            shutil.copytree(self.context, self.place(target), dirs_exist_ok=True)
        else:
            shutil.copy(self.context / source, self.place(target))

    def place(self, path: str) -> Path:
        """Where a path of the image is on this machine."""
        return self.machine.root / (Path(self.folder) / path).relative_to("/")

    def inside(self, line: str, *properties: str, user: str = "root") -> list[str]:
        """The command that runs a line in there, under its systemd, and waits for its end."""
        words = ["systemd-run", "--quiet", "--wait", "--pipe", "--collect"]
        words += [f"--uid={user}", f"--working-directory={self.folder}"]
        words += [f"--setenv={name}={value}" for name, value in self.environment.items()]
        words += [f"--property={each}" for each in properties]
        return self.machine.command([*words, "/bin/sh", "-ec", line])

    def confined(self, line: str) -> list[str]:
        """The same as USER, who can write nothing but /tmp and the folder of the data."""
        data = self.environment["CAREERQUIZ_DATA_DIR"]
        rights = ("ProtectSystem=strict", f"ReadWritePaths={data}", "PrivateTmp=yes")
        rights += ("CapabilityBoundingSet=", "NoNewPrivileges=yes")
        return self.inside(line, *rights, user=self.user)


def context_of(folder: Path) -> Path:
    """The files of HEAD that the image may hold."""
    allowed = re.findall(r"^!(.+)$", committed("deploy/Dockerfile.dockerignore"), re.M)
    archive = ["git", "-C", str(PROJECT), "archive", "HEAD", *allowed]
    packed = subprocess.run(archive, check=True, stdout=subprocess.PIPE).stdout
    context = folder / "context"  # with the rights of a folder that anybody may read
    context.mkdir()
    subprocess.run(["tar", "--extract", f"--directory={context}"], input=packed, check=True)
    return context


def try_image(image: Image) -> None:
    """Starts what CMD says, and asks it; then ends it as Docker does."""
    image.environment |= SITE
    for line in PREPARE:
        run(image.confined(f"python manage.py {line}"), log=image.machine.log)
    if subprocess.run(image.confined(image.health), stdout=subprocess.DEVNULL).returncode == 0:
        raise Failed("HEALTHCHECK is content, though nothing runs.")
    words = image.confined(image.start)
    words.insert(words.index("systemd-run") + 1, "--unit=image")
    with image.machine.log.open("ab") as log:
        server = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    image.machine.processes.append(server)
    health = image.confined(image.health)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    wait_for(lambda: subprocess.run(health, **quiet).returncode == 0, "HEALTHCHECK never agrees.")
    run(image.machine.command(["python3", "-c", ASK]))
    run(image.machine.command(["systemctl", "stop", "image"]))
    print("   ok: started without rights, healthy, serves the quiz, ends when told to")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base", type=Path, help="the folder of readme.py's --base")
    options = parser.parse_args()
    with bare_debian(options.base) as machine, tempfile.TemporaryDirectory() as folder:
        image = Image(machine, context_of(Path(folder)))
        image.build(committed("deploy/Dockerfile"))
        with step("image: what it starts"):
            try_image(image)
    print("== deploy/Dockerfile holds")


if __name__ == "__main__":
    try:
        main()
    except Failed as failure:
        sys.exit(f"FAILED: {failure}")
