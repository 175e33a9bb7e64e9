import { BarChart } from '../../../../design-system/chart.tsx'
import { DataTable } from '../../../../design-system/data-table.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { askedPath, readAsked } from '../../../../core/http/asked.ts'
import { choiceField, optional, textField } from '../../../../core/http/form/fields.ts'
import { navigationItem } from '../../../../core/http/navigation.ts'
import { page } from '../../../../core/http/page.ts'
import { patientPaths } from '../../../../core/patients/index.ts'
import { ownerField } from '../../../../core/tasks/index.ts'
import { formatDate } from '../../../../core/values/civil-date.ts'
import { askForSupplies } from '../commands/ask-for-supplies.ts'
import { handOnSupplies } from '../commands/hand-on-supplies.ts'
import { supplyPaths } from '../paths.ts'
import { seeSupply } from '../policy.ts'
import { newestSheets } from '../queries/sheets.ts'
import { supplyWorklist, type SupplyLine, type WorklistTables } from '../queries/worklist-page.ts'
import { sheetState } from '../sheet-state.ts'
import { chosenTherapies } from './chosen-therapies.ts'
import { CoveredWords, holdingWords, nhsNumberWords, personWords, RiskWords } from './cover-words.tsx'
import { BulkForm, FindForm, SheetWords, Tick, WorklistFilters, WHAT } from './worklist-parts.tsx'
import { worklistFile } from './worklist-file.ts'
import { worklistQuery, type WorklistQuery } from './worklist-query.ts'

const PAGE_SIZE = 40
/** Lines of a file: each patient in it is named in the audit trail. */
const FILE_SIZE = 1_000

navigationItem({
  audience: 'staff',
  text: 'Homecare',
  href: supplyPaths.worklist(),
  policy: seeSupply,
  order: 30,
  kinds: ['nhs-trust'],
})

export const supplyWorklistPage = page({
  path: '/staff/homecare',
  audience: 'staff',
  policy: seeSupply,
  purpose: 'direct-care',
  query: worklistQuery,
  notices: {
    given: 'Given. Whoever has them now is told when a supply is late.',
    asked: 'Made a task for each.',
  },
  async load(tx: Reader<WorklistTables>, ctx, { query }) {
    const { filters, sentence } = readAsked<{ readonly q: string }>(ctx, supplyPaths.worklist(), query.asked)
    const isFile = query.format === 'csv'
    const worklist = await supplyWorklist(tx, ctx, {
      filter: { risk: query.risk, holder: query.holder, companyId: query.company, medicine: query.medicine },
      owner: query.owner,
      search: filters?.q,
      sort: query.sort,
      page: isFile ? { number: 1, size: FILE_SIZE } : { number: query.page, size: PAGE_SIZE },
    })
    const sheets = await newestSheets(tx, ctx.tenantId)
    return { ...worklist, sentence, search: filters?.q, sheet: sheetState(sheets, ctx.clock.today()) }
  },
  shows: ({ lines }) => [...new Set(lines.map(({ patientId }) => patientId))],
  csv: ({ lines }) => ({ file: worklistFile(lines), shows: [...new Set(lines.map(({ patientId }) => patientId))] }),
  form: {
    fields: {
      what: choiceField({ label: 'What to do', missing: 'Select what to do with them', choices: WHAT }),
      q: optional(textField({ label: 'Find a person', hint: 'NHS number, name, date of birth or postcode' })),
      therapies: chosenTherapies(PAGE_SIZE),
      to: optional(ownerField('Give to')),
    },
    initial: ({ search }) => (search === undefined ? {} : { q: search }),
    check: ({ what, q, therapies, to }) => {
      if (what === 'find') return q === undefined ? { q: 'Enter a name, NHS number, date of birth or postcode' } : {}
      if (therapies.length === 0) return { therapies: 'Select the treatments in the list first' }
      return what === 'give' && to === undefined ? { to: 'Select a person or a team' } : {}
    },
    async submit(ctx, _subject, { what, q, therapies, to }, { query }) {
      if (what === 'find') return { redirect: askedPath(ctx, supplyPaths.worklist(), { q }) }
      if (what === 'give' && to !== undefined) {
        const answers = await handOnSupplies(
          ctx,
          therapies.map((therapyId) => ({ therapyId, to })),
        )
        if (answers.includes('not-here')) return { errors: { to: 'Select someone who works here now' } }
        if (answers.includes('not-registered')) {
          return {
            errors: { therapies: 'One of them has no registration, so it has no owner: register the patient first' },
          }
        }
        return { redirect: supplyPaths.worklist({ ...kept(query), notice: 'given' }) }
      }
      const ask = what === 'renewal' ? 'renewal' : 'stock-check'
      await askForSupplies(
        ctx,
        therapies.map((therapyId) => ({ therapyId, what: ask })),
      )
      return { redirect: supplyPaths.worklist({ ...kept(query), notice: 'asked' }) }
    },
  },
  View: ({ subject, at: { query }, chrome, form, ctx }) => (
    <Layout {...chrome} title="Homecare supply" wide>
      <h1 class="nhsuk-heading-l">Homecare supply</h1>
      <SheetWords sheet={subject.sheet} now={ctx.clock.now()} />
      <p>
        Everyone by days until a dose has no stock, on {formatDate(ctx.clock.today())}. Those whose stock nobody knows
        come first.
      </p>
      <FindForm form={form} sentence={subject.sentence} isFound={subject.search !== undefined} />
      <DataTable<SupplyLine>
        caption="Supply of homecare medicines"
        path={supplyPaths.worklist()}
        query={kept(query)}
        columns={[
          {
            key: 'patient',
            heading: 'Patient',
            cell: ({ patient }) => personWords(patient),
            href: ({ patientId }) => patientPaths.record(patientId),
          },
          { key: 'nhs', heading: 'NHS number', cell: ({ patient }) => nhsNumberWords(patient), nowrap: true },
          {
            key: 'medicine',
            heading: 'Medicine',
            cell: ({ medicine }) => medicine,
            href: ({ patientId, therapyId }) => supplyPaths.supply(patientId, therapyId),
            visuallyHiddenText: ({ patient }) => `for ${personWords(patient)}`,
            sortable: true,
          },
          {
            key: 'days',
            heading: 'Covered until',
            cell: (line) => <CoveredWords {...line} />,
            sortable: true,
            nowrap: true,
          },
          { key: 'risk', heading: 'Risk', cell: ({ risk }) => <RiskWords risk={risk} />, sortable: true },
          { key: 'by', heading: 'Next step', cell: holdingWords, sortable: true },
          { key: 'owner', heading: 'Owner', cell: ({ ownerName }) => ownerName },
          { key: 'company', heading: 'Company', cell: ({ companyName }) => companyName ?? 'None yet' },
        ]}
        rows={subject.lines}
        total={subject.total}
        pageSize={PAGE_SIZE}
        page={query.page}
        filterNames={['risk', 'holder', 'company', 'medicine', 'owner', 'asked']}
        filters={<WorklistFilters query={query} worklist={subject} />}
        rowActions={(line) => <Tick line={line} />}
        rowActionsHeading="Select"
        csvPath={supplyPaths.worklist({ format: 'csv' })}
        emptyText={subject.everyone === 0 ? 'Nobody has a homecare treatment yet.' : 'Nobody matches these filters.'}
      />
      {subject.lines.length > 0 && <BulkForm form={form} owners={subject} />}
      <BarChart
        id="weeks"
        caption="How many run out in each of the next 8 weeks"
        bars={subject.weeks}
        labelHeading="Week"
        valueHeading="Treatments"
      />
    </Layout>
  ),
})

/** What the address said, without what belongs to one answer only. */
const kept = ({ format: _format, page: _page, ...query }: WorklistQuery) => query
