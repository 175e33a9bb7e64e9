import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, it } from 'node:test'

const documents = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md')]
const troth = (...words: string[]) => execFileSync(process.execPath, ['bin/troth.js', ...words], { encoding: 'utf8' })
const commands = [...troth('--help').matchAll(/^ {2}([a-z][a-z-]+)/gm)].map(([, name]) => name!)
const scripts = Object.keys((JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object }).scripts)

/** What a document says that the program does not know. */
function untrue(text: string, folder: string): string[] {
  const told = [...text.matchAll(/(?:`|no-install |^)troth ([a-z][a-z-]*)/gm)].map(([, name]) => name!)
  const run = [...text.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name!)
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) => path!)
  const paths = [...text.matchAll(/`((?:src|bin|docs|test|migrations|seeds|scripts|bench)\/[\w./-]+)`/g)].map(
    ([, path]) => path!,
  )
  return [
    ...told.filter((name) => !commands.includes(name)).map((name) => `troth ${name}`),
    ...run.filter((name) => !scripts.includes(name)).map((name) => `npm run ${name}`),
    ...links.filter((path) => !existsSync(join(folder, path))),
    ...paths.filter((path) => !existsSync(path)),
  ]
}

describe('The documents', () => {
  for (const path of documents) {
    it(`${path} names only commands, files and folders that there are`, () =>
      assert.deepEqual(untrue(readFileSync(path, 'utf8'), dirname(path)), []))
  }
  it('say nothing of a command, a script, a link or a path that there is not', () => {
    const text = '`troth fly` and `npx --no-install troth swim`, npm run hop, [x](nowhere.md), `src/nothing.ts`'
    assert.deepEqual(untrue(text, 'docs'), ['troth fly', 'troth swim', 'npm run hop', 'nowhere.md', 'src/nothing.ts'])
    assert.deepEqual(untrue('`troth start`, npm run check, [x](architecture.md), `src/main.ts`', 'docs'), [])
  })
  it('say every setting, and no other', () => {
    const known = [...readFileSync('src/config.ts', 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+): \{/gm)].map(
      ([, name]) => name!,
    )
    const table = readFileSync('docs/running-it/install.md', 'utf8').split('## Settings')[1] ?? ''
    const told = [...table.matchAll(/^\| (`[A-Z_`, ]+) \|/gm)].flatMap(([, names]) => names!.match(/[A-Z_]+/g) ?? [])
    assert.ok(known.length > 10)
    assert.deepEqual(told.sort(), known.sort())
  })
  it('say every command with --help', () => {
    for (const name of commands.filter((name) => name !== 'help')) assert.match(troth(name, '--help'), /^Usage: troth /)
  })
})
