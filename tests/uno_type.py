"""Runs under the system's Python, which has UNO: type in documents as a person at LibreOffice does, and save them.

/usr/bin/python3 uno_type.py LOCALE < [{"source": …, "kind": "writer", "typed": {bookmark: text}, "targets": {…}}]
`targets` maps a path to the name of a filter. For "calc" `typed` is {sheet: {cell: text}}. In Word a tick is true.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.util import NotNumericException
from com.sun.star.util.NumberFormat import TEXT

OPTIONS = ("--headless", "--norestore", "--nologo")
TICKED = "☒"
WAIT = 300  # tries, at a fifth of a second
LOCALE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{}</value></prop></item></oor:items>"""


def main(locale: str) -> int:
    with tempfile.TemporaryDirectory() as profile:
        settings = Path(profile) / "user" / "registrymodifications.xcu"
        settings.parent.mkdir()
        settings.write_text(LOCALE.format(locale), "utf-8")
        pipe = f"toolbox{os.getpid()}"
        office = subprocess.Popen(
            ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", *OPTIONS, f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            context = connected(pipe)
            desktop = made(context, "com.sun.star.frame.Desktop")
            for job in json.load(sys.stdin):
                do(context, desktop, job)
        finally:
            # `soffice` is a script: the program that it starts would outlive it.
            os.killpg(office.pid, signal.SIGKILL)
            office.wait()
    return 0


def connected(pipe: str) -> Any:
    resolver = made(uno.getComponentContext(), "com.sun.star.bridge.UnoUrlResolver")
    for _ in range(WAIT):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.2)
    raise TimeoutError("LibreOffice does not start")


def made(context: Any, service: str) -> Any:
    return context.ServiceManager.createInstanceWithContext(service, context)


def properties(**given: object) -> tuple[Any, ...]:
    found = []
    for name, value in given.items():
        found.append(PropertyValue())
        found[-1].Name, found[-1].Value = name, value
    return tuple(found)


def do(context: Any, desktop: Any, job: Any) -> None:
    if job["kind"] == "writer":
        document = opened(desktop, Path(job["source"]))
        type_in_writer(document, made(context, "com.sun.star.frame.DispatchHelper"), job["typed"])
    else:
        # Without a window: that of Calc stands in a package that needs a desktop.
        document = made(context, "com.sun.star.sheet.SpreadsheetDocument")
        document.load(properties(URL=Path(job["source"]).as_uri(), FilterName="Calc MS Excel 2007 XML", Hidden=True))
        type_in_calc(document, made(context, "com.sun.star.util.NumberFormatter"), job["typed"])
    for path, filter_name in job["targets"].items():
        document.storeToURL(Path(path).as_uri(), properties(FilterName=filter_name))
    document.close(True)


def opened(desktop: Any, path: Path) -> Any:
    """LibreOffice answers before it can open anything."""
    for _ in range(WAIT):
        document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, properties(Hidden=True))
        if document is not None:
            return document
        time.sleep(0.2)
    raise TimeoutError(path)


def type_in_writer(document: Any, dispatcher: Any, typed: Any) -> None:
    """Over what each content control shows, through the commands behind the keys."""
    frame, cursor = document.CurrentController.Frame, document.CurrentController.ViewCursor

    def key(command: str, **given: object) -> None:
        dispatcher.executeDispatch(frame, f".uno:{command}", "", 0, properties(**given))

    for bookmark, text in typed.items():
        anchor = document.Bookmarks.getByName(bookmark).Anchor
        control = control_at(anchor)
        cursor.gotoRange(anchor.getStart(), False)
        cursor.goRight(1, False)
        cursor.goRight(len(shown_in(control)), True)
        if text is True:
            # A click sets both; the property alone leaves an open box on the page.
            inside = control.createTextCursor()
            inside.gotoStart(False)
            inside.goRight(len(shown_in(control)), True)  # The end of a control is not its last letter here.
            inside.setString(TICKED)
            control.Checked = True
            continue
        for index, line in enumerate(text.split("\n")):
            if index:
                key("InsertLinebreak")
            key("InsertText", Text=line)


def shown_in(control: Any) -> str:
    portions = control.createEnumeration()
    text = ""
    while portions.hasMoreElements():
        text += portions.nextElement().getString()
    return text


def control_at(anchor: Any) -> Any:
    portions = anchor.createEnumeration().nextElement().createEnumeration()
    while portions.hasMoreElements():
        portion = portions.nextElement()
        if portion.TextPortionType == "ContentControl":
            return portion.ContentControl
    raise LookupError(anchor)


def type_in_calc(document: Any, formatter: Any, typed: Any) -> None:
    """As Enter does: a cell for text takes it as it is, elsewhere the locale decides what is a number or a date."""
    formatter.attachNumberFormatsSupplier(document)
    for name, cells in typed.items():
        sheet = document.Sheets.getByName(name)
        for place, text in cells.items():
            cell = sheet.getCellRangeByName(place)
            if document.NumberFormats.getByKey(cell.NumberFormat).Type & TEXT:
                cell.setString(text)
                continue
            try:
                cell.setValue(formatter.convertStringToNumber(cell.NumberFormat, text))
            except NotNumericException:
                cell.setString(text)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
