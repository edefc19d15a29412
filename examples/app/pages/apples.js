import { card, table } from '../dom.js';
import { varieties } from '../data/varieties.js';
import { ripeIn } from '../data/seasons.js';

const HEAD = ['Variety', 'Ripe in', 'Keeps', 'Taste'];

export function render(texts) {
  const rows = varieties
    .filter((each) => each.fruit === 'apples')
    .map((each) => [each.name, ripeIn(each.weeks), `${each.keeps} weeks`, each.taste]);
  return card(texts.apples, table(HEAD, rows));
}
