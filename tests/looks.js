// Of all text on a page, what the colours that meet there can depend on: its look. Elements of one look are the same to
// whoever measures contrast, wherever they stand. Given the looks that are known, this gives those that are not, and
// leaves one element of each in `window.newLooks`; besides, all that hides a tree of its own, and all text that may lie
// over something that is not around it.

(known) => {
  const AROUND = ["color", "background-color", "background-image", "opacity", "filter", "mix-blend-mode", "position"];
  const LETTERS = ["font-size", "font-weight", "text-shadow", "text-decoration", "-webkit-text-fill-color"];
  const LOOSE = ["absolute", "fixed"];
  const DISABLED = ":disabled, [aria-disabled=true]";

  const short = (text) => {
    let [one, two] = [0x811c9dc5, 0x9e3779b9];
    for (let at = 0; at < text.length; at += 1) {
      one = Math.imul(one ^ text.charCodeAt(at), 0x01000193);
      two = Math.imul(two ^ text.charCodeAt(at), 0x85ebca6b);
    }
    return `${one}.${two}`;
  };
  const styles = (element, part, names) => {
    const style = getComputedStyle(element, part);
    return part && style.content === "none" ? "" : names.map((name) => style.getPropertyValue(name)).join();
  };
  const seen = new Map([[null, ""]]);
  const around = (element) => {
    if (!seen.has(element)) {
      const parts = ["", "::before", "::after"].map((part) => styles(element, part, AROUND));
      seen.set(element, short([around(element.parentElement), ...parts].join("|")));
    }
    return seen.get(element);
  };
  const loose = new Map([[null, false]]);
  const isLoose = (element) => {
    if (!loose.has(element)) {
      loose.set(element, isLoose(element.parentElement) || LOOSE.includes(getComputedStyle(element).position));
    }
    return loose.get(element);
  };
  // Not what is for the ear alone, nor what comes down from above the page when it is stepped on.
  const isSeen = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.bottom + scrollY > 0 && element.checkVisibility({ visibilityProperty: true });
  };
  const words = (element) =>
    [...element.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? node.data.trim() : "")).join("");
  const look = (element, text) => {
    const isOff = element.closest(DISABLED) !== null || element.control?.matches(DISABLED);
    const kind = [element.localName, element.type, isOff, text.length > 1];
    return short([around(element), styles(element, "", LETTERS), ...kind].join("|"));
  };

  const found = new Map();
  const always = [];
  for (const element of document.body.querySelectorAll("*")) {
    const text = words(element);
    if (element.shadowRoot || element.matches("iframe")) always.push(element);
    if (!text && !element.matches("input, textarea, select")) continue;
    if (!isSeen(element)) continue;
    const name = look(element, text);
    if (isLoose(element)) always.push(element);
    else if (!found.has(name)) found.set(name, element);
  }
  for (const name of known) found.delete(name);
  window.newLooks = [...found.values(), ...always];
  return [[...found.keys()], window.newLooks.length];
};
