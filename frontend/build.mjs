// Builds the static files of the workbench, each whole in itself and with a stable name, into the folder that Django serves.
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = fileURLToPath(new URL("../src/teema/web/static/teema/", import.meta.url));

const ENTRIES = {
  theme: "src/shell/theme.ts",
  shell: "src/shell/main.ts",
  reading: "src/reading/main.ts",
  expressions: "src/expressions/main.ts",
  teema: "styles/teema.css",
};
const LICENCES = [
  ["htmx", "node_modules/htmx.org/LICENSE"],
  ["Inter", "node_modules/@fontsource-variable/inter/LICENSE"],
  ["Source Serif 4", "node_modules/@fontsource-variable/source-serif-4/LICENSE"],
  ["Source Sans 3", "../src/teema/figures/fonts/OFL.txt"],
  ["Lucide, icons", "icons/LICENSE"],
];

/** One entry a build: a chunk that two entries shared would have a name that changes. */
const bundle = ([name, input]) =>
  build({
    root: here,
    base: "./",
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    build: {
      outDir: out,
      emptyOutDir: false,
      assetsInlineLimit: 0,
      modulePreload: false,
      target: ["chrome123", "firefox120", "safari17.5"],
      rollupOptions: {
        checks: { eval: false }, // htmx holds one, and its configuration forbids it
        input: { [name]: here + input },
        output: {
          format: input.endsWith(".ts") ? "iife" : "es",
          entryFileNames: "[name].js",
          assetFileNames: ({ names: [asset] }) => (/\.(woff2|ttf)$/.test(asset) ? "fonts/[name][extname]" : "[name][extname]"),
        },
      },
    },
  });

const symbol = async (file) => {
  const drawing = await readFile(`${here}icons/${file}`, "utf8");
  return drawing.replace(/<svg [^>]*>/, `<symbol id="${file.replace(".svg", "")}" viewBox="0 0 24 24">`).replace("</svg>", "</symbol>").trim();
};

/** All icons as one file: `<use href="…/icons.svg#search">`. */
const sprite = async () => {
  const files = (await readdir(`${here}icons`)).filter((file) => file.endsWith(".svg")).sort();
  const symbols = await Promise.all(files.map(symbol));
  await writeFile(`${out}icons.svg`, `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`);
};

const licences = async () => {
  const texts = await Promise.all(LICENCES.map(async ([name, file]) => `${name}\n\n${(await readFile(here + file, "utf8")).trim()}\n`));
  await writeFile(`${out}THIRD-PARTY.txt`, texts.join(`\n${"-".repeat(78)}\n\n`));
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
for (const entry of Object.entries(ENTRIES)) await bundle(entry);
await sprite();
await licences();
await cp(`${here}favicon.svg`, `${out}favicon.svg`);
