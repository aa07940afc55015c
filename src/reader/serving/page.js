// What the terminal of textual-serve leaves out: text that the reader copies reaches the clipboard of the browser.
// A terminal is told to copy by OSC 52, whose text is base64 of UTF-8.
const COPY = /\x1b\]52;[a-z]*;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)/;

window.WebSocket = class extends window.WebSocket {
  constructor(...given) {
    super(...given);
    this.addEventListener("open", () => document.querySelector(".xterm-helper-textarea")?.focus()); // keys are heard at once
    this.addEventListener("message", ({ data }) => {
      if (!(data instanceof ArrayBuffer) || data.byteLength > 4e6) return;
      const found = COPY.exec(new TextDecoder("latin1").decode(data));
      if (!found) return;
      const bytes = Uint8Array.from(atob(found[1]), (character) => character.charCodeAt(0));
      navigator.clipboard?.writeText(new TextDecoder().decode(bytes)).catch(() => {});
    });
  }
};

addEventListener("load", () => {
  document.getElementById("again").addEventListener("click", () => location.reload());
});
