// The outline: the draft as a tree that is reordered by dragging, by Alt and an arrow key, or with two buttons.
// Python's order is the truth: a move is sent, and what comes back is patched in place by id.

const ACCEPTS = {
  preamble: ["paragraph"],
  body: ["part", "article", "alternatives"],
  part: ["article", "alternatives"],
  alternatives: ["article"],
  article: ["paragraph"],
};
const FOLD_FROM = 70;

let sortable;
function loadSortable() {
  sortable ??= new Promise((resolve, reject) => {
    if (window.Sortable) return resolve(window.Sortable);
    const script = document.createElement("script");
    script.src = new URL("./Sortable.min.js", import.meta.url).href;
    script.onload = () => resolve(window.Sortable);
    script.onerror = reject;
    document.head.append(script);
  });
  return sortable;
}

const views = new WeakMap();

export default function (component) {
  const { parentElement, data } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = new Outline(parentElement);
    views.set(parentElement, view);
  }
  view.send = component.setTriggerValue;
  view.show(data);
}

class Outline {
  constructor(root) {
    this.root = root;
    this.scroll = root.querySelector(".outline");
    this.tree = root.querySelector(".tree");
    this.live = root.querySelector(".live");
    this.items = new Map(); // id -> <li>
    this.folded = new Set();
    this.known = new Set(); // articles whose folding was decided
    this.waiting = null; // the id whose move is to be announced
    this.tree.addEventListener("click", (event) => this.clicked(event));
    this.tree.addEventListener("keydown", (event) => this.key(event));
  }

  show(sent) {
    if (sent.tree !== this.text) {
      this.text = sent.tree;
      this.nodes = JSON.parse(sent.tree);
    }
    const data = { ...sent, tree: this.nodes };
    this.data = data;
    const active = this.root.activeElement;
    const focused = active && active.closest ? active.closest("li") : null;
    const focusClass = active ? active.className : "";
    const seen = new Set();
    this.total = count(data.tree);
    for (const node of data.tree) this.foldByDefault(node);
    this.list(this.tree, data.tree, "roots", seen);
    for (const [id, item] of this.items) {
      if (!seen.has(id)) {
        item.remove();
        this.items.delete(id);
      }
    }
    if (focused && focused.isConnected && this.root.activeElement === null) {
      const again = [...focused.querySelectorAll(":scope > .row button")].find((b) => b.className === focusClass);
      (again ?? focused.querySelector(".pick"))?.focus({ preventScroll: true });
    }
    if (data.selected !== this.selected) {
      this.selected = data.selected;
      this.reveal();
    }
    if (this.waiting && this.items.has(this.waiting)) {
      const item = this.items.get(this.waiting);
      this.live.textContent = `Moved: now ${item.node.place}`;
      this.waiting = null;
    }
  }

  foldByDefault(node) {
    if (node.role === "article" && !this.known.has(node.id)) {
      this.known.add(node.id);
      if (this.total > FOLD_FROM) this.folded.add(node.id);
    }
    for (const child of node.children ?? []) this.foldByDefault(child);
  }

  list(element, nodes, container, seen) {
    nodes.forEach((node, index) => {
      seen.add(node.id);
      let item = this.items.get(node.id);
      if (!item) {
        item = this.make(node);
        this.items.set(node.id, item);
      }
      if (element.children[index] !== item) element.insertBefore(item, element.children[index] ?? null);
      this.update(item, node);
      if (item.below) this.list(item.below, node.children, node.id, seen);
    });
    while (element.children.length > nodes.length) element.lastElementChild.remove();
  }

  make(node) {
    const item = document.createElement("li");
    item.dataset.id = node.id;
    item.dataset.role = node.role;
    const row = document.createElement("div");
    row.className = "row";
    const root = node.role === "root";
    row.innerHTML = root
      ? '<span class="heading"></span>'
      : '<span class="grip" aria-hidden="true"></span><button type="button" class="fold"></button>' +
        '<button type="button" class="pick"><span class="number"></span><span class="text" dir="auto"></span></button>' +
        '<span class="marks"></span>' +
        '<span class="moves"><button type="button" class="up">↑</button><button type="button" class="down">↓</button></span>';
    item.append(row);
    if (node.children) {
      item.below = document.createElement("ul");
      item.below.dataset.container = node.id;
      item.below.dataset.accepts = ACCEPTS[root ? node.id : node.role].join(" ");
      item.append(item.below);
      this.makeSortable(item.below);
    }
    return item;
  }

  makeSortable(list) {
    loadSortable().then((Sortable) =>
      Sortable.create(list, {
        group: {
          name: list.dataset.container,
          pull: true,
          put: (to, _from, dragged) => to.el.dataset.accepts.split(" ").includes(dragged.dataset.role),
        },
        handle: ".grip",
        forceFallback: true,
        fallbackTolerance: 3,
        animation: 120,
        emptyInsertThreshold: 8,
        scroll: this.scroll,
        onEnd: (event) => {
          if (event.to === event.from && event.newIndex === event.oldIndex) return;
          this.waiting = event.item.dataset.id;
          this.send("moved", {
            id: event.item.dataset.id,
            container: event.to.dataset.container,
            index: event.newIndex,
            base: this.data.base,
          });
        },
      }),
    );
  }

  update(item, node) {
    const folded = this.folded.has(node.id);
    const selected = node.id === this.data.selected;
    item.node = node;
    const state = JSON.stringify([node.number, node.text, node.marks, node.place, folded, selected]);
    if (item.state === state) return;
    item.state = state;
    const row = item.firstElementChild;
    if (node.role === "root") {
      row.querySelector(".heading").textContent = node.text;
      return;
    }
    item.classList.toggle("selected", selected);
    item.classList.toggle("folded", folded);
    row.querySelector(".number").textContent = node.number;
    row.querySelector(".text").textContent = node.text;
    const pick = row.querySelector(".pick");
    pick.toggleAttribute("aria-current", selected);
    if (selected) pick.setAttribute("aria-current", "true");
    pick.title = node.place;
    const fold = row.querySelector(".fold");
    fold.hidden = !(node.children && node.children.length);
    fold.textContent = folded ? "▸" : "▾";
    fold.setAttribute("aria-label", `${folded ? "Unfold" : "Fold"} ${node.place}`);
    fold.setAttribute("aria-expanded", String(!folded));
    row.querySelector(".up").setAttribute("aria-label", `Move up: ${node.place}`);
    row.querySelector(".down").setAttribute("aria-label", `Move down: ${node.place}`);
    const marks = row.querySelector(".marks");
    marks.replaceChildren(
      ...node.marks.map(([kind, sign, words]) => {
        const mark = document.createElement("span");
        mark.className = `mark ${kind}`;
        mark.textContent = sign;
        mark.title = words;
        mark.setAttribute("role", "img");
        mark.setAttribute("aria-label", words);
        return mark;
      }),
    );
  }

  reveal() {
    const item = this.items.get(this.selected);
    if (!item) return;
    for (let above = item.parentElement; above && above !== this.tree; above = above.parentElement) {
      if (above.tagName === "LI" && this.folded.delete(above.dataset.id)) this.update(above, above.node);
    }
    const row = item.firstElementChild.getBoundingClientRect();
    const pane = this.scroll.getBoundingClientRect();
    if (row.top < pane.top + 30) this.scroll.scrollTop -= pane.top + 60 - row.top;
    if (row.bottom > pane.bottom - 30) this.scroll.scrollTop += row.bottom - pane.bottom + 60;
  }

  clicked(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const item = button.closest("li");
    if (button.classList.contains("fold")) {
      const id = item.dataset.id;
      if (!this.folded.delete(id)) this.folded.add(id);
      this.update(item, item.node);
    } else if (button.classList.contains("pick")) {
      document.documentElement.dataset.pane = "text"; // where there is room for one pane only
      this.send("picked", { id: item.dataset.id });
    }
    else this.step(item, button.classList.contains("up") ? -1 : 1);
  }

  step(item, by) {
    this.waiting = item.dataset.id;
    this.send("stepped", { id: item.dataset.id, by, base: this.data.base });
  }

  key(event) {
    event.stopPropagation(); // the shell has shortcuts of one key
    const item = event.target.closest("li");
    if (!item || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    const by = event.key === "ArrowUp" ? -1 : 1;
    event.preventDefault();
    if (event.altKey) return this.step(item, by);
    const picks = [...this.tree.querySelectorAll(".pick")].filter((pick) => pick.getClientRects().length);
    picks[picks.indexOf(item.querySelector(".pick")) + by]?.focus();
  }
}

function count(nodes) {
  return nodes.reduce((sum, node) => sum + 1 + count(node.children ?? []), 0);
}
