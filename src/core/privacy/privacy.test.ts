import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { declared } from '../../cli/declared.ts'
import { DATA_CLASSES } from '../database/data-map.ts'
import { gaps, type Controller, type Declared } from './declared.ts'
import { privacyNotice } from './notice.ts'
import { PARTIES } from './parties.ts'
import { recordAsCsv, recordAsMarkdown } from './record-as-text.ts'
import { recordOfProcessing } from './record-of-processing.ts'
import { SECURITY_MEASURES } from './security-measures.ts'

const all = declared()
const riverside: Controller = {
  name: 'Riverside NHS Trust',
  odsCode: 'RX1',
  addressLines: ['1 River Road', 'Barford', 'BA1 1AA'],
  telephone: '01632 960 001',
  dataProtectionContact: undefined,
  recipients: [{ name: 'Brightwell', agreement: 'DPA 7', kinds: all.sendable.map(({ name }) => name) }],
}
const record = recordAsMarkdown(recordOfProcessing(all, riverside), 'Record')
const csv = recordAsCsv(recordOfProcessing(all, riverside))
const notice = privacyNotice(all, riverside, '2026-11-29')
const without = (table: string): Declared => ({
  ...all,
  activities: all.activities.map((each) => ({ ...each, tables: each.tables.filter((name) => name !== table) })),
})
/** What a text does not name. */
const missingFrom = (text: string, names: Iterable<string>): string[] =>
  [...names].filter((name) => !text.includes(name))

describe('The record of processing', () => {
  it('holds every table, party, cookie and kind of disclosure', () => {
    assert.ok(all.tables.size > 90 && all.sendable.length > 5, 'the guard must be looking at something')
    for (const text of [record, csv]) {
      assert.deepEqual(missingFrom(text, all.tables.keys()), [])
      assert.deepEqual(
        missingFrom(
          text,
          all.parties.flatMap(({ name, setting }) => [name, setting]),
        ),
        [],
      )
      assert.deepEqual(
        missingFrom(
          text,
          all.browser.map(({ name }) => name),
        ),
        [],
      )
      assert.deepEqual(
        missingFrom(
          text,
          all.sendable.map(({ title }) => title),
        ),
        [],
      )
    }
  })
  it('names the controller of every activity, and whoever is on its register', () => {
    assert.ok(record.match(/^\| .* \| Riverside NHS Trust \|/gm)!.length >= all.activities.length)
    assert.match(record, /Brightwell \(DPA 7\)/)
    assert.match(recordAsMarkdown(recordOfProcessing(all), 'Record'), /Each organisation that uses this installation/)
  })
  it('marks every legal fact that nobody has checked', () => {
    for (const { basis } of all.activities) if (basis) assert.equal(basis.verified, false)
    assert.match(record, /Public task, Article 6\(1\)\(e\) \(not checked yet\)/)
    assert.match(record, /\| 6 years, from the day the person leaves/)
    assert.match(record, /staff record \(Troth holds an account, not the employment record\) \(not checked yet\)/)
  })
  it('has rows as long as their heads', () => {
    for (const { head, rows } of recordOfProcessing(all)) for (const row of rows) assert.equal(row.length, head.length)
  })
  it('refuses to leave out a table, by its name', () => {
    for (const table of ['core.patient', 'homecare.prescription'])
      assert.throws(() => recordOfProcessing(without(table)), new RegExp(`${table} is in 0 activities`))
  })
  it('takes a name that a spreadsheet or Markdown would act on as text', () => {
    const odd = recordOfProcessing(all, { ...riverside, name: '=cmd|x' })
    assert.match(recordAsMarkdown(odd, 'Record'), /\| =cmd\\\|x \(RX1\) \|/)
    assert.match(recordAsCsv(odd), /"?'=cmd\|x/)
  })
})

describe('The guard of what is declared bites when', () => {
  const [first] = all.activities
  const says = (over: Partial<Declared>, what: RegExp) => assert.match(gaps({ ...all, ...over }).join('\n'), what)

  it('nothing is wrong: it says nothing', () => assert.deepEqual(gaps(all), []))
  it('a table is new and in no activity', () => {
    const table = { class: 'tenant', retention: 'session', columns: { a: 'health' } } as const
    says({ tables: new Map([...all.tables, ['core.new_table', table]]) }, /core.new_table is in 0 activities/)
  })
  it('a table is in two', () =>
    says({ activities: [...all.activities, { ...first!, name: 'Again' }] }, /core.patient is in 2 activities/))
  it('an activity names a table that has gone', () =>
    says({ activities: [...all.activities, { ...first!, tables: ['core.gone'] }] }, /which the program does not keep/))
  it('an activity about people rests on nothing', () => {
    const { basis: _basis, ...bare } = first!
    says({ activities: [bare, ...all.activities.slice(1)] }, /has no legal basis/)
  })
  it('an activity about nobody keeps something about people', () =>
    says({ activities: [{ ...first!, people: [] }, ...all.activities.slice(1)] }, /says something about people/))
})

/** Folders that speak to the outside world and settings that say where it is, which no party is declared for. */
function undeclaredWaysOut(
  parties: Declared['parties'],
  settings: readonly string[],
  folders: readonly string[],
): string[] {
  const OURS = ['PUBLIC_URL', 'DATABASE_OWNER_URL', 'TROTH_DATA_DIR']
  const outside = settings.filter((name) => /_(?:URL|DIR|ISSUER)$/.test(name) && !OURS.includes(name))
  return [
    ...outside.filter((name) => !parties.some(({ setting }) => setting === name)),
    ...folders.filter((name) => !parties.some(({ integration }) => integration === name)),
  ]
}

describe('Every way out of the building', () => {
  const settings = [...readFileSync('src/config.ts', 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+): \{/gm)].map(
    ([, name]) => name!,
  )
  const folders = globSync('src/integrations/*/').map((path) => path.split('/').filter(Boolean).at(-1)!)

  it('leads to a party that is declared', () => {
    assert.ok(settings.length > 10 && folders.length >= 2)
    assert.deepEqual(undeclaredWaysOut(PARTIES, settings, folders), [])
  })
  it('is not declared unless it is there', () => {
    for (const { setting, integration } of PARTIES) {
      assert.ok(settings.includes(setting), setting)
      if (integration !== undefined) assert.ok(existsSync(`src/integrations/${integration}/client.ts`), integration)
    }
  })
  it('fails by its name when a party is missing', () => {
    const fewer = PARTIES.filter(({ setting }) => setting !== 'SMTP_URL')
    assert.deepEqual(undeclaredWaysOut(fewer, settings, folders), ['SMTP_URL', 'smtp'])
    assert.deepEqual(undeclaredWaysOut(PARTIES, ['PDS_BASE_URL'], ['pds']), ['PDS_BASE_URL', 'pds'])
  })
})

/** What a source text keeps in a browser without its being declared. */
function undeclaredStorage(text: string, declaredNames: readonly string[]): string[] {
  const named = [...text.matchAll(/'((?:__Host-|__Secure-)[\w-]+)'/g)].map(([, name]) => name!)
  const set = [...text.matchAll(/\.setCookie\(\s*([^,\s]+)/g)].map(([, name]) => name!)
  const storage = [...text.matchAll(/storageKey = '([^']+)'/g)].map(([, name]) => name!)
  const calls = [
    ...text.matchAll(
      /\b(?:localStorage|sessionStorage)\.(?:setItem\((?!storageKey,).*|[a-z]\w*\s*=.*)|\bindexedDB\b|\bcookieStore\b|document\.cookie/g,
    ),
  ]
  return [
    ...[...named, ...storage].filter((name) => !declaredNames.includes(name)),
    ...set.filter((name) => !/^COOKIES\.\w+\.name$/.test(name)),
    ...calls.map(([call]) => call),
  ]
}

describe('Everything that is kept in a browser', () => {
  const names = all.browser.map(({ name }) => name)
  const files = globSync('src/**/*.{ts,tsx}').filter((file) => !/\.test(-support)?\.tsx?$/.test(file))

  it('is declared', () => {
    const texts = files.map((file) => readFileSync(file, 'utf8'))
    assert.ok(texts.some((text) => text.includes('.setCookie(')) && texts.some((text) => text.includes('localStorage')))
    assert.deepEqual(
      texts.flatMap((text) => undeclaredStorage(text, names)),
      [],
    )
  })
  it('fails by its name when it is not', () => {
    assert.deepEqual(undeclaredStorage("name: '__Host-troth-new'", names), ['__Host-troth-new'])
    assert.deepEqual(undeclaredStorage("reply.setCookie('x', value)", names), ["'x'"])
    assert.deepEqual(undeclaredStorage("const storageKey = 'troth:more'", names), ['troth:more'])
    assert.equal(undeclaredStorage("sessionStorage.setItem('x', y)", names).length, 1)
    const [cookie] = names
    assert.deepEqual(undeclaredStorage(`name: '${cookie}'`, names.slice(1)), [cookie])
  })
})

describe('The privacy notice', () => {
  it('says what the law asks for: who, why, basis, recipients, transfers, how long, rights, complaints', () => {
    for (const part of [
      ...[
        'Riverside NHS Trust',
        'data protection officer',
        '1 River Road',
        '01632 960 001',
        'We keep:',
        'Article 6(1)(e)',
      ],
      ...['Article 9(2)(h)', 'Who gets it', 'United Kingdom', 'How long we keep it', 'for a copy of it', 'put right'],
      ...['to erase it', 'to limit', 'a computer reads', 'where you object', 'a computer alone', 'within one month'],
      ...[
        'within 30 days',
        'Information Commissioner',
        'ico.org.uk',
        '0303 123 1113',
        'We get it from',
        'need not give it',
      ],
    ])
      assert.ok(notice.includes(part), part)
  })
  it('names every party, everything kept in a browser and every kind of disclosure', () => {
    assert.deepEqual(
      missingFrom(
        notice,
        all.parties.map(({ name }) => name),
      ),
      [],
    )
    assert.deepEqual(
      missingFrom(
        notice,
        all.browser.map(({ name }) => name),
      ),
      [],
    )
    assert.deepEqual(
      missingFrom(
        notice,
        all.sendable.map(({ title }) => title),
      ),
      [],
    )
    assert.ok(notice.includes('Brightwell: '))
  })
  it('names every kind of information about people that is kept', () => {
    const held = new Set([...all.tables.values()].flatMap(({ columns }) => Object.values(columns)))
    const words = [...held].filter((each) => !['opaque', 'administrative', 'technical'].includes(each))
    assert.ok(words.length > 10)
    assert.deepEqual(
      missingFrom(
        notice,
        words.map((each) => DATA_CLASSES[each].slice(1)),
      ),
      [],
    )
  })
  it('says what nobody has checked', () => assert.ok(notice.match(/not checked yet/g)!.length > 10))
  it('claims no absolute security and takes no use of the site for consent', () =>
    assert.doesNotMatch(notice, /100|completely secure|by using this site|you accept/i))
  it('is not made while nobody can reach the organisation, and says what to enter', () => {
    const silent = { ...riverside, addressLines: [], telephone: null }
    assert.throws(() => privacyNotice(all, silent, '2026-11-29'), /postal address is not entered.*telephone number/)
  })
  it('is not made while a table belongs to no activity', () =>
    assert.throws(() => privacyNotice(without('core.contact'), riverside, '2026-11-29'), /core.contact/))
})

describe('A measure of security', () => {
  for (const { says, proof } of SECURITY_MEASURES) it(`${says}: its test is there`, () => assert.ok(existsSync(proof)))
})
