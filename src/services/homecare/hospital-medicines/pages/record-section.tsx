import type { Reader } from '../../../../core/database/transaction.ts'
import { recordSection } from '../../../../core/patients/index.ts'
import { viewPatient } from '../../../../core/patients/policy.ts'
import { formatDate } from '../../../../core/values/civil-date.ts'
import { SummaryList } from '../../../../design-system/components/summary-list.tsx'
import { hospitalMedicinePaths } from '../paths.ts'

import { type HospitalMedicine, listHospitalMedicines } from '../queries/hospital-medicines.ts'
import type { HospitalMedicineTables } from '../tables.ts'

recordSection<readonly HospitalMedicine[]>({
  // Whoever opens the record must see them: nobody is to prescribe against them.
  policy: viewPatient,
  order: 10,
  load: (tx, ctx, recordIds) =>
    listHospitalMedicines(tx as unknown as Reader<HospitalMedicineTables>, ctx.tenantId, recordIds),
  View: ({ own }) =>
    own.length === 0 ? (
      <></>
    ) : (
      <SummaryList
        card={{ heading: 'Medicines from hospital', headingLevel: 2 }}
        rows={own.map((medicine) => ({
          key: medicine.medicine,
          value: wordsOf(medicine),
          actions: [
            {
              text: 'Open',
              href: hospitalMedicinePaths.enter(medicine.therapyId),
              visuallyHiddenText: medicine.medicine,
            },
          ],
        }))}
      />
    ),
})

const wordsOf = ({ hospital, startedOn, stoppedOn, enteredAt }: HospitalMedicine): string =>
  [
    `${hospital}, since ${formatDate(startedOn)}`,
    ...(stoppedOn === undefined ? [] : [`stopped on ${formatDate(stoppedOn)}`]),
    ...(enteredAt ? [] : ['not entered into your system yet']),
  ].join(', ')
