/* Requests to the box: one line of JSON, then bytes, there and back. */
import { joined, text, utf8 } from "./bytes.js";

const PATIENCE = 90000;

/** An answer that is none: a word of FORMAT.md, or "network". */
export class Refusal extends Error {
  constructor(word) {
    super(word);
    this.word = word;
  }
}

export function frame(head, ...parts) {
  return joined(utf8(JSON.stringify(head) + "\n"), ...parts);
}

export function unframe(bytes) {
  const end = bytes.indexOf(10);
  return { head: JSON.parse(text(bytes.subarray(0, end))), data: bytes.subarray(end + 1) };
}

/** Posts to a path of the box; {head, data}. Throws Refusal. */
export async function post(server, path, head, ...parts) {
  const answer = await fetched(server + path, frame(head, ...parts));
  if (answer.head.error) {
    throw new Refusal(answer.head.error);
  }
  return answer;
}

async function fetched(address, body) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    // Nothing that a browser would tell by itself goes along.
    const response = await fetch(address, {
      method: "POST",
      body,
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      redirect: "error",
      signal: stop.signal,
    });
    return unframe(new Uint8Array(await response.arrayBuffer()));
  } catch (error) {
    throw new Refusal("network");
  } finally {
    clearTimeout(timer);
  }
}
