/// <reference lib="dom" />

type Counts = Readonly<Record<string, unknown>>

const asCounts = (text: string): Counts => {
  try {
    const value: unknown = JSON.parse(text)
    return value !== null && typeof value === 'object' ? (value as Counts) : {}
  } catch {
    return {}
  }
}

/** Keeps numbers such as task counts fresh: `{"tasks":4}` fills `[data-live="tasks"]`. Without events the page's own numbers stand. */
export function showLiveCounts(root: Document): void {
  const places = [...root.querySelectorAll<HTMLElement>('[data-live]')]
  if (places.length === 0) return
  const events = new EventSource('/live')
  events.addEventListener('message', (event: MessageEvent<string>) => {
    const counts = asCounts(event.data)
    for (const place of places) {
      const count = counts[place.dataset['live'] ?? '']
      if (typeof count === 'number' || typeof count === 'string') place.textContent = String(count)
    }
  })
  // A refused stream would otherwise be asked for again every few seconds, for ever.
  events.addEventListener('error', () => events.readyState === EventSource.CLOSED && events.close())
}
