/* A worker: opens an identity file. The passphrase's derivation takes seconds. */
import "../seal/older.js";
import { Decrypter } from "age-encryption";

self.onmessage = async ({ data: { file, passphrase } }) => {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    self.postMessage({ lines: await decrypter.decrypt(file, "text") });
  } catch (error) {
    self.postMessage({ lines: null });
  }
};
