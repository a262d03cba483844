/* The page's sealing against the vectors that the server is tested with too: node test/vectors.mjs FILE */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { readSecret, seal, sealedLength, secretOf } from "../src/seal/age.js";
import { hex, isSigned, sign, text, unhex } from "../src/seal/bytes.js";
import { cardOf, checkNumber, rootNumber } from "../src/seal/card.js";
import { believe } from "../src/seal/directory.js";
import { Unreadable, openMessage, pad, sealContent, unpad } from "../src/seal/envelope.js";
import { keysOf } from "../src/desk/desk.js";
import { inWeeks } from "../src/desk/weeks.js";
import { groups, newReceipt, openMailbox, readReceipt } from "../src/seal/receipt.js";
import { readAnswer, stillReading } from "../src/seal/reporter.js";
import { solve } from "../src/seal/work.js";

const given = JSON.parse(readFileSync(process.env.VECTORS, "utf-8"));

function placeOf([mailbox, direction, number]) {
  return { mailbox, direction, number };
}

const directory = believe(given.lists, given.root);
const me = readSecret(given.holder.secret);
const whole = unhex(given.report.sealed);
const place = placeOf(given.report.place);

test("what follows from a receipt", async () => {
  for (const each of given.receipts) {
    const digits = readReceipt(each.shown);
    assert.equal(digits, each.digits);
    assert.equal(groups(digits).join(" "), each.shown);
    const mailbox = await openMailbox(digits);
    assert.equal(hex(mailbox.identity), each.identity);
    assert.equal(secretOf(mailbox.identity), each.secret);
    assert.equal(hex(mailbox.seed), each.signing);
    assert.equal(mailbox.access, each.access);
    assert.equal(mailbox.reply, each.reply);
    assert.equal(mailbox.verify, each.verify);
    assert.equal(mailbox.id, each.mailbox);
  }
});

test("a new receipt reads as one, and every single slip of the pen is found", () => {
  for (let round = 0; round < 50; round += 1) {
    const digits = newReceipt();
    assert.equal(readReceipt(groups(digits).join("—")), digits);
    const at = round % 24;
    const wrong = String((Number(digits[at]) + 1 + (round % 9)) % 10);
    assert.equal(readReceipt(digits.slice(0, at) + wrong + digits.slice(at + 1)), null);
  }
});

test("a holder's card and its check number", () => {
  const holder = { name: given.holder.name, ...keysOf(me, unhex(given.holder.signing)) };
  assert.equal(cardOf(holder), given.card.text);
  assert.equal(checkNumber(holder).join(" "), given.card.number);
  assert.equal(rootNumber(given.root).join(" "), given.root_number);
});

test("whom a page believes and where it sends", () => {
  assert.deepEqual(Array.from(directory.bodies.keys()).sort(), given.believed);
  Object.entries(given.routes).forEach(([chosen, routes]) =>
    Object.entries(routes).forEach(([concern, id]) => {
      const body = directory.route(chosen, concern);
      assert.equal(body ? body.id : null, id);
    }));
  assert.deepEqual(Array.from(believe(given.lists, "00".repeat(32)).bodies), []);
});

test("sizes", () => {
  given.padded.forEach((each) => {
    const padded = pad(new Uint8Array(each.content));
    assert.equal(padded.length, each.padded);
    assert.equal(sealedLength(padded.length), each.sealed);
  });
});

test("messages that Python sealed", async () => {
  const report = await openMessage(whole, me, place);
  assert.equal(hex(report.content), given.report.content);
  assert.equal(text(report.files[0].data), "发票三张");
  const mailbox = await openMailbox(given.receipts[0].digits);
  const bytes = unhex(given.answer.sealed);
  const answer = await readAnswer(bytes, mailbox, 1, directory);
  assert.equal(answer.text, "正在查，谢谢您。");
  await assert.rejects(readAnswer(bytes, mailbox, 2, directory), Unreadable);
  await assert.rejects(readAnswer(bytes, mailbox, 1, believe([], given.root)), Unreadable);
});

test("who still reads it, by the answers", () => {
  const county = directory.body("county");
  const [he, luo, tan] = county.holders;
  const said = (by, ...closed) =>
    ({ body: county, by, without: closed.map((each) => each.recipient) });
  const left = (...answers) => {
    const body = stillReading(county, answers);
    return body && body.holders.map((each) => each.name).join(" ");
  };
  assert.equal(left(), "he luo tan");
  assert.equal(left(said(he, tan), null, { ...said(luo), without: null }), "he luo");
  assert.equal(left(said(he, tan), said(tan)), "he luo");
  assert.equal(left(said(he, tan), said(luo)), "he luo tan");
  assert.equal(left({ ...said(he, tan), body: directory.body("town") }), "he luo tan");
  assert.equal(left(said(he, tan, luo)), null);
});

test("nothing that was touched is read", async () => {
  for (const at of [30, 400, 800, 900, whole.length - 1]) {
    const touched = whole.slice();
    touched[at] ^= 1;
    await assert.rejects(openMessage(touched, me, place), Unreadable, `byte ${at}`);
  }
  await assert.rejects(openMessage(whole.slice(0, -1), me, place), Unreadable);
  await assert.rejects(openMessage(whole, me, { ...place, number: 2 }), Unreadable);
});

test("a content whose zeros are none, or whose size is another, is refused", () => {
  const padded = pad(new Uint8Array([1, 2, 3]));
  padded[100] = 1;
  assert.throws(() => unpad(padded), Unreadable);
  assert.throws(() => unpad(new Uint8Array(65536)), Unreadable);
});

test("eight stanzas of one kind, whatever the number of readers", async () => {
  const content = unhex(given.report.content);
  for (const count of [1, 2, 3]) {
    const readers = directory.body("county").holders.slice(0, count);
    const sealed = await sealContent(content, readers.map((each) => each.recipient));
    const head = new TextDecoder("latin1").decode(sealed.subarray(0, 870));
    assert.equal(head.match(/^-> X25519 /gm).length, 8);
    assert.equal(head.match(/^-> /gm).length, 8);
    assert.equal(hex((await openMessage(sealed, me, place)).content), given.report.content);
  }
  await assert.rejects(seal(content, []));
  await assert.rejects(seal(content, ["age1no"]));
});

test("weeks, also around the turn of a year", () => {
  const weeks = { "2026-11-27": "2026-W48", "2026-12-31": "2026-W53", "2027-01-03": "2026-W53",
    "2027-01-04": "2027-W01", "2024-12-30": "2025-W01" };
  Object.entries(weeks).forEach(([day, week]) => assert.equal(inWeeks(0, Date.parse(day)), week));
  assert.equal(inWeeks(2, Date.parse("2026-12-28")), "2027-W02");
});

test("signed requests and the work for a message", async () => {
  const { request, nonce, signature } = given.request;
  const seed = unhex(given.holder.signing);
  const verify = directory.body("county").holders[0].verify;
  assert.ok(isSigned(verify, unhex(signature), "request", nonce, request));
  assert.equal(hex(sign(seed, "request", nonce, request)), signature);
  assert.ok(!isSigned(verify, unhex(signature), "list", nonce, request));
  assert.equal(await solve(given.work.challenge, given.work.bits), given.work.answer);
});
