// One element: its formulations as strips of paper, with what can be done with each, and who said what.

const views = new WeakMap();
// Where the drafter was in it, for when the page is drawn anew around it.
const kept = { element: "", top: 0, order: new Map() };

export default function (component) {
  const { parentElement, data } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = new Formulations(parentElement);
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

const prose = (tag, name, text) => {
  const element = made(tag, name, text);
  element.dir = "auto";
  return element;
};

const button = (does, words, more = {}) => {
  const element = made("button", more.look ?? "", words);
  element.type = "button";
  element.dataset.does = does;
  Object.assign(element.dataset, more.sends);
  if (more.title) element.title = more.title;
  return element;
};

// What opens another page is a link, so that it can be opened in another tab, too.
const link = (address, does, words, sends, title = "") => {
  const element = made("a", "", words);
  element.href = address;
  element.dataset.does = does;
  Object.assign(element.dataset, sends);
  if (title) element.title = title;
  return element;
};

const addressOf = (page, draft, asked) => `/${page}?${new URLSearchParams({ draft, ...asked })}`;
const provisionLink = (draft, place, words = place.words) =>
  link(addressOf("draft", draft, { provision: place.id }), "provision", words, { id: place.id }, "Opens it on the page Draft");
const paragraphLink = (draft, { source, paragraph }, words, title) =>
  link(addressOf("sources", draft, { source, paragraph }), "paragraph", words, { source, paragraph }, title);

class Formulations {
  constructor(root) {
    this.box = root.querySelector(".strips");
    root.addEventListener("keydown", (event) => event.stopPropagation());
    this.box.addEventListener("click", (event) => {
      const pressed = event.target.closest("[data-does]");
      if (!pressed || pressed.disabled) return;
      if (pressed.localName === "a") {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
      }
      this.ask({ ...pressed.dataset });
    });
    this.box.addEventListener("scroll", () => {
      if (this.box.isConnected) kept.top = this.box.scrollTop;
    });
    this.box.addEventListener("submit", (event) => {
      event.preventDefault();
      const { clash } = event.target.dataset;
      this.ask({ does: "justify", clash, reason: event.target.elements.reason.value });
    });
  }

  ask(asked) {
    for (const other of this.box.querySelectorAll("button")) other.disabled = true; // one click, one step
    this.send("asked", { ...asked, element: this.data.element, provision: this.data.provision });
    // What opens another page or is refused brings no new data: the buttons are free again a moment later.
    clearTimeout(this.free);
    this.free = setTimeout(() => {
      for (const other of this.box.querySelectorAll("button")) other.disabled = false;
    }, 1500);
  }

  show(data) {
    const text = JSON.stringify(data);
    if (text === this.text) {
      for (const other of this.box.querySelectorAll("button")) other.disabled = false;
      return;
    }
    const other = kept.element !== data.element;
    const at = this.box.getRootNode().activeElement?.closest?.("[data-key]")?.dataset.key;
    const typed = [...this.box.querySelectorAll("form")].map((form) => [form.dataset.clash, form.elements.reason.value]);
    this.text = text;
    this.data = data;
    if (other) this.arrange();
    this.box.replaceChildren(
      head(data),
      ...data.formulations
        .toSorted((a, b) => kept.order.get(a.key) - kept.order.get(b.key))
        .map((formulation) => strip(formulation, data.draft)),
      ...(data.views.length ? [made("h3", "", "Who said what"), ...data.views.map((view) => said(view, data.draft))] : [])
    );
    if (other) this.box.scrollTop = kept.top = 0;
    else {
      if (this.box.scrollTop !== kept.top) this.box.scrollTop = kept.top;
      for (const [clash, reason] of typed) {
        const form = this.box.querySelector(`form[data-clash="${CSS.escape(clash)}"]`);
        if (form && reason) form.elements.reason.value = reason;
      }
      const here = at && this.box.querySelector(`[data-key="${CSS.escape(at)}"]`);
      if (here) (here.querySelector("button, input, a") ?? here).focus({ preventScroll: true });
    }
  }

  // What is in the draft stands first when an element is opened; it stays where it is while one chooses.
  arrange() {
    const { formulations } = this.data;
    const keys = [...formulations.filter((one) => one.state), ...formulations.filter((one) => !one.state)];
    kept.element = this.data.element;
    kept.order = new Map(keys.map((one, index) => [one.key, index]));
  }
}

function head(data) {
  const box = made("header");
  box.append(made("p", "kind", data.kind), prose("h2", "", data.title), prose("p", "gist", data.gist));
  const line = made("p", "actions");
  if (data.places.length) {
    line.append(made("span", "", "In the draft: "));
    data.places.forEach((place, index) => {
      if (index) line.append(", ");
      line.append(provisionLink(data.draft, place));
    });
  } else line.append(made("span", "lands", `Not in the draft yet; it would stand ${data.lands}.`));
  const many = data.formulations.length;
  const does = made("span", "does");
  if (many > 1) {
    const words = many > 2 ? `Compare all ${many}` : "Compare both";
    const address = addressOf("compare", data.draft, { element: data.element });
    does.append(link(address, "compare", words, {}, "Side by side, on the page Compare"));
  }
  if (data.places.length) does.append(button("remove", "Take out of the draft", { look: "link" }));
  line.append(does);
  box.append(line);
  return box;
}

function strip(formulation, draft) {
  const strip = made("div", `strip ${formulation.state}`);
  strip.dataset.key = formulation.key;
  strip.tabIndex = -1;
  const text = made("div", "text");
  text.innerHTML = formulation.html; // escaped by the server
  const rests = made("p", "rests", "Rests on ");
  formulation.rests.forEach((rest, index) => {
    if (index) rests.append("; ");
    if (rest.stance) rests.append(made("b", rest.stance.replace(" ", "-"), rest.stance), ", ");
    rests.append(paragraphLink(draft, rest, rest.words, rest.title));
  });
  strip.append(text);
  if (formulation.note) strip.append(prose("p", "note", formulation.note));
  if (formulation.rests.length) strip.append(rests);
  for (const warning of formulation.warnings) strip.append(prose("p", "warning", warning));
  for (const clash of formulation.clashes) strip.append(contradiction(clash, draft));
  const foot = made("div", "foot");
  foot.append(made("span", "", formulation.said));
  for (const [does, words, primary] of formulation.buttons) {
    foot.append(button(does, words, { look: primary ? "primary" : "", sends: { formulation: formulation.key } }));
  }
  if (formulation.said || formulation.buttons.length) strip.append(foot);
  return strip;
}

// A contradiction that stands: what it is, where the other side is, and a line to say why both may stand.
function contradiction(clash, draft) {
  const box = made("div", `clash ${clash.reason ? "quiet" : clash.note ? "open" : ""}`);
  box.append(prose("p", "", clash.message));
  const line = made("p", "where");
  if (clash.place) line.append(provisionLink(draft, clash.place, `Open ${clash.place.words}`));
  if (clash.reason) {
    const why = prose("p", "why");
    why.append(made("b", "", "Both may stand"), ` – ${clash.by}: ${clash.reason}`);
    line.append(button("unjustify", "Take this reason back", { look: "link", sends: { clash: clash.key } }));
    box.append(why, line);
    return box;
  }
  box.append(line);
  const form = made("form");
  form.dataset.clash = clash.key;
  const reason = made("input");
  reason.name = "reason";
  reason.maxLength = 400;
  reason.required = true;
  reason.autocomplete = "off";
  reason.placeholder = "Why may both stand?";
  reason.setAttribute("aria-label", reason.placeholder);
  const justify = made("button", "", "Justify");
  justify.type = "submit";
  form.append(reason, justify);
  box.append(form);
  return box;
}

function said(view, draft) {
  const box = made("div", "view");
  const who = made("p", "who");
  who.append(
    made("b", view.stance.replace(" ", "-"), view.stance),
    ` ${view.attribution} · `,
    paragraphLink(draft, view, view.printed, "Opens the paragraph on the page Sources")
  );
  box.append(prose("p", "label", view.label), who);
  if (view.digest) box.append(prose("p", "digest", view.digest));
  return box;
}
