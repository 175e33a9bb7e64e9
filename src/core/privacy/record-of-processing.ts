import { DATA_CLASSES, SEALED_CLASSES, type DataClass } from '../database/data-map.ts'
import { RETENTION } from '../database/retention.ts'
import { StartUpError } from '../errors.ts'
import { PEOPLE, type Activity } from '../policy/activity.ts'
import { PURPOSES } from '../policy/purposes.ts'
import { gaps, type Controller, type Declared } from './declared.ts'
import { keptFor, marked } from './kept-for.ts'
import { SECURITY_MEASURES } from './security-measures.ts'

/** A part of the record: rows under one head, each as long as the head. */
export interface RecordPart {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** They come to the program; it never goes to them. */
const REGISTERED_SYSTEMS = [
  'Computer systems that the controller registered (FHIR)',
  'what the controller agreed with each',
  'They read and add to records for the controller.',
  'What each was given the right to see',
  'TLS; a token of its own; everything it does is in the audit trail',
  'They call; the list is on the page Connected systems',
]
const ANY_CONTROLLER = 'Each organisation that uses this installation, for its own records'

/** The record of processing (UK GDPR Article 30). Throws `StartUpError` when something that is kept is missing from it. */
export function recordOfProcessing(declared: Declared, controller?: Controller): readonly RecordPart[] {
  const missing = gaps(declared)
  if (missing.length > 0) throw new StartUpError(`The record would not be whole: ${missing.join('; ')}.`)
  const { activities, parties, browser, sendable } = declared
  const whose = controller?.name ?? ANY_CONTROLLER
  return [
    { title: 'Controller', head: ['What', 'Who'], rows: controllerRows(controller) },
    {
      title: 'Activities',
      head: [
        'Activity',
        'Controller',
        'What for',
        'Purposes',
        'About whom',
        'Article 6',
        'Article 9',
        'Confidentiality',
      ],
      rows: activities.map((each) => activityRow(each, whose)),
    },
    {
      title: 'What is kept, and how long',
      head: ['Activity', 'Table', 'Kinds of information', 'Sealed', 'Kept', 'Then', 'Source of the period'],
      rows: activities.flatMap((each) => each.tables.map((table) => tableRow(declared, each, table))),
    },
    {
      title: 'What can be sent to another organisation',
      head: ['What', 'Why', 'Basis', 'Confidentiality', 'To whom'],
      rows: sendable.map(({ name, title, why, basis, ground }) => [
        title,
        why,
        marked(basis, false),
        ground,
        recipientsOf(name, controller),
      ]),
    },
    {
      title: 'Other recipients',
      head: ['Who', 'As', 'What for', 'Kinds of information', 'Protection', 'Where'],
      rows: [
        ...parties.map(({ name, role, why, gets, protection, setting }) => [
          name,
          role,
          why,
          kinds(gets),
          protection,
          `What ${setting} says; nothing goes there without it`,
        ]),
        REGISTERED_SYSTEMS,
      ],
    },
    {
      title: 'Transfers to other countries',
      head: ['Transfer', 'Safeguard'],
      rows: [
        [
          'None by the program: it sends only to what is named above',
          marked('Whoever runs it keeps each of those in the United Kingdom', false),
        ],
      ],
    },
    {
      title: 'What is kept in a browser',
      head: ['Name', 'What for', 'How long'],
      rows: browser.map(({ name, purpose, life }) => [name, purpose, life]),
    },
    {
      title: 'Security',
      head: ['Measure', 'The test that shows it'],
      rows: SECURITY_MEASURES.map(({ says, proof }) => [says, proof]),
    },
  ]
}

const controllerRows = (controller: Controller | undefined): string[][] =>
  controller === undefined
    ? [['Controller', ANY_CONTROLLER]]
    : [
        ['Controller', controller.odsCode === null ? controller.name : `${controller.name} (${controller.odsCode})`],
        ['Address', controller.addressLines.join(', ') || 'Not entered'],
        ['Telephone', controller.telephone ?? 'Not entered'],
        ['Data protection officer', controller.dataProtectionContact ?? 'At the address of the controller'],
      ]

const activityRow = ({ name, why, people, purposes, basis }: Activity, whose: string): string[] => {
  const {
    article6 = 'None needed: about nobody',
    article9 = 'None',
    confidentiality = 'None needed',
  } = basis?.value ?? {}
  const checked = basis?.verified ?? true
  return [
    name,
    whose,
    why,
    purposes.map((purpose) => PURPOSES[purpose]).join('; '),
    people.map((who) => PEOPLE[who]).join('; ') || 'Nobody',
    marked(article6, checked),
    marked(article9, checked),
    marked(confidentiality, checked),
  ]
}

function tableRow({ tables }: Declared, { name }: Activity, table: string): string[] {
  const { columns, retention } = tables.get(table)!
  const classes = [...new Set(Object.values(columns))]
  const { atTheEnd, source, verified } = RETENTION[retention]
  const sealed = classes.filter((each) => (SEALED_CLASSES as readonly DataClass[]).includes(each))
  return [
    name,
    table,
    kinds(classes),
    kinds(sealed) || 'Nothing',
    keptFor(retention),
    atTheEnd,
    marked(source, verified),
  ]
}

const kinds = (classes: readonly DataClass[]): string => classes.map((each) => DATA_CLASSES[each]).join('; ')

const recipientsOf = (kind: string, controller: Controller | undefined): string =>
  controller === undefined
    ? 'Organisations that the controller entered on its register'
    : controller.recipients
        .filter(({ kinds: sent }) => sent.includes(kind))
        .map(({ name, agreement }) => `${name} (${agreement})`)
        .join('; ') || 'Nobody is on the register for it'
