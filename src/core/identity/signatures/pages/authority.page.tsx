import { Layout } from '../../../../design-system/layout.tsx'
import type { Context } from '../../../context.ts'
import type { Reader } from '../../../database/transaction.ts'
import { openToAll } from '../../../http/open-to-all.ts'
import { page } from '../../../http/page.ts'
import { getOrganisation } from '../../../tenancy/queries.ts'
import { listAuthorities } from '../queries.ts'
import type { SignatureTables } from '../tables.ts'
import { Authorities } from './authorities.tsx'

/** What an organisation publishes of its signing authority, to be compared with a signed document. It names no person. */
export const authorityPage = page({
  path: '/:organisation/signing-authority',
  audience: 'public',
  tenancy: 'address',
  policy: openToAll,
  purpose: 'public-information',
  load: async (tx: Reader<SignatureTables>, ctx: Context) => ({
    name: (await getOrganisation(tx, ctx.tenantId)).name,
    authorities: await listAuthorities(tx, ctx.tenantId),
  }),
  shows: () => [],
  View: ({ subject: { name, authorities }, at, chrome }) => (
    <Layout {...chrome} title={`Signing authority of ${name}`} backHref={`/${at.path.organisation}`}>
      <h1 class="nhsuk-heading-l">Signing authority of {name}</h1>
      <p>
        Documents that are signed at {name} name the authority below. Compare its fingerprint, letter by letter, with
        the one on the document.
      </p>
      <h2 class="nhsuk-heading-m">Fingerprints</h2>
      <Authorities authorities={authorities} />
    </Layout>
  ),
})
