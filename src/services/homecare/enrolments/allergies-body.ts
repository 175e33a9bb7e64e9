import { z } from 'zod'
import type { Context } from '../../../core/context.ts'
import type { Reader } from '../../../core/database/transaction.ts'
import {
  getAllergyStatus,
  isReaction,
  listAllergies,
  listRecordIds,
  type AllergiesSaid,
  type PatientTables,
  type Reaction,
} from '../../../core/patients/index.ts'
import { REACTION_SEVERITIES, type ReactionSeverity } from '../../../core/values/allergy.ts'

const text = z.string().max(500)

/** What a hospital says of a patient's allergies when it travels. */
export const allergiesShape = z.object({
  status: z.enum(['none-known', 'listed']),
  askedOn: z.iso.date(),
  list: z.array(
    z.object({
      substance: text,
      severity: z.enum(Object.keys(REACTION_SEVERITIES) as [ReactionSeverity, ...ReactionSeverity[]]),
      code: z
        .string()
        .regex(/^\d{6,18}$/)
        .optional(),
      /** Kinds of reaction; one that this version does not know is read as "something else". */
      reactions: z
        .array(text)
        .transform((codes): Reaction[] => codes.map((code) => (isReaction(code) ? code : 'other')))
        .default([]),
    }),
  ),
})
export type AllergiesBody = z.infer<typeof allergiesShape>

/** The answer of a record as it travels; undefined while nobody has asked. */
export async function allergiesBodyOf(
  tx: Reader<PatientTables>,
  ctx: Context,
  patientId: string,
): Promise<AllergiesBody | undefined> {
  const answer = await getAllergyStatus(tx, ctx, patientId)
  if (answer.status === 'not-yet-asked') return undefined
  const listed =
    answer.status === 'none-known' ? [] : await listAllergies(tx, ctx, await listRecordIds(tx, ctx, patientId))
  return {
    status: answer.status,
    askedOn: answer.askedOn,
    list: listed
      .filter(({ endedOn }) => endedOn === undefined)
      .map(({ substance, severity, code, reactions }) => ({ substance, severity, code, reactions: [...reactions] })),
  }
}

export const allergiesSaidBy = ({ status, askedOn, list }: AllergiesBody): AllergiesSaid => ({
  status,
  askedOn,
  list: list.map(({ substance, severity, code, reactions }) => ({ substance, severity, code, reactions })),
})
