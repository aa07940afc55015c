"use strict";
(() => {
  const root = document.documentElement;
  const find = (selector) => document.querySelector(selector);
  find(".bar").hidden = false;

  /* Toggles: each button says its state, the page follows. */
  const toggle = (id, act) => {
    const button = document.getElementById(id);
    if (!button) return;
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      act(on, button);
    });
  };
  toggle("readings", (on) => root.classList.toggle("no-readings", !on));
  toggle("glosses", (on) => root.classList.toggle("no-glosses", !on));
  toggle("theme", (on) => { root.dataset.theme = on ? "dark" : "light"; });
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    if (!root.dataset.theme) find("#theme").setAttribute("aria-pressed", String(dark.matches));
  };
  dark.addEventListener("change", follow);
  follow();

  /* The other script: edits by code points of a block's own text, prepared when first asked for. */
  const NOT_TEXT = "rt, rp, .gloss, .aside, .picture, ul, ol";
  const CELLS = 3; // code points between two cells of a row: " | "
  const own = function* (element, state) {
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) {
        const length = Array.from(node.data).length;
        yield [node, state.at, state.at + length];
        state.at += length;
      } else if (node.nodeName === "BR") {
        state.at += 1;
      } else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(NOT_TEXT)) {
        if (node.matches(":is(td, th):not(:empty)")) { // nothing stands between cells without text
          if (state.inRow) state.at += CELLS;
          state.inRow = true;
        }
        yield* own(node, state);
      }
    }
  };
  const placed = (steps) => {
    const edits = [];
    let at = 0;
    for (let i = 0; i < steps.length; i += 2) {
      const [count, text] = typeof steps[i + 1] === "string"
        ? [Array.from(steps[i + 1]).length, steps[i + 1]] : steps[i + 1];
      at += steps[i];
      edits.push([at, at + count, Array.from(text)]);
      at += count;
    }
    return edits;
  };
  const rewritten = (points, from, to, edits) => {
    const parts = [];
    let done = from;
    for (const [start, end, text] of edits) {
      if (end < from || start >= to || (end === from && end > start)) continue;
      const whole = text.length === end - start;
      const first = Math.max(start, from), last = Math.min(end, to);
      parts.push(points.slice(done - from, first - from).join(""));
      if (whole) parts.push(text.slice(first - start, last - start).join(""));
      else if (start >= from) parts.push(text.join("")); // all of it where it begins
      done = last;
    }
    parts.push(points.slice(done - from).join(""));
    return parts.join("");
  };
  let texts = null, languages = null;
  const prepare = () => {
    texts = [];
    for (const element of document.querySelectorAll("[data-other]")) {
      const edits = placed(JSON.parse(element.dataset.other));
      for (const [node, from, to] of own(element, { at: 0 })) {
        const other = rewritten(Array.from(node.data), from, to, edits);
        if (other !== node.data) texts.push([node, node.data, other]);
      }
    }
  };
  toggle("script", (on, button) => {
    if (!texts) prepare();
    for (const [node, shown, other] of texts) node.data = on ? other : shown;
    root.lang = on ? button.dataset.hidden : button.dataset.shown;
  });

  /* Wide tables and code scroll by keyboard too. */
  const scrollers = () => {
    for (const box of document.querySelectorAll(".table, pre")) {
      const wide = box.scrollWidth > box.clientWidth;
      if (wide) {
        box.tabIndex = 0;
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", box.matches("pre") ? "Code" : "Table");
      } else {
        for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
      }
    }
  };
  addEventListener("resize", scrollers);
  scrollers();

  /* Terms open their entry in place; without popovers they stay links to the glossary. */
  const card = find("#card");
  if (!card.showPopover) return;
  let term = null;
  const place = () => {
    const box = term.getClientRects()[0] ?? term.getBoundingClientRect();
    if (matchMedia("(max-width: 40rem)").matches) { // a sheet at the foot of the screen, its term above it
      card.style.left = card.style.top = "";
      const covered = box.bottom + 16 - (innerHeight - card.offsetHeight);
      if (covered > 0) scrollBy(0, covered);
      return;
    }
    const room = root.clientHeight - box.bottom;
    const above = room < card.offsetHeight + 16 && box.top > card.offsetHeight + 16;
    const left = Math.max(16, Math.min(box.left, root.clientWidth - card.offsetWidth - 16));
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${scrollY + (above ? box.top - card.offsetHeight - 8 : box.bottom + 8)}px`;
  };
  const fill = (entry) => {
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Close";
    close.addEventListener("click", () => card.hidePopover());
    const list = document.createElement("dl");
    list.append(...Array.from(entry.children, (child) => child.cloneNode(true)).filter((child) => !child.matches(".back")));
    const link = document.createElement("a");
    link.className = "to-glossary";
    link.href = `#${entry.id}`;
    link.textContent = "In the glossary";
    link.addEventListener("click", () => card.hidePopover());
    card.replaceChildren(close, list, link);
    card.setAttribute("aria-label", `Glossary: ${entry.querySelector("dfn").textContent}`);
    card.scrollTop = 0;
  };
  const open = (link) => {
    const entry = document.getElementById(link.hash.slice(1));
    if (!entry) return;
    fill(entry);
    if (!card.contains(link)) {
      term = link;
      if (card.matches(":popover-open")) card.hidePopover();
      card.showPopover();
      term.setAttribute("aria-expanded", "true");
      place();
    }
    card.focus({ preventScroll: true });
  };
  for (const link of document.querySelectorAll(".term")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".term, #card .see a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === " " && event.target.matches?.(".term")) {
      event.preventDefault();
      open(event.target);
    }
  });
  card.addEventListener("beforetoggle", (event) => {
    if (event.newState !== "closed" || !term) return;
    term.setAttribute("aria-expanded", "false");
    if (card.contains(document.activeElement)) term.focus({ preventScroll: true });
  });
  addEventListener("resize", () => {
    if (card.matches(":popover-open")) place();
  });
})();
