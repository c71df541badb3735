// The service worker: public role pages can be read without the network after a visit.
//
// What it keeps is public: built files, the page that says there is no network, and copies of role
// pages that the server makes without knowing who asks (/offline/roles/…, fetched without a
// cookie). A page that the server does not call public is never kept, and nothing that anybody
// sends or is shown passes through a cache. `SITE` is put above this by web/offline/views.py; its
// version is that of the built files, so a new build begins with new caches.

const { version, page, assets, mostCopies, daysKept } = self.SITE;
const FILES = `files-${version}`;
const COPIES = `copies-${version}`;
const DAY = 24 * 60 * 60 * 1000;
const ROLE = /^\/roles\/[a-z0-9]+(-[a-z0-9]+)*$/;

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const files = await caches.open(FILES);
      await files.addAll([...assets, new Request(page, { credentials: "omit" })]);
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name !== FILES && name !== COPIES) await caches.delete(name);
      }
      await self.registration.navigationPreload?.enable();
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (isOwnForm(request)) event.respondWith(sent(request));
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(opened(event, pathname));
  else if (assets.includes(pathname)) event.respondWith(file(request));
});

// A page says that it is a role's and wants to be kept.
self.addEventListener("message", (event) => {
  // Without the network there is nothing to keep, and nobody waits for it.
  if (ROLE.test(event.data?.keep)) event.waitUntil(keep(event.data.keep).catch(() => {}));
});

/** The page itself; without the network a copy of it, or the page that says so. */
async function opened(event, pathname) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    const copy = ROLE.test(pathname) && (await kept(pathname));
    const words = await caches.match(page, { cacheName: FILES, ignoreVary: true });
    return copy || words || Response.error();
  }
}

/** Of a page of ours: what another site sends is none of our business, and goes by itself. */
function isOwnForm({ method, mode, referrer }) {
  return method === "POST" && mode === "navigate" && referrer.startsWith(`${location.origin}/`);
}

/** Where the form leads; without the network back to its page, and so to the one that says so. */
async function sent(request) {
  try {
    return await fetch(request);
  } catch {
    return Response.redirect(request.referrer, 303);
  }
}

async function keep(pathname) {
  const copies = await caches.open(COPIES);
  await dropOld(copies);
  const known = await copies.match(pathname, { ignoreVary: true });
  if (known && Date.now() - Date.parse(known.headers.get("Date")) < DAY) return;
  const copy = await fetch(`/offline${pathname}`, { cache: "no-store", credentials: "omit" });
  const isPublic = /\bpublic\b/.test(copy.headers.get("Cache-Control"));
  if (copy.status !== 200 || copy.redirected || !isPublic) return;
  await copies.delete(pathname, { ignoreVary: true });
  await copies.put(pathname, copy);
  // The oldest come first.
  const held = await copies.keys();
  for (const request of held.slice(0, -mostCopies)) await copies.delete(request, { ignoreVary: true });
}

/** Copies past their days are no use to anybody, and say what somebody read. */
async function dropOld(copies) {
  for (const request of await copies.keys()) {
    const copy = await copies.match(request, { ignoreVary: true });
    if (!isFresh(copy)) await copies.delete(request, { ignoreVary: true });
  }
}

async function file(request) {
  const known = await caches.match(request, { cacheName: FILES, ignoreVary: true });
  return known ?? fetch(request);
}

async function kept(pathname) {
  const copy = await caches.match(pathname, { cacheName: COPIES, ignoreVary: true });
  return copy && isFresh(copy) ? copy : undefined;
}

function isFresh(copy) {
  return Date.now() - Date.parse(copy.headers.get("Date")) < daysKept * DAY;
}
