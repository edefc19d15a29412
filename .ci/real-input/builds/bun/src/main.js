import { title } from './title.js'

document.title = title('spring')
const pages = { '/pears': () => import('./pears.js') }
const page = pages[location.pathname] ?? (() => import('./apples.js'))
page().then(({ text }) => {
  document.querySelector('#lazy').textContent = text
})
