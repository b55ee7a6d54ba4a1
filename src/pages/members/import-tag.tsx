import { importStateWords } from '../../../domain/words-roster'
import type { RosterImport } from '../../../types/roster-import'
import { StateTag, type Meaning } from '../../components/state-tag'
import { openPage } from '../../services/open-page'

const meanings: Record<RosterImport['state'], Meaning> = {
  reading: 'waiting', ready: 'attention', applied: 'done', undone: 'refused', dropped: 'refused',
}

export const ImportTag = ({ it }: { it: RosterImport }) => it.state === 'dropped' && it.problem
  ? <StateTag text='不能导入' meaning='refused' />
  : <StateTag text={importStateWords[it.state]} meaning={meanings[it.state]} />

export const openImport = (id: string): Promise<unknown> => openPage(`/pages/members/import?id=${id}`)
