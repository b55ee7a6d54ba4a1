import Taro, { useRouter } from '@tarojs/taro'
import { obstacleTo } from '../../../domain/motion-open'
import { viewerOf } from '../../../domain/motion-viewer'
import { Button } from '../../components/button'
import { Empty, ErrorState, Loading } from '../../components/feedback'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { call } from '../../services/call'
import type { Me } from '../../services/session'
import { useLoad } from '../../services/use-load'
import { ActEditor } from './act-editor'
import { actForms, actLabel, isFormAct, type FormAct } from './act-forms'
import { leaveAct } from './leave-act'
import { Resubmit } from './resubmit'

const needsUnits = (act: string) => isFormAct(act) && actForms[act].fields.some(f => f.field === 'lead' || f.field === 'unitIds')

/** The motion as it is now, and the departments where one is to be chosen. */
const read = async (id: string, act: string) => {
  const [held, tree] = await Promise.all([call('motions', 'get', { id }), needsUnits(act) ? call('members', 'units', {}) : undefined])
  return { ...held, units: tree?.units ?? [] }
}

const Act = ({ me, id, act }: { me: Me; id: string; act: FormAct | 'resubmit' }) => {
  const { data, error, reload } = useLoad(() => read(id, act), [id, act])
  const title = act === 'resubmit' ? '补充后再提交' : actLabel(act)
  if (!data) return <Page title={title}>{error ? <ErrorState error={error} onRetry={() => void reload()} /> : <Loading rows={5} />}</Page>
  // Somebody else may have been quicker while this page was on its way.
  const no = obstacleTo(act, data.motion, viewerOf(me), Date.now())
  if (no) {
    return (
      <Page title={title}>
        <Empty icon='attention' title='现在不能这样办' text={no.message} act={<Button text='看这件提案' onTap={() => void leaveAct(id)} />} />
      </Page>
    )
  }
  return act === 'resubmit'
    ? <Resubmit key={id} me={me} held={data} onRefused={() => void reload()} />
    : <ActEditor key={`${id}${act}`} me={me} act={act} held={data} onRefused={() => void reload()} />
}

/** One act that needs something to be given: 立案, 交办, 答复, 评价 and the others. */
export default function ActPage() {
  const { id = '', act = '' } = useRouter().params
  if (!isFormAct(act) && act !== 'resubmit') {
    return <Page title='提案'><Empty icon='attention' title='没有这一页' act={<Button text='回首页' onTap={() => void Taro.switchTab({ url: '/pages/home/index' })} />} /></Page>
  }
  return <SessionGate>{me => <Act me={me} id={id} act={act} />}</SessionGate>
}
