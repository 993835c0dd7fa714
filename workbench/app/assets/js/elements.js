// The proposed elements: kinds, stance and search at the left, the list in the middle. Filtering happens here, at once.

const views = new WeakMap();

export default function (component) {
  const { parentElement, data } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = new Elements(parentElement);
    views.set(parentElement, view);
  }
  view.send = component.setTriggerValue;
  view.show(data);
}

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

class Elements {
  constructor(root) {
    this.root = root;
    this.search = root.querySelector("input[type=search]");
    this.kinds = root.querySelector(".kinds");
    this.filters = root.querySelector(".filters");
    this.list = root.querySelector(".list");
    this.count = root.querySelector(".count");
    this.filter = { kind: "", stance: "", used: "" };
    root.addEventListener("keydown", (event) => {
      event.stopPropagation();
      this.arrows(event);
    });
    this.search.addEventListener("input", () => this.draw());
    for (const box of [this.kinds, this.filters]) {
      box.addEventListener("click", (event) => {
        const button = event.target.closest("button[data-filter]");
        if (!button) return;
        const { filter, value } = button.dataset;
        this.filter[filter] = this.filter[filter] === value ? "" : value;
        this.draw();
      });
    }
    this.list.addEventListener("click", (event) => {
      const row = event.target.closest("button[data-id]");
      if (row) this.pick(row.dataset.id);
    });
  }

  pick(id) {
    this.data.selected = id;
    this.mark();
    this.send("picked", id);
  }

  arrows(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const rows = [...this.list.querySelectorAll("button[data-id]")];
    const at = rows.indexOf(this.root.activeElement ?? document.activeElement);
    if (!step || (at < 0 && event.target !== this.search)) return;
    const next = rows[at < 0 ? 0 : at + step];
    if (next) next.focus();
    else if (step < 0) this.search.focus();
    event.preventDefault();
  }

  show(data) {
    const text = JSON.stringify(data);
    if (text === this.text) return;
    this.text = text;
    this.data = data;
    for (const element of data.elements) element.words = fold(element.search);
    this.draw();
    const here = this.list.querySelector('[aria-current="true"]');
    if (here && !this.shown) here.scrollIntoView({ block: "center" });
    this.shown = true;
  }

  fits(element, without) {
    const { kind, stance, used } = this.filter;
    const words = fold(this.search.value).split(/\s+/).filter(Boolean);
    return (
      (without === "kind" || !kind || element.kind === kind) &&
      (without === "stance" || !stance || element.stances.includes(stance)) &&
      (without === "used" || !used || (used === "in") === Boolean(element.place)) &&
      words.every((word) => element.words.includes(word))
    );
  }

  draw() {
    const { elements, kinds, stances } = this.data;
    const count = (filter, fits) => elements.filter((element) => this.fits(element, filter) && fits(element)).length;
    this.kinds.replaceChildren(
      ...kinds.map(([value, name]) => this.option("kind", value, name, count("kind", (e) => e.kind === value)))
    );
    const group = (title, ...options) => {
      const box = document.createElement("div");
      const heading = document.createElement("h4");
      heading.textContent = title;
      box.append(heading, ...options);
      return box;
    };
    this.filters.replaceChildren(
      group(
        "In the draft",
        this.option("used", "in", "In the draft", count("used", (e) => e.place)),
        this.option("used", "out", "Not yet", count("used", (e) => !e.place))
      ),
      group(
        "Rests on a view that is",
        ...stances.map((value) => this.option("stance", value, value, count("stance", (e) => e.stances.includes(value))))
      )
    );
    const found = elements.filter((element) => this.fits(element));
    this.count.textContent =
      found.length === elements.length
        ? `${found.length} elements`
        : `${found.length} of ${elements.length} elements`;
    const rows = [];
    let kind = "";
    for (const element of found) {
      if (element.kind !== kind) {
        kind = element.kind;
        const heading = document.createElement("h3");
        heading.textContent = kinds.find(([value]) => value === kind)?.[1] ?? kind;
        rows.push(heading);
      }
      rows.push(this.row(element));
    }
    if (!found.length) {
      const nothing = document.createElement("p");
      nothing.className = "nothing";
      nothing.textContent = "No element fits. Shorten the search, or take a filter off.";
      rows.push(nothing);
    }
    this.list.replaceChildren(...rows);
  }

  option(filter, value, name, count) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.filter = filter;
    button.dataset.value = value;
    button.setAttribute("aria-pressed", String(this.filter[filter] === value));
    const words = document.createElement("span");
    words.textContent = name;
    const number = document.createElement("span");
    number.className = "number";
    number.textContent = count;
    button.append(words, number);
    return button;
  }

  row(element) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "row";
    button.dataset.id = element.id;
    button.setAttribute("aria-current", String(element.id === this.data.selected));
    const tick = document.createElement("span");
    tick.className = "tick";
    tick.textContent = element.place ? "✓" : "";
    const body = document.createElement("span");
    body.className = "body";
    const title = document.createElement("span");
    title.className = "name";
    title.dir = "auto";
    title.textContent = element.title;
    const line = document.createElement("span");
    line.className = "line";
    const count = element.formulations;
    line.textContent = [
      `${count} formulation${count === 1 ? "" : "s"}`,
      element.paragraphs,
      element.place && `in the draft: ${element.place}`,
    ]
      .filter(Boolean)
      .join(" · ");
    body.append(title, line);
    if (element.tension) {
      const tension = document.createElement("span");
      tension.className = "tension";
      tension.textContent = "in tension with the draft";
      tension.title = element.tension;
      body.append(tension);
    }
    button.append(tick, body);
    return button;
  }

  mark() {
    for (const row of this.list.querySelectorAll("button[data-id]")) {
      row.setAttribute("aria-current", String(row.dataset.id === this.data.selected));
    }
  }
}
