import { card, element } from '../dom.js';

const QUESTIONS = [
  ['When are you open?', 'From the first of August to the last of November, every day but Monday, nine to six.'],
  ['May we pick ourselves?', 'On Saturdays. Bring baskets; ladders are there.'],
  ['Do you send fruit?', 'Apples and hard pears only. Plums do not travel.'],
  ['How do we keep apples?', 'Cool, dark, and away from potatoes. Turn them once a month and eat the spotted ones first.'],
];

export function render(texts) {
  const entries = QUESTIONS.flatMap(([question, answer]) => [
    element('dt', {}, question),
    element('dd', {}, answer),
  ]);
  return card(texts.help, element('dl', {}, ...entries));
}
