import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { chooseFiles } from '../scripts/testing/choose-files.ts'
import { shareProcesses } from '../scripts/testing/share-processes.ts'

describe('The processes that share tests', () => {
  const folder = mkdtempSync(join(tmpdir(), 'troth-share-'))
  after(() => rmSync(folder, { recursive: true }))
  const { files } = chooseFiles([])
  const processes = shareProcesses(files, folder)
  const readBy = (process: string): string[] =>
    process.startsWith(folder)
      ? [...readFileSync(process, 'utf8').matchAll(/^await import\("([^"]+)"\)$/gm)].map(([, url = '']) =>
          relative('.', fileURLToPath(url)),
        )
      : [process]

  it('run every file once', () => {
    assert.ok(files.length > 200, 'the guard must be looking at something')
    assert.deepEqual(processes.flatMap(readBy).sort(), [...files].sort())
  })
  it('are fewer than the files, and none has a test of the whole program beside another', () => {
    assert.ok(processes.length < files.length / 2)
    const together = processes.map(readBy).filter((some) => some.length > 1)
    assert.ok(together.flat().every((file) => file.startsWith('src/')))
  })
  it('leave alone what says that it runs alone', () => {
    for (const file of ['src/core/tasks/home-links.test.ts', 'src/core/disclosures/disclosures.test.ts'])
      assert.ok(processes.includes(file), file)
  })
})
