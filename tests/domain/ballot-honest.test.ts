import { nodeEngine } from '../../cloudfunctions/_kit/ballot-crypto'
import { pureEngine } from '../../domain/ballot/engine'
import { recordText, verifyRecord } from '../../domain/ballot/record'
import { held } from './ballot-world'

const linesOf = (record: string[]) => recordText(record).split('\n').slice(0, -1)

test.each([['pure', pureEngine], ['node', nodeEngine]])('an honest round is found right by the %s checks', (_name, engine) => {
  const world = held({ people: 8, onPaper: 3 }, ['y', 'y', 'n', 'a'])
  const verdict = verifyRecord(linesOf(world.record()), engine)
  expect(verdict).toEqual({
    ok: true,
    outcome: {
      round: 'demo-1', state: 'counted', present: 8, issued: 5, incomplete: 0, paperIssued: 3, ballots: 5, paperCollected: 3,
      tally: { marks: [[5, 2, 1]], valid: 8, void: 0, writeIns: [] },
    },
  })
})

