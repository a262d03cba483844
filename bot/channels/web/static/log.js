/* The scrolling part of a phone: where messages go, and what of them is in view. */
(function (chat) {
  "use strict";

  const { make, icon } = chat;
  const NEAR = 48;
  const MARGIN = 12;

  class Log {
    constructor(words) {
      this.atEnd = true;
      this.height = 0;
      this.element = make("div", {
        class: "log",
        role: "log",
        "aria-live": "polite",
        "aria-label": words.conversation,
        tabindex: "0",
        "data-testid": "log",
      });
      this.loading = make("p", { class: "loading" }, [words.loading]);
      this.dots = make("div", { class: "dots", "aria-hidden": "true" },
        [make("span"), make("span"), make("span")]);
      this.dots.hidden = true;
      this.element.append(this.loading, this.dots);
      this.pill = make("button", { type: "button", class: "pill" },
        [icon("down"), words.new_message]);
      this.pill.hidden = true;
      this.listen();
    }

    listen() {
      this.pill.addEventListener("click", () => this.toEnd());
      this.element.addEventListener("scroll", () => this.look(), { passive: true });
      // The keyboard of the phone comes and goes, and a hidden phone of the demo is shown.
      new ResizeObserver(() => this.resized()).observe(this.element);
    }

    resized() {
      this.height = this.element.clientHeight;
      if (this.atEnd) {
        this.toEnd();
      }
    }

    look() {
      const { scrollTop, clientHeight, scrollHeight } = this.element;
      if (clientHeight !== this.height) {
        return;  // Just resized: the observer comes next, and decides from how it was before.
      }
      this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
      if (this.atEnd) {
        this.pill.hidden = true;
      }
    }

    toEnd() {
      this.element.scrollTop = this.element.scrollHeight;
      this.pill.hidden = true;
      this.atEnd = true;
    }

    /** What waits to be sent stays at the end: answers go in before it. */
    add(element) {
      this.loading.remove();
      this.element.insertBefore(element, this.element.querySelector(".waiting") || this.dots);
    }

    /** What was said in confidence does not stay on the page. */
    clear() {
      this.element.querySelectorAll(".card, .said").forEach((element) => element.remove());
    }

    addWaiting(element) {
      this.loading.remove();
      this.element.insertBefore(element, this.dots);
    }

    exchange(old, element) {
      const hadFocus = old.contains(document.activeElement);
      old.replaceWith(element);
      if (hadFocus) {
        element.focus({ preventScroll: true });
      }
    }

    setBusy(busy) {
      this.dots.hidden = !busy || this.loading.isConnected;
      if (busy && this.atEnd) {
        this.toEnd();
      }
    }

    /** Shows from the top of the first element as much of what follows as there is room for. */
    reveal(first, last) {
      const view = this.element.getBoundingClientRect();
      const above = first.getBoundingClientRect().top - view.top - MARGIN;
      const below = last.getBoundingClientRect().bottom - view.bottom + MARGIN;
      if (above < 0 || below > 0) {
        this.element.scrollTop += Math.min(above, below > 0 ? below : above);
      }
      // What was scrolled to on purpose stays, also where the view has just been resized.
      this.height = this.element.clientHeight;
      this.look();
    }

    /** Something came by itself: a person who is reading further up is told, not moved. */
    announce(element) {
      if (this.atEnd) {
        this.reveal(element, element);
      } else {
        this.pill.hidden = false;
      }
    }
  }

  chat.Log = Log;
})(window.chat);
