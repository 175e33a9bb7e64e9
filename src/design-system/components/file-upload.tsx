import { macro } from '../macros.ts'
import type { FileUploadParams } from '../params.gen.ts'

/** A file to send, by choosing or by dropping. */
export const FileUpload = (props: FileUploadParams) => macro('file-upload', props)
