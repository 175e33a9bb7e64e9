import type { CivilDate } from './civil-date.ts'
import { isStorableText } from './storable-text.ts'
import { count, enter, must } from './problem-wording.ts'

/** FHIR `name-use`. */
export const NAME_USES = {
  usual: 'Usual name',
  official: 'Official name',
  old: 'Previous name',
  maiden: 'Name before marriage',
  nickname: 'Known as',
  temp: 'Temporary name',
  anonymous: 'Name used to stay anonymous',
} as const

export type NameUse = keyof typeof NAME_USES

export type HumanName = {
  use: NameUse
  prefix: readonly string[]
  given: readonly string[]
  family: string
  suffix: readonly string[]
  /** First day of use; unknown when left out. */
  start?: CivilDate | undefined
  /** Last day of use; still in use when left out. */
  end?: CivilDate | undefined
}

export type NameField = 'prefix' | 'given' | 'family' | 'suffix' | 'period'
export type NameProblem = { field: NameField; text: string }

const LONGEST_PART = 100
/** The names that a person goes by today, best first. Old and maiden names find a person but never address one. */
const CURRENT: readonly NameUse[] = ['usual', 'official', 'temp', 'nickname', 'anonymous']

/** "SMITH, Amina (Mrs)": family name in capitals, as the NHS Common User Interface shows it in banners and lists. */
export function displayName(name: HumanName): string {
  const given = name.given[0] ?? ''
  const main = [name.family.toLocaleUpperCase('en-GB'), given].filter((part) => part !== '').join(', ')
  const title = name.prefix.join(' ')
  return title === '' ? main : `${main} (${title})`
}

/** "Mrs Amina Jane Smith MBE", for letters. */
export const fullName = (name: HumanName): string =>
  [...name.prefix, ...name.given, name.family, ...name.suffix].filter((part) => part !== '').join(' ')

/** "Amina Smith", for a greeting or a sentence. */
export const shortName = (name: HumanName): string =>
  [name.given[0] ?? '', name.family].filter((part) => part !== '').join(' ')

/** The name a person goes by on a day: the usual one, else the official one. Undefined when all are past. */
export function nameInUse(names: readonly HumanName[], on: CivilDate): HumanName | undefined {
  const inPeriod = names.filter(({ start, end }) => (start ?? on) <= on && on <= (end ?? on))
  return CURRENT.map((use) => inPeriod.find((name) => name.use === use)).find((name) => name !== undefined)
}

/** Everything wrong with a name as typed. Someone may have only a family name or only a given name, but not neither. */
export function nameProblems(name: HumanName): NameProblem[] {
  const problems: NameProblem[] = []
  const check = (field: NameField, label: string, text: string): void => {
    const problem = namePartProblem(text, label)
    if (problem !== undefined) problems.push({ field, text: problem })
  }
  if (name.family.trim() === '' && name.given.every((given) => given.trim() === '')) {
    problems.push({ field: 'family', text: enter('Family name or given name') })
  }
  check('family', 'Family name', name.family)
  check('given', 'Given name', name.given.join(' '))
  check('prefix', 'Title', name.prefix.join(' '))
  check('suffix', 'Letters after the name', name.suffix.join(' '))
  if (name.start !== undefined && name.end !== undefined && name.end < name.start) {
    problems.push({ field: 'period', text: must('Last day of use', 'be the same as or after the first day of use') })
  }
  return problems
}

/** What is wrong with one part of a name; an empty part is fine. Names are not policed: any letter of any script may stand. */
export function namePartProblem(text: string, label: string): string | undefined {
  if (text.trim() === '') return undefined
  if ([...text].length > LONGEST_PART) return must(label, `be ${count(LONGEST_PART, 'character')} or fewer`)
  if (!isStorableText(text) || /[\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069<>]/u.test(text)) {
    return must(label, 'not include < or > or hidden characters')
  }
  return /\p{L}/u.test(text) ? undefined : must(label, 'include a letter')
}
