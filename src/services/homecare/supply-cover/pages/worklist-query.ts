import { z } from 'zod'
import { askedText } from '../../../../core/http/asked.ts'
import { SUPPLY_RISKS, type SupplyRisk } from '../supply-risk.ts'
import { OWNERS, SORTS } from '../worklist.ts'
import { HOLDERS, type Holder } from '../who-holds-it.ts'

const oneOf = <Choice extends string>(choices: Readonly<Record<Choice, string>>) =>
  z
    .enum(Object.keys(choices) as [Choice, ...Choice[]])
    .optional()
    .catch(undefined)
const text = z.string().min(1).max(200).optional().catch(undefined)

/** What the address of the worklist can say. Anything else is left out, so that an old bookmark still opens. */
export const worklistQuery = z.object({
  risk: oneOf<SupplyRisk>(SUPPLY_RISKS),
  holder: oneOf<Holder>(HOLDERS),
  company: text,
  medicine: text,
  owner: oneOf<keyof typeof OWNERS>(OWNERS),
  asked: askedText,
  sort: z.enum(SORTS).catch('days'),
  page: z.coerce.number().int().min(1).max(1_000).catch(1),
  format: text,
})
export type WorklistQuery = z.infer<typeof worklistQuery>
