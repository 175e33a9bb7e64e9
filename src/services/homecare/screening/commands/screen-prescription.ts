import { sealFor } from '../../../../core/encryption/subject-keys.ts'
import { prescriptionStep } from '../../prescriptions/commands/prescription-step.ts'
import { digestOfWritten } from '../../prescriptions/stored-content.ts'
import { unresolvedGates } from '../../schemes/gates.ts'
import { refuseUnsound } from '../../signing/commands/report-signature.ts'
import { readSigned } from '../../signing/queries/read-signed.ts'
import { screenPrescriptions } from '../policy.ts'
import { getScreeningCase, notesPlace, notesSubject } from '../queries/screening-case.ts'
import { overridesOf, type ScreeningNotes } from '../screening.ts'
import { keepScreening } from './keep-screening.ts'
import { screeningAct, type Which } from './screening-act.ts'

export interface Screened extends Which, ScreeningNotes {
  /** A reason for each finding that asks for one, by the name of its gate. */
  readonly reasons: Readonly<Record<string, string>>
}

/** Passes a prescription on to be signed; one that was signed first, on to be ordered. The checks are made again now: what was shown may have changed meanwhile. */
export const screenPrescription = screeningAct<Screened>(
  'homecare.prescription.screened',
  screenPrescriptions,
  async (tx, ctx, prescription, { reasons, funding, monitoring }, note) => {
    const { prescriptionId, patientId, state } = prescription
    if (state === 'signed-unscreened') {
      const unsound = await refuseUnsound(tx, ctx, await readSigned(tx, ctx, prescriptionId))
      if (unsound.length > 0) return { refusals: unsound }
    }
    const { findings, written } = await getScreeningCase(tx, ctx, prescriptionId)
    const overrides = overridesOf(findings, reasons, ctx.actor.id)
    const notes: ScreeningNotes = { funding: funding.trim(), monitoring: monitoring.trim() }
    const outcome = await prescriptionStep(tx, ctx, prescription, 'screen', {
      known: {
        gateRefusals: written === undefined ? NOTHING_WRITTEN : unresolvedGates(findings, overrides),
        hasFundingNote: notes.funding !== '',
        hasMonitoringNote: notes.monitoring !== '',
        isSignatureVerified: state === 'signed-unscreened',
      },
      also: {
        screener_id: ctx.actor.id,
        screened_digest: written && digestOfWritten(written),
        notes: await sealFor(tx, ctx, notesSubject(patientId), notesPlace(prescriptionId), JSON.stringify(notes)),
      },
    })
    if (outcome.refusals) return { refusals: outcome.refusals }
    note.values = { overridden: overrides.map(({ name }) => name) }
    await keepScreening(tx, ctx, prescription, { result: 'screened', findings, overrides })
    return { refusals: [] }
  },
)

const NOTHING_WRITTEN = [{ name: 'no-content', sentence: 'There is nothing written to screen' }]
