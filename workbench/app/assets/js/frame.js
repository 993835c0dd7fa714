// The line on top: the draft, its state in words, undo and redo, and the pages as links that can be mailed.

const views = new WeakMap();

export default function (component) {
  const { parentElement, data } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = { line: parentElement.querySelector(".line") };
    view.line.addEventListener("click", (event) => {
      const part = event.target.closest("a, button");
      if (!part || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (part.tagName === "A") view.send("went", { page: part.dataset.page });
      else view.send("did", { what: part.dataset.does });
    });
    views.set(parentElement, view);
  }
  view.send = component.setTriggerValue;
  const text = JSON.stringify(data);
  if (text === view.text) return;
  view.text = text;
  draw(view.line, data);
}

function draw(line, data) {
  const focused = line.getRootNode().activeElement;
  const again = focused && (focused.dataset.does ?? focused.dataset.page);
  const title = make("span", "title", data.title);
  title.dir = data.dir;
  title.title = data.title;
  const state = make("span", "state");
  state.setAttribute("role", "group");
  state.setAttribute("aria-label", "State of the draft");
  state.append(...data.state.map((entry) => button(...entry)));
  const steps = make("span", "steps");
  steps.append(
    ...data.steps.map(([does, words, hint]) => {
      const step = button(does, words, does, hint);
      step.disabled = !hint;
      return step;
    }),
  );
  const pages = make("nav", "pages");
  pages.setAttribute("aria-label", "Pages");
  pages.append(
    ...data.pages.map(([name, words, address]) => {
      const link = make("a", "", words);
      link.href = address;
      link.dataset.page = name;
      if (name === data.here) link.setAttribute("aria-current", "page");
      return link;
    }),
  );
  line.replaceChildren(title, state, steps, pages);
  if (again) line.querySelector(`[data-does="${again}"], [data-page="${again}"]`)?.focus({ preventScroll: true });
}

function make(tag, name, words = "") {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.textContent = words;
  return element;
}

function button(does, words, name, hint) {
  const element = make("button", name, words);
  element.type = "button";
  element.dataset.does = does;
  element.title = hint;
  return element;
}
