import { issue, type OutcomeIssue } from '../../fhir/operation-outcome.ts'
import { isCivilDate } from '../../values/civil-date.ts'
import type { SentExtension } from './schema.ts'

/** Collects what is wrong with a resource while it is read, so that the sender learns of everything at once. */
export class Findings {
  readonly issues: OutcomeIssue[] = []

  add(code: string, words: string, expression: string): void {
    this.issues.push(issue(code, words, expression))
  }

  /** Gives out the extensions of one element by address; those nobody asks for are refused by `refuseRest`. */
  extensions(sent: readonly SentExtension[] | undefined, at: string): ExtensionReader {
    return new ExtensionReader(this, sent ?? [], at)
  }
}

/** The extensions of one element. Each is read once; what is left over is named as not kept. */
export class ExtensionReader {
  readonly #findings: Findings
  readonly #at: string
  #left: readonly SentExtension[]
  constructor(findings: Findings, sent: readonly SentExtension[], at: string) {
    this.#findings = findings
    this.#at = at
    this.#left = sent
  }

  /** All extensions with this address, in order. */
  all(url: string): readonly SentExtension[] {
    const taken = this.#left.filter((each) => each.url === url)
    this.#left = this.#left.filter((each) => each.url !== url)
    return taken
  }

  /** The only extension with this address; a second one is refused. */
  one(url: string): SentExtension | undefined {
    const [first, second] = this.all(url)
    if (second) this.#findings.add('value', 'This extension can be sent once.', this.#path(url))
    return first
  }

  /** The code or text of the only extension with this address. */
  text(url: string, value: 'valueCode' | 'valueDate' | 'valueString'): string | undefined {
    const found = this.one(url)
    if (!found) return undefined
    const text = found[value]
    if (typeof text === 'string' && (value !== 'valueDate' || isCivilDate(text))) return text
    this.#findings.add('structure', `This extension needs a ${value}.`, this.#path(url))
    return undefined
  }

  flag(url: string): boolean | undefined {
    const found = this.one(url)
    if (!found) return undefined
    if (typeof found['valueBoolean'] === 'boolean') return found['valueBoolean']
    this.#findings.add('structure', 'This extension needs a valueBoolean.', this.#path(url))
    return undefined
  }

  /** The codes of the only extension with this address, as `system|code`. */
  codes(url: string): readonly string[] {
    const found = this.one(url)
    if (!found) return []
    const value = (found['valueCodeableConcept'] ?? { coding: [found['valueCoding']] }) as { coding?: unknown }
    const codings = Array.isArray(value.coding)
      ? (value.coding as ({ system?: unknown; code?: unknown } | undefined)[])
      : []
    const codes = codings.flatMap((each) =>
      typeof each?.code === 'string' ? [`${typeof each.system === 'string' ? each.system : ''}|${each.code}`] : [],
    )
    if (codes.length === 0) this.#findings.add('structure', 'This extension needs a code.', this.#path(url))
    return codes
  }

  /** Says that a value of this extension cannot be kept. */
  refuse(url: string, words: string): void {
    this.#findings.add('value', words, this.#path(url))
  }

  refuseRest(): void {
    for (const { url } of this.#left) {
      this.#findings.add(
        'not-supported',
        'This extension is not kept here. Leave it out, or ask for it to be added.',
        this.#path(url),
      )
    }
  }

  #path(url: string): string {
    return `${this.#at}.extension('${url.slice(0, 200)}')`
  }
}
