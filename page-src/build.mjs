/* Bundles the page into the folder that is named: readable, and the same bytes every time. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const CHAT = resolve(HERE, "../bot/channels/web/static");
// What the arithmetic of the keys needs at least; older ones say that they cannot.
const OLDEST = ["chrome67", "safari14.1", "firefox102"];
const POLICY = "default-src 'none'; script-src SCRIPT; style-src STYLE; img-src blob: data:;"
  + " connect-src 'none'; base-uri 'none'; form-action 'none'";

function read(...path) {
  return readFileSync(join(HERE, ...path), "utf-8");
}

/** The script from one entry, with the licences of everything in it at its head. */
export async function bundle(entry) {
  const result = await build({
    absWorkingDir: HERE,
    entryPoints: [`src/${entry}`],
    bundle: true,
    write: false,
    metafile: true,
    format: "iife",
    target: OLDEST,
    charset: "utf8",
    legalComments: "none",
    alias: {
      "@noble/post-quantum/hybrid.js": "./src/seal/left_out.js",
      "@noble/curves/nist.js": "./src/seal/left_out.js",
    },
    logLevel: "warning",
  });
  return licences(result.metafile) + result.outputFiles[0].text;
}

function licences(metafile) {
  const packages = Object.keys(metafile.inputs)
    .map((path) => (path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//) || [])[1])
    .filter(Boolean);
  const notices = Array.from(new Set(packages)).sort().map((name) => {
    const { version, license } = JSON.parse(read("node_modules", name, "package.json"));
    return `${name} ${version} (${license})\n\n${read("node_modules", name, "LICENSE").trim()}\n`;
  });
  return `/*!\nThis file holds parts of other works, under these licences:\n\n${notices.join("\n")}*/\n`;
}

function style(...names) {
  const chat = readFileSync(join(CHAT, "chat.css"), "utf-8");
  return [chat, ...names.map((name) => read("src", name))].join("\n");
}

function hash(content) {
  return `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
}

/** A page out of src/NAME, with these tags where its style and its script belong. */
function page(name, policy, styleTag, scriptTag) {
  // Replaced by functions: a dollar sign in a script means nothing here.
  return read("src", name)
    .replace("  <!-- policy -->\n", () => policy)
    .replace("<!-- style -->", () => styleTag)
    .replace("<!-- script -->", () => scriptTag);
}

/** Its script and style inside it, and nothing else may run. */
function alone(name, script, css) {
  const policy = POLICY.replace("SCRIPT", hash(script)).replace("STYLE", hash(css));
  return page(name, `  <meta http-equiv="content-security-policy" content="${policy}">\n`,
    `<style>${css}</style>`, `<script>${script}</script>`);
}

function linked(name, script, css) {
  return page(name, "", `<link rel="stylesheet" href="/files/${css}">`,
    `<script src="/files/${script}" defer></script>`);
}

async function main(folder) {
  const css = style("report/report.css");
  const script = await bundle("report/main.js");
  // In one file a script must not end itself.
  if (/<\/(script|style)/i.test(script + css)) {
    throw new Error("a script or a style holds the end of its own element");
  }
  const files = {
    "index.html": linked("report/report.html", "report.js", "report.css"),
    "desk.html": linked("report/report.html", "desk.js", "report.css"),
    "report.html": alone("report/report.html", script, css),
    "files/report.js": script,
    "files/report.css": css,
    "files/desk.js": await bundle("desk/main.js"),
    "files/passphrase.js": await bundle("desk/passphrase.js"),
  };
  mkdirSync(join(folder, "files"), { recursive: true });
  Object.entries(files).forEach(([name, content]) => writeFileSync(join(folder, name), content));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(resolve(process.argv[2]));
}
