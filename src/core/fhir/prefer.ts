/** What a client asked for in `Prefer`: how much to send back, and what to do with parameters we do not know. */
export interface Preferences {
  readonly returns: 'minimal' | 'representation' | 'OperationOutcome'
  readonly isStrict: boolean
}

/** Reads `Prefer: return=…; handling=…`. Unknown preferences are ignored, as RFC 7240 asks. */
export function readPreferences(header: string | undefined): Preferences {
  const asked = new Map(
    (header ?? '')
      .split(/[,;]/)
      .map((part) => part.trim().split('='))
      .map(([name = '', value = '']) => [name.trim().toLowerCase(), value.trim().replaceAll('"', '')] as const),
  )
  const returns = asked.get('return')?.toLowerCase()
  return {
    returns: returns === 'minimal' ? 'minimal' : returns === 'operationoutcome' ? 'OperationOutcome' : 'representation',
    isStrict: asked.get('handling')?.toLowerCase() === 'strict',
  }
}
