// The editor of one wording: a sentence or a chapeau, and its sub-paragraphs.
// What is typed is saved by itself. Until the server has said that it has it, a copy stands in this browser,
// keyed by drafter, draft, provision, wording and the revision that was typed on; it is sent again and again,
// and offered after a reload.

const PAUSE = 400; // ms without a key before the text is sent
const AGAIN = 2500; // ms without an answer before it is sent again
const STORE = "workbench-unsaved:";

const views = new WeakMap();
// What was sent and not yet answered, by save id: it outlives an editor that the page draws anew elsewhere.
const outbox = new Map();
let cursor; // where the drafter was typing last

export default function (component) {
  const { parentElement, data } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = new Editor(parentElement);
    views.set(parentElement, view);
  }
  view.send = component.setTriggerValue;
  view.show(data);
  return () => view.leave();
}

class Editor {
  constructor(root) {
    this.root = root;
    this.fields = root.querySelector(".fields");
    this.status = root.querySelector(".status");
    this.tools = root.querySelector(".tools");
    this.dirty = false;
    root.addEventListener("keydown", (event) => this.key(event));
    this.fields.addEventListener("input", () => this.typed());
    this.fields.addEventListener("focusin", (event) => {
      if (event.target.tagName === "TEXTAREA") this.last = event.target;
    });
    this.fields.addEventListener("focusout", (event) => {
      if (event.relatedTarget) cursor = undefined; // the drafter went elsewhere
      this.commit();
    });
    this.fields.addEventListener("click", (event) => this.pressed(event));
    this.tools.addEventListener("mousedown", (event) => {
      if (event.target.tagName === "BUTTON") event.preventDefault(); // the field keeps its cursor
    });
    this.tools.addEventListener("click", (event) => this.tool(event.target.closest("button")));
    this.tools.addEventListener("change", (event) => this.insertChosen(event.target));
    this.watch = new ResizeObserver(() => {
      if (this.width !== this.fields.clientWidth) this.grow();
      this.width = this.fields.clientWidth;
    });
    this.watch.observe(this.fields);
    this.warn = (event) => {
      if (this.dirty || outbox.size) event.preventDefault();
    };
    this.arrive();
  }

  arrive() {
    if (this.timer) return;
    window.addEventListener("beforeunload", this.warn);
    this.timer = setInterval(() => this.again(), AGAIN);
  }

  leave() {
    this.commit();
    clearInterval(this.timer);
    this.timer = undefined;
    window.removeEventListener("beforeunload", this.warn);
  }

  // --- what the server says ---

  show(data) {
    this.arrive();
    const identity = JSON.stringify([data.user, data.draft, data.provision, data.option]);
    const acknowledged = this.settle(data);
    if (identity !== this.identity) {
      this.commit(); // under the old identity
      this.identity = identity;
      this.data = data;
      this.accept(data);
      this.say("");
      const pending = this.sending();
      if (pending) this.draw(pending);
      this.recover();
      this.goOn();
      return;
    }
    this.data = data;
    if (this.dirty || this.sending()) return; // the server will learn of it; what is typed stays
    this.accept(data);
    if (!acknowledged) return;
    this.say(this.recovered ? "Saved, with recovered unsaved text" : "Saved");
    this.recovered = false;
  }

  // An editor that was drawn anew in the middle of a word gives the cursor back.
  goOn() {
    if (cursor?.identity !== this.identity || Date.now() - cursor.at > 3000) return;
    const area = this.areas()[cursor.index];
    area?.focus({ preventScroll: true });
    area?.setSelectionRange(cursor.from, cursor.to);
  }

  // Strikes out what the server has; answers whether something of this wording was.
  settle(data) {
    let mine = false;
    for (const id of data.acknowledged) {
      const sent = outbox.get(id);
      if (!sent) continue;
      outbox.delete(id);
      localStorage.removeItem(sent.place);
      if (sent.identity !== this.identity) continue;
      mine = true;
      this.base = data.base;
      if (this.dirty) this.mirror(); // typed on meanwhile: now on the new revision
    }
    if (mine && this.dirty) this.later();
    return mine;
  }

  accept(data) {
    this.base = data.base;
    const text = JSON.stringify([data.text, data.items, data.terms, data.references, data.locked, data.lang]);
    if (text === this.shown) return;
    this.shown = text;
    this.tokens = tokens(data);
    this.menus();
    // What stands there already is not drawn again: a cursor, or a letter being composed, stays where it is.
    if (this.drawn === data.locked && this.stands(data)) return;
    this.draw({ text: data.text, items: data.items });
  }

  stands(data) {
    const rows = [...this.fields.children].map((row) => [Number(row.dataset.level), row.querySelector("textarea").value]);
    const wanted = [[0, this.seen(data.text)], ...data.items.map((item) => [item.level, this.seen(item.text)])];
    return JSON.stringify(rows) === JSON.stringify(wanted);
  }

  // --- the copy in this browser ---

  recover() {
    const own = [];
    for (const place of Object.keys(localStorage).filter((key) => key.startsWith(STORE))) {
      const [user, draft, provision, option, base] = JSON.parse(place.slice(STORE.length));
      if (user !== this.data.user || draft !== this.data.draft) continue;
      if ([...outbox.values()].some((sent) => sent.place === place)) continue;
      const kept = JSON.parse(localStorage.getItem(place));
      if (provision === this.data.provision && option === this.data.option) own.push({ place, base, ...kept });
      else this.post({ provision, option, base, text: kept.text, items: kept.items }, place);
    }
    own.sort((a, b) => a.at - b.at);
    const newest = own.pop();
    for (const old of own) this.post({ ...this.named(), base: old.base, text: old.text, items: old.items }, old.place);
    if (!newest) return;
    if (words(newest) === words(this.data)) return localStorage.removeItem(newest.place);
    this.base = newest.base;
    this.draw(newest);
    this.shown = undefined;
    this.dirty = true;
    this.recovered = true;
    this.commit();
    this.say("Recovered unsaved text");
  }

  place(base) {
    return STORE + JSON.stringify([...JSON.parse(this.identity), base]);
  }

  mirror() {
    localStorage.setItem(this.place(this.base), JSON.stringify({ ...this.read(), at: Date.now() }));
  }

  // --- sending ---

  typed() {
    const area = this.root.activeElement;
    const index = [...this.areas()].indexOf(area);
    const [from, to] = [area?.selectionStart, area?.selectionEnd];
    cursor = { identity: this.identity, index, from, to, at: Date.now() };
    this.dirty = true;
    this.shown = undefined;
    this.mirror();
    this.grow();
    this.say("Not saved yet");
    this.later();
  }

  later() {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.commit(), PAUSE);
  }

  sending() {
    return [...outbox.values()].find((sent) => sent.identity === this.identity);
  }

  commit() {
    clearTimeout(this.pause);
    if (!this.dirty || !this.identity || this.sending()) return;
    this.dirty = false;
    this.say("Saving …");
    this.post({ ...this.named(), base: this.base, ...this.read() }, this.place(this.base));
  }

  named() {
    return { provision: this.data.provision, option: this.data.option };
  }

  post(what, place) {
    const identity = JSON.stringify([this.data.user, this.data.draft, what.provision, what.option]);
    const id = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
    outbox.set(id, { ...what, save_id: id, identity, place, at: Date.now() });
    this.deliver();
  }

  deliver() {
    const letters = [...outbox.values()].map(({ identity, place, at, ...letter }) => letter);
    if (letters.length) this.send("typed", letters);
  }

  again() {
    const waiting = [...outbox.values()].filter((sent) => Date.now() - sent.at > AGAIN);
    if (!waiting.length) return;
    this.say("Not saved yet; trying again");
    this.deliver();
  }

  say(words) {
    this.status.textContent = words;
  }

  // --- the fields ---

  draw(wording) {
    const active = this.root.activeElement;
    const at = active?.tagName === "TEXTAREA" ? [...this.areas()].indexOf(active) : -1;
    const [from, to] = at < 0 ? [0, 0] : [active.selectionStart, active.selectionEnd];
    this.fields.replaceChildren(
      this.row({ id: "", level: 0, text: wording.text }),
      ...wording.items.map((item) => this.row(item)),
    );
    this.drawn = this.data.locked;
    this.number();
    this.grow();
    this.tools.hidden = this.data.locked;
    const again = at < 0 ? undefined : this.areas()[at];
    if (again) {
      again.focus({ preventScroll: true });
      again.setSelectionRange(Math.min(from, again.value.length), Math.min(to, again.value.length));
    }
  }

  row(item) {
    const row = document.createElement("div");
    row.className = "field";
    row.dataset.id = item.id || `i-${Math.random().toString(36).slice(2, 8)}`;
    row.dataset.level = item.level;
    const sign = document.createElement("span");
    sign.className = "sign";
    const area = document.createElement("textarea");
    area.rows = 1;
    area.value = this.seen(item.text);
    area.readOnly = this.data.locked;
    area.lang = this.data.lang;
    area.dir = "auto";
    area.spellcheck = true;
    row.append(sign, area);
    if (item.level && !this.data.locked) {
      for (const [does, label, words] of [
        ["out", "←", "One degree out"],
        ["in", "→", "One degree in"],
        ["gone", "×", "Remove"],
      ]) {
        const button = document.createElement("button");
        button.type = "button";
        button.dataset.does = does;
        button.textContent = label;
        button.title = words;
        row.append(button);
      }
    }
    return row;
  }

  areas() {
    return this.fields.querySelectorAll("textarea");
  }

  read() {
    const rows = [...this.fields.children].map((row) => ({
      id: row.dataset.id,
      level: Number(row.dataset.level),
      text: this.meant(row.querySelector("textarea").value).replace(/\s*\n\s*/g, " "),
    }));
    return { text: rows[0].text, items: rows.slice(1) };
  }

  // Live blanks and references stand in the text as ⟨States⟩ and ⟨article 7, paragraph 2⟩.
  seen(text) {
    return text.replace(/\{\{\s*("?)([a-z][a-z0-9_-]*)\1\s*(\|\s*ref\s*)?\}\}/g, (all, quote, name, ref) => {
      const token = this.tokens.find(([raw]) => raw === (ref ? reference(name) : quote ? "" : term(name)));
      return token ? token[1] : all;
    });
  }

  meant(text) {
    return text.replace(/⟨[^⟨⟩]*⟩/g, (all) => this.tokens.find(([, shown]) => shown === all)?.[0] ?? all);
  }

  number() {
    const counts = [];
    for (const row of this.fields.children) {
      const level = Number(row.dataset.level);
      const sign = row.querySelector(".sign");
      const area = row.querySelector("textarea");
      row.style.setProperty("--level", level);
      if (!level) {
        sign.textContent = "";
        area.setAttribute("aria-label", this.fields.children.length > 1 ? "Opening words" : "Formulation");
        continue;
      }
      counts.length = level;
      counts[level - 1] = (counts[level - 1] ?? 0) + 1;
      const mark = level % 2 ? letter(counts[level - 1]) : roman(counts[level - 1]);
      sign.textContent = level <= 2 ? `(${mark})` : `${mark}.`;
      area.setAttribute("aria-label", `Sub-paragraph ${sign.textContent}`);
      for (const button of row.querySelectorAll("button"))
        button.setAttribute("aria-label", `${button.title}: ${sign.textContent}`);
    }
  }

  grow() {
    for (const area of this.areas()) {
      area.style.height = "auto";
      area.style.height = `${area.scrollHeight}px`;
    }
  }

  key(event) {
    event.stopPropagation(); // the shell has shortcuts of one key
    const area = event.target;
    if (area.tagName !== "TEXTAREA" || area.readOnly || event.isComposing) return;
    const row = area.parentElement;
    const level = Number(row.dataset.level);
    if (event.key === "Enter") {
      event.preventDefault();
      const rest = area.value.slice(area.selectionEnd);
      area.value = area.value.slice(0, area.selectionStart);
      this.add(row, Math.max(level, 1), rest);
    } else if (event.key === "Backspace" && area.selectionStart === area.selectionEnd) {
      const before = area.value.slice(0, area.selectionStart);
      const token = this.tokens.map(([, shown]) => shown).find((shown) => before.endsWith(shown));
      if (token) {
        event.preventDefault();
        area.setRangeText("", before.length - token.length, before.length, "end");
        this.typed();
      } else if (!before && level) {
        event.preventDefault();
        const above = row.previousElementSibling.querySelector("textarea");
        const end = above.value.length;
        above.value += area.value;
        row.remove();
        this.number();
        above.focus();
        above.setSelectionRange(end, end);
        this.typed();
      }
    } else if (level && event.altKey && event.shiftKey && event.key.startsWith("Arrow")) {
      if (event.key === "ArrowRight") this.shift(row, 1);
      else if (event.key === "ArrowLeft") this.shift(row, -1);
      else return;
      event.preventDefault();
    } else if ((event.key === "s" || event.key === "Enter") && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.commit();
    }
  }

  add(after, level, text) {
    const row = this.row({ id: "", level, text: "" });
    after.after(row);
    const area = row.querySelector("textarea");
    area.value = text;
    this.number();
    area.focus();
    area.setSelectionRange(0, 0);
    this.typed();
  }

  shift(row, by) {
    const above = Number(row.previousElementSibling?.dataset.level ?? 0);
    const level = Math.min(4, above + 1, Math.max(1, Number(row.dataset.level) + by));
    if (level === Number(row.dataset.level)) return;
    row.dataset.level = level;
    this.tidy();
    this.typed();
  }

  // No sub-paragraph stands more than one degree below the one above it.
  tidy() {
    let above = 0;
    for (const row of this.fields.children) {
      above = Math.min(Number(row.dataset.level), above + 1);
      row.dataset.level = above;
    }
    this.number();
  }

  pressed(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const row = button.parentElement;
    if (button.dataset.does === "gone") {
      row.remove();
      this.tidy();
      this.typed();
    } else this.shift(row, button.dataset.does === "in" ? 1 : -1);
  }

  tool(button) {
    if (!button) return;
    const area = this.last?.isConnected ? this.last : this.areas()[0];
    const [from, to] = [area.selectionStart, area.selectionEnd];
    const picked = area.value.slice(from, to);
    if (button.dataset.does === "item") {
      const rows = this.fields.children;
      return this.add(rows[rows.length - 1], Math.max(1, Number(rows[rows.length - 1].dataset.level)), "");
    }
    const [open, close] = button.dataset.does === "lead" ? ["*", "*"] : ["[", "]"];
    area.setRangeText(open + picked + close, from, to, "end");
    area.focus();
    this.typed();
  }

  menus() {
    const { terms, references, provision } = this.data;
    const named = terms.map(([name, value]) => [term(name), `${spaced(name)}: ${value || "no value"}`]);
    const others = distinct(references).filter(([id]) => id !== provision).map(([id, place]) => [reference(id), place]);
    this.menu(".terms", named, "Term");
    this.menu(".references", others, "Reference");
  }

  menu(selector, entries, title) {
    const menu = this.tools.querySelector(selector);
    const text = JSON.stringify(entries);
    if (menu.entries === text) return;
    menu.entries = text;
    menu.hidden = !entries.length;
    menu.replaceChildren(new Option(title, ""), ...entries.map(([raw, words]) => new Option(words, raw)));
  }

  insertChosen(menu) {
    if (!menu.value) return;
    const area = this.last?.isConnected ? this.last : this.areas()[0];
    const shown = this.tokens.find(([raw]) => raw === menu.value)?.[1] ?? menu.value;
    area.setRangeText(shown, area.selectionStart, area.selectionEnd, "end");
    menu.value = "";
    area.focus();
    this.typed();
  }
}

const term = (name) => `{{ ${name} }}`;
const reference = (id) => `{{ "${id}" | ref }}`;
const spaced = (name) => name.replaceAll("_", " ");

// Every live mark with what it shows, each of them shown as nothing else is.
function tokens({ terms, references, text, items }) {
  const values = terms.map(([, value]) => value);
  const shownAs = ([name, value]) => {
    if (!value) return `${spaced(name)}: no value`;
    return values.indexOf(value) === values.lastIndexOf(value) ? value : `${value}: ${spaced(name)}`;
  };
  const known = new Set(references.map(([id]) => id));
  const used = [text, ...items.map((item) => item.text)]
    .flatMap((line) => [...line.matchAll(/\{\{\s*"([a-z][a-z0-9-]*)"\s*\|\s*ref\s*\}\}/g)])
    .map((found) => found[1]);
  return [
    ...terms.map((entry) => [term(entry[0]), `⟨${shownAs(entry)}⟩`]),
    ...distinct(references).map(([id, place]) => [reference(id), `⟨${place}⟩`]),
    ...[...new Set(used)].filter((id) => !known.has(id)).map((id) => [reference(id), `⟨missing: ${id}⟩`]),
  ];
}

// The only paragraph of an article is referred to as the article is; here the two are told apart.
function distinct(references) {
  const taken = new Set();
  return references.map(([id, place]) => {
    const shown = taken.has(place) ? `${place} ¶` : place;
    taken.add(shown);
    return [id, shown];
  });
}

function words(wording) {
  return JSON.stringify([wording.text, wording.items.map((item) => [item.level, item.text])]);
}

function letter(number) {
  return String.fromCharCode(97 + ((number - 1) % 26)).repeat(Math.floor((number - 1) / 26) + 1);
}

function roman(number) {
  let out = "";
  for (const [value, sign] of [[10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]]) {
    while (number >= value) {
      out += sign;
      number -= value;
    }
  }
  return out;
}
