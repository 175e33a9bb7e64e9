import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const root = join(import.meta.dirname, '../..')
const isAccepting = process.env['TROTH_TEST_ACCEPT'] === '1'

/** Compares generated text with the file people review. `npm run accept` writes the file, and the change is read in the diff. */
export function assertReviewed(path: string, text: string): void {
  const file = join(root, path)
  const reviewed = existsSync(file) ? readFileSync(file, 'utf8') : ''
  if (reviewed === text) return
  if (isAccepting) {
    mkdirSync(dirname(file), { recursive: true })
    return writeFileSync(file, text)
  }
  const lines = changedLines(reviewed.split('\n'), text.split('\n'))
  const more = lines.length > MOST_SHOWN ? `\n… and ${lines.length - MOST_SHOWN} more` : ''
  assert.fail(
    `${relative(root, file)} is not current. Run "npm run accept", then read the change:\n${lines.slice(0, MOST_SHOWN).join('\n')}${more}`,
  )
}

const MOST_SHOWN = 40

/** What lies between the lines that both begin with and those that both end with: no line is lost because another is like it. */
export function changedLines(before: readonly string[], after: readonly string[]): string[] {
  const most = Math.min(before.length, after.length)
  let same = 0
  while (same < most && before[same] === after[same]) same += 1
  let end = 0
  while (end < most - same && before.at(-1 - end) === after.at(-1 - end)) end += 1
  const [gone, come] = [before.slice(same, before.length - end), after.slice(same, after.length - end)]
  // Between the first and the last change, what stands in both in the same number is not news.
  const [left, added] = [countsOf(gone), countsOf(come)]
  const isNews = (line: string) => left.get(line) !== added.get(line)
  const [went, came] = [gone.filter(isNews), come.filter(isNews)]
  // Lines that only changed places are the news themselves.
  const [minus, plus] = went.length + came.length > 0 ? [went, came] : [gone, come]
  return [...minus.map((line) => `- ${line}`), ...plus.map((line) => `+ ${line}`)]
}

const countsOf = (lines: readonly string[]): Map<string, number> =>
  new Map([...Map.groupBy(lines, (line) => line)].map(([line, all]) => [line, all.length]))

/** As `assertReviewed`, for the part of a page between `<!-- name:begin -->` and `<!-- name:end -->`. */
export function assertReviewedPart(path: string, name: string, text: string): void {
  const page = readFileSync(join(root, path), 'utf8')
  const [before, after] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`]
  const [start, end] = [page.indexOf(before), page.indexOf(after)]
  assert.ok(start >= 0 && end > start, `${path} must contain ${before} and ${after}`)
  assertReviewed(path, `${page.slice(0, start)}${before}\n\n${text}\n\n${page.slice(end)}`)
}
