/* The work that a message costs: a blink for a phone, machines for a flood. */
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8 } from "./bytes.js";

const AT_ONCE = 2000;

/** 16 hex digits that solve the challenge; the page stays alive meanwhile. */
export async function solve(challenge, bits) {
  const guess = utf8(challenge + "0".repeat(16));
  for (let number = 0; ; number += 1) {
    write(guess, number);
    if (leadingZeros(sha256(guess)) >= bits) {
      return hexOf(number);
    }
    if (number % AT_ONCE === AT_ONCE - 1) {
      await new Promise((done) => setTimeout(done));
    }
  }
}

function hexOf(number) {
  return number.toString(16).padStart(16, "0");
}

function write(guess, number) {
  const digits = hexOf(number);
  for (let at = 0; at < 16; at += 1) {
    guess[guess.length - 16 + at] = digits.charCodeAt(at);
  }
}

function leadingZeros(bytes) {
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? 256 : first * 8 + Math.clz32(bytes[first]) - 24;
}
