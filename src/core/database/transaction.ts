import {
  createFunctionModule,
  DynamicModule,
  QueryCreator,
  type Compilable,
  type CompiledQuery,
  type ConnectionProvider,
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
    Pick<Kysely<Tables>, 'insertInto' | 'updateTable' | 'deleteFrom' | 'dynamic' | 'executeQuery'> {
  /** Sends a statement whose answer nobody needs, and does not wait for it: the transaction ends well only if it did. */
  send(query: CompiledQuery): void
}

/** A handle that can only read. */
// @ts-expect-error As for `Tx`.
export interface Reader<out Tables> extends Pick<
  Kysely<Tables>,
  'selectFrom' | 'selectNoFrom' | 'with' | 'withRecursive' | 'fn' | 'getExecutor'
> {}

interface OpenHandle<Tables> {
  readonly tx: Tx<Tables>
  /** The transaction is open, and what was sent before that is on its way: only then may it be committed. */
  readonly opened: Promise<unknown>
  /** What was sent and not waited for. */
  readonly sent: readonly Promise<unknown>[]
  readonly end: () => void
}

/**
 * A handle on the transaction of a connection, which is open once `opened` is. Once it is ended, whoever kept it cannot act
 * outside the transaction.
 */
export function openHandle<Tables>(
  executor: QueryExecutor,
  connection: DatabaseConnection,
  opened: Promise<unknown>,
): OpenHandle<Tables> {
  const end = new EndOfTransaction()
  const guarded = new GuardedConnection(connection, end, opened)
  // The connection answers in the order of asking, so its queries need not wait for each other.
  const only: ConnectionProvider = { provideConnection: (consumer) => consumer(guarded) }
  const sent: Promise<unknown>[] = []
  const send = (query: CompiledQuery) => {
    const answer = guarded.executeQuery(query)
    answer.catch(() => undefined)
    sent.push(answer)
  }
  const tx = new TransactionHandle<Tables>(executor.withConnectionProvider(only).withPlugin(end), send)
  return { tx, opened: guarded.opened, sent, end: () => end.end() }
}

class TransactionHandle<Tables> extends QueryCreator<Tables> implements Tx<Tables> {
  readonly #executor: QueryExecutor
  readonly #send: (query: CompiledQuery) => void
  constructor(executor: QueryExecutor, send: (query: CompiledQuery) => void) {
    super({ executor })
    this.#executor = executor
    this.#send = send
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
  send(query: CompiledQuery): void {
    this.#send(query)
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
  readonly opened: Promise<unknown>
  #isOpen = false
  constructor(connection: DatabaseConnection, end: EndOfTransaction, opened: Promise<unknown>) {
    this.#connection = connection
    this.#end = end
    this.opened = opened.then(() => {
      this.#isOpen = true
    })
    this.opened.catch(() => undefined)
  }
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    this.#end.refuseIfEnded()
    refuseSteering(query.sql)
    // Before the server has said that the transaction is open, only what changes nothing may be on its way.
    if (!this.#isOpen && !isPlainRead(query)) await this.opened
    return await this.#connection.executeQuery<Row>(query)
  }
  streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    this.#end.refuseIfEnded()
    refuseSteering(query.sql)
    return this.#connection.streamQuery<Row>(query, chunkSize)
  }
}

/** What stands behind "with" may change rows; a statement that begins with "select" may not, unless it selects into a table. */
const isPlainRead = ({ query, sql }: CompiledQuery): boolean =>
  query.kind === 'SelectQueryNode' ? query.with === undefined : /^\s*select\s/i.test(sql) && !/\binto\b/i.test(sql)
