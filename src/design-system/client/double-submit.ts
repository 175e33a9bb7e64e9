/// <reference lib="dom" />

/** How long a second press is taken for a slip of the finger. */
const SLIP_MS = 2000

/** Ignores a second submission of the same form straight after the first. Courtesy only: the idempotency key is the guard. */
export function guardDoubleSubmit(root: Document): void {
  const sent = new WeakMap<HTMLFormElement, number>()
  root.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.method !== 'post') return
    const last = sent.get(form)
    if (last !== undefined && event.timeStamp - last < SLIP_MS) event.preventDefault()
    else sent.set(form, event.timeStamp)
  })
}
