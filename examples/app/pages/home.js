import { card, element } from '../dom.js';

export function render(texts) {
  return card(
    texts.title,
    element('p', {}, texts.welcome),
    element('p', {}, 'Forty trees, three kinds of fruit, and a shop that is open from August to November.'),
  );
}
