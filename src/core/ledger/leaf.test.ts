import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { canonicalJson, type JsonValue } from '../values/canonical-json.ts'
import { leafOf, leafText, type LoggedEvent } from './leaf.ts'

const EVENT: LoggedEvent = {
  eventId: '01890000-0000-7000-8000-000000000001',
  recordedAt: '2026-11-22T10:00:00.123456Z',
  actorKind: 'staff',
  actorId: '01890000-0000-7000-8000-000000000002',
  actorRoles: ['nurse'],
  purpose: 'direct-care',
  action: 'patient.address.changed',
  outcome: 'done',
  entityType: 'patient',
  entityId: '01890000-0000-7000-8000-000000000003',
  subjectCount: 1,
  subjects: ['01890000-0000-7000-8000-000000000003'],
  commitment: 'aa'.repeat(32),
  requestId: null,
  sessionId: null,
}

describe('The leaf of an event', () => {
  it('is this text for ever: a log that was signed must be recomputed by every later version', () =>
    assert.equal(
      leafText(EVENT),
      '{"action":"patient.address.changed","actor":{"id":"01890000-0000-7000-8000-000000000002","kind":"staff","roles":["nurse"]},' +
        '"entity":{"id":"01890000-0000-7000-8000-000000000003","type":"patient"},"eventId":"01890000-0000-7000-8000-000000000001",' +
        '"format":"troth-audit-event/1","outcome":"done","purpose":"direct-care","recordedAt":"2026-11-22T10:00:00.123456Z",' +
        '"requestId":null,"sessionId":null,"subjects":{"count":1,"sha256":"2568e012f2f4fe34f25a4cff51c8828f6712f3c0f0c2929d063c36b935bf49e5"},' +
        `"values":"${'aa'.repeat(32)}"}`,
    ))
  it('is canonical JSON (RFC 8785), whatever the words', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string({ unit: 'grapheme' })), (action, actorRoles) => {
        const text = leafText({ ...EVENT, action, actorRoles })
        assert.equal(text, canonicalJson(JSON.parse(text) as JsonValue))
      }),
    ))
  it('is another for every part that differs', () => {
    const other: { [Part in keyof LoggedEvent]: LoggedEvent[Part] } = {
      ...EVENT,
      eventId: 'x',
      recordedAt: '2026-11-22T10:00:00.123457Z',
      actorKind: 'patient',
      actorId: 'x',
      actorRoles: ['doctor'],
      purpose: 'administration',
      action: 'x',
      outcome: 'refused',
      entityType: null,
      entityId: null,
      subjectCount: 2,
      subjects: ['x'],
      commitment: null,
      requestId: 'x',
      sessionId: 'x',
    }
    for (const part of Object.keys(other) as (keyof LoggedEvent)[])
      assert.notDeepEqual(leafOf({ ...EVENT, [part]: other[part] }), leafOf(EVENT), part)
  })
})
