import { View } from '@tarojs/components'
import { useState } from 'react'
import type { SessionAct } from '../../../types/congress-acts'
import { Button } from '../../components/button'
import { DateField } from '../../components/date-field'
import { Field } from '../../components/field'
import { useForm } from '../../components/form'
import { Notice } from '../../components/notice'
import { PeopleField } from '../../components/person-picker'
import { Sheet } from '../../components/sheet'
import { TextArea, TextField } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'
import { actErrors, actForms, actInput, emptyValues, labelOf, type ActForm, type ActValues, type Given } from './act-forms'
import { RollField } from '../../components/roll-picker'
import type { OneSession } from './session-part'

export interface Asked extends Given { act: SessionAct }

export interface ActSheetProps {
  asked: Asked
  view: OneSession
  onDone: (view: OneSession, words: string) => void
  onClose: () => void
}

const Fields = ({ f, v, errors, set, sessionId }: { f: ActForm; v: ActValues; errors: Partial<Record<string, string>>; set: (patch: Partial<ActValues>) => void; sessionId: string }) => (
  <>
    {f.where ? <TextField id='act-where' label={f.where.label} value={v.where} error={errors.where} onChange={where => set({ where })} /> : null}
    {f.from ? <DateField label={f.from} empty='请选择' value={v.from} error={errors.from} onChange={from => set({ from })} /> : null}
    {f.until ? <DateField label={f.until} empty='请选择' value={v.until} error={errors.until} onChange={until => set({ until })} /> : null}
    {f.text ? <TextArea id='act-text' label={f.text.label} max={f.text.max} value={v.text} error={errors.text} onChange={text => set({ text })} /> : null}
    {f.people ? (
      <Field label={f.people.title} error={errors.people}>
        {f.people.from === 'roll'
          ? <RollField sessionId={sessionId} title={f.people.title} empty='还没有选人' chosen={v.people} most={f.people.most} onChange={people => set({ people })} />
          : <PeopleField title={f.people.title} empty='还没有选人' chosen={v.people} most={f.people.most} onChange={people => set({ people })} />}
      </Field>
    ) : null}
  </>
)

const Form = ({ f, asked, view, onDone, onClose }: ActSheetProps & { f: ActForm }) => {
  // One name for the act as long as the sheet is open, so that a repeat is known as the same.
  const [key] = useState(newId)
  const gate = view.gates.find(g => g.id === asked.gate)
  const override = view.session.overrides.find(o => o.gate === asked.gate)
  const send = useAct(async (v: ActValues) => onDone(await call('congress', 'act', actInput(asked.act, view.session, await key, v, asked)), f.done))
  const [start] = useState<ActValues>(() => ({ ...emptyValues, ...f.start?.(view.session) }))
  const form = useForm(start, actErrors(f), send.error)
  const about = gate?.name ?? asked.delegation
  const label = labelOf(asked.act, view.session)
  return (
    <Sheet
      title={about ? `${label}：${about}` : label} onClose={onClose}
      foot={<Button id='act-send' wide kind={f.danger ? 'danger' : 'main'} text={label} busy={send.busy} busyText='正在办…' onTap={() => { if (form.ready()) void send.run(form.values) }} />}
    >
      <View className='stack'>
        <View className='body'>{f.askOf?.(view.session) ?? f.ask}</View>
        {gate ? <Notice meaning='attention' title={gate.why} text={gate.article} /> : null}
        {asked.act === 'confirmOverride' && override ? <Notice meaning='waiting' title={`${override.askedBy}提出：${override.reason}`} /> : null}
        <ActTrouble error={send.error?.field ? undefined : send.error} />
        <Fields f={f} v={form.values} errors={form.errors} set={form.set} sessionId={view.session._id} />
      </View>
    </Sheet>
  )
}

/** What one act on a session asks for, and the act itself. */
export const ActSheet = (p: ActSheetProps) => {
  const f = actForms[p.asked.act]
  return f ? <Form {...p} f={f} /> : null
}
