/* Receipts: 24 digits on paper, and the mailbox that follows from them. */
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { randomBelow, recipientOf } from "./age.js";
import { LABEL, hex, utf8, verifyKey } from "./bytes.js";

const ROUNDS = 600000;
const LENGTH = 24;

function remainder(digits) {
  return Array.from(digits).reduce((found, digit) => (found * 10 + Number(digit)) % 97, 0);
}

export function newReceipt() {
  const digits = Array.from({ length: LENGTH - 2 }, () => String(randomBelow(10))).join("");
  return digits + String(98 - remainder(digits + "00")).padStart(2, "0");
}

/** In groups of four. */
export function groups(digits) {
  return digits.match(/.{4}/g);
}

/** The digits of what somebody typed, or null where they cannot be right. */
export function readReceipt(said) {
  const digits = said.normalize("NFKC").replace(/[\s\-–—·]/g, "");
  return /^[0-9]{24}$/.test(digits) && remainder(digits) === 1 ? digits : null;
}

/** The keys that follow from a receipt, and what is shown to the server. */
export async function openMailbox(digits) {
  const subtle = crypto.subtle;
  const key = await subtle.importKey("raw", utf8(digits), "PBKDF2", false, ["deriveBits"]);
  const salt = utf8(`${LABEL}/receipt`);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  const root = new Uint8Array(await subtle.deriveBits(how, key, 256));
  const derived = (purpose) => hkdf(sha256, root, undefined, utf8(`${LABEL}/${purpose}`), 32);
  const identity = derived("age");
  const seed = derived("signing");
  const reply = recipientOf(identity);
  const verify = verifyKey(seed);
  const access = hex(derived("access"));
  return { identity, seed, reply, verify, access, id: mailboxOf(reply, verify) };
}

/** The mailbox of the reporter with these public keys. */
export function mailboxOf(reply, verify) {
  return hex(sha256(utf8(`${LABEL}/mailbox\n${reply}\n${verify}`)).subarray(0, 16));
}
