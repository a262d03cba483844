/* Building blocks that every part of the page uses. */
window.chat = window.chat || {};

(function (chat) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const DRAWINGS = {
    check: "M5 12.5l4.5 4.5L19 7.5",
    clock: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7.5V12l3 2",
    close: "M6 6l12 12M18 6L6 18",
    down: "M12 5v13M6 12.5l6 6 6-6",
    file: "M14 3H6v18h12V7zM14 3v4h4M12 11v6M9 14l3-3 3 3",
    pin: "M12 21c4.5-5 7-8.3 7-11.5a7 7 0 1 0-14 0C5 12.7 7.5 16 12 21z"
      + "M12 7.3a2.3 2.3 0 1 0 0 4.6a2.3 2.3 0 1 0 0-4.6",
    outside: "M13 5h6v6M19 5l-8.5 8.5"
      + "M10 6H6a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1v-4",
    warning: "M12 4L2.8 20h18.4zM12 10v4.5M12 17v.2",
  };

  /** A new element. Children are elements or plain strings; strings never become markup. */
  function make(tag, attributes, children) {
    const element = document.createElement(tag);
    Object.keys(attributes || {}).forEach((name) => element.setAttribute(name, attributes[name]));
    element.append(...(children || []));
    return element;
  }

  function icon(name) {
    const svg = document.createElementNS(SVG, "svg");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", DRAWINGS[name]);
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    svg.append(path);
    return svg;
  }

  function spoken(text) {
    return make("span", { class: "spoken" }, [text]);
  }

  /** "{over} too many" with {over: 3} becomes "3 too many". */
  function fill(sentence, values) {
    return sentence.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole));
  }

  function setFlag(element, name, on) {
    if (on) {
      element.setAttribute(name, "true");
    } else {
      element.removeAttribute(name);
    }
  }

  function isFlagged(element, name) {
    return element.getAttribute(name) === "true";
  }

  function pageData() {
    return JSON.parse(document.getElementById("page-data").textContent);
  }

  Object.assign(chat, { make, icon, spoken, fill, setFlag, isFlagged, pageData });
})(window.chat);
