// The formulations to choose among, as strips of paper: one of them, or several kept as alternatives.

const views = new WeakMap();

export default function (component) {
  const { parentElement, data } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = new Choices(parentElement);
    views.set(parentElement, view);
  }
  view.send = component.setTriggerValue;
  view.show(data);
}

class Choices {
  constructor(root) {
    this.root = root;
    this.head = root.querySelector(".modes");
    this.strips = root.querySelector(".strips");
    this.actions = root.querySelector(".actions");
    this.several = false;
    root.addEventListener("keydown", (event) => event.stopPropagation());
    this.head.addEventListener("change", (event) => {
      this.several = event.target.value === "several";
      this.draw();
      const chosen = this.chosen();
      if (!this.several && chosen.length > 1) this.choose([chosen[0]]);
    });
    this.strips.addEventListener("change", (event) => {
      if (event.target.name !== "wording") return;
      this.choose(this.several ? this.ticked() : [event.target.value]);
    });
    root.addEventListener("click", (event) => {
      const button = event.target.closest?.("button[data-does]");
      if (button) this.send(button.dataset.does, { provision: this.data.provision, key: button.dataset.key });
    });
  }

  show(data) {
    const other = !this.data || this.data.provision !== data.provision;
    const text = JSON.stringify(data);
    if (text === this.text) return;
    this.text = text;
    this.data = data;
    if (other) this.several = this.chosen().length > 1;
    else if (this.chosen().length > 1) this.several = true;
    this.draw();
  }

  chosen() {
    return this.data.wordings.filter((wording) => wording.chosen).map((wording) => wording.key);
  }

  ticked() {
    return [...this.strips.querySelectorAll("input:checked")].map((input) => input.value);
  }

  choose(keys) {
    this.send("chosen", { provision: this.data.provision, keys });
  }

  draw() {
    const { wordings, locked } = this.data;
    for (const input of this.head.querySelectorAll("input")) {
      input.checked = (input.value === "several") === this.several;
      input.disabled = locked;
    }
    this.head.hidden = wordings.length < 2 && !this.several;
    const focused = this.root.activeElement?.closest?.(".strip")?.dataset.key;
    this.strips.replaceChildren(...wordings.map((wording) => this.strip(wording, locked)));
    this.actions.replaceChildren(
      ...this.data.actions.map(([does, words]) => {
        const button = document.createElement("button");
        button.type = "button";
        button.dataset.does = does;
        button.textContent = words;
        return button;
      }),
    );
    if (focused) this.strips.querySelector(`[data-key="${CSS.escape(focused)}"] input`)?.focus({ preventScroll: true });
  }

  strip(wording, locked) {
    const strip = document.createElement("div");
    strip.className = `strip${wording.chosen ? " chosen" : ""}${wording.editing ? " editing" : ""}`;
    strip.dataset.key = wording.key;
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = this.several ? "checkbox" : "radio";
    input.name = "wording";
    input.value = wording.key;
    input.checked = wording.chosen;
    input.disabled = locked;
    const text = document.createElement("div");
    text.className = "text";
    text.dir = wording.dir;
    text.innerHTML = wording.html; // escaped by the server
    label.append(input, text);
    const foot = document.createElement("div");
    foot.className = "foot";
    const origin = document.createElement("span");
    origin.textContent = wording.origin;
    foot.append(origin);
    for (const [does, words] of wording.buttons) {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.does = does;
      button.dataset.key = wording.key;
      button.textContent = words;
      foot.append(button);
    }
    strip.append(label, foot);
    return strip;
  }
}
