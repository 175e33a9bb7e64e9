import { classify } from '../../prescriptions/difference.ts'
import { prescriptionStep } from '../../prescriptions/commands/prescription-step.ts'
import { findLastSigned } from '../../prescriptions/queries/last-signed.ts'
import { readContent } from '../../prescriptions/queries/read-content.ts'
import { answerScreening } from '../policy.ts'
import { goesBackAtOnce, type QueryOutcome } from '../screening.ts'
import { closeScreeningQueries } from './close-queries.ts'
import { screeningAct, type Which } from './screening-act.ts'

/**
 * The prescriber answers what pharmacy asked, with an outcome. When nothing changes it goes straight back to screening, classed
 * again; else it stays open for its prescriber to change.
 */
export const answerQuery = screeningAct<Which & { readonly outcome: QueryOutcome; readonly words: string }>(
  'homecare.prescription.query-answered',
  answerScreening,
  async (tx, ctx, prescription, { outcome: code, words }, note) => {
    const { prescriptionId, prescriberId } = prescription
    if (prescriberId !== ctx.actor.id) {
      return { refusals: [{ name: 'not-prescriber', sentence: 'Only the prescriber named on it can answer' }] }
    }
    if (words.trim() === '') return { refusals: [{ name: 'no-outcome', sentence: 'Enter your answer' }] }
    const answered = await prescriptionStep(tx, ctx, prescription, 'answer-query', {
      known: { queryOutcome: code, reason: words.trim() },
    })
    if (answered.refusals) return { refusals: answered.refusals }
    note.values = { outcome: code }
    await closeScreeningQueries(tx, ctx, prescriptionId, { code, words })
    if (!goesBackAtOnce(code)) return { refusals: [] }
    const written = await readContent(tx, ctx, prescriptionId)
    const last = await findLastSigned(tx, ctx, prescription)
    const kind = written && last?.written ? classify(last.written, written) : 'new'
    const back = await prescriptionStep(tx, ctx, answered.prescription, 'classify', {
      as: ['system'],
      known: { class: kind },
      also: { class: kind },
    })
    if (back.refusals) throw new Error(`Not classed: ${back.refusals.map(({ name }) => name).join(', ')}`)
    return { refusals: [] }
  },
)
