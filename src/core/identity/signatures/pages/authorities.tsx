import { SummaryList } from '../../../../design-system/components/summary-list.tsx'
import { certificateFacts } from '../../../signing/verify.ts'
import { formatInstant } from '../../../values/london-time.ts'
import type { SigningAuthority } from '../queries.ts'

/** Every authority of an organisation with its fingerprint: what others compare with the one on a signed document. */
export const Authorities = ({ authorities }: { readonly authorities: readonly SigningAuthority[] }) =>
  authorities.length === 0 ? (
    <p>There is no signing authority yet. It is made with the first signing key.</p>
  ) : (
    <>
      {authorities.map(({ certificate, validFrom, validUntil, replacedAt }) => (
        <SummaryList
          card={{ heading: replacedAt ? `Replaced on ${formatInstant(replacedAt)}` : 'In use now', headingLevel: 3 }}
          rows={[
            {
              key: 'Fingerprint (SHA-256)',
              value: <code>{certificateFacts(certificate)?.fingerprint ?? 'Not readable'}</code>,
            },
            { key: 'Valid from', value: formatInstant(validFrom) },
            { key: 'Valid until', value: formatInstant(validUntil) },
          ]}
        />
      ))}
    </>
  )
