const GROUP = 4

/** A code in groups of four, as it is printed, read aloud and typed: 7KQM-2RWX. Case and dashes do not count. */
export const grouped = (code: string): string =>
  code.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').match(new RegExp(`.{1,${GROUP}}`, 'g'))?.join('-') ?? ''

/** The same code letter by letter, for a screen reader. */
export const spelled = (code: string): string => [...code].join(' ')
