/* Identity files: private keys under a passphrase, as the command line makes them too. */
import { readSecret, secretOf } from "../seal/age.js";
import { hex, random, unhex } from "../seal/bytes.js";
import { bytesOf } from "../talk/files.js";
import { keysOf } from "./desk.js";

const LARGEST = 16384;

/** Keys that nobody has had before. */
export function newKeys(name) {
  return { name, ...keysOf(random(32), random(32)) };
}

/** The file that holds these keys, or null where this browser cannot make it. */
export function sealed({ name, identity, seed }, passphrase) {
  const lines = [`# name: ${name}`, secretOf(identity), `SIGNING-KEY-${hex(seed)}`, ""].join("\n");
  return worked({ lines, passphrase });
}

/** The keys in a file that somebody chose, or null. */
export async function opened(file, passphrase) {
  if (file.size > LARGEST) {
    return null;
  }
  return readIdentity(await worked({ file: await bytesOf(file), passphrase }));
}

/** The keys of an opened identity file, or null. */
export function readIdentity(lines) {
  const found = (pattern) => (lines || "").match(pattern);
  try {
    const [, signing] = found(/^SIGNING-KEY-([0-9a-f]{64})$/m);
    const keys = keysOf(readSecret(found(/^AGE-SECRET-KEY-1.*$/m)[0].trim()), unhex(signing));
    const name = found(/^# name: (.*)$/m);
    return { name: name ? name[1] : "", ...keys };
  } catch (error) {
    return null;
  }
}

/** Null also where there is no worker, or too little memory for one. */
async function worked(work) {
  try {
    const worker = new Worker("/files/passphrase.js");
    return await new Promise((done) => {
      worker.onmessage = ({ data }) => done(data.done);
      worker.onerror = () => done(null);
      worker.postMessage(work);
    }).finally(() => worker.terminate());
  } catch (error) {
    return null;
  }
}
