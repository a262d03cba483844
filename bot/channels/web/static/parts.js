/* Building blocks that every part of the page uses. */
window.chat = window.chat || {};

(function (chat) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const DRAWINGS = {
    check: "M5 12.500l4.500 4.500L19 7.500",
    clock: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7.500V12l3 2",
    close: "M6 6l12 12M18 6L6 18",
    down: "M12 5v13M6 12.500l6 6 6-6",
    pin: "M12 21c4.500-5 7-8.300 7-11.500a7 7 0 1 0-14 0C5 12.700 7.500 16 12 21zM12 7.300a2.300 2.300 0 1 0 0 4.600a2.300 2.300 0 1 0 0-4.600",
    outside: "M13 5h6v6M19 5l-8.500 8.500M10 6H6a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1v-4",
    warning: "M12 4L2.800 20h18.400zM12 10v4.500M12 17v.200",
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
