/** A letter's head has room for so many lines, of so many characters. */
export const MOST_ADDRESS_LINES = 6
export const LONGEST_ADDRESS_LINE = 60

/** The lines of an organisation's postal address as typed, without blanks, or one sentence that says what to mend. */
export function parseLetterAddress(text: string): { readonly value: readonly string[] } | { readonly problem: string } {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter(Boolean)
  if (lines.length > MOST_ADDRESS_LINES)
    return { problem: `Postal address must be ${MOST_ADDRESS_LINES} lines or fewer` }
  if (lines.some((line) => line.length > LONGEST_ADDRESS_LINE))
    return { problem: `Each line of the postal address must be ${LONGEST_ADDRESS_LINE} characters or fewer` }
  return { value: lines }
}
