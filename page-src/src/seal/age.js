/* Sealing as age v1 does, to a constant number of recipients and nothing besides. */
import { Decrypter, Encrypter } from "age-encryption";
import { x25519 } from "@noble/curves/ed25519.js";
import { randomBytes } from "@noble/hashes/utils.js";
import { bech32 } from "@scure/base";
// Browsers that know no X25519 fail in many ways; in plain JavaScript it is the same everywhere.
import { forceWebCryptoOff } from "../../node_modules/age-encryption/dist/x25519.js";

forceWebCryptoOff(true);

const RECIPIENTS = 8;
const CHUNK = 65536;

export class Unreadable extends Error {}

export function recipientOf(identity) {
  return bech32.encodeFromBytes("age", x25519.getPublicKey(identity));
}

export function secretOf(identity) {
  return bech32.encodeFromBytes("age-secret-key-", identity).toUpperCase();
}

export function isRecipient(written) {
  try {
    const { prefix, bytes } = bech32.decodeToBytes(written);
    return prefix === "age" && bytes.length === 32
      && bech32.encodeFromBytes("age", bytes) === written;
  } catch (error) {
    return false;
  }
}

/** The identity of an AGE-SECRET-KEY-1… */
export function readSecret(written) {
  const { prefix, bytes } = bech32.decodeToBytes(written);
  if (prefix.toLowerCase() !== "age-secret-key-" || bytes.length !== 32) {
    throw new Unreadable();
  }
  return bytes;
}

/** How long so many bytes are once they are sealed. */
export function sealedLength(length) {
  return 870 + length + 16 * Math.ceil(length / CHUNK);
}

/** Seals to these recipients, and to stand-ins that nobody has the keys of. */
export async function seal(plain, recipients) {
  if (!recipients.length || recipients.length > RECIPIENTS || !recipients.every(isRecipient)) {
    throw new Error(`cannot seal to ${recipients.length} recipients`);
  }
  const all = recipients.slice();
  while (all.length < RECIPIENTS) {
    all.push(recipientOf(randomBytes(32)));
  }
  const encrypter = new Encrypter();
  shuffled(all).forEach((recipient) => encrypter.addRecipient(recipient));
  const sealed = await encrypter.encrypt(plain);
  if (sealed.length !== sealedLength(plain.length)) {
    throw new Error("the seal tells more than it may");
  }
  return sealed;
}

export async function openSealed(sealed, identity) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(secretOf(identity));
  try {
    return await decrypter.decrypt(sealed);
  } catch (error) {
    throw new Unreadable();
  }
}

/** A number from 0 to below `limit`, each as likely as the others. */
export function randomBelow(limit) {
  const most = 256 - (256 % limit);
  for (;;) {
    const [found] = randomBytes(1);
    if (found < most) {
      return found % limit;
    }
  }
}

function shuffled(list) {
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = randomBelow(at + 1);
    [list[at], list[other]] = [list[other], list[at]];
  }
  return list;
}
