import { dayOf } from '../../domain/calendar'
import { Refusal } from '../../domain/refusal'
import type { papers } from '../../types/paper'
import { command } from '../_kit/cloud'
import type { Handlers } from '../_kit/serve'
import { sha256 } from '../_kit/secrets'
import type { Store } from '../_kit/store'
import type { SurveyAnswerDoc, SurveyDoc } from '../_kit/survey-documents'
import { answeredIn, demandSight, namedGroups, noSurvey, pageOfAnswers, readResults, readTallies, silence } from '../_kit/survey-read'
import { PAGE, STEP_TRIPS, handOut } from './handout'
import type { ListRow } from './list'
import { printed } from './print'
import { answerColumns } from './survey-cells'
import { gather, nothingGathered } from './survey-gather'
import { surveyReportOf, type Gathered } from './survey-report'
import { openBook, type SheetColumn } from './workbook'

type SurveyPapers = Pick<Handlers<typeof papers>, 'surveyList' | 'surveyReport'>

/** A named survey's rows begin with who it was. */
const PERSON_COLUMNS: SheetColumn[] = [{ title: '姓名', width: 10 }, { title: '工号', width: 12 }]

/** Who answered, by their ids: name and number as they are now. */
async function whoOf(store: Store, doc: SurveyDoc, answers: readonly SurveyAnswerDoc[]): Promise<(a: SurveyAnswerDoc) => string[]> {
  if (doc.mode !== 'named') return () => []
  const ids = answers.flatMap(a => a.personId ?? [])
  const people = ids.length ? await store.people.find({ _id: command.in(ids) }, { fields: ['_id', 'name', 'employeeNo', 'erased'] }) : []
  const byId = new Map(people.map(p => [p._id, p.erased ? ['（已注销）', ''] : [p.name, p.employeeNo]]))
  return a => byId.get(a.personId ?? '') ?? ['（已注销）', '']
}

const pageOfRows = (store: Store, doc: SurveyDoc) => {
  const columns = answerColumns(doc.definition)
  return async (cursor: string | undefined) => {
    const { items, next } = await pageOfAnswers(store, { surveyId: doc._id }, { after: cursor, limit: PAGE, fields: ['_id', 'personId', 'values'] })
    const who = await whoOf(store, doc, items)
    // The hash itself stays here: a row says nothing of whose it is.
    const rows = items.map((a): ListRow => [a._id, ...who(a), ...columns.map(c => c.value(a.values))])
    return { rows, ...(next === undefined ? {} : { next }) }
  }
}

const fileName = (title: string, what: string, now: number, ending: string) => `${title} ${what} ${dayOf(now)}`.replace(/[\\/:*?"<>|\s]+/g, ' ').trim() + ending

export const surveyPapers: SurveyPapers = {
  surveyList: {
    allow: ['staff'],
    reach: 'platform',
    // Who asks, and the survey; each page of a named one asks for its people too.
    trips: 3 + 2 * STEP_TRIPS,
    async run({ input: { key, id }, me, store, platform, app, now }) {
      const { doc, tallies } = await readTallies(store, id, [])
      const why = silence(doc, answeredIn(tallies), now)
      if (why === 'running') throw new Refusal('WRONG_STATE', '保密问卷在结束并统计以后才能导出')
      if (why === 'few') throw new Refusal('TOO_FEW', `回答人数少于 ${doc.settings.threshold} 人，为保护回答的人，不能导出`)
      const columns = [...(doc.mode === 'named' ? PERSON_COLUMNS : []), ...answerColumns(doc.definition)]
      const handout = sha256(JSON.stringify([me.person!._id, key, 'survey', id])).slice(0, 32)
      const made = await handOut({ id: handout, page: pageOfRows(store, doc), open: () => openBook('答卷', columns), me, platform, app, now })
      return { fileName: fileName(doc.title, '答卷', now, '.xlsx'), ...made }
    },
  },

  surveyReport: {
    allow: ['staff', 'leader'],
    trips: 4,
    async run({ input: { id, only }, me, store, app, now }) {
      const found = await store.surveys.joined(id, { home: { from: 'units', match: { _id: me.tenantId }, limit: 1, fields: ['name'] } })
      if (!found) throw noSurvey()
      const results = await readResults(store, id, only, now, doc => demandSight(me, doc))
      const group = only ? namedGroups(found.doc, only.by).find(g => g.group === only.group)?.name ?? '所选分组' : ''
      const gathered = results.why || only ? nothingGathered : await gather(store, app, found.doc)
      const paper = (beside: Gathered) => printed(surveyReportOf(found.doc, results, beside, group, found.beside.home[0]?.name ?? '', now))
      // A picture that cannot be printed, though it begins like one, must not keep the figures from being printed.
      const base64 = await paper(gathered).catch(() => paper({ ...gathered, pictures: {} }))
      return { fileName: fileName(found.doc.title, '统计报告', now, '.pdf'), base64 }
    },
  },
}
