import type { EnvironmentOptions } from '../../localcloud/host/start'

export const WITNESS = 'witness'

const WITNESS_COLLECTIONS = ['ballotRounds', 'ballotRoll', 'issued']

/**
 * An environment and, beside it, that of its witness 见证方 in a folder of its own: in production two environments of two
 * unions, here two of one local cloud.
 * @param secret what both share, 32 characters or more
 * @param delay the longest random delay of a ballot, seconds
 */
export function withWitness(office: EnvironmentOptions, dir: string, secret: string, delay = 60): EnvironmentOptions[] {
  return [
    {
      ...office,
      variables: { ...office.variables, ZDT_WITNESS_URL: `{{url}}/env/${WITNESS}/api/issuer`, ZDT_WITNESS_SECRET: secret, ZDT_BALLOT_DELAY: String(delay) },
    },
    {
      ...office, id: WITNESS, dir, collections: office.collections?.filter(c => WITNESS_COLLECTIONS.includes(c.name)),
      variables: { ZDT_SECRET: `${secret} of the witness`, ZDT_DEMO_TENANT: 'none', ZDT_WITNESS_SECRET: secret, ZDT_ISSUER_NAME: '见证方（江城市总工会）' },
    },
  ]
}
