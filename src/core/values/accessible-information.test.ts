import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { communicationFormat, needsText } from './accessible-information.ts'
import { ALL_NEEDS } from './accessible-needs.ts'

describe('Someone without needs', () => {
  it('gets an ordinary letter, by any channel', () =>
    assert.deepEqual(communicationFormat([]), {
      letter: { pointSize: 12, formats: [], printIsEnough: true, electronic: false },
      channels: { prefer: [], avoid: [] },
      appointment: { professionals: [], support: [], longer: false },
      arrange: [],
    }))
})

describe('A letter', () => {
  it('is in large print', () => assert.equal(communicationFormat(['large-print']).letter.pointSize, 18))
  it('is in the largest print that is needed', () =>
    assert.equal(communicationFormat(['large-print-28', 'large-print-20']).letter.pointSize, 28))
  it('in large print is still enough', () => assert.ok(communicationFormat(['large-print']).letter.printIsEnough))
  it('in print is not enough for someone who reads braille', () => {
    const { letter, arrange } = communicationFormat(['braille'])
    assert.deepEqual([letter.printIsEnough, letter.formats], [false, ['braille']])
    assert.deepEqual(arrange, ['Order the letter in contracted (Grade 2) braille'])
  })
  it('in print is not enough for someone who must be told', () =>
    assert.deepEqual(
      [communicationFormat(['spoken']).letter.printIsEnough, communicationFormat(['spoken']).arrange],
      [false, ['Tell them what the letter says']],
    ))
  it('goes by email to someone who asks', () => {
    const { letter, channels } = communicationFormat(['email-information'])
    assert.deepEqual([letter.electronic, channels.prefer], [true, ['email']])
  })
  it('is made in every form that is needed', () =>
    assert.deepEqual(communicationFormat(['audio', 'easy-read']).letter.formats, ['easy-read', 'audio']))
})

describe('A call', () => {
  it('is not made to someone who asks for none', () =>
    assert.deepEqual(communicationFormat(['no-telephone']).channels.avoid, ['telephone']))
  it('goes by text relay', () =>
    assert.deepEqual(communicationFormat(['contact-text-relay']).channels, {
      prefer: ['text-relay'],
      avoid: ['telephone'],
    }))
  it('is unlikely to suit someone who signs', () =>
    assert.deepEqual(communicationFormat(['bsl-interpreter']).channels.avoid, ['telephone']))
  it('is made to someone who signs and asks for calls', () =>
    assert.deepEqual(communicationFormat(['bsl-interpreter', 'contact-telephone']).channels, {
      prefer: ['telephone'],
      avoid: [],
    }))
  it('is not made when the person says both, since a missed call is the lesser harm', () =>
    assert.deepEqual(communicationFormat(['no-telephone', 'contact-telephone']).channels, {
      prefer: [],
      avoid: ['telephone'],
    }))
})

describe('An appointment', () => {
  it('has an interpreter, more time and someone to book them', () => {
    const { appointment, arrange } = communicationFormat(['bsl-interpreter'])
    assert.deepEqual(appointment, { professionals: ['British Sign Language interpreter'], support: [], longer: true })
    assert.deepEqual(arrange, ['Book for the appointment: British Sign Language interpreter'])
  })
  it('shows what helps', () =>
    assert.deepEqual(communicationFormat(['hearing-loop']).appointment.support, ['Uses a hearing loop']))
})

describe('Needs in words', () => {
  it('are in the order of the form', () =>
    assert.equal(needsText(['bsl-interpreter', 'large-print']), 'Large print; British Sign Language interpreter'))
  it('are empty when there are none', () => assert.equal(needsText([]), ''))
})

const someNeeds = fc.uniqueArray(fc.constantFrom(...ALL_NEEDS), { maxLength: 12 })

describe('For all needs', () => {
  it('each one changes something', () => {
    const none = JSON.stringify(communicationFormat([]))
    assert.deepEqual(
      ALL_NEEDS.filter((need) => JSON.stringify(communicationFormat([need])) === none),
      [],
    )
  })
  it('their order changes nothing', () =>
    fc.assert(
      fc.property(someNeeds, (needs) =>
        assert.deepEqual(communicationFormat(needs), communicationFormat(needs.toReversed())),
      ),
    ))
  it('one more need never takes anything away from the letter, the appointment or the list to arrange', () =>
    fc.assert(
      fc.property(someNeeds, fc.constantFrom(...ALL_NEEDS), (needs, more) => {
        const [before, after] = [communicationFormat(needs), communicationFormat([...needs, more])]
        const kept = (one: readonly string[], other: readonly string[]): boolean =>
          one.every((item) => other.includes(item))
        return (
          after.letter.pointSize >= before.letter.pointSize &&
          kept(before.letter.formats, after.letter.formats) &&
          (before.letter.printIsEnough || !after.letter.printIsEnough) &&
          kept(before.appointment.professionals, after.appointment.professionals) &&
          (after.appointment.longer || !before.appointment.longer) &&
          kept(before.arrange, after.arrange)
        )
      }),
    ))
  it('no channel is both preferred and avoided', () =>
    fc.assert(
      fc.property(someNeeds, (needs) => {
        const { prefer, avoid } = communicationFormat(needs).channels
        return prefer.every((channel) => !avoid.includes(channel))
      }),
    ))
})
