// The line on top: the draft, its state in words, undo and redo, and the pages as links that can be mailed.
// It also says when the server does not answer: the shell's own dialog would take the keys that are typed.

const EVERY = 4000; // ms between two questions whether the server is there
const SILENT = "The workbench does not answer. What you type is kept in this browser until it does.";

const views = new WeakMap();
let watch;
let ask; // sends what is asked for here

export default function (component) {
  const { parentElement, data } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = { line: parentElement.querySelector(".line") };
    view.line.addEventListener("click", (event) => {
      const part = event.target.closest("a, button");
      if (!part || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (part.dataset.pane) return show(view.line, part.dataset.pane);
      if (part.tagName === "A") view.send("went", { page: part.dataset.page });
      else view.send("did", { what: part.dataset.does });
    });
    views.set(parentElement, view);
  }
  view.send = ask = component.setTriggerValue;
  remember(data);
  if (!watch) comeBack();
  watch ??= setInterval(listenForServer, EVERY);
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
  const panes = make("span", "panes");
  panes.setAttribute("role", "group");
  panes.setAttribute("aria-label", "Pane");
  panes.append(...Object.entries(PANES).map(([pane, words]) => pick(pane, words)));
  panes.hidden = data.here !== "draft" || !data.pages.length;
  const below = make("span", "below");
  below.append(steps, panes, pages);
  line.replaceChildren(title, state, below);
  show(line, document.documentElement.dataset.pane ?? "text");
  if (again) line.querySelector(`[data-does="${again}"], [data-page="${again}"]`)?.focus({ preventScroll: true });
}

// The browser knows its drafter from one visit to the next.
function remember({ author, done }) {
  const keep = "path=/; max-age=31536000; samesite=strict";
  document.cookie = `workbench_author=${encodeURIComponent(author)}; ${keep}`;
  document.cookie = `workbench_steps=${done.join(".")}; ${keep}`;
}

async function listenForServer() {
  const health = new URL("/_stcore/health", document.baseURI);
  const answers = await fetch(health, { cache: "no-store" }).then((answer) => answer.ok, () => false);
  for (const line of document.querySelectorAll(".st-key-frame_line")) say(line, answers ? "" : SILENT);
}

// A server that was started again knows nothing of this page until it is asked: its downloads lead nowhere, and the
// first click is lost. The page is drawn anew as soon as the line to the server is there again.
function comeBack() {
  const app = document.querySelector("[data-test-connection-state]");
  new MutationObserver(() => {
    if (app.dataset.testConnectionState === "CONNECTED") ask("did", { what: "draw" });
  }).observe(app, { attributeFilter: ["data-test-connection-state"] });
}

function say(host, words) {
  const root = [...host.querySelectorAll("*")].find((element) => element.shadowRoot)?.shadowRoot;
  const silent = root?.querySelector(".silent");
  if (!silent) return;
  silent.textContent = words;
  silent.hidden = !words;
}

const PANES = { outline: "Outline", text: "Text", page: "Page" };

function pick(pane, words) {
  const choice = make("button", "", words);
  choice.type = "button";
  choice.dataset.pane = pane;
  return choice;
}

// Where there is no room for three panes, the shell shows the one that is named here.
function show(line, pane) {
  document.documentElement.dataset.pane = pane;
  for (const choice of line.querySelectorAll(".panes button"))
    choice.setAttribute("aria-pressed", String(choice.dataset.pane === pane));
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
