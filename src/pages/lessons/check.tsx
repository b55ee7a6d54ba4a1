import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { dayOf } from '../../../domain/calendar'
import { spacedNumber } from '../../../domain/lesson/certificate'
import { hoursWords } from '../../../domain/lesson/hours'
import { dayWords } from '../../../domain/words-time'
import type { CertificateCheck } from '../../../types/lesson-people'
import { Button } from '../../components/button'
import { Card, Fact } from '../../components/card'
import { plain } from '../../components/form'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { TextField } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { askAnonymously } from '../../services/box'
import { useAct } from '../../services/use-act'
import { useLinked } from '../../services/use-linked'

const LENGTH = 16

/** Blanks and dashes are how people read and paste numbers. */
const numberIn = (typed: string): string => plain(typed).replace(/[\s-]/g, '').toUpperCase()

const wrongIn = (typed: string): string | undefined => {
  const number = numberIn(typed)
  if (!number) return '请填写证书上的编号'
  return number.length !== LENGTH || !/^[0-9A-Z]+$/.test(number) ? '编号是 16 位字母和数字，请对照证书再看一遍' : undefined
}

const Found = ({ c }: { c: CertificateCheck }) => (
  <View className='stack'>
    {c.revoked
      ? <Notice meaning='refused' title='这张证书已撤销，不再有效' text={`${dayWords(dayOf(c.revoked.at))}由颁发单位撤销。`} />
      : <Notice meaning='done' title='证书是真的，有效' text='姓名只显示姓，请对照持证人。' />}
    <Card>
      <Fact name='编号' value={spacedNumber(c.number, ' ')} />
      <Fact name='姓名' value={c.name} />
      <Fact name='课程' value={c.courseTitle} />
      <Fact name='学完' value={dayWords(dayOf(c.completedAt))} />
      <Fact name='学时' value={hoursWords(c.tenths)} />
      <Fact name='颁发' value={c.issuer} />
    </Card>
  </View>
)

/** Is a certificate genuine? Open to anybody, without signing in. */
export default function CheckPage() {
  const { number = '' } = useRouter().params
  const [typed, setTyped] = useState(spacedNumber(numberIn(number), ' '))
  const [tried, setTried] = useState(false)
  const [found, setFound] = useState<CertificateCheck>()
  const check = useAct(async (given: string) => {
    setFound(undefined)
    setFound(await askAnonymously<CertificateCheck>(`/api/certificates/${encodeURIComponent(given)}`))
  })
  const { run } = check
  useLinked(number, given => void run(numberIn(given)))
  const go = () => {
    setTried(true)
    if (!wrongIn(typed)) void run(numberIn(typed))
  }
  return (
    <Page title='查验证书'>
      <View className='stack'>
        {found ? <Found c={found} /> : <ActTrouble error={check.error} />}
        <Card title={found ? '再查一张' : undefined}>
          <View className='stack'>
            <TextField label='证书编号' hint='证书下方的 16 位编号，空格可以不填' value={typed} onChange={setTyped} onEnter={go} error={tried ? wrongIn(typed) : undefined} />
            <Button id='check' kind={found ? 'quiet' : 'main'} wide text='查验' busy={check.busy} busyText='正在查…' onTap={go} />
          </View>
        </Card>
      </View>
    </Page>
  )
}
