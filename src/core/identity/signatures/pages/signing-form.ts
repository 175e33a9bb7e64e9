import type { Context } from '../../../context.ts'
import { readInTenant } from '../../../database/in-tenant.ts'
import type { Field } from '../../../http/form/field.ts'
import { optional, secretField } from '../../../http/form/fields.ts'
import { unlockSigningKey, type Unlocked, type UnlockedKey } from '../commands/unlock-signing-key.ts'
import { getOwnSigning, type OwnSigning } from '../queries/own-signing.ts'
import type { SignatureTables } from '../tables.ts'

export const ENTER_CODE = 'Enter the code from your authenticator app'
export const TOO_MANY = 'There were too many attempts. Wait 15 minutes, then try again'
export const NO_APP = 'To sign you need an authenticator app. Connect one on your account page, then try again'

/** A code that is never kept with a draft. May be empty: in a demonstration there is no app. */
export const signingCodeField: Field<string | undefined> = optional(
  secretField({ label: 'Code from your authenticator app', hint: 'A code works once', missing: ENTER_CODE }),
)

/** The two questions of every form that signs. Spread them into the form's fields, and draw them with `SigningFields`. */
export const signingFields = {
  signingSecret: secretField({ label: 'Signing secret', missing: 'Enter your signing secret' }),
  signingCode: signingCodeField,
} as const

type SigningErrors = { readonly [Name in keyof typeof signingFields | 'form']?: string }

/**
 * Opens one's own key with the two answers of a signing form, or says what is wrong beside the field that it is about. Call it
 * in a page's `submit`, outside any transaction; the page asks for a proof of who they are with `confirmedWithin: SIGN_MINUTES`.
 */
export async function unlockForForm(
  ctx: Context,
  { signingSecret, signingCode }: { readonly signingSecret: string; readonly signingCode: string | undefined },
): Promise<{ readonly key: UnlockedKey } | { readonly errors: SigningErrors }> {
  const { method } = await readInTenant<SignatureTables, OwnSigning>(ctx, (tx) => getOwnSigning(tx, ctx))
  // Before the attempt is counted: a forgotten field is no guess.
  if (method === 'authenticator' && signingCode === undefined) return { errors: { signingCode: ENTER_CODE } }
  const answer = await unlockSigningKey(ctx, { secret: signingSecret, code: signingCode?.trim() })
  return answer.state === 'unlocked' ? { key: answer.key } : { errors: PROBLEMS[answer.state](method) }
}

const inForm = (words: string) => (): SigningErrors => ({ form: words })

const PROBLEMS: Record<Exclude<Unlocked['state'], 'unlocked'>, (method: OwnSigning['method']) => SigningErrors> = {
  wrong: (method) => ({
    signingSecret:
      method === 'authenticator'
        ? 'The signing secret or the code is not right. Check the secret, and wait for the next code in your app'
        : 'The signing secret is not right',
  }),
  locked: () => ({ signingSecret: TOO_MANY }),
  'no-key': inForm('You do not have a signing key. Make one on your account page, then sign'),
  expired: inForm('Your signing key has ended. Make a new one on your account page, then sign'),
  withdrawn: inForm('Your signing key was withdrawn. Make a new one on your account page, then sign'),
  'no-authenticator': inForm(NO_APP),
}
