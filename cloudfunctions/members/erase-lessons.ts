import { ERASED_NAME } from '../../domain/erased'
import type { PersonDoc } from '../_kit/documents'
import type { Call } from '../_kit/serve'

/**
 * What somebody learned goes, with notes; figures stay as they were counted (`marks`). Questions that were answered help others and
 * stay without a name, as do certificates, whose numbers may be checked, and the count of who sat in a classroom.
 */
export async function eraseLessons({ store }: Pick<Call<unknown>, 'store'>, { _id: personId }: PersonDoc): Promise<void> {
  await store.lessonNotes.remove({ personId })
  await store.learners.change({ _id: personId }, { viewing: null, past: [], episodes: {}, papers: {} })
  await store.lessonAsks.remove({ personId, answered: false })
  await store.lessonAsks.change({ personId }, { personId: '', name: ERASED_NAME })
  await store.lessonAsks.change({ instructorPersonId: personId }, { instructorPersonId: '' })
  await store.certificates.change({ personId }, { name: ERASED_NAME, unitName: '' })
  await store.attendances.change({ personId }, { name: ERASED_NAME, employeeNo: '' })
  await store.instructors.change({ personId }, { personId: null, employeeNo: null, name: ERASED_NAME, intro: '', photo: null, state: 'retired' })
  await store.instructors.change({ nominatedById: personId }, { nominatedById: null, nominatedBy: ERASED_NAME })
}
