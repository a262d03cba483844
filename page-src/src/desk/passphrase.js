/* A worker: what is under a passphrase. Its derivation takes seconds. */
import "../seal/older.js";
import { Decrypter, Encrypter } from "age-encryption";

// age's own: 2^18 rounds, a quarter of a gigabyte of memory.
const WORK = 18;

/** The text in a file, or with lines the file that holds them. */
export function done({ file, lines, passphrase }) {
  if (file) {
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase);
    return decrypter.decrypt(file, "text");
  }
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(WORK);
  return encrypter.encrypt(lines);
}

self.onmessage = async ({ data }) => {
  try {
    self.postMessage({ done: await done(data) });
  } catch (error) {
    self.postMessage({ done: null });
  }
};
