export const text = 'Apples of spring'
