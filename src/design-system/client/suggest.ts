/// <reference lib="dom" />

/** How long typing must rest before the server is asked. */
const REST_MS = 150
const SHORTEST = 2
/** A screen reader reads out what is typed first; words said sooner would be lost. */
const SAY_AFTER_MS = 600

interface Option {
  readonly value: string
  readonly text: string
  readonly note: string
}
interface Suggestions {
  readonly options: readonly Option[]
  readonly isMore: boolean
}

/** Makes a combobox, as the ARIA practices describe it, of every text box that suggests. */
export function suggestAsTyped(root: Document): void {
  let number = 0
  for (const place of root.querySelectorAll<HTMLElement>('[data-suggest]')) {
    const box = place.querySelector<HTMLInputElement>('input:not([type=hidden])')
    const chosen = place.querySelector<HTMLInputElement>('input[data-suggest-chosen]')
    if (box && chosen) new Combobox(place, box, chosen, (number += 1))
  }
}

class Combobox {
  readonly #box: HTMLInputElement
  readonly #chosen: HTMLInputElement
  readonly #list: HTMLUListElement
  readonly #status: HTMLElement
  readonly #source: string
  readonly #things: string
  #options: readonly Option[] = []
  /** Position of the option that Enter would choose; none until an arrow is pressed. */
  #active = -1
  #rest: ReturnType<typeof setTimeout> | undefined
  #saying: ReturnType<typeof setTimeout> | undefined
  #asking: AbortController | undefined

  constructor(place: HTMLElement, box: HTMLInputElement, chosen: HTMLInputElement, number: number) {
    this.#box = box
    this.#chosen = chosen
    this.#source = place.dataset['suggest'] ?? ''
    this.#things = place.dataset['suggestThings'] ?? 'matches'
    const { ownerDocument } = place
    this.#list = ownerDocument.createElement('ul')
    this.#list.id = `troth-suggest-${number}`
    this.#list.className = 'troth-suggest__list'
    this.#list.role = 'listbox'
    this.#list.ariaLabel = `Matching ${this.#things}`
    this.#list.hidden = true
    this.#status = ownerDocument.createElement('div')
    this.#status.className = 'nhsuk-u-visually-hidden'
    this.#status.role = 'status'
    place.append(this.#list, this.#status)

    for (const [name, value] of Object.entries({
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': this.#list.id,
    }))
      box.setAttribute(name, value)
    box.addEventListener('input', () => this.#typed())
    box.addEventListener('keydown', (event) => this.#pressed(event))
    box.addEventListener('blur', () => this.#close())
    // A press on the list must not take the focus out of the box, which would close the list before the click.
    this.#list.addEventListener('mousedown', (event) => event.preventDefault())
    this.#list.addEventListener('click', (event) => {
      const option = event.target instanceof Element ? event.target.closest('[role=option]') : null
      if (option) this.#choose([...this.#list.children].indexOf(option))
    })
  }

  #typed(): void {
    // What was chosen is no longer what stands in the box.
    this.#chosen.value = ''
    clearTimeout(this.#rest)
    this.#asking?.abort()
    if (this.#box.value.trim().length < SHORTEST) return this.#close()
    this.#rest = setTimeout(() => void this.#ask(this.#box.value), REST_MS)
  }

  async #ask(text: string): Promise<void> {
    const asking = new AbortController()
    this.#asking = asking
    try {
      const answer = await fetch(`${this.#source}?q=${encodeURIComponent(text)}`, {
        credentials: 'same-origin',
        headers: { accept: 'application/json' },
        signal: asking.signal,
      })
      if (!answer.ok || !(answer.headers.get('content-type') ?? '').includes('json')) throw new Error('no suggestions')
      const { options, isMore } = (await answer.json()) as Suggestions
      if (!asking.signal.aborted) this.#show(options, isMore)
    } catch {
      if (asking.signal.aborted) return
      this.#close()
      this.#say('Suggestions are not available now. Press Enter to search.')
    }
  }

  #show(options: readonly Option[], isMore: boolean): void {
    this.#options = options
    this.#active = -1
    this.#box.removeAttribute('aria-activedescendant')
    this.#list.replaceChildren(...options.map((option, at) => this.#item(option, at)))
    this.#setOpen(options.length > 0 && this.#box.ownerDocument.activeElement === this.#box)
    this.#say(
      options.length === 0
        ? `No ${this.#things} found.`
        : `${isMore ? 'First ' : ''}${options.length} ${this.#things} found. Use the up and down arrows to go through them and Enter to choose.`,
    )
  }

  #item({ text, note }: Option, at: number): HTMLLIElement {
    const item = this.#list.ownerDocument.createElement('li')
    item.id = `${this.#list.id}-${at}`
    item.className = 'troth-suggest__option'
    item.role = 'option'
    item.ariaSelected = 'false'
    const words = this.#list.ownerDocument.createElement('span')
    words.className = 'troth-suggest__note'
    words.textContent = note
    item.append(`${text} `, words)
    return item
  }

  #pressed(event: KeyboardEvent): void {
    const isOpen = !this.#list.hidden
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!isOpen && this.#options.length > 0) this.#setOpen(true)
      if (this.#list.hidden) return
      event.preventDefault()
      this.#move(event.key === 'ArrowDown' ? 1 : -1)
    } else if (event.key === 'Enter' && isOpen && this.#active >= 0) {
      event.preventDefault()
      this.#choose(this.#active)
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault()
      this.#close()
    }
  }

  /** Past either end comes the box itself, as it was typed. */
  #move(by: 1 | -1): void {
    const places = this.#options.length + 1
    this.#active = ((this.#active + 1 + by + places) % places) - 1
    for (const [at, item] of [...this.#list.children].entries()) {
      item.ariaSelected = String(at === this.#active)
      if (at === this.#active) {
        this.#box.setAttribute('aria-activedescendant', item.id)
        item.scrollIntoView({ block: 'nearest' })
      }
    }
    if (this.#active < 0) this.#box.removeAttribute('aria-activedescendant')
  }

  #choose(at: number): void {
    const option = this.#options[at]
    if (!option) return
    this.#box.value = option.text
    this.#chosen.value = option.value
    this.#options = []
    this.#close()
    this.#say(`${option.text} chosen.`)
  }

  #close(): void {
    clearTimeout(this.#rest)
    this.#asking?.abort()
    this.#active = -1
    this.#box.removeAttribute('aria-activedescendant')
    this.#setOpen(false)
  }

  #setOpen(isOpen: boolean): void {
    this.#list.hidden = !isOpen
    this.#box.setAttribute('aria-expanded', String(isOpen))
  }

  #say(words: string): void {
    clearTimeout(this.#saying)
    this.#saying = setTimeout(() => (this.#status.textContent = words), SAY_AFTER_MS)
  }
}
