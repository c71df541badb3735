// Builds web/static from web/assets. Run it with `npm run build`, or `make assets`.
//
//   in:   *.scss and *.mjs directly in web/assets (not _partials, not this file), each a bundle;
//         everything under web/assets/images; the one font file below.
//   out:  web/static/<name>-<hash>.<extension>, its .br and .gz where that saves bytes, and
//         manifest.json: {"site.css": "site-5NKXQ7ZV.css", "main.js": …, "favicon.svg": …}.
//
// A url() in a stylesheet names a file beside the stylesheet or in an npm package, and becomes the
// hashed name. The kit's own "/assets/…" means nhsuk-frontend's assets.

import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { build } from "esbuild";
import { compileAsync } from "sass";

const assets = dirname(fileURLToPath(import.meta.url));
const root = resolve(assets, "../..");
const modules = join(root, "node_modules");
const images = join(assets, "images");
const out = join(root, "web/static");
const withoutTransitions = join(assets, "scripts/map/without_transitions.mjs");

const FONT = join(
  modules,
  "@fontsource-variable/atkinson-hyperlegible-next/files",
  "atkinson-hyperlegible-next-latin-wght-normal.woff2",
);
const COPIED = [".ico", ".png", ".svg", ".webp", ".woff2"];
const COMPRESSIBLE = new Set([".css", ".ico", ".js", ".svg"]);
const KEPT_MS = 24 * 60 * 60 * 1000;
const BUILT_AS = { ".scss": ".css", ".mjs": ".js" };

const stylesheets = {
  name: "stylesheets",
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /\.scss$/ }, async ({ path }) => {
      const sass = await compileAsync(path, {
        loadPaths: [modules],
        quietDeps: true,
        style: "compressed",
      });
      return {
        contents: sass.css,
        loader: "css",
        resolveDir: dirname(path),
        watchFiles: sass.loadedUrls.map((url) => fileURLToPath(url)),
      };
    });
    onResolve({ filter: /^\/assets\// }, ({ path }) => ({
      path: join(modules, "nhsuk-frontend/dist/nhsuk", path),
    }));
  },
};

/** The files to build, each with the name that templates know it by. */
async function entries() {
  const found = new Map([[FONT, basename(FONT)]]);
  for (const name of (await readdir(assets)).sort()) {
    const extension = extname(name);
    if (!BUILT_AS[extension] || name.startsWith("_") || name === "build.mjs") continue;
    found.set(join(assets, name), basename(name, extension) + BUILT_AS[extension]);
  }
  const pictures = await readdir(images, { recursive: true }).catch(() => []);
  for (const name of pictures.filter((name) => COPIED.includes(extname(name))).sort()) {
    found.set(join(images, name), name);
  }
  return found;
}

function compressed({ path, contents }) {
  if (!COMPRESSIBLE.has(extname(path))) return [];
  const brotli = { params: { [constants.BROTLI_PARAM_SIZE_HINT]: contents.length } };
  return [
    { path: `${path}.br`, contents: brotliCompressSync(contents, brotli) },
    { path: `${path}.gz`, contents: gzipSync(contents, { level: 9 }) },
  ].filter((smaller) => smaller.contents.length < contents.length);
}

/** Removes what an older build left. Not today's: a running site still serves what it opened. */
async function removeOld(current) {
  for (const name of await readdir(out)) {
    const path = join(out, name);
    const { mtimeMs } = await stat(path);
    if (!current.has(path) && mtimeMs < Date.now() - KEPT_MS) await rm(path, { recursive: true });
  }
}

const names = await entries();
const { metafile, outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: [...names.keys()],
  outdir: out,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  bundle: true,
  splitting: true,
  minify: true,
  format: "esm",
  target: "es2020",
  // What d3-zoom asks for to make transitions is half the weight of the map's script, which makes
  // its own.
  alias: { "d3-interpolate": withoutTransitions, "d3-transition": withoutTransitions },
  loader: Object.fromEntries(COPIED.map((extension) => [extension, "copy"])),
  plugins: [stylesheets],
  metafile: true,
  write: false,
  logLevel: "warning",
});

const manifest = {};
for (const [path, { entryPoint }] of Object.entries(metafile.outputs)) {
  const name = entryPoint && names.get(resolve(root, entryPoint));
  if (name) manifest[name] = relative(out, resolve(root, path));
}
const missing = [...names.values()].filter((name) => !manifest[name]);
if (missing.length) throw new Error(`Not built: ${missing.join(", ")}`);

await mkdir(out, { recursive: true });
const files = outputFiles.flatMap((file) => [file, ...compressed(file)]);
for (const file of files) await writeFile(file.path, file.contents);
const sorted = Object.fromEntries(Object.entries(manifest).sort());
await writeFile(join(out, "manifest.json"), JSON.stringify(sorted, null, 2) + "\n");
await removeOld(new Set([...files.map((file) => file.path), join(out, "manifest.json")]));
console.log(`web/static: ${Object.values(sorted).join(", ")}`);
