// Sentences that Decap has in English only, whatever the language: the step before a person's own copy is made.

const COPY = "Je wijzigt in een kopie van de toolbox op je eigen account. Heb je die al, dan gebruiken we die.";
/** @param {string} forge */
const question = (forge) =>
  `Open Authoring is enabled: we need to use a fork on your ${forge} account. ` +
  "(If a fork already exists, we'll use that.)";
const WORDS = new Map([
  [question("github"), COPY],
  [question("Forgejo"), COPY],
  ["Fork the repo", "Maak mijn kopie"],
  ["Don't fork the repo", "Maak geen kopie"],
]);

/** @param {Node} root */
function translate(root) {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = /** @type {Text} */ (texts.currentNode);
    const words = WORDS.get(text.data);
    if (words) {
      text.data = words;
    }
  }
}

/** Keeps the page in Dutch from now on. */
export function watch() {
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      change.addedNodes.forEach(translate);
    }
  });
  observer.observe(document.body, { childList: true, subtree: true });
}
