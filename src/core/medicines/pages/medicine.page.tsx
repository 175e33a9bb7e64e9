import { InsetText } from '../../../design-system/components/inset-text.tsx'
import { Tag } from '../../../design-system/components/tag.tsx'
import { WarningCallout } from '../../../design-system/components/warning-callout.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import { NotFoundError } from '../../errors.ts'
import { page } from '../../http/page.ts'
import { isSnomedId } from '../../values/snomed-id.ts'
import { LEVELS } from '../medicine.ts'
import { warningsOf } from '../medicine-page-words.ts'
import { medicinePaths } from '../paths.ts'
import { lookUpMedicines } from '../policy.ts'
import { getBrand, listBrands, type Brand } from '../queries/brands.ts'
import { getMedicine, listPreviousIds, type FoundMedicine } from '../queries/find-medicine.ts'
import { getGenericProduct, listGenericProducts, type GenericProduct } from '../queries/generic-products.ts'
import { listPacks, listPackSizes, type Pack, type PackSize } from '../queries/packs.ts'
import type { MedicineTables } from '../tables.ts'
import { BrandFacts, BrandTable, GenericFacts, IngredientTable, PackSizeTable, PackTable } from './medicine-parts.tsx'

interface Subject {
  readonly found: FoundMedicine
  readonly previousIds: readonly { readonly id: string; readonly changedOn: string | undefined }[]
  /** The products of a substance. */
  readonly products: readonly { readonly genericId: string; readonly name: string; readonly isLive: boolean }[]
  readonly generic: GenericProduct | undefined
  readonly brand: Brand | undefined
  readonly brands: readonly Brand[]
  readonly packSizes: readonly PackSize[]
  readonly packs: readonly Pack[]
}

export const medicinePage = page({
  path: '/staff/medicines/:medicine',
  audience: 'staff',
  policy: lookUpMedicines,
  purpose: 'administration',
  load: async (tx: Reader<MedicineTables>, _ctx, { path }): Promise<Subject> => {
    if (!isSnomedId(path.medicine)) throw new NotFoundError('Medicine')
    const found = await getMedicine(tx, path.medicine)
    const { entry } = found
    const brand = entry.brandId === undefined ? undefined : await getBrand(tx, entry.brandId)
    const isOfGeneric = brand === undefined && entry.genericId !== undefined
    return {
      found,
      previousIds: await listPreviousIds(tx, entry.id),
      products: entry.level === 'vtm' ? await listGenericProducts(tx, entry.id) : [],
      generic: entry.genericId === undefined ? undefined : await getGenericProduct(tx, entry.genericId),
      brand,
      brands: isOfGeneric && entry.genericId !== undefined ? await listBrands(tx, entry.genericId) : [],
      packSizes: isOfGeneric && entry.genericId !== undefined ? await listPackSizes(tx, entry.genericId) : [],
      packs: brand === undefined ? [] : await listPacks(tx, brand.brandId),
    }
  },
  shows: () => [],
  csv: (subject) => ({ file: fileOf(subject), shows: [] }),
  View: ({ subject, chrome }) => {
    const { found, generic, brand, products } = subject
    const { entry } = found
    return (
      <Layout {...chrome} title={entry.name} backHref={medicinePaths.search()} wide>
        <span class="nhsuk-caption-l">{LEVELS[entry.level]}</span>
        <h1 class="nhsuk-heading-l">{entry.name}</h1>
        <Standing found={found} />
        {products.length > 0 && (
          <>
            <h2 class="nhsuk-heading-m">Products of this substance</h2>
            <ul class="nhsuk-list nhsuk-list--bullet">
              {products.map(({ genericId, name, isLive }) => (
                <li>
                  <a href={medicinePaths.medicine(genericId)}>{name}</a>{' '}
                  {!isLive && <Tag colour="grey">No longer valid</Tag>}
                </li>
              ))}
            </ul>
          </>
        )}
        {brand && <BrandFacts brand={brand} />}
        {generic && <GenericFacts generic={generic} isBrand={brand !== undefined} />}
        {generic && <IngredientTable generic={generic} brand={brand} />}
        {subject.packs.length > 0 && <PackTable packs={subject.packs} shown={entry.id} />}
        {subject.packSizes.length > 0 && <PackSizeTable packSizes={subject.packSizes} shown={entry.id} />}
        {subject.brands.length > 0 && <BrandTable brands={subject.brands} />}
        <h2 class="nhsuk-heading-m">Codes</h2>
        <p>
          dm+d code <span class="troth-nowrap">{entry.id}</span>
        </p>
        {subject.previousIds.length > 0 && <p>Earlier codes: {subject.previousIds.map(({ id }) => id).join(', ')}</p>}
        <p>
          <a href={`${medicinePaths.medicine(found.asked)}?format=csv`}>Download this page’s codes as a CSV file</a>
        </p>
      </Layout>
    )
  },
})

const Standing = ({ found: { asked, entry, current } }: { found: FoundMedicine }) => {
  const warnings = warningsOf(entry)
  const isElsewhere = current !== undefined && current.id !== entry.id
  return (
    <>
      {entry.isSample && (
        <p>
          <Tag colour="purple">Made-up sample</Tag> Not from the NHS dictionary.
        </p>
      )}
      {asked !== entry.id && (
        <InsetText>
          <p>
            You asked for code {asked}. It changed to {entry.id}.
          </p>
        </InsetText>
      )}
      {(warnings.length > 0 || isElsewhere) && (
        <WarningCallout heading="Check before you use this">
          {warnings.map((words) => (
            <p>{words}</p>
          ))}
          {isElsewhere && (
            <p>
              Use this instead: <a href={medicinePaths.medicine(current.id)}>{current.name}</a>
            </p>
          )}
        </WarningCallout>
      )}
    </>
  )
}

/** Every code on the page, as text. */
const fileOf = ({ found: { entry }, generic, brand, products, brands, packSizes, packs }: Subject) => ({
  fileName: `medicine-${entry.id}.csv`,
  columns: ['Level', 'dm+d code', 'Name', 'Barcode number', 'Barcode from', 'Barcode to'],
  rows: [
    ...(entry.level === 'vtm' ? [[LEVELS.vtm, entry.id, entry.name]] : []),
    ...products.map(({ genericId, name }) => [LEVELS.vmp, genericId, name]),
    ...(generic ? [[LEVELS.vmp, generic.genericId, generic.name]] : []),
    ...(brand ? [brand] : brands).map(({ brandId, description }) => [LEVELS.amp, brandId, description]),
    ...packSizes.map(({ packSizeId, name }) => [LEVELS.vmpp, packSizeId, name]),
    ...packs.flatMap(({ packId, name, barcodes }) =>
      barcodes.length === 0
        ? [[LEVELS.ampp, packId, name]]
        : barcodes.map(({ gtin, startsOn, endsOn }) => [LEVELS.ampp, packId, name, gtin, startsOn, endsOn]),
    ),
  ],
})
