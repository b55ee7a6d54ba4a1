import type { UnitDoc } from '../../cloudfunctions/_kit/documents'
import type { UnitKind } from '../../types/unit'

const unit = (id: string, parent: UnitDoc | null, kind: UnitKind, name: string, code?: string): UnitDoc => ({
  _id: id,
  tenantId: kind === 'branch' || kind === 'team' ? parent!.tenantId : id,
  parentId: parent?._id ?? null,
  path: [...(parent?.path ?? []), id],
  kind,
  name,
  ...(code ? { code } : {}),
  closedOn: null,
  rev: 0,
})

export const federation = unit('fed-huacheng', null, 'federation', '华城市总工会', 'HCZGH')
export const station = unit('station-east', federation, 'station', '东区企业民主管理指导站', 'DQZDZ')
export const huajiang = unit('ent-huajiang', station, 'enterprise', '华江重工股份有限公司', 'HJZG')
export const qingyuan = unit('ent-qingyuan', station, 'enterprise', '清源热电有限公司', 'QYRD')
export const demonstration = unit('ent-shifan', federation, 'enterprise', '示范单位（模拟数据）', 'SFDW')

const assembly = unit('hj-zongzhuang', huajiang, 'branch', '总装分厂')
const foundry = unit('hj-zhuzao', huajiang, 'branch', '铸造分厂')
const power = unit('hj-dongli', huajiang, 'branch', '动力分厂')
export const offices = unit('hj-jiguan', huajiang, 'branch', '机关')

/** The branches in which delegates sit, each with its teams 班组. */
export const branches = [assembly, foundry, power]
export const teams = branches.flatMap(branch => ['一班', '二班', '三班'].map((name, t) => unit(`${branch._id}-${t + 1}`, branch, 'team', `${branch.name}${name}`.replace('分厂', ''))))

export const units: UnitDoc[] = [
  federation, station, huajiang, qingyuan, demonstration, ...branches, offices, ...teams,
  unit('qy-yunxing', qingyuan, 'branch', '运行部'),
  unit('sf-shengchan', demonstration, 'branch', '生产部'),
]
