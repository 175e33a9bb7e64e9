import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { serverOf } from '../../../test/support/identity.ts'
import { startTestPlatform } from '../../../test/support/test-platform.ts'
import { DATA_CLASSES } from '../database/data-map.ts'
import './index.ts'

describe('The privacy page', () => {
  it('says of passwords what is done with them, which is not sealing', async () => {
    const test = await startTestPlatform()
    const app = await serverOf(test.platform)
    const { body } = await app.inject({ url: '/privacy' })
    await app.close()
    await test.stop()
    const words = body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    const credential = DATA_CLASSES.credential.split(' (')[0] ?? ''
    const row = words.slice(words.indexOf(credential)).slice(0, credential.length + 60)
    assert.match(row, /Kept as a fingerprint, or sealed/)
  })
})
