import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import { Form, SelectField, TextField } from '../../../../design-system/fields.tsx'
import type { BoundField } from '../../../../core/http/form/form-view.ts'
import { OwnerSelect, type Owners } from '../../../../core/tasks/index.ts'
import { formatShortInstant } from '../../../../core/values/london-time.ts'
import { supplyPaths } from '../paths.ts'
import type { SupplyLine, SupplyWorklist } from '../queries/worklist-page.ts'
import { SHEET_PROBLEMS, type SheetState } from '../sheet-state.ts'
import { SUPPLY_RISKS } from '../supply-risk.ts'
import { OWNERS } from '../worklist.ts'
import { HOLDERS } from '../who-holds-it.ts'
import { personWords } from './cover-words.tsx'
import type { WorklistQuery } from './worklist-query.ts'

/** What the forms of the worklist do. */
export const WHAT = {
  give: 'Give them to an owner',
  'stock-check': 'Make a task for a stock check of each',
  renewal: 'Make a task to ask for a new prescription of each',
  find: 'Find a person',
} as const

const BULK = 'chosen'

interface FormOf {
  readonly hidden: { readonly csrfToken: string; readonly idempotencyKey: string }
  readonly errors: Readonly<Record<string, string | undefined>>
  readonly field: (name: 'what' | 'q' | 'to') => BoundField
}

/** Posted, so that what is typed about a person stands in no address. */
export const FindForm = (props: { form: FormOf; sentence: string | undefined; isFound: boolean }) => (
  <div role="search" class="troth-no-print">
    {props.sentence !== undefined && (
      <InsetText>
        <p>{props.sentence}</p>
      </InsetText>
    )}
    <Form
      action={supplyPaths.worklist()}
      csrfToken={props.form.hidden.csrfToken}
      idempotencyKey={props.form.hidden.idempotencyKey}
    >
      <input type="hidden" name="what" value="find" />
      <TextField {...props.form.field('q')} autocomplete="off" spellcheck={false} />
      <Button variant="secondary">Find</Button>
    </Form>
    {props.isFound && (
      <p>
        <a href={supplyPaths.worklist()}>Show everyone</a>
      </p>
    )}
  </div>
)

export const Tick = ({ line }: { line: SupplyLine }) => (
  <div class="nhsuk-checkboxes nhsuk-checkboxes--small">
    <div class="nhsuk-checkboxes__item">
      <input
        class="nhsuk-checkboxes__input"
        id={`chosen-${line.therapyId}`}
        name="therapies"
        type="checkbox"
        value={line.therapyId}
        form={BULK}
      />
      <label class="nhsuk-label nhsuk-checkboxes__label" for={`chosen-${line.therapyId}`}>
        <span class="nhsuk-u-visually-hidden">
          Select {line.medicine} of {personWords(line.patient)}
        </span>
      </label>
    </div>
  </div>
)

const { find: _find, ...BULK_ACTS } = WHAT

export const BulkForm = ({ form, owners }: { form: FormOf; owners: Owners }) => (
  <div class="troth-no-print">
    <Form {...form.hidden} id={BULK}>
      <h2 class="nhsuk-heading-m" id="therapies">
        With the selected treatments
      </h2>
      {form.errors['therapies'] !== undefined && (
        <p class="nhsuk-error-message">
          <span class="nhsuk-u-visually-hidden">Error: </span>
          {form.errors['therapies']}
        </p>
      )}
      <SelectField {...form.field('what')} options={options(BULK_ACTS)} placeholder="Select what to do" />
      <OwnerSelect field={form.field('to')} owners={owners} />
      <Button variant="secondary">Do this with the selected treatments</Button>
    </Form>
  </div>
)

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

export const WorklistFilters = ({ query, worklist }: { query: WorklistQuery; worklist: SupplyWorklist }) => {
  const { page: _page, ...values } = query
  const shared = { values, errors: {} }
  return (
    <>
      {query.asked !== undefined && <input type="hidden" name="asked" value={query.asked} />}
      <SelectField {...shared} name="risk" label="Risk" placeholder="Any" options={options(SUPPLY_RISKS)} />
      <SelectField {...shared} name="holder" label="Who has it now" placeholder="Anyone" options={options(HOLDERS)} />
      <SelectField
        {...shared}
        name="company"
        label="Company"
        placeholder="Any"
        options={worklist.companies.map(({ companyId, name }) => ({ value: companyId, label: name }))}
      />
      <SelectField
        {...shared}
        name="medicine"
        label="Medicine"
        placeholder="Any"
        options={worklist.medicines.map((name) => ({ value: name, label: name }))}
      />
      <SelectField {...shared} name="owner" label="Owner" placeholder="Anyone" options={options(OWNERS)} />
    </>
  )
}

/** How old the sheet for the day when Troth is not there is; a warning when there is none to rely on. */
export const SheetWords = ({ sheet }: { sheet: SheetState; now: Date }) =>
  sheet.state === 'written' ? (
    <p class="nhsuk-body-s">
      Run-out sheet last written {formatShortInstant(sheet.writtenAt)}, with {sheet.rows} people.
    </p>
  ) : (
    <WarningCallout headingLevel={2} heading="Last night’s run-out sheet was not written">
      <p>
        {SHEET_PROBLEMS[sheet.why]}{' '}
        {sheet.writtenAt ? `The last one is from ${formatShortInstant(sheet.writtenAt)}.` : 'There is none.'} Print this
        list until it is put right.
      </p>
    </WarningCallout>
  )
