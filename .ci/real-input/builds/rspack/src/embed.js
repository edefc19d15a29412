import { text as apples } from './apples.js'
import { text as pears } from './pears.js'
import { title } from './title.js'

document.querySelector('#orchard').textContent = [title('spring'), apples, pears].join(', ')
