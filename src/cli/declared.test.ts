import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { startTestPlatform, type TestPlatform } from '../../test/support/test-platform.ts'
import { endRecipient, registerRecipient } from '../core/disclosures/index.ts'
import { controllerOf, declared } from './declared.ts'
import { writeOut } from './write-out.ts'

describe('The organisation of a notice', () => {
  let test: TestPlatform
  const kind = declared().sendable[0]!.name
  const officer = () => test.as(['data-protection-officer'], { purpose: 'administration' })

  before(async () => {
    test = await startTestPlatform()
    await registerRecipient(officer(), { slug: 'hillview', name: 'Hillview', agreement: 'DPA 7', kinds: [kind] })
  })
  after(() => test.stop())

  it('is named with those on its own register', async () => {
    const { name, recipients } = await controllerOf(test.platform, test.tenantId)
    assert.equal(name, 'Riverside NHS Trust')
    assert.deepEqual(
      recipients.map(({ agreement, kinds }) => ({ agreement, kinds })),
      [{ agreement: 'DPA 7', kinds: [kind] }],
    )
  })
  it('has nobody from another organisation’s register', async () =>
    assert.deepEqual((await controllerOf(test.platform, test.otherTenantId)).recipients, []))
  it('names nobody whose agreement has ended', async () => {
    await endRecipient(officer(), { recipientId: test.otherTenantId })
    assert.deepEqual((await controllerOf(test.platform, test.tenantId)).recipients, [])
  })
})

describe('A file that is written', () => {
  it('is new, or nothing is written', async () => {
    const file = join(mkdtempSync('/tmp/troth-n-'), 'notice.md')
    await writeOut('one', file)
    await assert.rejects(writeOut('two', file), /is there already: name another one\.$/)
    assert.equal(readFileSync(file, 'utf8'), 'one')
    await assert.rejects(writeOut('x', '/nowhere/at/all.md'), /cannot be written/)
  })
})
