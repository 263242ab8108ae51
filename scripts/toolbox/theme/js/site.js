// Small help. Without this script everything can be read, printed and downloaded.
const root = document.documentElement;
/** @template {HTMLElement} [T=HTMLElement] @param {string} selector @param {ParentNode} within */
const find = (selector, within = document) => /** @type {T} */ (within.querySelector(selector));
/** @template {HTMLElement} [T=HTMLElement] @param {string} selector @param {ParentNode} within */
const findAll = (selector, within = document) => [.../** @type {NodeListOf<T>} */ (within.querySelectorAll(selector))];

// --- menu on small screens ---
const menuButton = find("[data-menu]");
const menu = find("#hoofdmenu");

/** @param {boolean} open */
function showMenu(open) {
  menuButton.setAttribute("aria-expanded", String(open));
  menu.classList.toggle("is-open", open);
}

menuButton.addEventListener("click", () => {
  showMenu(menuButton.getAttribute("aria-expanded") !== "true");
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || menuButton.getAttribute("aria-expanded") !== "true") return;
  showMenu(false);
  menuButton.focus();
});

// --- a proposal opens on the page that one comes from ---
for (const link of /** @type {HTMLAnchorElement[]} */ (findAll("[data-proposal-of]"))) {
  const { proposalOf = "", proposalAt } = link.dataset;
  link.search = `${new URLSearchParams({ pagina: proposalOf, ...(proposalAt ? { bij: proposalAt } : {}) })}`;
}

// --- light or dark: kept only after the reader chose ---
const schemeButton = find("[data-scheme-switch]");
const schemeName = find("[data-scheme-name]");

function isDark() {
  if (root.dataset.scheme) return root.dataset.scheme === "dark";
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

function nameScheme() {
  schemeName.textContent = isDark() ? "Licht" : "Donker";
  schemeButton.setAttribute("aria-label", isDark() ? "Licht: maak de pagina licht" : "Donker: maak de pagina donker");
}

schemeButton.addEventListener("click", () => {
  root.dataset.scheme = isDark() ? "light" : "dark";
  try {
    localStorage.setItem("tb-scheme", root.dataset.scheme);
  } catch {
    // Storage is off: the choice holds for this page.
  }
  nameScheme();
});
nameScheme();

// --- drafts of forms (see form/stored.js): on every page, what is past its day goes ---
try {
  for (const name of Object.keys(localStorage).filter((key) => key.startsWith("tb-concept:"))) {
    const { until } = JSON.parse(localStorage.getItem(name) ?? "{}");
    if (until <= Date.now()) localStorage.removeItem(name);
  }
} catch {
  // Storage is off, or someone else's: nothing of ours to take away.
}

// --- search: its script and its words are loaded when someone first asks for it ---
/** @type {HTMLDialogElement} */
const search = find("[data-search]");
/** @type {HTMLInputElement} */
const searchInput = find("input", search);
/** @type {HTMLElement | null} */
let opener = null;
let searchLoaded = false;

/** @param {string} source */
function load(source) {
  const script = document.createElement("script");
  script.src = source;
  return new Promise((resolve) => {
    script.onload = resolve;
    document.body.append(script);
  });
}

/** @param {string} text @param {HTMLElement} from */
async function openSearch(text, from) {
  opener = from;
  search.showModal();
  if (text) searchInput.value = text;
  searchInput.focus();
  if (searchLoaded) {
    searchInput.dispatchEvent(new Event("input"));
    return;
  }
  searchLoaded = true;
  await load(search.dataset.script ?? "");
  await load(search.dataset.entries ?? "");
}

for (const button of findAll("[data-search-open]")) {
  button.addEventListener("click", () => openSearch("", button));
}
find("[data-search-close]").addEventListener("click", () => search.close());
find("form", search).addEventListener("submit", (event) => event.preventDefault());
search.addEventListener("close", () => opener?.focus());
search.addEventListener("click", (event) => {
  // Beside the dialog is the dialog itself; a link may lead to a place on this very page.
  const link = /** @type {Element} */ (event.target).closest("a");
  if (link) opener = null;
  if (link || event.target === search) search.close();
});

const searchForm = find("[data-search-form]");
searchForm?.addEventListener("submit", (event) => {
  event.preventDefault();
  /** @type {HTMLInputElement} */
  const input = find("input", searchForm);
  openSearch(input.value, input);
});

// --- review dates: past or not depends on the reader's day, not on the day of the build ---
for (const time of /** @type {HTMLTimeElement[]} */ (findAll("[data-review]"))) {
  const overdue = new Date(time.dateTime) < new Date();
  find(".tb-overdue", time.parentElement ?? document).hidden = !overdue;
}

// --- the social map of a region, made shorter ---
const contacts = find("[data-contacts]");
if (contacts) {
  /** @type {HTMLInputElement} */
  const word = find("#kaart-woord");
  /** @type {HTMLSelectElement} */
  const who = find("#kaart-wie");
  /** @type {HTMLSelectElement} */
  const what = find("#kaart-wat");
  const rows = findAll("tr[data-contact]");

  const apply = () => {
    const wanted = word.value.trim().toLowerCase();
    for (const row of rows) {
      const fits =
        (!who.value || row.dataset.contact === who.value) &&
        (!what.value || row.dataset.purposes?.split(";").includes(what.value)) &&
        (row.textContent ?? "").toLowerCase().includes(wanted);
      row.hidden = !fits;
    }
    const count = rows.filter((row) => !row.hidden).length;
    find("[data-contacts-count]").textContent = `${count} van ${rows.length}`;
    find("[data-contacts-none]").hidden = count > 0;
  };

  contacts.addEventListener("input", apply);
  contacts.addEventListener("reset", () => setTimeout(apply));
  contacts.addEventListener("submit", (event) => event.preventDefault());
  apply();
}

// --- filter on the downloads page; the choice stands in the address ---
const filter = find("[data-filter]");
if (filter) {
  /** @type {HTMLSelectElement} */
  const step = find("#f-stap");
  /** @type {HTMLSelectElement} */
  const role = find("#f-rol");
  const rows = findAll("tr[data-step]");

  const apply = () => {
    let count = 0;
    for (const row of rows) {
      const fits =
        (!step.value || row.dataset.step === step.value) &&
        (!role.value || row.dataset.roles?.split(" ").includes(role.value));
      row.hidden = !fits;
      if (fits) count += 1;
    }
    // All of a step at once is not for who fills in some of it.
    for (const pack of findAll("[data-pack]")) {
      pack.hidden = role.value !== "" && !pack.dataset.pack?.split(" ").includes(role.value);
    }
    for (const group of findAll(".tb-list tbody")) {
      group.hidden = findAll("tr[data-step]", group).every((row) => row.hidden);
    }
    find("[data-count]").textContent = `${count} van ${rows.length}`;
    find("[data-nothing]").hidden = count > 0;
    find(".tb-list").hidden = count === 0;
    const query = new URLSearchParams();
    if (step.value) query.set("stap", step.value);
    if (role.value) query.set("rol", role.value);
    history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  };

  const query = new URLSearchParams(location.search);
  step.value = query.get("stap") ?? "";
  role.value = query.get("rol") ?? "";
  filter.addEventListener("change", apply);
  filter.addEventListener("reset", () => setTimeout(apply));
  filter.addEventListener("submit", (event) => event.preventDefault());
  apply();
}

// --- a reaction to words that someone selects: they go along behind the '#' of an address, which no server is told ---
const improve = /** @type {HTMLAnchorElement[]} */ (findAll(".tb-improve [data-proposal-of]"));
const MOST_WORDS = 300;

/** What is selected of the text of this page: {words, heading, block, range}; null for nothing that one can react to. */
function selectedWords() {
  const selection = getSelection();
  const words = selection?.toString().replace(/\s+/g, " ").trim() ?? "";
  if (!selection || selection.isCollapsed || words.length < 3) return null;
  const range = selection.getRangeAt(0);
  const { startContainer: start } = range;
  const element = start instanceof Element ? start : start.parentElement;
  const block = element?.closest("p, li, td, th, dd, dt, h1, h2, h3, h4, figcaption, caption");
  if (!block?.closest("#inhoud") || block.closest(".tb-improve, form, nav")) return null;
  const above = findAll("#inhoud :is(h2, h3, h4)").filter(
    (each) => each.contains(block) || each.compareDocumentPosition(block) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  return { words: words.slice(0, MOST_WORDS), heading: above.at(-1)?.textContent ?? "", block, range };
}

if (improve.length > 0) {
  const react = document.createElement("button");
  react.type = "button";
  react.className = "tb-button tb-react";
  react.textContent = "Reageer hierop";
  /** @type {ReturnType<typeof selectedWords>} */
  let selected = null;
  let wait = 0;

  const place = () => {
    if (!selected) return;
    const { left, top, bottom } = selected.range.getBoundingClientRect();
    const [lowest, farthest] = [
      innerHeight - react.offsetHeight - 8,
      document.body.clientWidth - react.offsetWidth - 8,
    ];
    const beside = bottom + 8 <= lowest ? bottom + 8 : top - react.offsetHeight - 8;
    react.style.top = `${Math.max(8, Math.min(beside, lowest))}px`;
    react.style.left = `${Math.max(8, Math.min(left, farthest))}px`;
  };
  const show = () => {
    if (document.activeElement === react) return;
    selected = selectedWords();
    react.remove();
    // After the words that it is about: the Tab key goes on from there.
    selected?.block.append(react);
    place();
  };
  document.addEventListener("selectionchange", () => {
    clearTimeout(wait);
    wait = setTimeout(show, 200);
  });
  document.addEventListener("scroll", place, { passive: true, capture: true });
  react.addEventListener("mousedown", (event) => event.preventDefault());
  react.addEventListener("click", () => {
    const isForm = selected?.block.closest(".tb-outline") !== null;
    const link = improve.find((each) => each.dataset.proposalOf?.startsWith("forms/") === isForm) ?? improve[0];
    const { words = "", heading = "" } = selected ?? {};
    location.assign(`${link.href}#${new URLSearchParams({ woorden: words, kop: heading })}`);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") react.remove();
    const isLoose = document.activeElement === document.body || document.activeElement?.id === "inhoud";
    if (event.key === "Tab" && !event.shiftKey && react.isConnected && isLoose) {
      event.preventDefault();
      react.focus();
    }
  });
}
