import './styles.css'
import orchard from './orchard.png'
import { title } from './title.js'

document.title = title('spring')
const picture = document.body.appendChild(new Image())
picture.src = orchard
const pages = { '/pears': () => import('./pears.js') }
const page = pages[location.pathname] ?? (() => import('./apples.js'))
page().then(({ text }) => {
  document.querySelector('#lazy').textContent = text
})
