/* Bundles sealing.js to the standard output, as the page itself is bundled. */
import { bundle } from "../build.mjs";

process.stdout.write(await bundle("../bench/sealing.js"));
