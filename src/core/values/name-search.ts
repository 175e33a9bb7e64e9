// Names are found by plain B-tree ranges over normalised keys: pattern operators cannot use an index under row-level security.
//
// A stored name becomes a handful of keys, each beginning with a different word of the name, so that any word can be
// typed first. A typed name becomes prefixes, all of which must begin some key of the same person.
import type { HumanName } from './person-name.ts'

type Searchable = Pick<HumanName, 'given' | 'family'>

/** Letters that do not come apart into a base letter and an accent. */
const FOLDED: Readonly<Record<string, string>> = {
  Ł: 'L',
  Ø: 'O',
  Æ: 'AE',
  Œ: 'OE',
  Ð: 'D',
  Đ: 'D',
  Þ: 'TH',
  Ħ: 'H',
  Ŧ: 'T',
  Ŋ: 'N',
  ẞ: 'SS',
  Ə: 'E',
  ı: 'I',
}
const APOSTROPHES = /['’‘ʼʻʹ`´′＇]/gu
const TITLES = new Set([
  'MR',
  'MRS',
  'MS',
  'MISS',
  'MX',
  'MASTER',
  'DR',
  'PROF',
  'PROFESSOR',
  'REV',
  'SIR',
  'DAME',
  'LORD',
  'LADY',
])
const LONGEST_KEY = 120
const MOST_WORDS = 8
/** Three letters or more is usual; two is the fewest that is worth a search. */
const SHORTEST_PREFIX = 2

/** The keys to store for a name, one row each, in a column with `collate "C"`. Store them for every name a person has had. */
export function nameSearchKeys(name: Searchable): string[] {
  const family = words(name.family)
  const given = name.given.flatMap(words)
  const together = [given.slice(0, 2).join(''), ...name.given.map((part) => words(part).join(''))]
  const familyTogether = [family.join(''), ...family.slice(1).map((word, index) => `${family[index]}${word}`)]

  const keys = new Set<string>()
  const add = (...parts: string[]): void => {
    const key = parts.filter((part) => part !== '').join(' ')
    if (key !== '') keys.add(key.slice(0, LONGEST_KEY).trimEnd())
  }
  add(...family, ...given)
  given.forEach((word, index) => add(word, ...family, ...without(given, index)))
  family.forEach((word, index) => add(word, ...without(family, index), ...given))
  for (const word of familyTogether) add(word, ...given)
  for (const word of together) add(word, ...family)
  if (given[0] !== undefined) add(given[0], family.join(''))
  // What begins a longer key is found by that one.
  return [...keys].filter((key) => ![...keys].some((longer) => longer.startsWith(`${key} `)))
}

/**
 * The keys for finding who is called two things, one row each: any two words of a person's names together, in one order or
 * the other, so that a search for two common names reads the people who have both and nobody else.
 */
export function namePairKeys(names: readonly Searchable[]): string[] {
  const given = [...new Set(names.flatMap((name) => name.given.flatMap(words)))]
  const family = [...new Set(names.flatMap((name) => words(name.family)))]
  const all = [...given, ...family]
  const pairs = all.flatMap((one, at) => all.slice(at + 1).map((other) => (one === other ? '' : `${one} ${other}`)))
  return [...new Set(pairs)].filter((pair) => pair !== '').map((pair) => pair.slice(0, LONGEST_KEY).trimEnd())
}

/**
 * The prefixes to look up for what someone typed. The answer is a list of alternatives: a person is found when, in any
 * one alternative, every prefix begins one of their keys. Longest prefix first. Empty when too little was typed.
 */
export function nameQueryKeys(text: string): string[][] {
  const typed = words(text).slice(0, MOST_WORDS)
  const untitled = typed.filter((word) => !TITLES.has(word))
  const bases = untitled.length > 0 && untitled.length < typed.length ? [typed, untitled] : [typed]
  const alternatives = bases.flatMap((base) => [
    base,
    ...base.slice(1).map((word, index) => [...base.slice(0, index), `${base[index]}${word}`, ...base.slice(index + 2)]),
  ])
  const sorted = alternatives
    .map((prefixes) => [...new Set(prefixes)].sort((one, other) => other.length - one.length))
    .filter((prefixes) => isEnough(prefixes[0]))
  return [...new Map(sorted.map((prefixes) => [prefixes.join(' '), prefixes])).values()]
}

/** The half-open range of keys that begin with a prefix, under `collate "C"`: `key >= from and key < before`. */
export function namePrefixRange(prefix: string): { from: string; before: string } {
  return { from: prefix, before: `${prefix}\u{10ffff}` }
}

/** Family name first, without accents or punctuation: the order of lists. */
export const nameSortKey = (name: Searchable): string =>
  [...words(name.family), ...name.given.flatMap(words)].join(' ').slice(0, LONGEST_KEY)

/** The words of a text without accents, case, apostrophes or hyphens: "O’Brien-Łuczak" is OBRIEN and LUCZAK. */
export function words(text: string): string[] {
  const letters = text.replace(APOSTROPHES, '').normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase()
  const folded = letters.replace(/[ŁØÆŒÐĐÞĦŦŊẞƏı]/gu, (letter) => FOLDED[letter] ?? letter)
  return folded
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

const without = (list: readonly string[], index: number): string[] => list.filter((_, at) => at !== index)

/** One Latin letter is not a search, but one Chinese, Japanese or Korean character may be a whole name. */
const isEnough = (prefix: string | undefined): boolean =>
  prefix !== undefined && ([...prefix].length >= SHORTEST_PREFIX || /[\p{Script=Han}\p{Script=Hangul}]/u.test(prefix))
