// What is pasted from elsewhere, without what no text of the toolbox has.

const HIDDEN = /<(style|script|title)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->/gi;
const TAG = /<(\/?)([a-z][\w:-]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>/gi;
// Of our own text, copied, they tell more than what shows.
const KEPT = /\s(?:href|class|start|data-[\w-]+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)/gi;

/**
 * Without the looks that a text had where it comes from: the page's own policy would only complain of them.
 * @param {string} html
 */
function bare(html) {
  return html.replace(HIDDEN, "").replace(TAG, (_, end, tag, rest) => {
    // Google Docs puts this around all that it copies.
    const name = /^b$/i.test(tag) && /font-weight:\s*normal/i.test(rest) ? "span" : tag;
    return `<${end}${name}${(rest.match(KEPT) ?? []).join("")}>`;
  });
}

/**
 * The HTML with the first row of each table as the heads of its columns.
 * @param {string} html
 */
export function cleaned(html) {
  const page = new DOMParser().parseFromString(bare(html), "text/html");
  for (const image of page.querySelectorAll("img, svg, object, iframe")) {
    image.remove();
  }
  for (const row of page.querySelectorAll("table tr:first-child")) {
    row.classList.add("is-head");
    for (const cell of row.querySelectorAll("td")) {
      const head = page.createElement("th");
      head.append(...cell.childNodes);
      cell.replaceWith(head);
    }
  }
  return page.body.innerHTML;
}
