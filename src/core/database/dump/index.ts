export { describeSchema } from './describe-schema.ts'
export { dumpSchema } from './dump-schema.ts'
export type { SchemaObject } from './schema-object.ts'
