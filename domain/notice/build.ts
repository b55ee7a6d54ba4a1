import type { FieldKind, FieldPreview, FieldValues, TemplateKey } from '../../types/notice-fields'
import { isDay } from '../calendar'
import { templateOf, type TemplateField } from './templates'

/** How long a value may be, by WeChat's count. */
export const mostOf: Record<FieldKind, number> = {
  thing: 20, time: 40, date: 40, phrase: 5, number: 32, character_string: 32, name: 20, amount: 14, phone_number: 17,
}

const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/
const EMOJI = /\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|[\u{1F3FB}-\u{1F3FF}])*|[\u{1F1E6}-\u{1F1FF}]{1,2}|[#*0-9]\uFE0F?\u20E3|\uFE0F/gu
const CHINESE = /\p{Script=Han}/u
/** With the flag only halves that stand alone match; no lookbehind, which older iPhones do not read. */
const LONE = /[\uD800-\uDFFF]/u

/** What a field sends, or why it cannot. */
type Built = { sent: string } | { problem: string }

const demand = (sent: string, holds: boolean, problem: string): Built => (holds ? { sent } : { problem })

/**
 * The stated rule for `thing`: emoji are left out, line breaks become blanks, and what is longer than 20 is cut to 19 and
 * an ellipsis. Counted in UTF-16 units, never fewer than WeChat counts; a pair is never halved.
 */
function thing(value: string): Built {
  const plain = value.replace(EMOJI, '').replace(/\s+/g, ' ').trim()
  if (plain.length <= mostOf.thing) return { sent: plain }
  let cut = ''
  for (const character of plain) {
    if (cut.length + character.length > mostOf.thing - 1) break
    cut += character
  }
  return { sent: `${cut.trimEnd()}…` }
}

const CLOCK = '([01]\\d|2[0-3]):[0-5]\\d'
const STAMP = new RegExp(`^(\\d{4})[年-](\\d{1,2})[月-](\\d{1,2})日?(?: (${CLOCK}))?$`)

/** `2026-11-25 14:00` or `2026年11月25日 14:00` as WeChat wants it; undefined = no such day or hour. */
function stamp(text: string): { words: string; clock: boolean } | undefined {
  const found = STAMP.exec(text.trim())
  if (!found) return undefined
  const [, year, month, day, clock] = found
  if (!isDay(`${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`)) return undefined
  return { words: `${year}年${Number(month)}月${Number(day)}日${clock ? ` ${clock}` : ''}`, clock: clock !== undefined }
}

function time(value: string, clockNeeded: boolean): Built {
  const ends = value.split('~').map(stamp)
  const good = ends.length <= 2 && ends.every(e => e !== undefined && (e.clock || !clockNeeded))
  return good ? { sent: ends.map(e => e!.words).join('~') } : { problem: clockNeeded ? '时间应写成 2026-11-25 14:00' : '日期应写成 2026-11-25' }
}

const builders: Record<FieldKind, (value: string) => Built> = {
  thing,
  time: v => time(v, true),
  date: v => time(v, false),
  phrase: v => demand(v, /^\p{Script=Han}{1,5}$/u.test(v), '只能是 5 个以内的汉字，不能有数字、字母和标点'),
  number: v => demand(v, /^-?\d{1,20}(\.\d{1,10})?$/.test(v), '只能是数字'),
  character_string: v => demand(v, v.length <= mostOf.character_string && !CHINESE.test(v) && /^[\x21-\x7E ]+$/.test(v), '只能是 32 个以内的字母、数字和符号，不能有汉字'),
  name: v => demand(v, CHINESE.test(v) ? v.length <= 10 : v.length <= mostOf.name, '姓名最多 10 个汉字或 20 个字母'),
  amount: v => demand(v, /^[¥￥$€£]?\d{1,10}(\.\d{1,2})?元?$/.test(v), '金额应写成 ¥120.50'),
  phone_number: v => demand(v, /^[\d+-]{1,17}$/.test(v), '电话最多 17 位数字和符号'),
}

function built(kind: FieldKind, value: string): Built {
  if (CONTROL.test(value.replace(EMOJI, '')) || LONE.test(value)) return { problem: '含有不能显示的控制字符，请删去' }
  const trimmed = value.trim()
  if (trimmed === '') return { problem: '不能空着' }
  if (kind !== 'thing' && trimmed.replace(/[#*0-9]/g, '').match(EMOJI)) return { problem: '不能有表情符号' }
  const result = builders[kind](trimmed)
  return 'sent' in result && result.sent === '' ? { problem: '去掉表情符号后是空的，请写上文字' } : result
}

const preview = ({ name, kind, label }: TemplateField, value: string): FieldPreview => {
  const result = built(kind, value)
  const sent = 'sent' in result ? result.sent : ''
  // A day in other digits is the same day: only words are told of.
  return { name, kind, label, value, sent, shortened: kind === 'thing' && sent !== '' && sent !== value.trim(), problem: 'problem' in result ? result.problem : null }
}

/** Every field of the template as WeChat would show it, and what is wrong with it. */
export const previewOf = (key: TemplateKey, values: FieldValues): FieldPreview[] =>
  templateOf(key).fields.map(f => preview(f, Object.hasOwn(values, f.name) ? values[f.name]! : ''))

/** Names that the template does not have: WeChat refuses them (47003). */
export const strangeFields = (key: TemplateKey, values: FieldValues): string[] =>
  Object.keys(values).filter(name => !templateOf(key).fields.some(f => f.name === name))

/** What stands in the way of sending; `at` = the field. */
export const valueProblems = (key: TemplateKey, values: FieldValues): { at: string; message: string }[] => [
  ...previewOf(key, values).flatMap(f => (f.problem ? [{ at: `message.values.${f.name}`, message: `${f.label}：${f.problem}` }] : [])),
  ...strangeFields(key, values).map(name => ({ at: `message.values.${name}`, message: `模板没有 ${name} 这个字段` })),
]

/** The data of a message, `{ thing1: { value } }`; undefined when WeChat would refuse a part of it. */
export function dataOf(key: TemplateKey, values: FieldValues): Record<string, { value: string }> | undefined {
  if (valueProblems(key, values).length) return undefined
  return Object.fromEntries(previewOf(key, values).map(f => [f.name, { value: f.sent }]))
}
