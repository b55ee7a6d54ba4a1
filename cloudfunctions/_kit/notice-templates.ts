import { noticeTemplates } from '../../domain/notice/templates'
import type { TemplateKey } from '../../types/notice-fields'
import { config } from './config'

/** WeChat's id of each template that is configured. */
export function templateIds(): Partial<Record<TemplateKey, string>> {
  const pairs = (config().ZDT_TEMPLATES ?? '').split(',').filter(Boolean).map(pair => pair.split('=') as [TemplateKey, string])
  const stray = pairs.find(([key]) => !noticeTemplates.some(t => t.key === key))
  if (stray) throw new Error(`配置 ZDT_TEMPLATES 里没有 ${stray[0]} 这个模板 (no such template)`)
  return Object.fromEntries(pairs)
}
