/** What kind of data a column holds. Decides encryption, access, export and erasure; a column without one does not compile. */
export const DATA_CLASSES = {
  opaque: 'Keys and references that mean nothing by themselves',
  administrative: 'Facts about the organisation or the running of the service',
  technical: 'Times, versions and counters',
  identifier: 'Identifies a person: name, NHS number, birth date',
  contact: 'How to reach a person: address, telephone, e-mail',
  demographic: 'About a person: gender, language, needs',
  family: 'People related to a patient',
  health: 'Clinical facts as codes, numbers and dates',
  'clinical-text': 'Clinical free text (sealed)',
  'home-access': 'How to get into a home (sealed)',
  genetic: 'Genetic data (sealed)',
  'message-body': 'What a message says (sealed)',
  attachment: 'Files (sealed)',
  credential: 'Passwords, keys and tokens (hashed or sealed)',
  'audit-payload': 'Old and new values of an act (sealed)',
  draft: 'What someone typed and has not sent (sealed)',
  staff: 'About a member of staff',
  'online-identifier': 'Network addresses and browser facts',
} as const
export type DataClass = keyof typeof DATA_CLASSES

/** Classes whose columns must be sealed bytes in the database, whatever the table. */
export const SEALED_CLASSES = [
  'clinical-text',
  'home-access',
  'genetic',
  'message-body',
  'attachment',
  'audit-payload',
  'draft',
] as const satisfies readonly DataClass[]

/** How long rows are kept; periods and sources are in `core/database/retention.ts`. */
export type RetentionRule =
  | 'organisation-life'
  | 'health-record'
  | 'audit-trail'
  | 'staff-record'
  | 'session'
  | 'one-week'
  | 'with-its-subject'
  | 'task-record'
  | 'security-log'
  | 'reference'

export type TableClass = 'tenant' | 'reference' | 'platform'

/** One entry a table, one class a column: checked against `tables.ts` by the compiler and against the database by a test. */
export type DataMapOf<Tables> = {
  readonly [Table in keyof Tables]: {
    readonly class: TableClass
    readonly retention: RetentionRule
    readonly columns: { readonly [Column in keyof Tables[Table]]: DataClass }
  }
}
