// How much of a source a draft uses: a cell a paragraph, a bar a kind and a stance. A click picks what is listed beside.

const views = new WeakMap();

export default function (component) {
  const { parentElement, data } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = { root: parentElement, text: "" };
    parentElement.addEventListener("keydown", (event) => event.stopPropagation());
    parentElement.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-by]");
      if (button) view.send("picked", { by: button.dataset.by, value: button.dataset.value });
    });
    views.set(parentElement, view);
  }
  view.send = component.setTriggerValue;
  const text = JSON.stringify(data);
  if (text === view.text) return;
  view.text = text;
  view.root.querySelector(".cells").replaceChildren(...data.cells.map((cell) => drawCell(cell, data)));
  for (const by of ["kind", "stance"]) {
    const most = Math.max(1, ...data[by].map((count) => count.used + count.unused));
    view.root.querySelector(`.bars.${by}`).replaceChildren(...data[by].map((count) => bar(by, count, most, data)));
  }
}

function picker(by, value, data) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.by = by;
  button.dataset.value = value;
  button.setAttribute("aria-pressed", String(data.picked.by === by && data.picked.value === value));
  return button;
}

function drawCell(cell, data) {
  const button = picker("paragraph", cell.number, data);
  button.className = `cell ${cell.views ? "" : "bare"} ${cell.used ? "used" : ""} ${cell.cited ? "cited" : ""}`;
  button.style.setProperty("--part", cell.views ? 0.18 + 0.82 * (cell.used / cell.views) : 0);
  if (cell.views && cell.used / cell.views > 0.5) button.classList.add("deep");
  const words = cell.views
    ? `Paragraph ${cell.number}: ${cell.used} of ${cell.views} views used`
    : `Paragraph ${cell.number}: no view recorded`;
  button.title = words + (cell.cited ? `; cited ${cell.cited} time${cell.cited === 1 ? "" : "s"}` : "");
  button.setAttribute("aria-label", button.title);
  button.textContent = cell.number;
  return button;
}

function bar(by, count, most, data) {
  const button = picker(by, count.value, data);
  button.className = "bar";
  const name = document.createElement("span");
  name.className = "name";
  name.textContent = count.name;
  const track = document.createElement("span");
  track.className = "track";
  const all = document.createElement("i");
  all.className = "all";
  all.style.width = `${(100 * (count.used + count.unused)) / most}%`;
  const used = document.createElement("i");
  used.className = "part";
  used.style.width = `${(100 * count.used) / most}%`;
  track.append(all, used);
  const figures = document.createElement("span");
  figures.className = "figures";
  figures.textContent = `${count.used} of ${count.used + count.unused}`;
  button.append(name, track, figures);
  return button;
}
