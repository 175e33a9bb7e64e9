import { DATA_CLASSES, type DataClass } from '../database/data-map.ts'
import { RETENTION } from '../database/retention.ts'
import { StartUpError } from '../errors.ts'
import { PEOPLE, type Activity } from '../policy/activity.ts'
import { formatDate, type CivilDate } from '../values/civil-date.ts'
import { aboutPeople, gaps, type Controller, type Declared } from './declared.ts'
import { keptFor, marked, NOT_CHECKED } from './kept-for.ts'

/**
 * The privacy notice of an organisation, in plain words, as Markdown: made from what the program declares, so that it cannot
 * say something else than the program does. Throws `StartUpError` rather than leave something out.
 */
export function privacyNotice(declared: Declared, controller: Controller, madeOn: CivilDate): string {
  const missing = [...gaps(declared), ...unsaid(controller)]
  if (missing.length > 0) throw new StartUpError(`The notice would not be whole: ${missing.join('; ')}.`)
  const parts = [
    whoWeAre(controller, madeOn),
    whatWeDo(declared),
    whoGetsIt(declared, controller),
    howLong(declared),
    inYourBrowser(declared),
    yourRights(controller),
  ]
  return `${parts.flat().join('\n\n')}\n`
}

/** People must be able to reach the organisation: without a way, no notice is made. */
const unsaid = ({ addressLines, telephone }: Controller): string[] => [
  ...(addressLines.length === 0
    ? ['the organisation’s postal address is not entered (Administration, Organisation)']
    : []),
  ...(telephone === null ? ['its telephone number is not entered (Administration, Organisation)'] : []),
]

const whoWeAre = (
  { name, addressLines, telephone, dataProtectionContact }: Controller,
  madeOn: CivilDate,
): string[] => [
  `# Privacy notice of ${plain(name)}`,
  `Made on ${formatDate(madeOn)} from what the software itself declares. What is marked “${NOT_CHECKED}” nobody has checked against the law: do not publish this before a data protection officer has.`,
  '## Who we are',
  `${plain(name)} decides what is kept about you and why. In law we are the controller. Troth is the software that we use.`,
  dataProtectionContact === undefined
    ? `Write to our data protection officer at ${plain(addressLines.join(', '))}, or call ${plain(telephone ?? '')}.`
    : `Our data protection officer: ${plain(dataProtectionContact)}. Or write to us at ${plain(addressLines.join(', '))}, or call ${plain(telephone ?? '')}.`,
]

const whatWeDo = ({ activities, tables }: Declared): string[] => [
  '## What we keep, and why',
  ...activities
    .filter(({ people }) => people.length > 0)
    .flatMap((each) => [
      `### ${each.name}`,
      each.why,
      list([
        `About: ${each.people.map((who) => lowerFirst(PEOPLE[who])).join('; ')}`,
        `We keep: ${kindsIn(each, tables).join('; ')}`,
        basisWords(each),
      ]),
    ]),
  'We never use it for marketing, never sell it and never use it to build a profile of you. No computer alone decides anything important about you.',
  'We get it from you, from those who care for you and, when you come from elsewhere, from the organisation that cared for you before. You need not give it to us, but without it we may not be able to care for you safely.',
]

function basisWords({ basis }: Activity): string {
  if (!basis) return 'In law: nothing is needed'
  const { article6, article9, confidentiality } = basis.value
  const law = [article6, ...(article9 === undefined ? [] : [article9])].map(lowerFirst).join(' and ')
  return marked(`In law (UK GDPR): ${law}. In confidence: ${lowerFirst(confidentiality)}`, basis.verified)
}

const whoGetsIt = ({ sendable, parties }: Declared, { recipients }: Controller): string[] => [
  '## Who gets it',
  'We send information only to organisations on our register, each with an agreement. The software cannot send it to any other.',
  recipients.length === 0
    ? 'Nobody is on our register at the moment.'
    : list(
        recipients.map(({ name, kinds }) => {
          const titles = sendable.filter((each) => kinds.includes(each.name)).map(({ title }) => title)
          return plain(`${name}: ${titles.map(lowerFirst).join('; ') || 'nothing at the moment'}`)
        }),
      ),
  'Why we send each of these:',
  list(sendable.map(({ title, why }) => `${title}: ${why}`)),
  'These work for us, as far as we use them, and may do nothing else with it:',
  list(parties.map(({ name, why, protection }) => `${name}. ${why} Protection: ${protection}.`)),
  'Other computer systems that we let in may read your record or add to it, each no more than we allowed it. Whatever they do is in the list of who opened your record.',
  'We may also have to tell others when the law says so, such as a court.',
  marked('Everything stays in the United Kingdom', false) + '.',
]

const howLong = ({ activities, tables }: Declared): string[] => [
  '## How long we keep it',
  ...activities
    .filter(({ people }) => people.length > 0)
    .map(({ name, tables: own }) => {
      const rules = [...new Set(own.map((table) => tables.get(table)!.retention))]
      return `${name}:\n\n${list(rules.map((rule) => marked(keptFor(rule), RETENTION[rule].verified)))}`
    }),
]

const inYourBrowser = ({ browser }: Declared): string[] => [
  '## What we keep in your browser',
  'The site cannot work without these, so the law does not ask for your permission. We do not follow what you do.',
  list(browser.map(({ name, purpose, life }) => `\`${name}\`: ${purpose} ${life}.`)),
]

const yourRights = ({ name }: Controller): string[] => [
  '## Your rights',
  'You can ask us:',
  list([
    'what we do with information about you, as this notice tells',
    'for a copy of it',
    'to put right what is wrong',
    'to erase it, where the law does not make us keep it',
    'to limit what we do with it',
    'to give it to you or someone else in a form that a computer reads, where the law gives that right',
    'to stop using it, where you object',
    'for a person to look at it, should a computer alone ever decide something about you',
  ]),
  marked('We answer within one month. If we need longer, we tell you within that month', false) + '.',
  '## If you are not happy',
  marked(
    `You can complain to our data protection officer at ${plain(name)} in any way. We tell you within 30 days that we have it`,
    false,
  ) + '.',
  'You can also complain to the Information Commissioner at ico.org.uk or on 0303 123 1113.',
]

const kindsIn = ({ tables: own }: Activity, tables: Declared['tables']): string[] => {
  const classes = new Set(own.flatMap((table) => Object.values(tables.get(table)!.columns)))
  return [...classes].filter(aboutPeople).map((each: DataClass) => lowerFirst(DATA_CLASSES[each]))
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n')

/** What people typed is text, whatever Markdown would take it for. */
const plain = (text: string): string => text.replaceAll(/[\\<>`*_[\]#]/g, (sign) => `\\${sign}`).replaceAll(/\s+/g, ' ')
