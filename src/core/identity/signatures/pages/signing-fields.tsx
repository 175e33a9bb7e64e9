import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import { OneTimeCodeField, PasswordField } from '../../../../design-system/fields.tsx'
import type { Child } from '../../../html/jsx-runtime.ts'
import type { FormView } from '../../../http/form/form-view.ts'
import { formatDate } from '../../../values/civil-date.ts'
import { civilDateOf } from '../../../values/london-time.ts'
import { paths } from '../../accounts/paths.ts'
import { signaturePaths } from '../paths.ts'
import type { OwnSigning } from '../queries/own-signing.ts'
import type { signingFields } from './signing-form.ts'

interface Props {
  readonly form: Pick<FormView<typeof signingFields>, 'field'>
  /** From `getOwnSigning`, in the page's `load`. */
  readonly signing: OwnSigning
  /** The button that signs: drawn only for those who can. */
  readonly children: Child
}

/** Signing secret, code and button of a form that signs, or what is needed first. */
export const SigningFields = ({ form, signing, children }: Props) =>
  signing.state !== 'active' || signing.method === undefined ? (
    <NotYet {...signing} />
  ) : (
    <>
      {signing.key && signing.endsSoon && (
        <WarningCallout heading="Your signing key ends soon">
          <p>
            It works until {formatDate(civilDateOf(signing.key.validUntil))}.{' '}
            <a href={signaturePaths.own}>Make a new key</a> before then.
          </p>
        </WarningCallout>
      )}
      {signing.method === 'nothing' ? (
        <p>This is a demonstration: you sign with your signing secret alone.</p>
      ) : (
        <p>You sign with your signing secret and a new code from your authenticator app.</p>
      )}
      <PasswordField {...form.field('signingSecret')} autocomplete="off" />
      {signing.method !== 'nothing' && <OneTimeCodeField {...form.field('signingCode')} />}
      {children}
    </>
  )

const NotYet = ({ method, state }: OwnSigning) => (
  <InsetText>
    {method === undefined ? (
      <p>
        To sign you need an authenticator app. <a href={paths.ownAuthenticator}>Connect an authenticator app</a>
      </p>
    ) : (
      <p>
        {state === 'no-key' ? 'You do not have a signing key.' : 'Your signing key does not work any more.'} To sign,{' '}
        <a href={signaturePaths.own}>make a signing key</a>
      </p>
    )}
  </InsetText>
)
