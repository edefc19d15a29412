import { defineConfig } from 'vite';

export default defineConfig({
  publicDir: 'src/public',
  build: {
    outDir: process.env.OUT,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    manifest: 'manifest.json',
    rolldownOptions: {
      output: {
        // What many pages share has a name of its own: a new entry does not rename the pages.
        codeSplitting: {
          groups: [
            { name: 'dom', test: /src\/dom\.js$/ },
            { name: 'fruit', test: /src\/data\// },
          ],
        },
      },
    },
  },
});
