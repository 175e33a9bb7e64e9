import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { notReached } from './reached/not-reached.ts'

const files = globSync('src/**/*.{ts,tsx}').filter((file) => !/\.(test|test-support|gen)\.tsx?$/.test(file))

describe('What is declared', () => {
  it('is reached from src/nouns.ts, or it is not there when the program runs', () => {
    const texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
    assert.ok([...texts.keys()].filter((file) => file.endsWith('.page.tsx')).length > 50)
    assert.deepEqual(notReached(texts), [])
  })
})

describe('The guard bites when', () => {
  const noun = 'src/services/homecare/stock'
  const page = [`${noun}/pages/count.page.tsx`, "export const countPage = page({ path: '/x' })"] as const
  const says = (texts: readonly (readonly [string, string])[]) => notReached(new Map(texts)).join('\n')

  it('a page, a job, a route or a task reason is imported by nobody', () => {
    const nouns = ['src/nouns.ts', `import './services/homecare/stock/index.ts'`] as const
    for (const [file, text] of [
      page,
      [`${noun}/jobs.ts`, 'export const countJob = job({ name })'],
      [`${noun}/routes.ts`, 'handRoute({ path })'],
      [`${noun}/task-reasons.ts`, 'export const low = taskReason({ code })'],
    ] as const)
      assert.match(says([nouns, [`${noun}/index.ts`, ''], [file, text]]), /is not reached.*front door/)
  })
  it('the front door of a noun or a service is imported by nobody', () => {
    const door = [`${noun}/index.ts`, `import './pages/count.page.tsx'`] as const
    assert.match(says([['src/nouns.ts', ''], door, page]), /count\.page\.tsx is not reached/)
    assert.equal(says([['src/nouns.ts', `import './services/homecare/stock/index.ts'`], door, page]), '')
  })
  it('only its type is imported', () => {
    const door = [`${noun}/index.ts`, `export type { CountPage } from './pages/count.page.tsx'`] as const
    assert.match(says([['src/nouns.ts', `import './services/homecare/stock/index.ts'`], door, page]), /not reached/)
  })
})
