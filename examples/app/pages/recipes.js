import './recipes.css';
import { card, element } from '../dom.js';

const RECIPES = [
  {
    title: 'Baked Millstones',
    takes: 50,
    steps: ['Core six apples', 'Fill them with walnuts and honey', 'Bake at 180 degrees until they burst'],
  },
  {
    title: 'Damson jam',
    takes: 90,
    steps: ['Boil the fruit with its stones', 'Press it through a sieve', 'Boil again with half its weight of sugar'],
  },
  {
    title: 'Pears in the oven',
    takes: 120,
    steps: ['Halve four Stone Vergers', 'Cover them with cider and a stick of cinnamon', 'Bake at 160 degrees for two hours'],
  },
];

function recipe({ title, takes, steps }) {
  const list = steps.map((step) => element('li', {}, step));
  return element(
    'article',
    { class: 'recipe' },
    element('h3', {}, title),
    element('small', {}, `${takes} minutes`),
    element('ol', {}, ...list),
  );
}

export function render(texts) {
  return card(texts.recipes, ...RECIPES.map(recipe));
}
