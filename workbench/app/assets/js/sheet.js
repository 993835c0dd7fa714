// A sheet of text: the preview of the page, and the provisions around the one that is being drafted.
// What changed is patched paragraph by paragraph, so that the reader's place is kept; a click selects.

const PAGE_WIDTH = 794; // the sheet at its natural size, in CSS pixels

const views = new WeakMap();

export default function (component) {
  const { parentElement, data } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = new Sheet(parentElement);
    views.set(parentElement, view);
  }
  view.send = component.setTriggerValue;
  view.show(data);
}

class Sheet {
  constructor(root) {
    this.root = root;
    this.scroll = root.querySelector(".scroll");
    this.page = root.querySelector(".page");
    this.mark = root.appendChild(document.createElement("style"));
    this.page.addEventListener("click", (event) => this.pick(event));
    this.watch = new ResizeObserver(() => {
      this.fit();
      if (this.width !== this.scroll.clientWidth) {
        this.width = this.scroll.clientWidth;
        this.reveal();
      }
    });
    this.watch.observe(this.scroll);
  }

  show(data) {
    this.data = data;
    this.page.lang = data.lang;
    this.page.dir = data.dir;
    this.scroll.classList.toggle("whole", data.whole);
    if (data.html !== this.html) {
      this.html = data.html;
      const fresh = document.createElement("template");
      fresh.innerHTML = data.html; // escaped by the server; a template runs nothing
      patch(this.page, fresh.content);
    }
    this.fit();
    if (data.selected !== this.selected) {
      this.selected = data.selected;
      this.select();
      this.reveal();
    }
  }

  fit() {
    if (!this.data?.whole) return;
    this.page.style.zoom = Math.min(1.15, Math.max(0.5, (this.scroll.clientWidth - 16) / PAGE_WIDTH));
  }

  found() {
    return this.selected ? [...this.page.querySelectorAll(`[data-provision="${CSS.escape(this.selected)}"]`)] : [];
  }

  // A rule of its own marks what is selected, so that the text stays as the server sent it.
  select() {
    const id = this.selected && CSS.escape(this.selected);
    this.mark.textContent = id
      ? `[data-provision="${id}"] { background: #eaf0fa; box-shadow: -6px 0 0 #eaf0fa, -9px 0 0 #1f3f77; }`
      : "";
  }

  reveal() {
    const first = this.found()[0];
    if (!first || !this.data.whole) return;
    const at = first.getBoundingClientRect();
    const pane = this.scroll.getBoundingClientRect();
    if (at.top < pane.top + 20 || at.bottom > pane.bottom - 20) {
      this.scroll.scrollTop += at.top - pane.top - Math.max(40, (pane.height - at.height) / 3);
    }
  }

  pick(event) {
    const button = event.target.closest("button[data-does='mend']");
    if (button) {
      this.send("mended", { index: Number(button.value) });
      return;
    }
    const part = event.target.closest("[data-provision]");
    if (!part || !part.dataset.provision || String(window.getSelection() ?? "")) return;
    event.preventDefault();
    this.send("picked", { id: part.dataset.provision });
  }
}

// Makes the children of `old` those of `fresh`, touching only what differs.
function patch(old, fresh) {
  const wanted = [...fresh.childNodes];
  let from = 0;
  let olds = [...old.childNodes];
  while (from < wanted.length && from < olds.length && same(olds[from], wanted[from])) from += 1;
  let end = 0;
  while (
    end < wanted.length - from &&
    end < olds.length - from &&
    same(olds[olds.length - 1 - end], wanted[wanted.length - 1 - end])
  )
    end += 1;
  olds = olds.slice(from, olds.length - end);
  const news = wanted.slice(from, wanted.length - end);
  if (olds.length === 1 && news.length === 1 && alike(olds[0], news[0])) {
    for (const name of olds[0].getAttributeNames()) olds[0].removeAttribute(name);
    for (const name of news[0].getAttributeNames()) olds[0].setAttribute(name, news[0].getAttribute(name));
    return patch(olds[0], news[0]);
  }
  const after = olds.length ? olds[olds.length - 1].nextSibling : (old.childNodes[from] ?? null);
  for (const node of olds) node.remove();
  for (const node of news) old.insertBefore(node, after);
}

function same(a, b) {
  return a.isEqualNode(b);
}

function alike(a, b) {
  const elements = a.nodeType === Node.ELEMENT_NODE && b.nodeType === Node.ELEMENT_NODE;
  return elements && a.tagName === b.tagName && a.children.length > 0 && b.children.length > 0;
}
