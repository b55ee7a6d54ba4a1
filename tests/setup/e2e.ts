import { buildApp } from '../../scripts/build-app'
import { buildFunctions } from '../../scripts/build-functions'

export default async function setup() {
  await buildFunctions()
  await buildApp('h5')
}
