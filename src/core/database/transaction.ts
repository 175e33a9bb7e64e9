import type { Kysely, KyselyPlugin, RootOperationNode } from 'kysely'

/** A handle inside one transaction. It can read and write its own tables, but cannot open or end transactions. */
export type Tx<Tables> = Pick<
  Kysely<Tables>,
  | 'selectFrom'
  | 'selectNoFrom'
  | 'insertInto'
  | 'updateTable'
  | 'deleteFrom'
  | 'with'
  | 'withRecursive'
  | 'fn'
  | 'dynamic'
  | 'getExecutor'
  | 'executeQuery'
>

/** A handle that can only read. */
export type Reader<Tables> = Pick<
  Tx<Tables>,
  'selectFrom' | 'selectNoFrom' | 'with' | 'withRecursive' | 'fn' | 'getExecutor'
>

/** Refuses every query once the transaction is over, so that a handle kept by mistake cannot act outside it. */
export class EndOfTransaction implements KyselyPlugin {
  #ended = false
  end(): void {
    this.#ended = true
  }
  transformQuery({ node }: { node: RootOperationNode }): RootOperationNode {
    if (this.#ended) throw new Error('This transaction has ended; its handle cannot be used again')
    return node
  }
  transformResult<Result>({ result }: { result: Result }): Promise<Result> {
    return Promise.resolve(result)
  }
}
