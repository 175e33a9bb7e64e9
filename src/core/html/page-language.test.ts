// What the compiler must refuse on a page. Each line of REFUSED is one small page with one mistake, given to the real compiler.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { Fragment, jsx } from './jsx-runtime.ts'
import { renderPart } from './render.ts'

const REFUSED: Readonly<Record<string, string>> = {
  'a date, which would print as nothing': `export const page = <p>{new Date()}</p>`,
  'an object, which would print as nothing': `export const page = <p>{{ name: 'Ada' }}</p>`,
  'a promise somebody forgot to wait for': `export const page = <p>{Promise.resolve('Ada')}</p>`,
  'a function somebody forgot to call': `export const page = <p>{() => 'Ada'}</p>`,
  'an object among other children': `export const page = <p>Ada {{ name: 'Ada' }} and {1}</p>`,
  'a date in a list': `export const page = <p>{[new Date()]}</p>`,
  'a date where a component’s slot is': `import type { Child } from '#html/jsx-runtime'\nconst Box = (props: { children: Child }) => <p>{props.children}</p>\nexport const page = <Box>{new Date()}</Box>`,
  'a symbol': `export const page = <p>{Symbol('Ada')}</p>`,
  'a map': `export const page = <p>{new Map([['a', 'b']])}</p>`,
  'raw HTML': `export const page = <p dangerouslySetInnerHTML={{ __html: '<b>Ada</b>' }} />`,
  'a click handler': `export const page = <button onClick={() => undefined}>Go</button>`,
  'a handler in lower case': `export const page = <button onclick="go()">Go</button>`,
  'a ref': `export const page = <p ref={() => undefined}>Ada</p>`,
  'an inline style as text': `export const page = <p style="color: red">Ada</p>`,
  'an inline style as an object': `export const page = <p style={{ color: 'red' }}>Ada</p>`,
  'a misspelt attribute': `export const page = <input nmae="given" />`,
  'an attribute of another element': `export const page = <p href="/">Ada</p>`,
  'a misspelt element': `export const page = <buton>Go</buton>`,
  'a class written for another library': `export const page = <p className="nhsuk-body">Ada</p>`,
  'a label bound the other library’s way': `export const page = <label htmlFor="given">Given name</label>`,
  'a date as an attribute': `export const page = <input name="born" value={new Date()} />`,
  'a component that waits': `const Name = async () => <p>Ada</p>\nexport const page = <Name />`,
  'a component’s misspelt option': `const Name = (props: { given: string }) => <p>{props.given}</p>\nexport const page = <Name givne="Ada" />`,
  'a component’s missing option': `const Name = (props: { given: string }) => <p>{props.given}</p>\nexport const page = <Name />`,
}

const ACCEPTED: Readonly<Record<string, string>> = {
  'text, numbers, lists, conditions and elements': `
    import type { Child } from '#html/jsx-runtime'
    const Name = ({ children }: { children: Child }) => <strong class="name">{children}</strong>
    const patients: readonly string[] = ['Ada', 'Grace']
    export const page = (
      <main id="maincontent" lang="en-GB">
        <h1>Patients ({patients.length})</h1>
        {patients.length === 0 && <p>No patients</p>}
        <ul>{patients.map((name) => <li><Name>{name}</Name></li>)}</ul>
        <form method="post" action="/patients" novalidate>
          <label for="given">Given name</label>
          <input id="given" name="given" type="text" value="Ada" autocomplete="given-name" aria-describedby="hint" data-live="x" />
          <button class="nhsuk-button" type="submit">Save</button>
        </form>
        <svg viewBox="0 0 1 1"><rect x={0} y={0} width={1} height={1} /></svg>
      </main>
    )`,
}

const fileOf = (index: number) => `page-${index}.tsx`

describe('The page language', () => {
  let folder = ''
  let output = ''
  const snippets = [...Object.values(REFUSED), ...Object.values(ACCEPTED)]
  const complaints = (snippet: string) =>
    output.split('\n').filter((line) => line.includes(`${fileOf(snippets.indexOf(snippet))}(`))

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'troth-page-language-'))
    const config = {
      extends: resolve('tsconfig.json'),
      compilerOptions: { types: [], paths: { '#html/*': [resolve('src/core/html/*.ts')] } },
      include: ['*.tsx'],
      exclude: [],
    }
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config))
    await writeFile(join(folder, 'package.json'), '{"type":"module"}')
    await Promise.all(snippets.map((snippet, index) => writeFile(join(folder, fileOf(index)), snippet)))
    output = await promisify(execFile)(process.execPath, [
      resolve('node_modules/typescript/bin/tsc'),
      '-p',
      folder,
    ]).then(
      ({ stdout }) => stdout,
      (failure: { stdout: string }) => failure.stdout,
    )
  })
  after(() => rm(folder, { recursive: true, force: true }))

  for (const [name, snippet] of Object.entries(ACCEPTED)) {
    it(`accepts ${name}`, () => assert.deepEqual(complaints(snippet), []))
  }
  for (const [name, snippet] of Object.entries(REFUSED)) {
    it(`refuses ${name}`, () => {
      assert.notDeepEqual(complaints(snippet), [])
      // Any other complaint would mean that the snippet never reached the rule it tests.
      assert.doesNotMatch(complaints(snippet).join(), /Cannot find module|TS2307|TS7026/)
    })
  }
})

describe('Between <> and </>, where the compiler does not look', () => {
  const between = (child: unknown) => jsx(Fragment, { children: child })
  for (const [name, child] of Object.entries({
    'a date': new Date(),
    'an object': { name: 'Ada' },
    'a promise': Promise.resolve('Ada'),
    'a function': () => 'Ada',
    'a date in a list': ['Born', [new Date()]],
  })) {
    it(`${name} is refused when the page is drawn`, () => assert.throws(() => between(child), /text and elements/))
  }
  it('text, numbers, nothing and elements are not', () => {
    const page = between(['Ada', 1, null, undefined, false, [jsx('b', { children: 'x' })]])
    assert.equal(renderPart(page), 'Ada1<b>x</b>')
  })
})
