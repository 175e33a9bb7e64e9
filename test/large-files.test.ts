import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { withoutComments } from './architecture/words.ts'

const MOST_LINES = 300
const LIST = 'docs/large-files.md'
const WRITTEN = '{src,test,scripts,seeds,bench,migrations}/**/*.{ts,tsx,sql,css}'
/** Written by programs, and read as such. */
const GENERATED = /\.gen\.ts$|^migrations\/schema\.sql$|^src\/design-system\/assets\//

const files = globSync(WRITTEN).filter((file) => !GENERATED.test(file))
const linesOf = (text: string): number => text.replace(/\n$/, '').split('\n').length

/** Files in the list of long ones, each with its reason. */
const listed = (page: string): Map<string, string> =>
  new Map([...page.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map(([, file = '', reason = '']) => [file, reason]))

/** What a file may not contain, whatever its room. */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/\bexport default\b|\bas default\b/, 'has a default export'],
  [/(?::|\bas|[<|])\s*any\b(?!\s*\()|,\s*any\s*[>,]|\bany\[\]/, 'says any'],
  [/@ts-(?:ignore|nocheck|expect-error)(?! \S)/, 'silences the compiler without a reason'],
]
/** These two name what they look for. */
const EXEMPT = ['test/large-files.test.ts', 'test/lint.test.ts']
const TODO = /\b(?:TODO|FIXME|XXX|HACK)\b/

function complaints(file: string, text: string): string[] {
  const code = withoutComments(text).replaceAll(
    /'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|\/(?:[^/\\\n]|\\.)+\/[a-z]*/g,
    "''",
  )
  return [
    ...FORBIDDEN.filter(([pattern]) => pattern.test(code)).map(([, says]) => `${file} ${says}`),
    ...(TODO.test(text) ? [`${file} has a bare TODO`] : []),
  ]
}

describe('Source files', () => {
  it(`are at most ${MOST_LINES} lines long, or ${LIST} says why`, () => {
    assert.ok(files.length > 200, 'the guard must be looking at something')
    const long = files.filter((file) => linesOf(readFileSync(file, 'utf8')) > MOST_LINES)
    const reasons = listed(readFileSync(LIST, 'utf8'))
    assert.deepEqual(
      long.filter((file) => !reasons.has(file)),
      [],
      `add a line with the reason to ${LIST}, or split the file`,
    )
    assert.deepEqual(
      [...reasons.keys()].filter((file) => !long.includes(file)),
      [],
      `take these out of ${LIST}`,
    )
  })
  it('have no default export, no any, no bare TODO', () => {
    const code = files.filter((file) => /\.tsx?$/.test(file) && !EXEMPT.includes(file))
    assert.ok(code.length > 200)
    assert.deepEqual(
      code.flatMap((file) => complaints(file, readFileSync(file, 'utf8'))),
      [],
    )
  })
  it('are not called manager, helper, util, data, info, process or handle', () => {
    assert.deepEqual(
      files.filter(
        (file) =>
          /(?:^|[/-])(?:managers?|helpers?|utils?|misc|common)(?:\.|\/|-[a-z]+\.)/.test(file) &&
          !file.includes('common-passwords'),
      ),
      [],
    )
  })
})

describe('The guard of source files bites when', () => {
  it('a file is too long and has no reason', () => {
    assert.equal(linesOf('x\n'.repeat(301)), 301)
    assert.deepEqual(listed('| `a.ts` | One table of facts |\n'), new Map([['a.ts', 'One table of facts']]))
  })
  it('a file has a default export, an any or a TODO', () => {
    assert.deepEqual(complaints('a.ts', 'export default 1'), ['a.ts has a default export'])
    for (const text of ['let x: any', 'y as any', 'Map<string, any>', 'const z: any[] = []']) {
      assert.deepEqual(complaints('a.ts', text), ['a.ts says any'], text)
    }
    assert.deepEqual(complaints('a.ts', '// TODO later'), ['a.ts has a bare TODO'])
    assert.deepEqual(
      complaints('a.ts', "const a = 'of any kind: any'\n// as any one knows\nsql`= any(${ids})`\nfoo(any(x))"),
      [],
    )
  })
})
