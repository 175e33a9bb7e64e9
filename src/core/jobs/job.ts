import { z } from 'zod'
import type { Context } from '../context.ts'
import type { AnyTx } from '../database/any-transaction.ts'
import type { Tx } from '../database/transaction.ts'

/** Something to be done later, for one organisation. Safe to run twice: it may be. */
export interface Job<Payload extends object> {
  /** Dotted, imperative: `homecare.thank-patient`. */
  readonly name: string
  /** What it does, for the page of failed jobs: "Send a text message". */
  readonly says?: string
  /** Identifiers only: the payload is not sealed, so it may never hold patient details. */
  readonly payload: z.ZodType<Payload>
  readonly work: (ctx: Context, payload: Payload, time?: Time) => Promise<void>
  /**
   * What becomes of the thing it was to see to when somebody discards the job, in the same transaction. Anything that waits
   * for the job needs this, or it waits for ever.
   */
  readonly discarded?: (tx: AnyTx, ctx: Context, payload: Payload) => Promise<void>
  /** How often it is tried again before it is put on the dead-job page. */
  readonly retryLimit?: number
  /**
   * Longest it may work, in seconds; a quarter of an hour unless said. After that its time is up, and it is tried again by
   * another worker. A job that works in rounds looks at its time between them, or it would run twice at once.
   */
  readonly longestSeconds?: number
  /** For a timetable: a cron expression in Europe/London; the job then runs for every organisation. */
  readonly schedule?: string
}

/** How long a job has. */
export interface Time {
  /** Aborted when its longest time is over, when another worker has it, or when the program ends. */
  readonly isUp: AbortSignal
}

export interface SendOptions {
  /** Not before this instant. */
  readonly startAfter?: Date
  /** While a job of the organisation with this key is waiting, no second one is added: the waiting one takes the new payload. */
  readonly singletonKey?: string
}

/** Puts jobs on the queue, in the transaction of the change that needs them. */
export interface JobSender {
  send<Payload extends object>(
    tx: Tx<never>,
    tenantId: string,
    job: Pick<Job<Payload>, 'name'>,
    payload: Payload,
    options?: SendOptions,
  ): Promise<void>
}

const register = new Map<string, Job<never>>()

/** Declares a job: its queue is made by the migration step and its worker by the program's start. */
export function job<Payload extends object>(spec: Job<Payload>): Job<Payload> {
  if (register.has(spec.name)) throw new Error(`Job ${spec.name} is declared twice`)
  if (spec.payload instanceof z.ZodObject && 'tenantId' in spec.payload.shape)
    throw new Error(`Job ${spec.name} has the organisation in its payload: it is said where the job is sent`)
  register.set(spec.name, spec as unknown as Job<never>)
  return spec
}

/** A payload as it was declared, and nothing beside it. Throws when it is not, or when nobody declared the job. */
export function checkedPayload(name: string, payload: object): object {
  const spec: Job<never> | undefined = register.get(name)
  if (!spec) throw new Error(`Job ${name} is not declared: it would never be done`)
  return (spec.payload instanceof z.ZodObject ? spec.payload.strict() : spec.payload).parse(payload)
}

export const allJobs = (): readonly Job<never>[] => [...register.values()]
