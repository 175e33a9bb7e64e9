// The two sentence shapes of every form problem, so that errors from different fields read alike.

/** "Enter the date of birth" from the label "Date of birth"; "Enter your name" from "Your name". */
export function enter(label: string): string {
  const words = lowerFirst(label)
  return /^(the|your|a|an|their|his|her) /.test(words) ? `Enter ${words}` : `Enter the ${words}`
}

/** "Date of birth must be in the past" from the label and the rest of the sentence. */
export const must = (label: string, rest: string): string => `${label} must ${rest}`

/** "day", "day and month", "day, month and year". */
export function wordList(words: readonly string[], joiner: 'and' | 'or' = 'and'): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${joiner} ${last}`
}

/** "1 day", "2 days". */
export const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`

/** Lower-cases a label inside a sentence, but leaves initials such as "NHS number" and "GPhC number" alone. */
export function lowerFirst(label: string): string {
  const firstWord = label.split(' ')[0] ?? ''
  return /[A-Z0-9]/.test(firstWord.slice(1)) ? label : label.charAt(0).toLowerCase() + label.slice(1)
}
