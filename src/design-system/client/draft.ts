/// <reference lib="dom" />

const EVERY_MS = 20_000
// Secrets and what the server holds anyway are never kept.
const LEFT_OUT = 'input[type=password], input[type=file], input[autocomplete=one-time-code]'

/** What may be kept of a form: the names and values a post would send, without secrets or files. */
function typedIn(form: HTMLFormElement): URLSearchParams {
  const skipped = new Set([...form.querySelectorAll<HTMLInputElement>(LEFT_OUT)].map((input) => input.name))
  const entries = [...new FormData(form)].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !skipped.has(entry[0]),
  )
  return new URLSearchParams(entries)
}

/** Keeps what is typed on the server from time to time, so that a session that ends loses nothing. Fails in silence. */
export function keepDrafts(root: Document): void {
  for (const form of root.querySelectorAll<HTMLFormElement>('form[data-draft-path]')) {
    let kept = typedIn(form).toString()
    const keep = () => {
      const typed = typedIn(form)
      if (typed.toString() === kept) return
      kept = typed.toString()
      fetch(form.dataset['draftPath'] ?? '', {
        method: 'POST',
        body: typed,
        credentials: 'same-origin',
        keepalive: true,
      }).then(
        // Whoever is typing is not idle, and the server has just heard from them.
        (answer) => answer.ok && root.dispatchEvent(new Event('troth:session-kept')),
        () => undefined,
      )
    }
    setInterval(keep, EVERY_MS)
    root.addEventListener('visibilitychange', () => root.visibilityState === 'hidden' && keep())
    root.addEventListener('troth:session-ending', keep)
  }
}
