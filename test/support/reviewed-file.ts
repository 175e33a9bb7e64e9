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
  const changed = new Set(reviewed.split('\n')).symmetricDifference(new Set(text.split('\n')))
  const lines = [...changed].map((line) => `${text.includes(line) ? '+' : '-'} ${line}`)
  assert.fail(
    `${relative(root, file)} is not current. Run "npm run accept", then read the change:\n${lines.slice(0, 40).join('\n')}`,
  )
}

/** As `assertReviewed`, for the part of a page between `<!-- name:begin -->` and `<!-- name:end -->`. */
export function assertReviewedPart(path: string, name: string, text: string): void {
  const page = readFileSync(join(root, path), 'utf8')
  const [before, after] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`]
  const [start, end] = [page.indexOf(before), page.indexOf(after)]
  assert.ok(start >= 0 && end > start, `${path} must contain ${before} and ${after}`)
  assertReviewed(path, `${page.slice(0, start)}${before}\n\n${text}\n\n${page.slice(end)}`)
}
