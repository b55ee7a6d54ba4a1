import { View } from '@tarojs/components'
import { useState } from 'react'
import { courseStateWords } from '../../../domain/lesson/words'
import type { CourseEdit } from '../../../types/lesson-course'
import type { Audience } from '../../../types/survey'
import type { Unit } from '../../../types/unit'
import { Card, ListRow } from '../../components/card'
import { Choice } from '../../components/choice'
import { ChosenField } from '../../components/chosen-field'
import { Empty } from '../../components/feedback'
import { Field } from '../../components/field'
import { GroupFields } from '../../components/group-fields'
import { NumberBox } from '../../components/number-box'
import { PagedList } from '../../components/paged-list'
import { PickerRow } from '../../components/picker-row'
import { ReachLine } from '../../components/reach-line'
import { Sheet } from '../../components/sheet'
import { WhenField } from '../../components/when-field'
import { call } from '../../services/call'
import { usePages } from '../../services/use-pages'

const speeds: { value: string; text: string }[] = [{ value: '1', text: '只能按原速' }, { value: '1.25', text: '最快 1.25 倍' }, { value: '1.5', text: '最快 1.5 倍' }, { value: '2', text: '最快 2 倍' }]

const MOST_BEFORE = 5

const Courses = ({ not, onPick, onClose }: { not: readonly string[]; onPick: (id: string, title: string) => void; onClose: () => void }) => {
  const pages = usePages(cursor => call('lessons', 'list', { cursor }), [])
  const fit = pages.items.filter(c => !not.includes(c._id) && c.state !== 'withdrawn')
  return (
    <Sheet title='先要学完哪门课' onClose={onClose}>
      <PagedList pages={pages} empty={<Empty title='还没有别的课程' />}>
        {() => fit.length === 0 && pages.ended ? <Empty title='没有别的课程可选' /> : <View>{fit.map(c => <ListRow key={c._id} text={c.title} note={courseStateWords[c.state]} onTap={() => onPick(c._id, c.title)} />)}</View>}
      </PagedList>
    </Sheet>
  )
}

interface RulesPartProps {
  id: string
  edit: CourseEdit
  units: readonly Unit[]
  /** Names of the courses that come first, by id. */
  titles: Record<string, string>
  onChange: (by: Partial<CourseEdit>) => void
}

const Before = ({ id, edit, titles: known, onChange }: Omit<RulesPartProps, 'units'>) => {
  const [titles, setTitles] = useState(known)
  return (
    <Field label='先修课程' optional hint='学完这些课程才能开始学这一门。'>
      <ChosenField
        title='添加先修课程' icon='plus' empty='没有先修课程。' chosen={edit.before.map(b => ({ personId: b, name: titles[b] ?? '课程' }))}
        onChange={chosen => onChange({ before: chosen.map(c => c.personId) })}
        picker={close => (
          <Courses
            not={[id, ...edit.before]} onClose={close}
            onPick={(picked, title) => {
              close()
              setTitles(all => ({ ...all, [picked]: title }))
              onChange({ before: [...edit.before, picked].slice(0, MOST_BEFORE) })
            }}
          />
        )}
      />
    </Field>
  )
}

/** Who learns a course, until when, and what counts as learned. */
export const RulesPart = ({ id, edit, units, titles, onChange }: RulesPartProps) => {
  const reached = { ...edit.audience, term: null }
  const set = ({ units: among = edit.audience.units, roles = edit.audience.roles }: Partial<Audience>) => onChange({ audience: { units: among, roles } })
  return (
    <View className='stack'>
      <Card title='谁来学'>
        <View className='stack-loose'>
          <GroupFields verb='可以学' value={reached} units={units} terms={[]} onChange={set} />
          <ReachLine area='lessons' audience={reached} said={n => `一共 ${n} 人可以学`} />
        </View>
      </Card>
      <Card title='必修还是选修'>
        <View className='stack-loose'>
          <Choice
            labelled label='必修还是选修' value={edit.compulsory ? 'must' : 'free'}
            options={[{ value: 'must', text: '必修', note: '每个人都要在截止前学完，首页会提醒' }, { value: 'free', text: '选修', note: '谁想学都可以，没有截止日期' }]}
            onChange={v => onChange(v === 'must' ? { compulsory: true } : { compulsory: false, dueAt: null })}
          />
          {edit.compulsory ? <WhenField label='截止' usual='18:00' value={edit.dueAt} error={edit.dueAt !== null && edit.dueAt <= Date.now() ? '截止要晚于现在' : undefined} onChange={dueAt => onChange({ dueAt })} /> : null}
          <Before id={id} edit={edit} titles={titles} onChange={onChange} />
        </View>
      </Card>
      <Card title='怎样算学完'>
        <View className='stack-loose'>
          <View className='pair'>
            <NumberBox label='看完百分之几' hint='通常 95' value={edit.percent} onChange={n => { if (n !== null) onChange({ percent: n }) }} />
            <NumberBox label='测验及格分' hint='满分 100，通常 60' value={edit.passMark} onChange={n => { if (n !== null) onChange({ passMark: n }) }} />
          </View>
          <PickerRow label='播放倍速' empty='请选择' options={speeds} value={String(edit.maxSpeed)} onChange={v => onChange({ maxSpeed: Number(v) as CourseEdit['maxSpeed'] })} />
          <View className='note'>第一次看不能往后拖；重看、往回拖不限。学完以后可以随意拖动。</View>
        </View>
      </Card>
    </View>
  )
}
