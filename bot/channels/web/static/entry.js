/* The input line at the bottom of a phone. */
(function (chat) {
  "use strict";

  const { make, icon, fill, setFlag, isFlagged, kept } = chat;
  const MOST = 4000;
  const PLACE_OPTIONS = { timeout: 20000, maximumAge: 60000 };
  const KINDS = {
    text: { inputmode: "text", autocomplete: "off", enterkeyhint: "send" },
    search: { inputmode: "search", autocomplete: "off", enterkeyhint: "search" },
    phone: { inputmode: "tel", autocomplete: "tel", enterkeyhint: "send" },
    file: { inputmode: "text", autocomplete: "off", enterkeyhint: "send" },
    secret: { inputmode: "text", autocomplete: "off", enterkeyhint: "send" },
  };
  const ORDINARY = { kind: "text", hint: "", place: false };

  /** Ten metres are near enough to find a branch: what is not needed is not sent. */
  function coarse(degrees) {
    return Number(degrees.toFixed(4));
  }

  class Entry {
    /** on has say(text, secret), share(place), attach(file) and notice(text). */
    constructor(phone, words, on) {
      this.phone = phone;
      this.words = words;
      this.on = on;
      this.secret = false;
      this.width = 0;
      this.build();
      this.listen();
      this.box.value = kept.draft(phone);
      this.ask(null, false);
    }

    build() {
      const boxId = "entry-" + this.phone;
      const limitId = "limit-" + this.phone;
      this.box = make("textarea", {
        id: boxId,
        rows: "1",
        // Some spelling checks of browsers send what is written to a company.
        spellcheck: "false",
        "aria-describedby": limitId,
        "data-testid": "entry",
      });
      this.sendButton = make("button",
        { type: "submit", class: "send", "data-testid": "send" }, [this.words.send]);
      this.placeWord = make("span", {}, [this.words.share_place]);
      this.placeButton = make("button",
        { type: "button", class: "place", "data-testid": "place" }, [icon("pin"), this.placeWord]);
      // Hidden, so that the button looks like the others; the label stands on the button.
      this.picker = make("input", { type: "file", hidden: "", "data-testid": "file" });
      this.fileButton = make("button",
        { type: "button", class: "place", "data-testid": "choose-file" },
        [icon("file"), make("span", {}, [this.words.choose_file])]);
      this.limit = make("p", { id: limitId, class: "limit", role: "status" });
      this.element = make("form", { class: "entry", novalidate: "" }, [
        this.placeButton,
        this.picker,
        this.fileButton,
        this.limit,
        make("label", { class: "spoken", for: boxId }, [this.words.your_message]),
        make("div", { class: "write" }, [this.box, this.sendButton]),
      ]);
    }

    listen() {
      this.element.addEventListener("submit", (event) => {
        event.preventDefault();
        this.send();
      });
      // The line keeps the focus, and so the keyboard of the phone stays up.
      this.sendButton.addEventListener("mousedown", (event) => event.preventDefault());
      this.box.addEventListener("keydown", (event) => this.keyed(event));
      this.box.addEventListener("input", () => this.changed());
      this.placeButton.addEventListener("click", () => this.share());
      this.fileButton.addEventListener("click", () => this.picker.click());
      this.picker.addEventListener("change", () => this.picked());
      new ResizeObserver(() => this.resized()).observe(this.element);
    }

    /** What the present message asks for; entry may be null: words and digits always go. */
    ask(entry, ephemeral) {
      const asked = entry || ORDINARY;
      const kind = KINDS[asked.kind] || KINDS.text;
      Object.keys(kind).forEach((name) => this.box.setAttribute(name, kind[name]));
      this.box.placeholder = asked.hint || this.words.type_here;
      this.placeButton.hidden = !asked.place;
      this.fileButton.hidden = !/file$/.test(asked.kind);
      // What was begun in secret stays off the disk, also when the question has changed meanwhile.
      const leftover = this.secret && this.box.value !== "";
      this.secret = ephemeral || asked.kind === "secret" || leftover;
      this.changed();
    }

    putBack(text, secret) {
      if (text && !this.box.value) {
        this.box.value = text;
        this.secret = this.secret || secret;
        this.changed();
      }
    }

    keyed(event) {
      // 229: an input method is still composing, and Enter belongs to it.
      const composing = event.isComposing || event.keyCode === 229;
      if (event.key === "Enter" && !event.shiftKey && !composing) {
        event.preventDefault();
        this.send();
      }
    }

    changed() {
      kept.keepDraft(this.phone, this.secret ? "" : this.box.value);
      const over = Array.from(this.box.value.trim()).length - MOST;
      this.limit.textContent = over > 0 ? fill(this.words.too_long, { most: MOST, over }) : "";
      setFlag(this.box, "aria-invalid", over > 0);
      setFlag(this.sendButton, "aria-disabled", over > 0 || !this.box.value.trim());
      this.grow();
    }

    resized() {
      if (this.element.clientWidth !== this.width) {
        this.width = this.element.clientWidth;
        this.grow();
      }
    }

    grow() {
      this.box.style.height = "auto";
      const border = this.box.offsetHeight - this.box.clientHeight;
      this.box.style.height = this.box.scrollHeight + border + "px";
    }

    send() {
      if (!isFlagged(this.sendButton, "aria-disabled")) {
        const text = this.box.value.trim();
        const secret = this.secret;
        this.box.value = "";
        this.changed();
        this.on.say(text, secret);
      }
    }

    picked() {
      const file = this.picker.files[0];
      this.picker.value = "";
      if (file) {
        this.on.attach(file);
      }
    }

    share() {
      if (isFlagged(this.placeButton, "aria-busy")) {
        return;
      }
      if (!navigator.geolocation) {
        this.on.notice(this.words.place_failed);
        return;
      }
      this.setSearching(true);
      navigator.geolocation.getCurrentPosition(
        (found) => this.found(found.coords), (error) => this.lost(error), PLACE_OPTIONS);
    }

    found(coords) {
      this.setSearching(false);
      this.on.share({ latitude: coarse(coords.latitude), longitude: coarse(coords.longitude) });
    }

    lost(error) {
      this.setSearching(false);
      const denied = error.code === error.PERMISSION_DENIED;
      this.on.notice(denied ? this.words.place_denied : this.words.place_failed);
    }

    setSearching(searching) {
      setFlag(this.placeButton, "aria-busy", searching);
      this.placeWord.textContent = searching ? this.words.finding_place : this.words.share_place;
    }
  }

  chat.Entry = Entry;
})(window.chat);
