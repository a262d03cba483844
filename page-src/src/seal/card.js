/* The public halves of a holder's keys, as the command line writes them. */
import { LABEL, digest, utf8 } from "./bytes.js";

const DIGITS = 25;

export function cardOf({ name, recipient, verify }) {
  const [called, reads, signs] = [name, recipient, verify].map((each) => JSON.stringify(each));
  return `{"name": ${called}, "recipient": ${reads}, "verify": ${signs}}`;
}

/** The keys in short, to be compared by telephone: groups of five digits. */
export function checkNumber({ recipient, verify }) {
  return inShort("card", recipient, verify);
}

/** The root key in short, as it stands on posters. */
export function rootNumber(root) {
  return inShort("root", root);
}

function inShort(what, ...keys) {
  const found = BigInt(`0x${digest(utf8([`${LABEL}/${what}`, ...keys].join("\n")))}`);
  const digits = String(found % BigInt(10) ** BigInt(DIGITS)).padStart(DIGITS, "0");
  return digits.match(/.{5}/g);
}
