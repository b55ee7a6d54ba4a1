import { readDraft, saveDraft } from '../../services/draft'

/** A delegate without a phone who votes at this tablet 秘密写票处. */
export interface BoothPerson { personId: string; name: string; secret: string; pub: string }

/** What a tablet keeps of a session. Of a ballot that was cast it keeps nothing but that this person's turn is over. */
export interface BoothKept {
  people: BoothPerson[]
  roundId: string
  /** Who has cast in that round. */
  done: string[]
}

const TABLET = 'tablet'
const KIND = 'ballot-booth'

export const noBooth: BoothKept = { people: [], roundId: '', done: [] }

export const readBooth = (sessionId: string): BoothKept => readDraft<BoothKept>(TABLET, KIND, sessionId)?.data ?? noBooth
export const saveBooth = (sessionId: string, kept: BoothKept) => void saveDraft(TABLET, KIND, sessionId, kept)

/** Under which papers and marks of this delegate are kept, until the ballot is cast. */
export const boothPerson = ({ pub }: BoothPerson) => `${TABLET}:${pub}`
