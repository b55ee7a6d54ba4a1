import { effort } from './cloud'
import { figure, figures, measure, type Group } from './harness'
import { ask, many, withMotions } from './motions-cloud'

const calls = { ...effort, calls: 100, callers: 4 }

const lists: [name: string, openid: string, action: string, input: object][] = [
  ['all', 'demo-zhao', 'list', {}],
  ['category', 'demo-liu', 'list', { category: 'pay' }],
  ['unit', 'demo-zhao', 'list', { unitId: 'unit-bench-07' }],
  ['session', 'demo-zhao', 'list', { session: '6-2' }],
  ['unit-session-state', 'demo-zhao', 'list', { session: '6-2', unitId: 'unit-bench-07', state: 'replied', category: 'training' }],
  ['screening', 'demo-qian', 'queue', { queue: 'screening' }],
  ['overdue', 'demo-zhao', 'queue', { queue: 'overdue' }],
  ['followUps', 'demo-zhao', 'queue', { queue: 'followUps' }],
  ['counted', 'demo-zhao', 'counted', { session: '6-2', measure: 'solved', by: 'category', key: 'pay' }],
  ['mine', 'demo-zhou', 'mine', { which: 'proposed' }],
]

/** Twenty of a hundred thousand motions, as a phone asks for them: function call, identity and list. */
export const motionsList: Group = {
  name: 'motions.list-100k',
  what: 'twenty of 100,000 motions for each kind of viewer',
  async run(bench) {
    const cloud = await withMotions(bench)
    const baseline = await bench.read(many, 20)
    const all = []
    for (const [name, openid, action, input] of lists) {
      const trips = await ask(cloud, openid, action, input)
      all.push(...figures(`motions.list-100k.${name}`, await measure(() => ask(cloud, openid, action, input), calls), baseline), figure(`motions.list-100k.${name}.trips`, trips, 'trips', 2))
    }
    return all
  },
}

/** All rates of a session by category, department and delegation. */
export const motionsStats: Group = {
  name: 'motions.stats-100k',
  what: 'statistics over 100,000 motions',
  async run(bench) {
    const cloud = await withMotions(bench)
    const run = () => ask(cloud, 'demo-zhao', 'stats', { session: '6-2' })
    const trips = await run()
    const speed = await measure(run, calls)
    return [...figures('motions.stats-100k', speed, await bench.http()), figure('motions.stats-100k.trips', trips, 'trips', 1)]
  },
}
