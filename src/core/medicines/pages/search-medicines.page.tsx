import { InsetText } from '../../../design-system/components/inset-text.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import { navigationItem } from '../../http/navigation.ts'
import { page } from '../../http/page.ts'
import { formatDate } from '../../values/civil-date.ts'
import { medicinePaths } from '../paths.ts'
import { lookUpMedicines } from '../policy.ts'
import { findHeldRelease, type HeldRelease } from '../queries/releases.ts'
import type { MedicineTables } from '../tables.ts'
import {
  ChooseMedicine,
  chooseMedicineFields,
  chooseMedicineQuery,
  findChoices,
  readChoice,
} from './choose-medicine.tsx'

export const searchMedicinesPage = page({
  path: '/staff/medicines',
  audience: 'staff',
  policy: lookUpMedicines,
  purpose: 'administration',
  query: chooseMedicineQuery,
  load: async (tx: Reader<MedicineTables>, _ctx, { query }) => ({
    found: await findChoices(tx, query.q),
    release: await findHeldRelease(tx),
  }),
  shows: () => [],
  form: {
    fields: chooseMedicineFields,
    submit(_ctx, _subject, values, { query }) {
      const choice = readChoice(values, query.q)
      if ('chosen' in choice) return Promise.resolve({ redirect: medicinePaths.medicine(choice.chosen) })
      if ('search' in choice) return Promise.resolve({ redirect: medicinePaths.search(choice.search) })
      return Promise.resolve({ errors: choice.errors })
    },
  },
  View: ({ subject: { found, release }, at, form, chrome }) => (
    <Layout {...chrome} title="Look up a medicine">
      <h1 class="nhsuk-heading-l">Look up a medicine</h1>
      <ChooseMedicine form={form} asked={at.query.q} found={found} button="Show this medicine" />
      <Source release={release} />
    </Layout>
  ),
})

const Source = ({ release }: { release: HeldRelease | undefined }) => (
  <InsetText>
    <p>
      {release === undefined
        ? 'No medicines are loaded yet. Whoever runs this system loads the NHS dictionary of medicines and devices (dm+d).'
        : release.isSample
          ? 'These medicines are a made-up sample for the demonstration. Do not use them to treat anyone.'
          : `From the NHS dictionary of medicines and devices (dm+d), release of ${formatDate(release.releasedOn)}.`}
    </p>
  </InsetText>
)

navigationItem({
  audience: 'staff',
  text: 'Medicines',
  href: medicinePaths.search(),
  policy: lookUpMedicines,
  order: 50,
})
