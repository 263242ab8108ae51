// Files that the page makes itself, and scripts that it loads only when someone asks for them.

/** @import { Shapes, WordLines } from "./types.js" */

const addresses = new Set();

/** Let go of every file that was made: nothing of it stays behind an address. */
export function forgetFiles() {
  addresses.forEach((address) => URL.revokeObjectURL(address));
  addresses.clear();
}

/**
 * Give the reader a file. `content` is text or bytes.
 * @param {BlobPart} content
 * @param {string} type
 * @param {string} name
 */
export function download(content, type, name) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  addresses.add(address);
  setTimeout(() => {
    URL.revokeObjectURL(address);
    addresses.delete(address);
  }, 60_000);
}

/** @param {string} source */
function loadScript(source) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = source;
    script.onload = resolve;
    script.onerror = () => {
      script.remove();
      reject(new Error("Dit lukt nu niet: een deel van de site kon niet geladen worden. Ben je online?"));
    };
    document.head.append(script);
  });
}

/** @type {Shapes | null} */
let shapes = null;

/**
 * {package, pdf}: the format's descriptor and its fillable PDF in base64. Rejects with a Dutch sentence.
 * @param {string} source
 * @returns {Promise<Shapes>}
 */
export async function loadShapes(source) {
  if (!shapes) {
    window.toolboxForm = (found) => {
      shapes = found;
    };
    await loadScript(source);
  }
  return /** @type {Shapes} */ (shapes);
}

/** @type {Map<string, WordLines>} */
const wordLines = new Map();

/**
 * What a blank Word file of the format has of its own. Rejects with a Dutch sentence.
 * @param {string} source
 * @returns {Promise<WordLines>}
 */
export async function loadWordLines(source) {
  if (!wordLines.has(source)) {
    window.toolboxWord = (found) => {
      wordLines.set(source, found);
    };
    await loadScript(source);
  }
  return /** @type {WordLines} */ (wordLines.get(source));
}

/**
 * What reads a Word file: `readWord(bytes, toolbox)`. Rejects with a Dutch sentence.
 * @param {string} source
 */
export async function loadWordReader(source) {
  if (!window.toolboxFormWord) {
    await loadScript(source);
  }
  return /** @type {NonNullable<Window["toolboxFormWord"]>} */ (window.toolboxFormWord);
}

/**
 * What fills in a PDF, `fillPdf(base64, answers)`, and reads one: `readPdf(bytes, toolbox)`. Rejects with a Dutch sentence.
 * @param {string} source
 */
export async function loadPdfMaker(source) {
  if (!window.toolboxFormPdf) {
    await loadScript(source);
  }
  return /** @type {NonNullable<Window["toolboxFormPdf"]>} */ (window.toolboxFormPdf);
}
