/* What bench/page.py measures in a browser. */
import { sealContent } from "../src/seal/envelope.js";
import { recipientOf } from "../src/seal/age.js";
import { done } from "../src/desk/passphrase.js";
import { newReceipt, openMailbox } from "../src/seal/receipt.js";
import { solve } from "../src/seal/work.js";

const RECIPIENTS = [1, 2, 3].map((each) => recipientOf(new Uint8Array(32).fill(each)));

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const UNDER = { passphrase: "five words of no meaning" };
let file;

/** Milliseconds of each. */
window.bench = {
  receipt: () => timed(() => openMailbox(newReceipt())),
  seal: (size) => timed(() => sealContent(new Uint8Array(size), RECIPIENTS)),
  makeFile: () => timed(async () => { file = await done({ lines: "x".repeat(180), ...UNDER }); }),
  openFile: () => timed(() => done({ file, ...UNDER })),
  work: (bits) => timed(() => solve(String(Math.random()), bits)),
};
