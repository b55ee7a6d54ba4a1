import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { dayOf } from '../../../domain/calendar'
import { spacedNumber } from '../../../domain/lesson/certificate'
import { hoursWords } from '../../../domain/lesson/hours'
import { dayWords } from '../../../domain/words-time'
import type { Certificate } from '../../../types/lesson-people'
import { Button } from '../../components/button'
import { Card, Fact } from '../../components/card'
import { openCheck } from '../../components/lesson-links'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'
import { Picture } from './picture'
import './lessons.scss'

const TITLE = '证书'

const Whole = ({ c }: { c: Certificate }) => (
  <View className='stack'>
    {c.revoked ? <Notice meaning='refused' title='这张证书已撤销' text={`${dayWords(dayOf(c.revoked.at))}撤销：${c.revoked.why}`} /> : null}
    <Picture certificate={c} label={`结业证书：${c.name}，${c.courseTitle}，${hoursWords(c.tenths)}`} />
    <Card>
      <Fact name='课程' value={c.courseTitle} />
      <Fact name='学完' value={dayWords(dayOf(c.completedAt))} />
      <Fact name='学时' value={hoursWords(c.tenths)} />
      <Fact name='颁发' value={c.issuer} />
      <Fact name='编号' value={spacedNumber(c.number, ' ')} />
      <View className='card-end'><Button text='看别人查验时看到什么' onTap={() => openCheck(c.number)} /></View>
    </Card>
  </View>
)

const Mine = ({ courseId }: { courseId: string }) => {
  const loaded = useLoad(() => call('lessons', 'certificate', { courseId }), [courseId])
  return <Page title={TITLE}><LoadedView loaded={loaded} rows={5}>{c => <Whole c={c} />}</LoadedView></Page>
}

/** My certificate 结业证书 of a course, as a picture to keep. */
export default function CertificatePage() {
  const { id = '' } = useRouter().params
  return <SessionGate>{me => <Mine key={id + me.personId} courseId={id} />}</SessionGate>
}
