// How much of the sources a draft uses: counts, a cell a paragraph, a bar a kind and a stance; or two drafts choice by
// choice. A click picks what is listed beside; a second click takes it back.

const views = new WeakMap();

export default function (component) {
  const { parentElement, data } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = new Strip(parentElement);
    views.set(parentElement, view);
  }
  view.send = component.setTriggerValue;
  view.show(data);
}

const made = (tag, name, text) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  return element;
};

let onlyDifferent = false;

class Strip {
  constructor(root) {
    this.box = root.querySelector(".all-of-it");
    root.addEventListener("keydown", (event) => {
      event.stopPropagation();
      this.arrows(event);
    });
    this.box.addEventListener("click", (event) => {
      const { by, value, source } = event.target.closest("button[data-by]")?.dataset ?? {};
      if (by === undefined) return;
      const again = this.is(by, value, source) && by !== "elements";
      this.send("picked", again ? { by: "" } : { by, value, source });
    });
  }

  is(by, value, source) {
    const { picked } = this.data;
    return picked.by === by && picked.value === value && (!source || !picked.source || picked.source === source);
  }

  // From cell to cell: one of them is a stop of the Tab key.
  arrows(event) {
    const cell = event.target.closest?.(".cell");
    if (!cell) return;
    const cells = [...cell.parentElement.children];
    const at = cells.indexOf(cell);
    const across = cells.findIndex((other) => other.offsetTop > cells[0].offsetTop);
    const row = across > 0 ? across : cells.length;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, ArrowDown: at + row, ArrowUp: at - row, Home: 0, End: cells.length - 1 }[event.key];
    if (to === undefined || !cells[to]) return;
    event.preventDefault();
    cells[to].focus();
  }

  show(data) {
    const text = JSON.stringify(data);
    if (text === this.text) return;
    const active = this.box.getRootNode().activeElement?.dataset;
    this.text = text;
    this.data = data;
    this.box.replaceChildren(...(data.choices ? this.choices(data.choices) : this.figures(data)));
    if (!active?.by) return;
    const same = [...this.box.querySelectorAll("button[data-by]")].find(
      ({ dataset }) => dataset.by === active.by && dataset.value === active.value && dataset.source === active.source
    );
    same?.focus({ preventScroll: true });
  }

  pick(by, value, source = "", name = "") {
    const button = made("button", name);
    button.type = "button";
    Object.assign(button.dataset, { by, value, source });
    button.setAttribute("aria-pressed", String(this.is(by, value, source)));
    return button;
  }

  *figures(data) {
    const counts = made("div", "counts");
    for (const count of data.counts) {
      const button = this.pick(count.by, count.value, "", `count ${count.look}`);
      button.append(made("b", "", count.figure), made("span", "", count.words));
      counts.append(button);
    }
    yield counts;
    for (const source of data.sources) {
      yield made("h4", "", `Paragraphs of ${source.name}`);
      const cells = made("div", "cells");
      cells.append(...source.cells.map((cell) => this.cell(cell, source)));
      const stop = cells.querySelector('[aria-pressed="true"]') ?? cells.firstChild;
      if (stop) stop.tabIndex = 0;
      yield cells;
    }
    yield this.legend();
    yield made("h4", "", "Views by kind");
    yield this.bars("kind", data.kinds);
    yield made("h4", "", "Views by stance");
    yield this.bars("stance", data.stances);
  }

  cell(cell, source) {
    const button = this.pick("paragraph", cell.number, source.id, `cell ${this.shade(cell)} ${cell.cited ? "cited" : ""}`);
    const words = cell.views
      ? `Paragraph ${cell.number}: ${cell.used} of ${cell.views} view${cell.views === 1 ? "" : "s"} used`
      : `Paragraph ${cell.number}: no view recorded`;
    button.title = words + (cell.cited ? `; cited in ${cell.cited} provision${cell.cited === 1 ? "" : "s"}` : "");
    button.setAttribute("aria-label", button.title);
    button.textContent = cell.number;
    button.tabIndex = -1;
    return button;
  }

  shade({ views, used }) {
    if (!views) return "bare";
    if (!used) return "none";
    return used === views ? "all" : used * 2 >= views ? "most" : "some";
  }

  legend() {
    const line = made("p", "legend");
    const signs = [["none", "no view used"], ["some", "some"], ["most", "half or more"], ["all", "all"], ["bare", "no view recorded"], ["none cited", "cited in the draft"]];
    for (const [name, words] of signs) {
      const sign = made("span", "sign");
      sign.append(made("i", `cell ${name}`), words);
      line.append(sign);
    }
    return line;
  }

  bars(by, counts) {
    const box = made("div", "bars");
    for (const count of counts) {
      const button = this.pick(by, count.value, "", "bar");
      const track = made("span", "track");
      const part = made("i", "part");
      part.style.width = `${(100 * count.used) / count.all}%`;
      track.append(part);
      button.append(made("span", "name", count.name), track, made("span", "figures", `${count.used} of ${count.all}`));
      box.append(button);
    }
    return box;
  }

  *choices({ other, rows }) {
    const different = rows.filter((row) => row.differs).length;
    const line = made("p", "said", `${different} of ${rows.length} choices differ from ${other}.`);
    const only = made("label", "only");
    const tick = made("input");
    tick.type = "checkbox";
    tick.checked = onlyDifferent;
    only.append(tick, "Only these");
    line.append(only);
    yield line;
    const table = made("table", onlyDifferent ? "different" : "");
    tick.addEventListener("change", () => {
      onlyDifferent = tick.checked;
      table.classList.toggle("different", onlyDifferent);
    });
    const head = made("tr");
    for (const words of ["Choice", "Both", "Only this draft", `Only ${other}`]) {
      const cell = made("th", "", words);
      cell.scope = "col";
      head.append(cell);
    }
    const body = made("tbody");
    for (const row of rows) {
      const tr = made("tr", row.differs ? "differs" : "");
      const label = made("th", "", row.label);
      label.scope = "row";
      label.append(made("span", "rule", row.rule));
      tr.append(label, this.chosen(row.both), this.chosen(row.here), this.chosen(row.there));
      body.append(tr);
    }
    const top = made("thead");
    top.append(head);
    table.append(top, body);
    yield table;
  }

  chosen(ids) {
    const cell = made("td");
    for (const { id, words } of ids) {
      const button = this.pick("view", id, "", "choice");
      button.textContent = words;
      button.dir = "auto";
      cell.append(button);
    }
    if (!ids.length) cell.append(made("span", "dash", "–"));
    return cell;
  }
}
