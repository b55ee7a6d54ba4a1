import { toString as drawn } from 'qrcode'
import { Refusal, notFound, stale } from '../../domain/refusal'
import type { lessons } from '../../types/lesson'
import type { Training } from '../../types/lesson-people'
import { command, contains } from '../_kit/cloud'
import type { PersonDoc } from '../_kit/documents'
import type { AttendanceDoc, TrainingDoc } from '../_kit/lesson-documents'
import { codeNow, readCode, type CodeKind } from '../_kit/rotating-code'
import type { Handlers } from '../_kit/serve'
import { isDuplicate, type NewDoc, type Store, type Where } from '../_kit/store'

type Trainings = Pick<Handlers<typeof lessons>, 'attend' | 'trainings' | 'training' | 'saveTraining' | 'removeTraining' | 'trainingCode' | 'enterList' | 'attendances' | 'removeAttendance'>

const PAGE = 50
/** People as one request names them. */
const PART = 100

const CLASSROOM: CodeKind = {
  prefix: 'ZDT2', purpose: 'training',
  words: { notOne: '这不是培训签到码，请对准教室屏幕重新扫码', another: '这是另一场培训的签到码', old: '码已过期，请重新扫屏幕上的码' },
}
/** Sign-in is open from an hour before to an hour after. */
const AROUND = 3_600_000

const noTraining = () => notFound('场培训')
const idOf = (trainingId: string, personId: string) => `${trainingId}:${personId}`
const tallied = (where: Record<string, unknown>) => ({ from: 'attendances' as const, match: where, tally: '$trainingId', limit: 100 })
const countOf = (rows: readonly unknown[], id: string) => (rows as { _id: string; n: number }[]).find(r => r._id === id)?.n ?? 0

const viewOf = (doc: TrainingDoc, attended: number): Training => ({ ...doc, attended })

async function read(store: Store, id: string): Promise<{ doc: TrainingDoc; attended: number }> {
  const found = await store.trainings.joined(id, { attended: tallied({ trainingId: id }) })
  if (!found) throw noTraining()
  return { doc: found.doc, attended: countOf(found.beside.attended, id) }
}

const attendance = (trainingId: string, { _id, name, employeeNo, unitId }: PersonDoc, way: 'qr' | 'list', at: number): NewDoc<AttendanceDoc> =>
  ({ _id: idOf(trainingId, _id), trainingId, personId: _id, name, employeeNo, unitId, way, at })

export const training: Trainings = {
  attend: {
    allow: 'person',
    trips: 3,
    async run({ input: { code }, me, store, now }) {
      const id = readCode(CLASSROOM, code.trim(), now)
      const found = await store.trainings.joined(id, { mine: { from: 'attendances', match: { _id: idOf(id, me.person!._id) }, limit: 1 } })
      if (!found) throw noTraining()
      const { doc, beside: { mine: [mine] } } = found
      const told = (a: Pick<AttendanceDoc, 'way' | 'at'>) => ({ trainingId: id, title: doc.title, place: doc.place, startsAt: doc.startsAt, tenths: doc.tenths, way: a.way, at: a.at })
      if (mine) return told(mine)
      if (now < doc.startsAt - AROUND || now > doc.endsAt + AROUND) throw new Refusal('NOT_OPEN', '培训开始前一小时到结束后一小时可以签到')
      const fresh = attendance(id, me.person!, 'qr', now)
      // False = two taps at once: the other one signed in.
      await store.attendances.add(fresh)
      return told(fresh)
    },
  },

  trainings: {
    allow: ['staff', 'instructor'],
    trips: 3,
    async run({ input: { text, cursor }, store }) {
      const page = await store.trainings.page((text ? { title: contains(text) } : {}) as Where<TrainingDoc>, { field: 'startsAt', direction: 'desc', limit: PAGE, cursor })
      const ids = page.items.map(t => t._id)
      const counts = ids.length ? await store.attendances.countBy({ trainingId: { $in: ids } }, ['trainingId']) : []
      return { ...page, items: page.items.map(t => viewOf(t, counts.find(c => c.trainingId === t._id)?.n ?? 0)) }
    },
  },

  training: {
    allow: ['staff', 'instructor'],
    trips: 2,
    async run({ input: { id }, store }) {
      const { doc, attended } = await read(store, id)
      return viewOf(doc, attended)
    },
  },

  saveTraining: {
    allow: ['staff'],
    trips: 4,
    async run({ input: { id, rev, edit }, store, now }) {
      if (edit.endsAt <= edit.startsAt) throw new Refusal('BAD_TIME', '结束时间应在开始时间之后', 'edit.endsAt')
      const instructor = edit.instructorId === null ? undefined : await store.instructors.get(edit.instructorId)
      if (edit.instructorId !== null && !instructor) throw new Refusal('BAD_INPUT', '这位讲师不在师资库里，请重新选择', 'edit.instructorId')
      const fields = { ...edit, instructorName: instructor?.name ?? '' }
      if (rev === null && await store.trainings.add({ _id: id, ...fields, createdAt: now })) return viewOf({ _id: id, tenantId: '', rev: 0, ...fields, createdAt: now }, 0)
      if (rev !== null) await store.trainings.change({ _id: id, rev }, fields)
      const { doc, attended } = await read(store, id)
      // What is there says whether it was this very act, now or at an earlier tap.
      const same = JSON.stringify(Object.entries(fields).map(([k]) => doc[k as keyof TrainingDoc])) === JSON.stringify(Object.values(fields))
      if (doc.rev === (rev ?? -1) + 1 && same) return viewOf(doc, attended)
      throw rev === null ? new Refusal('TAKEN', '这个编号已被使用，请返回列表重新新建') : stale('这场培训')
    },
  },

  removeTraining: {
    allow: ['staff'],
    trips: 3,
    async run({ input: { id }, store }) {
      const found = await store.trainings.joined(id, { attended: tallied({ trainingId: id }) })
      // Removed already: the same tap again.
      if (!found) return {}
      if (countOf(found.beside.attended, id) > 0) throw new Refusal('WRONG_STATE', '已经有人签到，这场培训不能删除')
      await store.trainings.remove({ _id: id, rev: found.doc.rev })
      return {}
    },
  },

  trainingCode: {
    allow: ['staff', 'instructor'],
    trips: 2,
    async run({ input: { id }, store, now }) {
      const { doc, attended } = await read(store, id)
      const { text, until } = codeNow(CLASSROOM, id, now)
      const image = `data:image/svg+xml;base64,${Buffer.from(await drawn(text, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })).toString('base64')}`
      return { code: text, image, until, title: doc.title, attended }
    },
  },

  enterList: {
    allow: ['staff'],
    // Identity, the training; people, those who are there, and the others: by the hundred.
    trips: 17,
    async run({ input: { id, employeeNos }, store, now }) {
      const wanted = [...new Set(employeeNos)]
      await read(store, id)
      let [added, already] = [0, 0]
      const unknown: string[] = []
      for (let at = 0; at < wanted.length; at += PART) {
        const part = wanted.slice(at, at + PART)
        const people = await store.people.find({ employeeNo: command.in(part), live: true, erased: false }, { fields: ['_id', 'name', 'employeeNo', 'unitId'] })
        const there = new Set(people.length ? (await store.attendances.find({ _id: command.in(people.map(p => idOf(id, p._id))) }, { fields: ['_id'] })).map(a => a._id) : [])
        const fresh = people.filter(p => !there.has(idOf(id, p._id))).map(p => attendance(id, p, 'list', now))
        try {
          if (fresh.length) await store.attendances.addMany(fresh)
        } catch (e) {
          // Somebody signed in this very moment: nothing of this part was written.
          if (!isDuplicate(e)) throw e
          throw stale('这场培训的名单')
        }
        added += fresh.length
        already += there.size
        unknown.push(...part.filter(no => !people.some(p => p.employeeNo === no)))
      }
      return { added, already, unknown }
    },
  },

  attendances: {
    allow: ['staff', 'instructor'],
    trips: 3,
    async run({ input: { id, cursor }, store }) {
      const page = await store.attendances.page({ trainingId: id }, { field: 'at', direction: 'desc', limit: PAGE, cursor })
      const units = page.items.length ? await store.units.find({ _id: command.in([...new Set(page.items.map(a => a.unitId))]) }, { fields: ['_id', 'name'] }) : []
      const names = new Map(units.map(u => [u._id, u.name]))
      return { ...page, items: page.items.map(a => ({ ...a, unitName: names.get(a.unitId) ?? '' })) }
    },
  },

  removeAttendance: {
    allow: ['staff'],
    trips: 2,
    async run({ input: { id, personId }, store }) {
      await store.attendances.remove({ _id: idOf(id, personId) })
      return {}
    },
  },
}
