import { nodeEngine } from '../../cloudfunctions/_kit/ballot-crypto'
import { pureEngine } from '../../domain/ballot/engine'
import { recordText, verifyRecord } from '../../domain/ballot/record'
import type { Question } from '../../domain/ballot/question'
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

test.each([['pure', pureEngine], ['node', nodeEngine]])('answers to a survey are a sealed record of hashes and a number, right by the %s checks', (_name, engine) => {
  const question: Question = { kind: 'answers', text: '满意度调查', entries: [], definition: '{"sections":[{"key":"s1"}]}' }
  const record = held({ people: 5, question, board: 'sealed' }, ['{"q1":5}', '{"q1":4,"q2":"食堂\\n“好”"}']).record()
  expect(verifyRecord(linesOf(record), engine)).toMatchObject({ ok: true, outcome: { state: 'hashes', issued: 5, ballots: 5, tally: { marks: [], valid: 5, void: 0, writeIns: [] } } })
  expect(record.join('')).not.toContain('食堂')
  const more = record.map(line => line.replace('"valid":5', '"valid":6'))
  expect(verifyRecord(linesOf(more), engine)).toMatchObject({ ok: false, problem: { code: 'TALLY' } })
})
