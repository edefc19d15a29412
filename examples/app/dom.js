/** Makes an element with attributes and children; text children become text nodes. */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

export function mount(parent, ...children) {
  parent.replaceChildren(...children);
}

export function table(head, rows) {
  const cells = (kind, values) => values.map((value) => element(kind, {}, String(value)));
  return element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...cells('th', head))),
    element('tbody', {}, ...rows.map((row) => element('tr', {}, ...cells('td', row)))),
  );
}

export function card(title, ...children) {
  return element('section', { class: 'card' }, element('h2', {}, title), ...children);
}
