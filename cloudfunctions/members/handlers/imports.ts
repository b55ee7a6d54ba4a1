import { Refusal, notFound, stale } from '../../../domain/refusal'
import type { members } from '../../../types/member'
import type { RosterImport } from '../../../types/roster-import'
import { command } from '../../_kit/cloud'
import type { ImportDoc } from '../../_kit/documents'
import { demandOwnFiles } from '../../_kit/files'
import type { Handlers } from '../../_kit/serve'
import { isDuplicate, type Change, type Store } from '../../_kit/store'
import { newestApplied, undoObstacle } from '../import/undo'
import { IMPORT_TRIPS, workOn } from '../import/work'

type Imports = Pick<Handlers<typeof members>,
  'importStart' | 'importWork' | 'importPreview' | 'importApply' | 'importUndo' | 'importDrop' | 'imports' | 'importTemplate'>

const PAGE = 50

const openAlready = () => new Refusal('IMPORT_OPEN', '本单位还有一次名册导入没有办完。请先让它生效，或放弃它，再导入新的名册')

const view = ({ tenantId: _t, slot: _s, file: _f, leaseUntil: _l, byId: _b, undoing: _u, problem, ...doc }: ImportDoc, newest?: ImportDoc): RosterImport => ({
  ...doc,
  problem: problem || undefined,
  undoable: doc.state === 'applied' && doc.settled && newest?._id === doc._id,
})

const shown = async (store: Store, doc: ImportDoc): Promise<RosterImport> =>
  view(doc, doc.state === 'applied' && doc.settled ? await newestApplied(store) : undefined)

async function demandImport(store: Store, id: string): Promise<ImportDoc> {
  const doc = await store.imports.get(id)
  if (!doc) throw notFound('次导入')
  return doc
}

/**
 * Roster imports 名册导入. A workbook is staged (`reading` → `ready`), counts by one update (`applied`) and is then copied
 * to the people, unseen by anybody since every reader resolves the state. One import a tenant is open at a time; until
 * it is copied or dropped, people whom it touches cannot be edited by hand (they can bind, and so on). Rows that are bad
 * are left out: staff saw them before they applied all the good ones.
 */
export const imports: Imports = {
  importStart: {
    allow: ['staff'],
    trips: 3,
    async run({ input: { id, file, fileName }, me, store, now }) {
      demandOwnFiles(me, [file], '文件', 'file')
      const added = await store.imports.add({
        _id: id, slot: me.tenantId, fileName, file, state: 'reading', settled: false, undoing: false, done: 0, total: 0,
        counts: { bad: 0, add: 0, change: 0, same: 0 }, leaseUntil: 0, byId: me.person!._id, byName: me.person!.name, at: now,
      })
      const doc = await store.imports.get(id)
      if (doc && (added || doc.file === file)) return view(doc)
      throw openAlready()
    },
  },

  importWork: {
    allow: ['staff'],
    trips: IMPORT_TRIPS,
    async run({ input: { id }, store, app, requestId }) {
      const doc = await workOn({ app, store, requestId }, id)
      if (!doc) throw notFound('次导入')
      return shown(store, doc)
    },
  },

  importPreview: {
    allow: ['staff'],
    trips: 2,
    async run({ input: { id, show, cursor }, store }) {
      return store.importRows.page({ importId: id, outcome: show }, { field: 'row', direction: 'asc', limit: PAGE, cursor })
    },
  },

  importApply: {
    allow: ['staff'],
    trips: 4,
    async run({ input: { id, rev }, store, now }) {
      const there = await demandImport(store, id)
      if (there.state === 'applied') return shown(store, there)
      if (there.state !== 'ready') throw new Refusal('WRONG_STATE', there.state === 'reading' ? '文件还没有读完，请稍候' : '这次导入已经放弃或撤销，不能再生效')
      const total = there.counts.add + there.counts.change
      const applied = await store.imports.changeOne({ _id: id, rev, state: 'ready' }, { state: 'applied', settled: false, appliedAt: now, done: 0, total })
      if (!applied) throw stale('这次导入')
      return view(applied)
    },
  },

  importUndo: {
    allow: ['staff'],
    // Eight while no session is on; otherwise its roll is read beside it, and the people by five hundreds.
    trips: 20,
    async run({ input: { id, rev }, me, store }) {
      const there = await demandImport(store, id)
      if (there.undoing || there.state === 'undone') return view(there)
      if (there.state !== 'applied' || !there.settled) throw new Refusal('WRONG_STATE', there.state === 'applied' ? '名册还在更新，请等它完成后再撤销' : '这次导入没有生效，不用撤销')
      if ((await newestApplied(store))?._id !== id) throw new Refusal('NOT_LAST', '只能撤销最近一次生效的导入')
      const obstacle = await undoObstacle(store, there)
      if (obstacle) throw obstacle
      const change: Change<ImportDoc> = { slot: me.tenantId, undoing: true, settled: false, problem: '', done: 0 }
      const undoing = await store.imports.changeOne({ _id: id, rev, state: 'applied', settled: true }, change)
        .catch(e => { throw isDuplicate(e) ? openAlready() : e })
      if (!undoing) throw stale('这次导入')
      return view(undoing)
    },
  },

  importDrop: {
    allow: ['staff'],
    trips: 3,
    async run({ input: { id, rev }, store }) {
      const there = await demandImport(store, id)
      if (there.state === 'dropped') return view(there)
      if (there.state !== 'reading' && there.state !== 'ready') throw new Refusal('WRONG_STATE', '这次导入已经生效，不能放弃；可以撤销它')
      const dropped = await store.imports.changeOne(
        // While it is being read its revision moves on by itself: dropping it then needs no look at the last figure.
        { _id: id, state: there.state, ...(there.state === 'ready' ? { rev } : {}) },
        { state: 'dropped', settled: false, done: 0, total: 0 },
      )
      if (!dropped) throw stale('这次导入')
      return view(dropped)
    },
  },

  imports: {
    allow: ['staff'],
    trips: 3,
    async run({ input: { cursor }, store }) {
      const page = await store.imports.page({ at: command.gt(0) }, { field: 'at', direction: 'desc', limit: PAGE, cursor })
      const newest = await newestApplied(store)
      return { ...page, items: page.items.map(doc => view(doc, newest)) }
    },
  },

  importTemplate: {
    allow: ['staff', 'station'],
    trips: 1,
    async run() {
      const { rosterTemplate } = await import('../import/template')
      return rosterTemplate()
    },
  },
}
