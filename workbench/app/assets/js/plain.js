// Quiet things around the text: words, buttons, a switch, a choice, a small form. What is used says what it does.
// What is half typed in a form is kept in this window, under the provision that it is about, until it was sent and
// the page was drawn with it.

const views = new WeakMap();

export default function (component) {
  const { parentElement, data } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = { root: parentElement, box: parentElement.querySelector(".plain") };
    listen(view);
    views.set(parentElement, view);
  }
  view.send = (what, value) => component.setTriggerValue("did", { provision: view.data.provision, what, value });
  const moved = view.data && view.data.provision !== data.provision;
  view.data = data;
  if (data.html === view.html && !moved) return;
  if (view.sent && data.html !== view.html) sessionStorage.removeItem(view.sent);
  view.sent = undefined;
  view.html = data.html;
  const active = parentElement.activeElement;
  const again = active?.dataset.does ?? active?.name;
  const unfolded = [...view.box.querySelectorAll("details[open]")].map((fold) => fold.dataset.fold);
  view.box.innerHTML = data.html; // escaped by the server
  for (const fold of view.box.querySelectorAll("details")) fold.open = unfolded.includes(fold.dataset.fold);
  for (const form of view.box.querySelectorAll("form")) refill(view, form);
  if (again) view.box.querySelector(`[data-does="${again}"], [name="${again}"]`)?.focus({ preventScroll: true });
}

const fields = (form) => [...form.elements].filter((field) => field.name && field.type !== "hidden");

function place(view, form) {
  const draft = new URLSearchParams(location.search).get("draft");
  const about = [...form.querySelectorAll("[type=hidden]")].map((field) => field.value);
  return ["workbench", draft, view.data.provision, form.dataset.form, ...about].join(" ");
}

function keep(view, form) {
  const typed = fields(form).some((field) => (field.type === "checkbox" ? field.checked : field.value && field.tagName !== "SELECT"));
  const kept = fields(form).map((field) => [field.name, field.type === "checkbox" ? field.checked : field.value]);
  if (typed) sessionStorage.setItem(place(view, form), JSON.stringify(kept));
  else sessionStorage.removeItem(place(view, form));
}

function refill(view, form) {
  const kept = sessionStorage.getItem(place(view, form));
  if (!kept) return;
  for (const [name, value] of JSON.parse(kept)) {
    const field = form.elements[name];
    if (field) field[field.type === "checkbox" ? "checked" : "value"] = value;
  }
  for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}

function listen(view) {
  const { box } = view;
  box.addEventListener("keydown", (event) => {
    event.stopPropagation(); // the shell has shortcuts of one key
    if (event.key === "Enter" && event.target.matches("input[data-does]")) event.target.blur();
  });
  box.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-does]");
    if (button) view.send(button.dataset.does, button.value);
  });
  box.addEventListener("change", (event) => {
    const { target } = event;
    if (!target.dataset.does) return;
    view.send(target.dataset.does, target.type === "checkbox" ? target.checked : target.value);
  });
  box.addEventListener("input", ({ target }) => target.form && keep(view, target.form));
  box.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    view.sent = place(view, form);
    view.send(form.dataset.form, Object.fromEntries(new FormData(form)));
    if (form.closest("details")?.dataset.closes) form.closest("details").open = false;
  });
}
