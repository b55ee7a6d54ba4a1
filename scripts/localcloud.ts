import { runFromShell } from '../localcloud/shell'
import { buildFunctions } from './build-functions'
import { localVariables } from './lib/local-variables'

/** `npm run localcloud`: the local cloud with this product's functions, built when they are not, and their settings. */
async function main() {
  await buildFunctions()
  await runFromShell(localVariables)
}

void main()
