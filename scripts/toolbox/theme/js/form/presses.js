// What appears on a page moves what stands below it, away from under a mouse that is pressing it: the click is then lost.

/** Gives a way to do something once no button of the mouse is down. */
export function afterPresses() {
  let isPressed = false;
  /** @type {(() => void)[]} */
  const waiting = [];
  const release = () => {
    isPressed = false;
    waiting.splice(0).forEach((action) => action());
  };
  document.addEventListener("pointerdown", () => (isPressed = true), true);
  for (const kind of ["pointerup", "pointercancel"]) {
    // The click comes right after this event.
    document.addEventListener(kind, () => setTimeout(release), true);
  }
  return (/** @type {() => void} */ action) => (isPressed ? waiting.push(action) : action());
}
