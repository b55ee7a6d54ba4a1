import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Link } from '../../../types/notice-fields'
import { Button } from '../../components/button'
import { Choice } from '../../components/choice'
import { Field } from '../../components/field'
import { Icon } from '../../components/icon'
import { linkVerb } from '../../components/notice-link'
import { Sheet } from '../../components/sheet'
import { Tap } from '../../components/tap'
import { CoursePick, MotionPick, SessionPick, SurveyPick } from './thing-pick'

type Target = 'session' | 'hall' | 'motion' | 'survey' | 'course' | 'sessions' | 'surveys' | 'published'

const targets: { value: Target; text: string; note: string }[] = [
  { value: 'session', text: '一次会议', note: '议程和文件' },
  { value: 'hall', text: '会场', note: '签到和投票都在这一页' },
  { value: 'motion', text: '一件提案', note: '' },
  { value: 'survey', text: '一份问卷', note: '' },
  { value: 'course', text: '一门课程', note: '' },
  { value: 'sessions', text: '全部职代会', note: '' },
  { value: 'surveys', text: '请您填的问卷', note: '' },
  { value: 'published', text: '公开的提案', note: '' },
]

const link = (page: string, params: Link['params'] = {}): Link => ({ page: `pages/${page}`, params })

/** Pages that need no thing to be picked. */
const bare: Partial<Record<Target, Link>> = { sessions: link('congress/list'), surveys: link('surveys/mine'), published: link('motions/published') }

const LinkSheet = ({ onPick, onClose }: { onPick: (link: Link) => void; onClose: () => void }) => {
  const [target, setTarget] = useState<Target>()
  const pick = (id: string, page: string) => onPick(link(page, { id }))
  const choose = (t: Target) => bare[t] ? onPick(bare[t]) : setTarget(t)
  return (
    <Sheet title='点开后到哪一页' onClose={onClose} foot={target ? <Button wide text='换一种' onTap={() => setTarget(undefined)} /> : undefined}>
      {target === undefined ? <Choice labelled label='到哪一页' options={targets} value={null} onChange={choose} /> : null}
      {target === 'session' ? <SessionPick onPick={pick} /> : null}
      {target === 'hall' ? <SessionPick onPick={id => onPick(link('congress/hall', { id }))} /> : null}
      {target === 'motion' ? <MotionPick onPick={pick} /> : null}
      {target === 'survey' ? <SurveyPick onPick={pick} /> : null}
      {target === 'course' ? <CoursePick onPick={pick} /> : null}
    </Sheet>
  )
}

/** Where a tap on the notice leads. */
export const LinkField = ({ value, onChange }: { value: Link | null; onChange: (link: Link | null) => void }) => {
  const [open, setOpen] = useState(false)
  const words = value ? linkVerb(value) : '不带链接'
  return (
    <Field label='点开后到哪一页' optional hint='通知里会有一个按钮，直接打开那一页。'>
      <View className='stack-tight'>
        <Tap className='entry picker-row' label={`点开后到哪一页：${words}`} expanded={open} onTap={() => setOpen(true)}>
          <View className={value ? 'picker-words' : 'picker-words entry-empty'}>{value ? `按钮“${words}”` : words}</View>
          <Icon name='next' />
        </Tap>
        {value ? <View><Button text='去掉链接' onTap={() => onChange(null)} /></View> : null}
      </View>
      {open ? (
        <LinkSheet
          onClose={() => setOpen(false)}
          onPick={picked => {
            setOpen(false)
            onChange(picked)
          }}
        />
      ) : null}
    </Field>
  )
}
