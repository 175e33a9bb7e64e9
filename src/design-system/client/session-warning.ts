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
  #endsAt: number
  readonly #idleMs: number

  constructor(idleSeconds: number) {
    this.#idleMs = idleSeconds * 1000
    this.#endsAt = Date.now() + this.#idleMs
  }

  restart(): void {
    this.#endsAt = Date.now() + this.#idleMs
  }

  /** By the clock rather than by counting ticks: a sleeping laptop ticks nothing. */
  get secondsLeft(): number {
    return Math.round((this.#endsAt - Date.now()) / 1000)
  }
}

/** Shows a warning before the session ends, with a button that extends it. Without script the page promises nothing. */
export function warnBeforeTimeOut(root: Document): void {
  const region = root.querySelector<HTMLDialogElement>('[data-session-warning]')
  const form = region?.querySelector<HTMLFormElement>('form[data-session-extend]')
  const left = region?.querySelector<HTMLElement>('[data-session-left]')
  if (!region || !form || !left) return
  const idle = Number(region.dataset['idleSeconds'])
  const warn = Number(region.dataset['warnSeconds'])
  if (!(idle > 0) || !(warn > 0)) return

  const countdown = new Countdown(idle)
  const extended = () => {
    countdown.restart()
    region.close()
  }

  const tick = () => {
    const seconds = countdown.secondsLeft
    if (seconds <= 0) {
      // The server has the last word: it answers with the sign-in page, or with this page if another tab kept the session.
      location.reload()
      return
    }
    if (seconds > warn) return
    if (!region.open) {
      root.dispatchEvent(new Event('troth:session-ending'))
      region.showModal()
    }
    const text = words(seconds)
    if (left.textContent !== text) left.textContent = text
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const body = new URLSearchParams(
      [...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    )
    fetch(form.action, { method: 'POST', body, credentials: 'same-origin', redirect: 'manual' })
      .then((answer) => {
        // A redirect to the sign-in page is not an extension.
        if (!answer.ok) return form.submit()
        tellTabs()
        extended()
      })
      .catch(() => form.submit())
  })
  // Escape means "I am here", not "let it end".
  region.addEventListener('cancel', (event) => {
    event.preventDefault()
    form.requestSubmit()
  })
  window.addEventListener('storage', (event) => event.key === storageKey && extended())
  setInterval(tick, TICK_MS)
}
