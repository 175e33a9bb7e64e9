import type { VNode } from 'preact'
import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { DateField, Form, RadiosField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import { PatientBanner } from '../../../../design-system/patient-banner.tsx'
import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { Child } from '../../../../core/html/jsx-runtime.ts'
import { dateField } from '../../../../core/http/form/date-field.ts'
import type { Fields, ValuesOf } from '../../../../core/http/form/field.ts'
import { choiceField, optional } from '../../../../core/http/form/fields.ts'
import type { FormView } from '../../../../core/http/form/form-view.ts'
import type { RawForm } from '../../../../core/http/form/raw-form.ts'
import { page } from '../../../../core/http/page.ts'
import type { PathParams } from '../../../../core/http/routes.ts'
import { patientBanner } from '../../../../core/patients/index.ts'
import { instantOf } from '../../../../core/values/london-time.ts'
import { STEP_SOURCES, type StepSource } from '../../steps/step.ts'
import type { NewCount } from '../../stock/count.ts'
import type { DeliveryAct } from '../act.ts'
import { type ActAnswer, actOnDelivery } from '../commands/act-on-delivery.ts'
import { deliveryPaths } from '../paths.ts'
import { actOnDelivery as policy } from '../policy.ts'
import { type DeliveryOfPage, deliveryOfPage, type PageTables } from '../queries/delivery-page.ts'
import { refusalErrors } from '../refusal-fields.ts'

type DeliveryPath = `/staff/homecare/deliveries/:deliveryId/${string}`

const { import: _import, organisation: _organisation, ...SAID_HOW } = STEP_SOURCES

/** Asked when people of a clinic record what a company that does not use Troth says. */
const onBehalf = {
  source: optional(choiceField({ label: 'How the company said so', choices: SAID_HOW })),
  saidOn: optional(dateField({ label: 'Day they said so', name: 'Day they said so' })),
  happenedOn: optional(
    dateField({ label: 'Day it happened', hint: 'Leave empty if it was today', name: 'Day it happened' }),
  ),
}
type OnBehalfFields = typeof onBehalf

interface ActPageSpec<Path extends DeliveryPath, F extends Fields> {
  readonly path: Path
  readonly title: string
  readonly button?: string
  /** For an act of the clinic itself, which is never recorded for the company. */
  readonly isOwn?: boolean
  readonly fields: F
  readonly initial?: (subject: DeliveryOfPage) => RawForm
  readonly intro?: (subject: DeliveryOfPage) => Child
  /** What was typed as an act, or a sentence for each box that must be mended. */
  readonly read: (
    values: ValuesOf<F>,
    subject: DeliveryOfPage,
    today: string,
  ) => { readonly act: DeliveryAct; readonly count?: NewCount } | { readonly errors: Readonly<Record<string, string>> }
  /** How it is done, when not as the other acts are. */
  readonly send?: (
    ctx: Context,
    which: { readonly deliveryId: string; readonly version: number },
    act: DeliveryAct,
  ) => Promise<ActAnswer>
  readonly Boxes?: (props: { readonly form: FormView<F>; readonly subject: DeliveryOfPage }) => Child
}

/** A page on which somebody does one thing to a delivery. Each sentence of a guard comes back beside the box that it is about. */
export function actPage<const Path extends DeliveryPath, F extends Fields>(spec: ActPageSpec<Path, F>) {
  const isRecorded = (subject: DeliveryOfPage): boolean => subject.isOnBehalf && spec.isOwn !== true
  const fields = { ...spec.fields, ...onBehalf }
  return page<PageTables, Path, unknown, DeliveryOfPage, F & OnBehalfFields>({
    path: spec.path,
    audience: 'staff',
    policy,
    purpose: 'direct-care',
    load: (tx, ctx, { path }) =>
      deliveryOfPage(tx as Reader<PageTables>, ctx, (path as PathParams<'/:deliveryId'>).deliveryId),
    shows: ({ patientId }) => [patientId],
    form: {
      fields: fields as F & OnBehalfFields,
      version: ({ care }) => care.delivery.version,
      ...(spec.initial ? { initial: spec.initial } : {}),
      async submit(ctx, subject, values, { version = 0 }) {
        const own = values as unknown as ValuesOf<OnBehalfFields>
        const missing = isRecorded(subject) ? missingOf(own) : {}
        const read = spec.read(values as unknown as ValuesOf<F>, subject, ctx.clock.today())
        const wrong = { ...('errors' in read ? read.errors : {}), ...missing }
        if ('errors' in read || Object.keys(wrong).length > 0) return { errors: wrong as never }
        const { deliveryId } = subject.care.delivery
        const which = { deliveryId, version }
        const answer = await (spec.send?.(ctx, which, read.act) ??
          actOnDelivery(ctx, {
            ...which,
            act: read.act,
            count: read.count,
            ...(isRecorded(subject) ? behalfOf(own, ctx) : {}),
          }))
        return 'refusals' in answer
          ? { errors: refusalErrors(answer.refusals, Object.keys(fields)) as never }
          : { redirect: deliveryPaths.delivery(deliveryId, 'saved') }
      },
    },
    View: ({ subject, form, chrome, ctx }): VNode => (
      <Layout
        {...chrome}
        title={spec.title}
        backHref={deliveryPaths.delivery(subject.care.delivery.deliveryId)}
        banner={<PatientBanner {...patientBanner(subject.patient, subject.allergies, ctx.clock.today())} />}
      >
        <h1 class="nhsuk-heading-l">
          <span class="nhsuk-caption-l">
            {subject.care.enrolment.medicine}, delivery {subject.care.delivery.number}
          </span>
          {spec.title}
        </h1>
        {spec.intro?.(subject)}
        <Form {...form.hidden}>
          {spec.Boxes?.({ form: form as unknown as FormView<F>, subject })}
          {isRecorded(subject) && <OnBehalfBoxes form={form as unknown as FormView<OnBehalfFields>} />}
          <Button>{spec.button ?? 'Save'}</Button>
        </Form>
      </Layout>
    ),
  })
}

const OnBehalfBoxes = ({ form }: { form: FormView<OnBehalfFields> }) => (
  <>
    <InsetText>
      <p>The homecare company does not use Troth. Record what they told you, and how you know.</p>
    </InsetText>
    <RadiosField
      {...form.field('source')}
      options={Object.entries(SAID_HOW).map(([value, label]) => ({ value, label }))}
      small
    />
    <DateField {...form.field('saidOn')} />
    <DateField {...form.field('happenedOn')} />
  </>
)

const missingOf = ({ source, saidOn }: ValuesOf<OnBehalfFields>): Record<string, string> => ({
  ...(source === undefined ? { source: 'Select how the company said so' } : {}),
  ...(saidOn === undefined ? { saidOn: 'Enter the day they said so' } : {}),
})

const NOON = 12 * 60
function behalfOf({ source, saidOn, happenedOn }: ValuesOf<OnBehalfFields>, ctx: Context) {
  if (source === undefined || saidOn === undefined) return {}
  const isEarlier = happenedOn !== undefined && happenedOn !== ctx.clock.today()
  return {
    onBehalf: { source: source as StepSource, saidOn },
    ...(isEarlier ? { at: instantOf(happenedOn, NOON) } : {}),
  }
}
