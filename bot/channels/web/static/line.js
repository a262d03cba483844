/* The line to the server: one request after another for each phone, and one stream of events. */
(function (chat) {
  "use strict";

  const PATIENCE = 30 * 1000;
  const PATIENCE_WITH_FILES = 5 * 60 * 1000;
  const LONGEST_PAUSE = 30 * 1000;
  const FAILURES = 3;
  const SEEN_EVERY = 1000;
  const WATCH_EVERY = 10 * 1000;
  const OPENING_LIMIT = 20 * 1000;
  const SILENCE_LIMIT = 60 * 1000;

  /** Random, and the same length everywhere: crypto.randomUUID is missing in old web views. */
  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function pause(attempt) {
    const ceiling = Math.min(LONGEST_PAUSE, 1000 * Math.pow(2, attempt));
    return Math.max(1000, ceiling * (0.5 + Math.random() / 2));
  }

  async function errorText(response) {
    try {
      return (await response.json()).error || "";
    } catch (error) {
      return "";
    }
  }

  function isBusy(status) {
    return status === 408 || status === 429 || status >= 500;
  }

  async function outcomeOf(response) {
    if (response.ok) {
      const text = await response.text();
      return { answer: text ? JSON.parse(text) : {} };
    }
    const refusal = { refused: response.status, error: await errorText(response) };
    if (isBusy(response.status)) {
      const asked = Number(response.headers.get("Retry-After")) || 0;
      return Object.assign(refusal, { later: true, reached: true, pause: asked * 1000 });
    }
    return refusal;
  }

  function jsonOf(body) {
    return { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  }

  function bytesOf(file) {
    return { headers: { "Content-Type": "application/octet-stream" }, body: file };
  }

  /** Where an item goes, and as what. A file may be on its way for minutes. */
  function sendItem(phone, item) {
    const envelope = Object.assign({ phone, id: item.id }, item.body);
    if (!item.file) {
      return post("/chat/send", jsonOf(envelope), PATIENCE);
    }
    const { name, type } = item.file;
    const query = new URLSearchParams(Object.assign(envelope, { name, media: type }));
    return post("/chat/file?" + query, bytesOf(item.file), PATIENCE_WITH_FILES);
  }

  /**
   * One POST. Never throws; gives {answer} or {refused: status, error: text}. Where another
   * attempt may help there is also, and without a network only, {later: true, reached, pause: ms}.
   */
  async function post(path, sent, patience) {
    const guard = new AbortController();
    const timer = setTimeout(() => guard.abort(), patience);
    try {
      return await outcomeOf(await fetch(path, Object.assign({
        method: "POST",
        credentials: "same-origin",
        cache: "no-store",
        signal: guard.signal,
      }, sent)));
    } catch (error) {
      // Also a log-in page of some public network, which is no JSON: the server is not reached.
      return { later: true, reached: false, pause: 0 };
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * What one phone has to send, in order, each until the server has answered it.
   * The listener has sending(item), answered(item, answer), waits(item), refused(item, error),
   * shut(item, error) and reached(whether the server was reached).
   */
  class Line {
    constructor(phone, listener) {
      this.phone = phone;
      this.listener = listener;
      this.queue = [];
      this.attempt = 0;
      this.timer = 0;
      this.busy = false;
      this.closed = false;
    }

    /** An item is {id, body, label, queued, keep}; only with keep does it touch the disk. */
    add(item) {
      this.queue.push(item);
      if (item.keep) {
        chat.kept.keepUnsent(this.phone, item);
      }
      if (this.timer) {
        this.listener.waits(item);
      } else {
        this.next();
      }
    }

    wake() {
      clearTimeout(this.timer);
      this.timer = 0;
      this.next();
    }

    async next() {
      if (this.busy || this.closed || !this.queue.length) {
        return;
      }
      const item = this.queue[0];
      this.busy = true;
      this.listener.sending(item);
      const outcome = await sendItem(this.phone, item);
      this.busy = false;
      this.settle(item, outcome);
    }

    settle(item, outcome) {
      // A message on which the server fails each time must not hold up all others.
      const hopeless = outcome.refused === 500 && this.attempt >= FAILURES;
      if (outcome.later && !hopeless) {
        this.retry(item, outcome);
      } else if (outcome.refused === 403) {
        // Everything stays queued: after the reload the page may be allowed again.
        this.closed = true;
        this.listener.shut(item, outcome.error);
      } else {
        this.remove(item);
        this.tell(item, outcome);
        this.next();
      }
    }

    retry(item, outcome) {
      this.attempt += 1;
      this.listener.reached(outcome.reached);
      this.queue.forEach((each) => this.listener.waits(each));
      const asked = Math.min(outcome.pause, LONGEST_PAUSE);
      this.timer = setTimeout(() => this.wake(), Math.max(asked, pause(this.attempt)));
    }

    remove(item) {
      this.attempt = 0;
      this.queue.shift();
      chat.kept.dropUnsent(this.phone, item);
    }

    tell(item, outcome) {
      if (outcome.answer) {
        this.listener.answered(item, outcome.answer);
      } else {
        this.listener.refused(item, outcome.error);
      }
    }
  }

  /** Tells the server which event messages were shown: one request a second at most. */
  class Seen {
    constructor() {
      this.ids = new Map();
      this.attempt = 0;
      this.timer = 0;
    }

    add(phone, id) {
      this.ids.set(phone, (this.ids.get(phone) || new Set()).add(id));
      this.plan();
    }

    plan() {
      if (!this.timer && this.ids.size) {
        const wait = this.attempt ? pause(this.attempt) : SEEN_EVERY;
        this.timer = setTimeout(() => this.report(), wait);
      }
    }

    async report() {
      const [phone, ids] = this.ids.entries().next().value;
      this.ids.delete(phone);
      const outcome = await post("/chat/seen", jsonOf({ phone, ids: Array.from(ids) }), PATIENCE);
      this.timer = 0;
      this.attempt = outcome.later ? this.attempt + 1 : 0;
      if (outcome.later) {
        ids.forEach((id) => this.add(phone, id));
      }
      this.plan();
    }
  }

  /** One stream for all phones of the page. The listener has up(), down() and event(data). */
  class Events {
    constructor(phones, listener) {
      this.path = "/chat/events?phones=" + phones.map(encodeURIComponent).join(",");
      this.listener = listener;
      this.beats = false;
      this.attempt = 0;
      setInterval(() => this.watch(), WATCH_EVERY);
      this.open();
    }

    open() {
      clearTimeout(this.timer);
      if (this.source) {
        this.source.close();
      }
      this.heard = Date.now();
      this.source = new EventSource(this.path);
      this.source.addEventListener("open", () => this.opened());
      this.source.addEventListener("error", () => this.failed());
      this.source.addEventListener("ping", () => this.beat());
      this.source.addEventListener("message", (event) => this.receive(event));
    }

    opened() {
      this.attempt = 0;
      this.heard = Date.now();
      this.listener.up();
    }

    failed() {
      this.listener.down();
      // The browser tries again by itself, except after an HTTP error: then it gives up for good.
      if (this.source.readyState === EventSource.CLOSED) {
        this.attempt += 1;
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.open(), pause(this.attempt));
      }
    }

    beat() {
      this.beats = true;
      this.heard = Date.now();
    }

    receive(event) {
      this.heard = Date.now();
      this.listener.event(JSON.parse(event.data));
    }

    /** After sleep or a change of network the stream may be dead without knowing it. */
    refresh() {
      if (this.source.readyState !== EventSource.OPEN || Date.now() - this.heard > OPENING_LIMIT) {
        this.open();
      }
    }

    // A dead mobile connection can stay open for ever without an error.
    watch() {
      const silence = Date.now() - this.heard;
      const stuck = this.source.readyState === EventSource.CONNECTING && silence > OPENING_LIMIT;
      const dead = this.beats && this.source.readyState === EventSource.OPEN
        && silence > SILENCE_LIMIT;
      if (stuck || dead) {
        this.open();
      }
    }
  }

  Object.assign(chat, { newId, post, jsonOf, PATIENCE, Line, Seen, Events });
})(window.chat);
