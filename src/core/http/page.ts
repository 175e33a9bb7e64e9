import type { VNode } from 'preact'
import type { z } from 'zod'
import type { CoreTables } from '../command.ts'
import type { Context } from '../context.ts'
import type { Reader } from '../database/transaction.ts'
import type { Policy } from '../policy/policy.ts'
import type { Purpose } from '../policy/purposes.ts'
import type { Chrome } from './chrome.ts'
import type { CsvFile } from './csv.ts'
import type { PdfFile } from './pdf.ts'
import type { Fields, ValuesOf } from './form/field.ts'
import type { FormView } from './form/form-view.ts'
import type { RawForm } from './form/raw-form.ts'
import type { RateLimitName } from './rate-limits.ts'
import type { Audience, PathParams } from './routes.ts'

/** Where the page was asked for: the varying parts of its path, its checked query and the form's version. */
export interface At<Path extends string, Query> {
  readonly path: PathParams<Path>
  readonly query: Query
  /** The version the person was looking at when they filled in the form, for `expectVersion`. */
  readonly version: number | undefined
}

/** What a form led to: another page, sentences to mend, or a page that is shown once (such as a new recovery code). */
export type Outcome<F extends Fields> =
  | { readonly redirect: string; readonly session?: SessionChange }
  | { readonly errors: { readonly [Name in keyof F | 'form']?: string } }
  | { readonly show: (chrome: Chrome) => VNode; readonly session?: SessionChange }

/** Sign-in and sign-out: the only ways a page can change the session cookie. */
export type SessionChange =
  | {
      readonly start: string
      /** By which the browser is known from now on. */
      readonly browser?: string | undefined
    }
  | 'end'

export interface FormSpec<Path extends string, Query, Subject, F extends Fields> {
  readonly fields: F
  /** What the inputs hold when the page is first opened. */
  readonly initial?: (subject: Subject) => RawForm
  /** The version of what is being edited, carried in the form. */
  readonly version?: (subject: Subject) => number
  /** What no single field can tell, as one sentence a field. */
  readonly check?: (values: ValuesOf<F>, subject: Subject) => { readonly [Name in keyof F | 'form']?: string }
  readonly submit: (ctx: Context, subject: Subject, values: ValuesOf<F>, at: At<Path, Query>) => Promise<Outcome<F>>
}

export interface ViewProps<Path extends string, Query, Subject, F extends Fields> {
  readonly subject: Subject
  readonly at: At<Path, Query>
  readonly form: FormView<F>
  /** What the page's frame needs; spread it into `Layout`. */
  readonly chrome: Chrome
  readonly ctx: Pick<Context, 'actor' | 'clock' | 'tenantId' | 'purpose'>
}

export interface PageSpec<Tables, Path extends string, Query, Subject, F extends Fields> {
  readonly path: Path
  readonly audience: Exclude<Audience, 'machine'>
  /** Whose organisation: the session's, the one named in the path (`/:organisation/…`), or none (`load` sees platform tables only). */
  readonly tenancy?: 'session' | 'address' | 'none'
  /** Required: a page that forgets its policy does not compile. */
  readonly policy: Policy<Subject>
  readonly purpose: Purpose
  readonly query?: z.ZodType<Query>
  /** For acts that matter more: they must have proved that it is them within so many minutes, or are asked to first. */
  readonly confirmedWithin?: number
  /** `secrets` for pages whose form checks a secret: far fewer attempts a minute. */
  readonly rateLimit?: RateLimitName
  readonly load: (tx: Reader<Tables & CoreTables>, ctx: Context, at: At<Path, Query>) => Promise<Subject>
  /** The patients whose data the page shows, for the audit trail; at most 100. Required, so that nobody forgets. */
  readonly shows: (subject: Subject) => readonly string[]
  readonly form?: FormSpec<Path, Query, Subject, F>
  /**
   * The same list as a file, at `?format=csv`. The patients in it are named in the audit trail. Undefined when there is no
   * list to give: the page then says why.
   */
  readonly csv?: (
    subject: Subject,
    ctx: Context,
  ) => { readonly file: CsvFile; readonly shows: readonly string[] } | undefined
  /**
   * The same thing on paper, at `?format=pdf`. The patients in it are named in the audit trail. Undefined when it may not be
   * printed: the page then says why.
   */
  readonly pdf?: (
    subject: Subject,
    ctx: Context,
  ) => { readonly file: PdfFile; readonly shows: readonly string[] } | undefined
  /** Green words on the page after a redirect to `?notice=<name>`. */
  readonly notices?: Readonly<Record<string, string>>
  readonly View: (props: ViewProps<Path, Query, Subject, F>) => VNode
}

/** A page as the program sees it, whatever its types. */
export type AnyPage = PageSpec<never, string, unknown, unknown, Fields>

const register: AnyPage[] = []

/** Declares a page. It is served because its file is imported by its noun's `index.ts`. */
export function page<Tables, const Path extends string, Query, Subject, F extends Fields = Record<string, never>>(
  spec: PageSpec<Tables, Path, Query, Subject, F>,
): PageSpec<Tables, Path, Query, Subject, F> {
  register.push(spec as unknown as AnyPage)
  return spec
}

export const allPages = (): readonly AnyPage[] => register
