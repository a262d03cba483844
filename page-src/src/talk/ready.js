/* Whether this browser can seal: tried out, not guessed from its name. */
import { openSealed, recipientOf, seal } from "../seal/age.js";
import { hex, isSigned, sign, utf8, verifyKey } from "../seal/bytes.js";

// RFC 7914, 11: PBKDF2-HMAC-SHA-256 of "passwd" with the salt "salt", one round.
const EXPECTED = "55ac046e56e3089fec1691c22544b605";

/** A key of the words that say what is missing, or null where all is well. */
export async function whatIsMissing() {
  if (!window.isSecureContext) {
    return "not_secure";
  }
  try {
    return (await derives()) && (await seals()) && signs() ? null : "no_crypto";
  } catch (error) {
    return "no_crypto";
  }
}

async function derives() {
  const subtle = crypto.subtle;
  const key = await subtle.importKey("raw", utf8("passwd"), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: utf8("salt"), iterations: 1 };
  return hex(new Uint8Array(await subtle.deriveBits(how, key, 128))) === EXPECTED;
}

async function seals() {
  const identity = crypto.getRandomValues(new Uint8Array(32));
  const opened = await openSealed(await seal(utf8("12388"), [recipientOf(identity)]), identity);
  return hex(opened) === hex(utf8("12388"));
}

function signs() {
  const seed = crypto.getRandomValues(new Uint8Array(32));
  return isSigned(verifyKey(seed), sign(seed, "list", "12388"), "list", "12388");
}
