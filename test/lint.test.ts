import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'

const root = join(import.meta.dirname, '..')

/** Each planted fault, and the rule that must find it. */
const FAULTS = {
  'import/no-default-export': 'export default function go() {}',
  'typescript/no-explicit-any': 'export const one = (x: any) => x',
  'typescript/no-floating-promises': 'export const two = () => { Promise.resolve(1).then(String) }',
  'typescript/no-misused-promises': 'export const three = () => [1].forEach(async () => {})',
  'typescript/only-throw-error': "export const four = () => { throw 'text' }",
  'eslint/no-console': "export const five = () => { console.log('a name') }",
  'eslint/no-eval': "export const six = () => eval('1')",
  'eslint/eqeqeq': 'export const seven = (x: string) => x == String(7)',
}

/** What the linter says about a file, as `rule` names. */
function lint(text: string): string[] {
  const folder = mkdtempSync('/tmp/troth-lint-')
  try {
    const compilerOptions = { strict: true, module: 'nodenext', typeRoots: [join(root, 'node_modules/@types')] }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
    writeFileSync(join(folder, 'planted.ts'), text)
    const args = ['--type-aware', '-c', join(root, '.oxlintrc.json'), '-f', 'unix', folder]
    const { stdout, status } = spawnSync(join(root, 'node_modules/.bin/oxlint'), args, { cwd: root, encoding: 'utf8' })
    assert.ok(status === 0 || stdout !== '', 'the linter could not run')
    return [...stdout.matchAll(/\[Error\/([\w-]+)\(([\w-]+)\)\]/g)].map(([, plugin, rule]) => `${plugin}/${rule}`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('The linter', () => {
  it('finds each planted fault, those that need types included', () => {
    assert.deepEqual(new Set(lint(Object.values(FAULTS).join('\n'))), new Set(Object.keys(FAULTS)))
  })
  it('says nothing about a sound file', () => {
    assert.deepEqual(lint('export const sound = (x: number): number => x + 1\n'), [])
  })
})
