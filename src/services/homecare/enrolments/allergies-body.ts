import { z } from 'zod'
import { isReaction, type AllergiesSaid, type Reaction } from '../../../core/patients/allergy.ts'
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

export const allergiesSaidBy = ({ status, askedOn, list }: AllergiesBody): AllergiesSaid => ({
  status,
  askedOn,
  list: list.map(({ substance, severity, code, reactions }) => ({ substance, severity, code, reactions })),
})
