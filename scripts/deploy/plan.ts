import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { collections, type CollectionSpec } from '../../cloudfunctions/_kit/collections'
import { functionEntries } from '../build-functions'

const DeployFile = z.object({
  functions: z.array(z.object({
    name: z.string(),
    handler: z.string(),
    runtime: z.string(),
    timeout: z.number(),
    memorySize: z.number(),
    installDependency: z.boolean(),
    triggers: z.optional(z.array(z.object({ name: z.string(), type: z.literal('timer'), config: z.string() }))),
  })),
  httpRoutes: z.array(z.object({ path: z.string(), function: z.string() })),
})

/** What a deployment needs from outside; none of it is ever in the repository. */
const Settings = z.object({
  ENV_ID: z.string('ENV_ID 未设置：云开发环境编号 (id of the CloudBase environment)'),
  TENCENT_SECRET_ID: z.string('TENCENT_SECRET_ID 未设置：腾讯云密钥编号 (API key id)'),
  TENCENT_SECRET_KEY: z.string('TENCENT_SECRET_KEY 未设置：腾讯云密钥 (API key)'),
  ZDT_SECRET: z.string('ZDT_SECRET 未设置：至少 32 个字符的随机密钥，以后不可更换 (32+ random characters, never to change)').check(z.minLength(32, 'ZDT_SECRET 太短：至少 32 个字符 (too short)')),
  ZDT_SURVEY_KEY: z.optional(z.string().check(z.minLength(32, 'ZDT_SURVEY_KEY 太短：至少 32 个字符 (too short)'))),
  ZDT_DEMO_TENANT: z._default(z.string(), 'ent-shifan'),
  ZDT_H5_ORIGIN: z.optional(z.string()),
  /** Subscription messages: WeChat's template ids, `meeting=…,vote=…`, messages a second and a day. */
  ZDT_TEMPLATES: z.optional(z.string()),
  ZDT_NOTICE_RATE: z.optional(z.string()),
  ZDT_NOTICE_CAP: z.optional(z.string()),
  /** Of the secret ballot's second issuer: docs/second-issuer.md. */
  ZDT_WITNESS_URL: z.optional(z.url('ZDT_WITNESS_URL 不是网址 (no address)')),
  ZDT_WITNESS_SECRET: z.optional(z.string().check(z.minLength(32, 'ZDT_WITNESS_SECRET 太短：至少 32 个字符 (too short)'))),
  ZDT_ISSUER_NAME: z.optional(z.string()),
})
export type Settings = z.infer<typeof Settings>

export interface Plan {
  functions: z.infer<typeof DeployFile>['functions']
  routes: z.infer<typeof DeployFile>['httpRoutes']
  collections: CollectionSpec[]
  /** Storage: people write only through the app's own upload, and read by temporary address. */
  storageRule: { read: string; write: string }
  /** What no API sets: a person does it in the consoles. */
  byHand: string[]
}

const BY_HAND = [
  '微信公众平台 → 开发设置 → 服务器域名：request、uploadFile 合法域名加入 HTTP 访问服务和云存储的域名 (request and upload domains)',
  '同上：用手机无记名投票并有见证方的，request 合法域名还要加入见证方的域名 (and the witness’s domain)',
  '同上：downloadFile 合法域名加入云存储的下载域名（云开发控制台 → 云存储 → 文件的下载地址里的域名），否则会议文件和附件在手机上打不开 (download domain: the storage domain, or no attachment opens)',
  '微信公众平台 → 用户隐私保护指引：声明手机号、选择图片、选择文件 (privacy guide)',
  '微信公众平台 → 版本设置：最低基础库 3.6.1 (minimum base library)',
  '云开发控制台 → 环境套餐：并发 20 以上；5 万人以上的总工会建议企业版 (plan size: database QPS and function concurrency)',
  '独立云开发环境还要在控制台关联小程序 AppID，才能云调用 (link the AppID before cloud calls)',
  '微信公众平台 → 订阅消息：选用 8 个模板（domain/notice/templates.ts 列出字段），编号写进 ZDT_TEMPLATES (pick the templates, put their ids into ZDT_TEMPLATES)',
  '云开发控制台 → 设置 → 消息推送：event 类的 subscribe_msg_popup_event、subscribe_msg_change_event、subscribe_msg_sent_event 推送到云函数 notices-push (message push to notices-push)',
  'HTTP 访问服务 → 自定义域名；默认域名只可用于测试 (custom domain: the default one is for tests only)',
]

/** Reads the deploy file and checks that it and the built functions name the same things. */
export function makePlan(file = 'cloudbaserc.json'): Plan {
  const { functions, httpRoutes } = z.parse(DeployFile, JSON.parse(readFileSync(file, 'utf8')))
  const listed = functions.map(f => f.name)
  const entries = functionEntries().map(f => f.name)
  const missing = entries.filter(name => !listed.includes(name))
  const stray = [...listed, ...httpRoutes.map(r => r.function)].filter(name => !entries.includes(name))
  if (missing.length || stray.length) {
    throw new Error(`${file}: ${[...missing.map(n => `${n} is not listed`), ...stray.map(n => `${n} has no entry file`)].join('; ')}`)
  }
  return { functions, routes: httpRoutes, collections, storageRule: { read: 'false', write: 'resource.openid == auth.openid' }, byHand: BY_HAND }
}

/** The witness asks nobody anything: it needs no key of surveys. */
const OfficeSettings = z.extend(Settings, {
  ZDT_SURVEY_KEY: z.string('ZDT_SURVEY_KEY 未设置：问卷答卷编号的密钥，至少 32 个字符，与 ZDT_SECRET 不同，以后不可更换 (keys the answers of surveys; 32+ random characters, never to change)')
    .check(z.minLength(32, 'ZDT_SURVEY_KEY 太短：至少 32 个字符 (too short)')),
})

/** The settings from the environment; throws an Error that names each missing one in Chinese and English. */
export function readSettings(env: Record<string, string | undefined>, { witness = false } = {}): Settings {
  const parsed = z.safeParse(witness ? Settings : OfficeSettings, env)
  if (!parsed.success) throw new Error(parsed.error.issues.map(i => i.message).join('\n'))
  return parsed.data
}

/** Of the witness 见证方, who runs the second issuer in an environment of its own: that function and nothing else. */
export function witnessPlan(): Plan {
  const whole = makePlan()
  return {
    ...whole,
    functions: whole.functions.filter(f => f.name === 'issuer-http'),
    routes: whole.routes.filter(r => r.function === 'issuer-http'),
    collections: whole.collections.filter(c => ['ballotRounds', 'ballotRoll', 'issued'].includes(c.name)),
    byHand: ['把 HTTP 访问服务的域名告诉对方工会，由他们加入小程序的 request 合法域名 (its domain joins the mini-program’s request domains)'],
  }
}

const PASSED_ON = ['ZDT_SECRET', 'ZDT_SURVEY_KEY', 'ZDT_DEMO_TENANT', 'ZDT_H5_ORIGIN', 'ZDT_WITNESS_URL', 'ZDT_WITNESS_SECRET', 'ZDT_ISSUER_NAME', 'ZDT_TEMPLATES', 'ZDT_NOTICE_RATE', 'ZDT_NOTICE_CAP'] as const

/** The variables that every function gets. CloudBase overwrites the online set, so it is always whole. */
export const functionVariables = (settings: Settings): Record<string, string> =>
  Object.fromEntries(PASSED_ON.flatMap(name => (settings[name] ? [[name, settings[name]]] : [])))

/** The plan in plain words, secrets left out. */
export function describePlan(plan: Plan): string {
  const index = (i: CollectionSpec['indexes'][number]) =>
    `${i.unique ? 'unique ' : ''}${i.name}(${i.keys.map(k => (k.direction < 0 ? '-' : '') + k.field).join(', ')})`
  return [
    'collections (all ADMINONLY)',
    ...plan.collections.map(c => `  ${c.name}: ${c.indexes.map(index).join(' · ')}`),
    'functions',
    ...plan.functions.map(f => `  ${f.name}: ${f.runtime}, ${f.timeout} s, ${f.memorySize} MB${(f.triggers ?? []).map(t => `, timer ${t.name} "${t.config}"`).join('')}`),
    'HTTP routes',
    ...plan.routes.map(r => `  ${r.path} → ${r.function}`),
    'storage',
    `  CUSTOM: read ${plan.storageRule.read}, write ${plan.storageRule.write}`,
    'by hand',
    ...plan.byHand.map(line => `  - ${line}`),
  ].join('\n')
}
