import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'

const LOG = 'docs/clinical-safety/hazard-log.md'

interface NamedTest {
  readonly hazard: string
  readonly file: string
  readonly name: string | undefined
}

/** The tests that the log's rows name: a file, and after a colon the words of one test in it. */
function namedTests(log: string): NamedTest[] {
  return [...log.matchAll(/^\| (HZ-\d{3}) \|.*\| `([^`]+)`(?:: ([^|]+?))? \| \d×\d \|$/gm)].map(
    ([, hazard = '', file = '', name]) => ({
      hazard,
      file,
      name,
    }),
  )
}

/** What is wrong with a row's test, if anything. */
function missing({ hazard, file, name }: NamedTest): string[] {
  if (!existsSync(file)) return [`${hazard} names ${file}, which does not exist`]
  return name !== undefined && !readFileSync(file, 'utf8').includes(name)
    ? [`${hazard} names a test that is not in ${file}: ${name}`]
    : []
}

describe('The hazard log', () => {
  const log = readFileSync(LOG, 'utf8')
  it('names a test for every hazard, and the test exists', () => {
    const hazards = [...log.matchAll(/^\| (HZ-\d{3}) \|/gm)].map(([, hazard]) => hazard)
    assert.ok(hazards.length > 10, 'the guard must be looking at something')
    const named = namedTests(log)
    assert.deepEqual(
      named.map(({ hazard }) => hazard),
      hazards,
    )
    assert.deepEqual(named.flatMap(missing), [])
  })
  it('bites when a test has gone', () => {
    assert.equal(missing({ hazard: 'HZ-999', file: 'src/gone.test.ts', name: undefined }).length, 1)
    assert.equal(
      missing({ hazard: 'HZ-999', file: 'test/hazard-log.test.ts', name: ['no', 'such', 'test'].join('-') }).length,
      1,
    )
  })
})
