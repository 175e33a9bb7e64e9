/// <reference lib="dom" />

const TICK_MS = 1000

const words = (seconds: number): string => {
  if (seconds >= 60) {
    const minutes = Math.ceil(seconds / 60)
    return `${minutes} minute${minutes === 1 ? '' : 's'}`
  }
  return 'less than a minute'
}

const storageKey = 'troth:extended-at'

/** Tells the other tabs of this browser that the session was extended; a private window may forbid it. */
const tellTabs = () => {
  try {
    localStorage.setItem(storageKey, String(Date.now()))
  } catch {
    // The other tabs then warn a little early.
  }
}

class Countdown {
  #idleEndsAt: number
  readonly #idleMs: number
  readonly #endsAt: number

  constructor(idleSeconds: number, endsInSeconds: number) {
    this.#idleMs = idleSeconds * 1000
    this.#idleEndsAt = Date.now() + this.#idleMs
    this.#endsAt = Date.now() + endsInSeconds * 1000
  }

  restart(): void {
    this.#idleEndsAt = Date.now() + this.#idleMs
  }

  /** Staying does not help: the session ends then, however busy its owner is. */
  get isFinal(): boolean {
    return this.#endsAt <= this.#idleEndsAt
  }

  /** By the clock rather than by counting ticks: a sleeping laptop ticks nothing. */
  get secondsLeft(): number {
    return Math.round((Math.min(this.#idleEndsAt, this.#endsAt) - Date.now()) / 1000)
  }
}

/** Says which end is near, and offers what can be done about it. */
function showEnd(region: HTMLElement, isFinal: boolean): void {
  for (const part of region.querySelectorAll<HTMLElement>('[data-session-final]')) part.hidden = !isFinal
  for (const part of region.querySelectorAll<HTMLElement>('[data-session-idle], form[data-session-extend]'))
    part.hidden = isFinal
}

// The server has the last word: it answers with the sign-in page, or with this page if another tab kept the session.
// Not a reload, which would offer to send a posted form again.
const askAgain = () => location.assign(location.pathname + location.search)

/** Shows a warning before the session ends, with a button that extends it. Without script the page promises nothing. */
export function warnBeforeTimeOut(root: Document): void {
  const region = root.querySelector<HTMLDialogElement>('[data-session-warning]')
  const form = region?.querySelector<HTMLFormElement>('form[data-session-extend]')
  const left = region?.querySelector<HTMLElement>('[data-session-left]')
  if (!region || !form || !left) return
  const idle = Number(region.dataset['idleSeconds'])
  const warn = Number(region.dataset['warnSeconds'])
  const endsIn = Number(region.dataset['endsInSeconds'])
  if (!(idle > 0) || !(warn > 0) || !(endsIn >= 0)) return

  // Drawing this page was activity, so the other tabs have as long again.
  tellTabs()
  const countdown = new Countdown(idle, endsIn)
  let isFinalSeen = false
  const extended = () => {
    countdown.restart()
    if (region.open) region.close()
  }

  const tick = () => {
    const seconds = countdown.secondsLeft
    if (seconds <= 0) {
      askAgain()
      return
    }
    if (seconds > warn) return
    const { isFinal } = countdown
    showEnd(region, isFinal)
    // Whoever has read that they must sign in again is left to save their work.
    if (!region.open && !(isFinal && isFinalSeen)) {
      isFinalSeen = isFinal
      root.dispatchEvent(new Event('troth:session-ending'))
      region.showModal()
    }
    const text = words(seconds)
    if (left.textContent !== text) left.textContent = text
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const fields = [...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    fetch(form.action, { method: 'POST', body: new URLSearchParams(fields), credentials: 'same-origin' }).then(
      (answer) => {
        if (!answer.ok) return askAgain()
        tellTabs()
        extended()
      },
      // The service cannot be reached: the warning stays, with its button, until it can or until time is up.
      () => undefined,
    )
  })
  // Escape means "I am here", not "let it end".
  region.addEventListener('cancel', (event) => {
    if (countdown.isFinal) return
    event.preventDefault()
    form.requestSubmit()
  })
  root.addEventListener('troth:session-kept', extended)
  window.addEventListener('storage', (event) => event.key === storageKey && extended())
  setInterval(tick, TICK_MS)
}
