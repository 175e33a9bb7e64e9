import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { soughtIn } from './sought.ts'

const id = '22222222-2222-4222-8222-222222222222'

describe('What a request names', () => {
  it('is its first identifier, by the word before it', () => {
    assert.deepEqual(soughtIn({ version: 1, patientId: id, taskId: id }), { type: 'patient', id })
    assert.deepEqual(soughtIn({ relatedPersonId: id }), { type: 'related-person', id })
  })
  it('is nothing when there is none, or when it is no identifier', () => {
    for (const input of [undefined, null, 'patientId', [], {}, { patientId: "'; drop" }, { paid: id }, { Id: id }])
      assert.equal(soughtIn(input), undefined)
  })
})
