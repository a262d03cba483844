/* Bytes, and how FORMAT.md writes them. */
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, hexToBytes, randomBytes, utf8ToBytes }
  from "@noble/hashes/utils.js";

export const LABEL = "mobile-branch-bot/report/1";

export { concatBytes as joined, bytesToHex as hex, hexToBytes as unhex, utf8ToBytes as utf8,
  randomBytes as random };

/** The text of bytes; throws where they are no UTF-8. */
export function text(bytes) {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

export function digest(bytes) {
  return bytesToHex(sha256(bytes));
}

/** Four bytes, the greatest first. */
export function u32(number) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
}

export function readU32(bytes) {
  return bytes.length < 4 ? NaN : new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
}

/** The bytes in parts of these sizes, none left over. */
export function parted(bytes, sizes) {
  const parts = [];
  let at = 0;
  sizes.forEach((size) => {
    parts.push(bytes.subarray(at, at + size));
    at += size;
  });
  if (at !== bytes.length || !sizes.every((size) => Number.isInteger(size) && size >= 0)) {
    throw new Error("the sizes do not fit the bytes");
  }
  return parts;
}

// A signature counts for one purpose only.

function signed(purpose, parts) {
  const lines = parts.map((part) => (typeof part === "string" ? utf8ToBytes(part) : part));
  const newline = utf8ToBytes("\n");
  const between = lines.flatMap((line, at) => (at ? [newline, line] : [line]));
  return concatBytes(utf8ToBytes(`${LABEL}/${purpose}\n`), ...between);
}

/** parts are texts or bytes; a new line stands between them. */
export function sign(seed, purpose, ...parts) {
  return ed25519.sign(signed(purpose, parts), seed);
}

export function isSigned(verify, signature, purpose, ...parts) {
  try {
    const key = hexToBytes(verify);
    return ed25519.verify(signature, signed(purpose, parts), key, { zip215: false });
  } catch (error) {
    return false;
  }
}

export function verifyKey(seed) {
  return bytesToHex(ed25519.getPublicKey(seed));
}
