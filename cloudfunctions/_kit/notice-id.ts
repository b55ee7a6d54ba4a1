import { sha256 } from './secrets'

/** One name of an event, one document: whoever collects the same event again meets it, and whoever erases a person finds it. */
export const noticeIdOf = (source: string): string => `ev-${sha256(source).slice(0, 40)}`
