// Medicines are found by plain B-tree ranges over normalised keys: one key for each word of the names, so that any word may be
// typed first and none has to be typed to its end.

const LONGEST_WORD = 60
const MOST_WORDS = 8
/** “40MG”, “0.4ML”, “1A”, “HUMIRA”. A point stays inside a number: 0.4 ml is not 4 ml. */
const WORD = /\d+(?:\.\d+)?[\p{L}%]*|[\p{L}%][\p{L}\p{N}%]*/gu

/** The words of a text without accents and case, and without the commas of thousands. */
export function medicineWords(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/['’]/gu, '')
    .replaceAll(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replaceAll('µ', 'micro')
    .toUpperCase()
  return (plain.match(WORD) ?? []).map((word) => word.slice(0, LONGEST_WORD))
}

/** The keys to store, in a column with `collate "C"`. A unit is also found by itself: “40 mg” for 40mg. */
export function medicineKeys(text: string): string[] {
  const words = medicineWords(text)
  const units = words.flatMap((word) => /^\d+(?:\.\d+)?(\p{L}+)$/u.exec(word)?.[1] ?? [])
  return [...new Set([...words, ...units])]
}

/** What every found medicine must have a key beginning with; longest first. Empty when too little was typed. */
export function medicineQuery(text: string): string[] {
  const words = [...new Set(medicineWords(text))].slice(0, MOST_WORDS).sort((a, b) => b.length - a.length)
  return (words[0]?.length ?? 0) < SHORTEST ? [] : words
}
const SHORTEST = 2

/** The half-open range of keys that begin with a word, under `collate "C"`. */
export const keysFrom = (word: string): { readonly from: string; readonly before: string } => ({
  from: word,
  before: `${word}\u{10ffff}`,
})
