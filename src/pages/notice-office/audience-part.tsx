import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { TermRow } from '../../../types/congress-term'
import type { NoticeAudience } from '../../../types/notice-fields'
import type { Unit } from '../../../types/unit'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Choice } from '../../components/choice'
import { GroupFields } from '../../components/group-fields'
import { StatusLine } from '../../components/status-line'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'
import { AudienceSheet } from './audience-sheet'
import { MotionPeople } from './motion-people'
import { PeopleList } from './people-list'
import { PeopleSheet } from './people-sheet'
import type { PartProps } from './content-part'

type Way = 'group' | 'people' | 'motion' | 'state'

const ways: { value: Way; text: string; note: string }[] = [
  { value: 'group', text: '按单位和身份', note: '以后进到这个范围的人也能在“通知”里看到' },
  { value: 'people', text: '点名', note: '最多 500 人' },
  { value: 'motion', text: '一件提案的人', note: '提案人、附议人、承办人' },
  { value: 'state', text: '还没有办的人', note: '没投票、没领票、没填问卷、没看完文件、没学完课程、没确认的' },
]

const wayOf = ({ kind }: NoticeAudience): Way => kind === 'group' || kind === 'people' || kind === 'motion' ? kind : 'state'

const stateWords: Record<Exclude<NoticeAudience['kind'], 'group' | 'people' | 'motion'>, string> = {
  notVoted: '这一轮记名表决里还没有投票的代表', notDrawn: '这一轮无记名投票里还没有领票的代表', unanswered: '这份问卷还没有填的人', unread: '这次会议的文件还没有看完的代表',
  notJoined: '这份匿名问卷还没有报名的人', sheetNotDrawn: '这份匿名问卷报了名、还没有领卷的人', sheetDrawn: '这份匿名问卷领到答卷的人（谁已作答无法知道）', unfinished: '这门课程还没有学完的人', unconfirmed: '那条通知还没有确认“已知悉”的人',
}

/** Where there is nothing to widen. */
const NOBODY: Partial<Record<NoticeAudience['kind'], string>> = {
  notVoted: '现在没有这样的人：可能都投了，也可能已经截止', notDrawn: '现在没有这样的人：可能都领了，也可能已经截止', unanswered: '现在没有这样的人：可能都填了，也可能已经截止', unread: '现在没有这样的人：都看完了',
  notJoined: '现在没有这样的人：都报名了，或者报名已经结束', sheetNotDrawn: '现在没有这样的人：都领了，或者领卷已经结束', sheetDrawn: '现在没有这样的人', unfinished: '现在没有这样的人：都学完了', unconfirmed: '现在没有这样的人：都确认了',
  motion: '这件提案还没有这样的人',
}

/** How many that are, counted as soon as it changes. */
const Reach = ({ audience }: { audience: NoticeAudience }) => {
  const { data, error } = useLoad(() => call('notices', 'reach', { audience }), [JSON.stringify(audience)])
  const [listed, setListed] = useState(false)
  if (data && data.people > 0) {
    return (
      <View className='wrap'>
        <StatusLine meaning='done' text={`一共 ${data.people} 人`} />
        <Button text='都有谁' onTap={() => setListed(true)} />
        {listed ? <PeopleSheet audience={audience} onClose={() => setListed(false)} /> : null}
      </View>
    )
  }
  if (data) return <StatusLine meaning='attention' text={NOBODY[audience.kind] ?? '没有符合条件的人，请放宽条件'} />
  return <StatusLine meaning={error ? 'attention' : 'waiting'} text={error ? error.message : '正在数有多少人…'} />
}

export interface AudiencePartProps extends PartProps {
  units: readonly Unit[]
  terms: readonly TermRow[]
  /** Whether what is chosen is what would be told: not while another way was only begun. */
  onSettled: (settled: boolean) => void
}

/** Who is told. */
export const AudiencePart = ({ edit, units, terms, onChange, onSettled }: AudiencePartProps) => {
  const { audience } = edit
  const [way, setWay] = useState<Way>(wayOf(audience))
  const [picking, setPicking] = useState(false)
  const [emptied, setEmptied] = useState(false)
  const settled = wayOf(audience) === way && !emptied
  useEffect(() => onSettled(settled), [settled, onSettled])
  const set = (next: NoticeAudience | null) => {
    setEmptied(next === null)
    if (next) onChange({ audience: next })
  }
  const change = (next: Way) => {
    setWay(next)
    setEmptied(false)
    if (next === 'group' && audience.kind !== 'group') set({ kind: 'group', units: [], roles: [], term: null })
    if (next === 'state') setPicking(true)
  }
  return (
    <Card title='发给谁'>
      <View className='stack-loose'>
        <Choice label='怎样选' options={ways} value={way} onChange={change} />
        {way === 'group' && audience.kind === 'group' ? <GroupFields verb='发给' value={audience} units={units} terms={terms} onChange={by => set({ ...audience, ...by })} /> : null}
        {way === 'people' ? <PeopleList audience={audience} onChange={set} /> : null}
        {way === 'motion' ? <MotionPeople audience={audience} onChange={set} /> : null}
        {way === 'state' ? (
          <View className='stack-tight'>
            <View className='body'>{settled && audience.kind in stateWords ? stateWords[audience.kind as keyof typeof stateWords] : '还没有选。'}</View>
            <View className='note'>名单在下一步定下来。{audience.kind === 'notDrawn' ? '无记名投票只能提醒还没有领票的人：谁还没有投，谁也不知道。' : ''}</View>
            <View><Button text={settled ? '换一项' : '选择哪一项'} onTap={() => setPicking(true)} /></View>
          </View>
        ) : null}
        {settled ? <Reach audience={audience} /> : null}
      </View>
      {picking ? (
        <AudienceSheet
          onClose={() => setPicking(false)}
          onPick={given => {
            setPicking(false)
            set(given)
          }}
        />
      ) : null}
    </Card>
  )
}
