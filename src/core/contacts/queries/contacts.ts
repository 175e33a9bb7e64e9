import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import { openFor } from '../../encryption/subject-keys.ts'
import { NotFoundError } from '../../errors.ts'
import { isUuid } from '../../values/uuid.ts'
import { attemptsSince, type Channel, type Direction, type WithWhom } from '../contact.ts'
import type { ContactWork } from '../tables.ts'

/** A contact as it was written down, opened for reading. */
export interface StoredContact {
  readonly contactId: string
  readonly patientId: string
  readonly direction: Direction
  readonly channel: Channel
  readonly withWhom: WithWhom
  readonly relatedPersonId: string | null
  readonly withName: string | undefined
  readonly summary: string | undefined
  readonly outcome: string
  readonly happenedAt: Date
  readonly recordedAt: Date
  readonly recordedBy: string
  readonly followUpTaskId: string | null
  /** Why it was recorded by mistake, when it was. */
  readonly mistake: string | undefined
  readonly isMistake: boolean
}

/** What is sealed of a contact. */
export interface SealedContact {
  readonly summary: string
  readonly withName?: string | undefined
}

export const contactPlace = (contactId: string) => ({ table: 'core.contact', column: 'sealed', rowId: contactId })
export const mistakePlace = (contactId: string) => ({
  table: 'core.contact_mistake',
  column: 'sealed',
  rowId: contactId,
})

/** One page of the contacts of a record and of those merged into it, newest first. */
export async function listContacts(
  db: Reader<ContactWork>,
  ctx: Pick<Context, 'tenantId' | 'keys'>,
  recordIds: readonly string[],
  page: { readonly number: number; readonly size: number },
): Promise<{ readonly contacts: readonly StoredContact[]; readonly total: number }> {
  const rows = await contactRows(db, ctx.tenantId)
    .where('contact.patient_id', 'in', [...recordIds])
    .orderBy('contact.happened_at', 'desc')
    .orderBy('contact.contact_id', 'desc')
    .limit(page.size)
    .offset((page.number - 1) * page.size)
    .execute()
  const { count } = await db
    .selectFrom('core.contact')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', ctx.tenantId)
    .where('patient_id', 'in', [...recordIds])
    .executeTakeFirstOrThrow()
  const contacts: StoredContact[] = []
  for (const row of rows) contacts.push(await opened(db, ctx, row))
  return { contacts, total: Number(count) }
}

export async function getContact(
  db: Reader<ContactWork>,
  ctx: Pick<Context, 'tenantId' | 'keys'>,
  contactId: string,
): Promise<StoredContact> {
  const row = isUuid(contactId)
    ? await contactRows(db, ctx.tenantId).where('contact.contact_id', '=', contactId).executeTakeFirst()
    : undefined
  if (!row) throw new NotFoundError('Contact')
  return await opened(db, ctx, row)
}

/** Looks back at this many contacts; more attempts than that are counted as many. */
const LOOK_BACK = 100

/** How often somebody was tried in vain since they were last reached. */
export async function attemptsWithoutAnswer(
  db: Reader<ContactWork>,
  tenantId: string,
  recordIds: readonly string[],
): Promise<number> {
  const rows = await contactRows(db, tenantId)
    .where('contact.patient_id', 'in', [...recordIds])
    .orderBy('contact.happened_at', 'desc')
    .orderBy('contact.contact_id', 'desc')
    .limit(LOOK_BACK)
    .execute()
  return attemptsSince(rows.map((row) => ({ ...row, isMistake: row.mistake !== null })))
}

const contactRows = (db: Reader<ContactWork>, tenantId: string) =>
  db
    .selectFrom('core.contact as contact')
    .leftJoin('core.contact_mistake as mistake', (join) =>
      join.onRef('mistake.tenant_id', '=', 'contact.tenant_id').onRef('mistake.contact_id', '=', 'contact.contact_id'),
    )
    .select([
      'contact.contact_id as contactId',
      'contact.patient_id as patientId',
      'contact.direction',
      'contact.channel',
      'contact.with_whom as withWhom',
      'contact.related_person_id as relatedPersonId',
      'contact.outcome',
      'contact.happened_at as happenedAt',
      'contact.recorded_at as recordedAt',
      'contact.recorded_by as recordedBy',
      'contact.follow_up_task_id as followUpTaskId',
      'contact.sealed',
      'mistake.sealed as mistake',
    ])
    .where('contact.tenant_id', '=', tenantId)

type Row = Awaited<ReturnType<ReturnType<typeof contactRows>['execute']>>[number]

async function opened(
  db: Reader<ContactWork>,
  ctx: Pick<Context, 'tenantId' | 'keys'>,
  { sealed, mistake, ...row }: Row,
): Promise<StoredContact> {
  const subject = { subjectId: row.patientId, class: 'clinical-text' } as const
  const text = await openFor(db, ctx, subject, contactPlace(row.contactId), sealed)
  const { summary, withName } = text === undefined ? {} : (JSON.parse(text) as SealedContact)
  const why = mistake ? await openFor(db, ctx, subject, mistakePlace(row.contactId), mistake) : undefined
  return { ...row, summary, withName, mistake: why, isMistake: mistake !== null }
}
