import { fileURLToPath } from 'node:url'

export default {
  output: 'export',
  images: { unoptimized: true },
  outputFileTracingRoot: fileURLToPath(new URL('.', import.meta.url)),
  turbopack: { root: fileURLToPath(new URL('.', import.meta.url)) },
  // As when the name of a branch is taken: the same in both releases.
  generateBuildId: () => 'main',
}
