export interface SessionWarningProps {
  /** How long the server keeps an idle session. */
  readonly idleSeconds: number
  /** How long the session can last at all, from when the page was drawn, however busy its owner is. */
  readonly endsInSeconds: number
  /** How long before the end to warn; two minutes gives everyone time to answer (WCAG 2.2.1). */
  readonly warnSeconds: number
  readonly extendPath: string
  readonly signOutPath: string
  readonly csrfToken: string
}

// Plain buttons rather than the macro: this is on every signed-in page.
/** Closed until the script opens it, so that without script the page makes no promise about time. */
export const SessionWarning = (props: SessionWarningProps) => (
  <dialog
    class="troth-session-warning"
    aria-labelledby="session-warning-title"
    aria-describedby="session-warning-text"
    data-session-warning
    data-idle-seconds={String(props.idleSeconds)}
    data-ends-in-seconds={String(props.endsInSeconds)}
    data-warn-seconds={String(props.warnSeconds)}
  >
    <h2 class="nhsuk-heading-m" id="session-warning-title">
      You will be signed out soon
    </h2>
    <p id="session-warning-text">
      <span data-session-idle>You have not used this page for a while. </span>
      <span data-session-final hidden>
        You have been signed in for as long as you can be. Save what you are doing now. You will have to sign in
        again.{' '}
      </span>
      To keep your information safe we will sign you out in{' '}
      <span data-session-left aria-live="polite">
        2 minutes
      </span>
      .
    </p>
    <form method="dialog" data-session-final hidden>
      <button class="nhsuk-button" type="submit">
        Continue for now
      </button>
    </form>
    <form method="post" action={props.extendPath} data-session-extend>
      <input type="hidden" name="_csrf" value={props.csrfToken} />
      <button class="nhsuk-button" type="submit">
        Stay signed in
      </button>
    </form>
    <form method="post" action={props.signOutPath}>
      <input type="hidden" name="_csrf" value={props.csrfToken} />
      <button class="nhsuk-button nhsuk-button--secondary" type="submit">
        Sign out
      </button>
    </form>
  </dialog>
)
