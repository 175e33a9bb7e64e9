import { Table } from '../../../design-system/components/table.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import { COOKIES, OTHER_STORAGE } from '../../http/cookies.ts'
import { openToAll } from '../../http/open-to-all.ts'
import { page } from '../../http/page.ts'

export const cookiesPage = page({
  path: '/cookies',
  audience: 'public',
  tenancy: 'none',
  policy: openToAll,
  purpose: 'public-information',
  load: () => Promise.resolve(undefined),
  shows: () => [],
  View: ({ chrome }) => (
    <Layout {...chrome} title="Cookies">
      <h1 class="nhsuk-heading-xl">Cookies</h1>
      <p>
        Cookies are small files that a website keeps on your device. We use only the ones below. The site cannot work
        without them, so the law does not ask us for your permission.
      </p>
      <p>We do not measure what you do, we do not advertise, and no other company puts anything on your device.</p>
      <Table
        caption="Every cookie we use"
        head={['Name', 'What it is for', 'How long it stays']}
        rows={Object.values(COOKIES).map(({ name, purpose, life }) => [name, purpose, life])}
        responsive
      />
      <Table
        caption="What else we keep in your browser"
        head={['Name', 'What it is for', 'How long it stays']}
        rows={Object.values(OTHER_STORAGE).map(({ name, purpose, life }) => [name, purpose, life])}
        responsive
      />
    </Layout>
  ),
})
