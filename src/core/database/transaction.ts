import {
  createFunctionModule,
  DynamicModule,
  QueryCreator,
  SingleConnectionProvider,
  type Compilable,
  type CompiledQuery,
  type DatabaseConnection,
  type Kysely,
  type KyselyPlugin,
  type QueryExecutor,
  type QueryResult,
  type RootOperationNode,
} from 'kysely'
import { refuseSteering } from './refuse-steering.ts'

/** A handle inside one transaction. It can read and write its own tables, but cannot open or end transactions. */
// @ts-expect-error A handle on more tables may stand for one on fewer; told so, the compiler need not compare them part by part.
export interface Tx<out Tables>
  extends
    Reader<Tables>,
    Pick<Kysely<Tables>, 'insertInto' | 'updateTable' | 'deleteFrom' | 'dynamic' | 'executeQuery'> {}

/** A handle that can only read. */
// @ts-expect-error As for `Tx`.
export interface Reader<out Tables> extends Pick<
  Kysely<Tables>,
  'selectFrom' | 'selectNoFrom' | 'with' | 'withRecursive' | 'fn' | 'getExecutor'
> {}

/** A handle on the transaction of a connection. Once it is ended, whoever kept it cannot act outside the transaction. */
export function openHandle<Tables>(
  executor: QueryExecutor,
  connection: DatabaseConnection,
): { readonly tx: Tx<Tables>; readonly end: () => void } {
  const end = new EndOfTransaction()
  const only = new SingleConnectionProvider(new GuardedConnection(connection, end))
  const tx = new TransactionHandle<Tables>(executor.withConnectionProvider(only).withPlugin(end))
  return { tx, end: () => end.end() }
}

class TransactionHandle<Tables> extends QueryCreator<Tables> implements Tx<Tables> {
  readonly #executor: QueryExecutor
  constructor(executor: QueryExecutor) {
    super({ executor })
    this.#executor = executor
  }
  get fn() {
    return createFunctionModule<Tables, keyof Tables>()
  }
  get dynamic() {
    return new DynamicModule<Tables>()
  }
  getExecutor(): QueryExecutor {
    return this.#executor
  }
  executeQuery<Row>(query: CompiledQuery<Row> | Compilable<Row>): Promise<QueryResult<Row>> {
    return this.#executor.executeQuery('compile' in query ? query.compile() : query)
  }
}

/** Refuses every query once the transaction is over. */
class EndOfTransaction implements KyselyPlugin {
  #ended = false
  end(): void {
    this.#ended = true
  }
  refuseIfEnded(): void {
    if (this.#ended) throw new Error('This transaction has ended; its handle cannot be used again')
  }
  transformQuery({ node }: { node: RootOperationNode }): RootOperationNode {
    this.refuseIfEnded()
    return node
  }
  transformResult<Result>({ result }: { result: Result }): Promise<Result> {
    return Promise.resolve(result)
  }
}

/** The last door before the database: text that nothing has compiled, and queries compiled earlier, pass here too. */
class GuardedConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection
  readonly #end: EndOfTransaction
  constructor(connection: DatabaseConnection, end: EndOfTransaction) {
    this.#connection = connection
    this.#end = end
  }
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    this.#end.refuseIfEnded()
    refuseSteering(query.sql)
    return await this.#connection.executeQuery<Row>(query)
  }
  streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    this.#end.refuseIfEnded()
    refuseSteering(query.sql)
    return this.#connection.streamQuery<Row>(query, chunkSize)
  }
}
