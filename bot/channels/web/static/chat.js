/* A page with one or more phones, on one connection. */
(function (chat) {
  "use strict";

  const CALM = 5000;

  /** The bar that says there is no network; short gaps are not worth a word. */
  class Network {
    constructor(bar) {
      this.bar = bar;
      this.timer = 0;
    }

    up() {
      clearTimeout(this.timer);
      this.timer = 0;
      this.bar.textContent = "";
      this.bar.hidden = true;
    }

    down() {
      if (!this.timer) {
        this.timer = setTimeout(() => this.show(), CALM);
      }
    }

    show() {
      this.bar.hidden = false;
      this.bar.textContent = this.bar.getAttribute("data-word");
    }
  }

  /** A dot before the title, without a word, while something new waits in a hidden tab. */
  class TitleDot {
    constructor() {
      this.title = document.title;
    }

    set() {
      if (document.hidden) {
        document.title = "● " + this.title;
      }
    }

    clear() {
      document.title = this.title;
    }
  }

  class Page {
    /** placeOf(settings of a phone) gives {root, name, role, initial, level, alone}. */
    constructor(data, placeOf) {
      this.network = new Network(document.getElementById("offline"));
      this.network.down();
      this.dot = new TitleDot();
      this.seen = new chat.Seen();
      this.phones = new Map(data.phones.map((settings) =>
        [settings.phone, this.phone(settings.phone, data.words, placeOf(settings))]));
      this.phones.forEach((phone) => phone.open(data.start || ""));
      this.events = new chat.Events(Array.from(this.phones.keys()), this);
      this.listen();
    }

    phone(phone, words, place) {
      const { network } = this;
      return new chat.Phone(place.root, Object.assign({ phone, words, network }, place));
    }

    listen() {
      window.addEventListener("online", () => this.again());
      document.addEventListener("visibilitychange", () => {
        if (!document.hidden) {
          this.dot.clear();
          this.again();
        }
      });
    }

    /** The network is back or the phone was woken: nothing waits for its next attempt. */
    again() {
      this.phones.forEach((phone) => phone.wake());
      this.events.refresh();
    }

    up() {
      this.network.up();
      this.phones.forEach((phone) => phone.wake());
    }

    down() {
      this.network.down();
    }

    event(data) {
      const phone = this.phones.get(data.phone);
      if (phone) {
        phone.receive(data);
        this.dot.set();
        this.seen.add(data.phone, data.message.id);
        this.arrived(data.phone);
      }
    }

    /** For pages that show which phone has news. */
    arrived() {}
  }

  function start() {
    const root = document.getElementById("phone");
    if (root) {
      chat.page = new Page(chat.pageData(), (settings) => ({
        root,
        name: settings.name || document.title,
        role: settings.role || "",
        initial: "",
        level: 1,
        alone: null,
      }));
    }
  }

  chat.Page = Page;
  start();
})(window.chat);
