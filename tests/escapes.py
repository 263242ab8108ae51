"""Hostile code inside a confined process: what it reaches of what lies outside.

Run as `python escapes.py USER WALL`. USER is a number, to become first (0: stay as you are); WALL is one of `WALLS`.
Prints what each of `ATTEMPTS` came to, as JSON: '' when it got what it wanted, else how it was stopped.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import platform
import signal
import socket
import stat
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from toolbox.build import inner
from toolbox.machine import enclosure
from toolbox.machine.confine import limit
from toolbox.machine.landlock import Reach, raise_wall
from toolbox.machine.reach import of_machine
from toolbox.proposals import apart
from toolbox.reading import run
from toolbox.reading.officewall import office_reach
from toolbox.site import frame as _frame  # noqa: F401  (see main)

KEYCTL, IO_URING_SETUP = {"x86_64": 250, "aarch64": 219}, 425
SECRET = "geheim-van-de-bouwer"
NEWUSER, NEWNET, PTRACE_SEIZE, MS_BIND = 0x10000000, 0x40000000, 0x4206, 4096
PROGRAM = "#!/bin/sh\nexit 0\n"


@dataclass(frozen=True, slots=True)
class Scene:
    """`home`, `beside` and `checkout` each hold a canary; `work` is the confined process's own folder."""

    folder: Path
    parent: int
    port: int
    name: str
    address: int

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def beside(self) -> Path:
        return self.folder / "beside"

    @property
    def checkout(self) -> Path:
        return self.folder / "checkout"

    @property
    def work(self) -> Path:
        return self.checkout / ".build"


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _must(answer: int) -> None:
    if answer < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def read_environment(scene: Scene) -> None:
    if SECRET not in Path(f"/proc/{scene.parent}/environ").read_text():
        raise OSError("nothing in it")


def read_memory(scene: Scene) -> None:
    Path(f"/proc/{scene.parent}/mem").open("rb").close()


def read_shadow(scene: Scene) -> None:
    Path("/etc/shadow").read_bytes()


def read_home(scene: Scene) -> None:
    (scene.home / "canary").read_bytes()


def read_beside(scene: Scene) -> None:
    (scene.beside / "canary").read_bytes()


def read_checkout(scene: Scene) -> None:
    (scene.checkout / ".env").read_bytes()


def list_home(scene: Scene) -> None:
    list(scene.home.iterdir())


def read_by_a_link(scene: Scene) -> None:
    (scene.work / "leads-out").read_bytes()


def make_a_link(scene: Scene) -> None:
    os.link(scene.beside / "canary", scene.work / "taken")


def write_beside(scene: Scene) -> None:
    (scene.beside / "written").write_text("x")


def write_checkout(scene: Scene) -> None:
    (scene.checkout / "content.md").write_text("x")


def cut_off(scene: Scene) -> None:
    os.truncate(scene.beside / "canary", 3)


def remove_beside(scene: Scene) -> None:
    (scene.beside / "spare").unlink()


def enter_network_by_file(scene: Scene) -> None:
    _must(_libc().setns(os.open(f"/proc/{scene.parent}/ns/net", os.O_RDONLY), NEWNET))


def enter_network_by_process(scene: Scene) -> None:
    _must(_libc().setns(os.pidfd_open(scene.parent), NEWNET))


def connect(scene: Scene) -> None:
    socket.create_connection(("127.0.0.1", scene.port), 3).close()


def connect_abstract(scene: Scene) -> None:
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(f"\0{scene.name}")


def signal_parent(scene: Scene) -> None:
    os.kill(scene.parent, signal.SIGUSR1)


def trace_parent(scene: Scene) -> None:
    _must(_libc().ptrace(PTRACE_SEIZE, scene.parent, None, None))


def list_processes(scene: Scene) -> None:
    if str(scene.parent) not in {path.name for path in Path("/proc").iterdir()}:
        raise OSError("not among them")


def see_beside(scene: Scene) -> None:
    (scene.beside / "canary").stat()


def date_beside(scene: Scene) -> None:
    os.utime(scene.beside / "canary", (0, 0))


def change_mode_beside(scene: Scene) -> None:
    (scene.beside / "canary").chmod(0o600)


def connect_in_a_folder(scene: Scene) -> None:
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(scene.beside / "socket"))


def read_memory_by_call(scene: Scene) -> None:
    buffer = ctypes.create_string_buffer(8)
    here = (ctypes.c_void_p * 2)(ctypes.addressof(buffer), 8)
    there = (ctypes.c_void_p * 2)(scene.address, 8)
    _must(_libc().process_vm_readv(scene.parent, here, 1, there, 1, 0))


def new_namespace(scene: Scene) -> None:
    _must(_libc().unshare(NEWNET | NEWUSER))


def use_keyring(scene: Scene) -> None:
    _must(_libc().syscall(KEYCTL[platform.machine()], 0, -3, 1))


def use_io_uring(scene: Scene) -> None:
    # What it gets for no entries at all says whether it is there.
    _libc().syscall(IO_URING_SETUP, 0, None)
    if ctypes.get_errno() not in (errno.EINVAL, errno.EFAULT):
        raise OSError(ctypes.get_errno(), "io_uring")


def give_away(scene: Scene) -> None:
    os.chown(scene.beside / "canary", 1, 1)


def change_root(scene: Scene) -> None:
    os.chroot("/")


def mount(scene: Scene) -> None:
    _must(_libc().mount(bytes(scene.beside), bytes(scene.work), None, MS_BIND, None))
    _libc().umount2(bytes(scene.work), 2)


def start_what_it_wrote(scene: Scene) -> None:
    program = scene.work / "program"
    program.write_text(PROGRAM)
    program.chmod(0o755)
    _start(program)


def start_from_home(scene: Scene) -> None:
    _start(scene.home / "program")


def _start(program: Path) -> None:
    if os.waitstatus_to_exitcode(os.waitpid(_spawn(program), 0)[1]):
        raise OSError("not started")


def _spawn(program: Path) -> int:
    child = os.fork()
    if child == 0:
        try:
            os.execv(program, [str(program)])
        finally:
            os._exit(126)
    return child


ATTEMPTS: tuple[Callable[[Scene], None], ...] = (
    *(read_environment, read_memory, read_shadow, read_home, list_home, read_beside, read_checkout, read_by_a_link),
    *(
        make_a_link,
        write_beside,
        write_checkout,
        cut_off,
        remove_beside,
        mount,
        give_away,
        change_root,
        start_what_it_wrote,
        start_from_home,
    ),
    *(list_processes, see_beside, date_beside, change_mode_beside, connect_in_a_folder, read_memory_by_call),
    *(use_keyring, use_io_uring),
    *(connect, connect_abstract, signal_parent, trace_parent, enter_network_by_process, enter_network_by_file),
    # Last: what it leaves behind is left by the others as well.
    new_namespace,
)


def _behind_build(scene: Scene) -> None:
    limit()
    enclosure.shut_in(inner.reach(scene.checkout, scene.work))


def _behind_reading(scene: Scene) -> None:
    run._keep_limits(str(scene.work), of_machine() | office_reach() | Reach(write=(scene.work,)))


def _behind_intake(_scene: Scene) -> None:
    apart._prepare(of_machine())


def _of_abi(version: int, scene: Scene) -> None:
    raise_wall(inner.reach(scene.checkout, scene.work), version)


def _without(wall: str, scene: Scene) -> None:
    """As on a machine that has all walls of the build but one."""
    setattr(enclosure, wall, partial(_is_not_there, wall))
    _behind_build(scene)


def _is_not_there(wall: str, *_given: object, **_named: object) -> None:
    if wall == "leave":
        raise OSError(errno.EPERM, "none here")


WALLS: dict[str, Callable[[Scene], object]] = {
    "none": lambda _: None,
    "build": _behind_build,
    "reading": _behind_reading,
    "intake": _behind_intake,
    "no-namespaces": partial(_without, "leave"),
    "no-landlock": partial(_without, "raise_wall"),
    "no-filter": partial(_without, "raise_filter"),
    **{f"abi-{version}": partial(_of_abi, version) for version in (1, 3, 5, 6)},
}


def main(user: int, wall: str) -> None:
    os.environ["SECRET"] = SECRET
    if user:
        # What is imported when it is needed may lie where this user cannot read.
        "".encode("idna")
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
        # Linux closes /proc/self to a process that changed its user; an ordinary user's never was.
        _libc().prctl(4, 1, 0, 0, 0)
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    with (
        tempfile.TemporaryDirectory(dir="/tmp") as folder,
        socket.create_server(("127.0.0.1", 0)) as listener,
        socket.socket(socket.AF_UNIX) as abstract,
        socket.socket(socket.AF_UNIX) as beside,
    ):
        name = Path(folder).name
        abstract.bind(f"\0{name}")
        abstract.listen()
        memory = ctypes.create_string_buffer(8)
        scene = Scene(Path(folder), os.getpid(), listener.getsockname()[1], name, ctypes.addressof(memory))
        _set(scene)
        beside.bind(str(scene.beside / "socket"))
        beside.listen()
        print(json.dumps(_tried_apart(scene, wall)))


def _set(scene: Scene) -> None:
    for place in (scene.home, scene.beside, scene.work):
        place.mkdir(parents=True)
        (place / "canary").write_text("kanarie")
    (scene.beside / "spare").write_text("")
    (scene.checkout / ".env").write_text("kanarie")
    (scene.checkout / "mkdocs.yml").write_text("theme: {}\n")
    (scene.work / "leads-out").symlink_to(scene.beside / "canary")
    program = scene.home / "program"
    program.write_text(PROGRAM)
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    # As the inner build has it: a temporary folder of its own.
    (scene.folder / "own").mkdir()
    tempfile.tempdir = str(scene.folder / "own")


def _tried_apart(scene: Scene, wall: str) -> dict[str, str]:
    pipe, other = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            WALLS[wall](scene)
            told = {attempt.__name__: _came_to(attempt, scene) for attempt in ATTEMPTS}
            os.write(other, json.dumps(told).encode())
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(other)
    with os.fdopen(pipe, "rb") as answer:
        told = json.load(answer)
    os.waitpid(child, 0)
    return dict(told)


def _came_to(attempt: Callable[[Scene], None], scene: Scene) -> str:
    try:
        attempt(scene)
    except OSError as error:
        return str(error) or type(error).__name__
    return ""


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
