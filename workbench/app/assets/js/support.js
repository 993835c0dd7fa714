// The supporting paragraphs of a provision: what is cited, what its views rest on, and a line to attach more.

const views = new WeakMap();

export default function (component) {
  const { parentElement, data } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = new Support(parentElement);
    views.set(parentElement, view);
  }
  view.send = component.setTriggerValue;
  view.show(data);
}

class Support {
  constructor(root) {
    this.root = root;
    this.cites = root.querySelector(".cites");
    this.suggested = root.querySelector(".suggested");
    this.form = root.querySelector(".add");
    this.numbers = root.querySelector(".numbers");
    root.addEventListener("keydown", (event) => event.stopPropagation()); // the shell has shortcuts of one key
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send("attached", {
        provision: this.data.provision,
        source: root.querySelector(".source").value,
        numbers: this.numbers.value,
        relation: root.querySelector(".relation").value,
      });
    });
    const click = (event) => {
      const button = event.target.closest("button[data-index]");
      if (!button) return;
      this.send(button.dataset.does, { provision: this.data.provision, index: Number(button.dataset.index) });
    };
    this.cites.addEventListener("click", click);
    this.suggested.addEventListener("click", click);
  }

  show(data) {
    const text = JSON.stringify(data);
    if (text === this.text) return;
    this.text = text;
    if (this.data?.provision !== data.provision || this.data?.cites.length < data.cites.length) this.numbers.value = "";
    this.data = data;
    this.cites.replaceChildren(...data.cites.map((cite, index) => this.cite(cite, index)));
    if (!data.cites.length) this.cites.append(words("p", "empty", data.empty));
    this.suggested.replaceChildren(
      ...(data.suggested.length ? [words("span", "empty", "Its views rest on:")] : []),
      ...data.suggested.map((printed, index) => action("suggested", index, `+ ${printed}`, `Attach ${printed}`)),
    );
    fill(this.root.querySelector(".source"), data.sources);
    fill(this.root.querySelector(".relation"), data.relations);
  }

  cite({ printed, html }, index) {
    const row = document.createElement("div");
    row.className = "row";
    const text = document.createElement("div");
    text.innerHTML = html; // escaped by the server
    row.append(text, action("removed", index, "×", `Remove ${printed}`));
    return row;
  }
}

function words(tag, name, text) {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = text;
  return element;
}

function action(does, index, text, label) {
  const button = words("button", does, text);
  button.type = "button";
  button.dataset.does = does;
  button.dataset.index = index;
  button.setAttribute("aria-label", label);
  button.title = label;
  return button;
}

function fill(select, entries) {
  const text = JSON.stringify(entries);
  if (select.entries === text) return;
  select.entries = text;
  select.replaceChildren(...entries.map(([value, shown]) => new Option(shown, value)));
}
