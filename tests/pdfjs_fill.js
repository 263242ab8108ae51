// Runs in a page: fill in a PDF with Mozilla's pdf.js, as Firefox and many school systems do.
// `wanted` maps a field's name to its text, the state of a radio button, or true for a tick.
async ([encoded, wanted]) => {
  const pdfjs = globalThis.pdfjsLib;
  const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
  const document = await pdfjs.getDocument({ data: bytes, isEvalSupported: false }).promise;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    for (const field of await page.getAnnotations()) {
      const value = wanted[field.fieldName];
      if (value === undefined) {
        continue;
      }
      if (field.radioButton) {
        document.annotationStorage.setValue(field.id, { value: field.buttonValue === value });
      } else {
        document.annotationStorage.setValue(field.id, { value });
      }
    }
  }
  const saved = await document.saveDocument();
  let text = "";
  for (const byte of saved) {
    text += String.fromCharCode(byte);
  }
  return btoa(text);
}
