import type { Child } from '../../core/html/jsx-runtime.ts'

export interface FormProps {
  readonly action?: string | undefined
  readonly csrfToken: string
  /** One per drawing of the form, so that a double click acts once. */
  readonly idempotencyKey?: string | undefined
  /** The version of what is being edited, so that nobody's change is lost. */
  readonly version?: number | string | undefined
  readonly multipart?: boolean | undefined
  /** Where what is typed is kept for after the next sign-in. */
  readonly draftPath?: string | undefined
  readonly id?: string | undefined
  readonly classes?: string | undefined
  readonly children?: Child
}

/** A form that changes something. Always a post; the browser's own checks are off because the server's are the real ones. */
export const Form = (props: FormProps) => (
  <form
    method="post"
    action={props.action}
    enctype={props.multipart ? 'multipart/form-data' : undefined}
    id={props.id}
    class={props.classes}
    data-draft-path={props.draftPath}
    novalidate
  >
    <input type="hidden" name="_csrf" value={props.csrfToken} />
    {props.idempotencyKey !== undefined && <input type="hidden" name="_idempotency" value={props.idempotencyKey} />}
    {props.version !== undefined && <input type="hidden" name="_version" value={String(props.version)} />}
    {props.children}
  </form>
)
