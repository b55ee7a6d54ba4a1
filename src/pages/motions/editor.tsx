import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import * as z from 'zod/mini'
import { DEFAULT_RULES } from '../../../domain/motion-rules'
import { LARGEST_FILE, MAX_FILES } from '../../../types/attachment'
import type { MotionRules } from '../../../types/motion-rules'
import { MotionText } from '../../../types/motion-text'
import { Button } from '../../components/button'
import { draftTextOf, type MotionDraft } from '../../components/motion-draft'
import { Page } from '../../components/page'
import { useFiles } from '../../components/use-files'
import { call } from '../../services/call'
import type { Me } from '../../services/session'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { InviteStep } from './invite-step'
import { ReviewStep } from './review-step'
import { SavingLine } from './saving-line'
import { useMotionDraft } from './use-motion-draft'
import { usePictures } from './pictures'
import { textErrors } from './text-errors'
import type { Errors } from './write-fields'
import { WriteStep } from './write-step'

export interface EditorProps {
  me: Me
  id: string
  start: MotionDraft
  pictures: readonly { fileId: string; url: string }[]
  files: readonly { fileId: string; url: string }[]
  /** Another phone saved something newer: look again. */
  onStale: () => void
}

const STEPS = ['写内容', '邀请附议', '核对'] as const
type Step = 0 | 1 | 2

/** In whose name: what the rules leave no choice about, and otherwise what was chosen. */
const asDelegation = (filers: MotionRules['filers'], draft: MotionDraft) => filers === 'delegations' || (filers === 'both' && draft.asDelegation)

const toTop = () => void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })

/** Writing a motion 提案: write, invite, look over, send. Each step is kept as it is typed. */
export const Editor = ({ me, id, start, pictures: held, files: heldFiles, onStale }: EditorProps) => {
  const { data, write, flush, status, rest, resume, close } = useMotionDraft(me, id, start, onStale)
  // Without the rules one writes on: the server looks at them when the motion is sent.
  const rules = useLoad(() => call('motions', 'rulesGet', {}), []).data?.rules ?? DEFAULT_RULES
  const [step, setStep] = useState<Step>(0)
  const [errors, setErrors] = useState<Errors>({})
  const pictures = usePictures({
    kept: data.pictures,
    onChange: pictures => write({ pictures }),
    urls: held,
    folder: `${me.tenantId}/${me.personId}/motions`,
  })
  const files = useFiles({
    kept: data.files ?? [],
    onChange: files => write({ files }),
    urls: heldFiles,
    folder: `${me.tenantId}/${me.personId}/motions`,
    most: MAX_FILES,
    largest: LARGEST_FILE,
  })

  const file = useAct(async () => {
    flush()
    const text = z.parse(MotionText, draftTextOf(data))
    try {
      const rev = await rest()
      await call('motions', 'file', { id, rev, text, invite: data.invite.map(d => d.personId), open: data.open, asDelegation: asDelegation(rules.filers, data) })
    } catch (e) {
      resume()
      throw e
    }
    close()
    await Taro.redirectTo({ url: `/pages/motions/detail?id=${id}&sent=1` })
  })

  const drop = useAct(async () => {
    if (data.rev > 0) await call('motions', 'dropDraft', { id })
    close()
    if (Taro.getCurrentPages().length > 1) await Taro.navigateBack()
    else await Taro.switchTab({ url: '/pages/duty/index' })
  })

  const go = (to: Step) => {
    flush()
    setStep(to)
    toTop()
  }

  const toInvite = () => {
    const found = textErrors(data, { pictures: pictures.unsent, files: files.unsent })
    setErrors(found)
    const first = Object.keys(found)[0]
    if (!first) return go(1)
    void Taro.pageScrollTo({ selector: `#field-${first}`, offsetTop: -72, duration: 0 })
  }

  const change = (patch: Partial<MotionDraft>) => {
    write(patch)
    // What was wrong is looked at again while it is mended, not before the person has asked to go on.
    if (Object.keys(errors).length > 0) setErrors(textErrors({ ...data, ...patch }))
  }

  const bars = [
    <Button key='next' id='next' kind='main' wide text='下一步：邀请附议' onTap={toInvite} />,
    <>
      <Button key='back' wide text='上一步' onTap={() => go(0)} />
      <Button key='next' id='next' kind='main' wide text='下一步：核对' onTap={() => go(2)} />
    </>,
    <>
      <Button key='back' wide text='上一步' disabled={file.busy} onTap={() => go(1)} />
      <Button key='send' id='send' kind='main' wide text='发出，征集附议' busy={file.busy} busyText={file.slow ? '正在发出，请稍等…' : '正在发出…'} onTap={() => void file.run()} />
    </>,
  ]

  return (
    <Page title='写提案' bar={bars[step]} onBack={step > 0 ? () => go((step - 1) as Step) : undefined}>
      <View className='stack'>
        <View className='stack-tight'>
          <View className='note'>第 {step + 1} 步，共 {STEPS.length} 步：{STEPS[step]}</View>
          <SavingLine status={status} />
        </View>
        {step === 0 ? <WriteStep id={id} draft={data} errors={errors} pictures={pictures} files={files} categories={rules.categories} onChange={change} onDrop={drop} /> : null}
        {step === 1 ? <InviteStep draft={data} rules={rules} onChange={write} /> : null}
        {step === 2 ? <ReviewStep draft={data} pictures={pictures} files={files} error={file.error} onMend={() => go(0)} onInvite={() => go(1)} /> : null}
      </View>
    </Page>
  )
}
