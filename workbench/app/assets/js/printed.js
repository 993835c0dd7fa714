// What is printed and how it looks, as small pictures of pages, and the switches in plain words.

const views = new WeakMap();

export default function (component) {
  const { parentElement, data } = component;
  let view = views.get(parentElement);
  if (!view) {
    view = { box: parentElement.querySelector(".printed"), text: "" };
    parentElement.addEventListener("keydown", (event) => event.stopPropagation());
    view.box.addEventListener("change", ({ target }) => {
      const { name, value } = target;
      if (target.type === "checkbox") view.send("picked", { what: "option", name, value: target.checked ? "yes" : "no" });
      else view.send("picked", { what: name, name: value });
      if (name === "layout") about(view.box, view.data, value);
    });
    views.set(parentElement, view);
  }
  view.send = component.setTriggerValue;
  const text = JSON.stringify(data);
  if (text === view.text) return;
  const active = view.box.getRootNode().activeElement;
  const again = active && [active.name, active.value];
  view.text = text;
  view.data = data;
  view.box.replaceChildren(...drawn(data));
  about(view.box, data, data.layout);
  if (again) [...view.box.querySelectorAll("input")].find(({ name, value }) => name === again[0] && value === again[1])?.focus();
}

const made = (tag, name, text) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  return element;
};

function* drawn(data) {
  yield cards("What is printed", "layout", data.layouts, data.layout, (layout) => page(sketches[layout.name], layout.landscape));
  yield made("p", "about");
  yield cards("How it looks", "style", data.styles, data.style, (style) => page(looks[style.name]));
  if (!data.options.length) return;
  const box = made("fieldset", "switches");
  box.append(made("legend", "", "With it"));
  for (const { name, words, on } of data.options) {
    const label = made("label");
    const tick = made("input");
    Object.assign(tick, { type: "checkbox", name, value: "yes", checked: on });
    label.append(tick, made("span", "", words));
    box.append(label);
  }
  yield box;
}

function about(box, data, layout) {
  box.querySelector(".about").textContent = data.layouts.find(({ name }) => name === layout)?.about ?? "";
}

function cards(title, name, things, here, picture) {
  const box = made("fieldset", `cards ${name}s`);
  box.append(made("legend", "", title));
  for (const thing of things) {
    const card = made("label", "card");
    const radio = made("input");
    Object.assign(radio, { type: "radio", name, value: thing.name, checked: thing.name === here });
    const words = made("span", "name", thing.title);
    words.dir = "auto";
    if (thing.about) card.title = thing.about;
    card.append(radio, picture(thing), words);
    box.append(card);
  }
  return box;
}

// --- pictures of pages --------------------------------------------------------

const NS = "http://www.w3.org/2000/svg";
const INK = "#aaa494";
const DARK = "#5c5a52";

function page(shapes = plain, landscape = false) {
  const [width, height] = landscape ? [76, 54] : [54, 76];
  const svg = document.createElementNS(NS, "svg");
  svg.setAttribute("viewBox", "0 0 80 80");
  svg.setAttribute("aria-hidden", "true");
  const [left, top] = [(80 - width) / 2, (80 - height) / 2];
  const put = (x, y, w, h, fill, stroke) => {
    const rect = document.createElementNS(NS, "rect");
    for (const [key, value] of Object.entries({ x: left + x, y: top + y, width: w, height: h, fill, rx: stroke ? 1 : 0 })) {
      rect.setAttribute(key, value);
    }
    if (stroke) rect.setAttribute("stroke", stroke);
    svg.append(rect);
  };
  put(0, 0, width, height, "#fff", "#cfc9ba");
  shapes((x, y, w, h = 1.4, fill = INK) => put(x, y, w, h, fill), width, height);
  return svg;
}

const title = (line) => line(12, 7, 30, 2.2, DARK);
const text = (line, from, count, x = 7, wide = 40) => {
  for (let n = 0; n < count; n += 1) line(x, from + n * 3.4, n % 4 === 3 ? wide * 0.6 : wide);
};
const article = (line, y, x = 18, wide = 18) => line(x, y, wide, 1.8, DARK);
const bracket = (line, x, y, height) => {
  line(x, y, 0.9, height, "#b7791f");
  line(x, y, 2.2, 0.9, "#b7791f");
  line(x, y + height - 0.9, 2.2, 0.9, "#b7791f");
};
const unbracket = (line, x, y, height) => {
  line(x, y, 0.9, height, "#b7791f");
  line(x - 1.3, y, 2.2, 0.9, "#b7791f");
  line(x - 1.3, y + height - 0.9, 2.2, 0.9, "#b7791f");
};
const grid = (line, columns, rows, width, height, shade) => {
  const [across, down] = [(width - 10) / columns, (height - 16) / rows];
  if (shade) line(5, 10, width - 10, down * 0.6, "#e4dfd2");
  for (let n = 0; n <= columns; n += 1) line(5 + n * across, 10, 0.6, height - 16);
  for (let n = 0; n <= rows; n += 1) line(5, 10 + n * down, width - 10, 0.6);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      for (let n = 0; n < Math.floor(down / 3.4) - 1; n += 1) {
        line(7 + column * across, 12.6 + row * down + n * 3.2, across - 4 - ((n + column) % 3) * 1.4, 1.1, "#c4beae");
      }
    }
  }
};

function plain(line) {
  title(line);
  text(line, 14, 16);
}

const sketches = {
  declaration(line) {
    title(line);
    text(line, 13, 4);
    article(line, 29);
    text(line, 33, 5);
    article(line, 52);
    text(line, 56, 4);
  },
  negotiating(line) {
    title(line);
    text(line, 13, 4);
    article(line, 29);
    bracket(line, 6, 33, 9);
    text(line, 34, 3, 10, 34);
    unbracket(line, 47, 33, 9);
    bracket(line, 6, 45, 9);
    text(line, 46, 3, 10, 34);
    unbracket(line, 47, 45, 9);
    text(line, 58, 4);
  },
  resolution(line) {
    title(line);
    text(line, 12, 3);
    line(7, 24, 4, 1.4, DARK);
    text(line, 24, 3, 13, 34);
    line(4, 36.6, 46, 0.7);
    line(7, 40, 10, 2, DARK);
    article(line, 46, 14, 26);
    text(line, 51, 6);
  },
  redline(line) {
    title(line);
    text(line, 13, 4);
    article(line, 29);
    line(7, 33, 40);
    line(7, 36.4, 22, 1.6, "#2e7d4f");
    line(7, 38.4, 22, 0.7, "#2e7d4f");
    line(31, 36.4, 16);
    line(7, 40.6, 14);
    line(23, 40.6, 24, 1.5, "#c0504d");
    line(3, 33, 0.8, 9, "#c0504d");
    text(line, 46, 3);
    line(7, 58, 34, 1.6, "#2e7d4f");
    line(7, 60, 34, 0.7, "#2e7d4f");
    line(3, 57, 0.8, 4, "#c0504d");
    text(line, 64, 2);
  },
  compilation: (line, width, height) => grid(line, 4, 3, width, height, true),
  comparison(line, width, height) {
    grid(line, 3, 1, width, height);
    for (const [x, y, w] of [[32, 22, 10], [54, 19, 12], [32, 34, 14], [54, 34, 9]]) line(x, y, w, 1.6, "#2e7d4f");
  },
  commentary(line) {
    article(line, 7, 7, 24);
    text(line, 11, 4);
    for (const y of [27, 34, 41]) {
      line(10, y, 1.6, 1.6, "#1f3f77");
      text(line, y, 2, 14, 32);
    }
    article(line, 50, 7, 24);
    text(line, 54, 3);
    line(10, 66, 1.6, 1.6, "#1f3f77");
    text(line, 66, 2, 14, 32);
  },
  "source-table": (line, width, height) => grid(line, 3, 4, width, height, true),
  correspondence(line, width, height) {
    grid(line, 2, 7, width, height, true);
  },
};

const masthead = (line, wide) => {
  line(5, 6, 14, 1.8, DARK);
  line(5, 9.4, wide - 10, 0.8, DARK);
  line(5, 12.6, 20, 2.8, DARK);
  line(wide - 17, 12.6, 12);
  line(wide - 17, 15.4, 9);
  line(5, 19.6, wide - 10, 1.4, DARK);
};

const looks = {
  geneva(line, width) {
    masthead(line, width);
    line(12, 27, 30, 2.4, DARK);
    text(line, 34, 10, 12, 30);
  },
  "new-york"(line, width) {
    masthead(line, width);
    line(10, 26, 24, 2.4, DARK);
    text(line, 33, 10, 10, 36);
    line(0.6, 71, width - 1.2, 4.6, "#efece4");
  },
  plain(line) {
    line(7, 10, 34, 3, "#1f3f77");
    text(line, 19, 15);
  },
};
