import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { SummaryList } from '../../../../design-system/components/summary-list.tsx'
import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import { page } from '../../../http/page.ts'
import { certificateFacts } from '../../../signing/verify.ts'
import { formatDate } from '../../../values/civil-date.ts'
import { civilDateOf, formatInstant } from '../../../values/london-time.ts'
import { accountLink } from '../../accounts/index.ts'
import { paths } from '../../accounts/paths.ts'
import { signaturePaths } from '../paths.ts'
import { ownSignature } from '../policy.ts'
import { getOwnSigning, type OwnSigning } from '../queries/own-signing.ts'
import type { KeyState, SigningKey } from '../signature.ts'
import type { SignatureTables } from '../tables.ts'
import { NO_KEY_WORDS, StateTag, withdrawalWords } from './signature-words.tsx'

accountLink({
  text: 'Your signing key',
  href: signaturePaths.own,
  description: 'The key that signs prescriptions for you. Make one, replace it or withdraw it.',
  policy: ownSignature,
})

const TheKey = ({ signingKey, state }: { readonly signingKey: SigningKey; readonly state: KeyState }) => (
  <SummaryList
    rows={[
      { key: 'State', value: <StateTag state={state} /> },
      state === 'withdrawn' && { key: 'Why', value: withdrawalWords(signingKey) },
      { key: 'Registration on it', value: signingKey.registration },
      { key: 'Works from', value: formatInstant(signingKey.validFrom) },
      { key: 'Works until', value: formatInstant(signingKey.validUntil) },
      {
        key: 'Fingerprint',
        value: <code>{certificateFacts(signingKey.certificate)?.fingerprint ?? 'Not readable'}</code>,
      },
    ]}
  />
)

/** What to do next, in one place: ask somebody, connect an app first, or make a key. */
const Next = ({ because, method, state }: OwnSigning) => {
  if (because !== undefined) return <InsetText>{<p>{NO_KEY_WORDS[because]}.</p>}</InsetText>
  if (method === undefined) {
    return (
      <InsetText>
        <p>
          To sign you need an authenticator app. <a href={paths.ownAuthenticator}>Connect an authenticator app</a>, then
          come back here.
        </p>
      </InsetText>
    )
  }
  return (
    <>
      <Button href={signaturePaths.make}>{state === 'active' ? 'Replace this key' : 'Make a signing key'}</Button>
      {(state === 'active' || state === 'expired') && (
        <p>
          <a href={signaturePaths.withdrawOwn}>Withdraw this key</a>
        </p>
      )}
    </>
  )
}

export const ownKeyPage = page<SignatureTables, typeof signaturePaths.own, unknown, OwnSigning>({
  path: signaturePaths.own,
  audience: 'staff',
  policy: ownSignature,
  purpose: 'security',
  load: (tx, ctx) => getOwnSigning(tx, ctx),
  shows: () => [],
  notices: { made: 'Your signing key is ready.', withdrawn: 'Your signing key has been withdrawn.' },
  View: ({ subject, chrome }) => (
    <Layout {...chrome} title="Your signing key" backHref={paths.account}>
      <h1 class="nhsuk-heading-l">Your signing key</h1>
      <p>Your key signs for you. Only you can use it, with a signing secret that nobody else knows.</p>
      {subject.key && subject.endsSoon && (
        <WarningCallout heading="Your key ends soon">
          <p>
            It works until {formatDate(civilDateOf(subject.key.validUntil))}. Make a new one before then. What you have
            signed stays signed.
          </p>
        </WarningCallout>
      )}
      {subject.key === undefined || subject.state === 'no-key' ? (
        <p>You do not have a signing key.</p>
      ) : (
        <TheKey signingKey={subject.key} state={subject.state} />
      )}
      <Next {...subject} />
    </Layout>
  ),
})
