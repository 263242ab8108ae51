// What a script of the site's own may still do. window.outcomes is a promise of name → 'done' or 'blocked'.
const here = location.origin;
const outcome = (promise) => promise.then(() => "done", () => "blocked");

function attempt(act) {
  try {
    return act();
  } catch {
    return "blocked";
  }
}

const request = (url) =>
  new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    Object.assign(xhr, { onload: resolve, onerror: reject });
    xhr.open("GET", url);
    xhr.send();
  });
const worker = (url) =>
  new Promise((resolve, reject) => Object.assign(new Worker(url), { onmessage: resolve, onerror: reject }));

window.outcomes = (async () => {
  document.getElementById("link").click();
  new Image().src = "ELSEWHERE/image";
  attempt(() => new EventSource("ELSEWHERE/events"));
  attempt(() => new WebSocket("ELSEWHERE/socket".replace("http", "ws")));
  attempt(() => navigator.sendBeacon("ELSEWHERE/beacon", "geheim"));
  attempt(() => new Worker("ELSEWHERE/worker.js"));
  const inline = document.createElement("script");
  inline.textContent = "window.inline = true";
  document.body.append(inline);
  return {
    "fetch here": await outcome(fetch(`${here}/planted/worker.js`)),
    "request here": await outcome(request(`${here}/planted/worker.js`)),
    "worker here": await outcome(worker(`${here}/planted/worker.js`)),
    "fetch elsewhere": await outcome(fetch("ELSEWHERE/fetch", { mode: "no-cors" })),
    "request elsewhere": await outcome(request("ELSEWHERE/request")),
    eval: attempt(() => eval("'done'")),
  };
})();

// The last thing: a form that may not be sent keeps a page from ever being loaded.
window.send = async () => {
  document.getElementById("form").submit();
  await new Promise((resolve) => setTimeout(resolve, 300));
};
