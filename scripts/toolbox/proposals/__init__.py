"""Proposals from outside: what someone changed becomes a branch and a pull request.

In: a patch file, a saved mail, or a checkout with changes. Out: a branch, and a pull request or where to open one;
Refused with a Dutch sentence when it cannot be. Looks at changes, merging, source, forge, history and below. In the
order in which they build on each other:

    sentences, refused     why a proposal is not taken, in Dutch;  terminal: what the commands say and ask
    mail, diffs            a patch file or saved mail  →  letters  →  changed files, read strictly;  binary: an image
    delta, images          what changes of an image  →  all of it
    allowed                which paths and modes a proposal may touch
    patch                  a file from outside  →  Proposals that may be tried; nothing is applied
    repository             the git calls;  base: which version of the toolbox a proposal lands on
    apart                  a process of its own, for what strangers wrote
    intact, moved          what became of a patch on its way, and of a page since
    meaning                one that does not fit line by line: by what it means, and what clashes is chosen
    choicepage             what clashes as a page;  choiceserver: serves it on this computer, until somebody chose
    applying               Proposals on that version, in a throw-away checkout  →  commits
    branchname, judging    the name of the branch;  what the check says of the commits, and what they change
    together               this proposal and another, or what is current, by what they mean
    publishing             push, and open the pull request or say where
    session                one session at the checkout: who works there, on what base, and where it goes
    intake                 the command `toolbox intake`
    local, propose         what someone changed in a checkout of their own;  the command `toolbox propose`
"""
