export { joinShares, restoreKeyFile, splitKeyFile, type Escrow } from './escrow.ts'
export { createKeyFile, loadKeyFile, rotateKeyFile, type KeyFile } from './key-file.ts'
export { WRAPPED_LENGTH, wrappedBy } from './wrap.ts'
