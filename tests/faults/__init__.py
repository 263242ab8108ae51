"""What goes wrong on a real machine, done to real builds, in each phase by its name: `make faults`.

    behind      starts a command behind a filter of the kernel that asks about its system calls
    calls       one such call: its name, its paths
    watch       runs a command of which each call is judged: it goes on, fails, or something is done at that moment
    phases      the phases of a build, each by the call with which it begins
    checkout    a small toolbox, and what must hold of it and of what was said
    trial       one fault in one phase: signals, and errors of a disk or of a server that keeps files
    power       what is on disk when the power goes after any call
    disks       full disks, no inodes, read-only folders, files of another user
    clocks      another clock
    __main__    all of them, and the table

The command is `toolbox build` as a person starts it: nothing in the code knows of this, and no process of a build gets
out of it (seccomp(2): the filter holds for all that is started, with whatever environment). That is also why it is no
library put in front of the C library (the inner build has no environment, and Go makes its own calls) and no file
system in user space (that needs a device and a right). `build/test_faults.py` does a little of it in each run of the
tests.
"""
