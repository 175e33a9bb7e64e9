import { Button } from '../../../../design-system/components/button.tsx'
import type { Chrome } from '../../../http/chrome.ts'
import { accessPaths } from '../paths.ts'
import { PublicFrame } from './public-frame.tsx'

/** Said to a browser that has not shown a code, took too long, or has used it already. */
export const StartAgain = ({ chrome }: { readonly chrome: Chrome }) => (
  <PublicFrame chrome={chrome} title="Sign in or use your code again">
    <h1 class="nhsuk-heading-l">Sign in or use your code again</h1>
    <p>If you have just chosen your password, sign in with it.</p>
    <Button href={accessPaths.signIn}>Sign in</Button>
    <p>
      If not, you took too long. <a href={accessPaths.activate}>Use your code again</a>.
    </p>
  </PublicFrame>
)
