import { title } from './title.js'

export const text = `Apples of spring, ${title('the valley')}`
