import { placed } from '../../../domain/survey/questions'
import type { Definition, Option, Question, QuestionKind, Section } from '../../../types/survey-questions'

/** A key that nothing has yet: the next number after the highest. */
export const freshKey = (prefix: string, taken: readonly string[]): string => {
  const numbers = taken.map(key => Number(new RegExp(`^${prefix}(\\d+)$`).exec(key)?.[1] ?? 0))
  return `${prefix}${Math.max(0, ...numbers) + 1}`
}

const keysOf = (d: Definition): string[] => [...d.sections.map(s => s.key), ...placed(d).map(p => p.question.key)]

const twoOptions: Option[] = [{ key: 'o1', text: '选项一' }, { key: 'o2', text: '选项二' }]

const emptyOf = (kind: QuestionKind, key: string): Question => {
  const base = { key, title: '', note: '', required: true, showIf: [], jumps: [] }
  switch (kind) {
    case 'single': return { kind, ...base, options: twoOptions, other: false, shuffle: false, preset: null }
    case 'multiple': return { kind, ...base, options: twoOptions, other: false, shuffle: false, min: 1, max: 2, preset: [] }
    case 'rating': return { kind, ...base, scale: 'stars', most: 5, low: '很不满意', high: '很满意', preset: null }
    case 'matrix': return { kind, ...base, rows: [{ key: 'r1', text: '第一项' }], columns: [{ key: 'o1', text: '满意' }, { key: 'o2', text: '基本满意' }, { key: 'o3', text: '不满意' }] }
    case 'ranking': return { kind, ...base, options: twoOptions, top: 2, shuffle: false }
    case 'short':
    case 'long': return { kind, ...base, required: false, preset: '' }
    case 'number': return { kind, ...base, min: 0, max: 100, decimals: 0, unit: '', preset: null }
    case 'date': return { kind, ...base, from: null, to: null, preset: null }
    case 'picture': return { kind, ...base, required: false, most: 3 }
    case 'consent': return { kind, ...base, text: '' }
  }
}

const mapSections = (d: Definition, change: (s: Section) => Section): Definition => ({ sections: d.sections.map(change) })

/** Adds a question at the end of a section. */
export const addQuestion = (d: Definition, section: string, kind: QuestionKind): { definition: Definition; key: string } => {
  const key = freshKey('q', keysOf(d))
  return { key, definition: mapSections(d, s => s.key === section ? { ...s, questions: [...s.questions, emptyOf(kind, key)] } : s) }
}

/** Adds a section; it begins with a question, because none may be empty. */
export const addSection = (d: Definition): { definition: Definition; key: string } => {
  const section = freshKey('s', keysOf(d))
  const key = freshKey('q', keysOf(d))
  return { key, definition: { sections: [...d.sections, { key: section, title: '', note: '', questions: [emptyOf('single', key)] }] } }
}

export const changeSection = (d: Definition, key: string, by: Partial<Section>): Definition => mapSections(d, s => s.key === key ? { ...s, ...by } : s)

export const changeQuestion = (d: Definition, q: Question): Definition =>
  mapSections(d, s => ({ ...s, questions: s.questions.map(x => x.key === q.key ? q : x) }))

export const copyQuestion = (d: Definition, key: string): { definition: Definition; key: string } => {
  const copy = freshKey('q', keysOf(d))
  return {
    key: copy,
    definition: mapSections(d, s => ({ ...s, questions: s.questions.flatMap(q => q.key === key ? [q, { ...q, key: copy, title: `${q.title.slice(0, 190)}（复制）`, jumps: [] }] : [q]) })),
  }
}

/** What led to the question, or waited for its answer, goes with it; a section without questions goes as well. */
export const removeQuestion = (d: Definition, key: string): Definition => ({
  sections: d.sections.map(s => ({
    ...s,
    questions: s.questions.filter(q => q.key !== key).map(q => ({ ...q, showIf: q.showIf.filter(c => c.question !== key), jumps: q.jumps.filter(j => j.to !== key) })),
  })).filter(s => s.questions.length > 0),
})

/** One place up or down, across the border of its section when it stands at it. */
export const moveQuestion = (d: Definition, key: string, by: -1 | 1): Definition => {
  const at = d.sections.findIndex(s => s.questions.some(q => q.key === key))
  const section = d.sections[at]!
  const place = section.questions.findIndex(q => q.key === key)
  const moved = section.questions[place]!
  const others = section.questions.filter(q => q.key !== key)
  const into = place + by
  if (into >= 0 && into <= others.length) return changeSection(d, section.key, { questions: [...others.slice(0, into), moved, ...others.slice(into)] })
  const next = d.sections[at + by]
  // The last question of a section stays: an empty section would be left behind.
  if (!next || others.length === 0) return d
  return mapSections(d, s => s === section ? { ...s, questions: others }
    : s === next ? { ...s, questions: by < 0 ? [...s.questions, moved] : [moved, ...s.questions] } : s)
}

/** Lines of text as options: a line that says the same keeps its key, so does one that was only rewritten in its place. */
export const optionsFrom = (text: string, before: readonly Option[], prefix: string): Option[] => {
  const lines = text.split('\n').map(line => line.trim()).filter(Boolean)
  const same = lines.map(line => before.find(o => o.text === line)?.key)
  const used = new Set<string>()
  const claimed = new Set(same)
  return lines.reduce<Option[]>((all, line, i) => {
    const here = before[i]
    const wanted = same[i] ?? (here && !claimed.has(here.key) ? here.key : undefined)
    const key = wanted && !used.has(wanted) ? wanted : freshKey(prefix, [...before.map(o => o.key), ...all.map(o => o.key)])
    used.add(key)
    return [...all, { key, text: line }]
  }, [])
}
