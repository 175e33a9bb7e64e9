import { Details } from '../../../../design-system/components/details.tsx'
import { authenticatorAddress, qrPath, spokenSecret } from '../authenticator.ts'

/** How to connect an authenticator app: a picture to scan, and the same as text for those who cannot. */
export function ConnectAuthenticator(props: {
  readonly secret: string
  readonly organisation: string
  readonly email: string
}) {
  const { size, path } = qrPath(authenticatorAddress(props.secret, props.organisation, props.email))
  return (
    <>
      <ol class="nhsuk-list nhsuk-list--number">
        <li>Install an authenticator app on your phone, such as Microsoft Authenticator or Google Authenticator.</li>
        <li>In the app, add an account and scan this picture.</li>
        <li>Type the 6 numbers that the app shows.</li>
      </ol>
      <svg
        role="img"
        aria-label="QR code for your authenticator app"
        width="220"
        height="220"
        viewBox={`0 0 ${size} ${size}`}
        shape-rendering="crispEdges"
      >
        <rect width={size} height={size} fill="#ffffff" />
        <path d={path} fill="#000000" />
      </svg>
      <Details summary="I cannot scan the picture">
        <p>In the app, choose to enter a key, and type this one. It is time-based.</p>
        <p>
          <code>{spokenSecret(props.secret)}</code>
        </p>
      </Details>
    </>
  )
}
