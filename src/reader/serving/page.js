// What the terminal of textual-serve leaves out. Text that the reader copies reaches the clipboard of the browser: a
// terminal is told to copy by OSC 52, whose text is base64 of UTF-8. And what the rows of the terminal leave free of the
// window has the colours of the reader's theme, which it tells by OSC 10 (text) and 11 (ground).
const COPY = /\x1b\]52;[a-z]*;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)/;
const COLOURS = /\x1b\](1[01]);(#[0-9a-f]{6})(?:\x07|\x1b\\)/gi;
const NAMES = { 10: "--text", 11: "--ground" };

window.WebSocket = class extends window.WebSocket {
  constructor(...given) {
    super(...given);
    this.addEventListener("open", () => document.querySelector(".xterm-helper-textarea")?.focus()); // keys are heard at once
    this.addEventListener("message", ({ data }) => {
      if (!(data instanceof ArrayBuffer) || data.byteLength > 4e6) return;
      const text = new TextDecoder("latin1").decode(data);
      for (const [, code, colour] of text.matchAll(COLOURS)) {
        document.documentElement.style.setProperty(NAMES[code], colour);
      }
      const found = COPY.exec(text);
      if (!found) return;
      const bytes = Uint8Array.from(atob(found[1]), (character) => character.charCodeAt(0));
      navigator.clipboard?.writeText(new TextDecoder().decode(bytes)).catch(() => {});
    });
  }
};

addEventListener("load", () => {
  document.getElementById("again").addEventListener("click", () => location.reload());
});
