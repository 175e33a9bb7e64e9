import { z } from 'zod'
import { DataTable } from '../../../../design-system/data-table.tsx'
import { SelectField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Context } from '../../../context.ts'
import type { Reader } from '../../../database/transaction.ts'
import { page } from '../../../http/page.ts'
import { getSlug } from '../../../tenancy/queries.ts'
import { formatInstant } from '../../../values/london-time.ts'
import { administrationLink, administrationPaths } from '../../administration/index.ts'
import { signaturePaths } from '../paths.ts'
import { listSignatures } from '../policy.ts'
import { listAuthorities } from '../queries.ts'
import { KEYS_PER_PAGE, listKeys, type HeldKey } from '../queries/key-holders.ts'
import { keyState } from '../signature.ts'
import type { SignatureTables } from '../tables.ts'
import { Authorities } from './authorities.tsx'
import { StateTag, withdrawalWords } from './signature-words.tsx'

administrationLink({
  text: 'Signing keys',
  href: signaturePaths.all,
  description: 'See who can sign, compare the fingerprint of your organisation, and withdraw a key.',
  policy: listSignatures,
  order: 15,
})

const query = z.object({
  show: z.enum(['withdrawn']).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})

const SHOW = [{ value: 'withdrawn', label: 'Withdrawn keys' }]

export const keysPage = page({
  path: signaturePaths.all,
  audience: 'staff',
  policy: listSignatures,
  purpose: 'administration',
  query,
  load: async (tx: Reader<SignatureTables>, ctx: Context, at) => ({
    ...(await listKeys(tx, ctx.tenantId, { isWithdrawn: at.query.show === 'withdrawn', page: at.query.page })),
    authorities: await listAuthorities(tx, ctx.tenantId),
    slug: await getSlug(tx, ctx.tenantId),
  }),
  shows: () => [],
  notices: { withdrawn: 'The key has been withdrawn.' },
  View: ({ subject, at, chrome, ctx }) => {
    const { show, page: number } = at.query
    const asked = { show, page: number === 1 ? undefined : String(number) }
    return (
      <Layout {...chrome} title="Signing keys" backHref={administrationPaths.home}>
        <h1 class="nhsuk-heading-l">Signing keys</h1>
        <DataTable<HeldKey>
          caption={show === 'withdrawn' ? 'Keys that were withdrawn' : 'Keys that people hold'}
          path={signaturePaths.all}
          query={asked}
          page={number}
          columns={[
            { key: 'name', heading: 'Name', cell: ({ name }) => name },
            { key: 'registration', heading: 'Registration', cell: ({ registration }) => registration },
            { key: 'state', heading: 'State', cell: (key) => <StateTag state={keyState(key, ctx.clock.now())} /> },
            show === 'withdrawn'
              ? { key: 'why', heading: 'Why', cell: withdrawalWords }
              : { key: 'until', heading: 'Works until', cell: ({ validUntil }) => formatInstant(validUntil) },
          ]}
          rows={subject.rows}
          total={subject.total}
          pageSize={KEYS_PER_PAGE}
          filterNames={['show']}
          filters={
            <SelectField
              name="show"
              label="Show"
              placeholder="Keys that people hold"
              options={SHOW}
              values={asked}
              errors={{}}
            />
          }
          rowActions={({ keyId, name, withdrawnAt }) =>
            withdrawnAt === null && (
              <a href={signaturePaths.withdraw(keyId)}>
                Withdraw<span class="nhsuk-u-visually-hidden"> the key of {name}</span>
              </a>
            )
          }
          emptyText={show === 'withdrawn' ? 'No key was withdrawn.' : 'Nobody has a signing key.'}
        />
        <h2 class="nhsuk-heading-m">Signing authority of your organisation</h2>
        <p>
          It certifies the keys above. Those who get a signed document from you compare the fingerprint in it with this
          one. Everyone can see it on its <a href={signaturePaths.authority(subject.slug)}>public page</a>.
        </p>
        <Authorities authorities={subject.authorities} />
      </Layout>
    )
  },
})
