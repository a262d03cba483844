/* Bodies and their holders, believed only as far as signatures lead down from the root key. */
import { isRecipient } from "./age.js";
import { isSigned, unhex } from "./bytes.js";

const KEY = /^[0-9a-f]{64}$/;
const ID = /^[a-z0-9]{1,12}$/;

/** Whom a report is about, as far as it decides who may read it. */
export const CONCERNS = ["other", "holder", "secretary", "head"];

export class Directory {
  constructor(bodies) {
    this.bodies = bodies;
  }

  body(id) {
    return this.bodies.get(id) || null;
  }

  ofHolder(verify) {
    const holds = (body) => body.holders.some((holder) => holder.verify === verify);
    return Array.from(this.bodies.values()).find(holds) || null;
  }

  /** The body that a report goes to; null where only 12388 is left. */
  route(chosen, concern) {
    const body = this.body(chosen);
    if (!body || concern === "other") {
      return body;
    }
    return body.above ? this.body(body.above) : null;
  }
}

/** Follows the signatures down from the root key; what they do not reach is left out. */
export function believe(lists, root) {
  let waiting = newestFirst(lists);
  const bodies = new Map();
  const keys = new Map([[null, root]]);
  for (;;) {
    const reached = waiting.filter((each) => keys.has(each.body.above));
    if (!reached.length) {
      return new Directory(bodies);
    }
    waiting = waiting.filter((each) => !reached.includes(each));
    reached.forEach(({ list, signature, body }) => {
      const key = keys.get(body.above);
      if (key && !bodies.has(body.id) && isBy(list, signature, key) && !shares(body, bodies)) {
        bodies.set(body.id, body);
        keys.set(body.id, body.offline || "");
      }
    });
  }
}

function newestFirst(lists) {
  return lists
    .map((each) => ({ list: each.list, signature: each.signature, body: readList(each.list) }))
    .filter((each) => each.body)
    .sort((one, other) => other.body.number - one.body.number);
}

/** The body of a list, whoever wrote it, or null. */
function readList(list) {
  try {
    const body = JSON.parse(list);
    return isBody(body) ? { ...body, id: body.body } : null;
  } catch (error) {
    return null;
  }
}

function isBody(body) {
  return isText(body.body) && ID.test(body.body) && isText(body.name)
    && (body.above === null || isText(body.above))
    && Number.isInteger(body.number)
    && (body.offline === null || KEY.test(body.offline))
    && Array.isArray(body.holders) && body.holders.every(isHolder) && keepsRules(body.holders);
}

function isHolder(holder) {
  return isText(holder.name) && isText(holder.recipient) && isRecipient(holder.recipient)
    && isText(holder.verify) && KEY.test(holder.verify);
}

function keepsRules(holders) {
  const apart = (key) => new Set(holders.map((holder) => holder[key])).size === holders.length;
  return holders.length >= 2 && holders.length <= 8 && apart("recipient") && apart("verify");
}

function isText(value) {
  return typeof value === "string";
}

function isBy(list, signature, key) {
  try {
    return isSigned(key, unhex(signature), "list", list);
  } catch (error) {
    return false;
  }
}

/** Whether somebody in it holds for another body too: passing up would then pass nobody by. */
function shares(body, bodies) {
  const keys = (each) => each.holders.flatMap((holder) => [holder.recipient, holder.verify]);
  const taken = new Set(Array.from(bodies.values()).flatMap(keys));
  return keys(body).some((key) => taken.has(key));
}
