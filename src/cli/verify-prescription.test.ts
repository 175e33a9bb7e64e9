import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { keyOf, newAuthority, newSigner } from '../core/signing/certificates.ts'
import { signDocument } from '../core/signing/sign.ts'
import { judge, wordsOf } from './verify-prescription.ts'

const NOW = new Date('2026-11-22T10:00:00Z')
const IN_DATE = { from: new Date('2026-01-01T00:00:00Z'), until: new Date('2027-01-01T00:00:00Z') }

describe('troth verify-prescription', () => {
  let text = ''
  before(async () => {
    const authority = await newAuthority('Riverside NHS Trust', randomBytes(16), IN_DATE)
    const signer = { name: 'Dr Anil Rao', organisation: 'Riverside NHS Trust', registration: 'GMC 7654321' }
    const doctor = await newSigner(authority, signer, randomBytes(16), IN_DATE)
    const document = signDocument(
      {
        kind: 'prescription',
        content: { dose: '40 mg every 2 weeks' },
        standing: { forSupply: false, because: ['Made for a demonstration'] },
        signedAt: new Date('2026-06-01T09:30:00Z'),
        certificate: doctor.certificate,
        authority: authority.certificate,
      },
      keyOf(doctor.privateKey),
    )
    text = JSON.stringify(document)
  })

  it('says who signed a good one, when, under which authority, and what it is not for', () => {
    const words = wordsOf(judge(text, NOW), false).join('\n')
    assert.match(words, /^The signature is good/)
    assert.match(words, /Dr Anil Rao, GMC 7654321, Riverside NHS Trust/)
    assert.match(words, /2026-06-01T09:30:00.000Z/)
    assert.match(words, /Compare the authority/)
    assert.match(words, /NOT FOR SUPPLY:\n- Made for a demonstration\./)
  })
  it('takes an authority that is named, and no other', () => {
    const { authority = '' } = judge(text, NOW)
    assert.deepEqual(judge(text, NOW, [authority.toLowerCase()]).problems, [])
    assert.deepEqual(judge(text, NOW, ['AA:BB']).problems, ['authority-unknown'])
  })
  it('refuses a changed one in words', () => {
    const words = wordsOf(judge(text.replace('40 mg', '80 mg'), NOW), false).join('\n')
    assert.match(words, /^DO NOT RELY ON THIS PRESCRIPTION\.\n- The content is not what was signed\./)
  })
  it('refuses a file that is no document', () => {
    for (const other of ['', '{', '[]', '{"format":"troth-signed-document/1"}'])
      assert.deepEqual(judge(other, NOW).problems, ['not-readable'])
  })
})
