// Small help. Without this script everything can be read, printed and downloaded.
const root = document.documentElement;
const find = (selector, within = document) => within.querySelector(selector);
const findAll = (selector, within = document) => [...within.querySelectorAll(selector)];

// --- menu on small screens ---
const menuButton = find("[data-menu]");
const menu = find("#hoofdmenu");

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
for (const link of findAll("[data-proposal-of]")) {
  link.search = new URLSearchParams({ pagina: link.dataset.proposalOf });
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

// --- search: the engine is loaded when someone first asks for it ---
const searchToggle = find("#__search");
const searchInput = find(".md-search__input");
let opener = null;
let engine = null;

// The engine looks each word up as the beginning of a word, and then leaves its ending as typed. Asking for the same
// word once more with a weight makes it look for the Dutch stem as well: 'gesprekken' finds 'gesprek'.
const QUERY = 2;

function withStems(text) {
  if (/["~^*+:]/.test(text)) return text;
  const words = text.trim().split(/\s+/).filter(Boolean);
  return [...words, ...words.map((word) => `${word}^1`)].join(" ");
}

class StemmingWorker extends Worker {
  postMessage(message, ...rest) {
    const isQuery = message?.type === QUERY && typeof message.data === "string";
    super.postMessage(isQuery ? { ...message, data: withStems(message.data) } : message, ...rest);
  }
}

function loadEngine() {
  window.Worker = StemmingWorker;
  // What the theme's inline script would set. It may neither read nor keep anything on the device.
  const config = findAll("template[data-search-engine]").map((part) => find("#__config", part.content)).find(Boolean);
  window.__md_scope = new URL(JSON.parse(config.textContent).base, location);
  window.__md_hash = () => 0;
  window.__md_get = () => null;
  window.__md_set = () => {};
  engine ??= (async () => {
    for (const template of findAll("template[data-search-engine]")) {
      for (const source of findAll("script", template.content)) {
        const script = document.createElement("script");
        for (const { name, value } of source.attributes) script.setAttribute(name, value);
        script.textContent = source.textContent;
        const loaded = new Promise((resolve) => (script.onload = resolve));
        if (find(`script[src="${script.getAttribute("src")}"]`)) continue;
        document.body.append(script);
        if (script.src) await loaded;
      }
    }
  })();
  return engine;
}

async function openSearch(text, from) {
  opener = from;
  searchToggle.checked = true;
  searchToggle.dispatchEvent(new Event("change"));
  searchInput.focus();
  if (text) searchInput.value = text;
  await loadEngine();
  searchInput.focus();
  searchInput.dispatchEvent(new Event("keyup"));
  searchInput.dispatchEvent(new Event("input"));
}

function closeSearch() {
  if (searchToggle.checked) searchToggle.click();
}

for (const button of findAll("[data-search-open]")) {
  button.addEventListener("click", () => openSearch("", button));
}
find("[data-search-close]").addEventListener("click", closeSearch);
find(".md-search__form").addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && searchToggle.checked) closeSearch();
});
searchToggle.addEventListener("change", () => {
  root.classList.toggle("tb-searching", searchToggle.checked);
  if (!searchToggle.checked && opener) opener.focus();
});

const searchForm = find("[data-search-form]");
searchForm?.addEventListener("submit", (event) => {
  event.preventDefault();
  const input = find("input", searchForm);
  openSearch(input.value, input);
});

// --- review dates: past or not depends on the reader's day, not on the day of the build ---
for (const time of findAll("[data-review]")) {
  const overdue = new Date(time.getAttribute("datetime")) < new Date();
  find(".tb-overdue", time.parentElement).hidden = !overdue;
}

// --- filter on the downloads page; the choice stands in the address ---
const filter = find("[data-filter]");
if (filter) {
  const step = find("#f-stap");
  const role = find("#f-rol");
  const rows = findAll("tr[data-step]");

  const apply = () => {
    let count = 0;
    for (const row of rows) {
      const fits =
        (!step.value || row.dataset.step === step.value) &&
        (!role.value || row.dataset.roles.split(" ").includes(role.value));
      row.hidden = !fits;
      if (fits) count += 1;
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
