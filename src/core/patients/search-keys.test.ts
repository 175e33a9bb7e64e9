import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { patientDetails } from './patient.ts'
import { amina, name } from './people.test-support.ts'
import { searchKeysOf } from './search-keys.ts'

const keysOf = (over: Parameters<typeof amina>[0] = {}, sensitive = false) =>
  searchKeysOf(patientDetails(amina(over)), sensitive).map(({ kind, key }) => `${kind} ${key}`)

describe('A record is found by', () => {
  it('its family name first', () => assert.ok(keysOf().includes('family KHAN AMINA JANE')))
  it('its given name first', () => assert.ok(keysOf().includes('given AMINA KHAN JANE')))
  it('either half of a double name', () => {
    const keys = keysOf({ names: [name('Ann', 'Jones-Williams')] })
    assert.ok(keys.includes('family JONES WILLIAMS ANN') && keys.includes('family WILLIAMS JONES ANN'))
  })
  it('any two words of its names together, once', () => {
    const pairs = keysOf({ names: [name('Amina Jane', 'Khan'), name('Mina', 'Malik', { use: 'maiden' })] })
      .filter((key) => key.startsWith('pair '))
      .map((key) => key.slice(5).split(' ').toSorted().join(' '))
    const names = ['AMINA', 'JANE', 'KHAN', 'MALIK', 'MINA']
    const expected = names.flatMap((one, at) => names.slice(at + 1).map((other) => `${one} ${other}`))
    assert.deepEqual(pairs.toSorted(), expected)
  })
  it('a former name', () =>
    assert.ok(
      keysOf({ names: [name('Amina', 'Khan'), name('Amina', 'Malik', { use: 'maiden' })] }).includes(
        'family MALIK AMINA',
      ),
    ))
  it('postcode, telephone, email and other numbers', () => {
    const keys = keysOf({
      contactPoints: [
        { system: 'phone', use: 'mobile', value: '+447700900982', source: 'patient' },
        { system: 'email', use: 'home', value: 'Amina@Example.com', source: 'patient' },
      ],
      identifiers: [{ system: 'urn:hospital', value: 'h12' }],
    })
    for (const key of [
      'postcode LS177DF',
      'telephone +447700900982',
      'email amina@example.com',
      'identifier urn:hospital|H12',
    ])
      assert.ok(keys.includes(key), key)
  })
  it('its postcode and any words of its names, in one key for each that may come first', () => {
    const names = [name('Amina Jane', 'Khan'), name('Amina', 'O’Brien-Malik', { use: 'maiden' })]
    const places = keysOf({ names }).filter((key) => key.startsWith('place '))
    const words = ['AMINA', 'AMINAJANE', 'JANE', 'KHAN', 'MALIK', 'OBRIEN', 'OBRIENMALIK']
    assert.deepEqual(places.map((key) => key.split(' ')[2]).toSorted(), words)
    for (const key of places) assert.deepEqual(key.split(' ').slice(2).toSorted(), words, key)
    for (const key of places) assert.ok(key.startsWith('place LS177DF '), key)
  })
  it('nothing that leads to where a sensitive person lives', () =>
    assert.deepEqual(new Set(keysOf({}, true).map((key) => key.split(' ')[0])), new Set(['family', 'given', 'pair'])))
  it('no key twice', () => {
    const keys = keysOf({ names: [name('James', 'James'), name('James', 'James')] })
    assert.equal(new Set(keys).size, keys.length)
  })
})
