import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { getAllergyStatus, type PatientTables } from '../../../../core/patients/index.ts'
import type { MedicineTables } from '../../../../core/medicines/index.ts'
import type { EncryptionTables } from '../../../../core/encryption/tables.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { isApproved } from '../../schemes/scheme.ts'
import { maySignFirst } from '../../schemes/sign-first.ts'
import { type Override, unresolvedGates } from '../../schemes/gates.ts'
import { findLiveScheme } from '../../schemes/queries.ts'
import { prescriptionFactsOf } from '../../therapies/facts-of.ts'
import { getPerson } from '../../therapies/queries/homecare-subject.ts'
import { loadSnapshot } from '../../therapies/queries/load-snapshot.ts'
import { getTherapy, type Therapy } from '../../therapies/queries/therapies.ts'
import type { HomecareTables } from '../../tables.ts'
import { checkContent } from '../content-checks.ts'
import type { PrescriptionFacts } from '../prescription-facts.ts'
import type { PrescriptionEvent } from '../prescription-state.ts'
import { refuseExit } from '../route.ts'
import { digestOfWritten, type PrescriptionDraft, type WrittenContent } from '../stored-content.ts'
import { contentToCheck } from './content-to-check.ts'
import { findGateFindings } from './gate-findings.ts'
import type { Prescription } from './prescriptions.ts'
import { findContent } from './read-content.ts'

type Tables = Reader<HomecareTables & PatientTables & MedicineTables & EncryptionTables & TenancyTables>

/** What only the caller can know: what was typed, how someone proved who they are, what the other side said. */
export type KnownFacts = Partial<PrescriptionFacts> & { readonly overrides?: readonly Override[] }

const NOT_CHECKED = [{ name: 'not-checked', sentence: 'This could not be checked: try again' }] as const
const LOOKS_AT_CONTENT: readonly PrescriptionEvent[] = ['propose', 'amend', 'screen']

/**
 * Everything that the guards of a step look at, so that each caller works it out in the same way. What nobody knows is
 * false and refuses. `known` stands over what is worked out here.
 */
export async function gatherFacts(
  tx: Tables,
  ctx: Pick<Context, 'tenantId' | 'clock' | 'keys' | 'actor'>,
  prescription: Prescription,
  event: PrescriptionEvent,
  { overrides = [], ...known }: KnownFacts,
): Promise<PrescriptionFacts> {
  const { recordIds } = await getPerson(tx, ctx, prescription.patientId)
  const snapshot = await loadSnapshot(tx, ctx.tenantId, recordIds)
  const mine = snapshot.prescriptions.find(({ id }) => id === prescription.prescriptionId)
  const therapy = await getTherapy(tx, ctx.tenantId, prescription.therapyId)
  const scheme = therapy.schemeId === undefined ? undefined : await findLiveScheme(tx, ctx.tenantId, therapy.schemeId)
  const stored = await findContent(tx, ctx, prescription.prescriptionId)
  const asked = event === 'propose' || event === 'amend' ? stored?.draft : draftOf(stored?.written)
  const allergies = await getAllergyStatus(tx as Reader<PatientTables>, ctx, prescription.patientId)
  const exit = refuseExit(prescription.schedule, 'disclosure')
  return {
    ...NOTHING_KNOWN,
    ...(mine === undefined ? {} : prescriptionFactsOf(snapshot, mine)),
    isBiologic: therapy.isBiologic || (scheme?.isBiologic ?? false),
    ...(asked !== undefined && LOOKS_AT_CONTENT.includes(event)
      ? checkContent(
          await contentToCheck(tx, ctx, therapy, { ...asked, loadAgainReason: stored?.draft.loadAgainReason }),
        )
      : {}),
    class: prescription.class,
    maySchemeCheckerScreen: scheme !== undefined && isApproved(scheme) && scheme.mayCheckerScreen,
    maySignFirst: maySignFirst(scheme),
    isActorThePrescriber: ctx.actor.id === prescription.prescriberId,
    gateRefusals: event === 'screen' ? await gateRefusals(tx, ctx, therapy, asked, overrides) : NOT_CHECKED,
    isAllergyKnown: allergies.status !== 'not-yet-asked',
    isSameContent: isSame(prescription, stored?.written),
    routeRefusals: exit === undefined ? [] : [exit],
    hasOrderReference: prescription.orderReference !== undefined,
    isAnswerLate: prescription.answerBy !== undefined && ctx.clock.now() > prescription.answerBy,
    isPastLastDay: prescription.lastDay !== undefined && ctx.clock.today() > prescription.lastDay,
    ...known,
  }
}

async function gateRefusals(
  tx: Tables,
  ctx: Pick<Context, 'tenantId' | 'clock' | 'actor'>,
  therapy: Therapy,
  asked: PrescriptionDraft | undefined,
  overrides: readonly Override[],
): Promise<PrescriptionFacts['gateRefusals']> {
  if (asked?.dose === undefined) return NOT_CHECKED
  return unresolvedGates(await findGateFindings(tx, ctx, therapy, { ampId: asked.ampId, dose: asked.dose }), overrides)
}

/** What was written, as the answers that it came from. */
export function draftOf(written: WrittenContent | undefined): PrescriptionDraft | undefined {
  const [item] = written?.content.items ?? []
  if (written === undefined || item === undefined) return undefined
  const { deliveries, interval, firstDoseOn, notBefore } = written.content
  const { vmpId, ampId, dose, quantity } = item
  return { vmpId, ampId, dose, quantity, deliveries, interval, firstDoseOn, notBefore }
}

/** The content as it is now has the digest that was screened, or that was signed first. */
function isSame(prescription: Prescription, written: WrittenContent | undefined): boolean {
  if (written === undefined) return false
  const held = prescription.state === 'signed-unscreened' ? prescription.signedDigest : prescription.screenedDigest
  return held !== undefined && digestOfWritten(written) === held
}

/** Facts of which none is known: every guard that looks refuses. */
export const NOTHING_KNOWN: PrescriptionFacts = {
  isTherapyOpen: false,
  mayEnrolmentPrescribe: false,
  hasRival: true,
  isBiologic: true,
  hasBrand: false,
  contentRefusals: NOT_CHECKED,
  quantity: undefined,
  isWithinDuration: false,
  class: undefined,
  maySchemeCheckerScreen: false,
  isActorThePrescriber: false,
  gateRefusals: NOT_CHECKED,
  hasFundingNote: false,
  hasMonitoringNote: false,
  reason: '',
  queryOutcome: '',
  maySignFirst: false,
  isConfirmedAgain: false,
  signsWith: 'password',
  isAllergyKnown: false,
  isInScopeOfPractice: false,
  isSameContent: false,
  isSignatureVerified: false,
  routeRefusals: NOT_CHECKED,
  validityRefusals: NOT_CHECKED,
  hasOrderReference: false,
  isDigestEchoed: false,
  isAnswerLate: false,
  isReplacementSigned: false,
  isReplacementAcknowledged: false,
  hasDispensed: false,
  openDeliveries: 1,
  isEveryOpenDeliveryRecalled: false,
  isAnyDeliveryDispatched: true,
  isPastLastDay: false,
  hasUndeliveredList: false,
}
