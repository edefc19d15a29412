export default { build: { format: 'file' }, vite: { build: { assetsInlineLimit: 0 } } }
