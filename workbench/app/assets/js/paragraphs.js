// Paragraphs of a source with the views recorded in each, the elements that answer them, and where the draft uses them.

const views = new WeakMap();

export default function (component) {
  const { parentElement, data } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = { root: parentElement.querySelector(".paragraphs"), text: "" };
    parentElement.addEventListener("keydown", (event) => event.stopPropagation());
    parentElement.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-does]");
      if (button) view.send("asked", { does: button.dataset.does, id: button.dataset.id });
    });
    views.set(parentElement, view);
  }
  view.send = component.setTriggerValue;
  const text = JSON.stringify(data);
  if (text === view.text) return;
  const other = view.where !== data.where;
  view.text = text;
  view.where = data.where;
  view.root.classList.toggle("tall", data.tall);
  view.root.replaceChildren(...drawn(data));
  if (other) view.root.scrollTop = 0;
  const target = data.selected && view.root.querySelector(`[data-number="${CSS.escape(data.selected)}"]`);
  if (target && view.selected !== data.selected) view.root.scrollTop = target.offsetTop - view.root.offsetTop - 12;
  view.selected = data.selected;
}

function* drawn(data) {
  let section = "";
  for (const paragraph of data.paragraphs) {
    const here = paragraph.section.join(" · ");
    if (here && here !== section) yield element("h3", "section", here);
    section = here || section;
    yield block(paragraph, data);
  }
  if (!data.paragraphs.length) yield element("p", "nothing", data.nothing);
}

function element(tag, name, text) {
  const made = document.createElement(tag);
  made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

function link(does, id, words) {
  const button = element("button", "link", words);
  button.type = "button";
  button.dataset.does = does;
  button.dataset.id = id;
  return button;
}

function listed(lead, does, things) {
  const line = element("p", "uses", lead);
  things.forEach((thing, index) => {
    if (index) line.append(", ");
    line.append(" ", link(does, thing.id, thing.words));
  });
  return line;
}

function block(paragraph, data) {
  const box = element("article", `paragraph${paragraph.number === data.selected ? " selected" : ""}`);
  box.dataset.number = paragraph.number;
  const head = element("div", "head");
  head.append(element("span", "number", paragraph.label));
  const body = element("div", "said");
  if (paragraph.text) {
    const text = element("p", "text", paragraph.text);
    text.dir = "auto";
    body.append(text);
  }
  const digest = element("p", "digest", paragraph.digest);
  digest.dir = "auto";
  body.append(digest);
  if (paragraph.cited.length) body.append(listed("Cited in", "provision", paragraph.cited));
  if (data.cite) {
    const cite = link("cite", paragraph.number, data.cite);
    cite.classList.add("cite");
    body.append(cite);
  }
  head.append(body);
  box.append(head);
  for (const view of paragraph.views) box.append(drawView(view));
  return box;
}

function drawView(view) {
  const box = element("div", `view${view.used.length ? " used" : ""}`);
  const label = element("p", "label", view.label);
  label.dir = "auto";
  const who = element("p", "who");
  who.append(element("span", `stance ${view.stance.replace(" ", "-")}`, view.stance), ` ${view.attribution} · ${view.kind}`);
  box.append(label, who);
  if (view.used.length) box.append(listed("In the draft:", "provision", view.used));
  if (view.elements.length) box.append(listed("Answered by", "element", view.elements));
  else if (view.why) box.append(element("p", "uses", view.why));
  return box;
}
