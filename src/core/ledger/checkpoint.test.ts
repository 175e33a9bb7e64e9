import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newLogKey, openCheckpoint, privateKeyOf, signCheckpoint, verifierKey } from './checkpoint.ts'
import { leafHash } from './tree.ts'

describe('A checkpoint', () => {
  const { publicKey, privateKey } = newLogKey()
  const log = { origin: 'troth/audit/test', publicKey }
  const root = leafHash('a')
  const at = new Date('2026-11-22T10:00:00Z')
  const note = signCheckpoint({ origin: log.origin, size: 42, root }, { key: privateKeyOf(privateKey), at })

  it('is written as C2SP tlog-checkpoint says', () => {
    const lines = note.split('\n')
    assert.deepEqual(lines.slice(0, 4), ['troth/audit/test', '42', root.toString('base64'), ''])
    assert.match(lines[4]!, /^— troth\/audit\/test [A-Za-z0-9+/]{91}=$/, '4 bytes of key hash and 64 of signature')
    assert.match(lines[5]!, /^— troth\/audit\/test [A-Za-z0-9+/]+=*$/)
    assert.equal(note.at(-1), '\n')
  })
  it('says what was signed, and when', () =>
    assert.deepEqual(openCheckpoint(note, log), { origin: log.origin, size: 42, root, signedAt: at }))
  it('names its key in one line', () =>
    assert.match(verifierKey(log), /^troth\/audit\/test\+[0-9a-f]{8}\+A[A-Za-z0-9+/]{43}$/))

  const problem = (text: string, of = log) => (openCheckpoint(text, of) as { problem?: string }).problem
  it('is refused when a letter of it was changed', () => {
    assert.match(problem(note.replace('\n42\n', '\n43\n'))!, /signature does not hold/)
    assert.match(problem(note.replace(root.toString('base64'), leafHash('b').toString('base64')))!, /does not hold/)
  })
  it('is refused when its time was changed', () => {
    const lines = note.split('\n')
    const dated = Buffer.from(lines[5]!.split(' ')[2]!, 'base64')
    dated.writeUInt8(dated[11]! ^ 1, 11)
    const changed = note.replace(lines[5]!, `— troth/audit/test ${dated.toString('base64')}`)
    assert.match(problem(changed)!, /signature does not hold/)
  })
  it('is refused when a signature is missing', () =>
    assert.match(problem(note.split('\n').toSpliced(5, 1).join('\n'))!, /not signed with the key/))
  it('is refused from another key or another log', () => {
    assert.match(problem(note, { ...log, publicKey: newLogKey().publicKey })!, /not signed with the key/)
    assert.match(problem(note, { ...log, origin: 'troth/audit/other' })!, /another log/)
  })
  it('is refused when it is no checkpoint', () => {
    for (const text of ['', 'x', '\n\n', 'troth/audit/test\n042\n\n', note.replace('\n42\n', '\n42\nmore\n')])
      assert.ok(problem(text) !== undefined, text)
  })
})
