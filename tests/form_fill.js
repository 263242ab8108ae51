// Types in the page to fill in as a person does: `typed` has for each field its name, and what goes in or is chosen.
// A list has each choice with its value. Gives the names of fields that the page lacks.
(typed) => {
  const form = document.querySelector("[data-form]");
  const missing = [];
  for (const { name, text, value } of typed) {
    const fields = [...form.elements].filter((field) => field.name === name);
    const field = value === undefined ? fields[0] : fields.find((other) => other.value === value);
    if (!field) {
      missing.push(name);
    } else if (value !== undefined) {
      field.click();
    } else {
      field.focus();
      field.select();
      if (document.activeElement !== field || !document.execCommand("insertText", false, text)) {
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
  return missing;
}
