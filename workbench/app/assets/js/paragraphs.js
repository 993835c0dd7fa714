// Paragraphs of sources with the views recorded in each, the elements that answer them, and where the draft uses them.
// With `sources` it is a report to read: the sources and the sections of one at the left, a search above.

const views = new WeakMap();
// Where the reader was, for when the page is drawn anew around it.
const kept = new Map();

export default function (component) {
  const { parentElement, data } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = new Paragraphs(parentElement);
    views.set(parentElement, view);
  }
  view.send = component.setTriggerValue;
  view.show(data);
}

const fold = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’ʼ]/g, "'").replace(/[“”]/g, '"').toLocaleLowerCase();

const made = (tag, name, text) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  return element;
};

const prose = (tag, name, text) => {
  const element = made(tag, name, text);
  element.dir = "auto";
  return element;
};

const button = (does, words, sends, name = "") => {
  const element = made("button", name, words);
  element.type = "button";
  element.dataset.does = does;
  Object.assign(element.dataset, sends);
  return element;
};

class Paragraphs {
  constructor(root) {
    this.root = root.querySelector(".paragraphs");
    this.nav = made("nav", "contents");
    this.nav.setAttribute("aria-label", "Sources and sections");
    this.head = made("header");
    this.list = made("div", "list");
    this.list.tabIndex = -1;
    this.search = made("input");
    this.search.type = "search";
    this.search.placeholder = "Search the paragraphs and the views";
    this.search.setAttribute("aria-label", this.search.placeholder);
    this.unused = made("input");
    this.unused.type = "checkbox";
    this.count = made("span", "count");
    this.count.setAttribute("role", "status");
    const only = made("label", "only");
    only.append(this.unused, "Only where a view is not used yet");
    this.find = made("div", "find");
    this.find.append(this.search, only, this.count);
    const main = made("div", "main");
    main.append(this.head, this.find, this.list);
    this.root.append(this.nav, main);
    root.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key !== "Escape" || event.target !== this.search || !this.search.value) return;
      this.search.value = "";
      this.sift();
    });
    this.search.addEventListener("input", () => this.sift());
    this.unused.addEventListener("change", () => this.sift());
    root.addEventListener("click", (event) => this.click(event));
    // A click on the button itself must not take the selection away before it is read.
    this.list.addEventListener("mousedown", (event) => event.target.closest("button.cite") && event.preventDefault());
    document.addEventListener("selectionchange", () => this.root.isConnected && this.select());
    this.list.addEventListener("scroll", () => this.scrolled());
  }

  click(event) {
    const section = event.target.closest("button[data-section]");
    if (section) return this.to(this.sections[Number(section.dataset.section)].heading, -2);
    const pressed = event.target.closest("[data-does]");
    if (!pressed) return;
    if (pressed.localName === "a") {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
    }
    const asked = { ...pressed.dataset };
    if (asked.does === "cite" && this.quoted?.button === pressed) asked.quote = this.quoted.words;
    this.send("asked", asked);
  }

  // Words that are selected in a paragraph go with its citation, and its button says so.
  select() {
    const root = this.root.getRootNode();
    const selection = (root.getSelection?.bind(root) ?? document.getSelection.bind(document))();
    const words = selection?.isCollapsed === false ? selection.toString().replace(/\s+/g, " ").trim() : "";
    const inside = (node) => (node?.nodeType === 1 ? node : node?.parentElement)?.closest?.(".text");
    const text = words && inside(selection.anchorNode);
    const found = text && text === inside(selection.focusNode) && text.closest(".said").querySelector("button.cite");
    if (this.quoted && this.quoted.button !== found) this.quoted.button.textContent = `Cite in ${this.data.cite}`;
    this.quoted = found ? { button: found, words } : undefined;
    if (found) found.textContent = `Quote in ${this.data.cite}`;
  }

  show(data) {
    const text = JSON.stringify(data);
    if (text === this.text) return;
    const before = this.data;
    this.text = text;
    this.data = data;
    this.root.classList.toggle("read", data.sources.length > 0);
    this.find.hidden = !data.search;
    this.header();
    const last = kept.get("list");
    const same = last?.where === data.where;
    if (!before && same) {
      this.search.value = last.search;
      this.unused.checked = last.unused;
    }
    if (before && before.where !== data.where) this.search.value = "";
    this.draw();
    this.contents();
    this.sift();
    this.list.scrollTop = same ? last.top : 0;
    const target = data.selected && this.blocks.find(({ paragraph }) => paragraph.number === data.selected)?.block;
    if (target && !(same && last.selected === data.selected)) this.to(target, 8);
    kept.set("list", { ...kept.get("list"), where: data.where, selected: data.selected });
    this.scrolled();
  }

  header() {
    const parts = [];
    if (this.data.title) parts.push(prose("h2", "", this.data.title));
    if (this.data.about) parts.push(prose("p", "about", this.data.about));
    if (this.data.loaded) {
      const line = prose("p", "about", `${this.data.loaded} `);
      line.append(button("load", "Load again…", {}, "quiet"));
      const id = this.data.sources.find((source) => source.here)?.id ?? "";
      line.append(button("remove", "Remove", { id }, "quiet"));
      parts.push(line);
    }
    if (this.data.cite && this.data.search) {
      const line = made("p", "citing", "You are reading for ");
      line.append(this.link("draft", "provision", this.data.cite, { id: this.data.provision }));
      line.append(": each paragraph can be cited there.");
      parts.push(line);
    }
    this.head.replaceChildren(...parts);
  }

  // What opens another page is a link, so that it can be opened in another tab, too.
  link(page, does, words, sends) {
    const asked = { provision: { provision: sends.id }, element: { element: sends.id } }[does] ?? {
      source: sends.source,
      paragraph: sends.id,
    };
    const element = made("a", "", words);
    element.href = `/${page}?${new URLSearchParams({ draft: this.data.draft, ...asked })}`;
    element.dataset.does = does;
    Object.assign(element.dataset, sends);
    return element;
  }

  draw() {
    const parts = [];
    this.sections = [];
    this.blocks = [];
    let section = "";
    for (const paragraph of this.data.paragraphs) {
      const here = paragraph.section.join(" · ");
      if (here && here !== section) {
        const heading = prose("h3", "section", here);
        this.sections.push({ heading, path: paragraph.section, blocks: [] });
        parts.push(heading);
      }
      section = here || section;
      const block = this.block(paragraph);
      this.blocks.push({ paragraph, block, words: this.words(paragraph) });
      this.sections.at(-1)?.blocks.push(block);
      parts.push(block);
    }
    for (const provision of this.data.provisions ?? []) parts.push(this.provision(provision));
    this.nothing = made("p", "nothing", this.data.nothing);
    parts.push(this.nothing);
    this.list.replaceChildren(...parts);
  }

  words(paragraph) {
    const said = paragraph.views.flatMap((view) => [view.label, view.attribution, view.stance, view.kind]);
    return fold([paragraph.printed, paragraph.digest, paragraph.text, ...paragraph.section, ...said].join("\n"));
  }

  sift() {
    const words = fold(this.search.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { paragraph, block, words: text } of this.blocks) {
      const fits =
        words.every((word) => text.includes(word)) &&
        (!this.unused.checked || paragraph.views.some((view) => !view.used.length));
      block.hidden = !fits;
      found += fits;
    }
    for (const { heading, blocks } of this.sections) heading.hidden = blocks.every((block) => block.hidden);
    const all = this.blocks.length;
    this.nothing.hidden = found > 0 || (this.data.provisions ?? []).length > 0;
    this.nothing.textContent = all ? "No paragraph fits. Shorten the search, or take the tick away." : this.data.nothing;
    this.count.textContent = found === all ? `${all} paragraph${all === 1 ? "" : "s"}` : `${found} of ${all} paragraphs`;
    kept.set("list", { ...kept.get("list"), search: this.search.value, unused: this.unused.checked });
  }

  contents() {
    const { sources } = this.data;
    this.nav.hidden = !sources.length;
    if (!sources.length) return;
    const parts = [button("load", "Load a report…", {}, "load")];
    let loaded;
    for (const source of sources) {
      if (source.loaded !== loaded) parts.push(made("h4", "", source.loaded ? "Loaded here" : "Reports and instruments"));
      loaded = source.loaded;
      const pick = button("source", source.name, { id: source.id }, "source");
      pick.title = source.title;
      pick.dir = "auto";
      if (!source.here) {
        parts.push(pick);
        continue;
      }
      pick.setAttribute("aria-current", "true");
      parts.push(pick);
      if (this.sections.length < 2) continue;
      let above = "";
      this.sections.forEach((section, index) => {
        const [over] = section.path.length > 1 ? section.path : [""];
        if (over && over !== above) {
          parts.push(prose("p", "part", over));
        }
        above = over;
        const go = made("button", `section-link depth-${Math.min(section.path.length, 3)}`, section.path.at(-1));
        go.type = "button";
        go.dir = "auto";
        go.dataset.section = index;
        section.button = go;
        parts.push(go);
      });
    }
    this.nav.replaceChildren(...parts);
  }

  to(element, above) {
    this.list.scrollTop = element.offsetTop - this.list.offsetTop - above;
  }

  scrolled() {
    if (!this.list.isConnected || !this.data) return;
    kept.set("list", { ...kept.get("list"), where: this.data.where, top: this.list.scrollTop });
    if (!this.data.sources.length) return;
    const edge = this.list.scrollTop + this.list.offsetTop + 40;
    const shown = this.sections.filter(({ heading }) => !heading.hidden);
    const end = this.list.scrollTop + this.list.clientHeight >= this.list.scrollHeight - 2 && this.list.scrollTop > 0;
    const here = end ? shown.at(-1) : (shown.findLast(({ heading }) => heading.offsetTop <= edge) ?? shown[0]);
    for (const section of this.sections) section.button?.classList.toggle("here", section === here);
  }

  listed(lead, page, does, things) {
    const line = made("p", "uses", lead);
    things.forEach((thing, index) => line.append(index ? "; " : " ", this.link(page, does, thing.words, { id: thing.id })));
    return line;
  }

  block(paragraph) {
    const box = made("article", `paragraph${paragraph.number === this.data.selected ? " selected" : ""}`);
    const head = made("div", "head");
    const sends = { id: paragraph.number, source: paragraph.source };
    const number = this.data.search
      ? made("span", "number", paragraph.label)
      : this.link("sources", "paragraph", paragraph.label, sends);
    number.classList.add("number");
    if (!this.data.search) number.title = `${paragraph.printed}: read it on the page Sources`;
    const said = made("div", "said");
    if (paragraph.text) said.append(prose("p", "text", paragraph.text));
    if (paragraph.digest) said.append(prose("p", "digest", paragraph.digest));
    if (paragraph.cited.length) said.append(this.listed("Cited in", "draft", "provision", paragraph.cited));
    if (this.data.cite) said.append(button("cite", `Cite in ${this.data.cite}`, sends, "cite"));
    head.append(number, said);
    box.append(head);
    if (paragraph.views.length) {
      const margin = made("div", "views");
      margin.append(...paragraph.views.map((view) => this.view(view)));
      box.append(margin);
    }
    return box;
  }

  view(view) {
    const box = made("div", `view${view.used.length ? " used" : ""}`);
    const who = made("p", "who");
    who.append(made("span", `stance ${view.stance.replace(" ", "-")}`, view.stance), ` ${view.attribution} · ${view.kind}`);
    box.append(prose("p", "label", view.label), who);
    if (view.used.length) box.append(this.listed("In the draft:", "draft", "provision", view.used));
    if (view.elements.length) box.append(this.listed("Answered by", "elements", "element", view.elements));
    else if (view.why) box.append(prose("p", "uses", view.why));
    return box;
  }

  provision(provision) {
    const box = made("article", "paragraph");
    const line = made("p", "uses");
    line.append(this.link("draft", "provision", provision.words, { id: provision.id }));
    box.append(line, prose("p", "digest", provision.text));
    return box;
  }
}
