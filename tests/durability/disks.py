"""A disk in a file, whose power can be cut: mounted by way of a loop device, shut down without its log being written."""

from __future__ import annotations

import fcntl
import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

KINDS = ("ext4", "xfs")
SIZES = {"ext4": 64 << 20, "xfs": 320 << 20}
"""Bytes; xfs wants 300 MB at least. The file has holes and takes only what is written."""
SHUTDOWN = (2 << 30) | (4 << 16) | (ord("X") << 8) | 125
"""EXT4_IOC_SHUTDOWN, _IOR('X', 125, __u32), and with the same number XFS_IOC_GOINGDOWN."""
WITHOUT_THE_LOG = 2
"""What was not brought onto the disk by then is gone, as in a power cut."""


ADMINISTRATORS = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin"
"""Where programs are looked for: not everybody's PATH has the folders of those that are root's."""


class Disk:
    """A disk of a kind, made new, in a folder of its own."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind = kind
        self.root = folder / "disk"
        self._image = folder / "disk.img"
        folder.mkdir(parents=True, exist_ok=True)
        self.root.mkdir(exist_ok=True)
        with self._image.open("wb") as file:
            file.truncate(SIZES[kind])
        _ran(f"mkfs.{kind}", "-q", str(self._image))

    def mount(self) -> None:
        """Puts the disk in; what a power cut left is mended by the file system alone."""
        _ran("mount", "-t", self.kind, "-o", "loop", str(self._image), str(self.root))
        self._open = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY)

    def cut(self) -> None:
        """Cuts the power: what is not on the disk by now never will be."""
        fcntl.ioctl(self._open, SHUTDOWN, struct.pack("I", WITHOUT_THE_LOG))

    def unmount(self) -> None:
        os.close(self._open)
        _ran("umount", str(self.root))

    def put_away(self) -> None:
        """Takes the disk out, wherever it stands, and throws it away."""
        if self.root.is_mount():
            subprocess.run(["umount", "-l", str(self.root)], check=False, capture_output=True)
        self._image.unlink(missing_ok=True)


class NoDisk(Exception):
    """A disk cannot be made, mounted or cut off here; the message says what is missing."""


def missing(kind: str, folder: Path) -> str | None:
    """Why the power of such a disk cannot be cut here; None where it can."""
    if sys.platform != "linux":
        return "this is not Linux"
    if os.geteuid() != 0:
        return "it takes root to mount a disk"
    for tool in (f"mkfs.{kind}", "mount", "umount"):
        if shutil.which(tool, path=ADMINISTRATORS) is None:
            return f"{tool} is not installed"
    disk = None
    try:
        disk = Disk(kind, folder)
        disk.mount()
        disk.cut()
        disk.unmount()
    except (NoDisk, OSError) as error:
        return f"a disk in a file cannot be mounted or shut down here ({error})"
    finally:
        if disk:
            disk.put_away()
    return None


def _ran(*command: str) -> None:
    world = {**os.environ, "PATH": ADMINISTRATORS, "LC_ALL": "C"}
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL, env=world)
    except subprocess.CalledProcessError as error:
        raise NoDisk(f"{command[0]}: {' '.join(str(error.stderr).split())[:200]}") from None
