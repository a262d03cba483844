/* The page's words, in each language of the catalogues. */
import { fill, pageData } from "./chat.js";

const FIRST = "zh_CN";

export class Words {
  constructor(languages) {
    this.languages = languages;
    this.language = this.own();
  }

  /** The browser's language where the page has it; it is asked nowhere else. */
  own() {
    const [wanted] = (navigator.language || "").toLowerCase().split("-");
    return Object.keys(this.languages).find((each) => each.split("_")[0] === wanted) || FIRST;
  }

  get all() {
    return this.languages[this.language];
  }

  /** The code of the next language, and its name in itself. */
  get other() {
    const codes = Object.keys(this.languages);
    return codes[(codes.indexOf(this.language) + 1) % codes.length];
  }

  /** A phrase is a key, [key, values] whose values are phrases too, or {text} as it stands. */
  say(phrase) {
    if (typeof phrase === "string") {
      return this.all[phrase];
    }
    if (Array.isArray(phrase)) {
      const [key, values] = phrase;
      const said = {};
      Object.keys(values).forEach((name) => { said[name] = this.say(values[name]); });
      return fill(this.all[key], said);
    }
    return phrase.text;
  }
}

export function meta(name) {
  return document.querySelector(`meta[name="${name}"]`).getAttribute("content");
}

export const text = (given) => ({ text: String(given) });
export { pageData };
