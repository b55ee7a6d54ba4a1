import { Refusal } from '../../domain/refusal'
import { logFault } from './log'
import type { Call } from './serve'
import { textIsFit } from './wx-open-api'

/**
 * WeChat demands that what people write for others passes its text check. A risky text is refused; when the check
 * itself fails (or the caller sits at a PC and has no openid) the text goes on, since union staff read it anyway.
 */
export async function demandFitText({ app, caller, requestId }: Pick<Call<unknown>, 'app' | 'caller' | 'requestId'>, texts: string[]): Promise<void> {
  if (!caller.openid) return
  const fit = await textIsFit(app, caller.openid, texts.join('\n')).catch(error => {
    logFault({ area: 'kit', action: 'textIsFit', requestId, error })
    return true
  })
  if (!fit) throw new Refusal('RISKY_TEXT', '内容没有通过微信的文字安全检查，请修改措辞后再提交')
}
