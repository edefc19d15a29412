import { rspack } from '@rspack/core'
import config from './rspack.config.js'

rspack(config, (failure, stats) => {
  if (failure || stats.hasErrors()) {
    console.error(failure ?? stats.toString('errors-only'))
    process.exitCode = 1
  }
})
