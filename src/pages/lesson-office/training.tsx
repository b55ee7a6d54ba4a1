import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { hoursWords } from '../../../domain/lesson/hours'
import { attendWayWords } from '../../../domain/lesson/words'
import { timeWords, whenWords } from '../../../domain/words-time'
import type { Attendance, Training } from '../../../types/lesson-people'
import { Button } from '../../components/button'
import { Card, Fact } from '../../components/card'
import { Empty } from '../../components/feedback'
import { ForRoles } from '../../components/for-roles'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { PagedList } from '../../components/paged-list'
import { Confirm } from '../../components/sheet'
import { Table, type Column } from '../../components/table'
import { ActTrouble, LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import { hasRole } from '../../services/session'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { usePages } from '../../services/use-pages'
import { EnterList } from './enter-list'
import { TrainingSheet } from './training-sheet'
import './office.scss'

const columns: Column<Attendance>[] = [
  { key: 'name', title: '姓名', grow: 2, cell: a => a.name },
  { key: 'unit', title: '单位', grow: 3, cell: a => a.unitName },
  { key: 'no', title: '工号', grow: 2, cell: a => a.employeeNo },
  { key: 'way', title: '方式', cell: a => attendWayWords[a.way] },
  { key: 'at', title: '时间', grow: 2, cell: a => whenWords(a.at, Date.now()) },
]

type Asked = 'edit' | 'enter' | 'remove' | { out: Attendance }

const One = ({ staff, training: t, onChanged }: { staff: boolean; training: Training; onChanged: () => void }) => {
  const id = t._id
  const [asked, setAsked] = useState<Asked>()
  const [done, setDone] = useState<string>()
  const pages = usePages(cursor => call('lessons', 'attendances', { id, cursor }), [id])
  const close = () => setAsked(undefined)
  const finish = (words: string) => {
    close()
    setDone(words)
    onChanged()
    void pages.reload()
  }
  const out = useAct(async (row: Attendance) => {
    await call('lessons', 'removeAttendance', { id, personId: row.personId })
    finish(`已去掉${row.name}的出勤`)
  })
  const remove = useAct(async () => {
    try {
      await call('lessons', 'removeTraining', { id })
      await Taro.redirectTo({ url: '/pages/lesson-office/trainings' })
    } finally {
      close()
    }
  })
  return (
    <View className='stack'>
      {done ? <Notice meaning='done' title={done} /> : null}
      <ActTrouble error={out.error ?? remove.error} />
      <View className='title'>{t.title}</View>
      <View className='two-columns'>
        <Card title='这场培训'>
          <Fact name='时间' value={`${whenWords(t.startsAt, Date.now())} 到 ${timeWords(t.endsAt)}`} />
          {t.place ? <Fact name='地点' value={t.place} /> : null}
          {t.instructorName ? <Fact name='讲师' value={t.instructorName} /> : null}
          <Fact name='学时' value={`每人 ${hoursWords(t.tenths)}`} />
          {t.note ? <View className='body written'>{t.note}</View> : null}
        </Card>
        <Card title={`出勤 ${t.attended} 人`}>
          <View className='stack-tight'>
            <View className='note'>把签到码放到投影上，大家用手机扫；没带手机的按工号录入。</View>
            {staff ? (
              <View className='wrap'>
                <Button id='enter-list' icon='people' text='录入名单' onTap={() => setAsked('enter')} />
                <Button text='改这场培训' onTap={() => setAsked('edit')} />
                {t.attended === 0 ? <Button kind='danger' text='删除' label='删除这场培训' onTap={() => setAsked('remove')} /> : null}
              </View>
            ) : null}
          </View>
        </Card>
      </View>
      <Card title='出勤名单' flush>
        <PagedList pages={pages} empty={<Empty icon='people' title='还没有人签到' />}>
          {items => <Table label='出勤名单' columns={columns} rows={items} keyOf={a => a.personId} nameOf={a => a.name} acts={staff ? a => <Button text='去掉' label={`去掉${a.name}的出勤`} onTap={() => setAsked({ out: a })} /> : undefined} />}
        </PagedList>
      </Card>
      {asked === 'edit' ? <TrainingSheet training={t} onClose={close} onSaved={() => finish('已保存')} /> : null}
      {asked === 'enter' ? <EnterList id={id} onClose={close} onDone={finish} /> : null}
      {asked === 'remove' ? <Confirm danger title='删除这场培训？' text='还没有人出勤，删除后不能恢复。' yes='删除' busy={remove.busy} onYes={() => void remove.run()} onNo={close} /> : null}
      {typeof asked === 'object' ? <Confirm danger title={`去掉${asked.out.name}的出勤？`} text='这次培训的学时会从他的学习档案里减去。' yes='去掉' busy={out.busy} onYes={() => void out.run(asked.out)} onNo={close} /> : null}
    </View>
  )
}

const Whole = ({ staff, id }: { staff: boolean; id: string }) => {
  const loaded = useLoad(() => call('lessons', 'training', { id }), [id])
  return (
    <Page wide title='面授培训' bar={<Button id='show-code' kind='main' wide text='在大屏显示签到码' onTap={() => void openPage(`/pages/lesson-office/code?id=${id}`)} />}>
      <LoadedView loaded={loaded} rows={5}>{t => <One key={t._id} staff={staff} training={t} onChanged={() => void loaded.reload()} />}</LoadedView>
    </Page>
  )
}

/** One classroom training: its facts, who came, and the ways to record that. */
export default function TrainingPage() {
  const { id = '' } = useRouter().params
  return <ForRoles wide title='面授培训' roles={['staff', 'instructor']}>{me => <Whole key={id} staff={hasRole(me, 'staff')} id={id} />}</ForRoles>
}
