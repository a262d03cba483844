/* What the packages take for granted, and web views of some years ago do not have. */
if (typeof globalThis === "undefined") {
  // Also in a worker, which has no window.
  self.globalThis = self;
}
if (!Object.hasOwn) {
  Object.hasOwn = (object, name) => Object.prototype.hasOwnProperty.call(object, name);
}
if (!Array.prototype.flatMap) {
  Object.defineProperty(Array.prototype, "flatMap", {
    value(each) {
      return [].concat(...this.map(each));
    },
  });
}
