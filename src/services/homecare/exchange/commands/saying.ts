import { z } from 'zod'
import type { Context } from '../../../../core/context.ts'
import type { Tx } from '../../../../core/database/transaction.ts'
import { disclosure, type DisclosureKind } from '../../../../core/disclosures/index.ts'
import type { HomecareWork } from '../../tables.ts'
import type { Heard, Said } from '../said.ts'
import { hear } from './hear.ts'

export type { Heard, Said } from '../said.ts'

/** What came of taking something into the record. Refusals are for a person, in sentences without patient details. */
export interface Taken {
  readonly subjects: readonly string[]
  readonly patientId?: string | undefined
  readonly refusals?: readonly string[]
}

export interface Saying<Body> extends Omit<SayingSpec<Body>, 'take'> {
  readonly kind: DisclosureKind<Said<Body>, HomecareWork>
  readonly take: SayingSpec<Body>['take']
}

interface SayingSpec<Body> {
  /** Dotted, past tense: `homecare.prescription-sent`. */
  readonly name: string
  readonly title: string
  readonly why: string
  readonly body: z.ZodType<Body>
  /** Puts it into the record of the organisation that hears it, in its own transaction, in the order in which it was said. */
  readonly take: (tx: Tx<HomecareWork>, ctx: Context, body: Body, heard: Heard) => Promise<Taken>
}

const afterShape = z.object({ about: z.uuid(), number: z.int().min(1) })

/** Declares something that one organisation of homecare tells another. Sent by `say`. */
export function saying<Body>(spec: SayingSpec<Body>): Saying<Body> {
  const kind = disclosure<Said<Body>, HomecareWork>({
    name: spec.name,
    title: spec.title,
    why: spec.why,
    purpose: 'direct-care',
    basis: 'public-task-care',
    ground: 'direct-care',
    content: z.object({
      about: z.uuid(),
      number: z.int().min(1),
      after: afterShape.optional(),
      body: spec.body,
    }) as z.ZodType<Said<Body>>,
    async apply(tx, ctx, said, envelope) {
      const { subjects } = await hear(tx, ctx, said, {
        messageId: envelope.disclosureId,
        from: envelope.sender,
        sentAt: envelope.sentAt,
        kind: spec.name,
      })
      return { subjects }
    },
  })
  const made = { ...spec, kind }
  register.set(spec.name, made as unknown as Saying<unknown>)
  return made
}

const register = new Map<string, Saying<unknown>>()
export const findSaying = (name: string): Saying<unknown> | undefined => register.get(name)
export const allSayings = (): readonly string[] => [...register.keys()].sort()
