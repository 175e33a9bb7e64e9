// Crockford's alphabet: no I, L, O or U, so that handwriting is hard to misread.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Writes bytes as letters and digits, five bits each. */
export function toBase32(bytes: Uint8Array): string {
  let text = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET[(held >> (bits - 5)) & 31]
    held &= 0xff
  }
  return bits > 0 ? text + ALPHABET[(held << (5 - bits)) & 31] : text
}

/** Reads them back, in any case, with O for 0 and I or L for 1; undefined when a character is none of ours. */
export function fromBase32(text: string): Buffer | undefined {
  const bytes: number[] = []
  let held = 0
  let bits = 0
  for (const character of text.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')) {
    const value = ALPHABET.indexOf(character)
    if (value < 0) return undefined
    held = ((held << 5) | value) & 0xfff
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((held >> bits) & 0xff)
  }
  return Buffer.from(bytes)
}
