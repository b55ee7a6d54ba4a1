import '../../types/zod-setup'
import * as z from 'zod/mini'

const required = (what: string) => z.string(`缺少配置：${what} (missing configuration)`).check(z.minLength(1, `缺少配置：${what} (missing configuration)`))

const Config = z.object({
  ZDT_SECRET: required('ZDT_SECRET，散列绑定码和会话的密钥，至少 32 个字符，secret that keys one-time codes')
    .check(z.minLength(32, '配置 ZDT_SECRET 太短：至少 32 个字符 (ZDT_SECRET is too short: 32 characters or more)')),
  /** Where surveys are answered: the functions of the witness do without. */
  ZDT_SURVEY_KEY: z.optional(z.string().check(z.minLength(32, '配置 ZDT_SURVEY_KEY 太短：至少 32 个字符 (ZDT_SURVEY_KEY is too short: 32 characters or more)'))),
  ZDT_DEMO_TENANT: required('ZDT_DEMO_TENANT，示范单位的编号，id of the demonstration unit'),
  /** Where the site is: browsers may ask from there, and codes on certificates open it. */
  ZDT_H5_ORIGIN: z.optional(z.string()),
  ZDT_BUCKET: z.optional(z.string()),
  /** Where the witness's issuer is asked, and the secret that both environments share; without them the union office issues papers alone. */
  ZDT_WITNESS_URL: z.optional(z.url('配置 ZDT_WITNESS_URL 不是网址 (ZDT_WITNESS_URL is no address)')),
  ZDT_WITNESS_SECRET: z.optional(z.string().check(z.minLength(32, '配置 ZDT_WITNESS_SECRET 太短：至少 32 个字符 (32 characters or more)'))),
  /** At the witness: the name under which it stands in the manifests. */
  ZDT_ISSUER_NAME: z.optional(z.string().check(z.minLength(1), z.maxLength(60))),
  /** The longest random delay of a ballot, seconds; 60 unless the environment is one for trying things out. */
  ZDT_BALLOT_DELAY: z.optional(z.string().check(z.regex(/^([0-9]|[1-5][0-9]|60)$/, '配置 ZDT_BALLOT_DELAY 应是 0 到 60 的秒数 (0 to 60 seconds)'))),
  /** WeChat's ids of the templates of subscription messages, `meeting=…,vote=…`; a template without one is not asked for and not sent. */
  ZDT_TEMPLATES: z.optional(z.string().check(z.regex(/^([a-z]+=[A-Za-z0-9_-]{5,64})(,[a-z]+=[A-Za-z0-9_-]{5,64})*$/, '配置 ZDT_TEMPLATES 应写成 meeting=模板编号,vote=模板编号 (template ids)'))),
  /** Subscription messages of a second and of a day, at most. */
  ZDT_NOTICE_RATE: z.optional(z.string().check(z.regex(/^[1-9]\d{0,5}$/, '配置 ZDT_NOTICE_RATE 应是每秒发送的条数 (messages a second)'))),
  ZDT_NOTICE_CAP: z.optional(z.string().check(z.regex(/^\d{1,8}$/, '配置 ZDT_NOTICE_CAP 应是每天最多发送的条数 (messages a day)'))),
})
export type Config = z.infer<typeof Config>

let parsed: Config | undefined

/** The function's configuration from its environment variables; throws an Error that names every missing value. */
export function config(): Config {
  if (parsed) return parsed
  const result = z.safeParse(Config, process.env)
  if (!result.success) throw new Error(result.error.issues.map(i => i.message).join('；'))
  return (parsed = result.data)
}
