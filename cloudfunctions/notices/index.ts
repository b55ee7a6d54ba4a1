import { served } from './served'

export const main = served.main
