import { buildFunctions } from '../../scripts/build-functions'

export default async function setup() {
  await buildFunctions()
}
