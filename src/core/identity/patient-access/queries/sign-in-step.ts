import type { Context, Platform } from '../../../context.ts'
import { readInTenant } from '../../../database/in-tenant.ts'
import { platformReader } from '../../../database/platform-reader.ts'
import type { Reader } from '../../../database/transaction.ts'
import { hasNhsNumber } from '../../../patients/patient.ts'
import { getPatient } from '../../../patients/queries.ts'
import type { Organisation } from '../../../tenancy/organisation.ts'
import { getOrganisation } from '../../../tenancy/queries.ts'
import { codeState } from '../activation-code.ts'
import { guessable } from '../guessable.ts'
import { findCode, findLiveRecordId, listAccountsOf, type AccountNow } from '../queries.ts'
import type { Place, Stage } from '../step.ts'
import type { AccessTables, PatientAccessTables } from '../tables.ts'

/** What the browser with this cookie has proved; empty when it has not begun, took too long or is done. */
export async function findStep(
  platform: Pick<Platform, 'db' | 'clock'>,
  tokenHash: Buffer | undefined,
  stage: Stage,
  tx: Reader<PatientAccessTables> = platformReader<PatientAccessTables>(platform),
): Promise<readonly Place[]> {
  if (!tokenHash) return []
  const step = await tx
    .selectFrom('core.patient_sign_in_step')
    .select('places')
    .where('token_hash', '=', tokenHash)
    .where('stage', '=', stage)
    .where('ends_at', '>', platform.clock.now())
    .executeTakeFirst()
  return step?.places ?? []
}

/** Someone whose code was right, on their way to a password. */
export interface Activating {
  readonly place: Place
  readonly organisation: Organisation
  /** False when the code was used or taken back since. */
  readonly isOpen: boolean
  readonly account: AccountNow | undefined
  readonly hasNhsNumber: boolean
  /** What a guesser would try: for the rule that a password may not hold it. */
  readonly guessable: readonly string[]
}

/** How far this browser has come with a code. */
export async function findActivating(ctx: Context): Promise<Activating | undefined> {
  const [place] = await findStep(ctx, ctx.visitor?.tokenHash, 'activate')
  if (!place) return undefined
  const { tenantId } = place
  return await readInTenant<AccessTables, Activating | undefined>({ db: ctx.db, tenantId }, async (tx) => {
    const code = await findCode(tx as never, tenantId, place.id)
    const liveId = code && (await findLiveRecordId(tx, tenantId, code.patientId))
    if (!code || liveId === undefined) return undefined
    const patient = await getPatient(tx, { ...ctx, tenantId }, liveId)
    const [account] = await listAccountsOf(tx, tenantId, liveId)
    const organisation = await getOrganisation(tx, tenantId)
    return {
      place,
      organisation,
      isOpen: codeState(code, ctx.clock.now()) === 'waiting',
      account,
      hasNhsNumber: hasNhsNumber(patient.nhsNumber),
      guessable: [organisation.name, ...guessable(patient)],
    }
  })
}

/** The organisations that someone's password opened. */
export async function listOrganisationsOfStep(ctx: Context): Promise<{ tenantId: string; name: string }[]> {
  const places = await findStep(ctx, ctx.visitor?.tokenHash, 'organisation')
  const organisations = await Promise.all(
    places.map(async ({ tenantId }) => {
      const { name } = await readInTenant<AccessTables, Organisation>({ db: ctx.db, tenantId }, (tx) =>
        getOrganisation(tx, tenantId),
      )
      return { tenantId, name }
    }),
  )
  return organisations.sort((a, b) => a.name.localeCompare(b.name, 'en'))
}
