// A comparison: which wordings take part, a strip of where they differ, the text with its differences, and the way
// from one difference to the next: the keys n and p, Alt with the arrows up and down, or the strip.

const views = new WeakMap();

export default function (component) {
  const { parentElement, data } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = new Comparison(parentElement);
    views.set(parentElement, view);
  }
  view.send = component.setTriggerValue;
  view.show(data);
  view.listen();
  return () => view.unlisten();
}

class Comparison {
  constructor(root) {
    this.legend = root.querySelector(".legend");
    this.strip = root.querySelector(".strip-bar");
    this.where = root.querySelector(".where");
    this.go = root.querySelector(".go");
    this.body = root.querySelector(".body");
    this.menu = root.querySelector(".menu");
    this.list = root.querySelector(".changes");
    this.at = -1;
    this.keys = (event) => this.key(event);
    this.outside = (event) => {
      if (!event.composedPath().includes(this.menu) && !event.composedPath().includes(this.body)) this.close();
    };
    root.querySelector(".previous").addEventListener("click", () => this.step(-1));
    root.querySelector(".next").addEventListener("click", () => this.step(1));
    this.strip.addEventListener("click", (event) => {
      const mark = event.target.closest("[data-d]");
      if (mark) this.select(Number(mark.dataset.d), true);
    });
    this.list.addEventListener("click", (event) => this.find(event));
    this.legend.addEventListener("change", (event) => this.choose(event));
    this.body.addEventListener("click", (event) => this.pick(event));
    this.body.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") this.pick(event);
    });
    this.menu.addEventListener("click", (event) => this.take(event));
    this.menu.addEventListener("keydown", (event) => this.menuKey(event));
  }

  listen() {
    this.unlisten();
    document.addEventListener("keydown", this.keys);
    document.addEventListener("click", this.outside);
  }

  unlisten() {
    document.removeEventListener("keydown", this.keys);
    document.removeEventListener("click", this.outside);
  }

  show(data) {
    const text = JSON.stringify(data);
    if (text === this.text) return;
    this.text = text;
    const same = this.data && this.data.key === data.key && this.data.view === data.view;
    const scroll = this.body.firstElementChild?.scrollLeft ?? 0;
    const patched = this.data?.html === data.html;
    this.data = data;
    this.showLegend();
    this.showChanges(data.changes ?? []);
    if (patched) return; // the same text: the reader's place and an open menu stay
    this.close();
    this.body.innerHTML = data.html; // escaped by the server
    if (same && this.body.firstElementChild) this.body.firstElementChild.scrollLeft = scroll;
    this.count = data.marks.length;
    this.go.hidden = !this.count;
    this.showStrip();
    this.select(same && this.at < this.count ? this.at : -1, false);
  }

  showLegend() {
    const boxes = this.data.legend.map((wording) => {
      const label = document.createElement("label");
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = wording.on;
      box.dataset.key = wording.key;
      const letter = document.createElement("b");
      letter.textContent = wording.letter;
      const name = document.createElement("bdi");
      name.textContent = wording.name;
      label.append(box, letter, name);
      label.title = wording.said;
      return label;
    });
    const parts = [...boxes];
    if (this.data.based) {
      const label = document.createElement("label");
      label.className = "based";
      const select = document.createElement("select");
      for (const wording of this.data.legend.filter((each) => each.on)) {
        const option = new Option(`${wording.letter} ${wording.name}`, wording.key, false, wording.base);
        select.append(option);
      }
      label.append("Measured against", select);
      parts.push(label);
    }
    this.legend.replaceChildren(...parts);
    this.legend.hidden = !this.data.legend.length;
  }

  showStrip() {
    this.strip.replaceChildren(
      ...this.data.marks.map(([start, size], number) => {
        const mark = document.createElement("span");
        mark.className = "mark";
        mark.dataset.d = number;
        mark.style.insetInlineStart = `${start * 100}%`;
        mark.style.width = `max(5px, ${size * 100}%)`;
        return mark;
      }),
    );
  }

  // What happened to each provision, beside the redline: a click shows the place, `Open` the provision in the draft.
  showChanges(changes) {
    this.list.hidden = !changes.length;
    this.list.replaceChildren(
      ...changes.map((change) => {
        const item = document.createElement("li");
        const place = document.createElement("button");
        place.type = "button";
        place.dataset.find = change.provision;
        place.append(change.place);
        const what = document.createElement("span");
        what.className = "what";
        what.textContent = change.was ? `${change.what} · ${change.was}` : change.what;
        item.append(place, what);
        if (change.here) {
          const open = document.createElement("button");
          open.type = "button";
          open.className = "open";
          open.dataset.open = change.provision;
          open.textContent = "Open";
          open.title = "Opens the provision on the page Draft";
          item.append(open);
        }
        return item;
      }),
    );
  }

  find(event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.open) return this.send("asked", { does: "open", provision: button.dataset.open });
    const id = button.dataset.find || "title";
    const part = this.body.querySelector(`[data-provision="${CSS.escape(id)}"]`);
    if (!part) return;
    part.scrollIntoView({ block: "center" });
    const first = [part, ...part.querySelectorAll("[data-d]")].find((each) => each.dataset.d !== undefined);
    if (first) this.select(Number(first.dataset.d), false);
  }

  choose(event) {
    const target = event.target;
    if (target.tagName === "SELECT") return this.send("asked", { does: "base", key: target.value });
    const on = this.data.legend.filter((w) => (w.key === target.dataset.key ? target.checked : w.on));
    if (on.length < 2) {
      target.checked = true;
      this.where.textContent = "Two at least are compared.";
      return;
    }
    this.send("asked", { does: "only", keys: on.map((w) => w.key) });
  }

  // --- from difference to difference

  key(event) {
    const inside = event.composedPath()[0];
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(inside.tagName ?? "") && inside.type !== "checkbox";
    if (typing || inside.isContentEditable || event.ctrlKey || event.metaKey || !this.count) return;
    const by =
      event.altKey && event.key === "ArrowDown" ? 1
      : event.altKey && event.key === "ArrowUp" ? -1
      : !event.altKey && event.key === "n" ? 1
      : !event.altKey && event.key === "p" ? -1
      : 0;
    if (event.key === "Escape") this.close();
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    this.step(by);
  }

  step(by) {
    if (!this.count) return;
    const start = this.at < 0 && by < 0 ? 0 : this.at;
    this.select((start + by + this.count) % this.count, true);
  }

  select(number, reveal) {
    this.at = number;
    for (const marked of this.body.querySelectorAll(".now")) marked.classList.remove("now");
    for (const mark of this.strip.children) mark.classList.toggle("now", Number(mark.dataset.d) === number);
    const found = number < 0 ? [] : [...this.body.querySelectorAll(`[data-d="${number}"]`)];
    for (const part of found) part.classList.add("now");
    const noun = this.data.noun;
    this.where.textContent =
      number >= 0 ? `${noun} ${number + 1} of ${this.count}`
      : this.count ? `${this.count} ${this.count === 1 ? noun.toLowerCase() : this.data.nouns}`
      : this.data.none;
    if (!reveal || !found.length) return;
    found[0].scrollIntoView({ block: "center", inline: "nearest" });
    if (found[0].tabIndex >= 0) found[0].focus({ preventScroll: true });
  }

  // --- brackets

  pick(event) {
    const part = event.target.closest("[data-d]");
    if (!part) return this.close();
    const number = Number(part.dataset.d);
    this.select(number, false);
    if (!part.classList.contains("choice")) return;
    event.preventDefault();
    event.stopPropagation();
    this.open(part, this.data.choices[number]);
  }

  open(part, choice) {
    const buttons = choice.variants.map((variant) => {
      const button = document.createElement("button");
      button.type = "button";
      button.role = "menuitem";
      button.dataset.variant = variant.n;
      const words = document.createElement("span");
      words.className = variant.text ? "words" : "none";
      words.dir = "auto";
      words.textContent = variant.text || "Leave out";
      const who = document.createElement("small");
      who.textContent = variant.who;
      button.append(words, who);
      return button;
    });
    this.menu.replaceChildren(...buttons);
    this.choice = choice;
    this.opener = part;
    this.menu.hidden = false;
    const at = part.getClientRects()[0];
    const frame = this.body.parentElement.getBoundingClientRect();
    this.menu.style.top = `${at.bottom - frame.top + 4}px`;
    this.menu.style.left = `${Math.max(0, Math.min(at.left - frame.left, frame.width - this.menu.offsetWidth - 4))}px`;
    buttons[0].focus({ preventScroll: true });
  }

  close() {
    this.menu.hidden = true;
    this.choice = null;
  }

  take(event) {
    const button = event.target.closest("button[data-variant]");
    if (!button || !this.choice) return;
    const { row, place } = this.choice;
    const variant = Number(button.dataset.variant);
    this.close();
    this.send("asked", { does: "resolve", row, place, variant });
  }

  menuKey(event) {
    event.stopPropagation();
    const buttons = [...this.menu.children];
    const at = buttons.indexOf(event.target.closest("button"));
    if (event.key === "Escape") {
      this.close();
      this.opener?.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      buttons[(at + (event.key === "ArrowDown" ? 1 : -1) + buttons.length) % buttons.length].focus();
    }
  }
}
