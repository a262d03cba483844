/* What is inside a seal: a signed statement with its files, padded to one of a few sizes. */
import { Unreadable, openSealed, seal } from "./age.js";
import { digest, isSigned, joined, parted, readU32, sign, text, u32, utf8, verifyKey }
  from "./bytes.js";

export const LARGEST = 16 * 1024 * 1024;
export const MOST_FILES = 6;
export const FILE_TYPES = ["image/jpeg", "image/png", "application/pdf", "text/plain"];
const SIZES = [4096, 65536, 524288, 1, 2, 4, 8, 16].map((size) => (size < 32 ? size << 20 : size));
const SIGNATURE = 64;

export class TooLarge extends Error {}

/** The content of a message: place is {mailbox, direction, number}, files are {type, data}. */
export function signedContent(place, body, recipients, said, files, seed) {
  const statement = utf8(JSON.stringify({
    mailbox: place.mailbox,
    direction: place.direction,
    number: place.number,
    body,
    recipients: recipients.slice().sort(),
    by: verifyKey(seed),
    files: files.map(({ type, data }) => ({ type, size: data.length, sha256: digest(data) })),
    ...said,
  }));
  const signature = sign(seed, place.direction, statement);
  return joined(signature, u32(statement.length), statement, ...files.map((file) => file.data));
}

export async function sealContent(content, recipients) {
  return seal(pad(content), recipients);
}

/** What was said at a place, signed by its `by`: {…statement, files, digest, content}.
 *
 * Whether `by` is somebody to believe is for the caller to see. Throws Unreadable.
 */
export async function openMessage(sealed, identity, place) {
  const content = unpad(await openSealed(sealed, identity));
  try {
    const message = read(content);
    if (message.mailbox === place.mailbox && message.direction === place.direction
      && message.number === place.number) {
      return message;
    }
  } catch (error) {
    // Whatever is wrong with it, nobody could act on knowing.
  }
  throw new Unreadable();
}

export function paddedLength(length) {
  return SIZES.find((size) => length + 4 <= size) || Infinity;
}

export function pad(content) {
  const size = paddedLength(content.length);
  if (size > LARGEST) {
    throw new TooLarge();
  }
  const padded = new Uint8Array(size);
  padded.set(u32(content.length));
  padded.set(content, 4);
  return padded;
}

export function unpad(padded) {
  const length = readU32(padded);
  const whole = paddedLength(length) === padded.length;
  if (!whole || padded.subarray(4 + length).some((byte) => byte !== 0)) {
    throw new Unreadable();
  }
  return padded.subarray(4, 4 + length);
}

function read(content) {
  const start = SIGNATURE + 4;
  const end = start + readU32(content.subarray(SIGNATURE));
  const statement = content.subarray(start, end);
  const said = JSON.parse(text(statement));
  const signature = content.subarray(0, SIGNATURE);
  if (end > content.length || !isStatement(said)
    || !isSigned(said.by, signature, said.direction, statement)) {
    throw new Unreadable();
  }
  const files = readFiles(said.files, content.subarray(end));
  return { ...said, files, digest: digest(statement), content };
}

function isStatement(said) {
  return ["mailbox", "direction", "body", "by"].every((key) => typeof said[key] === "string")
    && ["report", "answer", "log"].includes(said.direction)
    && Number.isInteger(said.number)
    && Array.isArray(said.recipients) && Array.isArray(said.files);
}

function readFiles(listed, bytes) {
  const parts = parted(bytes, listed.map((each) => each.size));
  const right = (each, at) => FILE_TYPES.includes(each.type) && digest(parts[at]) === each.sha256;
  if (listed.length > MOST_FILES || !listed.every(right)) {
    throw new Unreadable();
  }
  return listed.map((each, at) => ({ type: each.type, data: parts[at] }));
}

export { Unreadable };
