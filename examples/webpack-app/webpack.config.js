import { fileURLToPath } from 'node:url';
import CopyPlugin from 'copy-webpack-plugin';
import CssMinimizerPlugin from 'css-minimizer-webpack-plugin';
import HtmlPlugin from 'html-webpack-plugin';
import MiniCssExtractPlugin from 'mini-css-extract-plugin';
import { WebpackManifestPlugin } from 'webpack-manifest-plugin';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export default {
  entry: { main: here('./src/main.js') },
  output: {
    path: here(process.env.OUT),
    publicPath: '/',
    filename: 'static/js/[name].[contenthash:8].js',
    chunkFilename: 'static/js/[name].[contenthash:8].chunk.js',
    assetModuleFilename: 'static/media/[name].[hash:8][ext]',
    clean: true,
  },
  module: {
    rules: [
      { test: /\.css$/, use: [MiniCssExtractPlugin.loader, 'css-loader'] },
      { test: /\.svg$/, type: 'asset/resource' },
    ],
  },
  optimization: {
    chunkIds: 'named',
    minimizer: ['...', new CssMinimizerPlugin()],
    runtimeChunk: 'single',
    splitChunks: {
      cacheGroups: {
        dom: { test: /src[\\/]dom\.js$/, name: 'dom', chunks: 'all', enforce: true },
        fruit: { test: /src[\\/]data[\\/]/, name: 'fruit', chunks: 'all', enforce: true },
      },
    },
  },
  plugins: [
    new HtmlPlugin({ template: here('./index.html') }),
    new MiniCssExtractPlugin({
      filename: 'static/css/[name].[contenthash:8].css',
      chunkFilename: 'static/css/[name].[contenthash:8].chunk.css',
    }),
    new CopyPlugin({ patterns: [{ from: here('./src/public') }] }),
    new WebpackManifestPlugin({ fileName: 'manifest.json' }),
  ],
};
