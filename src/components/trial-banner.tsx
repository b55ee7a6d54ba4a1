import { untilWords } from '../../domain/words-time'
import type { Me } from '../services/session'
import { Notice } from './notice'

/** Whoever looks around by a trial code 体验码 is told that nothing here is real. */
export const TrialBanner = ({ me, now }: { me: Me; now: number }) => me.state !== 'trial' ? null : (
  <Notice
    meaning='attention'
    title='您正在体验'
    text={`这里是演示单位，您做的事不会影响任何真实单位。${me.until ? untilWords(me.until, now) : ''}`}
  />
)
