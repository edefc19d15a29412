import './order.css';
import { card, element } from '../dom.js';
import { varieties } from '../data/varieties.js';

const PRICE_CENTS = 340;
const MANY_KILOS = 10;
const MANY_PRICE_CENTS = 290;

function euros(cents) {
  return `${(cents / 100).toFixed(2)} EUR`;
}

function price(kilos) {
  return kilos * (kilos >= MANY_KILOS ? MANY_PRICE_CENTS : PRICE_CENTS);
}

function row(variety, update) {
  const input = element('input', { type: 'number', min: 0, max: 20, value: 0 });
  input.addEventListener('input', update);
  return element('label', {}, variety.name, input);
}

export function render(texts) {
  const total = element('output', {}, euros(0));
  const form = element('form', { class: 'order' });
  const update = () => {
    const kilos = [...form.querySelectorAll('input')].map((each) => Number(each.value));
    total.textContent = euros(price(kilos.reduce((sum, each) => sum + each, 0)));
  };
  form.append(...varieties.map((each) => row(each, update)), total);
  return card(texts.order, form);
}
