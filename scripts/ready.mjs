import { ensurePackages } from './lib/ensure.mjs'

// For the commands that are one line in package.json: a fresh clone needs no step before them.
ensurePackages()
