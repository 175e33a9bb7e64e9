/** The width of a text in points. */
export type Measure = (text: string) => number

/** A text in lines no wider than `width`: broken at its own line ends and at spaces, and within a word only when it must be. */
export const linesOf = (text: string, width: number, measure: Measure): string[] =>
  text.split('\n').flatMap((paragraph) => brokenParagraph(paragraph, width, measure))

function brokenParagraph(paragraph: string, width: number, measure: Measure): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of units(paragraph, width, measure)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (measure(longer) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = measure(word) <= width ? [word] : brokenWord(word, width, measure)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1) ?? ''
  }
  return [...lines, line]
}

/** Words, and numbers with what they count: “40” at the end of one line and “mg” on the next is read as another dose. */
function units(paragraph: string, width: number, measure: Measure): string[] {
  const words: string[] = []
  for (const word of paragraph.split(/ +/)) {
    const before = words.at(-1)
    const together = `${before} ${word}`
    if (before !== undefined && /(?:^| )[\d.,/]*\d$/.test(before) && measure(together) <= width) {
      words[words.length - 1] = together
    } else words.push(word)
  }
  return words
}

const letters = new Intl.Segmenter('en-GB', { granularity: 'grapheme' })

/** Letters stay with their accents. A single one is put down even where it is wider than the line. */
function brokenWord(word: string, width: number, measure: Measure): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const { segment } of letters.segment(word)) {
    if (piece !== '' && measure(piece + segment) > width) {
      pieces.push(piece)
      piece = ''
    }
    piece += segment
  }
  return [...pieces, piece]
}
