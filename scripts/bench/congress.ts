import type { BenchCloud } from './cloud'
import { HALL, withHall, type Answer, type BenchHall } from './congress-cloud'
import { figure, percentile, type Figure, type Group } from './harness'

/** Everybody taps at some moment of so many seconds, whether the others have been answered or not. */
async function within(seconds: number, tap: (i: number) => Promise<Answer>): Promise<Answer[]> {
  const gap = (seconds * 1000) / HALL
  return Promise.all(Array.from({ length: HALL }, async (_, i) => {
    await new Promise(done => setTimeout(done, i * gap))
    return tap(i)
  }))
}

/** The instances of the function are up, as they are when a hall has been asking for a while. */
async function warm(hall: BenchHall): Promise<void> {
  for (let round = 0; round < 5; round++) await Promise.all(Array.from({ length: 8 }, (_, i) => hall.ask(hall.token(i), 'now', { id: hall.session })))
}

function told(name: string, answers: Answer[], baseline: number, trips: number): Figure[] {
  const times = answers.map(a => a.ms).sort((a, b) => a - b)
  const refused = answers.filter(a => !a.ok)
  if (refused.length) process.stderr.write(`  ${name}: refused ${[...new Set(refused.map(a => a.code))].join(', ')}\n`)
  return [
    figure(`${name}.p50`, percentile(times, 0.5), 'ms', baseline),
    figure(`${name}.p99`, percentile(times, 0.99), 'ms', baseline),
    figure(`${name}.refused`, refused.length, 'writes', HALL),
    figure(`${name}.trips`, Math.max(...answers.map(a => a.trips)), 'trips', trips),
  ]
}

async function checkIn(hall: BenchHall, seconds: number): Promise<Answer[]> {
  const code = async () => ((await hall.ask(hall.chair, 'screen', { id: hall.session })).data.code as { text: string }).text
  let shown = await code()
  // The screen asks every two seconds, and phones scan what it shows.
  const screen = setInterval(() => void code().then(text => { shown = text }), 2_000)
  try {
    return await within(seconds, i => hall.ask(hall.token(i), 'checkIn', { id: hall.session, code: shown }))
  } finally {
    clearInterval(screen)
  }
}

/** Five hundred delegates check in within a minute, each over HTTP through function, SDK and local cloud. */
export const congressCheckIn: Group = {
  name: 'congress.checkin-500',
  what: '500 delegates check in within 60 s, the screen asking beside them',
  async run(bench: BenchCloud) {
    const hall = await withHall(bench)
    await warm(hall)
    const answers = await checkIn(hall, 60)
    return told('congress.checkin-500', answers, (await bench.http()).p50 + (await bench.write()).p50, 2)
  },
}

/** The same five hundred vote by name within ten seconds; then the round is closed and counted. */
export const congressVotes: Group = {
  name: 'congress.vote-burst-500',
  what: '500 delegates vote within 10 s, then all at once; and the count of them',
  async run(bench: BenchCloud) {
    const hall = await withHall(bench)
    await warm(hall)
    // Alone in a run, nobody is there yet.
    await checkIn(hall, 10)
    const baseline = (await bench.http()).p50 + (await bench.write()).p50
    const all: Figure[] = []
    for (const [name, seconds] of [['congress.vote-burst-500', 10], ['congress.vote-burst-500.at-once', 0]] as const) {
      const roundId = await opened(hall)
      const answers = await within(seconds, i => hall.ask(hall.token(i), 'cast', { roundId, choice: { kind: 'motion', vote: i % 3 ? 'yes' : 'no' } }))
      const counted = await hall.ask(hall.chair, 'roundClose', { roundId })
      const collected = (counted.data.tally as { collected: number } | undefined)?.collected
      if (collected !== answers.filter(a => a.ok).length) throw new Error(`${answers.filter(a => a.ok).length} were accepted and ${collected} counted`)
      all.push(...told(name, answers, baseline, 3), figure(`${name}.count`, counted.ms, 'ms', baseline))
    }
    return all
  },
}

async function opened(hall: BenchHall): Promise<string> {
  const round = await hall.ask(hall.chair, 'roundOpen', { matterId: await hall.matter(), no: 1, way: 'named', why: '' })
  if (!round.ok) throw new Error(`the round was not opened: ${round.code}`)
  return round.data._id as string
}
