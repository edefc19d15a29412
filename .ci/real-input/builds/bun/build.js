import { execFileSync } from 'node:child_process'
import { cpSync } from 'node:fs'

// What the package does after it was installed, where npm leaves that to the user.
execFileSync('node', ['install.js'], { cwd: 'node_modules/bun' })
execFileSync(
  'node_modules/.bin/bun',
  ['build', './src/index.html', '--outdir=dist', '--splitting', '--minify'],
  { stdio: 'inherit' },
)
cpSync('public', 'dist', { recursive: true })
