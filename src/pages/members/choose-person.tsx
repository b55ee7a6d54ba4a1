import { useState } from 'react'
import { View } from '@tarojs/components'
import type { Output } from '../../../types/api'
import { PRIVACY_VERSION, type Candidate } from '../../../types/member'
import { Button } from '../../components/button'
import { Choice as Choices } from '../../components/choice'
import { Page } from '../../components/page'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'
import { ActTrouble } from '../../components/trouble'

export interface Choice {
  /** What the server gave as proof of the phone number. */
  claim: string
  candidates: readonly Candidate[]
}

export interface ChoosePersonProps {
  title: string
  choice: Choice
  onReply: (reply: Output<'members', 'bindChosen'>) => Promise<void>
  onBack: () => void
}

/** One phone number may stand on several rosters: which of these is it? */
export const ChoosePerson = ({ title, choice, onReply, onBack }: ChoosePersonProps) => {
  const [personId, setPersonId] = useState<string | null>(null)
  const bind = useAct(async (id: string) => onReply(await call('members', 'bindChosen', { claim: choice.claim, personId: id, consent: PRIVACY_VERSION })))
  const options = choice.candidates.map(c => ({ value: c.personId, text: `${c.name}（工号 ${c.employeeNo}）`, note: [...new Set([c.tenantName, c.unitName])].join(' ') }))
  return (
    <Page
      title={title}
      onBack={onBack}
      bar={(
        <>
          <ActTrouble error={bind.error} />
          <Button id='bind-chosen' kind='main' wide text='绑定' disabled={personId === null} busy={bind.busy} busyText='正在绑定…' onTap={() => { if (personId) void bind.run(personId) }} />
        </>
      )}
    >
      <View className='stack'>
        <Choices label='您是哪一位？' hint='这个手机号在名册上不止一处，请选您本人现在要用的身份。' options={options} value={personId} onChange={setPersonId} />
      </View>
    </Page>
  )
}
