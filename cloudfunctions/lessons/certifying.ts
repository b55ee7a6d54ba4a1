import { randomBytes } from 'node:crypto'
import { certificateNumber, checkPath, readNumber } from '../../domain/lesson/certificate'
import { completedAt, tenthsEarned } from '../../domain/lesson/course'
import { Refusal } from '../../domain/refusal'
import type { lessons } from '../../types/lesson'
import type { OwnCertificate } from '../../types/lesson-people'
import { command, contains } from '../_kit/cloud'
import { config } from '../_kit/config'
import { certificateOf, noNumber } from '../_kit/lesson-certificate'
import type { CertificateDoc, CourseDoc, LearnerDoc } from '../_kit/lesson-documents'
import { noCourse } from '../_kit/lesson-read'
import type { Handlers } from '../_kit/serve'
import type { Where } from '../_kit/store'

type Certifying = Pick<Handlers<typeof lessons>, 'certificate' | 'certificates' | 'revoke'>

const PAGE = 50

/** While a course is withdrawn 撤下 its episodes may be anything: only what was marked as finished before counts. */
const finishedAt = (course: CourseDoc, learner: LearnerDoc): number | null =>
  course.state === 'published' ? completedAt(course, learner) : learner.courses[course._id]?.completedAt ?? null

/** The site's pages are behind a hash: storage knows one file only. */
const ownOf = (doc: CertificateDoc): OwnCertificate => {
  const site = config().ZDT_H5_ORIGIN
  return { ...certificateOf(doc), checkUrl: site ? `${site.replace(/\/+$/, '')}/#/${checkPath(doc._id)}` : '' }
}

export const certifying: Certifying = {
  certificate: {
    allow: 'person',
    // Identity, everything that is written in it, itself; once more when another phone was quicker.
    trips: 4,
    async run({ input: { courseId }, me, store, now }) {
      const person = me.person!
      const mine = { personId: person._id, courseId }
      const found = await store.courses.joined(courseId, {
        learner: { from: 'learners', match: { _id: person._id }, limit: 1 },
        there: { from: 'certificates', match: mine, limit: 1 },
        units: { from: 'units', match: { _id: { $in: [person.unitId, me.tenantId] } }, limit: 2, fields: ['name'] },
      })
      if (!found) throw noCourse()
      const { doc: course, beside: { learner: [learner], there: [there], units } } = found
      if (there) return ownOf(there)
      const at = learner ? finishedAt(course, learner) : null
      if (!learner || at === null) throw new Refusal('NOT_FINISHED', '学完全部课时并通过测验后，才有结业证书')
      const nameOf = (id: string) => units.find(u => u._id === id)?.name ?? ''
      const doc: CertificateDoc = {
        _id: certificateNumber(randomBytes(15)), tenantId: me.tenantId, rev: 0, ...mine, courseTitle: course.title, name: person.name, unitName: nameOf(person.unitId), issuer: nameOf(me.tenantId),
        tenths: tenthsEarned(course, learner), completedAt: at, issuedAt: now, revoked: null,
      }
      if (await store.certificates.add(doc)) return ownOf(doc)
      const other = await store.certificates.first(mine)
      if (!other) throw new Error('a certificate that is there already was not found')
      return ownOf(other)
    },
  },

  certificates: {
    allow: ['staff'],
    trips: 2,
    async run({ input: { courseId, text, cursor }, store }) {
      const number = text === undefined ? undefined : readNumber(text)
      const where = { ...(courseId ? { courseId } : {}), ...(number ? { _id: number } : text ? { name: contains(text) } : {}) }
      const page = await store.certificates.page(where as Where<CertificateDoc>, { field: 'issuedAt', direction: 'desc', limit: PAGE, cursor })
      return { ...page, items: page.items.map(certificateOf) }
    },
  },

  revoke: {
    allow: ['staff'],
    trips: 3,
    async run({ input: { number: typed, why }, me, store, now }) {
      const number = readNumber(typed)
      if (number === undefined) throw noNumber()
      const revoked = await store.certificates.changeOne({ _id: number, revoked: command.eq(null) }, { revoked: { by: me.person!.name, at: now, why } })
      const doc = revoked ?? await store.certificates.get(number)
      // Revoked before: by whom and why stays as it was.
      if (!doc) throw noNumber()
      return certificateOf(doc)
    },
  },
}
