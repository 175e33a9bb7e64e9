import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import { TextAreaField, TextField } from '../../../../design-system/fields.tsx'
import { type Field } from '../../../../core/http/form/field.ts'
import { optional, textField, wholeNumberField } from '../../../../core/http/form/fields.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import { formatDate } from '../../../../core/values/civil-date.ts'
import { parseGtin } from '../../../../core/values/gtin.ts'
import { count } from '../../../../core/values/problem-wording.ts'
import type { DispensedPack } from '../dispensed.ts'
import { codeOf, readExpiry } from '../dispensing.ts'
import { lastDoseDay } from '../plan.ts'
import { actPage } from './delivery-page.tsx'

const NUMBERS = [1, 2, 3] as const

const code = () =>
  optional(
    textField<string>({
      label: 'Barcode number',
      hint: 'Scan it, or type the digits. Leave empty if the pack has none',
      maxLength: 40,
      understand: (text) =>
        /^\d{8,14}$/.test(text) && parseGtin(text) === undefined
          ? { problem: 'Barcode number has a digit wrong: scan it again' }
          : { value: codeOf(text) },
    }),
  )
const units = () => optional(wholeNumberField({ label: 'Units', least: 1, most: 10_000 }))
const batch = () => optional(textField({ label: 'Batch number', maxLength: 40 }))
const expiry = (): Field<CivilDate | undefined> =>
  optional(
    textField<CivilDate>({
      label: 'Expiry',
      hint: 'As printed: 10/2027 or 31/10/2027',
      understand(text) {
        const day = readExpiry(text)
        return day === undefined ? { problem: 'Expiry must be a month or a day, like 10/2027' } : { value: day }
      },
    }),
  )

const fields = {
  code1: code(),
  units1: units(),
  batch1: batch(),
  expiry1: expiry(),
  code2: code(),
  units2: units(),
  batch2: batch(),
  expiry2: expiry(),
  code3: code(),
  units3: units(),
  batch3: batch(),
  expiry3: expiry(),
  releaseReason: optional(textField({ label: 'Why a pack with an unknown code is right', maxLength: 500 })),
  quantityReason: optional(textField({ label: 'Why it is not the quantity that was planned', maxLength: 500 })),
}

export const dispensePage = actPage({
  path: '/staff/homecare/deliveries/:deliveryId/dispense',
  title: 'Dispense a delivery',
  button: 'Dispense',
  fields,
  intro: ({ care: { delivery, prescription } }) => (
    <>
      <WarningCallout headingLevel={2}>
        <p>
          Until a pharmacist and a lawyer have agreed to this way of signing, prescriptions in Troth say “not for
          supply”.
        </p>
      </WarningCallout>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {delivery.lines.map((line) => (
          <li>
            {line.name}: {count(line.units, line.unit)}
          </li>
        ))}
      </ul>
      {prescription.interval && (
        <p>Each pack must be usable until {formatDate(lastDoseDay(delivery, prescription.interval))}.</p>
      )}
    </>
  ),
  read(values, { care }) {
    const errors: Record<string, string> = {}
    const packs: DispensedPack[] = []
    for (const number of NUMBERS) {
      const pack = {
        code: values[`code${number}`],
        units: values[`units${number}`],
        batch: values[`batch${number}`],
        usableUntil: values[`expiry${number}`],
      }
      if (number > 1 && Object.values(pack).every((one) => one === undefined)) continue
      if (pack.units === undefined) errors[`units${number}`] = 'Enter the units'
      if (pack.batch === undefined) errors[`batch${number}`] = 'Enter the batch number'
      if (pack.usableUntil === undefined) errors[`expiry${number}`] = 'Enter the expiry'
      const { units: held, batch: name, usableUntil } = pack
      if (held === undefined || name === undefined || usableUntil === undefined) continue
      // A scanned code says which item it is; one that nobody knows counts for the first.
      packs.push({
        lineId: care.delivery.lines[0]?.lineId ?? '',
        code: pack.code ?? '',
        units: held,
        batch: name,
        usableUntil,
      })
    }
    if (Object.keys(errors).length > 0) return { errors }
    const { releaseReason = '', quantityReason = '' } = values
    return { act: { event: 'dispense', packs, releaseReason, quantityReason } }
  },
  Boxes: ({ form }) => (
    <>
      {NUMBERS.map((number) => (
        <fieldset class="nhsuk-fieldset nhsuk-u-margin-bottom-5">
          <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--m">
            {number === 1 ? 'Packs' : `Packs of another batch (${number}, optional)`}
          </legend>
          <TextField {...form.field(`code${number}`)} inputmode="numeric" width={20} autocomplete="off" />
          <TextField {...form.field(`units${number}`)} inputmode="numeric" width={5} />
          <TextField {...form.field(`batch${number}`)} width={10} autocomplete="off" />
          <TextField {...form.field(`expiry${number}`)} width={10} />
        </fieldset>
      ))}
      <TextAreaField {...form.field('releaseReason')} rows={2} maxlength={500} />
      <TextAreaField {...form.field('quantityReason')} rows={2} maxlength={500} />
    </>
  ),
})
