import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { ForRoles } from '../../components/for-roles'
import { useForm } from '../../components/form'
import { numberedTitle } from '../../components/motion-row'
import { Page } from '../../components/page'
import { TextArea } from '../../components/text-field'
import { ActTrouble, LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'

const Nominate = ({ id }: { id: string }) => {
  const loaded = useLoad(() => call('motions', 'get', { id }), [id])
  const send = useAct(async (note: string) => {
    const merit = await call('motions', 'nominate', { motionId: id, note })
    await Taro.redirectTo({ url: `/pages/motion-office/merit?id=${merit._id}` })
  })
  const form = useForm({ note: '' }, v => v.note.trim().length < 2 ? { note: '请填写推荐理由，至少 2 个字' } : {}, send.error)
  return (
    <Page
      title='推荐优秀提案'
      bar={<Button id='nominate' kind='main' wide text='推荐参评' disabled={!loaded.data} busy={send.busy} busyText='正在推荐…' onTap={() => { if (form.ready()) void send.run(form.values.note.trim()) }} />}
    >
      <LoadedView loaded={loaded}>
        {({ motion }) => (
          <View className='stack'>
            <View className='heading' {...role('heading')}>{numberedTitle(motion)}</View>
            <View className='body'>推荐后由提案委员会评分，再公示、表彰。已经推荐过的会直接打开原来那一项。</View>
            <ActTrouble error={send.error} />
            <Card><TextArea id='nominate-note' label='推荐理由' hint='办成了什么，职工得到了什么，为什么值得推荐。' max={500} value={form.values.note} error={form.errors.note} onChange={note => form.set({ note })} /></Card>
          </View>
        )}
      </LoadedView>
    </Page>
  )
}

/** Puts a finished motion up as an outstanding one 提名. */
export default function NominatePage() {
  const { id = '' } = useRouter().params
  return <ForRoles title='推荐优秀提案' roles={['staff', 'committee']}>{() => <Nominate key={id} id={id} />}</ForRoles>
}
