import { card, table } from '../dom.js';

const BOXES = [
  ['The small box', '3 kilos of what is ripe', '14.00 EUR'],
  ['The cellar box', '10 kilos that keep until spring', '32.00 EUR'],
  ['The kitchen box', 'Millstones, damsons and a jar of honey', '27.50 EUR'],
];

export function render(texts) {
  return card(texts.gifts, table(['Box', 'What is in it', 'Price'], BOXES));
}
