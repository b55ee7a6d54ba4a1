import type { PersonDoc } from '../../cloudfunctions/_kit/documents'
import { PRIVACY_VERSION, type Membership, type Role, type SeatKind } from '../../types/member'
import { branches, teams } from './units'

const FROM = '2025-03-01'
export const TERM = '第六届'

interface Given {
  id: string
  name: string
  employeeNo: string
  phone: string
  tenantId: string
  unitId: string
  /** The demo person's openid on the local cloud; absent = not bound yet. */
  openid?: string
  roles?: [role: Role, unitId: string][]
  seat?: { delegation: string; district: string; kind: SeatKind }
}

function person({ id, name, employeeNo, phone, tenantId, unitId, openid, roles = [], seat }: Given): PersonDoc {
  const membership = (role: Role, on: string, name: string = role): Membership => ({ id: `${id}-${name}`, role, unitId: on, from: FROM, to: null })
  const memberships = [
    membership('worker', unitId),
    ...roles.map(([role, on], i) => membership(role, on, roles.findIndex(r => r[0] === role) === i ? role : `${role}-${on}`)),
    ...(seat ? [{ ...membership('delegate', unitId), seat: { term: TERM, ...seat } }] : []),
  ]
  return {
    _id: id, tenantId, name, employeeNo, phone, unitId, memberships,
    wx: openid ?? `none:${id}`, web: `none:${id}`, webUntil: 0, live: true, roster: null, settled: true, code: null,
    consent: openid ? { version: PRIVACY_VERSION, at: Date.UTC(2026, 10, 2) } : null,
    erasure: null, erased: false, trialUntil: null, events: [], createdAt: Date.UTC(2026, 10, 1), rev: 0,
  }
}

const seat = (delegation: string, kind: SeatKind = 'worker') => ({ delegation: `${delegation}代表团`, district: `${delegation}选区`, kind })

/** People to log in as: one for each thing that can be tried. */
export const actors = {
  zhou: person({ id: 'person-zhou-jianguo', name: '周建国', employeeNo: '10021', phone: '13800000021', tenantId: 'ent-huajiang', unitId: 'hj-zongzhuang', openid: 'demo-zhou', seat: seat('总装分厂') }),
  li: person({ id: 'person-li-xiuying', name: '李秀英', employeeNo: '10345', phone: '13800000345', tenantId: 'ent-huajiang', unitId: 'hj-zhuzao', openid: 'demo-li', seat: seat('铸造分厂') }),
  wang: person({ id: 'person-wang-haiyan', name: '王海燕', employeeNo: '10502', phone: '13800000502', tenantId: 'ent-huajiang', unitId: 'hj-dongli', openid: 'demo-wang', seat: seat('动力分厂', 'technical') }),
  zhao: person({ id: 'person-zhao-min', name: '赵敏', employeeNo: '20001', phone: '13800002001', tenantId: 'ent-huajiang', unitId: 'hj-jiguan', openid: 'demo-zhao', roles: [['staff', 'ent-huajiang']] }),
  chen: person({ id: 'person-chen-zhiqiang', name: '陈志强', employeeNo: '20015', phone: '13800002015', tenantId: 'ent-huajiang', unitId: 'hj-jiguan', openid: 'demo-chen', roles: [['handler', 'hj-dongli']] }),
  sun: person({ id: 'person-sun-li', name: '孙立', employeeNo: '20002', phone: '13800002002', tenantId: 'ent-huajiang', unitId: 'hj-jiguan', openid: 'demo-sun', roles: [['leader', 'ent-huajiang']] }),
  qian: person({ id: 'person-qian-hui', name: '钱慧', employeeNo: '20003', phone: '13800002003', tenantId: 'ent-huajiang', unitId: 'hj-jiguan', openid: 'demo-qian', roles: [['committee', 'ent-huajiang'], ['scrutineer', 'ent-huajiang']] }),
  tang: person({ id: 'person-tang-yong', name: '唐勇', employeeNo: '20004', phone: '13800002004', tenantId: 'ent-huajiang', unitId: 'hj-zhuzao', openid: 'demo-tang', roles: [['presidium', 'ent-huajiang']] }),
  feng: person({ id: 'person-feng-gang', name: '冯刚', employeeNo: '20016', phone: '13800002016', tenantId: 'ent-huajiang', unitId: 'hj-dongli', openid: 'demo-feng', roles: [['leader', 'hj-dongli']] }),
  jiang: person({ id: 'person-jiang-nan', name: '姜楠', employeeNo: '20017', phone: '13800002017', tenantId: 'ent-huajiang', unitId: 'hj-jiguan', openid: 'demo-jiang', roles: [['handler', 'hj-jiguan'], ['scrutineer', 'ent-huajiang']] }),
  xu: person({ id: 'person-xu-qiang', name: '许强', employeeNo: '20018', phone: '13800002018', tenantId: 'ent-huajiang', unitId: 'hj-jiguan', openid: 'demo-xu', roles: [['handler', 'hj-zongzhuang'], ['handler', 'hj-zhuzao']] }),
  liu: person({ id: 'person-liu-yang', name: '刘洋', employeeNo: '10777', phone: '13800000777', tenantId: 'ent-huajiang', unitId: 'hj-zongzhuang', openid: 'demo-liu' }),
  wu: person({ id: 'person-wu-jing', name: '吴静', employeeNo: '30001', phone: '13800003001', tenantId: 'station-east', unitId: 'station-east', openid: 'demo-wu', roles: [['station', 'station-east']] }),
  luo: person({ id: 'person-luo-ping', name: '罗平', employeeNo: '30002', phone: '13800003002', tenantId: 'station-east', unitId: 'station-east', openid: 'demo-luo', roles: [['committee', 'station-east']] }),
  zheng: person({ id: 'person-zheng-hong', name: '郑宏', employeeNo: '00001', phone: '13800001001', tenantId: 'fed-huacheng', unitId: 'fed-huacheng', openid: 'demo-zheng', roles: [['staff', 'fed-huacheng']] }),
  guo: person({ id: 'person-guo-rong', name: '郭蓉', employeeNo: '00002', phone: '13800001002', tenantId: 'fed-huacheng', unitId: 'fed-huacheng', openid: 'demo-guo', roles: [['committee', 'fed-huacheng']] }),
  ma: person({ id: 'person-ma-xiaodong', name: '马晓东', employeeNo: '50001', phone: '13800005001', tenantId: 'ent-qingyuan', unitId: 'qy-yunxing', openid: 'demo-ma', roles: [['staff', 'ent-qingyuan']] }),
  he: person({ id: 'person-he-ping', name: '何平', employeeNo: '50010', phone: '13800005010', tenantId: 'ent-qingyuan', unitId: 'qy-yunxing', openid: 'demo-he', seat: seat('运行部') }),
  fan: person({ id: 'person-fan-lei', name: '范磊', employeeNo: '90001', phone: '13800009001', tenantId: 'ent-shifan', unitId: 'sf-shengchan', openid: 'demo-fan', roles: [['staff', 'ent-shifan']] }),
  shi: person({ id: 'person-shi-yun', name: '施云', employeeNo: '90002', phone: '13800009002', tenantId: 'ent-shifan', unitId: 'sf-shengchan', openid: 'demo-shi', seat: seat('生产部') }),
}

const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜'
const GIVEN = ['建军', '秀兰', '国强', '玉梅', '志刚', '丽华', '海涛', '淑珍', '文斌', '晓燕', '德胜', '桂芳', '振华', '春生', '雪梅', '永福']

/** Everybody else of 华江重工: 96 more delegates in three delegations and 200 workers, so that lists are long. */
const others = Array.from({ length: 296 }, (_, i) => {
  const branch = branches[i % 3]!
  const team = teams[i % teams.length]!
  const delegate = i < 96
  return person({
    id: `person-hj-${String(i).padStart(4, '0')}`,
    name: SURNAMES[(i * 7) % SURNAMES.length]! + GIVEN[(i * 5 + (i >> 4)) % GIVEN.length]!,
    employeeNo: String(11000 + i),
    phone: `139${String(10000000 + i * 37)}`,
    tenantId: 'ent-huajiang',
    unitId: delegate ? branch._id : team._id,
    ...(delegate ? { seat: seat(branch.name, i % 9 === 0 ? 'manager' : i % 4 === 0 ? 'technical' : 'worker') } : {}),
  })
})

export const people: PersonDoc[] = [...Object.values(actors), ...others]

/** What the demo chooser on the local cloud shows. */
export const demoPeople = [
  [actors.zhou, '职工代表，总装分厂：写提案'],
  [actors.li, '职工代表，铸造分厂：附议'],
  [actors.wang, '职工代表，动力分厂：附议'],
  [actors.zhao, '工会工作人员：办职代会、名册、查看全部提案'],
  [actors.chen, '承办部门（动力分厂）：签收、办理、答复'],
  [actors.sun, '单位领导：交办、签发'],
  [actors.qian, '提案委员会：审查、并案、评优打分；监票人'],
  [actors.tang, '主席团：审议有争议的提案、确认例外放行'],
  [actors.feng, '动力分厂领导：签发答复'],
  [actors.jiang, '承办部门（机关）：协办；监票人'],
  [actors.xu, '承办人，同时负责总装、铸造两个分厂'],
  [actors.liu, '职工，不是代表'],
  [actors.wu, '指导站人员：查看园区各企业'],
  [actors.luo, '指导站评委：给推荐上来的优秀提案打分'],
  [actors.zheng, '市总工会工作人员'],
  [actors.guo, '市总工会评委：给推荐上来的优秀提案打分'],
  [actors.ma, '另一家企业的工会工作人员'],
] .map(([p, note]) => ({ openid: (p as PersonDoc).wx, name: (p as PersonDoc).name, note: note as string }))
