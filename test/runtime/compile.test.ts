import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'

const COMPILE = pathToFileURL(join(import.meta.dirname, '../../bin/compile.js')).href
const root = mkdtempSync(join(tmpdir(), 'troth-compile-'))
const cache = join(root, 'node_modules/.cache/troth')
after(() => rmSync(root, { recursive: true, force: true }))

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

put('package-lock.json', '{}')
put('tsconfig.json', '{}')
put('node_modules/.package-lock.json', '{}')
put('node_modules/counted/package.json', '{ "name": "counted", "main": "index.js" }')
put('node_modules/counted/index.js', "exports.name = require('node:path').basename('a/of-a-package')")
mkdirSync(join(root, 'seeds'))
put('src/word.ts', 'export const word: string = "first"')
put(
  'src/cli/troth.ts',
  `import { name } from 'counted'
   import { word } from '../word.ts'
   console.log([word, name, import.meta.dirname].join(' '))`,
)

/** As bin/run.js does, in a Node of its own: what the program says, and where its compiled form lies. */
function start(): { readonly says: string; readonly entry: string } {
  const script = `const { compiled } = await import(${JSON.stringify(COMPILE)})
    const entry = await compiled(${JSON.stringify(root)}, ${JSON.stringify(cache)})
    if (entry === undefined) throw new Error('it did not compile')
    console.log(entry)
    await import(entry)`
  const [entry = '', says = ''] = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  })
    .trim()
    .split('\n')
  return { says, entry }
}

describe('The compiled form of the program', () => {
  it('says what the sources say, knows where they lie, and is made once', () => {
    const first = start()
    assert.equal(first.says, `first of-a-package ${join(root, 'src/cli')}`)
    assert.equal(start().entry, first.entry)
  })
  it('holds its packages', () => {
    rmSync(join(root, 'node_modules/counted'), { recursive: true })
    assert.match(start().says, /of-a-package/)
    put('node_modules/counted/package.json', '{ "name": "counted", "main": "index.js" }')
    put('node_modules/counted/index.js', "exports.name = 'of-a-newer-package'")
  })
  it('is made again when a source has changed', () => {
    put('src/word.ts', 'export const word: string = "changed"')
    assert.match(start().says, /^changed /)
  })
  it('is made again when npm has installed something', () => {
    const before = start()
    appendFileSync(join(root, 'node_modules/.package-lock.json'), '\n')
    const now = start()
    assert.notEqual(now.entry, before.entry)
    assert.match(now.says, /of-a-newer-package/)
  })
})
