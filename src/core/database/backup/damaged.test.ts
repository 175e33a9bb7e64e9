import assert from 'node:assert/strict'
import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { createKeyFile } from '../../encryption/key-file/index.ts'
import { withClient } from '../embedded/connections.ts'
import {
  file,
  folder,
  inNewDatabase,
  keyFile,
  keyPath,
  newPath,
  sentence,
  useBackup,
} from './backup-fixture.test-support.ts'
import { restore, verifyBackup } from './index.ts'

useBackup()

describe('A backup that cannot be trusted is refused:', () => {
  const spoiled = (spoil: (path: string) => void): string => {
    const path = newPath('spoiled')
    copyFileSync(file, path)
    spoil(path)
    return path
  }
  const flip = (at: (length: number) => number) => (path: string) => {
    const bytes = readFileSync(path)
    const place = at(bytes.length)
    bytes[place] = (bytes[place] ?? 0) ^ 1
    writeFileSync(path, bytes)
  }
  const cases: [string, () => string, RegExp][] = [
    [
      'one byte flipped in the middle',
      () => spoiled(flip((length) => length >> 1)),
      /damaged \(part \d+ was changed\)/,
    ],
    ['one byte flipped at the end', () => spoiled(flip((length) => length - 1)), /damaged \(part \d+ was changed\)/],
    ['one byte flipped in its heading', () => spoiled(flip(() => 40)), /damaged/],
    [
      'cut short',
      () => spoiled((path) => truncateSync(path, statSync(path).size - 100)),
      /damaged \(it is cut short\)/,
    ],
    ['cut to its heading', () => spoiled((path) => truncateSync(path, 300)), /damaged/],
    [
      'added to',
      () => spoiled((path) => writeFileSync(path, '\0\0\0\x20', { flag: 'a' })),
      /damaged \(something follows its end\)/,
    ],
    ['empty', () => spoiled((path) => truncateSync(path, 0)), /is not a Troth backup/],
    ['some other file', () => keyPath, /is not a Troth backup/],
    ['missing', () => newPath('missing'), /check the path/],
  ]
  for (const [name, make, words] of cases) {
    it(name, () =>
      inNewDatabase(async ({ owner }) => {
        await assert.rejects(restore({ from: make(), keyFile, owner, migrations: ['0001_a'] }), sentence(words))
        await withClient(owner, async (client) =>
          assert.equal((await client.query(`select 1 from pg_class where relname = 'person'`)).rowCount, 0),
        )
      }),
    )
  }
  it('with the key file of somebody else', () =>
    inNewDatabase(async ({ owner }) => {
      const other = createKeyFile(newPath('key'))
      await assert.rejects(
        restore({ from: file, keyFile: other, owner, migrations: ['0001_a'] }),
        sentence(/sealed with the key [0-9a-f]{8}, which is not in this key file/),
      )
    }))
  it('from a newer version of Troth', () =>
    inNewDatabase((database) =>
      assert.rejects(
        restore({ from: file, keyFile, owner: database.owner, migrations: [] }),
        sentence(/newer version of Troth \(it has the migration 0001_a\)/),
      ),
    ))
  it('and verifying says that it is not verified', () =>
    assert.rejects(
      verifyBackup({ from: spoiled(flip((length) => length >> 1)), keyFile, migrations: ['0001_a'], under: folder }),
      sentence(/is not verified: .*damaged/),
    ))
})
