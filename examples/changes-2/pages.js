import * as home from './pages/home.js';

/** The first page comes with the entry; every other one is loaded when somebody opens it. */
export const pages = [
  { name: 'home', load: () => Promise.resolve(home) },
  { name: 'apples', load: () => import('./pages/apples.js') },
  { name: 'pears', load: () => import('./pages/pears.js') },
  { name: 'plums', load: () => import('./pages/plums.js') },
  { name: 'recipes', load: () => import('./pages/recipes.js') },
  { name: 'calendar', load: () => import('./pages/calendar.js') },
  { name: 'order', load: () => import('./pages/order.js') },
  { name: 'gifts', load: () => import('./pages/gifts.js') },
  { name: 'help', load: () => import('./pages/help.js') },
];
