// Before the first paint: mark that scripts run, and take the reader's own choice of light or dark.
(() => {
  const root = document.documentElement;
  root.classList.add("tb-js");
  try {
    const chosen = localStorage.getItem("tb-scheme");
    if (chosen === "light" || chosen === "dark") root.dataset.scheme = chosen;
  } catch {
    // Storage is off: the device's own setting holds.
  }
})();
