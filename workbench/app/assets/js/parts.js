// Several components drawn as one: each part stands in a shadow root of its own and is kept by its name,
// so that a part that comes or goes leaves the others, and the cursor in them, where they are.

const views = new WeakMap();

export default function (component, code) {
  const { parentElement, data } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = { parts: new Map(), cleanup: new Map() };
    views.set(parentElement, view);
  }
  const box = parentElement.querySelector(".parts");
  data.parts.forEach((part, index) => {
    let host = view.parts.get(part.name);
    if (host && host.dataset.kind !== part.kind) {
      drop(view, part.name);
      host = undefined;
    }
    if (!host) {
      host = document.createElement("div");
      host.dataset.part = part.name;
      host.dataset.kind = part.kind;
      host.attachShadow({ mode: "open" }).append(
        parentElement.querySelector(`template[data-kind="${part.kind}"]`).content.cloneNode(true),
      );
      view.parts.set(part.name, host);
    }
    host.className = part.looks ?? "";
    if (box.children[index] !== host) box.insertBefore(host, box.children[index] ?? null);
    const clean = code[part.kind].default({ ...component, parentElement: host.shadowRoot, data: part.data });
    view.cleanup.set(part.name, clean);
  });
  for (const name of [...view.parts.keys()]) if (!data.parts.some((part) => part.name === name)) drop(view, name);
  return () => [...view.parts.keys()].forEach((name) => view.cleanup.get(name)?.());
}

function drop(view, name) {
  view.cleanup.get(name)?.();
  view.parts.get(name).remove();
  view.parts.delete(name);
  view.cleanup.delete(name);
}
