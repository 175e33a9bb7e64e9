import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import type { Child } from '../../../../core/html/jsx-runtime.ts'
import type { PrescriptionState } from '../prescription-state.ts'

/** Said wherever something can be done to a prescription that was signed before clinical screening. */
export const SignedFirst = ({ state, children }: { state: PrescriptionState; children: Child }) =>
  state === 'signed-unscreened' ? (
    <WarningCallout headingLevel={2} heading="Signed before clinical screening">
      <p>{children}</p>
    </WarningCallout>
  ) : null
