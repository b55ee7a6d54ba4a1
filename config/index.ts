import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { UserConfigExport } from '@tarojs/cli'
import { subPackages } from './areas'

const root = join(__dirname, '..')
const target = process.env.TARO_ENV ?? 'weapp'

// Set = H5 for production, talking to the HTTP access service there. Unset = H5 on the local cloud.
const api = process.env.TARO_APP_API ?? ''

// Taro transpiles its source root only; these reach the app from outside it and use syntax newer than our targets.
const outside = [
  join(root, 'types'),
  join(root, 'domain'),
  ...['zod', 'dayjs', '@noble'].map(name => join(root, 'node_modules', name)),
]

// Page configs are read by Taro's loaders behind webpack's back, so its cache must be told when one changes.
const cacheVersion = () => readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.config.ts'))
  .sort()
  .reduce((hash, file) => hash.update(file).update(readFileSync(join(root, 'src', file))), createHash('sha256'))
  .digest('hex')

const config: UserConfigExport<'webpack5'> = {
  projectName: 'zhidaitong',
  framework: 'react',
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 2.34 / 2, 750: 1, 828: 1.81 / 2 },
  sourceRoot: 'src',
  outputRoot: process.env.APP_OUTPUT ?? `dist/${target}`,
  plugins: [join(root, 'config', 'aria.ts')],
  defineConstants: {
    APP_API: JSON.stringify(api),
    WITH_DEMO: JSON.stringify(target === 'h5' && api === ''),
    SUB_PACKAGES: JSON.stringify(subPackages(join(root, 'src'))),
  },
  compiler: { type: 'webpack5', prebundle: { enable: false }, errorLevel: 1 },
  // Of the mini-program's chunks that sub-packages share, Taro writes the old text again out of a cache.
  cache: { enable: target === 'h5', ...{ version: cacheVersion() } },
  logger: { quiet: true, stats: false },
  mini: {
    compile: { include: outside },
    // Code shared by the pages of one sub-package only stays in it.
    optimizeMainPackage: { enable: true },
    miniCssExtractPluginOption: { ignoreOrder: true },
  },
  h5: {
    publicPath: './',
    staticDirectory: 'static',
    router: { mode: 'hash' },
    compile: { include: outside },
    // A browser keeps px as written, so that the person's own zoom and font size count and a desktop is not blown up.
    postcss: { pxtransform: { enable: false } },
    // Taro splits what the first page needs only, and would copy React's runtime into every page.
    webpackChain(chain) {
      chain.optimization.merge({ splitChunks: { chunks: 'all', minSize: 4000 } })
    },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
  },
}

export default config
