import { Button } from '../../../../design-system/components/button.tsx'
import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import type { Made } from '../../documents/made.ts'

interface Print {
  readonly made: Made
  readonly href: string
  /** What the paper is good for. */
  readonly says: string
  readonly action: string
}

/** The link to a document, or every reason why there is none. */
export const PrintOrWhyNot = ({ made, href, says, action }: Print) =>
  made.refusals === undefined ? (
    <>
      <p>{says}</p>
      <Button href={href}>{action}</Button>
    </>
  ) : (
    <WarningCallout headingLevel={2} heading="This cannot be printed">
      <ul class="nhsuk-list nhsuk-list--bullet">
        {made.refusals.map(({ sentence }) => (
          <li>{sentence}</li>
        ))}
      </ul>
    </WarningCallout>
  )
