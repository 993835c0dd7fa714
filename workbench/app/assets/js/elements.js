// The proposed elements: kinds, stance and search at the left, the list in the middle. Filtering happens here, at once.
// The list itself is sent once and kept; a click brings only where the draft has each element and what clashes.

const views = new WeakMap();
const lists = new Map();
// What was looked for and where the list stood, for when the page is drawn anew around it or come back to.
const kept = { filter: { kind: "", stance: "", used: "" }, search: "", top: 0, kind: "", focus: "" };

export default function (component) {
  const { parentElement, data } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = new Elements(parentElement);
    views.set(parentElement, view);
  }
  view.send = component.setTriggerValue;
  if (data.rows) lists.set(data.version, JSON.parse(data.rows));
  if (lists.has(data.version)) view.show(data);
  else if (!view.asked) {
    view.asked = true;
    view.send("lacks", data.version);
  }
}

const fold = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’ʼ]/g, "'").replace(/[“”]/g, '"').toLocaleLowerCase();

const made = (tag, name, text) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  return element;
};

class Elements {
  constructor(root) {
    this.root = root;
    this.search = root.querySelector("input[type=search]");
    this.kinds = root.querySelector(".kinds");
    this.filters = root.querySelector(".filters");
    this.list = root.querySelector(".list");
    this.count = root.querySelector(".count");
    this.filter = kept.filter;
    this.search.value = kept.search;
    root.addEventListener("keydown", (event) => {
      event.stopPropagation();
      this.keys(event);
    });
    this.search.addEventListener("input", () => this.sift());
    for (const box of [this.kinds, this.filters]) {
      box.addEventListener("click", (event) => {
        const button = event.target.closest("button[data-filter]");
        if (!button) return;
        const { filter, value } = button.dataset;
        this.filter[filter] = this.filter[filter] === value ? "" : value;
        this.sift();
        this.list.scrollTop = 0;
      });
    }
    this.list.addEventListener("scroll", () => {
      if (this.list.isConnected) kept.top = this.list.scrollTop;
    });
    this.list.addEventListener("focusin", (event) => (kept.focus = event.target.dataset.id ?? ""));
    this.list.addEventListener("focusout", () => setTimeout(() => this.list.isConnected && this.unfocused()));
    this.list.addEventListener("click", (event) => {
      if (event.target.closest("button.off")) return this.unfilter();
      const row = event.target.closest("button[data-id]");
      if (row) this.pick(row.dataset.id);
    });
  }

  pick(id) {
    this.data.selected = id;
    this.text = JSON.stringify(this.data);
    this.mark();
    this.send("picked", id);
  }

  unfocused() {
    if (!this.list.contains(this.list.getRootNode().activeElement)) kept.focus = "";
  }

  unfilter() {
    Object.assign(this.filter, { kind: "", stance: "", used: "" });
    this.search.value = "";
    this.sift();
    this.search.focus();
  }

  // The rows in sight, from top to bottom.
  rows() {
    const rows = [...this.list.querySelectorAll("button[data-id]:not([hidden])")];
    return [...rows.filter((row) => row.matches(".first")), ...rows.filter((row) => !row.matches(".first"))];
  }

  keys(event) {
    const rows = this.rows();
    const at = rows.indexOf(event.target);
    if (event.target === this.search) {
      if (event.key === "Escape" && this.search.value) {
        this.search.value = "";
        this.sift();
      } else if (event.key === "Enter" && rows.length) this.pick(rows[0].dataset.id);
      else if (event.key === "ArrowDown" && rows.length) rows[0].focus();
      else return;
      return event.preventDefault();
    }
    if (at < 0) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to < 0 && event.key === "ArrowUp") this.search.focus();
    else rows[Math.max(0, Math.min(to, rows.length - 1))].focus();
  }

  show(data) {
    const text = JSON.stringify({ ...data, rows: "" });
    if (text === this.text) return;
    const selected = this.data?.selected;
    this.text = text;
    this.data = data;
    const drawn = this.version === data.version;
    if (!drawn) this.build();
    if (kept.kind !== data.kind) this.filter.kind = kept.kind = data.kind;
    for (const element of this.elements) this.dress(element);
    this.sift();
    if (!drawn) this.restore();
    if (data.selected && selected !== data.selected) this.reveal();
  }

  restore() {
    this.list.scrollTop = kept.top;
    const row = kept.focus && this.elements.find((element) => element.id === kept.focus)?.row;
    if (row && document.activeElement === document.body) row.focus({ preventScroll: true });
  }

  // Rows are made once and changed in place, so that the list keeps its place and its focus.
  build() {
    this.version = this.data.version;
    this.elements = lists.get(this.version).map((row) => ({ ...row, words: fold(row.search), heading: fold(row.title) }));
    const parts = [];
    this.headings = new Map();
    for (const element of this.elements) {
      if (!this.headings.has(element.kind)) {
        const heading = made("h3", "", this.data.kinds.find(([value]) => value === element.kind)?.[1] ?? element.kind);
        this.headings.set(element.kind, heading);
        parts.push(heading);
      }
      element.row = this.row(element);
      parts.push(element.row);
    }
    this.titled = made("h3", "titled", "Words in the title");
    parts.push(this.titled);
    this.nothing = made("p", "nothing", "No element fits all of this. ");
    const off = made("button", "off", "Show all elements");
    off.type = "button";
    this.nothing.append(off);
    parts.push(this.nothing);
    this.list.replaceChildren(...parts);
    this.buttons = new Map();
    const option = (filter, value, name) => {
      const button = made("button");
      button.type = "button";
      button.dataset.filter = filter;
      button.dataset.value = value;
      button.append(made("span", "", name), made("span", "number"));
      this.buttons.set(button, [filter, value]);
      return button;
    };
    const group = (title, ...options) => {
      const box = made("div");
      box.append(made("h4", "", title), ...options);
      return box;
    };
    this.kinds.replaceChildren(...this.data.kinds.map(([value, name]) => option("kind", value, name)));
    this.filters.replaceChildren(
      group("In the draft", option("used", "in", "In it"), option("used", "out", "Not yet"), option("used", "clash", "Clashing")),
      group("Rests on a view that is", ...this.data.stances.map((value) => option("stance", value, value)))
    );
  }

  row(element) {
    const button = made("button", "row");
    button.type = "button";
    button.dataset.id = element.id;
    const body = made("span", "body");
    const title = made("span", "name", element.title);
    title.dir = "auto";
    const count = `${element.formulations} formulation${element.formulations === 1 ? "" : "s"}`;
    const line = made("span", "line", [count, element.paragraphs].filter(Boolean).join(" · "));
    body.append(title, line, made("span", "place"), made("span", "tension"));
    button.append(made("span", "tick"), body);
    return button;
  }

  // What the draft says of an element.
  dress(element) {
    const place = this.data.places[element.id] ?? "";
    const [mark, why] = this.data.marks[element.id] ?? ["", ""];
    element.place = place;
    element.clash = Boolean(mark);
    const [tick, body] = element.row.children;
    const [, , where, tension] = body.children;
    tick.textContent = place && "✓";
    where.textContent = place && `in the draft: ${place}`;
    where.hidden = !place;
    tension.textContent = mark;
    tension.title = why;
    tension.hidden = !mark;
    tension.classList.toggle("stands", Boolean(mark && place));
  }

  fits(element, words, without) {
    const { kind, stance, used } = this.filter;
    return (
      (without === "kind" || !kind || element.kind === kind) &&
      (without === "stance" || !stance || element.stances.includes(stance)) &&
      (without === "used" || !used || this.is("used", used, element)) &&
      words.every((word) => element.words.includes(word))
    );
  }

  is(filter, value, element) {
    if (filter === "kind") return element.kind === value;
    if (filter === "stance") return element.stances.includes(value);
    return value === "clash" ? element.clash : (value === "in") === Boolean(element.place);
  }

  sift() {
    kept.search = this.search.value;
    const words = fold(this.search.value).split(/\s+/).filter(Boolean);
    const among = new Map();
    for (const filter of ["kind", "stance", "used"]) {
      among.set(filter, this.elements.filter((element) => this.fits(element, words, filter)));
    }
    for (const [button, [filter, value]] of this.buttons) {
      const count = among.get(filter).filter((element) => this.is(filter, value, element)).length;
      button.lastChild.textContent = count;
      button.classList.toggle("none", !count);
      button.setAttribute("aria-pressed", String(this.filter[filter] === value));
    }
    // Of what is searched for, the elements whose title has it stand first.
    const shown = new Set();
    let found = 0;
    let titled = 0;
    for (const element of this.elements) {
      const fits = this.fits(element, words);
      const first = fits && words.length > 0 && words.every((word) => element.heading.includes(word));
      element.row.hidden = !fits;
      element.row.classList.toggle("first", first);
      if (!fits) continue;
      found += 1;
      titled += first;
      if (!first) shown.add(element.kind);
    }
    this.titled.hidden = !titled;
    for (const [kind, heading] of this.headings) heading.hidden = !shown.has(kind);
    this.nothing.hidden = found > 0;
    const all = this.elements.length;
    this.count.textContent = found === all ? `${all} elements` : `${found} of ${all} elements`;
    this.mark();
  }

  // One row is a stop of the Tab key: the one that is shown beside, else the first.
  mark() {
    for (const { id, row } of this.elements) {
      row.setAttribute("aria-current", String(id === this.data.selected));
      row.tabIndex = -1;
    }
    const rows = this.rows();
    const stop = rows.find((row) => row.dataset.id === this.data.selected) ?? rows[0];
    if (stop) stop.tabIndex = 0;
  }

  reveal() {
    const row = this.elements.find((element) => element.id === this.data.selected)?.row;
    if (!row || row.hidden) return;
    const top = row.offsetTop - this.list.offsetTop;
    const { scrollTop, clientHeight } = this.list;
    if (top < scrollTop + 30 || top + row.offsetHeight > scrollTop + clientHeight) {
      this.list.scrollTop = top - clientHeight / 2;
    }
  }
}
