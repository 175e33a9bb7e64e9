import type { Policy } from '../policy/policy.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
export type Audience = 'public' | 'staff' | 'patient' | 'provider' | 'machine'

/** One address of the program, with the policy that guards it: printed to the reviewed `routes.txt`. */
export interface Route {
  readonly method: Method
  readonly path: string
  readonly audience: Audience
  readonly policy: Policy<never>
}

/** The parts of a path that vary, such as `:patientId`, by name. */
export type PathParams<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? { readonly [Key in Name]: string } & PathParams<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? { readonly [Key in Name]: string }
    : unknown
