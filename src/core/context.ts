import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from './clock.ts'
import type { EmailDoor } from './email-door.ts'
import type { KeyRing } from './encryption/key-ring.ts'
import type { JobSender } from './jobs/job.ts'
import type { Who } from './policy/policy.ts'
import type { SheetDoor } from './sheet-door.ts'
import type { TextDoor } from './text-door.ts'

/** What the program holds once, for everyone: the doors to the database, the keys, the clock and the log. */
export interface Platform {
  /** Never queried directly: go through `inTenant` or a command. */
  readonly db: Kysely<unknown>
  readonly keys: KeyRing
  readonly jobs: JobSender
  readonly clock: Clock
  readonly log: Logger
  /** A transaction already open for one organisation: work of that organisation joins it instead of opening another. */
  readonly joined?: Joined | undefined
  /** Whether everyone in this run is made up. Left out means no: "sign in as" and demonstration accounts then refuse. */
  readonly demonstration?: boolean
  /** Where people reach the program, for links in e-mails: `https://troth.example.nhs.uk`. */
  readonly publicUrl?: string
  /** Ways out of the building. A run without one does not send, and says so. */
  readonly doors?: { readonly email?: EmailDoor; readonly text?: TextDoor; readonly sheets?: SheetDoor }
}

/** What is known of a browser before it is known who uses it: for sign-in, its limits and its security log only. */
export interface Visitor {
  /** The network address the request came from. */
  readonly address: string
  /** Hash of the token in the session cookie, whatever it leads to. */
  readonly tokenHash?: Buffer
}

/** An open transaction that other work may join: to read in it, or with `acts` to run commands in it too. */
export interface Joined {
  readonly tenantId: string
  readonly tx: unknown
  /** Whoever opened it records what is refused, once it has been rolled back: a record written inside would go with it. */
  readonly acts?: true
}

/** Who is asking, in which organisation and why, with the only doors to the outside world. */
export interface Context extends Platform, Who {
  readonly requestId: string
  readonly sessionId?: string
  /** When the person last proved that it is them: at sign-in, or since. */
  readonly confirmedAt?: Date
  readonly visitor?: Visitor
  /** The forms' hidden key: the same act sent twice happens once. */
  readonly idempotencyKey?: string
}

/** A context in which the program itself acts for an organisation, for example in a job. */
export function systemContext(platform: Platform, tenantId: string, requestId: string): Context {
  return {
    ...platform,
    tenantId,
    actor: { kind: 'system', id: SYSTEM_ACTOR_ID, roles: ['system'], rights: [] },
    purpose: 'administration',
    requestId,
  }
}

/** Stands where no organisation is known yet: no row has it, so nothing can be read with it. */
export const NO_TENANT = '00000000-0000-4000-8000-000000000000'

/** Appears in the audit trail where the program acted by itself. */
export const SYSTEM_ACTOR_ID = '00000000-0000-4000-8000-000000000001'
