// Starts the worker that keeps public role pages for when the network is away, and asks it to keep
// the one that is open. Where the site has that switched off, takes the worker and all it kept away.

const COPIES = "copies-";
const DAY = 24 * 60 * 60 * 1000;
const address = document.querySelector('meta[name="offline"]')?.content;

/** Takes the kept role pages off this browser: which ones somebody read is nobody else's business. */
export async function forgetCopies() {
  if (!("caches" in window)) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(COPIES)) await caches.delete(name);
  }
}

async function start() {
  await navigator.serviceWorker.register(address, { scope: "/", updateViaCache: "none" });
  const { active } = await navigator.serviceWorker.ready;
  if (document.querySelector(".role") && !document.querySelector(".kept-copy")) {
    active.postMessage({ keep: location.pathname });
  }
}

async function stop() {
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
  for (const name of await caches.keys()) await caches.delete(name);
}

/** On the page that says there is no network: the jobs that can be read without it. The worker
 * shows no copy past its days. */
async function listCopies(section) {
  const oldest = Date.now() - Number(section.dataset.kept) * DAY;
  const list = section.querySelector("[data-kept-list]");
  for (const name of await caches.keys()) {
    if (!name.startsWith(COPIES)) continue;
    const copies = await caches.open(name);
    for (const request of (await copies.keys()).reverse()) {
      const copy = await copies.match(request, { ignoreVary: true });
      if (!(Date.parse(copy.headers.get("Date")) > oldest)) continue;
      const page = new DOMParser().parseFromString(await copy.text(), "text/html");
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = new URL(request.url).pathname;
      link.textContent = page.querySelector("h1").textContent;
      item.append(link);
      list.append(item);
    }
  }
  section.hidden = !list.children.length;
}

const quietly = (work) => work.catch(() => {});

if ("serviceWorker" in navigator && "caches" in window) {
  // After the page itself has all it needs.
  window.addEventListener("load", () => quietly(address ? start() : stop()));
}

// Whoever is next at this browser begins with nothing kept.
const closed = new URLSearchParams(location.search).has("closed");
if (closed || document.querySelector('meta[name="forgotten"]')) quietly(forgetCopies());
document.addEventListener("submit", ({ target }) => {
  if (new URL(target.action).pathname === "/start") quietly(forgetCopies());
});

const kept = document.querySelector("[data-kept]");
if (kept && "caches" in window) quietly(listCopies(kept));
