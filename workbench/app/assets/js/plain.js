// Quiet things around the text: words, buttons, a switch, a choice, a small form. What is used says what it does.

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
  view.data = data;
  if (data.html === view.html) return;
  view.html = data.html;
  const active = parentElement.activeElement;
  const again = active?.dataset.does ?? active?.name;
  const unfolded = [...view.box.querySelectorAll("details[open]")].map((fold) => fold.dataset.fold);
  view.box.innerHTML = data.html; // escaped by the server
  for (const fold of view.box.querySelectorAll("details")) fold.open = unfolded.includes(fold.dataset.fold);
  if (again) view.box.querySelector(`[data-does="${again}"], [name="${again}"]`)?.focus({ preventScroll: true });
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
  box.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    view.send(form.dataset.form, Object.fromEntries(new FormData(form)));
    form.reset();
    if (form.closest("details")?.dataset.closes) form.closest("details").open = false;
  });
}
