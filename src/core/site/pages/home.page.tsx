import { Card } from '../../../design-system/components/card.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import { openToAll } from '../../http/open-to-all.ts'
import { page } from '../../http/page.ts'
import { ORGANISATION_KINDS } from '../../tenancy/organisation.ts'
import { listOrganisations } from '../queries.ts'

export const homePage = page({
  path: '/',
  audience: 'public',
  tenancy: 'none',
  policy: openToAll,
  purpose: 'public-information',
  load: (_tx, ctx) => listOrganisations(ctx),
  shows: () => [],
  View: ({ subject: organisations, chrome }) => (
    <Layout {...chrome} title="Care between your visits">
      <h1 class="nhsuk-heading-xl">Care between your visits</h1>
      <p class="nhsuk-lede-text">
        Troth keeps one record of the care that happens between visits. You can see who has opened yours.
      </p>
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-one-half">
          <Card
            heading="I am a patient"
            href="/patient/sign-in"
            clickable
            description="See your record, keep your details right and see who has looked."
          />
        </div>
        <div class="nhsuk-grid-column-one-half">
          <Card
            heading="I work here"
            href="/staff/sign-in"
            clickable
            description="Sign in to your tasks and your patients."
          />
        </div>
      </div>
      <h2 class="nhsuk-heading-l">Organisations that use Troth</h2>
      {organisations.length === 0 ? (
        <p>No organisation uses this site yet.</p>
      ) : (
        <ul class="nhsuk-list">
          {organisations.map(({ slug, name, kind }) => (
            <li>
              <a href={`/${slug}`}>{name}</a> ({ORGANISATION_KINDS[kind]})
            </li>
          ))}
        </ul>
      )}
    </Layout>
  ),
})
