/** One resource of a file: the line it begins on, and its bytes, or why they cannot be read. */
export type Piece =
  { readonly line: number; readonly bytes: Buffer } | { readonly line: number; readonly problem: 'too-large' }

/** How a file ended. */
export type Ending = 'whole' | 'cut-short' | 'not-json'

const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
const QUOTE = 0x22
const BACKSLASH = 0x5c
const LINE_FEED = 0x0a
const COLON = 0x3a

/** Bytes of one resource: a patient with fifty of everything has a tenth of this. */
export const LARGEST_PIECE = 1024 * 1024
const ENTRY = Buffer.from('entry')

/**
 * Cuts a JSON file into resources without holding it: a single resource, a list of them, a Bundle's entries, or one after
 * another. It finds where objects begin and end by brackets and quotation marks; whether each is JSON is for its reader.
 * Everything of a Bundle but its entries is left aside.
 */
export class JsonSplitter {
  #depth = 0
  #inString = false
  #isEscaped = false
  #line = 1
  /** The depth of the objects that are given out: 0, or 1 inside a list, or 2 inside a Bundle's entries. */
  #pieceDepth = 0
  #isBundle = false
  #hasEntries = false
  #isBroken = false
  /** The last string at depth 1, to know the name `entry` when a list begins after it. */
  #name: number[] = []
  #lastName = ''
  #kept: Buffer[] = []
  #keptBytes = 0
  #pieceLine = 0
  #isInPiece = false

  /** Takes the next bytes of the file and gives out the resources that end in them. */
  push(chunk: Buffer): Piece[] {
    const pieces: Piece[] = []
    let from = this.#isInPiece ? 0 : -1
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!
      if (byte === LINE_FEED) this.#line++
      if (this.#inString) {
        this.#readString(byte)
        continue
      }
      switch (byte) {
        case QUOTE:
          this.#inString = true
          if (this.#depth === 1) this.#name = []
          break
        case COLON:
          if (this.#depth === 1) this.#lastName = String.fromCharCode(...this.#name)
          break
        case OPEN_BRACE:
        case OPEN_BRACKET:
          if (this.#opens(byte)) from = at
          this.#depth++
          break
        case CLOSE_BRACE:
        case CLOSE_BRACKET:
          this.#depth--
          if (this.#depth < 0) this.#isBroken = true
          if (this.#closes(byte)) {
            this.#keep(chunk.subarray(from, at + 1))
            const piece = this.#give()
            if (piece) pieces.push(piece)
            from = -1
          }
          break
      }
    }
    if (this.#isInPiece && from >= 0) this.#keep(chunk.subarray(from))
    return pieces
  }

  /** Whether the file ended where a resource did. */
  end(): Ending {
    if (this.#isBroken) return 'not-json'
    return this.#depth === 0 && !this.#inString ? 'whole' : 'cut-short'
  }

  #readString(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false
    else if (byte === BACKSLASH) this.#isEscaped = true
    else if (byte === QUOTE) this.#inString = false
    else if (this.#depth === 1 && this.#name.length <= ENTRY.length) this.#name.push(byte)
  }

  /** True when a resource begins here. */
  #opens(byte: number): boolean {
    const isEntries = byte === OPEN_BRACKET && this.#depth === 1 && this.#lastName === 'entry'
    // A second list of entries would be lost, so the file is refused instead.
    if (isEntries && this.#isBundle) this.#isBroken = true
    if (isEntries && this.#pieceDepth === 0) {
      this.#isBundle = true
      this.#hasEntries = true
      this.#pieceDepth = 2
      this.#drop()
      return false
    }
    if (byte === OPEN_BRACKET && this.#depth === 0) {
      this.#pieceDepth = 1
      return false
    }
    if (byte !== OPEN_BRACE || this.#isInPiece || this.#depth !== this.#pieceDepth) return false
    this.#isInPiece = true
    this.#pieceLine = this.#line
    return true
  }

  /** True when the resource that is being read ends here. */
  #closes(byte: number): boolean {
    const isEndOfPiece = this.#isInPiece && byte === CLOSE_BRACE && this.#depth === this.#pieceDepth
    if (byte === CLOSE_BRACKET && this.#isBundle && this.#depth === 1 && this.#pieceDepth === 2) {
      // What follows the entries is the rest of the Bundle, at a depth where nothing is given out.
      this.#pieceDepth = Number.MAX_SAFE_INTEGER
    }
    if (this.#depth === 0) {
      this.#pieceDepth = 0
      this.#isBundle = false
      this.#lastName = ''
    }
    return isEndOfPiece
  }

  /** The Bundle's own beginning is no resource. */
  #drop(): void {
    this.#isInPiece = false
    this.#kept = []
    this.#keptBytes = 0
  }

  #keep(part: Buffer): void {
    if (!this.#isInPiece) return
    this.#keptBytes += part.length
    // Copied, because the caller uses its buffer again; a piece that is too large is counted but not kept.
    if (this.#keptBytes <= LARGEST_PIECE) this.#kept.push(Buffer.from(part))
    else this.#kept = []
  }

  #give(): Piece | undefined {
    const isTooLarge = this.#keptBytes > LARGEST_PIECE
    const bytes = Buffer.concat(this.#kept)
    const line = this.#pieceLine
    this.#drop()
    if (isTooLarge) return { line, problem: 'too-large' }
    return { line, bytes }
  }

  /** Whether a Bundle's entries were met. */
  get hasEntries(): boolean {
    return this.#hasEntries
  }
}
