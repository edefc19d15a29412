import './calendar.css';
import { card, element } from '../dom.js';
import { varieties } from '../data/varieties.js';
import { monthOf } from '../data/seasons.js';

const FIRST_WEEK = 29;
const LAST_WEEK = 44;

function bar({ name, weeks: [first, last] }) {
  const style = `grid-column: ${first - FIRST_WEEK + 2} / ${last - FIRST_WEEK + 3}`;
  return element('div', { class: 'row' }, element('b', {}, name), element('i', { style }));
}

export function render(texts) {
  const scale = `${monthOf(FIRST_WEEK)} to ${monthOf(LAST_WEEK)}`;
  const bars = [...varieties].sort((a, b) => a.weeks[0] - b.weeks[0]).map(bar);
  return card(texts.calendar, element('p', {}, scale), element('div', { class: 'year' }, ...bars));
}
