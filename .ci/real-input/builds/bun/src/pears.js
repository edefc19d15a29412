import { title } from './title.js'

export const text = `Pears of spring, ${title('the hills')}`
