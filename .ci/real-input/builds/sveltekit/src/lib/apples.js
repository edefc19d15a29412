export default 'Apples of spring'
