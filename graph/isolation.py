"""What a process gives up before it answers strangers: sockets, files, memory."""

from __future__ import annotations

import ctypes
import errno
import platform
import signal
import struct
import sys
from pathlib import Path

# From linux/seccomp.h, linux/audit.h and the tables of system calls.
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ARCHITECTURES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""Of each: its number in the audit interface, and that of the system call `socket`."""
_IO_URING_SETUP, _X32 = 425, 0x40000000


def close_network() -> bool:
    """No socket can be opened from here on, by seccomp; False where there is none (only Linux on x86-64 and ARM64)."""
    known = _ARCHITECTURES.get(platform.machine())
    if sys.platform != "linux" or known is None or sys.maxsize < 2**32:
        return False
    architecture, socket = known
    program = [
        (_LOAD, 0, 0, 4),  # the architecture
        (_EQUAL, 0, 5, architecture),
        (_LOAD, 0, 0, 0),  # the number of the call
        (_EQUAL, 3, 0, socket),
        (_EQUAL, 2, 0, _IO_URING_SETUP),
        (_AT_LEAST, 1, 0, _X32),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _ERRNO | errno.EACCES),
    ]
    code = b"".join(struct.pack("=HBBI", *line) for line in program)
    buffer = ctypes.create_string_buffer(code, len(code))
    description = struct.pack("@HP", len(program), ctypes.addressof(buffer))
    control = ctypes.CDLL(None, use_errno=True).prctl
    if control(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    closed: bool = control(_SECCOMP, _FILTER, ctypes.c_char_p(description), 0, 0) == 0
    return closed


def end_at_interrupt() -> None:
    """Ctrl-C ends the process at once: Python would wait for a query of Oxigraph to end by itself."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def close_files() -> None:
    """No file or socket can be opened from here on; those that are open stay so. Nothing on Windows."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def limit_memory(more: int) -> None:
    """The process dies where it wants so many bytes more than it has. Nothing where /proc is missing."""
    status = Path("/proc/self/statm")
    if sys.platform == "linux":
        import resource

        try:
            now = int(status.read_text().split()[0]) * resource.getpagesize()
        except OSError:  # no more files can be opened
            now = 0
        if now:
            resource.setrlimit(resource.RLIMIT_AS, (now + more, now + more))
