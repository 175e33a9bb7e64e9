import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { DOSE_UNITS, type DoseUnit, formatAmount } from './amount.ts'
import { every, timesADay } from './dose.ts'
import { doseText } from './dose-text.ts'
import { FORTNIGHTLY, LOADED, METHOTREXATE, part, phase, steady } from './dose.test-support.ts'

const tablets = steady({ ...FORTNIGHTLY, method: 'take', unit: 'tablet', route: 'oral' }, 1, timesADay(1))
const says = (dose: Parameters<typeof doseText>[0], text: string) => assert.equal(doseText(dose), text)

describe('The words of a dose', () => {
  it('are in the order of the dose syntax, with space-dash-space between', () =>
    says(
      { ...FORTNIGHTLY, site: 'abdomen or thigh' },
      'Inject 40 mg - every 2 weeks - under the skin (subcutaneous) - abdomen or thigh',
    ))
  it('join phases with “then”', () =>
    says(
      LOADED,
      'Inject 160 mg - once only - under the skin (subcutaneous), then inject 80 mg - once only - on day 15 - ' +
        'under the skin (subcutaneous), then inject 40 mg - every 2 weeks - from day 29 - under the skin (subcutaneous)',
    ))
  it('join doses side by side with “and”', () =>
    says(
      {
        ...tablets,
        phases: [
          phase(
            'maintenance',
            0,
            'until-changed',
            part(1, { ...timesADay(1), moments: ['morning'] }),
            part(2, { ...timesADay(1), moments: ['night'] }),
          ),
        ],
      },
      'Take 1 tablet - once a day - in the morning - by mouth, and take 2 tablets - once a day - at night - by mouth',
    ))
  it('put one space between the day and the time', () =>
    says(
      steady(METHOTREXATE, 12.5, { ...every(1, 'week', ['Monday']), at: ['08:00'] }),
      'Inject 12.5 mg - once a week - on Monday at 8am - under the skin (subcutaneous)',
    ))
  it('name days of the week in their order', () =>
    says(
      steady(FORTNIGHTLY, 25, every(1, 'week', ['Friday', 'Monday', 'Wednesday'])),
      'Inject 25 mg - 3 times a week - on Monday, Wednesday and Friday - under the skin (subcutaneous)',
    ))
  it('say how long, how many and the most', () => {
    says(
      {
        ...tablets,
        phases: [
          phase('loading', 0, { days: 14 }, part(2, timesADay(2))),
          phase('maintenance', 14, { days: 10 }, part(1, timesADay(3))),
        ],
        mostInADay: 4,
        additional: ['with or after food'],
        instruction: 'Swallow whole',
      },
      'Take 2 tablets - twice a day - by mouth - for 2 weeks, then take 1 tablet - 3 times a day - from day 15 - by mouth - ' +
        'for 10 days - up to a maximum of 4 tablets in 24 hours - with or after food - Swallow whole',
    )
    says(
      { ...FORTNIGHTLY, phases: [phase('loading', 0, { doses: 5 }, part(300, every(1, 'week')))] },
      'Inject 300 mg - once a week - under the skin (subcutaneous) - for 5 doses',
    )
  })
  it('say how long an infusion takes', () =>
    says(
      { ...steady(FORTNIGHTLY, 300, every(8, 'week')), method: 'infuse', route: 'intravenous', overMinutes: 30 },
      'Infuse 300 mg - over 30 minutes - every 8 weeks - into a vein (intravenous)',
    ))
})

describe('An amount', () => {
  for (const [value, unit, text] of [
    [40, 'milligram', '40 mg'],
    [0.5, 'milligram', '0.5 mg'],
    [2, 'milligram', '2 mg'],
    [75, 'microgram', '75 micrograms'],
    [1, 'microgram', '1 microgram'],
    [1000, 'unit', '1,000 units'],
    [30000, 'unit', '30,000 units'],
    [1, 'tablet', '1 tablet'],
    [2, 'pen', '2 pre-filled pens'],
    [0.4, 'millilitre', '0.4 ml'],
  ] as const) {
    it(`is written ${text}`, () => assert.equal(formatAmount(value, unit), text))
  }
  it('never has a trailing zero, a bare point, or micrograms and units cut short', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999_999 }),
        fc.constantFrom(...(Object.keys(DOSE_UNITS) as DoseUnit[])),
        (amount, unit) => {
          const text = formatAmount(amount / 1000, unit)
          assert.doesNotMatch(text, /(?:^|\D)\.|\.\d*0\b|\bmcg\b|µ|μ|\biu\b|\bU\b/i)
          assert.equal(Math.round(Number(text.split(' ')[0]!.replaceAll(',', '')) * 1000), amount)
        },
      ),
    ))
})
