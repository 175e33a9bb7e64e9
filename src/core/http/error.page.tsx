import { Layout } from '../../design-system/layout.tsx'
import type { Organisation } from '../tenancy/organisation.ts'
import { openingSentences } from '../values/opening-sentences.ts'
import type { ErrorKind } from './error-kind.ts'

/** What people see when something went wrong: what happened, what to do, whom to call. Never what they typed. */
export function ErrorPage({
  kind,
  requestId,
  audience,
  organisation,
  demonstration,
}: {
  kind: ErrorKind
  requestId: string
  audience: 'public' | 'staff' | 'patient'
  organisation: Organisation | undefined
  demonstration: boolean
}) {
  return (
    <Layout
      title={kind.title}
      audience={audience}
      demonstration={demonstration}
      {...(organisation
        ? {
            organisation: {
              name: organisation.name,
              telephone: organisation.telephone ?? '',
              openingTimes: openingSentences(organisation.openingHours),
            },
          }
        : {})}
    >
      <h1 class="nhsuk-heading-l">{kind.title}</h1>
      <p>{kind.advice}</p>
      {organisation?.telephone ? (
        <p>
          If it cannot wait, call {organisation.name} on {organisation.telephone}.
        </p>
      ) : (
        <p>If you need medical help now and it is not an emergency, call 111. In an emergency call 999.</p>
      )}
      <p class="nhsuk-u-secondary-text-colour">If you report this, give this number: {requestId}</p>
    </Layout>
  )
}
