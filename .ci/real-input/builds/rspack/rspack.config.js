import { fileURLToPath } from 'node:url'
import { rspack } from '@rspack/core'

const inDist = (folder) => fileURLToPath(new URL(`./dist/${folder}`, import.meta.url))

const site = {
  mode: 'production',
  entry: { main: './src/main.js' },
  output: {
    path: inDist(''),
    publicPath: '/',
    filename: 'static/js/[name].[contenthash].js',
    cssFilename: 'static/css/[name].[contenthash:8].css',
    assetModuleFilename: 'static/media/[name].[hash][ext]',
  },
  module: {
    rules: [
      { test: /\.css$/, type: 'css/auto' },
      { test: /\.png$/, type: 'asset/resource' },
    ],
  },
  plugins: [
    new rspack.HtmlRspackPlugin({ template: './src/index.html' }),
    new rspack.CopyRspackPlugin({ patterns: [{ from: 'public' }] }),
  ],
}

// What other sites embed: no name has a hash of its content, but the parts that `maxSize` makes are
// named after a hash of their modules' paths.
const embed = {
  mode: 'production',
  entry: { embed: './src/embed.js' },
  output: { path: inDist('embed'), filename: '[name].js' },
  optimization: { splitChunks: { chunks: 'all', minSize: 0, maxSize: 100 } },
}

export default [site, embed]
