// The formulations of one element as strips of paper, with what can be done with each.

const views = new WeakMap();

export default function (component) {
  const { parentElement, data } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = { root: parentElement.querySelector(".strips"), text: "" };
    parentElement.addEventListener("keydown", (event) => event.stopPropagation());
    view.root.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-does]");
      if (!button || button.disabled) return;
      for (const other of view.root.querySelectorAll("button")) other.disabled = true; // one click, one step
      view.send("asked", { does: button.dataset.does, element: view.element, formulation: button.dataset.key });
    });
    views.set(parentElement, view);
  }
  view.send = component.setTriggerValue;
  view.element = data.element;
  const text = JSON.stringify(data);
  if (text === view.text) return;
  view.text = text;
  view.root.replaceChildren(...data.formulations.map(strip));
}

function strip(formulation) {
  const strip = document.createElement("div");
  strip.className = `strip ${formulation.state}`;
  strip.dataset.key = formulation.key;
  const text = document.createElement("div");
  text.className = "text";
  text.innerHTML = formulation.html; // escaped by the server
  const note = document.createElement("p");
  note.className = "note";
  note.dir = "auto";
  note.textContent = formulation.note;
  const rests = document.createElement("div");
  rests.className = "rests";
  rests.innerHTML = formulation.rests; // escaped by the server
  strip.append(text, note, rests);
  for (const warning of formulation.warnings) {
    const line = document.createElement("p");
    line.className = "warning";
    line.textContent = warning;
    strip.append(line);
  }
  const foot = document.createElement("div");
  foot.className = "foot";
  const state = document.createElement("span");
  state.textContent = formulation.said;
  foot.append(state);
  for (const [does, words, primary] of formulation.buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.does = does;
    button.dataset.key = formulation.key;
    button.textContent = words;
    if (primary) button.className = "primary";
    foot.append(button);
  }
  strip.append(foot);
  return strip;
}
