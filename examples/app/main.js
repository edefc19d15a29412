import './styles.css';
import logo from './images/orchard.svg';
import { element, mount } from './dom.js';
import { loadTexts } from './texts.js';
import { pages } from './pages.js';

const view = element('main', {});

function link(page, texts) {
  return element('a', { href: `#/${page.name}` }, texts[page.name] ?? page.name);
}

async function show(texts) {
  const name = location.hash.slice(2) || 'home';
  const page = pages.find((each) => each.name === name) ?? pages[0];
  try {
    const { render } = await page.load();
    mount(view, render(texts));
  } catch (error) {
    mount(view, element('p', { class: 'broken' }, `This page could not be loaded: ${error.message}`));
  }
}

async function start() {
  const texts = await loadTexts(navigator.language);
  const brand = element('img', { src: logo, alt: texts.title, width: 48, height: 48 });
  const links = pages.map((page) => link(page, texts));
  mount(document.body, element('header', {}, brand, element('nav', {}, ...links)), view);
  addEventListener('hashchange', () => show(texts));
  await show(texts);
}

start();
